import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import dueIcon from 'lucide-static/icons/calendar-check.svg?raw';
import flagIcon from 'lucide-static/icons/flag.svg?raw';
import plusIcon from 'lucide-static/icons/plus.svg?raw';
import repeatIcon from 'lucide-static/icons/repeat.svg?raw';
import type { DisplaySettings } from '../../app/display-settings.js';
import { type QuickTask, readPlainTask, readQuickTask } from '../../domain/tasks/quick-task.js';
import { dayOf } from '../../domain/time/calendar-date.js';
import { systemClock } from '../../domain/time/clock.js';
import { createLocalFormats, type LocalFormats } from '../../domain/time/local-formats.js';
import { type LocalMs, MS_PER_DAY } from '../../domain/time/types.js';
import { epochToLocal, localToEpoch } from '../../domain/time/zone.js';
import { ruleText } from '../calendar/rule-text.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { describeError } from '../shared/problem-message.js';
import { dueText, priorityText } from './task-texts.js';

/**
 * The line that adds a task: what is to be done, and when, as people type it. What was understood stands below before
 * Enter takes it; Esc, or a button, takes the line as it is.
 */
@customElement('ik-task-line')
@localized()
export class IkTaskLine extends LitElement {
  static override styles = [
    controls,
    css`
      form { display: flex; gap: 8px; padding: 12px 16px; }
      .input { flex: 1; min-inline-size: 0; }
      .understood { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; margin: -4px 16px 10px; font-size: 13px; }
      .understood:empty { display: none; }
      .fact { display: inline-flex; align-items: center; gap: 6px; min-block-size: 28px; padding-inline: 10px; border-radius: 14px; background: var(--ik-accent-soft); color: var(--ik-text); overflow-wrap: anywhere; }
      .fact svg { inline-size: 15px; block-size: 15px; }
      .link { min-block-size: 32px; padding: 0 4px; border: 0; background: none; color: var(--ik-accent); font: inherit; text-decoration: underline; cursor: pointer; }
      @media (width < 620px) { form { padding: 8px; } .understood { margin: 0 8px 8px; } }
      @media (pointer: coarse) { .button, .input, .link { min-block-size: 44px; } }
    `,
  ];

  @property({ attribute: false }) display: DisplaySettings | undefined;
  /** Takes the task; what is typed stays when it fails. */
  @property({ attribute: false }) add: (task: QuickTask) => Promise<void> = async () => {};

  @state() private _typed = '';
  /** Dates in it are only words. */
  @state() private _plain = false;
  @query('input') private _input!: HTMLInputElement;

  override focus() {
    this._input.focus();
  }

  private get _zone(): string {
    return this.display?.timeZone ?? 'UTC';
  }

  private get _task(): QuickTask {
    if (this._plain) return readPlainTask(this._typed);
    const now = epochToLocal(this._zone, systemClock.now());
    return readQuickTask(this._typed, { now, locale: this.display?.locale ?? 'en', timeZone: this._zone });
  }

  private _type(typed: string) {
    this._typed = typed;
    if (typed === '') this._plain = false;
  }

  private _onSubmit = async (event: Event) => {
    event.preventDefault();
    const typed = this._typed;
    const task = this._task;
    if (task.title === '') return;
    this._type('');
    try {
      await this.add(task);
    } catch (error) {
      if (this._typed === '') this._typed = typed;
      this.dispatchEvent(new NoticeEvent(describeError(error), { kind: 'error' }));
    }
  };

  private _takePlain = () => {
    this._plain = true;
    this._input.focus();
  };

  private _onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || this._task.due === null) return;
    event.preventDefault();
    event.stopPropagation();
    this._takePlain();
  };

  private _whenText({ start, due, allDay }: QuickTask, formats: LocalFormats): string {
    if (due === null) return '';
    if (start !== null) return formats.span({ start, end: (allDay ? due + MS_PER_DAY : due) as LocalMs, allDay });
    const today = dayOf(epochToLocal(this._zone, systemClock.now()));
    return dueText({ due: localToEpoch(this._zone, due), allDay }, { timeZone: this._zone }, today, formats);
  }

  private _understood() {
    const task = this._task;
    const formats = createLocalFormats(this.display?.locale ?? 'en');
    const facts = [
      [dueIcon, this._whenText(task, formats), msg('Due')],
      [repeatIcon, ruleText(task.rrule, formats), msg('Repeats')],
      [flagIcon, task.priority === 0 ? '' : priorityText(task.priority), msg('Priority')],
    ] as const;
    return html`${facts.map(([svg, text, name]) =>
      text === ''
        ? nothing
        : html`<span class="fact">${icon(svg)}<span class="visually-hidden">${name}</span>${text}</span>`,
    )}${
      task.due === null
        ? nothing
        : html`<button type="button" class="link" @click=${this._takePlain}>${msg('Take the whole line as title')}</button>`
    }`;
  }

  protected override render() {
    return html`<form @submit=${this._onSubmit}>
        <input class="input" aria-label=${msg('New task')} aria-describedby="understood" placeholder=${msg('Add a task: “pay rent tomorrow”; ! makes it important')} autocomplete="off" maxlength="500"
          .value=${this._typed} @input=${() => this._type(this._input.value)} @keydown=${this._onKeyDown} />
        <button type="submit" class="button primary">${icon(plusIcon)}${msg('Add')}</button>
      </form>
      <div class="understood" id="understood" role="status">${this._typed === '' ? nothing : this._understood()}</div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-task-line': IkTaskLine;
  }
}
