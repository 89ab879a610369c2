import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import linkIcon from 'lucide-static/icons/link.svg?raw';
import type { CollectionKind } from '../../domain/collections/collection.js';
import { hueOf, initialsOf } from '../../domain/contacts/face.js';
import type { Invitee } from '../../domain/sharing/sharing.js';
import { face, faceStyles } from '../contacts/contact-face.js';
import { controls } from '../shared/controls.styles.js';
import { hue } from '../shared/hue.styles.js';
import { icon } from '../shared/icon.js';
import './ik-link-box.js';
import { type Access, accessHint, accessName } from './role-names.js';
import { describeShareError } from './sharing-texts.js';

/** Somebody from the contacts on this device. */
interface Suggestion {
  readonly name: string;
  readonly email: string;
}

const EMAIL = /^[^\s@<>"]+@[^\s@<>"]+$/;

/** Whom to share with, by address or by link, and what they may do. */
@customElement('ik-invite-form')
@localized()
export class IkInviteForm extends LitElement {
  static override styles = [
    controls,
    hue,
    faceStyles,
    css`
      :host { display: grid; gap: 10px; }
      form { display: grid; grid-template-columns: minmax(0, 1fr) auto auto; gap: 8px; align-items: end; }
      .entry { position: relative; }
      select { inline-size: auto; }
      [role=listbox] {
        position: absolute; z-index: 3; inset-inline: 0; inset-block-start: calc(100% + 2px); max-block-size: 220px; overflow: auto; margin: 0; padding: 4px; list-style: none;
        border: 1px solid var(--ik-line); border-radius: var(--ik-radius); background: var(--ik-surface); box-shadow: var(--ik-shadow);
      }
      [role=option] { display: flex; gap: 8px; align-items: center; padding: 5px 8px; border-radius: 7px; cursor: pointer; }
      [role=option][aria-selected=true] { background: var(--ik-accent-soft); }
      .who { flex: 1; min-inline-size: 0; font-size: 14px; line-height: 1.25; overflow: hidden; text-overflow: ellipsis; }
      .quiet { display: block; font-size: 12px; color: var(--ik-text-2); overflow: hidden; text-overflow: ellipsis; }
      .hint, .below { margin: 0; font-size: 13px; color: var(--ik-text-2); }
      .below { display: flex; align-items: center; flex-wrap: wrap; gap: 4px 8px; margin-inline-start: -4px; }
      .below span:empty { position: absolute; }
      .problem { display: grid; gap: 8px; margin: 0; font-size: 13px; color: var(--ik-danger); }
      .text { min-block-size: 32px; padding: 0 4px; border: 0; background: none; color: var(--ik-accent); font: inherit; font-weight: 550; cursor: pointer; display: inline-flex; align-items: center; gap: 6px; }
      .text svg { inline-size: 15px; block-size: 15px; }
      @container dialog (width < 460px) { form { grid-template-columns: minmax(0, 1fr) auto; } .entry { grid-column: 1 / -1; } }
      @media (pointer: coarse) { [role=option], .text, .button, select, input { min-block-size: 44px !important; } }
    `,
  ];

  @property() kind: CollectionKind = 'calendar';
  /** What is shared. */
  @property() name = '';
  /** What may be given; the first one is offered. */
  @property({ attribute: false }) choices: readonly Access[] = [1];
  @property({ attribute: false }) suggest: (typed: string) => Promise<readonly Suggestion[]> = async () => [];
  /** Ids of open links. */
  @property({ attribute: false }) openLinks: readonly string[] = [];
  /** Invites. @returns the address to hand on, for a link. */
  @property({ attribute: false }) invite: (who: Invitee, access: Access) => Promise<string> = async () => '';
  @state() private _access: Access | undefined;
  @state() private _found: readonly Suggestion[] = [];
  @state() private _active = 0;
  @state() private _problem = '';
  /** Nobody here has this address: a link is offered. */
  @state() private _nobody = '';
  @state() private _link = '';
  @state() private _linkFor = '';
  private _before: readonly string[] = [];
  @state() private _busy = false;
  @state() private _said = '';
  @query('#who') private _input!: HTMLInputElement;

  override focus() {
    this._input.focus();
  }

  private _chosenName = '';

  private get _chosen(): Access {
    return this._access ?? this.choices[0] ?? 1;
  }

  private _onInput = async () => {
    const typed = this._input.value.trim();
    this._problem = '';
    this._nobody = '';
    this._chosenName = '';
    const found = typed === '' ? [] : await this.suggest(typed).catch(() => []);
    if (this._input.value.trim() !== typed) return; // a later letter asked anew
    this._found = found;
    this._active = 0;
  };

  private _choose({ name, email }: Suggestion) {
    this._input.value = email;
    this._chosenName = name;
    this._found = [];
    this._input.focus();
  }

  private _onKeyDown = (event: KeyboardEvent) => {
    const count = this._found.length;
    if (count === 0) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      this._active = (this._active + (event.key === 'ArrowDown' ? 1 : -1) + count) % count;
    } else if (event.key === 'Enter' && !EMAIL.test(this._input.value.trim())) {
      event.preventDefault();
      this._choose(this._found[this._active]!);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      this._found = [];
    }
  };

  private _onSubmit = async (event: Event) => {
    event.preventDefault();
    const address = this._input.value.trim();
    if (!EMAIL.test(address)) {
      this._problem =
        address === ''
          ? msg('Who is it for? Type a name or an e-mail address.')
          : msg(str`“${address}” is no e-mail address.`);
      return this._input.focus();
    }
    await this._send({ by: 'address', address, name: this._chosenName });
    return undefined;
  };

  private async _send(who: Invitee) {
    if (this._busy) return;
    this._busy = true;
    this._found = [];
    this._problem = '';
    this._nobody = '';
    this._said = '';
    const before = this.openLinks;
    try {
      this._link = await this.invite(who, this._chosen);
      this._linkFor = who.address;
      this._before = before;
      this._input.value = '';
      if (this._link === '') this._said = msg(str`Invitation sent to ${who.name || who.address}.`);
      await this.updateComplete;
      if (this._link === '') this._input.focus();
      else this.renderRoot.querySelector('ik-link-box')?.focus();
    } catch (error) {
      const { code } = error as { readonly code?: unknown };
      if (code === 'sync/nobody') this._nobody = who.address;
      this._problem = describeShareError(error);
    } finally {
      this._busy = false;
    }
  }

  private _makeLink = () =>
    void this._send({ by: 'link', address: this._nobody, name: this._nobody && this._chosenName });

  // The keyboard's way to an option is Enter in the field.
  /* eslint-disable lit-a11y/click-events-have-key-events */
  private _option = (found: Suggestion, index: number) => html`<li id="p${index}" role="option"
    aria-selected=${String(index === this._active)} @pointerdown=${(event: Event) => event.preventDefault()} @click=${() => this._choose(found)}>
    ${face({ initials: initialsOf(found.name || found.email), hue: hueOf(`mailto:${found.email.toLowerCase()}`) })}
    <span class="who">${found.name || found.email}<span class="quiet">${found.email}</span></span>
  </li>`;

  protected override render() {
    const isOpen = this._found.length > 0;
    const chosen = this._chosen;
    return html`<form @submit=${this._onSubmit} novalidate>
        <div class="entry">
          <label class="field">${msg('Share with')}
            <input id="who" type="text" role="combobox" aria-label=${msg('Share with')} inputmode="email" autocomplete="off" spellcheck="false" placeholder=${msg('Name or e-mail address')}
              aria-autocomplete="list" aria-controls="found" aria-expanded=${String(isOpen)} aria-activedescendant=${isOpen ? `p${this._active}` : nothing}
              aria-invalid=${this._problem === '' ? 'false' : 'true'} aria-describedby="hint"
              @input=${this._onInput} @keydown=${this._onKeyDown} @blur=${() => (this._found = [])} />
          </label>
          <ul id="found" role="listbox" aria-label=${msg('Contacts')} ?hidden=${!isOpen}>${this._found.map(this._option)}</ul>
        </div>
        <label class="field">${msg('May')}
          <select @change=${(event: Event) => (this._access = this.choices[(event.target as HTMLSelectElement).selectedIndex])}>
            ${this.choices.map((access) => html`<option ?selected=${access === chosen}>${accessName(access, this.kind)}</option>`)}
          </select>
        </label>
        <button type="submit" class="button primary" ?disabled=${this._busy} aria-busy=${this._busy}>${msg('Invite')}</button>
      </form>
      <p class="hint" id="hint">${accessHint(chosen, this.kind)}</p>
      ${
        this._problem === ''
          ? nothing
          : html`<div class="problem"><p role="alert" class="problem">${this._problem}</p>
            ${this._nobody === '' ? nothing : html`<span><button type="button" class="button" @click=${this._makeLink}>${icon(linkIcon)}${msg('Make a link for this person')}</button></span>`}</div>`
      }
      ${this._link === '' ? nothing : html`<ik-link-box .link=${this._link} .name=${this.name} .address=${this._linkFor} .open=${this.openLinks} .earlier=${this._before}></ik-link-box>`}
      <p class="below"><span role="status">${this._said}</span>
        <button type="button" class="text" ?disabled=${this._busy} @click=${this._makeLink}>${icon(linkIcon)}${msg('Invite by link')}</button></p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-invite-form': IkInviteForm;
  }
}
