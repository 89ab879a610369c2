import { consume } from '@lit/context';
import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import mergeIcon from 'lucide-static/icons/merge.svg?raw';
import type { ContactDetail, MergeRequest, Services } from '../../../app/services.js';
import type { Collection } from '../../../domain/collections/collection.js';
import type { ItemRef } from '../../../domain/items/item.js';
import { servicesContext } from '../../contexts.js';
import { controls } from '../../shared/controls.styles.js';
import { icon } from '../../shared/icon.js';
import '../../shared/ik-dialog.js';
import { describeError } from '../../shared/problem-message.js';
import './ik-merge-form.js';
import type { IkMergeForm } from './ik-merge-form.js';

/**
 * Contacts that a person picked become one. Open as soon as it is in the page.
 *
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 */
@customElement('ik-merge-dialog')
@localized()
export class IkMergeDialog extends LitElement {
  static override styles = [
    controls,
    css`
      ik-dialog { --ik-dialog-width: 960px; }
      ik-merge-form { margin: -4px -20px; }
      [role=alert] { color: var(--ik-danger); }
      .buttons { display: flex; justify-content: flex-end; gap: 8px; }
      .waiting { block-size: 200px; }
    `,
  ];

  /** At most `MAX_GROUP`. */
  @property({ attribute: false }) refs: readonly ItemRef[] = [];
  @property({ attribute: false }) books: readonly Collection[] = [];
  @property() locale = 'en';
  /** Rejects when it could not be stored: the dialog keeps what was chosen. */
  @property({ attribute: false }) save: (request: MergeRequest) => Promise<unknown> = async () => {};
  @consume({ context: servicesContext }) private _services?: Services;
  @state() private _open = true;
  @state() private _cards: readonly ContactDetail[] = [];
  @state() private _error: unknown;
  @state() private _busy = false;
  @query('ik-merge-form') private _form!: IkMergeForm | null;

  protected override firstUpdated() {
    void this._read();
  }

  private async _read() {
    try {
      const all = await Promise.all(this.refs.map((ref) => this._services?.contacts.read(ref)));
      this._cards = all.filter((card) => card !== undefined);
    } catch (error) {
      this._error = error;
    }
  }

  private _merge = async () => {
    const request = this._form?.request;
    if (request === undefined || this._busy) return;
    this._busy = true;
    try {
      await this.save(request);
      this._open = false;
    } catch (error) {
      this._error = error;
    } finally {
      this._busy = false;
    }
  };

  protected override render() {
    const canMerge = this._cards.length > 1 && (this._form === null || this._form.request !== undefined);
    return html`<ik-dialog heading=${msg('Merge contacts')} .open=${this._open} @ik-close=${() => this.dispatchEvent(new Event('ik-close'))}>
      ${this._error === undefined ? nothing : html`<p role="alert">${describeError(this._error)}</p>`}
      ${
        this._cards.length > 1
          ? html`<ik-merge-form .cards=${this._cards} .books=${this.books} locale=${this.locale} @change=${() => this.requestUpdate()}></ik-merge-form>`
          : html`<div class="waiting" aria-busy=${this._error === undefined ? 'true' : 'false'}></div>`
      }
      <div slot="footer" class="buttons">
        <button type="button" class="button" @click=${() => {
          this._open = false;
        }}>${msg('Cancel')}</button>
        <button type="button" class="button primary" ?disabled=${!canMerge || this._busy} @click=${this._merge}>${icon(mergeIcon)}${msg('Merge')}</button>
      </div>
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-merge-dialog': IkMergeDialog;
  }
}
