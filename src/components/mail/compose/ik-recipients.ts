import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import bookIcon from 'lucide-static/icons/book-user.svg?raw';
import unknownIcon from 'lucide-static/icons/circle-help.svg?raw';
import outsideIcon from 'lucide-static/icons/globe.svg?raw';
import groupIcon from 'lucide-static/icons/users.svg?raw';
import removeIcon from 'lucide-static/icons/x.svg?raw';
import { shownName } from '../../../domain/mail/address.js';
import { isOutside } from '../../../domain/mail/compose/outside.js';
import { isAddress, readTypedRecipients, withoutRepeats } from '../../../domain/mail/compose/typed-recipients.js';
import type { MailAddress } from '../../../domain/mail/message.js';
import { face, faceStyles } from '../../contacts/contact-face.js';
import { controls } from '../../shared/controls.styles.js';
import { hue } from '../../shared/hue.styles.js';
import { icon } from '../../shared/icon.js';
import { faceOf } from '../mail-people.js';
import { styles } from './ik-recipients.styles.js';
import { nobody, type RecipientChoice, type RecipientSource } from './suggest-recipients.js';

/**
 * A field of people a message goes to: typed with completion, pasted, or a group at once; each is a chip that the keyboard reaches
 * with the arrows, opens with Enter and takes out with Backspace.
 *
 * @fires {Event} change - `value` is different. Does not bubble.
 */
@customElement('ik-recipients')
@localized()
export class IkRecipients extends LitElement {
  static override styles = [controls, hue, faceStyles, styles];

  @property() label = '';
  @property({ attribute: false }) value: readonly MailAddress[] = [];
  @property({ attribute: false }) source: RecipientSource = nobody;
  /** The address one writes from: others of its organisation are not outside. */
  @property() from = '';
  @state() private _found: readonly RecipientChoice[] = [];
  @state() private _active = 0;
  @state() private _wrong = '';
  @state() private _said = '';
  @state() private _known: ReadonlyMap<string, boolean> = new Map();
  @query('input') private _input!: HTMLInputElement;

  /** Also before it is drawn for the first time. */
  override focus() {
    void this.updateComplete.then(() => this._input.focus());
  }

  /** What is typed and not yet a chip becomes one. @returns what of it is no address */
  take(): string {
    if (this._input.value.trim() !== '') this._addTyped();
    return this._wrong;
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('value')) for (const { email } of this.value) void this._look(email.toLowerCase());
  }

  private async _look(email: string) {
    if (this._known.has(email)) return;
    this._known = new Map(this._known).set(email, true); // not marked before it is known
    const isKnown = await this.source.isKnown(email).catch(() => true);
    this._known = new Map(this._known).set(email, isKnown);
  }

  private _set(value: readonly MailAddress[]) {
    this.value = value;
    this.dispatchEvent(new Event('change'));
  }

  private _add(people: readonly MailAddress[]): number {
    const fresh = withoutRepeats(people, this.value);
    if (fresh.length > 0) this._set([...this.value, ...fresh]);
    this._found = [];
    this._wrong = '';
    this._said = '';
    return fresh.length;
  }

  private _addTyped() {
    const { people, wrong } = readTypedRecipients(this._input.value);
    this._add(people);
    this._wrong = wrong.join(', ');
    this._input.value = this._wrong;
  }

  private async _choose(choice: RecipientChoice) {
    this._input.value = '';
    if (choice.kind === 'person') return void this._add([choice.person]);
    this._found = [];
    const members = await choice.members().catch(() => []);
    const added = this._add(members);
    const { name, count } = choice;
    const all = added === 1 ? msg(str`One person of ${name} added.`) : msg(str`${added} people of ${name} added.`);
    const missing = count - members.length;
    this._said = missing > 0 ? `${all} ${msg(str`${missing} of them have no e-mail address.`)}` : all;
  }

  private _onInput = async () => {
    const typed = this._input.value;
    this._wrong = '';
    if (/[,;]\s*$/.test(typed) && !/^[^"]*"[^"]*$/.test(typed)) return this._addTyped();
    const found = await this.source.find(typed).catch(() => []);
    if (this._input.value !== typed) return; // a later letter asked anew
    const taken = new Set(this.value.map(({ email }) => email.toLowerCase()));
    this._found = found.filter((one) => one.kind !== 'person' || !taken.has(one.person.email.toLowerCase()));
    this._active = 0;
  };

  private _onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const count = this._found.length;
    const { value } = this._input;
    if (event.key === 'Enter' || event.key === 'Tab') {
      const chosen = this._found[this._active];
      if (value.trim() === '' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey))) return;
      if (event.key === 'Enter' || chosen !== undefined) event.preventDefault();
      if (chosen !== undefined && !isAddress(value.trim())) void this._choose(chosen);
      else this._addTyped();
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && count > 0) {
      event.preventDefault();
      this._active = (this._active + (event.key === 'ArrowDown' ? 1 : -1) + count) % count;
    } else if (event.key === 'Escape' && count > 0) {
      event.preventDefault();
      event.stopPropagation();
      this._found = [];
    } else if (/^(?:Backspace|ArrowLeft)$/.test(event.key) && value === '' && this.value.length > 0) {
      event.preventDefault();
      this._chips().at(-1)?.focus();
    }
  };

  private _onBlur = (event: FocusEvent) => {
    this._found = [];
    if (event.relatedTarget instanceof Node && this.renderRoot.contains(event.relatedTarget)) return;
    if (this._input.value.trim() !== '') this._addTyped();
  };

  private _onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (!/[,;\n<]/.test(text)) return;
    event.preventDefault();
    this._input.value += text;
    this._addTyped();
  };

  private _chips() {
    return [...this.renderRoot.querySelectorAll<HTMLButtonElement>('.chip-name')];
  }

  private async _onChipKey(event: KeyboardEvent, index: number) {
    const { key } = event;
    if (!['Backspace', 'Delete', 'ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(key)) return;
    event.preventDefault();
    let to = index;
    if (key === 'Backspace' || key === 'Delete') {
      this._remove(index);
      if (key === 'Backspace') to = Math.max(0, index - 1);
      await this.updateComplete;
    } else if (key === 'ArrowLeft') to = Math.max(0, index - 1);
    else if (key === 'ArrowRight') to = index + 1;
    else to = key === 'Home' ? 0 : this.value.length;
    (this._chips()[to] ?? this._input).focus();
  }

  private _remove(index: number) {
    this._set(this.value.filter((_, at) => at !== index));
  }

  /** Back into the field, to be changed. */
  private async _edit(index: number) {
    const { name, email } = this.value[index]!;
    if (this._input.value.trim() !== '') this._addTyped();
    this._remove(index);
    await this.updateComplete;
    this._input.value = name === null ? email : `"${name.replaceAll('"', '')}" <${email}>`;
    this._input.focus();
    this._input.select();
  }

  private _chip = (person: MailAddress, index: number) => {
    const name = shownName(person);
    const outside = this.from !== '' && isOutside(person.email, this.from);
    const unknown = this._known.get(person.email.toLowerCase()) === false;
    const marks = [
      ...(unknown ? [msg('Not in your contacts or mail')] : []),
      ...(outside ? [msg('Outside your organisation')] : []),
    ];
    const title = [person.email, ...marks].join('\n');
    return html`<span class=${classMap({ person: true, unknown, outside })} role="listitem">
      <button type="button" class="chip-name" title=${title} aria-label=${[name === person.email ? name : `${name} ${person.email}`, ...marks].join(', ')}
        @click=${() => void this._edit(index)} @keydown=${(event: KeyboardEvent) => void this._onChipKey(event, index)}>${unknown ? icon(unknownIcon) : outside ? icon(outsideIcon) : nothing}<span>${name}</span></button><button type="button" class="chip-remove" tabindex="-1" aria-label=${msg(str`Remove ${name}`)} @click=${() => this._remove(index)}>${icon(removeIcon)}</button>
    </span>`;
  };

  // The keyboard's way to an option is Enter in the field.
  /* eslint-disable lit-a11y/click-events-have-key-events */
  private _option = (
    choice: RecipientChoice,
    index: number,
  ) => html`<li id="o${index}" role="option" aria-selected=${String(index === this._active)}
    @pointerdown=${(event: Event) => event.preventDefault()} @click=${() => void this._choose(choice)}>${
      choice.kind === 'person'
        ? html`${face(faceOf(choice.person))}<span class="who">${shownName(choice.person)}<span class="quiet">${choice.person.email}</span></span>`
        : html`<span class="set">${icon(choice.kind === 'group' ? groupIcon : bookIcon)}</span><span class="who">${choice.name}<span class="quiet">${
            choice.kind === 'group' ? msg(str`Group of ${choice.count}`) : msg(str`Address book of ${choice.count}`)
          }</span></span>`
    }</li>`;
  /* eslint-enable lit-a11y/click-events-have-key-events */

  protected override render() {
    const isOpen = this._found.length > 0;
    return html`<div class="line">
      <label for="entry">${this.label}</label>
      <div class="chips">
        <span class="people" role="list" aria-label=${this.label} ?hidden=${this.value.length === 0}>${this.value.map(this._chip)}</span>
        <input id="entry" type="text" role="combobox" autocomplete="off" spellcheck="false" autocapitalize="off" inputmode="email" aria-label=${this.label}
          aria-autocomplete="list" aria-controls="found" aria-expanded=${String(isOpen)} aria-activedescendant=${isOpen ? `o${this._active}` : nothing}
          aria-invalid=${this._wrong === '' ? 'false' : 'true'} @input=${this._onInput} @keydown=${this._onKeyDown} @blur=${this._onBlur} @paste=${this._onPaste} />
      </div>
      <slot name="more"></slot>
      <ul id="found" role="listbox" aria-label=${msg('Suggestions')} ?hidden=${!isOpen}>${this._found.map(this._option)}</ul>
    </div>
    ${this._wrong === '' ? nothing : html`<p role="alert">${msg(str`“${this._wrong}” is no e-mail address.`)}</p>`}
    <p role="status">${this._said}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-recipients': IkRecipients;
  }
}
