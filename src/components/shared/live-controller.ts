import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Watchable } from '../../domain/watchable.js';

/**
 * The latest value of a query while the host is connected. Call `refresh()` when the query's arguments change; the old
 * value stays until the new one is there, so that nothing flickers. A query that gives `undefined` waits (services are
 * still being created).
 */
export class LiveController<T> implements ReactiveController {
  value: T | undefined;
  error: unknown;
  private _stop = () => {};

  constructor(
    private readonly _host: ReactiveControllerHost,
    private readonly _query: () => Watchable<T> | undefined,
  ) {
    _host.addController(this);
  }

  hostConnected() {
    this.refresh();
  }

  hostDisconnected() {
    this._stop();
    this._stop = () => {};
  }

  /** Asks anew. */
  refresh() {
    this._stop();
    let current = true;
    const show = (value: T | undefined, error: unknown) => {
      if (!current) return; // a late answer to an older question
      this.value = value;
      this.error = error;
      this._host.requestUpdate();
    };
    const subscription = this._query()?.subscribe({
      next: (value) => show(value, undefined),
      error: (error) => show(this.value, error),
    });
    this._stop = () => {
      current = false;
      subscription?.unsubscribe();
    };
  }
}
