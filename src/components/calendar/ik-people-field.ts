import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import groupIcon from 'lucide-static/icons/users.svg?raw';
import removeIcon from 'lucide-static/icons/x.svg?raw';
import { type AttendeeField, newAttendee } from '../../domain/calendar/event-fields.js';
import { hueOf, initialsOf } from '../../domain/contacts/face.js';
import { face, faceStyles } from '../contacts/contact-face.js';
import { controls } from '../shared/controls.styles.js';
import { hue } from '../shared/hue.styles.js';
import { icon } from '../shared/icon.js';
import { statusNote } from '../status/status-note.js';
import { personName, statusText } from './people-counts.js';

/** Somebody from the contacts on this device. */
export interface Suggestion {
  readonly name: string;
  readonly email: string;
}

/** A group of contacts: whoever chooses it invites its members. */
export interface GroupSuggestion {
  readonly group: string;
  readonly count: number;
  /** Those with an address. */
  members(): Promise<readonly Suggestion[]>;
}

/** Groups whose name begins so. */
export type SuggestGroups = (typed: string) => Promise<readonly GroupSuggestion[]>;

const isGroup = (found: Suggestion | GroupSuggestion): found is GroupSuggestion => 'group' in found;

/** Contacts whose name or address has words that begin so; best first. */
export type SuggestPeople = (typed: string) => Promise<readonly Suggestion[]>;

const EMAIL = /^[^\s@<>"]+@[^\s@<>"]+$/;
/** Name <address>, as mail programs copy it. */
const NAMED = /^"?([^"<]*?)"?\s*<([^\s@<>]+@[^\s@<>]+)>$/;

const plainAddress = ({ address }: Pick<AttendeeField, 'address'>) => address.replace(/^mailto:/i, '').toLowerCase();

/**
 * Who is invited: typed with completion from one's contacts, or pasted, several at once.
 *
 * @fires {Event} change - `value` is different.
 */
@customElement('ik-people-field')
@localized()
export class IkPeopleField extends LitElement {
  static override styles = [
    controls,
    hue,
    faceStyles,
    css`
      :host { display: grid; gap: 6px; position: relative; }
      .list { margin: 0; padding: 0; list-style: none; display: grid; gap: 2px; }
      .list li { display: flex; align-items: center; gap: 8px; min-block-size: 40px; }
      .who { flex: 1; min-inline-size: 0; font-size: 14px; line-height: 1.25; overflow: hidden; text-overflow: ellipsis; }
      .quiet { display: block; font-size: 12px; color: var(--ik-text-2); overflow: hidden; text-overflow: ellipsis; }
      .unknown { color: var(--ik-danger); }
      .list select { inline-size: auto; min-block-size: 32px; padding: 3px 6px; border: 1px solid var(--ik-line); border-radius: 8px; background: var(--ik-surface); color: var(--ik-text); font-size: 12.5px; }
      .icon-button { inline-size: 32px; min-block-size: 32px; color: var(--ik-text-2); }
      .entry { position: relative; }
      [role=listbox] {
        position: absolute; z-index: 3; inset-inline: 0; inset-block-start: calc(100% + 2px); max-block-size: 220px; overflow: auto; margin: 0; padding: 4px; list-style: none;
        border: 1px solid var(--ik-line); border-radius: var(--ik-radius); background: var(--ik-surface); box-shadow: var(--ik-shadow);
      }
      [role=option] { display: flex; gap: 8px; align-items: center; padding: 5px 8px; border-radius: 7px; cursor: pointer; }
      [role=option][aria-selected=true] { background: var(--ik-accent-soft); }
      .group { display: grid; place-items: center; inline-size: 32px; block-size: 32px; border-radius: 50%; background: var(--ik-surface-2); color: var(--ik-text-2); }
      p { margin: 0; font-size: 12.5px; }
      [role=alert] { color: var(--ik-danger); }
      [role=status] { color: var(--ik-text-2); }
      [role=status]:empty { position: absolute; }
      @media (pointer: coarse) { [role=option], .list select { min-block-size: 44px; } .icon-button { inline-size: 44px; min-block-size: 44px; } }
    `,
  ];

  @property({ attribute: false }) value: readonly AttendeeField[] = [];
  @property({ attribute: false }) suggest: SuggestPeople = async () => [];
  @property({ attribute: false }) groups: SuggestGroups | undefined;
  @state() private _found: readonly (Suggestion | GroupSuggestion)[] = [];
  /** What the last group brought, for who does not see it. */
  @state() private _said = '';
  @state() private _active = 0;
  @state() private _wrong = '';
  /** Addresses that are in the contacts, as far as asked. */
  @state() private _known: ReadonlyMap<string, boolean> = new Map();
  @query('.entry input') private _input!: HTMLInputElement;

  protected override willUpdate() {
    for (const attendee of this.value) void this._look(plainAddress(attendee));
  }

  private async _look(address: string) {
    if (this._known.has(address)) return;
    this._known = new Map(this._known).set(address, true); // not marked before it is known
    const found = await this.suggest(address).catch(() => []);
    this._known = new Map(this._known).set(
      address,
      found.some(({ email }) => email.toLowerCase() === address),
    );
  }

  private _set(value: readonly AttendeeField[]) {
    this.value = value;
    this.dispatchEvent(new Event('change'));
  }

  /** @returns how many were not there yet. */
  private _add(entries: readonly Suggestion[]): number {
    const taken = new Set(this.value.map(plainAddress));
    const fresh = entries.filter(({ email }) => !taken.has(email.toLowerCase()) && taken.add(email.toLowerCase()));
    if (fresh.length > 0)
      this._set([...this.value, ...fresh.map(({ name, email }) => newAttendee(`mailto:${email}`, name))]);
    this._input.value = '';
    this._found = [];
    this._wrong = '';
    this._said = '';
    return fresh.length;
  }

  /** A person, or everybody in a group. */
  private async _choose(found: Suggestion | GroupSuggestion) {
    if (!isGroup(found)) {
      this._add([found]);
      return;
    }
    this._found = [];
    const members = await found.members().catch(() => []);
    const added = this._add(members);
    const missing = found.count - members.length;
    const all =
      added === 1 ? msg(str`One person of ${found.group} added.`) : msg(str`${added} people of ${found.group} added.`);
    this._said = missing > 0 ? `${all} ${msg(str`${missing} of them have no e-mail address.`)}` : all;
  }

  private _addTyped() {
    const parts = this._input.value
      .split(/[,;\n]+/)
      .map((part) => part.trim())
      .filter(Boolean);
    const entries = parts.map((part) => {
      const named = NAMED.exec(part);
      if (named !== null) return { name: named[1]!.trim(), email: named[2]! };
      return EMAIL.test(part) ? { name: '', email: part } : undefined;
    });
    const wrong = parts.filter((_, index) => entries[index] === undefined).join(', ');
    this._add(entries.filter((entry) => entry !== undefined));
    this._wrong = wrong;
    this._input.value = wrong;
  }

  private _onInput = async () => {
    const typed = this._input.value;
    this._wrong = '';
    if (/[,;]\s*$/.test(typed)) {
      this._addTyped();
      return;
    }
    const text = typed.trim();
    const [found, groups] =
      text === ''
        ? [[], []]
        : await Promise.all([this.suggest(text).catch(() => []), this.groups?.(text).catch(() => []) ?? []]);
    if (this._input.value !== typed) return; // a later letter asked anew
    const taken = new Set(this.value.map(plainAddress));
    this._found = [...found.filter(({ email }) => !taken.has(email.toLowerCase())), ...groups];
    this._active = 0;
  };

  private _onKeyDown = (event: KeyboardEvent) => {
    const count = this._found.length;
    if (event.key === 'Enter') {
      if (this._input.value.trim() === '') return; // saves the form
      event.preventDefault();
      const chosen = this._found[this._active];
      if (chosen !== undefined && !EMAIL.test(this._input.value.trim())) void this._choose(chosen);
      else this._addTyped();
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && count > 0) {
      event.preventDefault();
      this._active = (this._active + (event.key === 'ArrowDown' ? 1 : -1) + count) % count;
    } else if (event.key === 'Escape' && count > 0) {
      event.preventDefault();
      event.stopPropagation();
      this._found = [];
    }
  };

  private _onBlur = () => {
    this._found = [];
    if (this._input.value.trim() !== '') this._addTyped();
  };

  private _onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (!/[,;\n]/.test(text)) return;
    event.preventDefault();
    this._input.value += text;
    this._addTyped();
  };

  private _row(one: AttendeeField, index: number) {
    const name = personName(one);
    const address = plainAddress(one);
    const roles = [
      ['REQ-PARTICIPANT', msg('Required')],
      ['OPT-PARTICIPANT', msg('Optional')],
      ['CHAIR', msg('Chair')],
      ['NON-PARTICIPANT', msg('For information')],
    ] as const;
    const change = (event: Event) =>
      this._set(
        this.value.with(index, { ...one, role: (event.target as HTMLSelectElement).value as AttendeeField['role'] }),
      );
    const isUnknown = this._known.get(address) === false;
    return html`<li>
      ${face({ initials: initialsOf(name), hue: hueOf(one.address.toLowerCase()), who: one.address })}
      <span class="who">${name}${statusNote(one.address)}
        <span class="quiet">${name === address ? nothing : `${address} · `}${statusText(one.status)}${isUnknown ? html` · <span class="unknown">${msg('not in your contacts')}</span>` : nothing}</span>
      </span>
      <select aria-label=${msg(str`Role of ${name}`)} @change=${change}>
        ${roles.map(([role, label]) => html`<option value=${role} ?selected=${role === one.role}>${label}</option>`)}
      </select>
      <button type="button" class="icon-button plain" aria-label=${msg(str`Remove ${name}`)} @click=${() => this._set(this.value.filter((other) => other !== one))}>${icon(removeIcon)}</button>
    </li>`;
  }

  // The keyboard's way to an option is Enter in the field.
  /* eslint-disable lit-a11y/click-events-have-key-events */
  private _option = (
    found: Suggestion | GroupSuggestion,
    index: number,
  ) => html`<li id="p${index}" role="option" aria-selected=${String(index === this._active)}
    @pointerdown=${(event: Event) => event.preventDefault()} @click=${() => void this._choose(found)}>
    ${
      isGroup(found)
        ? this._groupOption(found)
        : html`${face({ initials: initialsOf(found.name || found.email), hue: hueOf(`mailto:${found.email.toLowerCase()}`) })}
    <span class="who">${found.name || found.email}<span class="quiet">${found.email}</span></span>`
    }
  </li>`;

  private _groupOption({ group, count }: GroupSuggestion) {
    const members = count === 1 ? msg('Group of one') : msg(str`Group of ${count}`);
    return html`<span class="group">${icon(groupIcon)}</span><span class="who">${group}<span class="quiet">${members}</span></span>`;
  }

  protected override render() {
    const isOpen = this._found.length > 0;
    return html`<div class="entry">
        <label class="field">${msg('Add people')}
          <input type="text" role="combobox" aria-label=${msg('Add people')} autocomplete="off" spellcheck="false" inputmode="email" placeholder=${msg('Name or e-mail address')}
            aria-autocomplete="list" aria-controls="found" aria-expanded=${String(isOpen)} aria-activedescendant=${isOpen ? `p${this._active}` : nothing}
            aria-invalid=${this._wrong === '' ? 'false' : 'true'} @input=${this._onInput} @keydown=${this._onKeyDown} @blur=${this._onBlur} @paste=${this._onPaste} />
        </label>
        <ul id="found" role="listbox" aria-label=${msg('Contacts')} ?hidden=${!isOpen}>${this._found.map(this._option)}</ul>
      </div>
      ${this._wrong === '' ? nothing : html`<p role="alert">${msg(str`“${this._wrong}” is no e-mail address.`)}</p>`}
      <p role="status">${this._said}</p>
      ${this.value.length === 0 ? nothing : html`<ul class="list" aria-label=${msg('People')}>${this.value.map((one, index) => this._row(one, index))}</ul>`}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-people-field': IkPeopleField;
  }
}
