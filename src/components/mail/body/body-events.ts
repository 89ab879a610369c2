/** A message was read: what of it comes from elsewhere. Does not bubble. */
export class MailContentEvent extends Event {
  constructor(
    /** How many pictures are elsewhere, trackers left out. */
    readonly remote: number,
    /** Names of what would report the reading. */
    readonly trackers: readonly string[],
    /** Whether it is drawn in colours of its own. */
    readonly isColoured: boolean,
  ) {
    super('ik-mail-content');
  }
}

declare global {
  interface HTMLElementEventMap {
    'ik-mail-content': MailContentEvent;
  }
}
