import { consume } from '@lit/context';
import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Services } from '../../app/services.js';
import { showDialog } from '../account/account-dialog.js';
import { servicesContext } from '../contexts.js';
import { controls } from '../shared/controls.styles.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { describeError } from '../shared/problem-message.js';
import { styles as settingsStyles } from '../shell/ik-settings-page.styles.js';
import { AssistantController } from './assistant-controller.js';
import { describeAssistantProblem } from './assistant-texts.js';
import { testAssistant } from './test-assistant.js';

const styles = css`
  :host { block-size: auto; }
  .buttons { display: flex; flex-wrap: wrap; gap: 10px; }
  .where { font-weight: 600; overflow-wrap: anywhere; }
  .bad { padding: 10px 12px; border-radius: var(--ik-radius); background: color-mix(in oklab, var(--ik-danger) 12%, var(--ik-surface)); overflow-wrap: anywhere; }
`;

/**
 * "Writing help" of the settings: which language model is asked, if any.
 *
 * @fires {NoticeEvent} ik-notice - Something was done, or failed.
 */
@customElement('ik-assistant-settings')
@localized()
export class IkAssistantSettings extends LitElement {
  static override styles = [controls, settingsStyles, styles];

  @consume({ context: servicesContext, subscribe: true })
  @property({ attribute: false })
  services?: Services;
  @state() private _testing = false;
  @state() private _problem = '';
  private readonly _assistant = new AssistantController(this, () => this.services);

  protected override willUpdate(changed: Map<string, unknown>) {
    if (changed.has('services')) this._assistant.refresh();
  }

  private _notice(text: string, kind?: 'error') {
    this.dispatchEvent(new NoticeEvent(text, kind && { kind }));
  }

  private _setUp = async () => {
    this._problem = '';
    await import('./ik-assistant-dialog.js');
    const dialog = document.createElement('ik-assistant-dialog');
    dialog.assistant = this._assistant.state;
    if ((await showDialog(this.shadowRoot!, dialog)).done) this._notice(msg('Writing help is on.'));
  };

  private _test = async () => {
    const { services } = this;
    if (services === undefined || this._testing) return;
    this._testing = true;
    this._problem = '';
    try {
      const problem = await testAssistant(services);
      if (problem === undefined) this._notice(msg('The model answers.'));
      else this._problem = describeAssistantProblem(problem);
    } catch (error) {
      this._problem = describeError(error);
    }
    this._testing = false;
  };

  private _turnOff = async () => {
    try {
      await this.services?.assistant.turnOff();
      this._problem = '';
      this._notice(msg('Writing help is off; its key was deleted here.'));
      await this.updateComplete;
      this.shadowRoot!.querySelector<HTMLElement>('.buttons .button')?.focus();
    } catch (error) {
      this._notice(describeError(error), 'error');
    }
  };

  private _on() {
    const { address, model, hasKey } = this._assistant.state;
    const { host } = new URL(address);
    return html`<p><span class="where">${model}</span> <span class="quiet">· ${host}${hasKey ? ` · ${msg('with a key')}` : ''}</span></p>
      <p class="quiet">${msg(str`When you ask for help with a text, or for a summary, that text goes to ${host}, and to nobody else. Nothing goes there by itself; before the first time you see exactly what is sent.`)}</p>
      ${this._problem === '' ? nothing : html`<p class="bad" role="alert">${this._problem}</p>`}
      <div class="buttons">
        <button type="button" class="button" @click=${this._setUp}>${msg('Change')}</button>
        <button type="button" class="button" aria-busy=${String(this._testing)} ?disabled=${this._testing} @click=${this._test}>${this._testing ? msg('Testing…') : msg('Test')}</button>
        <button type="button" class="button" @click=${this._turnOff}>${msg('Turn off')}</button>
      </div>`;
  }

  private _off() {
    return html`<p>${msg('A language model can write from keywords, rephrase, shorten, translate and summarise: one on your own computer, or one of a service that you choose. Until you name one, nothing of it is there and nothing is sent.')}</p>
      <div class="buttons"><button type="button" class="button" @click=${this._setUp}>${msg('Set up writing help')}</button></div>`;
  }

  protected override render() {
    if (this._assistant.value === undefined) return nothing;
    return html`<section aria-labelledby="writing-help">
      <h2 id="writing-help">${msg('Writing help')}</h2>
      ${this._assistant.isOn ? this._on() : this._off()}
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-assistant-settings': IkAssistantSettings;
  }
}
