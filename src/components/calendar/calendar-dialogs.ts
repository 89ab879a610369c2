import type { LitElement } from 'lit';
import type { Scope } from '../../domain/calendar/event-change.js';
import type { EventFields } from '../../domain/calendar/event-fields.js';
import type { EventOccurrence } from '../../domain/calendar/occurrence.js';
import type { Collection } from '../../domain/collections/collection.js';
import { refOf } from './calendar-events.js';
import type { EditEvent, EventFormLooks } from './edit-event-form.js';
import type { IkEventDialog } from './ik-event-dialog.js';
import type { ScopeQuestion } from './ik-scope-dialog.js';

/** The page's dialogs: their code is loaded when one is first opened. */
export class CalendarDialogs {
  constructor(private readonly _host: LitElement) {}

  /** Asks only where there is a choice. @returns `undefined` when the person thought better of it. */
  async askScope(question: ScopeQuestion): Promise<Scope | undefined> {
    if (question.notThis && question.series?.first !== false) return 'all';
    const { askScope } = await import('./ik-scope-dialog.js');
    return askScope(this._root, question);
  }

  async createEvent(
    fields: EventFields,
    calendarId: string,
    calendars: IkEventDialog['calendars'],
    options: EventFormLooks & Pick<IkEventDialog, 'save' | 'more' | 'finding' | 'remindersOf'>,
  ): Promise<void> {
    await this._showEvent({ ...options, fields, calendarId, calendars, isNew: true, odd: [] });
  }

  async editEvent(occurrence: EventOccurrence, options: Omit<EditEvent, 'ref' | 'askScope'>): Promise<void> {
    const { editEventForm } = await import('./edit-event-form.js');
    const askScope = (question: ScopeQuestion) => this.askScope(question);
    const dialog = await editEventForm({ ...options, ref: refOf(occurrence), askScope });
    if (dialog !== undefined) this._show(dialog);
  }

  private async _showEvent(
    values: EventFormLooks &
      Pick<IkEventDialog, 'fields' | 'calendarId' | 'calendars' | 'isNew' | 'more' | 'odd' | 'save'> &
      Partial<Pick<IkEventDialog, 'finding' | 'remindersOf'>>,
  ): Promise<void> {
    await import('./ik-event-dialog.js');
    const dialog = document.createElement('ik-event-dialog');
    this._show(Object.assign(dialog, values));
  }

  /** @param choices - Calendars to choose another one from. */
  async restore(calendar: Collection, choices?: readonly Collection[]): Promise<void> {
    const { showRestore } = await import('../history/show-history.js');
    await showRestore(this._root, calendar, choices);
  }

  /** @param readonly - It may only be looked at. */
  async history(occurrence: EventOccurrence, readonly: boolean): Promise<void> {
    const { showHistory } = await import('../history/show-history.js');
    await showHistory(this._root, refOf(occurrence), occurrence.title, readonly);
  }

  async deleted(): Promise<void> {
    const { showDeleted } = await import('../history/show-history.js');
    await showDeleted(this._root, 'calendar');
  }

  /** Forms that are open offer the calendars that there are now. */
  follow(calendars: IkEventDialog['calendars']): void {
    for (const form of this._root.querySelectorAll('ik-event-dialog')) form.calendars = calendars;
  }

  private get _root(): ShadowRoot {
    return this._host.shadowRoot!;
  }

  private _show(dialog: HTMLElement): void {
    dialog.addEventListener('ik-close', () => dialog.remove());
    this._root.appendChild(dialog);
  }
}
