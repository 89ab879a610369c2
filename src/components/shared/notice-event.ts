/** Something happened that the person should know; the shell shows it for some seconds. */
export class NoticeEvent extends Event {
  constructor(
    /** One sentence, already in the person's language. */
    readonly message: string,
    readonly options: {
      readonly kind?: 'info' | 'error';
      /** Offered as a button. */
      readonly undo?: () => Promise<void>;
    } = {},
  ) {
    super('ik-notice', { bubbles: true, composed: true });
  }
}
declare global {
  interface HTMLElementEventMap {
    'ik-notice': NoticeEvent;
  }
}
