import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import bellIcon from 'lucide-static/icons/bell-ring.svg?raw';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import { askForNotifications, type NotificationState, notificationState } from './notifications.js';

/** How this device shows reminders, and what a browser cannot do. */
@customElement('ik-reminder-settings')
@localized()
export class IkReminderSettings extends LitElement {
  static override styles = [
    controls,
    css`
      :host { display: block; }
      section { display: grid; gap: 14px; padding: 18px 20px; border: 1px solid var(--ik-line); border-radius: 14px; }
      h2 { margin: 0; font-size: 15px; font-weight: 650; }
      .row { display: flex; flex-wrap: wrap; align-items: center; gap: 12px; }
      .grow { flex: 1 1 260px; }
      p { margin: 0; }
      .quiet { color: var(--ik-text-2); font-size: 13px; }
      .ok { color: var(--ik-ok); font-weight: 550; }
    `,
  ];

  @state() private _state: NotificationState = notificationState();

  private async _ask() {
    this._state = await askForNotifications();
  }

  private _text(): string {
    switch (this._state) {
      case 'granted':
        return msg('This device shows reminders as notifications.');
      case 'denied':
        return msg('Notifications of this site are blocked in the browser. Reminders appear inside the app.');
      case 'default':
        return msg('Reminders appear inside the app. As notifications they also reach you in other windows.');
      case 'unsupported':
        return msg('This browser has no notifications. Reminders appear inside the app.');
    }
  }

  protected override render() {
    return html`<section aria-labelledby="reminders">
      <h2 id="reminders">${msg('Reminders')}</h2>
      <div class="row">
        <p class="grow ${this._state === 'granted' ? 'ok' : ''}">${this._text()}</p>
        ${
          this._state === 'default'
            ? html`<button type="button" class="button" @click=${this._ask}>${icon(bellIcon)}${msg('Show notifications')}</button>`
            : nothing
        }
      </div>
      <p class="quiet">${msg('A browser wakes no page that is closed: reminders go off while Ikebana is open, also in a tab in the background. What you missed is shown once, when you open it again.')}</p>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-reminder-settings': IkReminderSettings;
  }
}
