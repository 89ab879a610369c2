import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { vocabulary } from '../../domain/rooms/choose-rooms.js';
import { isAlways, MAX_CAPACITY, type Room, type RoomFields } from '../../domain/rooms/room.js';
import '../shell/ik-zone-field.js';
import { PhotoUrls } from '../contacts/photo-urls.js';
import { controls } from '../shared/controls.styles.js';
import type { IkZoneField } from '../shell/ik-zone-field.js';
import '../shared/ik-dialog.js';
import type { IkDialog } from '../shared/ik-dialog.js';
import '../shared/ik-hue-picker.js';
import type { IkHuePicker } from '../shared/ik-hue-picker.js';
import { focusLeaveQuestion, leaveQuestion, leaveStyles } from '../shared/leave-question.js';
import { describeError } from '../shared/problem-message.js';
import './ik-hours-field.js';
import './ik-room-door.js';
import type { IkHoursField } from './ik-hours-field.js';
import './ik-words-field.js';
import type { IkWordsField } from './ik-words-field.js';
import { factsStyles, roomFacts } from './room-facts.js';
import { roomPhoto } from './room-photo.js';
import { policiesTemplate } from './room-policies.js';

/**
 * Everything of one room, to make a new one or to change it.
 *
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 */
@customElement('ik-room-dialog')
@localized()
export class IkRoomDialog extends LitElement {
  static override styles = [
    controls,
    leaveStyles,
    factsStyles,
    css`
      ik-dialog { --ik-dialog-width: 640px; }
      form, fieldset { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 14px; align-items: start; }
      fieldset { grid-column: 1 / -1; margin: 0; padding: 14px 0 0; border: 0; border-block-start: 1px solid var(--ik-line); }
      legend { padding: 0; font-weight: 600; font-size: 14px; float: inline-start; grid-column: 1 / -1; }
      .wide { grid-column: 1 / -1; }
      .check { display: flex; align-items: center; gap: 8px; min-block-size: 32px; font-size: 14px; cursor: pointer; }
      .check input { flex: none; inline-size: 18px; block-size: 18px; margin: 0; accent-color: var(--ik-accent); }
      .labelled { display: grid; gap: 5px; }
      .photo { display: flex; align-items: center; gap: 12px; }
      .photo img { inline-size: 96px; block-size: 64px; object-fit: cover; border-radius: 8px; }
      .label { font-size: 13px; color: var(--ik-text-2); }
      [role=alert] { grid-column: 1 / -1; margin: 0; color: var(--ik-danger); font-size: 13px; }
      @media (width < 560px) { form, fieldset { grid-template-columns: minmax(0, 1fr); } form > *, fieldset > * { grid-column: 1 / -1; } }
      @media (pointer: coarse) { .check { min-block-size: 44px; } }
    `,
  ];

  @property({ attribute: false }) fields!: RoomFields;
  @property({ type: Boolean }) isNew = false;
  /** It may only be looked at. */
  @property({ type: Boolean }) readonly = false;
  @property({ attribute: false }) rooms: readonly Room[] = [];
  /** The room's own; '' where it is not here, or not this person's to publish. */
  @property() calendarId = '';
  @property({ attribute: false }) keepFile: (file: Blob) => Promise<string> = async () => '';
  @property({ attribute: false }) save: (fields: RoomFields) => Promise<unknown> = async () => {};
  /** Takes it out; absent where it cannot be. */
  @property({ attribute: false }) takeOut: (() => Promise<unknown>) | undefined;
  @state() private _draft!: RoomFields;
  @state() private _open = true;
  @state() private _leaving = false;
  @state() private _saving = false;
  @state() private _error = '';
  @query('ik-dialog') private _dialog!: IkDialog;
  private readonly _photos = new PhotoUrls(this);

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('fields')) this._draft = this.fields;
  }

  private _set = (change: Partial<RoomFields>) => {
    this._draft = { ...this._draft, ...change };
    this._error = '';
  };

  private _text(name: 'name' | 'address' | 'floor', label: string, placeholder = '', first = false) {
    return html`<label class="field">${label}<input .value=${this._draft[name]} placeholder=${placeholder} autocomplete="off" list=${name} ?data-autofocus=${first}
      @input=${(event: Event) => this._set({ [name]: (event.target as HTMLInputElement).value })} />
      ${name === 'name' ? nothing : html`<datalist id=${name}>${[...new Set(this.rooms.map((room) => room[name]))].filter(Boolean).map((text) => html`<option value=${text}></option>`)}</datalist>`}</label>`;
  }

  private _words(name: 'equipment' | 'accessibility', label: string) {
    return html`<ik-words-field .label=${label} .value=${this._draft[name]} .known=${vocabulary(this.rooms, name)}
      @change=${(event: Event) => this._set({ [name]: (event.target as IkWordsField).value })}></ik-words-field>`;
  }

  private _onPhoto = async (event: Event) => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    input.value = '';
    if (file === undefined) return;
    const photo = await roomPhoto(file, this.keepFile).catch((error: unknown) => {
      this._error = describeError(error);
      return '';
    });
    if (photo === undefined) this._error = msg('This file is no picture that the browser can show.');
    else if (photo !== '') this._set({ photo });
  };

  private _photo() {
    const url = this._photos.ofCard(this._draft.photo);
    return html`<div class="wide labelled"><span class="label" id="photo">${msg('Photo')}</span><div class="photo">
      ${url === '' ? nothing : html`<img src=${url} alt=${msg('Photo')} />`}
      <input type="file" accept="image/*" hidden aria-labelledby="photo" @change=${this._onPhoto} />
      <button type="button" class="button" @click=${() => this.renderRoot.querySelector<HTMLInputElement>('input[type=file]')?.click()}>${this._draft.photo === '' ? msg('Choose photo') : msg('Change photo')}</button>
      ${this._draft.photo === '' ? nothing : html`<button type="button" class="button" @click=${() => this._set({ photo: '' })}>${msg('Remove photo')}</button>`}
    </div></div>`;
  }

  private _onSubmit = async (event: Event) => {
    event.preventDefault();
    if (this._saving) return;
    if (this._draft.name.trim() === '') {
      this._error = msg('The room needs a name.');
      return;
    }
    this._error = this.renderRoot.querySelector('ik-hours-field')?.problem ?? '';
    if (this._error !== '') return;
    this._saving = true;
    try {
      await this.save(this._draft);
      this._open = false;
    } catch (error) {
      this._error = describeError(error);
    } finally {
      this._saving = false;
    }
  };

  private _onCancel = (event: Event) => {
    if (JSON.stringify(this._draft) === JSON.stringify(this.fields)) return;
    event.preventDefault();
    this._leaving = true;
    void this.updateComplete.then(() => focusLeaveQuestion(this.renderRoot));
  };

  private _footer() {
    if (this._leaving)
      return leaveQuestion(
        () => {
          this._leaving = false;
        },
        () => {
          this._open = false;
        },
      );
    if (this.readonly) return nothing;
    return html`${
      this.takeOut === undefined
        ? nothing
        : html`<button slot="footer" type="button" class="button danger" @click=${async () => {
            await this.takeOut?.();
            this._open = false;
          }}>${msg('Delete room')}</button>`
    }
      <button slot="footer" type="button" class="button" @click=${() => this._dialog.leave()}>${msg('Cancel')}</button>
      <button slot="footer" type="submit" form="form" class="button primary" ?disabled=${this._saving}>${msg('Save')}</button>`;
  }

  protected override render() {
    const draft = this._draft;
    return html`<ik-dialog heading=${this.isNew ? msg('New room') : this.readonly ? draft.name : msg('Room')} .open=${this._open} @ik-cancel=${this._onCancel} @ik-close=${() => this.dispatchEvent(new Event('ik-close'))}>
      ${this.readonly ? roomFacts(draft, this._photos.ofCard(draft.photo)) : this._form()}
      ${this._footer()}
    </ik-dialog>`;
  }

  private _form() {
    const draft = this._draft;
    return html`<form id="form" @submit=${this._onSubmit}>
        ${this._text('name', msg('Name'), '', true)}
        <label class="field">${msg('People')}<input type="number" min="0" max=${MAX_CAPACITY} .value=${draft.capacity === 0 ? '' : String(draft.capacity)}
          @input=${(event: Event) => this._set({ capacity: Math.min(MAX_CAPACITY, Math.max(0, Math.trunc(Number((event.target as HTMLInputElement).value)) || 0)) })} /></label>
        ${this._text('address', msg('Address'))}
        ${this._text('floor', msg('Floor'))}
        ${this._words('equipment', msg('Equipment'))}
        ${this._words('accessibility', msg('Accessibility'))}
        <div class="wide labelled"><span class="label" aria-hidden="true">${msg('Colour')}</span><ik-hue-picker .value=${draft.hue} .label=${msg('Colour')} @change=${(event: Event) => this._set({ hue: (event.target as IkHuePicker).value })}></ik-hue-picker></div>
        ${this._photo()}
        <ik-hours-field class="wide" .value=${draft.hours} @change=${(event: Event) => this._set({ hours: (event.target as IkHoursField).value })}></ik-hours-field>
        ${isAlways(draft.hours) ? nothing : html`<ik-zone-field class="wide" optional .label=${msg('Time zone of these hours')} .value=${draft.zone} @change=${(event: Event) => this._set({ zone: (event.target as IkZoneField).value })}></ik-zone-field>`}
        ${policiesTemplate(draft, this._set)}
        ${this.calendarId === '' ? nothing : html`<ik-room-door class="wide" calendar-id=${this.calendarId} ?quiet=${!this.fields.showWho}></ik-room-door>`}
        <label class="field wide">${msg('Notes')}<textarea rows="3" .value=${draft.note} @input=${(event: Event) => this._set({ note: (event.target as HTMLTextAreaElement).value })}></textarea></label>
        ${this._error === '' ? nothing : html`<p role="alert">${this._error}</p>`}
      </form>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-room-dialog': IkRoomDialog;
  }
}
