import { localized, msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Scope } from '../../domain/calendar/event-change.js';
import { controls } from '../shared/controls.styles.js';
import '../shared/ik-dialog.js';

/** Asks whether a change is for one occurrence or for all. Open as soon as it is in the page. */
@customElement('ik-scope-dialog')
@localized()
export class IkScopeDialog extends LitElement {
  static override styles = [
    controls,
    css`
      .choices { display: grid; gap: 8px; }
      .button { justify-content: start; min-block-size: 44px; }
    `,
  ];

  @property() heading = '';
  /** Called once; `undefined` when the person thought better of it. */
  @property({ attribute: false }) answer: (scope: Scope | undefined) => void = () => {};
  @state() private _open = true;
  private _chosen: Scope | undefined;

  private _choose(scope: Scope) {
    this._chosen = scope;
    this._open = false;
  }

  protected override render() {
    return html`<ik-dialog compact heading=${this.heading} .open=${this._open} @ik-close=${() => this.answer(this._chosen)}>
      <div class="choices">
        <button type="button" class="button" ?autofocus=${true} @click=${() => this._choose('this')}>${msg('Only this event')}</button>
        <button type="button" class="button" @click=${() => this._choose('all')}>${msg('All events of the series')}</button>
      </div>
    </ik-dialog>`;
  }
}

/** Asks in a dialog inside `root`. @returns `undefined` when the person closed it. */
export function askScope(root: ShadowRoot, heading: string): Promise<Scope | undefined> {
  return new Promise((resolve) => {
    const dialog = document.createElement('ik-scope-dialog');
    dialog.heading = heading;
    dialog.answer = (scope) => {
      dialog.remove();
      resolve(scope);
    };
    root.appendChild(dialog);
  });
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-scope-dialog': IkScopeDialog;
  }
}
