import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import fileIcon from 'lucide-static/icons/paperclip.svg?raw';
import { attachmentId } from '../../domain/calendar/event-attachments.js';
import type { AttachmentField } from '../../domain/calendar/event-fields.js';
import { MAX_ATTACHMENTS, MAX_FILE_BYTES, MAX_INSIDE_BYTES } from '../../domain/files/file-uri.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import { describeError } from '../shared/problem-message.js';
import { base64OfBytes } from './attachment-file.js';
import { sizeText } from './attachment-text.js';
import './ik-attachment-list.js';
import type { AttachmentReader, RemoveAttachmentEvent } from './ik-attachment-list.js';

/**
 * Files and links of an event, to add and to take away. A file of up to 64 KB goes inside the event; a longer one is
 * kept on this device.
 *
 * @fires {Event} change - `value` is different.
 */
@customElement('ik-files-field')
@localized()
export class IkFilesField extends LitElement {
  static override styles = [
    controls,
    css`
      :host { display: grid; gap: 8px; }
      .add { display: grid; grid-template-columns: minmax(0, 1fr) auto auto; gap: 6px; align-items: end; }
      p { margin: 0; font-size: 12.5px; color: var(--ik-danger); }
      input[type=file] { display: none; }
      @media (width < 560px) { .add { grid-template-columns: minmax(0, 1fr) auto; } .files { grid-column: 1 / -1; } }
    `,
  ];

  @property({ attribute: false }) value: readonly AttachmentField[] = [];
  /** Keeps a file and gives its name. */
  @property({ attribute: false }) keep: (file: Blob) => Promise<string> = async () => '';
  @property({ attribute: false }) readFile: AttachmentReader | undefined;
  @state() private _wrong = '';
  @state() private _working = false;
  @query('#link') private _link!: HTMLInputElement;
  @query('[type=file]') private _files!: HTMLInputElement;

  private _add(fresh: readonly AttachmentField[]) {
    const known = new Set(this.value.map(({ id }) => id));
    this.value = [...this.value, ...fresh.filter(({ id }) => !known.has(id))];
    this.dispatchEvent(new Event('change'));
  }

  private _addLink = () => {
    const uri = this._link.value.trim();
    if (uri === '') return;
    this._wrong =
      /^https?:\/\//i.test(uri) && URL.canParse(uri)
        ? ''
        : msg('This is no complete address; it begins with https://.');
    if (this._wrong !== '') return;
    if (this._isFull(1)) return;
    const link = { uri, data: '', name: '', type: '', size: 0 };
    this._add([{ ...link, id: attachmentId(link) }]);
    this._link.value = '';
  };

  private _isFull(more: number): boolean {
    const full = this.value.length + more > MAX_ATTACHMENTS;
    if (full) this._wrong = msg(str`An event can have ${MAX_ATTACHMENTS} attachments.`);
    return full;
  }

  private _onFiles = async () => {
    const files = [...(this._files.files ?? [])];
    this._files.value = '';
    this._wrong = '';
    if (files.length === 0 || this._isFull(files.length)) return;
    const tooLong = files.find(({ size }) => size > MAX_FILE_BYTES);
    if (tooLong !== undefined) {
      this._wrong = msg(str`“${tooLong.name}” is too large; the limit is ${sizeText(MAX_FILE_BYTES)}.`);
      return;
    }
    this._working = true;
    try {
      this._add(await Promise.all(files.map((file) => this._attachmentOf(file))));
    } catch (error) {
      this._wrong = describeError(error);
    } finally {
      this._working = false;
    }
  };

  private async _attachmentOf(file: File): Promise<AttachmentField> {
    const { name, type, size } = file;
    const isInside = size <= MAX_INSIDE_BYTES && size > 0;
    const data = isInside ? base64OfBytes(new Uint8Array(await file.arrayBuffer())) : '';
    const uri = isInside ? '' : await this.keep(file);
    return { id: attachmentId({ uri, data }), uri, data, name, type, size };
  }

  private _onRemove = ({ id }: RemoveAttachmentEvent) => {
    this.value = this.value.filter((one) => one.id !== id);
    this._wrong = '';
    this.dispatchEvent(new Event('change'));
  };

  protected override render() {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || this._link.value.trim() === '') return;
      event.preventDefault(); // adds the link; does not save the form
      this._addLink();
    };
    return html`<div class="add">
        <label class="field">${msg('Attach a link')}<input id="link" type="url" inputmode="url" placeholder="https://" autocomplete="off" @keydown=${onKeyDown} /></label>
        <button type="button" class="button" @click=${this._addLink}>${msg('Add')}</button>
        <button type="button" class="button files" ?disabled=${this._working} @click=${() => this._files.click()}>${icon(fileIcon)}${msg('Attach files')}</button>
        <input type="file" multiple aria-label=${msg('Files to attach')} @change=${this._onFiles} />
      </div>
      ${this._wrong === '' ? nothing : html`<p role="alert">${this._wrong}</p>`}
      ${this.value.length === 0 ? nothing : html`<ik-attachment-list editable .attachments=${this.value} .readFile=${this.readFile} @ik-remove-attachment=${this._onRemove}></ik-attachment-list>`}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-files-field': IkFilesField;
  }
}
