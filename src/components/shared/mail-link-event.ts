/** A mail link was followed where the app does not see the click itself. */
export class MailLinkEvent extends Event {
  constructor(readonly href: string) {
    super('ik-mail-link', { bubbles: true, composed: true });
  }
}
declare global {
  interface HTMLElementEventMap {
    'ik-mail-link': MailLinkEvent;
  }
}
