import { consume } from '@lit/context';
import { localized, msg, str } from '@lit/localize';
import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DisplaySettings } from '../../app/display-settings.js';
import { systemClock } from '../../domain/time/clock.js';
import { displayContext } from '../contexts.js';
import { AccountDialog } from './account-dialog.js';
import { dayText } from './moment-text.js';
import { waitPart } from './pairing-view.js';

/** Words that are asked for. */
const ASKED = 3;

/** Some of the places, in their order, drawn anew each time. */
function drawPlaces(count: number): readonly number[] {
  const places = new Set<number>();
  while (places.size < Math.min(ASKED, count)) places.add(crypto.getRandomValues(new Uint32Array(1))[0]! % count);
  return [...places].sort((a, b) => a - b);
}

/**
 * Shows the 24 words, lets them be printed, and asks for three of them.
 *
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 */
@customElement('ik-recovery-dialog')
@localized()
export class IkRecoveryDialog extends AccountDialog {
  static override styles = [
    ...AccountDialog.styles,
    css`
      ik-dialog { --ik-dialog-width: 560px; }
      ol { columns: 3; column-gap: 18px; margin: 0; padding: 14px 14px 14px 44px; border-radius: 12px; background: var(--ik-surface-2); font: 600 14px/2 ui-monospace, monospace; }
      li::marker { color: var(--ik-text-2); font-weight: 400; }
      li { break-inside: avoid; }
      @media (width < 480px) { ol { columns: 2; } }
    `,
  ];

  /** Whose account it is, and where: for the printed sheet. */
  @property() name = '';
  @property() relay = '';
  /** A new key takes the old one's place first. */
  @property({ type: Boolean }) renew = false;
  @consume({ context: displayContext, subscribe: true })
  @state()
  private _display?: DisplaySettings;
  @state() private _words: readonly string[] | undefined;
  @state() private _step: 'words' | 'confirm' | 'done' = 'words';
  @state() private _copied = false;
  private _places: readonly number[] = [];

  protected override firstUpdated() {
    void this._do(async ({ account }) => {
      this._words = this.renew ? await account.recovery.renew() : await account.recovery.show();
      if (this._words === undefined)
        this._problem = msg('This device does not know the words any more. Make a new recovery key.');
    });
  }

  private _print = async () => {
    const date = dayText(systemClock.now(), this._display ?? { locale: 'en', timeZone: 'UTC' });
    const { printRecoverySheet } = await import('./recovery-sheet.js');
    await printRecoverySheet({ words: this._words ?? [], name: this.name, relay: this.relay, date });
  };

  private _copy = async () => {
    await navigator.clipboard.writeText((this._words ?? []).join(' ')).catch(() => {});
    this._copied = true;
  };

  private _ask = () => {
    this._places = drawPlaces(this._words?.length ?? 0);
    this._step = 'confirm';
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLInputElement>('form input')?.focus());
  };

  private _confirm = async (event: Event) => {
    event.preventDefault();
    const fields = [...this.renderRoot.querySelectorAll<HTMLInputElement>('form input')];
    const wrong = this._places.findIndex((place, i) => fields[i]?.value.trim().toLowerCase() !== this._words?.[place]);
    if (wrong !== -1) {
      this._problem = msg(str`Word ${this._places[wrong]! + 1} is another one. Look at what you wrote down.`);
      fields[wrong]?.focus();
      return;
    }
    if (await this._do(({ account }) => account.recovery.confirm())) this._step = 'done';
  };

  private _shown(words: readonly string[]) {
    return html`<div class="stack">
        <p>${msg('With these 24 words you get everything back when all your devices are lost. Nobody else can: not us, not the relay.')}</p>
        <ol aria-label=${msg('Recovery key')}>${words.map((word) => html`<li>${word}</li>`)}</ol>
        <p class="hint">${msg('Write them down or print them, and keep them on paper. Whoever has them has everything in the account. They are shown until you have typed three of them; after that, here never again.')}</p>
        <div class="row">
          <button type="button" class="button" @click=${this._print}>${msg('Print')}</button>
          <button type="button" class="button" @click=${this._copy}>${this._copied ? msg('Copied') : msg('Copy')}</button>
        </div>
      </div>
      <button slot="footer" type="button" class="button" @click=${this._close}>${msg('Later')}</button>
      <button slot="footer" type="button" class="button primary" @click=${this._ask}>${msg('I have written them down')}</button>`;
  }

  private _question() {
    return html`<form class="stack" id="form" @submit=${this._confirm}>
        <p>${msg('Type three of the words, from your paper.')}</p>
        ${this._places.map(
          (place) => html`<label class="field">${msg(str`Word ${place + 1}`)}
            <input required autocomplete="off" autocapitalize="off" spellcheck="false" maxlength="20" @input=${() => (this._problem = '')} />
          </label>`,
        )}
        ${this._problemText()}
      </form>
      <button slot="footer" type="button" class="button" @click=${() => (this._step = 'words')}>${msg('Show the words again')}</button>
      <button slot="footer" type="submit" form="form" class="button primary" ?disabled=${this._busy} aria-busy=${this._busy}>${msg('Confirm')}</button>`;
  }

  private _part() {
    if (this._step === 'done')
      return html`<p role="status">${msg('Your recovery key is confirmed. You can share now.')}</p>
        <button slot="footer" type="button" class="button primary" @click=${this._close}>${msg('Done')}</button>`;
    if (this._words === undefined)
      return html`${this._problem === '' ? waitPart(msg('One moment…')) : this._problemText()}
        <button slot="footer" type="button" class="button" @click=${this._close}>${msg('Close')}</button>`;
    return this._step === 'words' ? this._shown(this._words) : this._question();
  }

  protected override render() {
    return this._dialog(msg('Recovery key'), this._part());
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-recovery-dialog': IkRecoveryDialog;
  }
}
