import { localized, msg, str } from '@lit/localize';
import { css, html } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { type AssistantState, assistantOff } from '../../domain/assistant/assistant.js';
import { knownAssistants, readAssistantAddress } from '../../domain/assistant/assistant-address.js';
import { AccountDialog } from '../account/account-dialog.js';
import { describeAddressProblem, describeAssistantProblem } from './assistant-texts.js';
import { testAssistant } from './test-assistant.js';

const MAX_KEY = 2_000;
const MAX_MODEL = 200;

/**
 * Names the language model that helps to write: address, key, model. It is asked one word before it is kept.
 *
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 */
@customElement('ik-assistant-dialog')
@localized()
export class IkAssistantDialog extends AccountDialog {
  static override styles = [...AccountDialog.styles, css`.list { align-self: end; }`];

  /** What is set up so far. */
  @property({ attribute: false }) assistant: AssistantState = assistantOff;
  /** It was kept. */
  done = false;
  @state() private _models: readonly string[] = [];
  @state() private _listed = '';
  /** The test failed: it may be kept all the same. */
  @state() private _failed = false;
  @query('#address') private _address!: HTMLInputElement;
  @query('#key') private _key!: HTMLInputElement;
  @query('#model') private _model!: HTMLInputElement;

  /** What is typed; `undefined` when the address is none, which was said. */
  private _setup() {
    const read = readAssistantAddress(this._address.value);
    if ('problem' in read) {
      this._problem = describeAddressProblem(read.problem);
      this._address.focus();
      return undefined;
    }
    const typed = this._key.value.trim();
    const isKept = typed === '' && this._keepsKey(read.url);
    return { address: read.url, model: this._model.value.trim(), ...(isKept ? {} : { key: typed }) };
  }

  private _keepsKey(url: string): boolean {
    const { hasKey, address } = this.assistant;
    return hasKey && new URL(address).origin === new URL(url).origin;
  }

  private _list = async () => {
    const setup = this._setup();
    if (setup === undefined) return;
    this._listed = '';
    await this._do(async ({ assistant }) => {
      const { models, problem } = await assistant.models(setup);
      if (problem !== undefined) this._problem = describeAssistantProblem(problem);
      else this._listed = models.length === 1 ? msg('1 model found.') : msg(str`${models.length} models found.`);
      this._models = models;
    });
    if (this._models.length > 0 && this._model.value === '') this._model.focus();
  };

  private _submit = (event: Event) => {
    event.preventDefault();
    void this._save(this._failed);
  };

  private async _save(isUntested: boolean) {
    const setup = this._setup();
    if (setup === undefined) return;
    if (setup.model === '') {
      this._problem = msg('Choose a model.');
      this._model.focus();
      return;
    }
    await this._do(async (services) => {
      const problem = isUntested ? undefined : await testAssistant(services, setup);
      this._failed = problem !== undefined;
      if (problem !== undefined) {
        this._problem = describeAssistantProblem(problem);
        return;
      }
      await services.assistant.setUp(setup);
      this.done = true;
    });
    if (this.done) this._close();
  }

  private _changed = () => {
    this._failed = false;
    this._problem = '';
  };

  private _modelField() {
    return html`<div class="row">
        <label class="field grow">${msg('Model')}
          <input id="model" list="models" required maxlength=${MAX_MODEL} .defaultValue=${this.assistant.model} autocomplete="off" autocapitalize="off" spellcheck="false" />
        </label>
        <datalist id="models">${this._models.map((model) => html`<option value=${model}></option>`)}</datalist>
        <button type="button" class="button list" ?disabled=${this._busy} @click=${this._list}>${msg('List models')}</button>
      </div>
      <p class="quiet" role="status">${this._listed}</p>`;
  }

  protected override render() {
    const { address, hasKey } = this.assistant;
    const label = this._busy ? msg('Testing…') : this._failed ? msg('Keep it all the same') : msg('Test and keep');
    return this._dialog(
      msg('Writing help'),
      html`<form class="stack" id="form" @submit=${this._submit} @input=${this._changed}>
        <label class="field">${msg('Address')}
          <input id="address" data-autofocus list="known" required maxlength="500" inputmode="url" .defaultValue=${address} placeholder="https://api.example.org/v1" autocomplete="off" autocapitalize="off" spellcheck="false" />
        </label>
        <datalist id="known">${knownAssistants.map(({ name, url }) => html`<option value=${url}>${name}</option>`)}</datalist>
        <p class="quiet">${msg('Of any service or program that speaks OpenAI’s chat protocol: most do, also Ollama and LM Studio on your own computer.')}</p>
        <label class="field">${msg('Key')}
          <input id="key" type="password" maxlength=${MAX_KEY} placeholder=${hasKey ? msg('the one that is kept') : msg('none, for a model on this computer')} autocomplete="off" spellcheck="false" />
        </label>
        <p class="quiet">${msg('Kept on this device alone, encrypted with a key that the browser does not give out. It goes to this address and nowhere else.')}</p>
        ${this._modelField()}
        ${this._problemText()}
      </form>
      <button slot="footer" type="button" class="button" @click=${this._close}>${msg('Cancel')}</button>
      <button slot="footer" type="submit" form="form" class="button primary" ?disabled=${this._busy} aria-busy=${String(this._busy)}>${label}</button>`,
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-assistant-dialog': IkAssistantDialog;
  }
}
