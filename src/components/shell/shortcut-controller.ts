import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CommandRegistry } from '../../app/commands/command-registry.js';
import { createShortcutMatcher, type ShortcutMatcher } from '../../app/commands/shortcuts.js';

/** Whether the keyboard has ⌘ where others have Ctrl. */
export const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

const FIELDS = 'input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable]';
/** Inside these, plain keys have a meaning of their own. */
const OWN_KEYS = 'dialog, [role=menu], [role=listbox]';

/** Runs commands by their shortcuts: plain keys outside fields, dialogs and menus; those with Ctrl or Alt in fields too, few in dialogs. */
export class ShortcutController implements ReactiveController {
  private readonly _matcher: ShortcutMatcher;

  constructor(host: ReactiveControllerHost, registry: CommandRegistry) {
    host.addController(this);
    this._matcher = createShortcutMatcher(() => registry.list(), isApple);
  }

  hostConnected() {
    document.addEventListener('keydown', this._onKeyDown);
  }

  hostDisconnected() {
    document.removeEventListener('keydown', this._onKeyDown);
  }

  private _onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const path = event.composedPath().filter((target): target is HTMLElement => target instanceof HTMLElement);
    const isInDialog = path.some((element) => element.matches('dialog'));
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const isTyping = path.some((element) => element.matches(FIELDS));
    const isUndoOfField = isTyping && event.key.toLowerCase() === 'z';
    if (isUndoOfField || (isPlain && (isTyping || path.some((element) => element.matches(OWN_KEYS))))) return;
    const command = this._matcher.press(event);
    if (command === undefined || (isInDialog && (command === 'pending' || command.inDialogs !== true))) return;
    event.preventDefault();
    if (command !== 'pending') command.run();
  };
}
