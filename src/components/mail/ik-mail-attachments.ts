import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import saveIcon from 'lucide-static/icons/download.svg?raw';
import type { EmailAttachment } from '../../domain/mail/email.js';
import { fileNameWarnings, safeFileName } from '../../domain/mail/safe-file-name.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import { kindIcon, kindOf, sizeText } from './file-kinds.js';

/** A file is wanted. Does not bubble. */
export class AttachmentEvent extends Event {
  constructor(
    readonly action: 'open' | 'save' | 'save-all',
    readonly attachment?: EmailAttachment,
  ) {
    super('ik-attachment');
  }
}

/**
 * The files of a message: each opens or is saved, all are saved at once.
 *
 * @fires {AttachmentEvent} ik-attachment - A file is wanted. Does not bubble.
 */
@customElement('ik-mail-attachments')
@localized()
export class IkMailAttachments extends LitElement {
  static override styles = [
    controls,
    css`
      ul { display: flex; flex-wrap: wrap; gap: 8px; margin: 0; padding: 0; list-style: none; }
      li { display: flex; max-inline-size: 100%; border-radius: 99px; background: var(--ik-surface-2); }
      li button { display: inline-flex; align-items: center; gap: 7px; min-block-size: 32px; min-inline-size: 0; padding: 0 10px; border: 0; border-radius: 99px; background: none; color: var(--ik-text-2); font-size: 13px; font-weight: 550; cursor: pointer; }
      li button:hover { color: var(--ik-text); background: var(--ik-line); }
      li .icon svg { inline-size: 16px; block-size: 16px; }
      .name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; max-inline-size: 260px; }
      .size { flex: none; font-weight: 450; }
      .risky .name { color: var(--ik-danger); }
      .all { background: none; border: 1px solid var(--ik-line); }
      @media (pointer: coarse) { li button { min-block-size: 44px; min-inline-size: 44px; justify-content: center; } li button:first-child { min-inline-size: 0; } }
    `,
  ];

  @property({ attribute: false }) attachments: readonly EmailAttachment[] = [];
  @property() locale = 'en';

  private _wish(action: AttachmentEvent['action'], attachment?: EmailAttachment) {
    this.dispatchEvent(new AttachmentEvent(action, attachment));
  }

  private _file = (attachment: EmailAttachment) => {
    const { name, size } = attachment;
    const shown = safeFileName(name, msg('Without a name'));
    const isRisky = fileNameWarnings(name).length > 0;
    return html`<li class=${isRisky ? 'risky' : ''}>
      <button type="button" title=${shown} @click=${() => this._wish('open', attachment)}>${icon(kindIcon(kindOf(attachment)))}<span class="name">${shown}</span><span class="size">· ${sizeText(size, this.locale)}</span></button>
      <button type="button" aria-label=${msg(str`Save ${shown}`)} title=${msg('Save')} @click=${() => this._wish('save', attachment)}>${icon(saveIcon)}</button>
    </li>`;
  };

  protected override render() {
    const { attachments } = this;
    return html`<ul aria-label=${msg('Attachments')}>${attachments.map(this._file)}${
      attachments.length > 1
        ? html`<li class="all"><button type="button" @click=${() => this._wish('save-all')}>${icon(saveIcon)}${msg('Save all')}</button></li>`
        : nothing
    }</ul>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-mail-attachments': IkMailAttachments;
  }
  interface HTMLElementEventMap {
    'ik-attachment': AttachmentEvent;
  }
}
