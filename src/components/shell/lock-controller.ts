import { html, type LitElement } from 'lit';
import type { CommandRegistry } from '../../app/commands/command-registry.js';
import type { LockState } from '../../app/lock/lock.js';
import type { Services } from '../../app/services.js';
import { LiveController } from '../shared/live-controller.js';

const RETRY_MS = 2000;

/** The lock before the app: until it is known to be open nothing is drawn of what a person has. Its code is loaded once there is one. */
export class LockController {
  private readonly _state: LiveController<LockState>;
  private _used: LockState | undefined;
  private _end = () => {};

  constructor(
    private readonly _host: LitElement,
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
    if (value?.isSet && !value.locked) void this._open(value, before?.locked === true);
    return value?.locked !== before?.locked;
  }

  private async _open(state: LockState, wasLocked: boolean) {
    try {
      const { openLock } = await import('../lock/open-lock.js');
      const end = await openLock(this._host, this._services()!, this._registry, state.minutes, wasLocked);
      if (this._used === state) this._end = end;
      else end();
    } catch {
      // Offline before it was cached: the next change tries again. When it is closed it locks, at any rate.
    }
  }

  screen() {
    import('../lock/ik-lock-screen.js').catch(() => setTimeout(() => this._host.requestUpdate(), RETRY_MS));
    return html`<ik-lock-screen .services=${this._services()} .state=${this._state.value} .error=${this._state.error}></ik-lock-screen>`;
  }
}
