import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Difference, Progress, PropertyChange, Services } from '../../app/services.js';
import { isCancelled } from '../shared/problem-message.js';

type History = Services['history'];

/** What the restore dialog knows and does: differences of one collection and moment, which are chosen, work under way. */
export class RestoreWork implements ReactiveController {
  /** `undefined` while they are looked for, or no moment is chosen. */
  differences: readonly Difference[] | undefined;
  readonly chosen = new Set<string>();
  /** Of items that were opened; `undefined` while it is read. */
  readonly details = new Map<string, readonly PropertyChange[] | undefined>();
  progress: Progress | undefined;
  restoring = false;
  error: unknown;
  private _collectionId = '';
  private _time: number | undefined;
  private _abort = new AbortController();

  constructor(
    private readonly _host: ReactiveControllerHost,
    private readonly _history: () => History,
  ) {
    _host.addController(this);
  }

  hostDisconnected() {
    this._abort.abort();
  }

  /** Looks what differs from then; a search that is under way is given up. @param time - Epoch ms. */
  async look(collectionId: string, time: number | undefined): Promise<void> {
    this._collectionId = collectionId;
    this._time = time;
    this._abort.abort();
    const abort = new AbortController();
    this._abort = abort;
    this.differences = undefined;
    this.error = undefined;
    this.chosen.clear();
    this.details.clear();
    this._host.requestUpdate();
    if (time === undefined) return;
    await this._attempt(abort, async () => {
      const found = await this._history().differences(this._collectionId, time, this._options(abort));
      if (abort.signal.aborted) return;
      this.differences = found.toSorted(byTitle);
      for (const { uid } of found) this.chosen.add(uid);
    });
  }

  async open(uid: string): Promise<void> {
    if (this.details.has(uid) || this._time === undefined) return;
    this.details.set(uid, undefined);
    try {
      this.details.set(uid, await this._history().changes({ collectionId: this._collectionId, uid }, this._time));
    } catch (error) {
      this.error = error;
    }
    this._host.requestUpdate();
  }

  choose(uids: readonly string[], chosen: boolean): void {
    for (const uid of uids) {
      if (chosen) this.chosen.add(uid);
      else this.chosen.delete(uid);
    }
    this._host.requestUpdate();
  }

  /** @returns `undefined` when it was cancelled or failed; {@link error} says why. */
  async restore(everything: boolean, target: string | undefined) {
    const abort = new AbortController();
    this._abort = abort;
    this.restoring = true;
    this.error = undefined;
    const request = {
      collectionId: this._collectionId,
      time: this._time ?? 0,
      uids: everything ? ('all' as const) : [...this.chosen],
      ...(target !== undefined && { target }),
    };
    const done = await this._attempt(abort, () => this._history().restore(request, this._options(abort)));
    this.restoring = false;
    this._host.requestUpdate();
    return done;
  }

  cancel(): void {
    this._abort.abort();
  }

  private _options(abort: AbortController) {
    return {
      signal: abort.signal,
      onProgress: (progress: Progress) => {
        if (this._abort === abort) this.progress = progress;
        this._host.requestUpdate();
      },
    };
  }

  private async _attempt<T>(abort: AbortController, work: () => Promise<T>): Promise<T | undefined> {
    this.progress = { done: 0 };
    try {
      return await work();
    } catch (error) {
      if (this._abort === abort && !isCancelled(error)) this.error = error;
      return undefined;
    } finally {
      if (this._abort === abort) this.progress = undefined;
      this._host.requestUpdate();
    }
  }
}

function byTitle(a: Difference, b: Difference): number {
  if (a.change !== b.change) return order.indexOf(a.change) - order.indexOf(b.change);
  return a.title < b.title ? -1 : a.title > b.title ? 1 : 0;
}

/** What is missing comes first: most people look for that. */
const order: readonly Difference['change'][] = ['deleted', 'changed', 'added'];
