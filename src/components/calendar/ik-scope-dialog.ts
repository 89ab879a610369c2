import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Scope } from '../../domain/calendar/event-change.js';
import type { SeriesFacts } from '../../domain/calendar/series-facts.js';
import { controls } from '../shared/controls.styles.js';
import '../shared/ik-dialog.js';
import { type ScopeAct, taskHeading, taskNote, taskScopeName } from './task-scope-texts.js';

export interface ScopeQuestion {
  readonly act: ScopeAct;
  /** The rule itself is changed, or the calendar: one event alone cannot have another. */
  readonly notThis?: boolean;
  /** A series of tasks. */
  readonly tasks?: boolean;
  readonly series: SeriesFacts | undefined;
}

const memoryKey = ({ act, tasks }: ScopeQuestion) => `ik-scope-${tasks ? 'task-' : ''}${act}`;

/**
 * Asks whether a change is for one occurrence, for it and those after it, or for all. Open as soon as it is in the page.
 * What was answered last has the focus; arrows go from one answer to the next.
 */
@customElement('ik-scope-dialog')
@localized()
export class IkScopeDialog extends LitElement {
  static override styles = [
    controls,
    css`
      .choices { display: grid; gap: 8px; }
      .button { display: grid; justify-items: start; justify-content: start; gap: 2px; min-block-size: 44px; padding-block: 8px; text-align: start; }
      small { color: var(--ik-text-2); font-size: 12px; font-weight: 400; white-space: normal; }
    `,
  ];

  @property({ attribute: false }) question: ScopeQuestion = { act: 'edit', series: undefined };
  /** Called once; `undefined` when the person thought better of it. */
  @property({ attribute: false }) answer: (scope: Scope | undefined) => void = () => {};
  @state() private _open = true;
  private _chosen: Scope | undefined;

  private _choose(scope: Scope) {
    localStorage.setItem(memoryKey(this.question), scope);
    this._chosen = scope;
    this._open = false;
  }

  private get _scopes(): readonly Scope[] {
    const { notThis, series } = this.question;
    if (this.question.act === 'answer') return ['this', 'all'];
    const scopes: Scope[] = notThis ? [] : ['this'];
    if (series?.first === false) scopes.push('following');
    return [...scopes, 'all'];
  }

  private _heading(): string {
    if (this.question.tasks) return taskHeading(this.question.act);
    switch (this.question.act) {
      case 'edit':
        return msg('Save for which events?');
      case 'move':
        return msg('Move which events?');
      case 'copy':
        return msg('Copy which events?');
      case 'delete':
        return msg('Delete which events?');
      case 'answer':
        return msg('Answer for which events?');
    }
  }

  private _name(scope: Scope): string {
    if (this.question.tasks) return taskScopeName(scope);
    if (scope === 'this') return msg('This event');
    return scope === 'following' ? msg('This and following events') : msg('All events');
  }

  /** What becomes of the occurrences a person has changed by hand. */
  private _note(scope: Scope): string {
    const { act, series } = this.question;
    if (scope === 'this' || series === undefined || act === 'copy') return '';
    const count = series.exceptions[scope];
    if (count === 0) return '';
    if (this.question.tasks) return taskNote(act, count);
    if (act === 'delete')
      return count === 1
        ? msg('One event that was changed by itself goes too.')
        : msg(str`${count} events that were changed by themselves go too.`);
    return count === 1
      ? msg('One event that was changed by itself keeps that.')
      : msg(str`${count} events that were changed by themselves keep that.`);
  }

  private _onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const buttons = [...this.renderRoot.querySelectorAll<HTMLElement>('.choices button')];
    const at = buttons.indexOf(event.target as HTMLElement);
    const next = buttons[(at + (event.key === 'ArrowDown' ? 1 : buttons.length - 1)) % buttons.length];
    event.preventDefault();
    next?.focus();
  };

  protected override render() {
    const scopes = this._scopes;
    const last = localStorage.getItem(memoryKey(this.question));
    const first = scopes.find((scope) => scope === last) ?? scopes[0];
    return html`<ik-dialog compact heading=${this._heading()} .open=${this._open} @ik-close=${() => this.answer(this._chosen)}>
      <div class="choices" role="group" aria-label=${this._heading()} @keydown=${this._onKeyDown}>
        ${scopes.map((scope) => {
          const note = this._note(scope);
          return html`<button type="button" class="button" ?data-autofocus=${scope === first} @click=${() => this._choose(scope)}>
            <span>${this._name(scope)}</span>${note === '' ? nothing : html`<small>${note}</small>`}
          </button>`;
        })}
      </div>
    </ik-dialog>`;
  }
}

/** Whether there is nothing to ask: a rule, or a calendar, of a series at its first occurrence. */
export function isAll({ notThis, series }: ScopeQuestion): boolean {
  return notThis === true && series?.first !== false;
}

/** Asks in a dialog inside `root`. @returns `undefined` when the person closed it. */
export function askScope(root: ShadowRoot, question: ScopeQuestion): Promise<Scope | undefined> {
  return new Promise((resolve) => {
    const dialog = document.createElement('ik-scope-dialog');
    dialog.question = question;
    dialog.answer = (scope) => {
      dialog.remove();
      resolve(scope);
    };
    root.appendChild(dialog);
  });
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-scope-dialog': IkScopeDialog;
  }
}
