import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Services } from '../../app/services.js';
import { type AssistantAnswer, type AssistantState, assistantOff } from '../../domain/assistant/assistant.js';
import {
  promptOf,
  type WritingTask,
  type WritingTaskKind,
  type WritingTone,
  writingTones,
} from '../../domain/assistant/writing-task.js';
import { controls } from '../shared/controls.styles.js';
import '../shared/ik-dialog.js';
import { describeError } from '../shared/problem-message.js';
import { describeAssistantProblem, taskName, toneName } from './assistant-texts.js';
import { styles } from './ik-writing-help.styles.js';
import { englishName, offeredLanguages } from './languages.js';

/** What help is asked with. */
export interface WritingHelpContext {
  readonly services: Services;
  /** BCP 47; of the answers that are for the person. */
  readonly locale: string;
  /** What is offered; the first is chosen at first. Those that change a text need one. */
  readonly tasks: readonly WritingTaskKind[];
  /** What is selected in the editor, or all of it; or what is read. */
  readonly text: string;
  readonly subject?: string;
  /** What the message should say, where the person has said that already. */
  readonly keywords?: string;
  /** What the draft answers. */
  readonly conversation?: string;
  /** Messages of the conversation that had no room. */
  readonly left?: number;
  /** Whether the text is one that an answer may go into. */
  readonly canInsert: boolean;
  /** Whether `text` is selected there, so that an answer takes its place; otherwise it stands where the cursor is. */
  readonly canReplace?: boolean;
}

/** What becomes of an answer. */
export interface WritingHelpResult {
  readonly mode: 'insert' | 'replace';
  readonly text: string;
}

/**
 * Asks a language model for help with a text: shows what is sent, streams the answer into a preview, and gives it to whoever
 * opened it only by a press. Open as soon as it is in the page.
 *
 * @fires {Event} ik-close - It was closed; `result` has what was chosen. Does not bubble.
 */
@customElement('ik-writing-help')
@localized()
export class IkWritingHelp extends LitElement {
  static override styles = [controls, styles];

  @property({ attribute: false }) context: WritingHelpContext | undefined;
  @property({ attribute: false }) assistant: AssistantState = assistantOff;
  /** What the person chose to do with the answer. */
  result: WritingHelpResult | undefined;
  @state() private _kind: WritingTaskKind = 'summarise';
  @state() private _keywords = '';
  @state() private _tone: WritingTone = 'friendly';
  @state() private _language = 'en';
  @state() private _withConversation = false;
  @state() private _running: AbortController | undefined;
  @state() private _answer: AssistantAnswer | undefined;
  @state() private _error = '';
  @state() private _copied = false;
  @query('textarea.answer') private _edited!: HTMLTextAreaElement | null;

  protected override willUpdate(changed: PropertyValues<this>) {
    const { context } = this;
    if (!changed.has('context') || context === undefined) return;
    this._kind = context.tasks[0] ?? 'summarise';
    this._keywords = context.keywords ?? '';
    this._language = offeredLanguages(context.locale)[0]!.tag;
  }

  /** What was agreed to once is done at once: nothing more has to be chosen for a summary. */
  protected override firstUpdated() {
    if (this.assistant.isAgreed && this._kind === 'summarise') queueMicrotask(this._ask);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this._running?.abort();
  }

  private get _task(): WritingTask {
    const { text = '', subject, conversation } = this.context ?? {};
    const kind = this._kind;
    if (kind !== 'draft')
      return {
        kind,
        text,
        ...(kind === 'tone' && { tone: this._tone }),
        ...((kind === 'translate' || kind === 'summarise') && { language: englishName(this._language) }),
      };
    return {
      kind,
      text: this._keywords,
      ...(subject !== undefined && { subject }),
      ...(this._withConversation && conversation !== undefined && { conversation }),
    };
  }

  private get _host(): string {
    return this.assistant.isOn ? new URL(this.assistant.address).host : '';
  }

  private _ask = async () => {
    const { context } = this;
    const task = this._task;
    if (context === undefined || this._running !== undefined || task.text.trim() === '') return;
    const running = new AbortController();
    this._running = running;
    this._answer = { text: '' };
    this._error = '';
    this._copied = false;
    try {
      const { assistant } = context.services;
      if (!this.assistant.isAgreed) await assistant.agree();
      this.assistant = { ...this.assistant, isAgreed: true };
      this._answer = await assistant.ask(promptOf(task).messages, {
        signal: running.signal,
        onText: (text) => {
          if (this._running === running) this._answer = { text };
        },
      });
    } catch (error) {
      this._error = describeError(error);
    } finally {
      this._running = undefined;
    }
  };

  private _finish(mode: WritingHelpResult['mode']) {
    this.result = { mode, text: this._edited?.value ?? this._answer?.text ?? '' };
    this._close();
  }

  private _close = () => this.dispatchEvent(new Event('ik-close'));

  private _copy = async () => {
    try {
      await navigator.clipboard.writeText(this._answer?.text ?? '');
      this._copied = true;
    } catch (error) {
      this._error = describeError(error);
    }
  };

  private _choose(kind: WritingTaskKind) {
    this._kind = kind;
    this._answer = undefined;
    this._error = '';
  }

  private _tasks() {
    const { tasks = [], text = '' } = this.context ?? {};
    if (tasks.length < 2) return nothing;
    const busy = this._running !== undefined;
    return html`<fieldset class="tasks" aria-label=${msg('What to do')}>
      ${tasks.map(
        (
          kind,
        ) => html`<label><input type="radio" name="task" .checked=${kind === this._kind} ?disabled=${busy || (kind !== 'draft' && text.trim() === '')}
            @change=${() => this._choose(kind)} />${taskName(kind)}</label>`,
      )}
    </fieldset>`;
  }

  private _options() {
    const busy = this._running !== undefined;
    const value = (event: Event) => (event.target as HTMLSelectElement).value;
    switch (this._kind) {
      case 'draft':
        return html`<label class="field">${msg('What the message should say, in a few words')}
            <textarea id="keywords" data-autofocus rows="3" maxlength="8000" dir="auto" ?readonly=${busy} .value=${this._keywords}
              @input=${(event: Event) => {
                this._keywords = (event.target as HTMLTextAreaElement).value;
              }}></textarea></label>
          ${
            (this.context?.conversation ?? '') === ''
              ? nothing
              : html`<label class="tick"><input type="checkbox" .checked=${this._withConversation} ?disabled=${busy} @change=${(
                  event: Event,
                ) => {
                  this._withConversation = (event.target as HTMLInputElement).checked;
                }} />${msg('Send what it answers, too')}</label>`
          }`;
      case 'tone':
        return html`<label class="field">${msg('Tone')}<select ?disabled=${busy} @change=${(event: Event) => {
          this._tone = value(event) as WritingTone;
        }}>${writingTones.map((tone) => html`<option value=${tone} ?selected=${tone === this._tone}>${toneName(tone)}</option>`)}</select></label>`;
      case 'translate':
      case 'summarise':
        return html`<label class="field">${msg('Language')}<select ?disabled=${busy} @change=${(event: Event) => {
          this._language = value(event);
        }}>${offeredLanguages(this.context?.locale ?? 'en').map(({ tag, name }) => html`<option value=${tag} ?selected=${tag === this._language}>${name}</option>`)}</select></label>`;
      default:
        return nothing;
    }
  }

  /** Exactly what is sent, and what of the text is not. */
  private _sent() {
    const { messages, isCut } = promptOf(this._task);
    const left = this.context?.left ?? 0;
    const isAgreed = this.assistant.isAgreed;
    return html`${isAgreed ? nothing : html`<p class="first">${msg(str`This goes to ${this._host}, and to nobody else. Look at it before you send it; later it is sent as soon as you ask for it.`)}</p>`}
      <details class="sent" ?open=${!isAgreed}>
        <summary>${msg(str`What is sent to ${this._host}`)}</summary>
        <div class="messages" tabindex="0" role="region" aria-label=${msg('What is sent')}>${messages.map(({ content }) => html`<pre dir="auto">${content}</pre>`)}</div>
      </details>
      ${isCut || left > 0 ? html`<p class="quiet">${left > 0 ? msg(str`The conversation is long: ${left} of its older messages are left out.`) : msg('The text is long: its end is left out.')}</p>` : nothing}`;
  }

  private _preview() {
    const answer = this._answer;
    if (answer === undefined && this._error === '') return nothing;
    const { text = '', problem, isCut } = answer ?? {};
    const busy = this._running !== undefined;
    const status = busy ? (text === '' ? msg('Asking…') : msg('Writing…')) : problem === undefined ? msg('Done.') : '';
    const shown = problem !== undefined && problem.kind !== 'stopped' ? describeAssistantProblem(problem) : '';
    return html`<div class="preview" aria-busy=${String(busy)}>
      <p class=${busy ? 'quiet busy' : 'visually-hidden'} role="status">${this._error === '' ? status : ''}</p>
      ${
        text === ''
          ? nothing
          : this.context?.canInsert === true
            ? html`<textarea class="answer input" dir="auto" aria-label=${msg('Answer')} ?readonly=${busy} .value=${text}></textarea>`
            : html`<div class="answer" dir="auto" role="region" aria-label=${msg('Answer')}>${text}</div>`
      }
      ${isCut === true && !busy ? html`<p class="quiet">${msg('The answer was too long: this is its beginning.')}</p>` : nothing}
      ${this._error === '' && shown === '' ? nothing : html`<p class="problem" role="alert">${this._error || shown}</p>`}
    </div>`;
  }

  private _footer() {
    const busy = this._running !== undefined;
    const text = this._answer?.text ?? '';
    const isEmpty = this._task.text.trim() === '';
    const send = this.assistant.isAgreed ? taskName(this._kind) : msg(str`Send to ${this._host}`);
    if (busy)
      return html`<button slot="footer" type="button" class="button" @click=${() => this._running?.abort()}>${msg('Stop')}</button>`;
    const ask = html`<button slot="footer" type="button" class=${text === '' ? 'button primary' : 'button'} ?disabled=${isEmpty} @click=${this._ask}>${text === '' ? send : msg('Try again')}</button>`;
    if (text === '')
      return html`<button slot="footer" type="button" class="button" @click=${this._close}>${msg('Cancel')}</button>${ask}`;
    if (this.context?.canInsert !== true)
      return html`${ask}<button slot="footer" type="button" class="button" @click=${this._copy}>${this._copied ? msg('Copied') : msg('Copy')}</button>
        <button slot="footer" type="button" class="button primary" @click=${this._close}>${msg('Close')}</button>`;
    const replaces = this.context.canReplace === true;
    return html`${ask}<button slot="footer" type="button" class="button primary" @click=${() => this._finish(replaces ? 'replace' : 'insert')}>${replaces ? msg('Replace') : msg('Insert')}</button>`;
  }

  protected override render() {
    if (this.context === undefined) return nothing;
    const { tasks } = this.context;
    return html`<ik-dialog open heading=${tasks.length === 1 ? taskName(tasks[0]!) : msg('Writing help')} @ik-close=${this._close}>
      <div class="stack">${this._tasks()} ${this._options()} ${this._sent()} ${this._preview()}</div>
      ${this._footer()}
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-writing-help': IkWritingHelp;
  }
}
