import { localized, msg } from '@lit/localize';
import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { lockMinutes } from '../../domain/lock/lock.js';
import { MIN_PASSPHRASE, type PassphraseStrength, passphraseStrength } from '../../domain/lock/passphrase.js';
import { AccountDialog } from '../account/account-dialog.js';
import { describeLockError, exposesText, minutesText, protectsText, strengthText } from './lock-texts.js';
import { passphraseField, passphraseStyles } from './passphrase-field.js';

/** What is done with the lock. */
export type LockAct = 'set' | 'change' | 'remove' | 'device';

/**
 * Sets the app's lock, gives it another passphrase, takes it off, or lets the device open it.
 *
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 */
@customElement('ik-lock-dialog')
@localized()
export class IkLockDialog extends AccountDialog {
  static override styles = [
    ...AccountDialog.styles,
    passphraseStyles,
    css`
      .strength { display: flex; align-items: center; gap: 10px; min-block-size: 32px; font-size: 13px; }
      .strength p { flex: 1; }
      .weak { color: var(--ik-danger); }
      .strong { color: var(--ik-ok); }
    `,
  ];

  @property() act: LockAct = 'set';
  /** It was done. */
  done = false;
  @state() private _shown = false;
  @state() private _strength: PassphraseStrength | undefined;
  @query('#present') private _present?: HTMLInputElement;
  @query('#fresh') private _fresh?: HTMLInputElement;
  @query('#again') private _again?: HTMLInputElement;
  @query('select') private _minutes?: HTMLSelectElement;

  protected override _describeError(error: unknown): string {
    return describeLockError(error);
  }

  private _show = () => {
    this._shown = !this._shown;
  };

  private _weigh = () => {
    const { value } = this._fresh!;
    this._problem = '';
    this._strength = value === '' ? undefined : passphraseStrength(value);
  };

  private _suggest = () =>
    this._do(async ({ lock }) => {
      const suggested = await (await lock.acts()).suggest();
      for (const field of [this._fresh!, this._again!]) field.value = suggested;
      this._shown = true;
      this._weigh();
    });

  /** @returns what is wrong with the new passphrase; '' when nothing is. */
  private _check(): string {
    if (this._fresh === undefined || this._fresh === null) return '';
    if (this._fresh.value.length < MIN_PASSPHRASE) return strengthText('short');
    return this._fresh.value === this._again!.value ? '' : msg('The two are not the same. Type the passphrase again.');
  }

  private _submit = async (event: Event) => {
    event.preventDefault();
    this._problem = this._check();
    if (this._problem !== '') {
      (this._fresh!.value.length < MIN_PASSPHRASE ? this._fresh : this._again)!.focus();
      return;
    }
    const present = this._present?.value ?? '';
    const fresh = this._fresh?.value ?? '';
    this.done = await this._do(async (services) => {
      const lock = await services.lock.acts();
      if (this.act === 'set') return lock.set({ passphrase: fresh, minutes: Number(this._minutes!.value) });
      if (this.act === 'change') return lock.change({ passphrase: present, next: fresh });
      return this.act === 'remove' ? lock.remove(present) : lock.device.add(present);
    });
    if (this.done) this._close();
    else this._present?.select();
  };

  private _words() {
    switch (this.act) {
      case 'set':
        return { heading: msg('Lock Ikebana with a passphrase'), act: msg('Set the lock') };
      case 'change':
        return { heading: msg('Change the passphrase'), act: msg('Change') };
      case 'remove':
        return { heading: msg('Take the lock off?'), act: msg('Take it off') };
      case 'device':
        return { heading: msg('Unlock with fingerprint, face or device PIN'), act: msg('Continue') };
    }
  }

  private _intro() {
    switch (this.act) {
      case 'set':
        return html`<p>${msg('Ikebana then asks for it whenever it is opened on this device. Nobody can reset it: if you forget it, only your recovery key brings your account back.')}</p>`;
      case 'change':
        return nothing;
      case 'remove':
        return html`<p>${msg('Ikebana opens without a passphrase from then on, and your account’s keys are only as safe as this browser’s data.')}</p>`;
      case 'device':
        return html`<p>${msg('Your device asks for what unlocks it, and gives Ikebana a key. The passphrase stays, and always works, too.')}</p>`;
    }
  }

  private _freshFields() {
    const isSetting = this.act === 'set';
    return html`${passphraseField({
      id: 'fresh',
      label: isSetting ? msg('Passphrase') : msg('New passphrase'),
      isNew: true,
      shown: this._shown,
      focused: isSetting,
      describedBy: 'strength',
      onInput: this._weigh,
      ...(isSetting && { onShow: this._show }),
    })}
    <div class="strength">
      <p id="strength" role="status" class=${this._strength ?? ''}>${this._strength === undefined ? msg('Several words that do not belong together are easy to keep and hard to find.') : strengthText(this._strength)}</p>
      <button type="button" class="button soft" @click=${this._suggest}>${msg('Suggest one')}</button>
    </div>
    ${passphraseField({ id: 'again', label: msg('The same again'), isNew: true, shown: this._shown })}`;
  }

  private _presentField() {
    return passphraseField({
      id: 'present',
      label: this.act === 'change' ? msg('Present passphrase') : msg('Passphrase'),
      isNew: false,
      shown: this._shown,
      focused: true,
      onShow: this._show,
    });
  }

  private _minutesField() {
    return html`<label class="field">${msg('Lock')}
      <select>${lockMinutes.map((minutes) => html`<option value=${minutes} ?selected=${minutes === 15}>${minutesText(minutes)}</option>`)}</select>
    </label>`;
  }

  protected override render() {
    const { heading, act } = this._words();
    const isSetting = this.act === 'set';
    return this._dialog(
      heading,
      html`<form class="stack" id="form" @submit=${this._submit}>
        ${this._intro()}
        ${isSetting ? nothing : this._presentField()}
        ${isSetting || this.act === 'change' ? this._freshFields() : nothing}
        ${isSetting ? this._minutesField() : nothing}
        ${isSetting ? html`<p class="hint">${protectsText()}</p><p class="hint">${exposesText()}</p>` : nothing}
        ${this._problemText()}
      </form>
      <button slot="footer" type="button" class="button" @click=${this._close}>${msg('Cancel')}</button>
      <button slot="footer" type="submit" form="form" class="button ${this.act === 'remove' ? 'danger' : 'primary'}" ?disabled=${this._busy} aria-busy=${this._busy}>${act}</button>`,
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-lock-dialog': IkLockDialog;
  }
}
