import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import plusIcon from 'lucide-static/icons/plus.svg?raw';
import type { Collection } from '../../domain/collections/collection.js';
import type { ContactFields } from '../../domain/contacts/contact-fields.js';
import { formatName } from '../../domain/contacts/contact-name.js';
import { displayName } from '../../domain/contacts/display-name.js';
import { hueOf, initialsOf } from '../../domain/contacts/face.js';
import type { UnsavedContact } from '../../domain/lock/unsaved-form.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import '../shared/ik-dialog.js';
import type { IkDialog } from '../shared/ik-dialog.js';
import '../shared/ik-menu.js';
import type { MenuSelectEvent } from '../shared/ik-menu.js';
import { describeError } from '../shared/problem-message.js';
import { EditedEvent } from '../shared/unsaved.js';
import { type AnyValue, checkDraft, draftOf, finishDraft } from './contact-draft.js';
import { kindLabel, type ValueKind } from './contact-labels.js';
import { styles } from './ik-contact-dialog.styles.js';
import './ik-further-fields.js';
import type { FurtherChangeEvent } from './ik-further-fields.js';
import './ik-group-field.js';
import type { GroupsChangeEvent } from './ik-group-field.js';
import './ik-partial-date.js';
import './ik-photo-field.js';
import './ik-value-list.js';
import { addableFields, hasPart, isFurtherName, type OptionalPart } from './optional-fields.js';
import type { PeopleLookup } from './people-lookup.js';

type TextField = {
  [Key in keyof ContactFields]: ContactFields[Key] extends string ? Key : never;
}[keyof ContactFields];

/**
 * The form of a contact. Open as soon as it is in the page. What is typed belongs to the form: changes that arrive
 * meanwhile do not touch it.
 *
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 */
@customElement('ik-contact-dialog')
@localized()
export class IkContactDialog extends LitElement {
  static override styles = [controls, styles];

  /** The contact as it is; `undefined` for a new one. Read once. */
  @property({ attribute: false }) fields: ContactFields | undefined;
  /** Groups a new contact is in to begin with. */
  @property({ attribute: false }) inGroups: readonly string[] = [];
  /** '' for a new one; decides the colour of its face. */
  @property({ attribute: false }) uid = '';
  /** Where it may be kept; with one or none there is nothing to choose. */
  @property({ attribute: false }) books: readonly Collection[] = [];
  @property({ attribute: false }) bookId = '';
  /** What was typed already, before the app was locked. Read once. */
  @property({ attribute: false }) begin: UnsavedContact | undefined;
  /** Of a contact that is there already: which, and what it said when the form was opened. */
  @property({ attribute: false }) about: UnsavedContact['about'];
  /** Names of a book's groups, in order. */
  @property({ attribute: false }) groupNames: (bookId: string) => readonly string[] = () => [];
  /** BCP 47. */
  @property() locale = 'en';
  /** Other contacts, to name as related; without it their names are typed. */
  @property({ attribute: false }) people: PeopleLookup | undefined;
  /** Stores the contact. The dialog closes when it resolves; when it rejects it says why and keeps what was typed. */
  @property({ attribute: false }) save: (fields: ContactFields, bookId: string) => Promise<void> = async () => {};
  @state() private _draft!: ContactFields;
  @state() private _book = '';
  /** Parts that were added in this form. */
  @state() private _added: readonly OptionalPart[] = [];
  @state() private _open = true;
  @state() private _asking = false;
  @state() private _busy = false;
  @state() private _problem = '';
  @query('ik-dialog') private _dialog!: IkDialog;
  private _before!: ContactFields;
  /** What the form began with. */
  private _first!: ContactFields;
  /** Dates whose fields make no date. */
  private readonly _wrongDates = new Set<string>();

  protected override willUpdate() {
    if (this.hasUpdated) return;
    this._before = draftOf(this.fields);
    const first = this.fields === undefined ? { ...this._before, categories: this.inGroups } : this._before;
    this._draft = this._first = { ...first, ...this.begin?.draft };
    this._book = this.begin?.bookId ?? this.bookId;
  }

  /** What would be lost now. */
  get unsaved(): UnsavedContact | undefined {
    if (!this._open || !this._isChanged) return undefined;
    const { about, _book: bookId, _draft: draft } = this;
    return { kind: 'contact', bookId, draft, ...(about && { about }) };
  }

  private get _isChanged() {
    return this._book !== this.bookId || JSON.stringify(this._draft) !== JSON.stringify(this._before);
  }

  private _set(change: Partial<ContactFields>) {
    this._draft = { ...this._draft, ...change };
    this._problem = '';
  }

  private _onCancel(event: Event) {
    if (!this._isChanged) return;
    event.preventDefault();
    this._asking = !this._asking;
  }

  private async _onSubmit(event: Event) {
    event.preventDefault();
    const problem = checkDraft(this._draft, this._before);
    if (this._wrongDates.size > 0) this._problem = msg('One of the dates is not complete.');
    else if (problem?.code === 'nameless')
      this._problem = msg('A contact needs a name, an organisation, an email or a phone number.');
    else if (problem?.code === 'position')
      this._problem = msg(str`“${problem.text}” is no place: write latitude and longitude, such as 47.3769, 8.5417.`);
    else if (problem !== undefined) this._problem = msg(str`“${problem.text}” is not an email address.`);
    if (this._problem !== '' || this._busy) return;
    this._busy = true;
    try {
      await this.save(finishDraft(this._draft), this._book);
      this._asking = false;
      this._open = false;
    } catch (error) {
      this._problem = describeError(error);
    } finally {
      this._busy = false;
    }
  }

  private _text(
    field: TextField,
    label: string,
    more: { readonly focus?: boolean; readonly placeholder?: string } = {},
  ) {
    return html`<label class="field">${label}<input autocomplete="off" .value=${live(this._draft[field])} ?autofocus=${more.focus ?? false}
      placeholder=${more.placeholder ?? nothing} @input=${(event: Event) => this._set({ [field]: (event.target as HTMLInputElement).value })} /></label>`;
  }

  private _values(kind: ValueKind) {
    return html`<fieldset class="group"><legend class="eyebrow">${kindLabel(kind)}</legend>
      <ik-value-list .kind=${kind} .values=${this._draft[kind] as readonly AnyValue[]}
        @ik-values-change=${(event: { readonly values: readonly AnyValue[] }) => this._set({ [kind]: event.values })}></ik-value-list></fieldset>`;
  }

  private _date(field: 'birthday' | 'anniversary', label: string) {
    const onChange = ({ value }: { readonly value: string | undefined }) => {
      if (value === undefined) this._wrongDates.add(field);
      else this._wrongDates.delete(field);
      this._set({ [field]: value ?? this._draft[field] });
    };
    return html`<ik-partial-date label=${label} value=${this._first[field]} locale=${this.locale} @ik-date-change=${onChange}></ik-partial-date>`;
  }

  private _isShown = (part: OptionalPart) => this._added.includes(part) || hasPart(part, this._first);

  /** From the menu of fields: shows one, with the focus in it. */
  private async _addField({ id }: MenuSelectEvent) {
    if (isFurtherName(id)) return this.renderRoot.querySelector('ik-further-fields')?.add(id);
    const part = id as OptionalPart;
    this._added = [...this._added, part];
    if (part === 'unit') this._set({ units: [...this._draft.units, ''] });
    await this.updateComplete;
    const place = this.renderRoot.querySelector<HTMLElement>(`[data-part="${part}"]`);
    const list = place?.querySelector('ik-value-list');
    if (list) return list.add();
    place?.focus(); // of a date: the host, which hands it on
    place?.querySelector('input')?.focus();
  }

  private _addMenu() {
    return html`<ik-menu button-class="button add" .items=${addableFields(this._draft, this._isShown)} @ik-menu-select=${this._addField}
      >${icon(plusIcon)}${msg('Add field')}</ik-menu>`;
  }

  /** Fields few contacts have: out of the way unless this one has them. */
  private _more(summary: string, isOpen: boolean, content: TemplateResult) {
    return html`<details ?open=${isOpen}><summary>${summary}</summary><div class="stack">${content}</div></details>`;
  }

  private _nameFields() {
    const { _first: before } = this;
    const isOpen = [before.prefix, before.additional, before.suffix, before.nickname, before.formattedName].some(
      (text) => text !== '',
    );
    return html`
      <div class="pair">${this._text('given', msg('First name'), { focus: true })} ${this._text('family', msg('Last name'))}</div>
      ${this._more(
        msg('More of the name'),
        isOpen,
        html`<div class="pair">${this._text('prefix', msg('Title before the name'))} ${this._text('additional', msg('Middle names'))}</div>
          <div class="pair">${this._text('suffix', msg('After the name'))} ${this._text('nickname', msg('Nickname'))}</div>
          ${this._text('formattedName', msg('Shown as'), { placeholder: formatName(this._draft) })}`,
      )}
      <div class="pair">${this._text('organization', msg('Organisation'))} ${this._text('jobTitle', msg('Job title'))}</div>
      ${this._isShown('department') ? html`<div data-part="department">${this._text('department', msg('Department'))}</div>` : nothing}
      ${this._isShown('unit') ? this._units() : nothing}`;
  }

  /** The rest of ORG; one that is emptied is left out. */
  private _units() {
    return this._draft.units.map((unit, at) => {
      const set = (event: Event) =>
        this._set({ units: this._draft.units.with(at, (event.target as HTMLInputElement).value) });
      return html`<label class="field" data-part="unit">${msg('Unit of the department')}<input autocomplete="off" .value=${live(unit)} @input=${set} /></label>`;
    });
  }

  private _part(part: 'urls' | 'impps' | 'anniversary', content: () => TemplateResult) {
    return this._isShown(part) ? html`<div data-part=${part}>${content()}</div>` : nothing;
  }

  private _otherFields() {
    return html`${this._values('emails')} ${this._values('phones')} ${this._values('addresses')}
      ${this._part('urls', () => this._values('urls'))} ${this._part('impps', () => this._values('impps'))}
      ${this._date('birthday', msg('Birthday'))} ${this._part('anniversary', () => this._date('anniversary', msg('Anniversary')))}
      <ik-further-fields .values=${this._draft.further} .people=${this.people} locale=${this.locale} ?hidden=${this._draft.further.length === 0}
        @ik-further-change=${({ values }: FurtherChangeEvent) => this._set({ further: values })}></ik-further-fields>
      ${this._addMenu()}
      <label class="field">${msg('Note')}<textarea .value=${live(this._draft.note)}
        @input=${(event: Event) => this._set({ note: (event.target as HTMLTextAreaElement).value })}></textarea></label>
      <fieldset class="group"><legend class="eyebrow">${msg('Groups')}</legend>
        <ik-group-field .names=${this.groupNames(this._book)} .groups=${this._draft.categories}
          @ik-groups-change=${({ groups }: GroupsChangeEvent) => this._set({ categories: groups })}></ik-group-field></fieldset>
      ${
        this._before.others.length === 0
          ? nothing
          : this._more(
              msg('Also in this card, kept as it is'),
              false,
              html`<dl class="others">${this._before.others.map(({ name, value }) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`,
            )
      }`;
  }

  private _bookField() {
    if (this.books.length < 2) return nothing;
    return html`<label class="field">${msg('Address book')}<select @change=${(event: Event) => {
      this._book = (event.target as HTMLSelectElement).value;
    }}>${this.books.map((book) => html`<option value=${book.id} ?selected=${book.id === this._book}>${book.name}</option>`)}</select></label>`;
  }

  private _footer() {
    if (this._asking)
      return html`<p slot="footer" class="question" role="alert">${msg('Discard what you changed?')}</p>
        <button slot="footer" type="button" class="button" @click=${() => {
          this._asking = false;
        }}>${msg('Keep editing')}</button>
        <button slot="footer" type="button" class="button danger" @click=${() => {
          this._open = false;
        }}>${msg('Discard')}</button>`;
    return html`<button slot="footer" type="button" class="button" @click=${() => this._leave()}>${msg('Cancel')}</button>
      <button slot="footer" type="submit" form="form" class="button primary" ?disabled=${this._busy}>${msg('Save')}</button>`;
  }

  /** A picture that is pasted anywhere in the form is the photo. */
  private _onPaste(event: ClipboardEvent) {
    const picture = [...(event.clipboardData?.files ?? [])].find(({ type }) => type.startsWith('image/'));
    // Office programs add a picture of the text that is copied.
    if (picture === undefined || event.clipboardData?.types.includes('text/plain')) return;
    event.preventDefault();
    void this.renderRoot.querySelector('ik-photo-field')?.choose(picture);
  }

  private _leave() {
    if (this._isChanged) this._asking = true;
    else this._open = false;
  }

  protected override updated() {
    this.dispatchEvent(new EditedEvent());
    if (!this._open && this._dialog.open) this._dialog.open = false;
  }

  protected override render() {
    const heading = this.fields === undefined ? msg('New contact') : msg('Edit contact');
    return html`<ik-dialog heading=${heading} open @ik-cancel=${this._onCancel} @ik-close=${() => this.dispatchEvent(new Event('ik-close'))}>
      <form id="form" novalidate @submit=${this._onSubmit} @paste=${this._onPaste}>
        <ik-photo-field .photo=${this._draft.photo} initials=${initialsOf(displayName(this._draft))} .hue=${hueOf(this.uid)}
          @ik-photo-change=${({ photo }: { readonly photo: string }) => this._set({ photo })}></ik-photo-field>
        ${this._nameFields()} ${this._otherFields()} ${this._bookField()}
        ${this._problem === '' ? nothing : html`<p class="problem" role="alert">${this._problem}</p>`}
      </form>
      ${this._footer()}
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-contact-dialog': IkContactDialog;
  }
}
