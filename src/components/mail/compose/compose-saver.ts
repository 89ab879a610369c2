// When what is written is kept as a draft: soon after the last letter, never two at once, and seldom where it takes long.
import type { ComposeDraft } from './compose-draft.js';

export interface SaverOptions {
  /** Keeps it in the place of the draft before. @returns id of the draft */
  save(draft: ComposeDraft): Promise<string | undefined>;
  /** How it stands is different. */
  onState(): void;
  onError(error: unknown): void;
  /** Calls after so many milliseconds; the answer takes it back. */
  after(milliseconds: number, work: () => void): () => void;
  /** Milliseconds of some clock. */
  now(): number;
}

/** Those of a page. */
export const pageTimers: Pick<SaverOptions, 'after' | 'now'> = {
  after(milliseconds, work) {
    const timer = setTimeout(work, milliseconds);
    return () => clearTimeout(timer);
  },
  now: () => performance.now(),
};

/** Rest after the last letter before it is kept. */
export const REST_MS = 1_500;
/** Keeping a message with large files takes long: then there is this many times as much rest. */
const SHARE = 8;
const LONGEST_REST_MS = 30_000;

export type SaveState = 'new' | 'changed' | 'saving' | 'saved' | 'failed';

export class DraftSaver {
  state: SaveState = 'new';
  savedId: string | undefined;
  private _draft: ComposeDraft | undefined;
  private _cancel = () => {};
  private _took = 0;
  private _running: Promise<void> | undefined;
  private _isOver = false;

  constructor(private readonly _options: SaverOptions) {}

  /** It is different now. */
  changed(draft: ComposeDraft) {
    if (this._isOver) return;
    this._draft = draft;
    this._set('changed');
    this._cancel();
    const rest = Math.min(LONGEST_REST_MS, Math.max(REST_MS, this._took * SHARE));
    this._cancel = this._options.after(rest, () => void this.flush());
  }

  /** Keeps what was not kept yet. @returns false when that failed */
  async flush(): Promise<boolean> {
    this._cancel();
    while (this._running !== undefined) await this._running;
    if (this._draft === undefined || this._isOver) return this.state !== 'failed';
    this._running = this._save(this._draft);
    await this._running;
    return this.state !== 'failed';
  }

  /** Nothing is kept any more; resolves when nothing is under way. */
  async end(): Promise<void> {
    this._isOver = true;
    this._cancel();
    while (this._running !== undefined) await this._running;
  }

  /** Goes on after `end`: sending failed. */
  resume() {
    this._isOver = false;
  }

  private async _save(draft: ComposeDraft) {
    this._draft = undefined;
    this._set('saving');
    const began = this._options.now();
    try {
      const { savedId } = this;
      this.savedId = (await this._options.save({ ...draft, ...(savedId !== undefined && { savedId }) })) ?? savedId;
      this._set(this._draft === undefined ? 'saved' : 'changed');
    } catch (error) {
      this._draft ??= draft;
      this._set('failed');
      this._options.onError(error);
    }
    this._took = this._options.now() - began;
    this._running = undefined;
  }

  private _set(state: SaveState) {
    this.state = state;
    this._options.onState();
  }
}
