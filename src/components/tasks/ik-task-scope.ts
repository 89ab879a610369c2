import { localized, msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { TaskScope } from '../../app/services.js';
import { controls } from '../shared/controls.styles.js';
import '../shared/ik-dialog.js';

/** Asks whether a change is for one occurrence of a task or for all. Open as soon as it is in the page. */
@customElement('ik-task-scope')
@localized()
export class IkTaskScope extends LitElement {
  static override styles = [
    controls,
    css`
      .choices { display: grid; gap: 8px; }
      .button { justify-content: start; min-block-size: 44px; }
    `,
  ];

  @property() heading = '';
  /** Called once; `undefined` when the person thought better of it. */
  @property({ attribute: false }) answer: (scope: TaskScope | undefined) => void = () => {};
  @state() private _open = true;
  private _chosen: TaskScope | undefined;

  private _choose(scope: TaskScope) {
    this._chosen = scope;
    this._open = false;
  }

  protected override render() {
    return html`<ik-dialog compact heading=${this.heading} .open=${this._open} @ik-close=${() => this.answer(this._chosen)}>
      <div class="choices">
        <button type="button" class="button" ?autofocus=${true} @click=${() => this._choose('this')}>${msg('Only this task')}</button>
        <button type="button" class="button" @click=${() => this._choose('all')}>${msg('All tasks of the series')}</button>
      </div>
    </ik-dialog>`;
  }
}

/** Asks in a dialog inside `root`. @returns `undefined` when the person closed it. */
export function askTaskScope(root: ShadowRoot, heading: string): Promise<TaskScope | undefined> {
  return new Promise((resolve) => {
    const dialog = document.createElement('ik-task-scope');
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
    'ik-task-scope': IkTaskScope;
  }
}
