import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import saveIcon from 'lucide-static/icons/download.svg?raw';
import openIcon from 'lucide-static/icons/external-link.svg?raw';
import removeIcon from 'lucide-static/icons/x.svg?raw';
import type { AttachmentField } from '../../domain/calendar/event-fields.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import { saveFile } from '../shared/save-file.js';
import { bytesOfBase64, imageType } from './attachment-file.js';
import { attachmentName, sizeText } from './attachment-text.js';

/** Bytes of a file that is kept on this device; `undefined` when it is not here. */
export type AttachmentReader = (uri: string) => Promise<Blob | undefined>;

/** The person does not want a file any more. Bubbles. */
export class RemoveAttachmentEvent extends Event {
  constructor(readonly id: string) {
    super('ik-remove-attachment', { bubbles: true, composed: true });
  }
}

/** Images beyond this are not shown, only saved. */
const MAX_PREVIEW_BYTES = 8_000_000;

/**
 * Files and links of an event. A file is saved, never opened here: it may hold anything. Pictures are shown small when
 * their first bytes say that they are pictures.
 *
 * @fires {RemoveAttachmentEvent} ik-remove-attachment - With `editable`.
 */
@customElement('ik-attachment-list')
@localized()
export class IkAttachmentList extends LitElement {
  static override styles = [
    controls,
    css`
      :host { display: block; }
      ul { margin: 0; padding: 0; list-style: none; display: grid; gap: 4px; }
      li { display: flex; align-items: center; gap: 8px; min-block-size: 32px; }
      .name { flex: 1; min-inline-size: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; color: var(--ik-text); }
      a.name { color: var(--ik-accent); }
      .size { color: var(--ik-text-2); font-size: 12.5px; white-space: nowrap; }
      img { inline-size: 32px; block-size: 32px; object-fit: cover; border-radius: 6px; border: 1px solid var(--ik-line); }
      .icon-button { inline-size: 32px; min-block-size: 32px; color: var(--ik-text-2); }
      p { margin: 4px 0 0; font-size: 12.5px; color: var(--ik-danger); }
      @media (pointer: coarse) { .icon-button { inline-size: 44px; min-block-size: 44px; } }
    `,
  ];

  @property({ attribute: false }) attachments: readonly AttachmentField[] = [];
  @property({ attribute: false }) readFile: AttachmentReader | undefined;
  /** Each can be taken away. */
  @property({ type: Boolean }) editable = false;
  /** Addresses of pictures by attachment. */
  @state() private _previews: ReadonlyMap<string, string> = new Map();
  @state() private _missing = '';

  override disconnectedCallback() {
    super.disconnectedCallback();
    for (const url of this._previews.values()) URL.revokeObjectURL(url);
    this._previews = new Map();
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('attachments') || changed.has('readFile')) void this._showPictures();
  }

  private async _showPictures() {
    for (const attachment of this.attachments) {
      const { id, type, size } = attachment;
      if (this._previews.has(id) || !type.startsWith('image/') || size > MAX_PREVIEW_BYTES) continue;
      const file = await this._bytesOf(attachment).catch(() => undefined);
      const known = file && imageType(new Uint8Array(await file.slice(0, 16).arrayBuffer()));
      if (file === undefined || known === undefined || !this.isConnected) continue;
      this._previews = new Map(this._previews).set(id, URL.createObjectURL(new Blob([file], { type: known })));
    }
  }

  private async _bytesOf({ uri, data, type }: AttachmentField): Promise<Blob | undefined> {
    if (uri === '') return new Blob([bytesOfBase64(data)], { type });
    return uri.startsWith('ni:') ? this.readFile?.(uri) : undefined;
  }

  private async _save(attachment: AttachmentField) {
    const name = attachmentName(attachment);
    const file = await this._bytesOf(attachment).catch(() => undefined);
    this._missing = file === undefined ? name : '';
    // Octets, whatever it says it is: the browser saves it and does nothing else with it.
    if (file !== undefined) saveFile(new Blob([file], { type: 'application/octet-stream' }), safeName(name));
  }

  private _one(attachment: AttachmentField) {
    const { id, uri, size } = attachment;
    const name = attachmentName(attachment);
    const preview = this._previews.get(id);
    const isLink = /^https?:\/\//i.test(uri);
    const isFile = uri === '' || uri.startsWith('ni:');
    return html`<li>
      ${preview === undefined ? nothing : html`<img src=${preview} alt="" />`}
      ${
        isLink
          ? html`<a class="name" href=${uri} target="_blank" rel="noopener noreferrer" title=${uri}>${name}</a>`
          : html`<span class="name" title=${isFile ? name : uri}>${isFile ? name : uri}</span>`
      }
      ${size === 0 ? nothing : html`<span class="size">${sizeText(size)}</span>`}
      ${isLink && !this.editable ? icon(openIcon) : nothing}
      ${
        isFile
          ? html`<button type="button" class="icon-button plain" aria-label=${msg(str`Save ${name}`)} title=${msg('Save')} @click=${() => this._save(attachment)}>${icon(saveIcon)}</button>`
          : nothing
      }
      ${
        this.editable
          ? html`<button type="button" class="icon-button plain" aria-label=${msg(str`Remove ${name}`)} title=${msg('Remove')}
              @click=${() => this.dispatchEvent(new RemoveAttachmentEvent(id))}>${icon(removeIcon)}</button>`
          : nothing
      }
    </li>`;
  }

  protected override render() {
    return html`<ul>${this.attachments.map((one) => this._one(one))}</ul>
      ${this._missing === '' ? nothing : html`<p role="alert">${msg(str`“${this._missing}” is not on this device.`)}</p>`}`;
  }
}

/** A name that every file system takes. */
function safeName(name: string): string {
  const safe = name
    .replace(/[\p{Cc}\\/:*?"<>|]+/gu, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '')
    .slice(0, 120);
  return safe || 'file';
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-attachment-list': IkAttachmentList;
  }
  interface HTMLElementEventMap {
    'ik-remove-attachment': RemoveAttachmentEvent;
  }
}
