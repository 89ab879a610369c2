import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import closeIcon from 'lucide-static/icons/x.svg?raw';
import { addressText } from '../../domain/calendar/itip/people.js';
import { MAX_ADDRESSES } from '../../domain/settings/read-settings.js';
import type { Settings } from '../../domain/settings/settings.js';
import { typedAddress } from '../calendar/invitations/invitation-state.js';
import { icon } from '../shared/icon.js';
import type { ChangeSettings } from './settings-sections.js';

/** By which addresses others invite this person. */
export function invitationSection({ addresses }: Settings, change: ChangeSettings) {
  const add = (event: SubmitEvent) => {
    event.preventDefault();
    const input = (event.target as HTMLFormElement).querySelector('input')!;
    const address = typedAddress(input.value);
    input.setCustomValidity(address === '' ? msg('This is no mail address.') : '');
    if (!input.reportValidity()) return;
    if (!addresses.includes(address)) change({ addresses: [...addresses, address] });
    input.value = '';
  };
  return html`<section aria-labelledby="invitations">
    <h2 id="invitations">${msg('Invitations')}</h2>
    <p class="quiet">${msg('Your mail addresses: by them Ikebana knows invitations to you. The first one is used when you invite others.')}</p>
    <div class="reminders">
      <ul>
        ${addresses.map((address) => {
          const text = addressText(address);
          return html`<li>
            <span>${text}</span>
            <button type="button" class="icon-button plain" aria-label=${msg(str`Remove ${text}`)}
              @click=${() => change({ addresses: addresses.filter((one) => one !== address) })}>${icon(closeIcon)}</button>
          </li>`;
        })}
      </ul>
      ${
        addresses.length >= MAX_ADDRESSES
          ? nothing
          : html`<form class="row end" novalidate @submit=${add}>
              <label class="field grow">${msg('Mail address')}<input type="text" inputmode="email" autocomplete="email" maxlength="190"
                @input=${(e: Event) => (e.target as HTMLInputElement).setCustomValidity('')} /></label>
              <button type="submit" class="button">${msg('Add address')}</button>
            </form>`
      }
    </div>
  </section>`;
}
