import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import '../body/ik-mail-body.js';
import { controls } from '../../shared/controls.styles.js';
import type { ComposeQuote } from './compose-draft.js';

/**
 * The message that is answered or passed on, folded: it goes out as it is. It may be looked at, edited, or left out.
 *
 * @fires {Event} ik-quote-edit - It is to become part of the text. Does not bubble.
 * @fires {Event} ik-quote-remove - It is to be left out. Does not bubble.
 */
@customElement('ik-quote')
@localized()
export class IkQuote extends LitElement {
  static override styles = [
    controls,
    css`
      :host { display: block; padding: 0 16px 12px; }
      .bar { display: flex; flex-wrap: wrap; align-items: center; gap: 6px; }
      .fold {
        min-block-size: 24px; padding: 0 10px; border: 0; border-radius: 99px; background: var(--ik-surface-2); color: var(--ik-text-2); font-size: 11px; letter-spacing: 1px; cursor: pointer;
      }
      .act { min-block-size: 28px; padding: 0 8px; border: 0; border-radius: 8px; background: none; color: var(--ik-accent); font-size: 12.5px; cursor: pointer; }
      .act:hover, .fold:hover { background: var(--ik-accent-soft); }
      .attribution { margin: 8px 0 4px; color: var(--ik-text-2); font-size: 13px; white-space: pre-line; overflow-wrap: anywhere; }
      .original { padding-inline-start: 12px; border-inline-start: 2px solid var(--ik-line); }
      @media (pointer: coarse) { .fold, .act { min-block-size: 44px; } }
    `,
  ];

  @property({ attribute: false }) quote: ComposeQuote | undefined;
  /** It goes out as text. */
  @property({ type: Boolean }) plain = false;
  @property() theme: 'light' | 'dark' = 'light';
  /** A picture of the quote. */
  @property({ attribute: false }) picture: (cid: string) => Promise<Blob | undefined> = async () => undefined;
  @state() private _open = false;

  private _wish = (name: 'edit' | 'remove') => this.dispatchEvent(new Event(`ik-quote-${name}`));

  protected override render() {
    const { quote, plain } = this;
    if (quote === undefined) return nothing;
    const label = this._open ? msg('Hide the quoted text') : msg('Show the quoted text');
    const text = quote.isForward ? quote.text : quote.text.replace(/^> ?/gm, '');
    return html`<div class="bar">
        <button type="button" class="fold" aria-expanded=${String(this._open)} aria-label=${label} title=${label} @click=${() => {
          this._open = !this._open;
        }}>•••</button>
        ${
          this._open
            ? html`<button type="button" class="act" @click=${() => this._wish('edit')}>${msg('Edit')}</button>
              <button type="button" class="act" @click=${() => this._wish('remove')}>${msg('Leave out')}</button>`
            : nothing
        }
      </div>
      ${
        this._open
          ? html`<p class="attribution">${quote.attribution}</p>
            <div class="original"><ik-mail-body .html=${plain ? '' : quote.html} .text=${text} .picture=${this.picture} theme=${this.theme}></ik-mail-body></div>`
          : nothing
      }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-quote': IkQuote;
  }
}
