import { consume } from '@lit/context';
import { LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Services } from '../../../app/services.js';
import { servicesContext } from '../../contexts.js';
import { NavigateEvent } from '../../shared/navigate-event.js';
import { openMailLink } from './open-compose.js';

/**
 * A `mailto:` link that the system gave to the app (RFC 6068). Once there are services, and no lock, a window to write in opens with
 * what it says; whether that is sent is the person's to decide.
 *
 * @fires {Event} ik-close - The window is there. Does not bubble.
 */
@customElement('ik-mail-link')
export class IkMailLink extends LitElement {
  /** As it came. */
  @property({ attribute: false }) link = '';
  @consume({ context: servicesContext, subscribe: true }) private _services?: Services;
  private _done = false;

  protected override updated() {
    if (this._done || this._services === undefined) return;
    this._done = true;
    void this._open();
  }

  private async _open() {
    const app = this.closest<HTMLElement>('ik-app') ?? ((this.getRootNode() as ShadowRoot).host as HTMLElement);
    // First, so that loading the page anew does not open a second one.
    this.dispatchEvent(new NavigateEvent('/mail', { replace: true }));
    this.dispatchEvent(new Event('ik-close'));
    await openMailLink(app, this.link, { here: true });
  }

  protected override render() {
    return nothing;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-mail-link': IkMailLink;
  }
}
