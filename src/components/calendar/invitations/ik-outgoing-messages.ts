import { consume } from '@lit/context';
import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import downloadIcon from 'lucide-static/icons/download.svg?raw';
import mailIcon from 'lucide-static/icons/mail.svg?raw';
import type { OutgoingMessage, Services } from '../../../app/services.js';
import { servicesContext } from '../../contexts.js';
import { controls } from '../../shared/controls.styles.js';
import { icon } from '../../shared/icon.js';
import { NoticeEvent } from '../../shared/notice-event.js';
import { describeError } from '../../shared/problem-message.js';
import { fileName, saveFile } from '../../shared/save-file.js';
import { mailLink, messageFileName, messageText, personName } from './invitation-texts.js';

/**
 * Messages that are to go to others: each is saved as a file, and a mail to the right people can be begun.
 *
 * @fires {NoticeEvent} ik-notice - A file could not be made.
 * @fires {Event} ik-told - A message was saved, or a mail begun. Does not bubble.
 */
@customElement('ik-outgoing-messages')
@localized()
export class IkOutgoingMessages extends LitElement {
  static override styles = [
    controls,
    css`
      ul { display: grid; gap: 10px; margin: 0; padding: 0; list-style: none; }
      li { display: grid; gap: 8px; padding: 12px 14px; border: 1px solid var(--ik-line); border-radius: var(--ik-radius); }
      p { margin: 0; }
      .name { font-weight: 600; overflow-wrap: anywhere; }
      .to { color: var(--ik-text-2); font-size: 13px; overflow-wrap: anywhere; }
      .row { display: flex; flex-wrap: wrap; gap: 8px; }
      .hint { margin: 0 0 12px; color: var(--ik-text-2); }
      .saved { color: var(--ik-text-2); font-size: 13px; }
    `,
  ];

  @property({ attribute: false }) messages: readonly OutgoingMessage[] = [];
  @consume({ context: servicesContext, subscribe: true }) @state() private _services?: Services;
  @state() private _saved: ReadonlySet<OutgoingMessage> = new Set();

  /** Moves the focus to the first button. */
  override focus() {
    this.renderRoot.querySelector<HTMLElement>('button')?.focus();
  }

  private async _save(message: OutgoingMessage) {
    try {
      const text = (await this._services?.invitations.write(message)) ?? '';
      saveFile(
        new Blob([text], { type: `text/calendar;method=${message.method}` }),
        fileName(messageFileName(message), 'ics'),
      );
      this._saved = new Set([...this._saved, message]);
      this._told();
    } catch (error) {
      this.dispatchEvent(new NoticeEvent(describeError(error), { kind: 'error' }));
    }
  }

  private _told = () => this.dispatchEvent(new Event('ik-told'));

  private _message = (message: OutgoingMessage) => {
    const to = message.recipients.map(personName).join(', ');
    const mail = mailLink(message);
    return html`<li>
      <p class="name">${messageText(message)}</p>
      <p class="to">${msg(str`To ${to}`)}</p>
      <div class="row">
        <button type="button" class="button primary" @click=${() => this._save(message)}>${icon(downloadIcon)}${msg('Save file')}</button>
        ${mail === undefined ? nothing : html`<a class="button" href=${mail} @click=${this._told}>${icon(mailIcon)}${msg('Write a mail')}</a>`}
      </div>
      <p class="saved" role="status">${this._saved.has(message) ? msg('Saved. Attach it to the mail.') : ''}</p>
    </li>`;
  };

  protected override render() {
    return html`<p class="hint">${msg('Ikebana sends no mail yet: save the file and attach it to a mail. The other calendar understands it.')}</p>
      <ul>${this.messages.map(this._message)}</ul>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-outgoing-messages': IkOutgoingMessages;
  }
}
