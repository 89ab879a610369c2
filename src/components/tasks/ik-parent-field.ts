import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { foldSentence } from '../../domain/calendar/sentence/scan.js';
import type { ParentChoice } from '../../domain/tasks/possible-parents.js';
import { ComboboxController } from '../shared/combobox-controller.js';
import { controls } from '../shared/controls.styles.js';

/**
 * What a task is a part of (ARIA combobox with a list). Emptied, it is a part of nothing.
 *
 * @fires {Event} change - `value` is another task.
 */
@customElement('ik-parent-field')
@localized()
export class IkParentField extends LitElement {
  static override styles = [
    controls,
    css`
      :host { display: block; position: relative; }
      [role=listbox] {
        position: absolute; z-index: 3; inset-inline: 0; inset-block-start: calc(100% + 2px); max-block-size: 220px; overflow: auto; margin: 0; padding: 4px; list-style: none;
        border: 1px solid var(--ik-line); border-radius: var(--ik-radius); background: var(--ik-surface); box-shadow: var(--ik-shadow);
      }
      [role=option] { display: flex; gap: 8px; align-items: baseline; min-block-size: 32px; padding: 6px 8px; border-radius: 7px; font-size: 13.5px; color: var(--ik-text); cursor: pointer; }
      [role=option][aria-selected=true] { background: var(--ik-accent-soft); }
      .name { flex: 1; min-inline-size: 0; overflow-wrap: anywhere; }
      p { margin: 4px 0 0; }
      .quiet { color: var(--ik-text-2); font-size: 12.5px; }
      @media (pointer: coarse) { [role=option] { min-block-size: 44px; align-items: center; } }
    `,
  ];

  /** UID of the task, '' for none. */
  @property() value = '';
  @property({ attribute: false }) choices: readonly ParentChoice[] = [];
  @query('input') private _input!: HTMLInputElement;
  private readonly _list = new ComboboxController<ParentChoice>(this, {
    find: (typed) => this._find(typed),
    choose: ({ uid }) => this._choose(uid),
  });

  private _find(typed: string): readonly ParentChoice[] {
    const words = foldSentence(typed).split(' ').filter(Boolean);
    const isMeant = ({ title, above }: ParentChoice) => {
      const text = foldSentence(`${title} ${above}`);
      return words.every((word) => text.includes(word));
    };
    return this.choices.filter(isMeant);
  }

  private _choose(uid: string) {
    this._list.close();
    if (uid === this.value) return;
    this.value = uid;
    this.dispatchEvent(new Event('change'));
  }

  private _onInput = () => {
    this._list.onInput();
    // Nothing is nothing, at once: no key is needed to say so.
    if (this._input.value === '' && this.value !== '') {
      this.value = '';
      this.dispatchEvent(new Event('change'));
    }
  };

  /** What was typed and not chosen counts when it is the name of one task. */
  private _onBlur = () => {
    const typed = this._list.typed?.trim() ?? '';
    const [first, second] = this._list.found.filter(({ title }) => foldSentence(title) === foldSentence(typed));
    if (typed !== '' && first !== undefined && second === undefined) this._choose(first.uid);
    this._list.close();
  };

  private get _shown(): string {
    if (this._list.typed) return this._list.typed;
    return this.choices.find(({ uid }) => uid === this.value)?.title ?? '';
  }

  // The keyboard's way to an option is Enter in the field.
  /* eslint-disable lit-a11y/click-events-have-key-events */
  private _option = ({ uid, title, above }: ParentChoice, index: number) => html`<li id="o${index}" role="option"
    aria-selected=${String(index === this._list.active)} @pointerdown=${(event: Event) => event.preventDefault()} @click=${() => this._choose(uid)}>
    <span class="name">${title || msg('(no title)')}</span>${above === '' ? nothing : html`<span class="quiet">${above}</span>`}
  </li>`;

  protected override render() {
    const found = this._list.found;
    const isOpen = this._list.typed !== undefined && found.length > 0;
    return html`<label class="field">${msg('Subtask of')}
        <input type="text" role="combobox" aria-label=${msg('Subtask of')} autocomplete="off" spellcheck="false" aria-autocomplete="list" aria-controls="list" aria-expanded=${String(isOpen)}
          aria-activedescendant=${isOpen ? `o${this._list.active}` : nothing} placeholder=${msg('No other task')}
          .value=${this._shown} @click=${this._list.open} @input=${this._onInput} @keydown=${this._list.onKeyDown} @blur=${this._onBlur} />
      </label>
      ${this._list.typed && found.length === 0 ? html`<p class="quiet" role="status">${msg('No open task of this calendar is called that.')}</p>` : nothing}
      <ul id="list" role="listbox" aria-label=${msg('Subtask of')} ?hidden=${!isOpen}>${isOpen ? found.map(this._option) : nothing}</ul>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-parent-field': IkParentField;
  }
}
