import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import checkIcon from 'lucide-static/icons/check.svg?raw';
import plusIcon from 'lucide-static/icons/plus.svg?raw';
import removeIcon from 'lucide-static/icons/x.svg?raw';
import { isClosed, type TaskEntry } from '../../domain/tasks/task-entry.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import { partsText } from './task-texts.js';

/**
 * The parts of a task: those it has, how many of them are done, and a line that adds more. These are made when the task
 * is stored.
 *
 * @fires {Event} change - `added` is another list.
 */
@customElement('ik-parts-field')
@localized()
export class IkPartsField extends LitElement {
  static override styles = [
    controls,
    css`
      :host { display: block; }
      .field { gap: 6px; }
      ul { margin: 0; padding: 0; list-style: none; display: grid; gap: 2px; color: var(--ik-text); font-size: 14px; }
      li { display: flex; align-items: center; gap: 8px; min-block-size: 32px; }
      .text { flex: 1; min-inline-size: 0; overflow-wrap: anywhere; }
      .tick { flex: none; display: grid; place-items: center; inline-size: 18px; block-size: 18px; border: 1.5px solid var(--ik-line-strong, var(--ik-text-2)); border-radius: 5px; color: transparent; }
      .tick svg { inline-size: 13px; block-size: 13px; stroke-width: 3.5; }
      .done .tick { background: var(--ik-text-2); border-color: var(--ik-text-2); color: var(--ik-surface); }
      .done .text { color: var(--ik-text-2); text-decoration: line-through; }
      .add { display: flex; gap: 6px; }
      .add input { flex: 1; min-inline-size: 0; }
    `,
  ];

  @property({ attribute: false }) parts: readonly TaskEntry[] = [];
  /** Titles of those that are to be made. */
  @property({ attribute: false }) added: readonly string[] = [];
  @query('input') private _input!: HTMLInputElement;

  private _set(added: readonly string[]) {
    this.added = added;
    this.dispatchEvent(new Event('change'));
  }

  /** Also when the field is left: nobody has to press the button before the form is stored. */
  private _add = () => {
    const title = this._input.value.trim();
    this._input.value = '';
    if (title !== '') this._set([...this.added, title]);
  };

  private _onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || this._input.value.trim() === '') return;
    event.preventDefault(); // adds, and does not store the form yet
    this._add();
  };

  private _remove(index: number) {
    this._set(this.added.toSpliced(index, 1));
    this._input.focus();
  }

  protected override render() {
    const { parts, added } = this;
    const done = parts.filter(isClosed).length;
    return html`<div class="field" role="group" aria-label=${msg('Subtasks')}>
      <span>${msg('Subtasks')}${parts.length === 0 ? nothing : html` · ${partsText({ done, all: parts.length })}`}</span>
      ${
        parts.length + added.length === 0
          ? nothing
          : html`<ul>
            ${parts.map(
              (part) =>
                html`<li class=${isClosed(part) ? 'done' : ''}><span class="tick">${icon(checkIcon)}</span><span class="text">${part.title || msg('(no title)')}${isClosed(part) ? html`<span class="visually-hidden">, ${msg('Completed')}</span>` : nothing}</span></li>`,
            )}
            ${added.map(
              (title, index) => html`<li><span class="tick"></span><span class="text">${title}</span>
                <button type="button" class="icon-button plain" aria-label=${msg(str`Remove “${title}”`)} @click=${() => this._remove(index)}>${icon(removeIcon)}</button></li>`,
            )}
          </ul>`
      }
      <div class="add">
        <input class="input" aria-label=${msg('New subtask')} placeholder=${msg('Add a subtask')} autocomplete="off" maxlength="500" @keydown=${this._onKeyDown} @change=${this._add} />
        <button type="button" class="icon-button" aria-label=${msg('Add the subtask')} @click=${this._add}>${icon(plusIcon)}</button>
      </div>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-parts-field': IkPartsField;
  }
}
