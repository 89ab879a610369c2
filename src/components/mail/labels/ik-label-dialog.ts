import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import moreIcon from 'lucide-static/icons/ellipsis.svg?raw';
import renameIcon from 'lucide-static/icons/pencil.svg?raw';
import newIcon from 'lucide-static/icons/plus.svg?raw';
import deleteIcon from 'lucide-static/icons/trash-2.svg?raw';
import { labelName, labelOf, MAX_KEYWORD } from '../../../domain/mail/labels.js';
import { normalizeForSearch } from '../../../domain/text/fold.js';
import { controls } from '../../shared/controls.styles.js';
import { icon } from '../../shared/icon.js';
import '../../shared/ik-dialog.js';
import '../../shared/ik-menu.js';
import type { MenuItem, MenuSelectEvent } from '../../shared/ik-menu.js';
import { describeError } from '../../shared/problem-message.js';
import { styles } from './ik-label-dialog.styles.js';

/** `some`: of several messages not all have it. */
type LabelState = 'on' | 'off' | 'some';

/**
 * Which labels messages have: by ticking, or by typing some letters; Enter does it. Open as soon as it is in the page.
 *
 * @fires {Event} ik-close - It was closed. Does not bubble.
 */
@customElement('ik-label-dialog')
@localized()
export class IkLabelDialog extends LitElement {
  static override styles = [controls, styles];

  /** Messages it is about. */
  @property({ attribute: false }) count = 1;
  /** Keywords that are known, in the order of their names. */
  @property({ attribute: false }) labels: readonly string[] = [];
  /** How many of the messages have a label. */
  @property({ attribute: false }) has: ReadonlyMap<string, number> = new Map();
  @property({ attribute: false }) choose: (add: readonly string[], remove: readonly string[]) => Promise<unknown> =
    async () => undefined;
  /** Gives a label another name everywhere; deletes it without one. */
  @property({ attribute: false }) relabel: (label: string, to?: string) => Promise<unknown> = async () => undefined;
  @state() private _open = true;
  /** The label that is to be called what is typed. */
  @state() private _renamed: string | undefined;
  @state() private _typed = '';
  @state() private _wanted: ReadonlyMap<string, LabelState> = new Map();
  @state() private _made: readonly string[] = [];
  @state() private _error = '';
  @state() private _busy = false;
  @query('.input') private _input!: HTMLInputElement;

  private _was(label: string): LabelState {
    const having = this.has.get(label) ?? 0;
    return having === 0 ? 'off' : having < this.count ? 'some' : 'on';
  }

  private _is(label: string): LabelState {
    return this._wanted.get(label) ?? this._was(label);
  }

  /** What a press makes of it: what only some have may stay as it was, too. */
  private _next(label: string): LabelState {
    const is = this._is(label);
    if (is === 'some') return 'on';
    if (is === 'on') return 'off';
    return this._was(label) === 'some' ? 'some' : 'on';
  }

  private _toggle(label: string) {
    this._wanted = new Map([...this._wanted, [label, this._next(label)]]);
  }

  /** New ones first: they were just made. */
  private get _found(): readonly string[] {
    const typed = normalizeForSearch(this._typed.trim());
    const all = [...this._made, ...this.labels].filter((label) => normalizeForSearch(labelName(label)).includes(typed));
    const exact = labelOf(this._typed);
    return exact !== undefined && all.includes(exact) ? [exact, ...all.filter((label) => label !== exact)] : all;
  }

  /** What is typed, where it is no label yet. */
  private get _new(): string | undefined {
    const label = labelOf(this._typed);
    return label === undefined || this.labels.includes(label) || this._made.includes(label) ? undefined : label;
  }

  /** What Enter in the field is about. */
  private get _at(): string | undefined {
    return this._typed.trim() === '' ? undefined : (this._found[0] ?? this._new);
  }

  private _take(label: string) {
    if (label === this._new) this._made = [label, ...this._made];
    this._toggle(label);
    this._typed = '';
  }

  private _add(label: string) {
    this._take(label);
    this._input.focus();
  }

  private async _apply() {
    if (this._renamed !== undefined) return this._rename(this._renamed);
    await this._do(() => this._putOn());
  }

  private async _putOn() {
    const changed = [...this._wanted].filter(([label, is]) => is !== this._was(label));
    const those = (state: LabelState) => changed.filter(([, is]) => is === state).map(([label]) => label);
    if (changed.length > 0) await this.choose(those('on'), those('off'));
  }

  /** What was ticked before counts, too. */
  private async _rename(label: string) {
    const to = labelOf(this._typed);
    if (to === undefined) return; // it says why
    await this._do(async () => {
      await this._putOn();
      if (to !== label) await this.relabel(label, to);
    });
  }

  private _onMenu(id: string, label: string) {
    if (id === 'delete') {
      void this._do(async () => {
        await this._putOn();
        await this.relabel(label);
      });
      return;
    }
    this._renamed = label;
    this._typed = labelName(label);
    void this.updateComplete.then(() => this._input.select());
  }

  private _keepName() {
    this._renamed = undefined;
    this._typed = '';
    void this.updateComplete.then(() => this._input.focus());
  }

  /** Closes when it is done, and says what was in the way when it is not. */
  private async _do(work: () => Promise<unknown>) {
    if (this._busy) return;
    this._busy = true;
    try {
      await work();
      this._open = false;
    } catch (error) {
      this._error = describeError(error);
    } finally {
      this._busy = false;
    }
  }

  private _onKeyDown = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    // The menu of a line has keys of its own.
    if (target.localName === 'ik-menu') return;
    if (event.key === 'Enter' && !event.isComposing && !target.matches('button')) {
      const isField = target === this._input;
      if (this._renamed === undefined && isField && this._typed.trim() !== '') {
        if (this._at === undefined) return; // it says why
        this._take(this._at);
      }
      void this._apply();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const stops = [this._input, ...this.renderRoot.querySelectorAll<HTMLElement>('.labels [type=checkbox], .new')];
      const to = stops.indexOf(target as HTMLInputElement) + (event.key === 'ArrowDown' ? 1 : -1);
      stops[Math.max(0, Math.min(stops.length - 1, to))]?.focus();
    } else return;
    event.preventDefault();
  };

  protected override updated(changed: PropertyValues) {
    if (changed.has('_error') && this._error !== '') this._input.focus();
  }

  private get _hint(): string {
    if (this._renamed !== undefined) return this._renameHint(this._renamed);
    if (this._typed.trim() === '') return this._found.length === 0 ? msg('There are no labels yet: type a name.') : '';
    const at = this._at;
    if (at === undefined) return msg('Give the label a name of up to 48 letters.');
    const name = labelName(at);
    if (at === this._new) return msg(str`Enter makes the label “${name}” and puts it on.`);
    const next = this._next(at);
    if (next === 'some') return msg(str`Enter leaves “${name}” as it was.`);
    return next === 'on' ? msg(str`Enter puts “${name}” on.`) : msg(str`Enter takes “${name}” off.`);
  }

  private _renameHint(label: string): string {
    const to = labelOf(this._typed);
    if (to === undefined) return msg('Give the label a name of up to 48 letters.');
    if (to !== label && this.labels.includes(to))
      return msg(str`There is a label “${labelName(to)}”: the two become one.`);
    return msg('On all messages, and in the rules that give it.');
  }

  private _line(label: string) {
    const is = this._is(label);
    const name = labelName(label);
    const items: readonly MenuItem[] = [
      { id: 'rename', label: msg('Rename…'), icon: renameIcon },
      { id: 'delete', label: msg('Delete everywhere'), icon: deleteIcon, danger: true },
    ];
    return html`<div class="line ${label === this._at ? 'at' : ''}"><label><input type="checkbox" .checked=${live(is === 'on')} .indeterminate=${live(is === 'some')}
      @change=${() => this._toggle(label)} /><bdi>${name}</bdi></label>
      ${this._made.includes(label) ? nothing : html`<ik-menu button-class="icon-button plain" label=${msg(str`More for “${name}”`)} .items=${items} @ik-menu-select=${(event: MenuSelectEvent) => this._onMenu(event.id, label)}>${icon(moreIcon)}</ik-menu>`}</div>`;
  }

  /** The labels, and the one that could be made. */
  private _list() {
    const made = this._new;
    return html`<div class="labels" role="group" aria-label=${msg('Labels')}>${this._found.map((label) => this._line(label))}
      ${made === undefined ? nothing : html`<button type="button" class="new ${made === this._at ? 'at' : ''}" @click=${() => this._add(made)}>${icon(newIcon)}<bdi>${msg(str`New label “${labelName(made)}”`)}</bdi></button>`}</div>`;
  }

  private get _heading(): string {
    if (this._renamed !== undefined) return msg(str`Rename “${labelName(this._renamed)}”`);
    return this.count === 1 ? msg('Label') : msg(str`Label ${this.count} messages`);
  }

  protected override render() {
    const isRenaming = this._renamed !== undefined;
    return html`<ik-dialog compact heading=${this._heading} .open=${this._open} @keydown=${this._onKeyDown}
      @ik-close=${() => this.dispatchEvent(new Event('ik-close'))}>
      <input class="input" maxlength=${MAX_KEYWORD} aria-label=${isRenaming ? msg('New name of the label') : msg('Name of the label')} aria-describedby="hint" placeholder=${isRenaming ? '' : msg('Find or make a label')} autocomplete="off" data-autofocus
        .value=${live(this._typed)} @input=${() => (this._typed = this._input.value)} />
      ${isRenaming ? nothing : this._list()}
      <p class="hint" id="hint" role="status">${this._hint}</p>
      ${this._error === '' ? nothing : html`<p role="alert">${this._error}</p>`}
      ${isRenaming ? html`<button slot="footer" type="button" class="button" @click=${() => this._keepName()}>${msg('Back')}</button>` : nothing}
      <button slot="footer" type="button" class="button primary" ?disabled=${this._busy} @click=${() => this._apply()}>${isRenaming ? msg('Rename') : msg('Apply')}</button>
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-label-dialog': IkLabelDialog;
  }
}
