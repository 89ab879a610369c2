import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Services } from '../../../app/services.js';
import { type Collection, canEdit } from '../../../domain/collections/collection.js';
import { shownName } from '../../../domain/mail/address.js';
import type { EmailDetail } from '../../../domain/mail/email.js';
import { face, faceStyles } from '../../contacts/contact-face.js';
import { controls } from '../../shared/controls.styles.js';
import { hue } from '../../shared/hue.styles.js';
import '../../shared/ik-dialog.js';
import { NoticeEvent } from '../../shared/notice-event.js';
import { describeError } from '../../shared/problem-message.js';
import { faceOf } from '../mail-people.js';
import { addPeople, booksToWrite, type NamedPerson, peopleOfMessage } from './add-people.js';

/**
 * Puts the people of a message into an address book: those who are in none yet are chosen. Open as soon as it is in the page.
 *
 * @fires {Event} ik-close - It was closed. Does not bubble.
 * @fires {NoticeEvent} ik-notice - They were added.
 */
@customElement('ik-add-people')
@localized()
export class IkAddPeople extends LitElement {
  static override styles = [
    controls,
    hue,
    faceStyles,
    css`
      .people { display: grid; max-block-size: 44vh; margin: 0 0 14px; padding: 0; overflow: auto; border: 1px solid var(--ik-line); border-radius: 10px; list-style: none; }
      label.person { display: flex; align-items: center; gap: 12px; min-block-size: 48px; padding: 4px 12px; cursor: pointer; }
      label.person:hover { background: var(--ik-surface-2); }
      .person input { flex: none; inline-size: 18px; block-size: 18px; margin: 0; accent-color: var(--ik-accent); }
      .who { flex: 1; min-inline-size: 0; overflow: hidden; font-size: 14px; line-height: 1.3; text-overflow: ellipsis; }
      small { display: block; color: var(--ik-text-2); font-size: 12.5px; overflow-wrap: anywhere; }
      .grid { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 12px; }
      [role=alert] { color: var(--ik-danger); }
      @media (width <= 520px) { .grid { grid-template-columns: minmax(0, 1fr); } }
    `,
  ];

  @property({ attribute: false }) services: Services | undefined;
  @property({ attribute: false }) email: EmailDetail | undefined;
  /** Own addresses, lower case. */
  @property({ attribute: false }) own: readonly string[] = [];
  @state() private _people: readonly NamedPerson[] | undefined;
  @state() private _books: readonly Collection[] = [];
  @state() private _chosen: ReadonlySet<string> = new Set();
  @state() private _busy = false;
  @state() private _wrong = '';

  protected override firstUpdated() {
    void this._read();
  }

  private async _read() {
    const { services, email, own } = this;
    if (services === undefined || email === undefined) return;
    try {
      this._books = (await booksToWrite(services)).filter(canEdit);
      const people = await peopleOfMessage(services, email, own);
      this._chosen = new Set(people.filter(({ isKnown }) => !isKnown).map(({ person }) => person.email));
      this._people = people;
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('.person input')?.focus();
    } catch (error) {
      this._people = [];
      this._wrong = describeError(error);
    }
  }

  private _close = () => this.dispatchEvent(new Event('ik-close'));

  private async _add(event: Event) {
    event.preventDefault();
    const people = (this._people ?? []).map(({ person }) => person).filter(({ email }) => this._chosen.has(email));
    const value = (name: string) =>
      this.renderRoot.querySelector<HTMLInputElement | HTMLSelectElement>(`[name=${name}]`)?.value ?? '';
    if (people.length === 0 || this._busy) return;
    this._busy = true;
    try {
      const { undo } = await addPeople(this.services!, people, value('book'), value('group').trim());
      const text =
        people.length === 1
          ? msg(str`${shownName(people[0]!)} is among your contacts now.`)
          : msg(str`${people.length} people are among your contacts now.`);
      // From outside this dialog, which is gone in a moment.
      const root = this.getRootNode();
      (root instanceof ShadowRoot ? root.host : this).dispatchEvent(new NoticeEvent(text, { undo }));
      this._close();
    } catch (error) {
      this._wrong = describeError(error);
      this._busy = false;
    }
  }

  private _person = ({ person, isKnown }: NamedPerson) => {
    const isOn = this._chosen.has(person.email);
    const toggle = () => {
      const chosen = new Set(this._chosen);
      if (!chosen.delete(person.email)) chosen.add(person.email);
      this._chosen = chosen;
    };
    return html`<li><label class="person"><input type="checkbox" .checked=${isOn} @change=${toggle} />${face(faceOf(person))}
      <span class="who"><bdi>${shownName(person)}</bdi><small><bdi>${person.email}</bdi>${isKnown ? ` · ${msg('in your contacts already')}` : nothing}</small></span></label></li>`;
  };

  protected override render() {
    const people = this._people;
    const count = this._chosen.size;
    return html`<ik-dialog open heading=${msg('Add to contacts')} @ik-close=${this._close}>
      <form id="form" @submit=${(event: Event) => void this._add(event)}>
        ${people === undefined ? html`<p role="status">${msg('Loading…')}</p>` : nothing}
        ${people?.length === 0 && this._wrong === '' ? html`<p>${msg('This message names nobody but you.')}</p>` : nothing}
        ${people === undefined || people.length === 0 ? nothing : html`<ul class="people" aria-label=${msg('People of this message')}>${people.map(this._person)}</ul>`}
        <div class="grid">
          <label class="field">${msg('Address book')}<select name="book">
            ${this._books.length === 0 ? html`<option value="">${msg('Contacts (new)')}</option>` : this._books.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
          </select></label>
          <label class="field">${msg('Group (optional)')}<input type="text" name="group" maxlength="100" autocomplete="off" /></label>
        </div>
        ${this._wrong === '' ? nothing : html`<p role="alert">${this._wrong}</p>`}
      </form>
      <button slot="footer" type="button" class="button" @click=${this._close}>${msg('Cancel')}</button>
      <button slot="footer" type="button" class="button primary" ?disabled=${count === 0 || this._busy} @click=${(event: Event) => void this._add(event)}>${count === 1 ? msg('Add 1 person') : msg(str`Add ${count} people`)}</button>
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-add-people': IkAddPeople;
  }
}
