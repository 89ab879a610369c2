import { msg } from '@lit/localize';
import { html, type LitElement, type ReactiveController, type TemplateResult } from 'lit';

/**
 * Work of a dialog that may go on when the dialog has gone: it is seen, and stopped, among what goes on in the app, and what the
 * dialog has to say is said by the app (docs/rules/activity.md, AC3).
 */
export class BackgroundWork implements ReactiveController {
  isHidden = false;
  private _home: Element | undefined;

  /** @param end - Ends the work: the dialog was closed, and is not to go on. */
  constructor(
    private readonly _host: LitElement,
    private readonly _end: () => void,
  ) {
    _host.addController(this);
  }

  hostDisconnected() {
    if (!this.isHidden) this._end();
  }

  private _hide = () => {
    let home: Element = this._host;
    for (let root = home.getRootNode(); root instanceof ShadowRoot; root = home.getRootNode()) home = root.host;
    this._home = home;
    this.isHidden = true;
    this._host.dispatchEvent(new Event('ik-close'));
  };

  /** Says something where somebody hears it. */
  say(event: Event) {
    (this._home ?? this._host).dispatchEvent(event);
  }

  /** For the dialog's footer, while it works. */
  button(): TemplateResult {
    return html`<button slot="footer" type="button" class="button" @click=${this._hide}>${msg('In the background')}</button>`;
  }
}
