import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { systemClock } from '../../domain/time/clock.js';
import { MS_PER_MINUTE } from '../../domain/time/types.js';

/** The time; its host draws again whenever a minute begins, and when somebody comes back to the page. */
export class DayClock implements ReactiveController {
  now = systemClock.now();
  private _timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly _host: ReactiveControllerHost) {
    _host.addController(this);
  }

  hostConnected() {
    this._tick();
    document.addEventListener('visibilitychange', this._tick);
  }

  hostDisconnected() {
    clearTimeout(this._timer);
    document.removeEventListener('visibilitychange', this._tick);
  }

  private _tick = () => {
    clearTimeout(this._timer);
    this.now = systemClock.now();
    this._timer = setTimeout(this._tick, MS_PER_MINUTE - (this.now % MS_PER_MINUTE));
    this._host.requestUpdate();
  };
}
