import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Services } from '../../app/services.js';

/** With more contacts looking for duplicates takes seconds: then they are counted when somebody looks for them. */
export const MAX_COUNTED = 25_000;
/** Milliseconds after which it is counted although the browser always has something else to do. */
const LATEST = 10_000;

const whenIdle = (work: () => void): (() => void) => {
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(work, 1000); // Safari has none
    return () => clearTimeout(timer);
  }
  const id = requestIdleCallback(work, { timeout: LATEST });
  return () => cancelIdleCallback(id);
};

/** How many possible duplicates there are: counted when everything that is shown is there and nobody waits for anything. */
export class DuplicateCount implements ReactiveController {
  /** `undefined` while it is not known. */
  value: number | undefined;
  private _of: Services | undefined;
  private _stop = () => {};

  /** @param ready - The services, once the lists are there; the number of contacts. */
  constructor(
    private readonly _host: ReactiveControllerHost,
    private readonly _ready: () => { readonly services: Services | undefined; readonly total: number | undefined },
  ) {
    _host.addController(this);
  }

  hostUpdated() {
    const { services, total } = this._ready();
    const wanted = total !== undefined && total > 1 && total <= MAX_COUNTED ? services : undefined;
    if (wanted === this._of) return;
    this.hostDisconnected();
    this._of = wanted;
    if (wanted === undefined) return this._show(undefined);
    this._stop = whenIdle(() => {
      const watched = wanted.duplicates.watchCount().subscribe({
        next: (count) => this._show(count),
        error: () => this._show(undefined), // a number beside a name: nothing is missing without it
      });
      this._stop = () => watched.unsubscribe();
    });
  }

  hostDisconnected() {
    this._stop();
    this._stop = () => {};
    this._of = undefined;
  }

  private _show(value: number | undefined) {
    if (value === this.value) return;
    this.value = value;
    this._host.requestUpdate();
  }
}
