import { html, type LitElement } from 'lit';
import type { LockState } from '../../app/lock/lock.js';
import type { Services } from '../../app/services.js';
import { LiveController } from '../shared/live-controller.js';

/** The lock before the app: until it is known to be open nothing is drawn of what a person has. Its code is loaded once there is one. */
export class LockController {
  private readonly _state: LiveController<LockState>;
  private _used: LockState | undefined;
  private _stopWatching = () => {};

  constructor(
    private readonly _host: LitElement,
    private readonly _services: () => Services | undefined,
  ) {
    this._state = new LiveController(_host, () => _services()?.lock.watch());
  }

  /** The services have come. */
  refresh() {
    this._state.refresh();
  }

  /** There is a lock, and it is open. */
  get canLock(): boolean {
    const { value } = this._state;
    return value?.isSet === true && !value.locked;
  }

  get isLocked(): boolean {
    return this._state.value?.locked ?? this._services()?.lock.mayBeLocked === true;
  }

  /** Before each drawing. @returns whether the lock is another one than before. */
  update(): boolean {
    const { value } = this._state;
    if (value === this._used) return false;
    const isOther = value?.locked !== this._used?.locked || value?.isSet !== this._used?.isSet;
    if (this._used?.locked && value?.locked === false) void this._focusContent();
    this._used = value;
    this._stopWatching();
    this._stopWatching = () => {};
    if (value?.isSet && !value.locked) void this._watch(value);
    return isOther;
  }

  /** Where whoever has unlocked it goes on. */
  private async _focusContent() {
    await this._host.updateComplete;
    this._host.renderRoot.querySelector<HTMLElement>('#content')?.focus({ preventScroll: true });
  }

  private async _watch(state: LockState) {
    try {
      const { watchUse } = await import('../lock/watch-use.js');
      const services = this._services();
      if (this._used === state && services !== undefined) this._stopWatching = watchUse(services.lock, state.minutes);
    } catch {
      // Offline before it was cached: the next change tries again; it locks when it is closed, at any rate.
    }
  }

  screen() {
    void import('../lock/ik-lock-screen.js').catch(() => {
      setTimeout(() => this._host.requestUpdate(), RETRY_MS);
    });
    return html`<ik-lock-screen .services=${this._services()} .state=${this._state.value} .error=${this._state.error}></ik-lock-screen>`;
  }
}

const RETRY_MS = 2000;
