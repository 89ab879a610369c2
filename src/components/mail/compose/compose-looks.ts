// How a person likes to write on this device.
export interface ComposeLooks {
  /** Seconds in which sending can be undone; 0 for none. */
  readonly undoSeconds: number;
  /** New messages are plain text. */
  readonly isPlain: boolean;
}

export const UNDO_SECONDS: readonly number[] = [0, 5, 10, 20, 30];
const KEY = 'ik-mail-compose';
const otherwise: ComposeLooks = { undoSeconds: 10, isPlain: false };

export function composeLooks(): ComposeLooks {
  try {
    const kept = (JSON.parse(localStorage.getItem(KEY) ?? '{}') ?? {}) as Partial<Record<keyof ComposeLooks, unknown>>;
    return {
      undoSeconds: UNDO_SECONDS.includes(kept.undoSeconds as number)
        ? (kept.undoSeconds as number)
        : otherwise.undoSeconds,
      isPlain: kept.isPlain === true,
    };
  } catch {
    return otherwise; // storage is blocked, or holds something else
  }
}

export function rememberComposeLooks(change: Partial<ComposeLooks>): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...composeLooks(), ...change }));
  } catch {
    // blocked or full: then it is not remembered
  }
}
