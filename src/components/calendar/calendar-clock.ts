import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { systemClock } from '../../domain/time/clock.js';
import { MS_PER_MINUTE } from '../../domain/time/types.js';

const darkMedia = matchMedia('(prefers-color-scheme: dark)');

/** The time by the minute, and whether the device is dark: its host draws again when either changes. */
export class CalendarClock implements ReactiveController {
  now = systemClock.now();
  private _timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly _host: ReactiveControllerHost) {
    _host.addController(this);
  }

  get dark(): boolean {
    return darkMedia.matches;
  }

  hostConnected() {
    this._timer = setInterval(() => {
      this.now = systemClock.now();
      this._draw();
    }, MS_PER_MINUTE);
    darkMedia.addEventListener('change', this._draw);
  }

  hostDisconnected() {
    clearInterval(this._timer);
    darkMedia.removeEventListener('change', this._draw);
  }

  private _draw = () => this._host.requestUpdate();
}
