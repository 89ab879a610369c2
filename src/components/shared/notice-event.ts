export interface NoticeOptions {
  readonly kind?: 'info' | 'error';
  /** Offered as a button, and by Ctrl+Z for the latest. */
  readonly undo?: () => Promise<void>;
  /** Another button; the notice goes when it is pressed. */
  readonly action?: { readonly label: string; run(): void };
  /** Shown for so long, where that is not the usual time. */
  readonly milliseconds?: number;
  /** Stays until it is dismissed. Errors always do. */
  readonly lasting?: boolean;
}

/** Something happened that the person should know; the shell shows it for some seconds. */
export class NoticeEvent extends Event {
  constructor(
    /** One sentence, already in the person's language. */
    readonly message: string,
    readonly options: NoticeOptions = {},
  ) {
    super('ik-notice', { bubbles: true, composed: true });
  }
}
/** Something that was done is to be taken back: the shell does it, and says how it went. */
export class UndoEvent extends Event {
  constructor(readonly undo: () => Promise<void>) {
    super('ik-undo', { bubbles: true, composed: true });
  }
}

/** It was taken back, by whatever button. */
export class UndoneEvent extends Event {
  constructor(readonly undo: () => Promise<void>) {
    super('ik-undone', { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'ik-notice': NoticeEvent;
    'ik-undo': UndoEvent;
    'ik-undone': UndoneEvent;
  }
}
