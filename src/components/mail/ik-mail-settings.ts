import { localized, msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Services } from '../../app/services.js';
import type { MailAccount } from '../../domain/mail/mailbox.js';
import { controls } from '../shared/controls.styles.js';
import '../shared/ik-dialog.js';
import './compose/ik-compose-settings.js';
import { defaultLooks, type MailLooks, type QuickAction, THREAD_TOOLS, type ThreadTool } from './mail-looks.js';
import { quickName } from './mail-row.js';
import { toolName } from './thread-tools.js';

const HOVER: readonly QuickAction[] = ['archive', 'trash', 'read', 'star', 'snooze', 'junk', 'move'];
const SWIPES: readonly QuickAction[] = ['archive', 'trash', 'read', 'star', 'snooze', 'junk', 'move', 'none'];

/**
 * How mail is handled on this device: what comes after a message, what hovering and swiping do, where chats are. What is changed
 * counts at once. Open as soon as it is in the page.
 *
 * @fires {Event} ik-close - It was closed. Does not bubble.
 */
@customElement('ik-mail-settings')
@localized()
export class IkMailSettings extends LitElement {
  static override styles = [
    controls,
    css`
      .grid { display: grid; gap: 14px; }
      fieldset { display: flex; flex-wrap: wrap; gap: 4px 16px; margin: 0; padding: 0; border: 0; }
      legend { padding: 0; margin-block-end: 4px; color: var(--ik-text-2); font-size: 13px; }
      .tick { display: flex; align-items: center; gap: 8px; min-block-size: 32px; font-size: 14px; }
      small { color: var(--ik-text-2); }
      @media (pointer: coarse) { .tick { min-block-size: 44px; } }
    `,
  ];

  @property({ attribute: false }) looks: MailLooks = defaultLooks;
  @property({ attribute: false }) services: Services | undefined;
  /** Whose addresses one writes from. */
  @property({ attribute: false }) accounts: readonly MailAccount[] = [];
  @property({ attribute: false }) change: (change: Partial<MailLooks>) => void = () => {};

  private _set(change: Partial<MailLooks>) {
    this.looks = { ...this.looks, ...change };
    this.change(change);
  }

  private _hover(action: QuickAction, on: boolean) {
    this._set({ hover: HOVER.filter((one) => (one === action ? on : this.looks.hover.includes(one))) });
  }

  private _tool(tool: ThreadTool, on: boolean) {
    this._set({ toolbar: THREAD_TOOLS.filter((one) => (one === tool ? on : this.looks.toolbar.includes(one))) });
  }

  private _swipe(name: 'swipeEnd' | 'swipeStart', label: string) {
    return html`<label class="field">${label}<select @change=${(event: Event) => this._set({ [name]: (event.target as HTMLSelectElement).value as QuickAction })}>
      ${SWIPES.map((action) => html`<option value=${action} ?selected=${this.looks[name] === action}>${quickName(action)}</option>`)}
    </select></label>`;
  }

  protected override render() {
    const advances = { next: msg('The next message'), previous: msg('The previous message'), list: msg('The list') };
    return html`<ik-dialog open heading=${msg('Mail settings')} @ik-close=${() => this.dispatchEvent(new Event('ik-close'))}>
      <div class="grid">
        <label class="field">${msg('After a message is archived or deleted, show')}<select data-autofocus @change=${(event: Event) => this._set({ advance: (event.target as HTMLSelectElement).value as MailLooks['advance'] })}>
          ${Object.entries(advances).map(([id, label]) => html`<option value=${id} ?selected=${this.looks.advance === id}>${label}</option>`)}
        </select></label>
        <fieldset><legend>${msg('Shown when the pointer is over a message')}</legend>
          ${HOVER.map(
            (action) =>
              html`<label class="tick"><input type="checkbox" .checked=${this.looks.hover.includes(action)} @change=${(event: Event) => this._hover(action, (event.target as HTMLInputElement).checked)} />${quickName(action)}</label>`,
          )}
        </fieldset>
        <fieldset><legend>${msg('Buttons above a conversation')}</legend>
          ${THREAD_TOOLS.map(
            (tool) =>
              html`<label class="tick"><input type="checkbox" .checked=${this.looks.toolbar.includes(tool)} @change=${(event: Event) => this._tool(tool, (event.target as HTMLInputElement).checked)} />${toolName(tool)}</label>`,
          )}
        </fieldset>
        ${this._swipe('swipeEnd', msg('Swiping to the right'))} ${this._swipe('swipeStart', msg('Swiping to the left'))}
        <label class="field">${msg('Address of chats, for Reply by chat')}<input type="url" inputmode="url" .value=${this.looks.chat} placeholder=${'https://chat.example/new?to={address}&text={subject}'}
          @change=${(event: Event) => this._set({ chat: (event.target as HTMLInputElement).value.trim() })} />
          <small>${msg('{address}, {name}, {subject} and {date} are filled in from the message.')}</small></label>
        <ik-compose-settings .services=${this.services} .accounts=${this.accounts}></ik-compose-settings>
      </div>
      <button slot="footer" type="button" class="button primary" @click=${() => this.dispatchEvent(new Event('ik-close'))}>${msg('Done')}</button>
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-mail-settings': IkMailSettings;
  }
}
