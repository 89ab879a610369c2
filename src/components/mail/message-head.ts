// Head of a message: who to whom and when, in one line or in all lines.
import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import moreIcon from 'lucide-static/icons/chevron-down.svg?raw';
import starIcon from 'lucide-static/icons/star.svg?raw';
import { shownName } from '../../domain/mail/address.js';
import type { EmailDetail } from '../../domain/mail/email.js';
import type { MailAddress } from '../../domain/mail/message.js';
import type { MomentTexts } from '../../domain/time/moment-texts.js';
import { face } from '../contacts/contact-face.js';
import { icon } from '../shared/icon.js';
import { fromName, toName } from './header-names.js';
import { labelChips } from './label-chips.js';
import { faceOf, personText } from './mail-people.js';
import { timeText } from './mail-row.js';

/** Addresses of a field that are drawn: a message may name ten thousand. */
const MAX_PEOPLE = 200;

export interface HeadContext {
  readonly email: EmailDetail;
  readonly own: readonly string[];
  readonly times: MomentTexts;
  readonly open: boolean;
  readonly details: boolean;
  onToggle(): void;
  onDetails(): void;
  onStar(): void;
}

/** `Marc Bernard <marc@example.com>`, the address always. */
export const fullAddress = ({ name, email }: MailAddress) =>
  name === null || name === '' ? email : `${name} <${email}>`;

function toText({ to, cc, bcc }: EmailDetail, own: readonly string[]): string {
  const people = [...to, ...cc, ...bcc];
  if (people.length === 0) return '';
  const names = people
    .slice(0, 3)
    .map((person) => personText(person, own))
    .join(', ');
  const more = people.length - 3;
  return more > 0 ? msg(str`to ${names} and ${more} more`) : msg(str`to ${names}`);
}

export function messageHead({ email, own, times, open, details, onToggle, onDetails, onStar }: HeadContext) {
  const [sender] = email.from;
  const isStarred = email.keywords.includes('$flagged');
  const name = sender === undefined ? msg('Nobody') : shownName(sender);
  return html`<header>
      <button type="button" class="toggle" aria-expanded=${String(open)} @click=${onToggle}>
        ${face(faceOf(sender))}
        <span class="who"><bdi class="name">${name}</bdi>${
          open
            ? html` ${sender !== undefined && name !== sender.email ? html`<bdi class="address">${sender.email}</bdi>` : nothing} <span class="to">${toText(email, own)}</span>`
            : html`<bdi class="line">${labelChips(email.keywords)}${email.preview}</bdi>`
        }</span>
      </button>
      ${
        open
          ? html`<button type="button" class="icon-button plain small" aria-label=${msg('Details')} title=${msg('Details')} aria-expanded=${String(details)} @click=${onDetails}>${icon(moreIcon)}</button>
            <button type="button" class="icon-button plain small ${isStarred ? 'on' : ''}" aria-label=${msg('Star')} title=${msg('Star')} aria-pressed=${String(isStarred)} @click=${onStar}>${icon(starIcon)}</button>`
          : nothing
      }
      <time title=${times.full(email.sendAt ?? email.receivedAt)}>${timeText(times, email.sendAt ?? email.receivedAt)}</time>
    </header>
    ${open && details ? detailList(email, times) : nothing}`;
}

function detailList(email: EmailDetail, times: MomentTexts) {
  const people = (label: string, of: readonly MailAddress[]) =>
    of.length === 0
      ? nothing
      : html`<dt>${label}</dt><dd>${of.slice(0, MAX_PEOPLE).map((person) => html`<bdi>${fullAddress(person)}</bdi>`)}${of.length > MAX_PEOPLE ? msg(str`and ${of.length - MAX_PEOPLE} more`) : nothing}</dd>`;
  const { sentAt } = email;
  return html`<dl class="details">
    ${people(fromName(), email.from)} ${people(msg('Reply to'), email.replyTo)} ${people(toName(), email.to)} ${people(msg('Cc'), email.cc)} ${people(msg('Bcc'), email.bcc)}
    <dt>${msg('Date')}</dt><dd>${sentAt === null ? msg('It does not say when.') : times.full(sentAt)}</dd>
    <dt>${email.sendAt === undefined ? msg('Received') : msg('Will be sent')}</dt><dd>${times.full(email.sendAt ?? email.receivedAt)}</dd>
    ${email.messageId.length > 0 ? html`<dt>${msg('Message-ID')}</dt><dd><bdi>${email.messageId[0]}</bdi></dd>` : nothing}
  </dl>`;
}
