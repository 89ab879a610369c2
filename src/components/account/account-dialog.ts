import { consume } from '@lit/context';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Services } from '../../app/services.js';
import { servicesContext } from '../contexts.js';
import { controls } from '../shared/controls.styles.js';
import '../shared/ik-dialog.js';
import { accountStyles } from './account.styles.js';
import { describeAccountError, suggestDeviceName } from './account-texts.js';

/**
 * A dialog about the account: open as soon as it is in the page, says what went wrong, and does one thing at a time.
 *
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 */
export class AccountDialog extends LitElement {
  static override styles = [controls, accountStyles];

  @consume({ context: servicesContext, subscribe: true })
  @property({ attribute: false })
  services?: Services;
  @state() protected _open = true;
  @state() protected _problem = '';
  @state() protected _busy = false;
  /** What `_problem` is about. */
  protected _error: unknown;
  /** Where the account is, and what this device is called: what three of the dialogs begin with. */
  @state() protected _relay = '';
  protected _deviceName = suggestDeviceName(navigator.userAgent);

  /** Does something, and says when it fails. @returns whether it was done. */
  protected async _do(work: (services: Services) => Promise<unknown>): Promise<boolean> {
    if (this.services === undefined || this._busy) return false;
    this._busy = true;
    this._problem = '';
    try {
      await work(this.services);
      return true;
    } catch (error) {
      this._error = error;
      this._problem = this._describeError(error);
      return false;
    } finally {
      this._busy = false;
    }
  }

  /** What went wrong, in words. */
  protected _describeError(error: unknown): string {
    return describeAccountError(error);
  }

  /** Asks what relay comes with the app, unless the person has typed one meanwhile. */
  protected async _offerRelay(): Promise<void> {
    const offered = (await this.services?.account.offeredRelay()) ?? '';
    if (this._relay === '') this._relay = offered;
  }

  protected _close = () => {
    this._open = false;
  };

  protected _onClosed() {
    this._open = false;
    this.dispatchEvent(new Event('ik-close'));
  }

  protected _problemText() {
    return this._problem === '' ? nothing : html`<p class="problem" role="alert">${this._problem}</p>`;
  }

  /** @param content - With its buttons, in the slot `footer`. */
  protected _dialog(heading: string, content: TemplateResult, compact = false) {
    return html`<ik-dialog heading=${heading} ?compact=${compact} .open=${this._open} @ik-close=${() => this._onClosed()}>${content}</ik-dialog>`;
  }
}

/** Shows a dialog until it is closed. @returns resolves then. */
export function showDialog<T extends HTMLElement>(root: ShadowRoot, dialog: T): Promise<T> {
  return new Promise((resolve) => {
    dialog.addEventListener('ik-close', () => {
      dialog.remove();
      resolve(dialog);
    });
    root.append(dialog);
  });
}
