import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { BookGroups, CopyTarget } from '../../app/services.js';
import type { Collection } from '../../domain/collections/collection.js';
import { controls } from '../shared/controls.styles.js';
import '../shared/ik-dialog.js';
import { describeError } from '../shared/problem-message.js';
import './ik-group-field.js';
import type { GroupsChangeEvent } from './ik-group-field.js';

const styles = css`
  form { display: grid; gap: 16px; }
  fieldset { display: grid; gap: 8px; margin: 0; padding: 0; border: 0; min-inline-size: 0; }
  legend { padding: 0; margin-block-end: 6px; }
  .choice { display: flex; align-items: center; gap: 10px; min-block-size: 32px; font-size: 14px; }
  .choice input { inline-size: 18px; block-size: 18px; margin: 0; accent-color: var(--ik-accent); }
  .problem { margin: 0; color: var(--ik-danger); font-size: 13.5px; }
  @media (pointer: coarse) { .choice { min-block-size: 44px; } }
`;

/**
 * Where contacts are copied or moved to: which book, which of its groups. Open as soon as it is in the page.
 *
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 */
@customElement('ik-copy-dialog')
@localized()
export class IkCopyDialog extends LitElement {
  static override styles = [controls, styles];

  @property({ attribute: false }) count = 1;
  /** They cannot be moved: where they are, nothing may be changed. */
  @property({ type: Boolean }) fixed = false;
  @property({ attribute: false }) books: readonly Collection[] = [];
  @property({ attribute: false }) groups: readonly BookGroups[] = [];
  /** The book chosen first. */
  @property({ attribute: false }) bookId = '';
  /** BCP 47. */
  @property() locale = 'en';
  /** The dialog closes when it resolves and says why when it rejects. */
  @property({ attribute: false }) save: (target: CopyTarget) => Promise<unknown> = async () => undefined;
  @state() private _book = '';
  @state() private _move = false;
  @state() private _keep = true;
  @state() private _chosen: readonly string[] = [];
  @state() private _open = true;
  @state() private _busy = false;
  @state() private _error = '';

  protected override willUpdate() {
    if (!this.hasUpdated) this._book = this.bookId || (this.books[0]?.id ?? '');
  }

  private async _onSubmit(event: Event) {
    event.preventDefault();
    if (this._busy) return;
    this._busy = true;
    try {
      await this.save({ collectionId: this._book, groups: this._chosen, keepGroups: this._keep, move: this._move });
      this._open = false;
    } catch (error) {
      this._error = describeError(error);
    } finally {
      this._busy = false;
    }
  }

  private _radio(move: boolean, label: string) {
    return html`<label class="choice"><input type="radio" name="act" .checked=${this._move === move} ?autofocus=${!move} @change=${() => {
      this._move = move;
    }} />${label}</label>`;
  }

  protected override render() {
    const count = this.count.toLocaleString(this.locale);
    const heading = this.count === 1 ? msg('Copy or move contact') : msg(str`Copy or move ${count} contacts`);
    const { compare } = new Intl.Collator(this.locale, { numeric: true });
    const own = this.groups.find(({ collectionId }) => collectionId === this._book)?.groups ?? [];
    const names = own.map(({ name }) => name).sort(compare);
    return html`<ik-dialog heading=${heading} .open=${this._open} @ik-close=${() => this.dispatchEvent(new Event('ik-close'))}>
      <form id="form" @submit=${this._onSubmit}>
        ${this.fixed ? nothing : html`<fieldset><legend class="eyebrow">${msg('What to do')}</legend>${this._radio(false, msg('Copy: they stay where they are, too'))}${this._radio(true, msg('Move'))}</fieldset>`}
        <label class="field">${msg('To the address book')}<select @change=${(event: Event) => {
          this._book = (event.target as HTMLSelectElement).value;
          this._chosen = [];
        }}>${this.books.map((book) => html`<option value=${book.id} ?selected=${book.id === this._book}>${book.name}</option>`)}</select></label>
        <fieldset><legend class="eyebrow">${msg('Into groups')}</legend>
          <label class="choice"><input type="checkbox" .checked=${this._keep} @change=${(event: Event) => {
            this._keep = (event.target as HTMLInputElement).checked;
          }} />${msg('Keep the groups they are in')}</label>
          <ik-group-field .names=${names} .groups=${this._chosen} @ik-groups-change=${(event: GroupsChangeEvent) => {
            this._chosen = event.groups;
          }}></ik-group-field></fieldset>
        ${this._error === '' ? nothing : html`<p class="problem" role="alert">${this._error}</p>`}
      </form>
      <button slot="footer" type="button" class="button" @click=${() => {
        this._open = false;
      }}>${msg('Cancel')}</button>
      <button slot="footer" type="submit" form="form" class="button primary" ?disabled=${this._busy}>${this._move ? msg('Move') : msg('Copy')}</button>
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-copy-dialog': IkCopyDialog;
  }
}
