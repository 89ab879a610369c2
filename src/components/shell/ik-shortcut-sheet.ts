import { consume } from '@lit/context';
import { localized, msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { Command, CommandRegistry } from '../../app/commands/command-registry.js';
import { shortcutKeys } from '../../app/commands/shortcuts.js';
import { commandsContext } from '../contexts.js';
import { controls } from '../shared/controls.styles.js';
import { fixedKeys } from './fixed-keys.js';
import { isApple } from './shortcut-controller.js';
import '../shared/ik-dialog.js';

/** As it is written on the keyboards of a language. */
function keyName(key: string): string {
  switch (key) {
    case 'Ctrl':
      return msg('Ctrl', { id: 'key-ctrl', desc: 'What is written on a key' });
    case 'Shift':
      return msg('Shift', { id: 'key-shift', desc: 'What is written on a key' });
    case 'Enter':
      return msg('Enter', { id: 'key-enter', desc: 'What is written on a key' });
    case 'Esc':
      return msg('Esc', { id: 'key-esc', desc: 'What is written on a key' });
    case 'Delete':
      return msg('Del', { id: 'key-delete', desc: 'What is written on a key' });
    case 'Home':
      return msg('Home', { id: 'key-home', desc: 'What is written on a key' });
    case 'End':
      return msg('End', { id: 'key-end', desc: 'What is written on a key' });
    case 'PageUp':
      return msg('Page up', { id: 'key-page-up', desc: 'What is written on a key' });
    case 'PageDown':
      return msg('Page down', { id: 'key-page-down', desc: 'What is written on a key' });
    case 'Space':
      return msg('Space', { id: 'key-space', desc: 'What is written on a key' });
    default:
      return key;
  }
}

/** A shortcut as keys, for sheets and menus. */
export function keysTemplate(shortcut: string) {
  return shortcutKeys(shortcut, isApple).map((stroke) => stroke.map((key) => html`<kbd>${keyName(key)}</kbd>`));
}

export const kbd = css`
  kbd {
    display: inline-block; min-inline-size: 22px; padding: 1px 6px; margin-inline-start: 4px; border: 1px solid var(--ik-line);
    border-radius: 6px; background: var(--ik-surface-2); color: var(--ik-text-2); font: 550 12px / 1.5 var(--ik-font); text-align: center;
  }
`;

/**
 * Every shortcut of what is on screen now, by group.
 *
 * @fires {Event} ik-close - It was closed. Does not bubble.
 */
@customElement('ik-shortcut-sheet')
@localized()
export class IkShortcutSheet extends LitElement {
  static override styles = [
    controls,
    kbd,
    css`
      .groups { columns: 2 240px; column-gap: 32px; }
      section { break-inside: avoid; margin-block-end: 18px; }
      dl { margin: 6px 0 0; }
      dl div { display: flex; align-items: center; gap: 12px; min-block-size: 32px; border-block-end: 1px solid var(--ik-line); }
      dt { flex: 1; }
      dd { margin: 0; white-space: nowrap; }
      ik-dialog { --ik-dialog-width: 680px; }
    `,
  ];

  @consume({ context: commandsContext }) private _registry?: CommandRegistry;

  private _row = (command: Command) =>
    html`<div><dt>${command.title}</dt><dd>${keysTemplate(command.shortcut ?? '')}</dd></div>`;

  protected override render() {
    const all = this._registry?.list() ?? [];
    // What leads to an app's command stands for it where that is not shown.
    const isThere = (far: string) => all.some(({ id }) => `far.${id}` === far);
    const commands = all.filter(({ id, shortcut }) => shortcut && !isThere(id));
    const groups = [...new Set(commands.map(({ group }) => group))];
    const fixed = fixedKeys(all.map(({ id }) => id));
    return html`<ik-dialog
      open
      heading=${msg('Keyboard shortcuts')}
      @ik-close=${() => this.dispatchEvent(new Event('ik-close'))}
    >
      <div class="groups" role="group" tabindex="0" aria-label=${msg('Keyboard shortcuts')}>
        ${groups.map(
          (group) => html`<section>
            <h3 class="eyebrow">${group}</h3>
            <dl>${commands.filter((command) => command.group === group).map(this._row)}</dl>
          </section>`,
        )}
        ${fixed.map(
          ({ group, keys }) => html`<section>
            <h3 class="eyebrow">${group}</h3>
            <dl>${keys.map(({ title, shortcuts }) => html`<div><dt>${title}</dt><dd>${shortcuts.map(keysTemplate)}</dd></div>`)}</dl>
          </section>`,
        )}
      </div>
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-shortcut-sheet': IkShortcutSheet;
  }
}
