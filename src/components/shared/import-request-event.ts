/** The person wants to bring in files; the shell opens the import dialog. Without files it asks for them. */
export class ImportRequestEvent extends Event {
  constructor(
    readonly files: readonly File[] = [],
    /** They are messages, wherever the person is. */
    readonly isMail = false,
  ) {
    super('ik-import', { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'ik-import': ImportRequestEvent;
  }
}
