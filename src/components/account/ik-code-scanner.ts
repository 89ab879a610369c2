import { localized, msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';

interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}
type DetectorClass = {
  new (options: { readonly formats: readonly string[] }): Detector;
  getSupportedFormats(): Promise<readonly string[]>;
};

const detectorClass = (): DetectorClass | undefined =>
  (globalThis as { readonly BarcodeDetector?: DetectorClass }).BarcodeDetector;

/** Whether this browser finds QR codes in what a camera sees, and has a camera to ask for. */
export async function canScan(): Promise<boolean> {
  if (!('mediaDevices' in navigator)) return false;
  try {
    return (await detectorClass()?.getSupportedFormats())?.includes('qr_code') ?? false;
  } catch {
    return false;
  }
}

/** A code that was seen. */
export class ScannedEvent extends Event {
  constructor(readonly text: string) {
    super('ik-scanned');
  }
}

/**
 * Looks for a QR code through the camera for as long as it is in the page. Pictures are looked at here and kept nowhere.
 *
 * @fires {ScannedEvent} ik-scanned - A code was seen; again for every picture that shows one. Does not bubble.
 */
@customElement('ik-code-scanner')
@localized()
export class IkCodeScanner extends LitElement {
  static override styles = css`
    :host { display: block; }
    video { display: block; inline-size: 100%; aspect-ratio: 4 / 3; object-fit: cover; border-radius: 12px; background: #000; }
    p { margin: 0; }
  `;

  @state() private _failed = false;
  @query('video') private _video?: HTMLVideoElement;
  private _stream: MediaStream | undefined;
  private _handle = 0;

  protected override firstUpdated() {
    void this._start();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    cancelAnimationFrame(this._handle);
    for (const track of this._stream?.getTracks() ?? []) track.stop();
    this._stream = undefined;
  }

  private async _start() {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      this._stream = stream;
      if (!this.isConnected || this._video === undefined) {
        this.disconnectedCallback();
        return;
      }
      this._video.srcObject = stream;
      await this._video.play();
      this._look(new (detectorClass()!)({ formats: ['qr_code'] }));
    } catch {
      this._failed = true;
    }
  }

  private _look(detector: Detector) {
    this._handle = requestAnimationFrame(async () => {
      const video = this._video;
      if (video === undefined || !this.isConnected) return;
      const found = await detector.detect(video).catch(() => []);
      for (const { rawValue } of found) this.dispatchEvent(new ScannedEvent(rawValue));
      if (this.isConnected) this._look(detector);
    });
  }

  protected override render() {
    return this._failed
      ? html`<p role="alert">${msg('The camera cannot be used. Type the code instead.')}</p>`
      : html`<video playsinline muted aria-label=${msg('What the camera sees')}></video>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-code-scanner': IkCodeScanner;
  }
}
