import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import starIcon from 'lucide-static/icons/star.svg?raw';
import removeIcon from 'lucide-static/icons/x.svg?raw';
import type { FurtherValue } from '../../domain/contacts/contact-fields.js';
import {
  type FurtherName,
  furtherNames,
  furtherProperties,
  grammaticalGenders,
  sexes,
} from '../../domain/contacts/further-properties.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import { blankFurther, changeFurther, furtherType, withFurther } from './further-draft.js';
import {
  furtherLabel,
  furtherTypeLabel,
  grammarLabel,
  kindLabel,
  languageName,
  languageTags,
  levelLabel,
  sexLabel,
} from './further-labels.js';
import './ik-key-input.js';
import './ik-media-input.js';
import './ik-partial-date.js';
import type { PartialDateChangeEvent } from './ik-partial-date.js';
import './ik-related-input.js';
import type { PeopleLookup } from './people-lookup.js';
import { valueLines } from './value-list.styles.js';

/** The values are others than before. Does not bubble. */
export class FurtherChangeEvent extends Event {
  constructor(readonly values: readonly FurtherValue[]) {
    super('ik-further-change');
  }
}

const styles = css`
  :host { display: grid; gap: 18px; }
  :host([hidden]) { display: none; }
  fieldset { display: grid; gap: 8px; margin: 0; padding: 0; border: 0; min-inline-size: 0; }
  legend { padding: 0; margin-block-end: 8px; }
  .two { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 6px; }
`;

/** Services that have profiles; others are typed as the card has them. */
const services = ['Mastodon', 'LinkedIn', 'Instagram', 'Facebook', 'X', 'YouTube', 'GitHub', 'Bluesky', 'Matrix'];

type ValueElement = HTMLElement & { readonly value: string };
const textOf = (event: Event) => (event.target as ValueElement).value;

/**
 * The properties that few contacts have, as far as this one has them: kind, value, preferred, remove.
 *
 * @fires {FurtherChangeEvent} ik-further-change - At each keystroke. Does not bubble.
 */
@customElement('ik-further-fields')
@localized()
export class IkFurtherFields extends LitElement {
  static override styles = [controls, valueLines, styles];

  /** In the order of `furtherNames`. */
  @property({ attribute: false }) values: readonly FurtherValue[] = [];
  @property({ attribute: false }) people: PeopleLookup | undefined;
  /** BCP 47. */
  @property() locale = 'en';

  private _tell(values: readonly FurtherValue[]) {
    this.dispatchEvent(new FurtherChangeEvent(values));
  }

  private _change(at: number, change: Partial<FurtherValue>) {
    const value = this.values[at];
    if (value !== undefined) this._tell(changeFurther(this.values, at, { ...value, ...change }));
  }

  /** What was added and gets the focus once it is drawn. */
  private _adding: FurtherName | undefined;

  /** One value more, with the focus in it. */
  add(name: FurtherName) {
    this._adding = name;
    this._tell(withFurther(this.values, blankFurther(name, this.locale)));
  }

  protected override updated(changed: PropertyValues<this>) {
    const name = this._adding;
    if (name === undefined || !changed.has('values')) return;
    this._adding = undefined;
    const lines = this.renderRoot.querySelectorAll(`[data-name="${name}"] .value`);
    const field = [...lines].at(-1)?.querySelector<LitElement>('input, select, textarea, .own');
    // One of our own elements has to be drawn before it can take the focus.
    void Promise.resolve(field?.updateComplete).then(() => field?.focus());
  }

  private _remove(at: number) {
    const lines = [...this.renderRoot.querySelectorAll<HTMLElement>('.remove')];
    (lines[at + 1] ?? lines[at - 1])?.focus();
    this._tell(this.values.filter((_value, index) => index !== at));
  }

  private _type(value: FurtherValue, at: number, label: string) {
    const { types = [] } = furtherProperties[value.name];
    const chosen = furtherType(value);
    const own = value.label || value.types.map((type) => furtherTypeLabel(value.name, type)).join(', ');
    const choose = (event: Event) => {
      const type = textOf(event);
      if (type !== 'own') this._change(at, { types: type === '' ? [] : [type], label: '' });
    };
    return html`<select class="input" aria-label=${msg(str`Kind of ${label}`)} .value=${live(chosen ?? 'own')} @change=${choose}>
      ${chosen === undefined ? html`<option value="own" selected>${own}</option>` : nothing}
      ${[...types, ''].map((type) => html`<option value=${type} ?selected=${type === chosen}>${type === '' ? msg('Other') : furtherTypeLabel(value.name, type)}</option>`)}
    </select>`;
  }

  private _select(
    options: readonly (readonly [value: string, label: string])[],
    chosen: string,
    label: string,
    choose: (value: string) => void,
  ) {
    const all = options.some(([value]) => value === chosen) ? options : [[chosen, chosen] as const, ...options];
    return html`<select class="input" aria-label=${label} .value=${live(chosen)} @change=${(event: Event) => choose(textOf(event))}>
      ${all.map(([value, text]) => html`<option value=${value} ?selected=${value === chosen}>${text}</option>`)}
    </select>`;
  }

  private _input(
    value: string,
    label: string,
    set: (value: string) => void,
    more: { readonly mode?: string; readonly placeholder?: string; readonly list?: string } = {},
  ) {
    return html`<input class="input" type="text" autocomplete="off" inputmode=${more.mode ?? 'text'} list=${more.list ?? nothing} placeholder=${more.placeholder ?? nothing}
      aria-label=${label} .value=${live(value)} @input=${(event: Event) => set(textOf(event))} />`;
  }

  private _languages(chosen: string, label: string, set: (value: string) => void) {
    const named = languageTags.map((tag) => [tag, languageName(tag, this.locale)] as const);
    const { compare } = new Intl.Collator(this.locale);
    const own = languageTags.includes(chosen) ? [] : [[chosen, languageName(chosen, this.locale)] as const];
    return this._select([...own, ...named.sort(([, a], [, b]) => compare(a, b))], chosen, label, set);
  }

  private _field(value: FurtherValue, at: number, label: string) {
    const set = (text: string) => this._change(at, { value: text });
    const setDetail = (detail: string) => this._change(at, { detail });
    const { kind, levels, choices } = furtherProperties[value.name];
    switch (kind) {
      case 'note':
        return html`<textarea class="input" rows="3" aria-label=${label} .value=${live(value.value)} @input=${(event: Event) => set(textOf(event))}></textarea>`;
      case 'uri':
        return this._input(value.value, label, set, { mode: 'url', placeholder: 'https://' });
      case 'units':
        return this._input(value.value, label, set, { placeholder: msg('Organisation; department') });
      case 'position':
        return this._input(value.value, label, set, { placeholder: '47.3769, 8.5417' });
      case 'zone':
        return html`${this._input(value.value, label, set, { placeholder: 'Europe/Zurich', list: 'zones' })}
          <datalist id="zones">${Intl.supportedValuesOf('timeZone').map((zone) => html`<option value=${zone}></option>`)}</datalist>`;
      case 'language':
        return this._languages(value.value, label, set);
      case 'key':
        return html`<ik-key-input class="own" label=${label} .value=${value.value} @change=${(event: Event) => set(textOf(event))}></ik-key-input>`;
      case 'related':
        return html`<ik-related-input class="own" label=${label} .people=${this.people} .value=${value.value} @change=${(event: Event) => set(textOf(event))}></ik-related-input>`;
      case 'image':
      case 'sound':
        return html`<ik-media-input class="own" label=${label} kind=${kind} .value=${value.value} @change=${(event: Event) => set(textOf(event))}></ik-media-input>`;
      case 'date':
        return html`<ik-partial-date class="own" .value=${value.value} locale=${this.locale} label=${label} labelled
          @ik-date-change=${(event: PartialDateChangeEvent) => set(event.value ?? value.value)}></ik-partial-date>`;
      case 'choice':
        return this._select(
          [['', msg('Person')], ...(choices ?? []).map((each) => [each, kindLabel(each)] as const)],
          value.value,
          label,
          set,
        );
      case 'grammar':
        return this._select(
          [['', msg('Not said')], ...grammaticalGenders.map((each) => [each, grammarLabel(each)] as const)],
          value.value,
          label,
          set,
        );
      case 'gender':
        return html`<div class="two">${this._select([['', msg('Not said')], ...sexes.map((sex) => [sex, sexLabel(sex)] as const)], value.value, label, set)}
          ${this._input(value.detail, msg('Gender in words'), setDetail, { placeholder: msg('In words') })}</div>`;
      default:
        if (levels === undefined) return this._input(value.value, label, set);
        return html`<div class="two">${this._input(value.value, label, set)}
          ${this._select([['', msg('How much?')], ...levels.map((level) => [level, levelLabel(level)] as const)], value.detail, msg(str`Level of ${label}`), setDetail)}</div>`;
    }
  }

  private _service(value: FurtherValue, at: number, label: string) {
    const known = services.find((service) => service.toLowerCase() === value.detail.toLowerCase());
    return this._select(
      [['', msg('Other')], ...services.map((service) => [service, service] as const)],
      known ?? value.detail,
      msg(str`Service of ${label}`),
      (detail) => this._change(at, { detail }),
    );
  }

  private _line(value: FurtherValue, at: number, label: string, count: number) {
    const { types } = furtherProperties[value.name];
    const isSocial = value.name === 'SOCIALPROFILE';
    const isTyped = types !== undefined || isSocial || value.types.length > 0 || value.label !== '';
    return html`<div class="line ${isTyped ? '' : 'untyped'}" role="group" aria-label=${label}>
      ${isSocial ? this._service(value, at, label) : isTyped ? this._type(value, at, label) : nothing}
      <div class="value">${this._field(value, at, label)}</div>
      <div class="buttons">
        ${
          count > 1
            ? html`<button type="button" class="icon-button plain" aria-pressed=${String(value.preferred)} title=${msg('Make default')}
                aria-label=${msg(str`${label} is preferred`)} @click=${() => this._change(at, { preferred: !value.preferred })}>${icon(starIcon)}</button>`
            : nothing
        }
        <button type="button" class="icon-button plain remove" title=${msg('Remove')} aria-label=${msg(str`Remove ${label}`)}
          @click=${() => this._remove(at)}>${icon(removeIcon)}</button>
      </div>
    </div>`;
  }

  protected override render() {
    return furtherNames.map((name) => {
      const own = [...this.values.entries()].filter(([, value]) => value.name === name);
      if (own.length === 0) return nothing;
      const label = furtherLabel(name);
      return html`<fieldset data-name=${name}><legend class="eyebrow">${label}</legend>
        ${own.map(([at, value], index) => this._line(value, at, own.length > 1 ? `${label} ${index + 1}` : label, own.length))}</fieldset>`;
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-further-fields': IkFurtherFields;
  }
  interface HTMLElementEventMap {
    'ik-further-change': FurtherChangeEvent;
  }
}
