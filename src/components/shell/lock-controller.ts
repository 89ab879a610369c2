import { msg } from '@lit/localize';
import { html, type LitElement } from 'lit';
import lockIcon from 'lucide-static/icons/lock-keyhole.svg?raw';
import type { Command, CommandRegistry } from '../../app/commands/command-registry.js';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { LockState } from '../../app/lock/lock.js';
import type { Services } from '../../app/services.js';
import { LiveController } from '../shared/live-controller.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { describeError } from '../shared/problem-message.js';

const RETRY_MS = 2000;

/** The lock before the app: until it is known to be open nothing is drawn of what a person has. Its code is loaded once there is one. */
export class LockController {
  private readonly _state: LiveController<LockState>;
  private _used: LockState | undefined;
  private _end = () => {};

  constructor(
    private readonly _host: LitElement & { readonly display: DisplaySettings },
    private readonly _services: () => Services | undefined,
    private readonly _registry: CommandRegistry,
  ) {
    this._state = new LiveController(_host, () => _services()?.lock.watch());
  }

  /** The services have come. */
  refresh() {
    this._state.refresh();
  }

  get isLocked(): boolean {
    return this._state.value?.locked ?? this._services()?.lock.mayBeLocked === true;
  }

  /** Before each drawing. @returns whether it was locked or unlocked. */
  update(): boolean {
    const { value } = this._state;
    const before = this._used;
    if (value === before) return false;
    this._used = value;
    this._end();
    this._end = () => {};
    if (value?.isSet && !value.locked) {
      this._end = this._registry.add([this._command()]);
      void this._open(value, before?.locked === true);
    }
    return value?.locked !== before?.locked;
  }

  private async _open(state: LockState, wasLocked: boolean) {
    try {
      const { openLock } = await import('../lock/open-lock.js');
      const end = await openLock(this._host, this._services()!, state.minutes, wasLocked);
      if (this._used !== state) return end();
      const takeOut = this._end;
      this._end = () => {
        takeOut();
        end();
      };
    } catch {
      // Offline before it was cached: the next change tries again. When it is closed it locks, at any rate.
    }
  }

  /** From the first moment: whoever wants it locked does not wait for code. */
  private _command(): Command {
    return {
      id: 'shell.lock',
      // In the language of whoever reads it.
      get title() {
        return msg('Lock now');
      },
      get group() {
        return msg('General');
      },
      shortcut: 'Ctrl+Shift+L',
      inDialogs: true, // what stands in open forms is kept
      icon: lockIcon,
      run: () => {
        const locking = this._services()?.lock.acts();
        locking
          ?.then((acts) => acts.lock())
          .catch((error) => this._host.dispatchEvent(new NoticeEvent(describeError(error), { kind: 'error' })));
      },
    };
  }

  screen() {
    import('../lock/ik-lock-screen.js').catch(() => setTimeout(() => this._host.requestUpdate(), RETRY_MS));
    return html`<ik-lock-screen .services=${this._services()} .state=${this._state.value} .error=${this._state.error}></ik-lock-screen>`;
  }
}
