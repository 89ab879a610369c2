import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import eventIcon from 'lucide-static/icons/calendar.svg?raw';
import mailIcon from 'lucide-static/icons/mail.svg?raw';
import taskIcon from 'lucide-static/icons/square-check.svg?raw';
import contactIcon from 'lucide-static/icons/user-round.svg?raw';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Services } from '../../app/services.js';
import { emptyContactFields } from '../../domain/contacts/contact-fields.js';
import { displayName } from '../../domain/contacts/display-name.js';
import type { UnsavedForm } from '../../domain/lock/unsaved-form.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import '../shared/ik-dialog.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { describeError } from '../shared/problem-message.js';
import { openAgain } from './open-again.js';

/**
 * After unlocking: what stood in forms when the app was locked, to go on with or to discard. Forms that are opened again are in its
 * shadow tree, so that they go with it when the app is locked once more.
 *
 * @fires {NoticeEvent} ik-notice - Something was discarded, and can be taken back.
 */
@customElement('ik-unsaved')
@localized()
export class IkUnsaved extends LitElement {
  static override styles = [
    controls,
    css`
      .forms { display: grid; gap: 8px; margin: 14px 0 0; padding: 0; list-style: none; }
      li { display: grid; grid-template-columns: 20px minmax(0, 1fr) auto; gap: 4px 12px; align-items: center; padding: 12px 14px; border: 1px solid var(--ik-line); border-radius: 14px; }
      .name { font-weight: 600; overflow-wrap: anywhere; }
      .kind { display: block; color: var(--ik-text-2); font-size: 13px; font-weight: 400; }
      .acts { display: flex; gap: 8px; }
      p { margin: 0; line-height: 1.45; }
      @media (width < 480px) { .acts { grid-column: 1 / -1; justify-content: end; } }
      @media (pointer: coarse) { .button { min-block-size: 44px; } }
    `,
  ];

  @property({ attribute: false }) services!: Services;
  @property({ attribute: false }) display!: DisplaySettings;
  @property({ attribute: false }) forms: readonly UnsavedForm[] = [];
  /** Those of `forms` that still wait. */
  @property({ attribute: false }) onForms: (left: readonly UnsavedForm[]) => unknown = () => {};
  /** Somebody goes on with one of them. */
  @state() private _aside = false;

  private _leave(form: UnsavedForm) {
    this.forms = this.forms.filter((each) => each !== form);
    return this.onForms(this.forms);
  }

  private async _goOn(form: UnsavedForm) {
    this._aside = true;
    try {
      await openAgain({ host: this, services: this.services, display: this.display }, form);
      // From now on it is the form that keeps it.
      await this.updateComplete;
      this._leave(form);
    } catch (error) {
      this._aside = false;
      this.dispatchEvent(new NoticeEvent(describeError(error), { kind: 'error' }));
    }
    this._whenFree();
  }

  /** The others are offered once the form that is open now was closed. */
  private _whenFree() {
    const open = [...this.renderRoot.children].find((each) => 'unsaved' in each);
    if (open === undefined) this._aside = false;
    else open.addEventListener('ik-close', () => this._whenFree(), { once: true });
  }

  private _discard(form: UnsavedForm) {
    const { forms } = this;
    this._leave(form);
    const undo = async () => {
      this.forms = forms;
      this._aside = false;
      await this.onForms(forms);
    };
    this.dispatchEvent(new NoticeEvent(msg('Discarded.'), { undo }));
  }

  private _row = (form: UnsavedForm, at: number) => {
    const { sign, kind } = looks[form.kind](form);
    const name = nameOf(form);
    return html`<li>${icon(sign)}<span class="name">${name}<span class="kind">${kind}</span></span>
      <span class="acts">
        <button type="button" class="button" aria-label=${msg(str`Discard “${name}”`)} @click=${() => this._discard(form)}>${msg('Discard')}</button>
        <button type="button" class="button primary" ?data-autofocus=${at === 0} aria-label=${msg(str`Go on with “${name}”`)} @click=${() => this._goOn(form)}>${msg('Go on')}</button>
      </span></li>`;
  };

  protected override render() {
    if (this.forms.length === 0 || this._aside) return nothing;
    const later = () => {
      this._aside = true;
    };
    return html`<ik-dialog compact heading=${msg('You were writing something')} open @ik-close=${later}>
      <p>${msg('It was not saved yet when Ikebana was locked or closed. Nothing of it is lost.')}</p>
      <ul class="forms">${this.forms.map(this._row)}</ul>
      <button slot="footer" type="button" class="button" @click=${later}>${msg('Later')}</button>
    </ik-dialog>`;
  }
}

type Looks = { readonly sign: string; readonly kind: string };

const isNew = (form: UnsavedForm) => form.kind !== 'mail' && form.about === undefined;

const looks: Readonly<Record<UnsavedForm['kind'], (form: UnsavedForm) => Looks>> = {
  event: (form) => ({ sign: eventIcon, kind: isNew(form) ? msg('New event') : msg('Event') }),
  task: (form) => ({ sign: taskIcon, kind: isNew(form) ? msg('New task') : msg('Task') }),
  contact: (form) => ({ sign: contactIcon, kind: isNew(form) ? msg('New contact') : msg('Contact') }),
  mail: () => ({ sign: mailIcon, kind: msg('Message, among the drafts') }),
};

function nameOf(form: UnsavedForm): string {
  return titleOf(form).trim() || msg('Without a title');
}

function titleOf(form: UnsavedForm): string {
  if (form.kind === 'mail') return form.subject;
  // A newer version may know more fields than the one that wrote it.
  return form.kind === 'contact' ? displayName({ ...emptyContactFields, ...form.draft }) : form.draft.title;
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-unsaved': IkUnsaved;
  }
}
