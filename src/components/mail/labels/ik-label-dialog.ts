import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import newIcon from 'lucide-static/icons/plus.svg?raw';
import { labelName, labelOf, MAX_KEYWORD } from '../../../domain/mail/labels.js';
import { normalizeForSearch } from '../../../domain/text/fold.js';
import { controls } from '../../shared/controls.styles.js';
import { icon } from '../../shared/icon.js';
import '../../shared/ik-dialog.js';
import { describeError } from '../../shared/problem-message.js';

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
  static override styles = [
    controls,
    css`
      .labels { display: grid; gap: 1px; max-block-size: 40vh; margin-block: 8px 0; overflow: auto; }
      .labels label, .new { display: flex; align-items: center; gap: 10px; inline-size: 100%; min-block-size: 34px; padding: 4px 10px; border: 0; border-radius: 8px; background: none; color: inherit; font: inherit; font-size: 14px; text-align: start; cursor: pointer; }
      .labels label:hover, .new:hover, .at { background: var(--ik-accent-soft) !important; }
      .labels input { flex: none; margin: 0; inline-size: 17px; block-size: 17px; }
      .labels bdi { min-inline-size: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      .new .icon { color: var(--ik-text-2); }
      .hint { min-block-size: 20px; margin: 8px 0 0; color: var(--ik-text-2); font-size: 13px; overflow-wrap: anywhere; }
      @media (pointer: coarse) { .labels label, .new { min-block-size: 44px; } }
    `,
  ];

  /** Messages it is about. */
  @property({ attribute: false }) count = 1;
  /** Keywords that are known, in the order of their names. */
  @property({ attribute: false }) labels: readonly string[] = [];
  /** How many of the messages have a label. */
  @property({ attribute: false }) has: ReadonlyMap<string, number> = new Map();
  @property({ attribute: false }) choose: (add: readonly string[], remove: readonly string[]) => Promise<unknown> =
    async () => undefined;
  @state() private _open = true;
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
    if (this._busy) return;
    const changed = [...this._wanted].filter(([label, is]) => is !== this._was(label));
    const those = (state: LabelState) => changed.filter(([, is]) => is === state).map(([label]) => label);
    this._busy = true;
    try {
      if (changed.length > 0) await this.choose(those('on'), those('off'));
      this._open = false;
    } catch (error) {
      this._error = describeError(error);
    } finally {
      this._busy = false;
    }
  }

  private _onKeyDown = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    if (event.key === 'Enter' && !event.isComposing && !target.matches('button')) {
      const isField = target === this._input;
      if (isField && this._typed.trim() !== '') {
        if (this._at === undefined) return; // it says why
        this._take(this._at);
      }
      void this._apply();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const stops = [this._input, ...this.renderRoot.querySelectorAll<HTMLElement>('.labels input, .new')];
      const to = stops.indexOf(target as HTMLInputElement) + (event.key === 'ArrowDown' ? 1 : -1);
      stops[Math.max(0, Math.min(stops.length - 1, to))]?.focus();
    } else return;
    event.preventDefault();
  };

  protected override updated(changed: PropertyValues) {
    if (changed.has('_error') && this._error !== '') this._input.focus();
  }

  private get _hint(): string {
    if (this._typed.trim() === '') return this._found.length === 0 ? msg('There are no labels yet: type a name.') : '';
    const at = this._at;
    if (at === undefined) return msg('Give the label a name of up to 48 letters.');
    const name = labelName(at);
    if (at === this._new) return msg(str`Enter makes the label “${name}” and puts it on.`);
    const next = this._next(at);
    if (next === 'some') return msg(str`Enter leaves “${name}” as it was.`);
    return next === 'on' ? msg(str`Enter puts “${name}” on.`) : msg(str`Enter takes “${name}” off.`);
  }

  private _line(label: string) {
    const is = this._is(label);
    return html`<label class=${label === this._at ? 'at' : ''}><input type="checkbox" .checked=${live(is === 'on')} .indeterminate=${live(is === 'some')}
      @change=${() => this._toggle(label)} /><bdi>${labelName(label)}</bdi></label>`;
  }

  protected override render() {
    const made = this._new;
    const { _found: found } = this;
    return html`<ik-dialog compact heading=${this.count === 1 ? msg('Label') : msg(str`Label ${this.count} messages`)} .open=${this._open} @keydown=${this._onKeyDown}
      @ik-close=${() => this.dispatchEvent(new Event('ik-close'))}>
      <input class="input" maxlength=${MAX_KEYWORD} aria-label=${msg('Name of the label')} aria-describedby="hint" placeholder=${msg('Find or make a label')} autocomplete="off" data-autofocus
        .value=${live(this._typed)} @input=${() => (this._typed = this._input.value)} />
      <div class="labels" role="group" aria-label=${msg('Labels')}>${found.map((label) => this._line(label))}
        ${made === undefined ? nothing : html`<button type="button" class="new ${made === this._at ? 'at' : ''}" @click=${() => this._add(made)}>${icon(newIcon)}<bdi>${msg(str`New label “${labelName(made)}”`)}</bdi></button>`}</div>
      <p class="hint" id="hint" role="status">${this._hint}</p>
      ${this._error === '' ? nothing : html`<p role="alert">${this._error}</p>`}
      <button slot="footer" type="button" class="button primary" ?disabled=${this._busy} @click=${() => this._apply()}>${msg('Apply')}</button>
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-label-dialog': IkLabelDialog;
  }
}
