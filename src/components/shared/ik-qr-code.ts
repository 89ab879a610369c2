import { localized, msg } from '@lit/localize';
import { css, html, LitElement, type PropertyValues, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';

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

/**
 * A text as a QR code. Nothing leaves the device.
 *
 * @cssproperty [--ik-qr-size=300px] - Its size, where there is room.
 */
@customElement('ik-qr-code')
@localized()
export class IkQrCode extends LitElement {
  static override styles = css`
    :host { display: block; inline-size: min(var(--ik-qr-size, 300px), 100%); }
    /* Dark on light in both themes: many cameras read nothing else. */
    svg { display: block; inline-size: 100%; block-size: auto; border-radius: 12px; background: #fff; }
    path { fill: #000; }
    .wait { aspect-ratio: 1; border-radius: 12px; background: var(--ik-surface-2); }
    p { margin: 0; text-align: center; }
  `;

  @property() text = '';
  /** What it is, for those who do not see it. */
  @property() label = '';
  @state() private _code: Code | 'failed' | undefined;
  private _drawing: Promise<void> = Promise.resolve();

  /** Resolves when the code of the present text is in the page. */
  get drawn(): Promise<unknown> {
    return this.updateComplete.then(() => this._drawing).then(() => this.updateComplete);
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (!changed.has('text')) return;
    const { text } = this;
    this._code = undefined;
    this._drawing = drawCode(text).then(
      (code) => {
        if (this.text === text) this._code = code;
      },
      () => {
        this._code = 'failed'; // offline before it was cached
      },
    );
  }

  protected override render() {
    const code = this._code;
    if (code === 'failed') return html`<p role="alert">${msg('The code could not be drawn.')}</p>`;
    if (code === undefined) return html`<div class="wait" aria-busy="true"></div>`;
    return html`<svg role="img" aria-label=${this.label} viewBox="0 0 ${code.size} ${code.size}" shape-rendering="crispEdges">${svg`<path d=${code.path} />`}</svg>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-qr-code': IkQrCode;
  }
}
