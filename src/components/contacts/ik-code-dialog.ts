import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { cardForCode } from '../../domain/contacts/card-code.js';
import type { ContactFields } from '../../domain/contacts/contact-fields.js';
import { displayName } from '../../domain/contacts/display-name.js';
import { controls } from '../shared/controls.styles.js';
import '../shared/ik-dialog.js';

/** A code needs light around it: four of its squares (ISO/IEC 18004). */
const MARGIN = 4;

interface Code {
  readonly size: number;
  /** SVG path of the dark squares. */
  readonly path: string;
}

async function drawCode(text: string): Promise<Code> {
  const { generate } = await import('lean-qr');
  const code = generate(text);
  let path = '';
  for (let y = 0; y < code.size; y += 1)
    for (let x = 0; x < code.size; x += 1) if (code.get(x, y)) path += `M${x + MARGIN} ${y + MARGIN}h1v1h-1z`;
  return { size: code.size + 2 * MARGIN, path };
}

const styles = css`
  ik-dialog { --ik-dialog-width: 380px; }
  figure { display: grid; justify-items: center; gap: 12px; margin: 0; text-align: center; }
  /* Dark on light in both themes: many cameras read nothing else. */
  svg { inline-size: min(300px, 100%); block-size: auto; border-radius: 12px; background: #fff; }
  path { fill: #000; }
  .wait { inline-size: min(300px, 100%); aspect-ratio: 1; border-radius: 12px; background: var(--ik-surface-2); }
  figcaption { color: var(--ik-text-2); font-size: 13px; }
`;

/**
 * A contact's card as a QR code. Open as soon as it is in the page. Nothing leaves the device.
 *
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 */
@customElement('ik-code-dialog')
@localized()
export class IkCodeDialog extends LitElement {
  static override styles = [controls, styles];

  @property({ attribute: false }) fields!: ContactFields;
  @state() private _code: Code | 'failed' | undefined;

  protected override firstUpdated() {
    drawCode(cardForCode(this.fields)).then(
      (code) => {
        this._code = code;
      },
      () => {
        this._code = 'failed'; // offline before it was cached
      },
    );
  }

  private _picture() {
    const code = this._code;
    if (code === 'failed') return html`<p role="alert">${msg('The code could not be drawn.')}</p>`;
    if (code === undefined) return html`<div class="wait" aria-busy="true"></div>`;
    return html`<svg role="img" aria-label=${msg('QR code of the card')} viewBox="0 0 ${code.size} ${code.size}" shape-rendering="crispEdges">${svg`<path d=${code.path} />`}</svg>`;
  }

  protected override render() {
    return html`<ik-dialog compact heading=${displayName(this.fields) || msg('Without a name')} open @ik-close=${() => this.dispatchEvent(new Event('ik-close'))}>
      <figure>${this._picture()}${
        this._code === 'failed'
          ? nothing
          : html`<figcaption>${msg('Scan it with a telephone: name, numbers, addresses. Notes and photo are not in it.')}</figcaption>`
      }</figure>
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-code-dialog': IkCodeDialog;
  }
}
