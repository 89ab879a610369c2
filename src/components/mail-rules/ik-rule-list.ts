import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import moreIcon from 'lucide-static/icons/ellipsis.svg?raw';
import gripIcon from 'lucide-static/icons/grip-vertical.svg?raw';
import type { MailRule } from '../../domain/mail/rules/rule.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import '../shared/ik-menu.js';
import type { MenuSelectEvent } from '../shared/ik-menu.js';
import { ruleSummary } from './rule-texts.js';

/** Something is wanted of rules. Does not bubble. */
export class RuleListEvent extends Event {
  constructor(
    readonly want:
      | { readonly type: 'edit' | 'remove' | 'copy' | 'run'; readonly rule: MailRule }
      /** The rules as they are to be. */
      | { readonly type: 'change'; readonly rules: readonly MailRule[]; readonly what: 'order' | 'switch' },
  ) {
    super('ik-rule-list');
  }
}

/** What a drag carries: rules of this app. */
const DRAG_TYPE = 'application/x-ikebana-rule';

/**
 * Rules in their order: by dragging, or with the arrow keys on the handle.
 *
 * @fires {RuleListEvent} ik-rule-list
 */
@customElement('ik-rule-list')
@localized()
export class IkRuleList extends LitElement {
  static override styles = [
    controls,
    css`
      :host { display: block; }
      :host([hidden]) { display: none; }
      ol { display: grid; margin: 0; padding: 0; list-style: none; }
      li { display: flex; align-items: center; gap: 8px; padding-block: 8px; border-block-start: 1px solid var(--ik-line); }
      li:first-child { border-block-start: 0; }
      li.over { box-shadow: 0 -2px 0 var(--ik-accent); }
      li.over.below { box-shadow: 0 2px 0 var(--ik-accent); }
      .grip { flex: none; cursor: grab; color: var(--ik-text-2); }
      .text { display: grid; flex: 1; gap: 2px; min-inline-size: 0; padding: 2px 6px; border: 0; border-radius: 8px; background: none; color: inherit; font: inherit; text-align: start; cursor: pointer; }
      .text:hover { background: var(--ik-surface-2); }
      .name { font-weight: 600; overflow-wrap: anywhere; }
      .off .name, .off small { opacity: 0.75; }
      small { color: var(--ik-text-2); font-size: 13px; overflow-wrap: anywhere; }
      .on { display: grid; flex: none; place-items: center; min-inline-size: 32px; min-block-size: 32px; cursor: pointer; }
      .on input { inline-size: 17px; block-size: 17px; margin: 0; accent-color: var(--ik-accent); }
      @media (pointer: coarse) { .on, .grip { min-inline-size: 44px; min-block-size: 44px; } }
    `,
  ];

  @property({ attribute: false }) rules: readonly MailRule[] = [];
  @property() locale = 'en';
  @state() private _dragged = '';
  @state() private _over = '';

  private _want(want: RuleListEvent['want']) {
    this.dispatchEvent(new RuleListEvent(want));
  }

  /** @param to - Its place when it is out of the list. */
  private _move(rule: MailRule, to: number) {
    const others = this.rules.filter(({ id }) => id !== rule.id);
    const at = Math.max(0, Math.min(others.length, to));
    if (this.rules.indexOf(rule) === at) return;
    const rules = [...others.slice(0, at), rule, ...others.slice(at)];
    this.rules = rules;
    this._want({ type: 'change', rules, what: 'order' });
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>(`[data-id='${rule.id}'] .grip`)?.focus(),
    );
  }

  private _onKey(event: KeyboardEvent, rule: MailRule) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    this._move(rule, this.rules.indexOf(rule) + step);
  }

  private _onDrop(event: DragEvent, target: MailRule) {
    event.preventDefault();
    const rule = this.rules.find(({ id }) => id === event.dataTransfer?.getData(DRAG_TYPE));
    this._endDrag();
    // Where the target stands now: whoever comes from above takes the place below it.
    if (rule !== undefined && rule !== target) this._move(rule, this.rules.indexOf(target));
  }

  private _endDrag = () => {
    this._dragged = '';
    this._over = '';
  };

  private _onMenu(id: string, rule: MailRule) {
    const at = this.rules.indexOf(rule);
    if (id === 'up') return this._move(rule, at - 1);
    if (id === 'down') return this._move(rule, at + 1);
    return this._want({ type: id as 'edit' | 'remove' | 'copy' | 'run', rule });
  }

  private _item(rule: MailRule, at: number) {
    const { id, name, isOn } = rule;
    const items = [
      { id: 'edit', label: msg('Change…') },
      { id: 'run', label: msg('Run now…') },
      { id: 'copy', label: msg('Duplicate') },
      { id: 'up', label: msg('Move up'), disabled: at === 0, separated: true },
      { id: 'down', label: msg('Move down'), disabled: at === this.rules.length - 1 },
      { id: 'remove', label: msg('Delete'), danger: true, separated: true },
    ];
    const isBelow = this._dragged !== '' && this.rules.findIndex((each) => each.id === this._dragged) < at;
    const classes = `${isOn ? '' : 'off'} ${this._over === id ? `over ${isBelow ? 'below' : ''}` : ''}`;
    return html`<li class=${classes} data-id=${id} draggable="true"
      @dragstart=${(event: DragEvent) => {
        event.dataTransfer?.setData(DRAG_TYPE, id);
        this._dragged = id;
      }}
      @dragover=${(event: DragEvent) => {
        if (event.dataTransfer?.types.includes(DRAG_TYPE) !== true) return;
        event.preventDefault();
        this._over = id;
      }}
      @dragend=${this._endDrag} @drop=${(event: DragEvent) => this._onDrop(event, rule)}>
      <button type="button" class="icon-button plain grip" aria-label=${msg(str`Order of “${name}”: arrow keys move it`)} title=${msg('Drag, or press the arrow keys')} @keydown=${(event: KeyboardEvent) => this._onKey(event, rule)}>${icon(gripIcon)}</button>
      <label class="on" title=${isOn ? msg('Switched on') : msg('Switched off')}><input type="checkbox" role="switch" aria-checked=${String(isOn)} aria-label=${msg(str`“${name}” is on`)} .checked=${isOn}
        @change=${() => this._want({ type: 'change', what: 'switch', rules: this.rules.with(at, { ...rule, isOn: !isOn }) })} /></label>
      <button type="button" class="text" @click=${() => this._want({ type: 'edit', rule })}><span class="name">${name}</span><small>${ruleSummary(rule, this.locale)}</small></button>
      <ik-menu button-class="icon-button plain" label=${msg(str`More for “${name}”`)} .items=${items} @ik-menu-select=${(event: MenuSelectEvent) => this._onMenu(event.id, rule)}>${icon(moreIcon)}</ik-menu>
    </li>`;
  }

  protected override render() {
    if (this.rules.length === 0) return nothing;
    return html`<ol>${repeat(
      this.rules,
      ({ id }) => id,
      (rule, at) => this._item(rule, at),
    )}</ol>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-rule-list': IkRuleList;
  }
}
