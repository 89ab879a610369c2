import { localized, msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { groupName } from '../../domain/items/category-line.js';
import { controls } from '../shared/controls.styles.js';

/** Other groups are ticked. Does not bubble. */
export class GroupsChangeEvent extends Event {
  constructor(readonly groups: readonly string[]) {
    super('ik-groups-change');
  }
}

const styles = css`
  :host { display: grid; gap: 8px; }
  .boxes { display: flex; flex-wrap: wrap; gap: 4px 16px; max-block-size: 180px; overflow: auto; padding: 2px; }
  label { display: inline-flex; align-items: center; gap: 8px; min-block-size: 32px; font-size: 14px; color: var(--ik-text); overflow-wrap: anywhere; }
  input[type='checkbox'] { inline-size: 18px; block-size: 18px; margin: 0; accent-color: var(--ik-accent); }
  .new { display: flex; gap: 6px; }
  @media (pointer: coarse) { label { min-block-size: 44px; } }
`;

/**
 * Which groups a contact is in: a checkbox each, and a field for one that is not there yet.
 *
 * @fires {GroupsChangeEvent} ik-groups-change - Does not bubble.
 */
@customElement('ik-group-field')
@localized()
export class IkGroupField extends LitElement {
  static override styles = [controls, styles];

  /** Names there are to choose from, in order. */
  @property({ attribute: false }) names: readonly string[] = [];
  /** Names that are ticked. */
  @property({ attribute: false }) groups: readonly string[] = [];
  /** Made here: they stay in the list when they are unticked. */
  @state() private _made: readonly string[] = [];
  @query('.new input') private _input!: HTMLInputElement;

  private _tell(groups: readonly string[]) {
    this.dispatchEvent(new GroupsChangeEvent(groups));
  }

  private _toggle(name: string, event: Event) {
    const { checked } = event.target as HTMLInputElement;
    this._tell(checked ? [...this.groups, name] : this.groups.filter((other) => other !== name));
  }

  private _add() {
    const name = groupName(this._input.value);
    this._input.value = '';
    this._input.focus();
    if (name === '' || this.groups.includes(name)) return;
    this._made = [...this._made, name];
    this._tell([...this.groups, name]);
  }

  private _onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.isComposing || this._input.value.trim() === '') return;
    event.preventDefault(); // the form around it is not meant
    this._add();
  }

  protected override render() {
    const names = [...new Set([...this.names, ...this.groups, ...this._made])];
    return html`${
      names.length === 0
        ? ''
        : html`<div class="boxes">${names.map(
            (name) =>
              html`<label><input type="checkbox" .checked=${this.groups.includes(name)} @change=${(event: Event) => this._toggle(name, event)} />${name}</label>`,
          )}</div>`
    }
      <div class="new"><input class="input" autocomplete="off" maxlength="200" aria-label=${msg('New group')} placeholder=${msg('New group')}
        @keydown=${this._onKeyDown} /><button type="button" class="button" @click=${this._add}>${msg('Add')}</button></div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-group-field': IkGroupField;
  }
  interface HTMLElementEventMap {
    'ik-groups-change': GroupsChangeEvent;
  }
}
