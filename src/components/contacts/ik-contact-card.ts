import { localized, msg } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import backIcon from 'lucide-static/icons/arrow-left.svg?raw';
import eventIcon from 'lucide-static/icons/calendar-plus.svg?raw';
import mailIcon from 'lucide-static/icons/mail.svg?raw';
import editIcon from 'lucide-static/icons/pencil.svg?raw';
import phoneIcon from 'lucide-static/icons/phone.svg?raw';
import starIcon from 'lucide-static/icons/star.svg?raw';
import deleteIcon from 'lucide-static/icons/trash-2.svg?raw';
import contactIcon from 'lucide-static/icons/user-round.svg?raw';
import type { ContactFields, TypedValue } from '../../domain/contacts/contact-fields.js';
import { displayName } from '../../domain/contacts/display-name.js';
import { hueOf, initialsOf } from '../../domain/contacts/face.js';
import { isUri } from '../../domain/contacts/further-properties.js';
import { displayPartialDate } from '../../domain/time/partial-date.js';
import { controls } from '../shared/controls.styles.js';
import { hue } from '../shared/hue.styles.js';
import { icon } from '../shared/icon.js';
import { statusOf } from '../status/known-statuses.js';
import { statusWords } from '../status/status-texts.js';
import { type CardAction, CardActionEvent } from './contact-events.js';
import { faceStyles } from './contact-face.js';
import { addressLines, type ValueKind, valueLabel } from './contact-labels.js';
import { mailLink, phoneLink, phoneText, webLink } from './contact-links.js';
import { furtherPairs } from './further-values.js';
import { styles } from './ik-contact-card.styles.js';
import type { PeopleLookup, RelatedPerson } from './people-lookup.js';
import { photoFace, photoFaceStyles } from './photo-face.js';
import { PhotoUrls } from './photo-urls.js';

/**
 * Everything one contact says. Nothing is loaded from anywhere: photos are those in the card itself, or kept on this device.
 *
 * @fires {CardActionEvent} ik-card-action - A button was pressed. Does not bubble.
 * @slot - Stands below the values, such as what the app knows besides.
 * @slot actions - Further buttons, after those of the card.
 * @csspart name - The name. @csspart values - The labelled values.
 */
@customElement('ik-contact-card')
@localized()
export class IkContactCard extends LitElement {
  static override styles = [controls, hue, faceStyles, photoFaceStyles, styles];

  @property({ attribute: false }) uid = '';
  /** `undefined` while it is read; `missing` when there is no such contact. */
  @property({ attribute: false }) fields: ContactFields | 'missing' | undefined;
  /** Every group it is in; those the card itself names when absent. */
  @property({ attribute: false }) groups: readonly string[] | undefined;
  /** A button for a new event: where somebody listens for it. */
  @property({ type: Boolean }) companion = false;
  /** Other contacts, to link to those that are related. */
  @property({ attribute: false }) people: PeopleLookup | undefined;
  /** Name of its address book, '' to leave it out. */
  @property({ attribute: false }) book = '';
  /** BCP 47; dates are written in it. */
  @property() locale = '';
  @property({ type: Boolean }) readonly = false;
  /** The card has the screen to itself: it shows a way back. */
  @property({ type: Boolean, reflect: true }) narrow = false;

  private readonly _photos = new PhotoUrls(this);
  @state() private _related: Readonly<Record<string, RelatedPerson>> = {};

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('fields') || changed.has('people')) void this._lookForRelated();
  }

  private async _lookForRelated() {
    const { fields, people } = this;
    if (fields === undefined || fields === 'missing' || people === undefined) return;
    const uris = fields.further
      .filter(({ name, value }) => name === 'RELATED' && isUri(value))
      .map(({ value }) => value);
    if (uris.length === 0) return;
    const related = await people.named(uris).catch(() => undefined); // the card is whole without it
    if (related !== undefined && fields === this.fields) this._related = related;
  }

  private _button(action: CardAction, label: string, svg: string, pressed?: boolean) {
    return html`<button type="button" class="icon-button plain ${action === 'favourite' ? 'star' : ''}" aria-label=${label} title=${label}
      aria-pressed=${pressed === undefined ? nothing : pressed ? 'true' : 'false'}
      @click=${() => this.dispatchEvent(new CardActionEvent(action))}>${icon(svg)}</button>`;
  }

  private _actions(fields: ContactFields) {
    const mail = first(fields.emails, mailLink);
    const phone = first(fields.phones, phoneLink);
    const link = (href: string | undefined, label: string, svg: string) =>
      href === undefined
        ? nothing
        : html`<a class="icon-button" href=${href} aria-label=${label} title=${label}>${icon(svg)}</a>`;
    return html`<div class="actions">
      ${link(mail, msg('Write an email'), mailIcon)} ${link(phone, msg('Call'), phoneIcon)}
      ${
        this.readonly
          ? nothing
          : html`${this.companion ? this._button('event', msg('New event with this person'), eventIcon) : nothing}${this._button('favourite', msg('Favourite'), starIcon, fields.favourite)}
              ${this._button('edit', msg('Edit'), editIcon)} ${this._button('delete', msg('Delete'), deleteIcon)}`
      }<slot name="actions"></slot>
    </div>`;
  }

  private _values(kind: ValueKind, values: readonly TypedValue[], link: (value: string) => string | undefined) {
    return values.map((value) => {
      const href = link(value.value);
      const opensPage = kind === 'urls';
      const seen = kind === 'phones' ? phoneText(value.value) : value.value;
      const shown =
        href === undefined
          ? html`<bdi>${seen}</bdi>`
          : html`<a href=${href} target=${opensPage ? '_blank' : nothing} rel=${opensPage ? 'noopener noreferrer' : nothing}><bdi>${seen}</bdi></a>`;
      return pair(valueLabel(kind, value), html`${shown}${preferredMark(value.preferred && values.length > 1)}`);
    });
  }

  private _further(fields: ContactFields, notes: boolean) {
    const values = fields.further.filter(({ name }) => (name === 'NOTE') === notes);
    return furtherPairs(values, {
      locale: this.locale,
      people: this._related,
      media: (value) => this._photos.ofCard(value),
    }).map(({ label, value, preferred }) => pair(label, html`${value}${preferredMark(preferred)}`));
  }

  private _details(fields: ContactFields) {
    const date = (value: string) => displayPartialDate(value, this.locale || 'en');
    const groups = this.groups ?? fields.categories;
    return html`<dl part="values">
      ${this._values('emails', fields.emails, mailLink)} ${this._values('phones', fields.phones, phoneLink)}
      ${this._values('impps', fields.impps, webLink)} ${this._values('urls', fields.urls, webLink)}
      ${fields.addresses.map((address) => pair(valueLabel('addresses', address), html`${addressLines(address).join('\n')}`))}
      ${text(msg('Nickname'), fields.nickname)} ${text(msg('Birthday'), date(fields.birthday))}
      ${text(msg('Anniversary'), date(fields.anniversary))} ${this._further(fields, false)}
      ${
        groups.length === 0
          ? nothing
          : pair(
              msg('Groups'),
              html`<span class="chips">${groups.map((name) => html`<span class="chip">${name}</span>`)}</span>`,
            )
      }
      ${text(msg('Note'), fields.note)} ${this._further(fields, true)} ${text(msg('Address book'), this.book)}
    </dl>
    ${
      fields.others.length === 0
        ? nothing
        : html`<details><summary>${msg('More in this card')}</summary><dl>${fields.others.map(({ name, value }) => text(name, value))}</dl></details>`
    }`;
  }

  private _bar() {
    return html`<div class="bar">${this._button('back', msg('Back to the list'), backIcon)}</div>`;
  }

  protected override render() {
    const { fields } = this;
    if (fields === undefined)
      return html`<div class="card waiting" aria-busy="true"><span class="round"></span><span class="line"></span><span class="line"></span></div>`;
    if (fields === 'missing')
      return html`${this.narrow ? html`<div class="card">${this._bar()}</div>` : nothing}<div class="state">${icon(contactIcon)}<p>${msg('This contact is no longer here.')}</p></div>`;
    const name = displayName(fields);
    const who = fields.emails.find(({ value }) => statusOf(value) !== undefined)?.value ?? '';
    const { photo, jobTitle, department, units, organization } = fields;
    const role = [jobTitle, ...[...units].reverse(), department, organization === name ? '' : organization];
    return html`<article class="card" aria-labelledby="name">
      ${this._bar()}
      <div class="who">
        ${photoFace({ initials: initialsOf(name), hue: hueOf(this.uid), who, photo: this._photos.ofCard(photo) })}
        <h2 id="name" part="name">${name || msg('Without a name')}</h2>
        ${who === '' ? nothing : html`<p>${statusWords(statusOf(who)!)}</p>`}
        ${role.some((part) => part !== '') ? html`<p>${role.filter((part) => part !== '').join(' · ')}</p>` : nothing}
      </div>
      ${this._actions(fields)} ${this._details(fields)}
      <slot></slot>
    </article>`;
  }
}

function first(values: readonly TypedValue[], link: (value: string) => string | undefined): string | undefined {
  const best = values.find((value) => value.preferred) ?? values[0];
  return best && link(best.value);
}

const preferredMark = (isPreferred: boolean) =>
  isPreferred ? html`<span class="preferred">${msg('Preferred')}</span>` : nothing;
const pair = (label: string, value: TemplateResult) => html`<div class="pair"><dt>${label}</dt><dd>${value}</dd></div>`;
const text = (label: string, value: string) => (value === '' ? nothing : pair(label, html`${value}`));

declare global {
  interface HTMLElementTagNameMap {
    'ik-contact-card': IkContactCard;
  }
}
