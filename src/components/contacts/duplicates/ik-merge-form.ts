import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import type { ContactDetail, MergeRequest } from '../../../app/services.js';
import type { Collection } from '../../../domain/collections/collection.js';
import type { ContactFields, TypedAddress, TypedValue } from '../../../domain/contacts/contact-fields.js';
import { displayName } from '../../../domain/contacts/display-name.js';
import { hueOf, initialsOf } from '../../../domain/contacts/face.js';
import {
  type Comparison,
  compareCards,
  type ListComparison,
  type ListValue,
  type SingleComparison,
} from '../../../domain/contacts/merging/compare-cards.js';
import { type ListField, refKey, type SingleField } from '../../../domain/contacts/merging/merge-choices.js';
import { displayPartialDate } from '../../../domain/time/partial-date.js';
import { breakAddress } from '../../shared/break-address.js';
import { controls } from '../../shared/controls.styles.js';
import { hue } from '../../shared/hue.styles.js';
import { faceStyles } from '../contact-face.js';
import { addressLines, valueLabel } from '../contact-labels.js';
import { photoFace, photoFaceStyles } from '../photo-face.js';
import { PhotoUrls } from '../photo-urls.js';
import '../ik-contact-card.js';
import { fieldLabel } from './duplicate-texts.js';
import { styles } from './ik-merge-form.styles.js';
import {
  ALL,
  chosenCard,
  type MergeState,
  previewGroups,
  previewOf,
  startMerge,
  toggleCard,
  toggleValue,
  toRequest,
} from './merge-state.js';

/**
 * Cards side by side, field by field: what there is one of is chosen, what there are several of is joined, and beside it
 * stands what the merged card will look like. It stores nothing: `request` says what was chosen.
 *
 * @fires {Event} change - Something was chosen. Does not bubble.
 */
@customElement('ik-merge-form')
@localized()
export class IkMergeForm extends LitElement {
  static override styles = [controls, hue, faceStyles, photoFaceStyles, styles];

  private readonly _photos = new PhotoUrls(this);

  /** Replaced when others are to be compared; choices begin anew then. The first one stays unless another is chosen. */
  @property({ attribute: false }) cards: readonly ContactDetail[] = [];
  @property({ attribute: false }) books: readonly Collection[] = [];
  @property() locale = 'en';
  @state() private _state: MergeState = startMerge([]);
  private _comparison: Comparison = { singles: [], lists: [] };
  private _ids = '';

  /** What the person wants; `undefined` while fewer than two cards are part of it. */
  get request(): MergeRequest | undefined {
    return toRequest(this.cards, this._state);
  }

  /** The cards that are part of it. */
  get included(): readonly ContactDetail[] {
    return this.cards.filter(({ ref }) => !this._state.out.has(refKey(ref)));
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (!changed.has('cards')) return;
    const ids = this.cards.map(({ ref }) => refKey(ref)).join('\n\n');
    // The same cards read again, because something changed elsewhere: what was chosen stays.
    if (ids !== this._ids) this._state = startMerge(this.cards);
    this._ids = ids;
    this._comparison = compareCards(this.cards.map(({ fields }) => fields));
  }

  protected override updated(changed: PropertyValues) {
    // After this update: who listens reads `request` and draws anew.
    if (changed.has('cards') || changed.has('_state'))
      void this.updateComplete.then(() => this.dispatchEvent(new Event('change')));
  }

  private _to(next: MergeState) {
    this._state = next;
  }

  private _isOut = (index: number) => this._state.out.has(this._key(index));
  private _key = (index: number) => {
    const card = this.cards[index];
    return card === undefined ? '' : refKey(card.ref);
  };

  private _name(index: number) {
    return displayName(this.cards[index]?.fields ?? ({} as ContactFields)) || msg('Without a name');
  }

  private _head() {
    return html`<div class="line head"><span class="label"></span>${this.cards.map(this._cardHead)}</div>`;
  }

  private _cardHead = ({ ref, fields }: ContactDetail, index: number) => {
    const key = refKey(ref);
    const name = this._name(index);
    const number = index + 1;
    const book = this.books.find(({ id }) => id === ref.collectionId)?.name ?? '';
    const keep = msg(str`Card ${number} stays, the others become part of it`);
    return html`<div class=${classMap({ card: true, out: this._isOut(index) })}>
      <div class="who">${photoFace({ initials: initialsOf(name), hue: hueOf(ref.uid), photo: this._photos.ofCard(fields.photo) })}<div><strong>${name}</strong><span>${book}</span></div></div>
      <label class="choice" title=${keep}><input type="radio" name="keep" aria-label=${keep} .checked=${this._state.keep === key} ?disabled=${this._isOut(index)}
        @change=${() => this._to({ ...this._state, keep: key })} /><span class="value">${msg('This one stays')}</span></label>
      ${
        this.cards.length > 2
          ? html`<label class="choice"><input type="checkbox" aria-label=${msg(str`Card ${number} is the same person`)} .checked=${!this._isOut(index)}
              @change=${() => this._to(toggleCard(this.cards, this._state, key))} /><span class="value">${msg('The same person')}</span></label>`
          : nothing
      }
    </div>`;
  };

  private _line(field: SingleField | ListField, cells: unknown, more: unknown = nothing) {
    return html`<div class="line" role="group" aria-labelledby=${`label-${field}`}><span class="label" id=${`label-${field}`}>${fieldLabel(field)}</span>${cells}${more}</div>`;
  }

  private _single = ({ field, texts, differs }: SingleComparison) => {
    const chosen = chosenCard(this.cards, this._state, field);
    const isChosen = (index: number) =>
      chosen !== -1 &&
      (index === chosen || (texts[index] === texts[chosen] && texts.indexOf(texts[index] ?? '') === index));
    const cells = texts.map((text, index) => {
      const out = this._isOut(index);
      const classes = classMap({ cell: true, out });
      if (text === '') return html`<div class=${classes}></div>`;
      const shown = this._text(field, text);
      if (!differs) return html`<div class=${classes}><span class="plain">${shown}</span></div>`;
      const first = texts.findIndex((other, at) => other === text && !this._isOut(at));
      if (first !== index && !out) return html`<div class=${classes}><span class="same">${shown}</span></div>`;
      return html`<div class=${classes}><label class="choice"><input type="radio" name=${field} .checked=${isChosen(index)} ?disabled=${out}
        @change=${() => this._to({ ...this._state, from: { ...this._state.from, [field]: this._key(index) } })} /><span class="value">${shown}</span></label></div>`;
    });
    const all =
      field === 'note' && differs
        ? html`<div class="note-all"><label class="choice"><input type="radio" name="note" .checked=${chosen === -1}
            @change=${() => this._to({ ...this._state, from: { ...this._state.from, note: ALL } })} /><span class="value">${msg('All of them, one after the other')}</span></label></div>`
        : nothing;
    return this._line(field, cells, all);
  };

  private _text(field: SingleField, text: string) {
    if (field === 'photo')
      return html`<img class="photo" src=${this._photos.ofCard(text) || nothing} alt=${msg('Photo')} />`;
    return field === 'birthday' || field === 'anniversary' ? displayPartialDate(text, this.locale) : text;
  }

  private _list = ({ field, values }: ListComparison) => {
    const cells = this.cards.map((_, index) => {
      const own = values.filter(({ cards }) => cards.includes(index));
      return html`<div class=${classMap({ cell: true, out: this._isOut(index) })}>${own.map((value) => this._value(field, value, index))}</div>`;
    });
    return this._line(field, cells);
  };

  /** Asked for once; beside it stands that another card has it, too. */
  private _value(field: ListField, { keys, value, cards }: ListValue, index: number) {
    const text = valueText(field, value);
    const first = cards.find((card) => !this._isOut(card)) ?? cards[0];
    if (first !== index && !this._isOut(index))
      return html`<span class="same">${text}<span class="visually-hidden"> ${msg('(the same)')}</span></span>`;
    return html`<label class="choice"><input type="checkbox" .checked=${!keys.every((key) => this._state.without.has(key))} ?disabled=${this._isOut(index)}
      @change=${(event: Event) => this._to(toggleValue(this._state, keys, (event.target as HTMLInputElement).checked))} /><span class="value">${text}</span></label>`;
  }

  private _after() {
    const fields = previewOf(this.cards, this._state);
    if (fields === undefined) return nothing;
    const keep = this.cards.find(({ ref }) => refKey(ref) === this._state.keep)?.ref;
    const book = this.books.length > 1 ? this.books.find(({ id }) => id === keep?.collectionId)?.name : undefined;
    return html`<section class="after" aria-labelledby="after"><h2 class="eyebrow" id="after">${msg('Afterwards')}</h2>
      <ik-contact-card readonly .uid=${keep?.uid ?? ''} .fields=${fields} .groups=${previewGroups(this.cards, this._state)} .book=${book ?? ''} locale=${this.locale}></ik-contact-card>
    </section>`;
  }

  protected override render() {
    const { singles, lists } = this._comparison;
    return html`<div class=${classMap({ layout: true, many: this.cards.length > 2 })}>
      <div class="compare" .style=${`--cards:${this.cards.length}`}>${this._head()} ${singles.map(this._single)} ${lists.map(this._list)}</div>
      ${this._after()}
    </div>`;
  }
}

function valueText(field: ListField, value: TypedValue | TypedAddress | string) {
  if (typeof value === 'string') return value;
  const label = field === 'categories' ? '' : valueLabel(field, value);
  const text = 'value' in value ? value.value : addressLines(value).join('\n');
  const shown = field === 'emails' || field === 'urls' ? breakAddress(text) : text;
  return label === '' || label === fieldLabel(field) ? shown : html`${shown}<br /><span class="hint">${label}</span>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-merge-form': IkMergeForm;
  }
}
