import { localized, msg, str } from '@lit/localize';
import { css, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { WordsProblem } from '../../app/account/account.js';
import { AccountDialog } from './account-dialog.js';
import './ik-relay-field.js';
import type { IkRelayField } from './ik-relay-field.js';

/** Suggestions while a word is typed. */
const SUGGESTED = 4;

/**
 * On a new device: comes back into an account with the 24 words alone.
 *
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 */
@customElement('ik-recover-dialog')
@localized()
export class IkRecoverDialog extends AccountDialog {
  static override styles = [
    ...AccountDialog.styles,
    css`
      textarea { font: 600 14px/1.7 ui-monospace, monospace; }
      .suggestions { display: flex; flex-wrap: wrap; gap: 6px; min-block-size: 36px; }
    `,
  ];

  /** This device came into the account. */
  done = false;
  @state() private _count = 0;
  @state() private _suggestions: readonly string[] = [];
  @query('textarea') private _area!: HTMLTextAreaElement;
  @query('#device') private _device!: HTMLInputElement;
  @query('ik-relay-field') private _field!: IkRelayField;

  protected override firstUpdated() {
    void this._offerRelay();
  }

  private _input = async () => {
    const { value, selectionStart } = this._area;
    this._problem = '';
    this._count = value.split(/[^\p{L}]+/u).filter(Boolean).length;
    const begun = /\p{L}+$/u.exec(value.slice(0, selectionStart))?.[0] ?? '';
    const found = (await this.services?.account.recovery.suggest(begun, SUGGESTED)) ?? [];
    this._suggestions = found.length === 1 && found[0] === begun ? [] : found;
  };

  private _take = (word: string) => {
    const { value, selectionStart } = this._area;
    const before = value.slice(0, selectionStart).replace(/\p{L}+$/u, '');
    this._area.value = `${before}${word} ${value.slice(selectionStart).trimStart()}`;
    const caret = before.length + word.length + 1;
    this._area.setSelectionRange(caret, caret);
    this._area.focus();
    void this._input();
  };

  private _describe(problem: WordsProblem): string {
    const typed = this._area.value.split(/[^\p{L}]+/u).filter(Boolean);
    switch (problem.kind) {
      case 'count':
        return msg(str`A recovery key has 24 words; these are ${problem.count}.`);
      case 'checksum':
        return msg('These words do not belong together: one of them is another one, or two have changed places.');
      case 'unknown': {
        const at = problem.at[0]!;
        return msg(str`Word ${at + 1} (“${typed[at] ?? ''}”) is none of the words that recovery keys are made of.`);
      }
    }
  }

  private _submit = async (event: Event) => {
    event.preventDefault();
    const phrase = (await this.services?.account.recovery.read(this._area.value)) ?? [];
    if ('kind' in phrase) {
      this._problem = this._describe(phrase);
      this._area.focus();
      return;
    }
    const relay = this._field.check();
    if (relay === undefined) return;
    const deviceName = this._device.value.trim() || this._deviceName;
    this.done = await this._do(({ account }) => account.recovery.restore({ phrase, relay, deviceName }));
    if (this.done) this._close();
  };

  protected override render() {
    return this._dialog(
      msg('Come back with the recovery key'),
      html`<form class="stack" id="form" @submit=${this._submit}>
        <label class="field">${msg('The 24 words')}
          <textarea
            data-autofocus rows="5" required maxlength="1000" autocomplete="off" autocapitalize="off" spellcheck="false"
            aria-describedby="count" @input=${this._input} @keyup=${this._input}
          ></textarea>
        </label>
        <div class="suggestions" aria-label=${msg('Words that begin so')} role="group">
          ${this._suggestions.map((word) => html`<button type="button" class="button soft" @click=${() => this._take(word)}>${word}</button>`)}
        </div>
        <p class="quiet" id="count">${msg(str`${this._count} of 24 words. The first four letters of each are enough.`)}</p>
        <label class="field">${msg('Name of this device')}
          <input id="device" maxlength="60" autocomplete="off" .value=${this._deviceName} />
        </label>
        <ik-relay-field .value=${this._relay} @change=${(event: Event) => (this._relay = (event.target as IkRelayField).value)}></ik-relay-field>
        ${this._problem === '' ? nothing : this._problemText()}
      </form>
      <button slot="footer" type="button" class="button" @click=${this._close}>${msg('Cancel')}</button>
      <button slot="footer" type="submit" form="form" class="button primary" ?disabled=${this._busy} aria-busy=${this._busy}>${msg('Come back')}</button>`,
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-recover-dialog': IkRecoverDialog;
  }
}
