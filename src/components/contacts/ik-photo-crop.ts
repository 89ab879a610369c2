import { localized, msg } from '@lit/localize';
import { css, html, LitElement, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import inIcon from 'lucide-static/icons/zoom-in.svg?raw';
import outIcon from 'lucide-static/icons/zoom-out.svg?raw';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import '../shared/ik-dialog.js';
import { maxZoom, moveCrop, zoomCrop, zoomOf } from './crop-frame.js';
import { type Crop, cropPicture, middleOf } from './photo-file.js';

const styles = css`
  :host { display: contents; }
  ik-dialog { --ik-dialog-width: 400px; }
  .body { display: grid; gap: 14px; justify-items: center; }
  .frame { position: relative; inline-size: min(100%, 320px); aspect-ratio: 1; border-radius: var(--ik-radius); overflow: hidden; background: var(--ik-surface-2); cursor: grab; touch-action: none; }
  .frame:active { cursor: grabbing; }
  .frame:focus-visible { outline: 2px solid var(--ik-accent); outline-offset: 2px; }
  canvas { display: block; inline-size: 100%; block-size: 100%; }
  .ring { position: absolute; inset: 0; border-radius: 50%; box-shadow: 0 0 0 9999px rgb(15 15 30 / 0.45), inset 0 0 0 2px rgb(255 255 255 / 0.85); pointer-events: none; }
  .zoom { display: flex; align-items: center; gap: 6px; inline-size: min(100%, 320px); }
  .zoom input { flex: 1; min-inline-size: 0; min-block-size: 32px; accent-color: var(--ik-accent); }
  p { margin: 0; color: var(--ik-text-2); font-size: 12.5px; text-align: center; }
  @media (pointer: coarse) { .zoom input { min-block-size: 44px; } }
`;

/** Drawn pixels of the frame's side: sharp on a screen of twice the density. */
const DRAWN = 640;
/** Share of the frame that an arrow key moves the picture by. */
const STEP = 0.04;
const ZOOM_STEP = 1.15;

interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * Cuts a square out of a picture: drag and pinch, wheel, or arrow keys and + and −. Open as soon as it is in the page.
 *
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 */
@customElement('ik-photo-crop')
@localized()
export class IkPhotoCrop extends LitElement {
  static override styles = [controls, styles];

  /** Belongs to whoever opened it, who closes it too. */
  @property({ attribute: false }) picture!: ImageBitmap;
  /** Takes the cut picture, a `data:` URI. */
  @property({ attribute: false }) done: (photo: string) => void = () => {};
  @state() private _crop: Crop = { x: 0, y: 0, side: 1 };
  @state() private _open = true;
  @query('canvas') private _canvas!: HTMLCanvasElement;
  @query('.frame') private _frame!: HTMLElement;
  private readonly _pointers = new Map<number, Point>();

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('picture')) this._crop = middleOf(this.picture);
  }

  protected override updated() {
    const context = this._canvas.getContext('2d', { alpha: false });
    if (context === null) return;
    const { x, y, side } = this._crop;
    context.fillStyle = 'white';
    context.fillRect(0, 0, DRAWN, DRAWN);
    context.imageSmoothingQuality = 'high';
    context.drawImage(this.picture, x, y, side, side, 0, 0, DRAWN, DRAWN);
  }

  private _move(dx: number, dy: number) {
    this._crop = moveCrop(this.picture, this._crop, dx * this._crop.side, dy * this._crop.side);
  }

  private _zoom(zoom: number, at?: Point) {
    this._crop = zoomCrop(this.picture, this._crop, zoom, at);
  }

  private get _zoomed() {
    return zoomOf(this.picture, this._crop);
  }

  /** As a share of the frame's sides. */
  private _pointOf(event: MouseEvent): Point {
    const { left, top, width, height } = this._frame.getBoundingClientRect();
    return { x: (event.clientX - left) / width, y: (event.clientY - top) / height };
  }

  private _onPointerDown(event: PointerEvent) {
    if (this._pointers.size === 2) return;
    this._frame.setPointerCapture(event.pointerId);
    this._pointers.set(event.pointerId, this._pointOf(event));
  }

  private _onPointerMove(event: PointerEvent) {
    const old = this._pointers.get(event.pointerId);
    if (old === undefined) return;
    const now = this._pointOf(event);
    const [other] = [...this._pointers].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
    this._pointers.set(event.pointerId, now);
    if (other === undefined) return this._move(old.x - now.x, old.y - now.y);
    // Two fingers: what is between them stays there and grows with their distance; half of the way of one moves it.
    const apart = (a: Point) => Math.max(0.02, Math.hypot(a.x - other.x, a.y - other.y));
    this._move((old.x - now.x) / 2, (old.y - now.y) / 2);
    this._zoom((this._zoomed * apart(now)) / apart(old), { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
  }

  private _onPointerUp(event: PointerEvent) {
    this._pointers.delete(event.pointerId);
  }

  private _onWheel(event: WheelEvent) {
    event.preventDefault();
    this._zoom(this._zoomed * (event.deltaY < 0 ? ZOOM_STEP : 1 / ZOOM_STEP), this._pointOf(event));
  }

  private _onKeyDown(event: KeyboardEvent) {
    const step = event.shiftKey ? STEP * 4 : STEP;
    const moves: Readonly<Record<string, readonly [number, number]>> = {
      ArrowLeft: [-step, 0],
      ArrowRight: [step, 0],
      ArrowUp: [0, -step],
      ArrowDown: [0, step],
    };
    const move = moves[event.key];
    if (move !== undefined) this._move(...move);
    else if (event.key === '+' || event.key === '=') this._zoom(this._zoomed * ZOOM_STEP);
    else if (event.key === '-') this._zoom(this._zoomed / ZOOM_STEP);
    else return;
    event.preventDefault();
  }

  private async _take() {
    this.done(await cropPicture(this.picture, this._crop));
    this._open = false;
  }

  protected override render() {
    const most = maxZoom(this.picture);
    const onSlide = (event: Event) => this._zoom(Number((event.target as HTMLInputElement).value));
    return html`<ik-dialog heading=${msg('Cut the photo')} .open=${this._open} @ik-close=${() => this.dispatchEvent(new Event('ik-close'))}>
      <div class="body">
        <div class="frame" tabindex="0" data-autofocus role="application" aria-label=${msg('Photo')} aria-describedby="how"
          @pointerdown=${this._onPointerDown} @pointermove=${this._onPointerMove} @pointerup=${this._onPointerUp} @pointercancel=${this._onPointerUp}
          @wheel=${this._onWheel} @keydown=${this._onKeyDown}>
          <canvas width=${DRAWN} height=${DRAWN}></canvas><span class="ring"></span>
        </div>
        <div class="zoom">
          <button type="button" class="icon-button plain" aria-label=${msg('Smaller')} @click=${() => this._zoom(this._zoomed / ZOOM_STEP)}>${icon(outIcon)}</button>
          <input type="range" min="1" max=${most} step="0.01" aria-label=${msg('Zoom')} ?disabled=${most === 1} .value=${live(String(this._zoomed))} @input=${onSlide} />
          <button type="button" class="icon-button plain" aria-label=${msg('Larger')} @click=${() => this._zoom(this._zoomed * ZOOM_STEP)}>${icon(inIcon)}</button>
        </div>
        <p id="how">${msg('Drag to move, pinch or scroll to zoom; or use the arrow keys, + and −.')}</p>
      </div>
      <button slot="footer" type="button" class="button" @click=${() => {
        this._open = false;
      }}>${msg('Cancel')}</button>
      <button slot="footer" type="button" class="button primary" @click=${this._take}>${msg('Use photo')}</button>
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-photo-crop': IkPhotoCrop;
  }
}
