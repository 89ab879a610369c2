import { localized, msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';

/** Another share of the width is wanted. Does not bubble. */
export class DivideEvent extends Event {
  constructor(
    /** Of the page, 0–1. */
    readonly share: number,
  ) {
    super('ik-divide');
  }
}

/** Neither side is narrower than this part of both. */
export const MIN_SHARE = 0.25;
const STEP = 0.02;

export const clampShare = (share: number): number => Math.min(1 - MIN_SHARE, Math.max(MIN_SHARE, share));

/**
 * The line between two apps (ARIA window splitter): dragged, or moved by arrow keys, Home and End; Enter and a double click make
 * both sides alike.
 *
 * @fires {DivideEvent} ik-divide - Does not bubble.
 */
@customElement('ik-divider')
@localized()
export class IkDivider extends LitElement {
  static override styles = css`
    :host { display: grid; grid-area: 1 / 3; min-block-size: 0; padding-block: 10px; }
    .line { position: relative; display: grid; place-items: center; border-radius: 8px; cursor: col-resize; touch-action: none; outline: none; }
    .line::before { content: ''; inline-size: 4px; block-size: 44px; border-radius: 4px; background: var(--ik-line-strong, var(--ik-text-2)); opacity: 0.55; }
    .line:hover::before, .line:active::before { background: var(--ik-accent); opacity: 1; }
    .line:focus-visible { outline: 2px solid var(--ik-accent); outline-offset: -2px; }
    @media print { :host { display: none; } }
  `;

  /** Of the page, 0–1. */
  @property({ type: Number }) share = 0.5;

  private _wish(share: number) {
    this.dispatchEvent(new DivideEvent(clampShare(share)));
  }

  private get _isRtl(): boolean {
    return getComputedStyle(this).direction === 'rtl';
  }

  private _onKeyDown(event: KeyboardEvent) {
    const onwards = this._isRtl ? -STEP : STEP;
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: this.share + onwards,
      ArrowLeft: this.share - onwards,
      Home: MIN_SHARE,
      End: 1 - MIN_SHARE,
      Enter: 0.5,
    };
    const share = steps[event.key];
    if (share === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    this._wish(share);
  }

  private _onDown(event: PointerEvent) {
    if (event.button !== 0) return;
    (event.target as Element).setPointerCapture(event.pointerId);
  }

  private _onMove(event: PointerEvent) {
    const line = event.target as Element;
    if (!line.hasPointerCapture(event.pointerId)) return;
    const [before, after] = [this.previousElementSibling, this.nextElementSibling].map((one) =>
      one!.getBoundingClientRect(),
    );
    const [start, end] = this._isRtl ? [after!.left, before!.right] : [before!.left, after!.right];
    const along = (event.clientX - start) / (end - start);
    this._wish(this._isRtl ? 1 - along : along);
  }

  protected override willUpdate() {
    // Between the two landmarks, and in neither.
    this.role = 'region';
    this.ariaLabel = msg('Width of the two apps');
  }

  protected override render() {
    return html`<div class="line" role="separator" tabindex="0" aria-orientation="vertical" aria-label=${msg('Width of the two apps')}
      aria-valuemin=${MIN_SHARE * 100} aria-valuemax=${(1 - MIN_SHARE) * 100} aria-valuenow=${Math.round(this.share * 100)}
      @keydown=${this._onKeyDown} @pointerdown=${this._onDown} @pointermove=${this._onMove} @dblclick=${() => this._wish(0.5)}></div>`;
  }
}

declare global {
  interface HTMLElementEventMap {
    'ik-divide': DivideEvent;
  }
  interface HTMLElementTagNameMap {
    'ik-divider': IkDivider;
  }
}
