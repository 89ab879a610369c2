import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import fingerprintIcon from 'lucide-static/icons/fingerprint.svg?raw';
import type { LockActs, LockState } from '../../app/lock/lock.js';
import type { Services } from '../../app/services.js';
import type { SyncStatus } from '../../app/sync/sync.js';
import { accountStyles } from '../account/account.styles.js';
import { showDialog } from '../account/account-dialog.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import { LiveController } from '../shared/live-controller.js';
import { describeError } from '../shared/problem-message.js';
import { describeLockError, waitOf } from './lock-texts.js';
import { passphraseField, passphraseStyles } from './passphrase-field.js';

/** Instead of the app while it is locked: asks for the passphrase, or for what the device asks for. */
@customElement('ik-lock-screen')
@localized()
export class IkLockScreen extends LitElement {
  static override styles = [
    controls,
    accountStyles,
    passphraseStyles,
    css`
      :host { display: grid; overflow: auto; padding: 24px 16px calc(24px + env(safe-area-inset-bottom)); }
      main { display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; inline-size: min(380px, 100%); margin: auto; }
      header { display: grid; justify-items: center; gap: 12px; text-align: center; }
      h1 { margin: 0; font-size: 20px; font-weight: 650; }
      .card { display: grid; grid-template-columns: minmax(0, 1fr); gap: 14px; padding: 20px; border: 1px solid var(--ik-line); border-radius: 16px; background: var(--ik-surface); }
      .button { min-block-size: 40px; white-space: normal; }
      .or { display: flex; align-items: center; gap: 12px; color: var(--ik-text-2); font-size: 13px; }
      .or::before, .or::after { content: ''; flex: 1; block-size: 1px; background: var(--ik-line); }
      .help { display: grid; gap: 10px; font-size: 13px; }
      .help > summary { text-align: center; }
      .help p + p, .help .button { margin-block-start: 10px; }
      @media (pointer: coarse) { .button { min-block-size: 44px; } }
    `,
  ];

  @property({ attribute: false }) services?: Services;
  /** Absent until it was looked whether another tab is unlocked. */
  @property({ attribute: false }) state: LockState | undefined;
  /** Why it could not be looked. */
  @property({ attribute: false }) error: unknown;
  @state() private _shown = false;
  @state() private _busy = false;
  @state() private _problem = '';
  @state() private _waits = false;
  @state() private _isOver = false;
  @query('#passphrase') private _field?: HTMLInputElement;
  private _timer: ReturnType<typeof setTimeout> | undefined;
  private readonly _sync = new LiveController<SyncStatus>(this, () => this.services?.sync.watch());

  protected override willUpdate(changed: PropertyValues<this>) {
    if (!changed.has('services')) return;
    this._sync.refresh();
    // From now on this tab is known to be there: what it had in its forms is for nobody else to offer.
    void this.services?.lock.acts().catch(() => {});
  }

  /** Whoever comes can type at once, or press the one button. */
  protected override updated(changed: PropertyValues<this>) {
    if (!changed.has('state') || changed.get('state') !== undefined || this.state === undefined) return;
    this.renderRoot.querySelector<HTMLElement>('[data-autofocus]')?.focus();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this._timer);
  }

  private async _open(work: (lock: LockActs) => Promise<void>): Promise<void> {
    if (this.services === undefined || this._busy || this._waits) return;
    this._busy = true;
    this._problem = '';
    this._isOver = false;
    try {
      await work(await this.services.lock.acts());
    } catch (error) {
      this._problem = describeLockError(error);
      this._waitFor(waitOf(error));
    }
    this._busy = false;
  }

  /** Nobody may try for so long: the button says so by being off. */
  private _waitFor(seconds: number): void {
    if (seconds === 0) return;
    this._waits = true;
    clearTimeout(this._timer);
    this._timer = setTimeout(() => {
      this._waits = false;
      this._isOver = true;
    }, seconds * 1000);
  }

  private _submit = async (event: Event) => {
    event.preventDefault();
    const field = this._field!;
    const { value } = field;
    await this._open((lock) => lock.unlock(value));
    if (this._problem !== '') field.select();
  };

  private _byDevice = () => this._open(({ device }) => device.unlock());

  private _erase = async () => {
    await import('../account/ik-sure-dialog.js');
    const { services } = this;
    const dialog = Object.assign(document.createElement('ik-sure-dialog'), {
      services,
      question: {
        heading: msg('Erase everything on this device?'),
        lines: [
          msg(
            'All calendars, contacts, mail and settings of Ikebana in this browser are deleted. This cannot be undone.',
          ),
          msg('With your recovery key you can come back into your account afterwards; what was not synced is lost.'),
          msg('Your other devices go on listing this one: remove it there.'),
        ],
        act: msg('Erase everything'),
        work: async () => (await services?.lock.acts())?.erase(),
      },
    });
    await showDialog(this.shadowRoot!, dialog);
  };

  private _forgotten() {
    return html`<details class="help">
      <summary>${msg('Forgot the passphrase?')}</summary>
      <p>${msg('Nobody can reset it or look it up: it is not kept anywhere.')}</p>
      <p>${msg('Your account can be restored with its recovery key (24 words): on another device, or on this one after it was erased. What your account has synced comes back.')}</p>
      <p>${msg('What is only on this device is lost then: edits that were not synced, and everything if you have no account.')}</p>
      <button type="button" class="button danger" @click=${this._erase}>${msg('Erase everything on this device…')}</button>
    </details>`;
  }

  private _device() {
    if (this.state?.device === undefined) return nothing;
    return html`<button type="button" class="button primary" data-autofocus ?disabled=${this._busy} @click=${this._byDevice}>
        ${icon(fingerprintIcon)}${msg('Unlock with fingerprint, face or device PIN')}
      </button>
      <span class="or">${msg('or')}</span>`;
  }

  private _form() {
    const hasDevice = this.state?.device !== undefined;
    return html`<form class="card" @submit=${this._submit}>
      ${this._device()}
      ${passphraseField({
        id: 'passphrase',
        label: msg('Passphrase'),
        isNew: false,
        shown: this._shown,
        focused: !hasDevice,
        describedBy: 'problem',
        onShow: () => {
          this._shown = !this._shown;
        },
      })}
      <div id="problem" role="alert">${this._told()}</div>
      <button type="submit" class="button ${hasDevice ? '' : 'primary'}" ?disabled=${this._busy || this._waits} aria-busy=${this._busy}>${msg('Unlock')}</button>
    </form>`;
  }

  private _told() {
    if (this._isOver) return html`<p class="hint">${msg('You can try again now.')}</p>`;
    return this._problem === '' ? nothing : html`<p class="problem">${this._problem}</p>`;
  }

  private _failed() {
    return html`<div class="card" role="alert">
      <p>${describeError(this.error)}</p>
      <button type="button" class="button primary" @click=${() => location.reload()}>${msg('Try again')}</button>
    </div>`;
  }

  protected override render() {
    if (this.state === undefined) return this.error === undefined ? nothing : html`<main>${this._failed()}</main>`;
    const isSyncing = this._sync.value !== undefined && this._sync.value.state !== 'off';
    return html`<main>
      <header>
        <img src="/icon.svg" alt="" width="56" height="56" />
        <h1>${msg('Ikebana is locked')}</h1>
        ${isSyncing ? html`<p class="quiet">${msg('Syncing pauses until you unlock it.')}</p>` : nothing}
      </header>
      ${this._form()}
      ${this._forgotten()}
    </main>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-lock-screen': IkLockScreen;
  }
}
