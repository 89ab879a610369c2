/** A menu button in a page's header was pressed: <ik-page> opens or closes its drawer. */
export class ToggleSidebarEvent extends Event {
  constructor() {
    super('ik-toggle-sidebar', { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'ik-toggle-sidebar': ToggleSidebarEvent;
  }
}
