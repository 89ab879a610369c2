/** The person wants to see another page of the app; the shell changes the address. */
export class NavigateEvent extends Event {
  constructor(
    /** Path with query, such as `/calendar/week/2026-11-18`. */
    readonly url: string,
    readonly options: {
      /** Takes the place of the current history entry: for steps nobody wants to go back through. */
      readonly replace?: boolean;
    } = {},
  ) {
    super('ik-navigate', { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'ik-navigate': NavigateEvent;
  }
}
