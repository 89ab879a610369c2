import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import mailIcon from 'lucide-static/icons/mail-open.svg?raw';
import writeIcon from 'lucide-static/icons/pencil.svg?raw';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { MailAccount } from '../../domain/mail/mailbox.js';
import { icon } from '../shared/icon.js';

/** In the place of a message: nothing is open, several are picked, or it is gone. */
export function noMessage(isMissing: boolean, picked: number, locale: string, back: () => void, withBack: boolean) {
  const count = picked.toLocaleString(locale);
  return html`<div class="none" role=${isMissing ? 'alert' : nothing}>${icon(mailIcon)}
    <p>${isMissing ? msg('This message is no longer here.') : picked > 0 ? msg(str`${count} selected`) : msg('Choose a message to read it here.')}</p>
    ${withBack ? html`<button type="button" class="button" @click=${back}>${msg('Back to the list')}</button>` : nothing}
  </div>`;
}

/** Above the list, where there is no room for the sidebar's. */
export const writeButton = (write: () => void) =>
  html`<button type="button" class="fab" aria-label=${msg('New message')} title=${msg('New message')} @click=${write}>${icon(writeIcon)}</button>`;

/** Above mail that is answered by itself, while somebody is away. */
export function awayBar(accounts: readonly MailAccount[], display: DisplaySettings | undefined) {
  if (!accounts.some(({ rules }) => rules?.away?.isOn === true)) return nothing;
  void import('../mail-rules/ik-vacation-bar.js').catch(() => {}); // the settings say it, too
  return html`<ik-vacation-bar .accounts=${accounts} .display=${display}></ik-vacation-bar>`;
}
