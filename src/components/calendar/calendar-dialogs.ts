import type { LitElement } from 'lit';
import type { Services } from '../../app/services.js';
import type { Scope } from '../../domain/calendar/event-change.js';
import type { EventFields } from '../../domain/calendar/event-fields.js';
import type { EventOccurrence } from '../../domain/calendar/occurrence.js';
import type { Collection } from '../../domain/collections/collection.js';
import type { CalendarActions } from './calendar-actions.js';
import { refOf } from './calendar-events.js';
import type { EventFormHelp, IkEventDialog, SaveEvent } from './ik-event-dialog.js';
import type { ScopeQuestion } from './ik-scope-dialog.js';

interface DialogDisplay {
  readonly timeZone: string;
  readonly locale: string;
  readonly meetingTemplate: string;
  readonly help: EventFormHelp;
  readonly knowsOwn: boolean;
}

/** @see CalendarDialogs.editEvent */
type EditOptions = DialogDisplay &
  Pick<CalendarActions, 'update'> & {
    /** What the form begins with, of what the event says. */
    readonly change?: (fields: EventFields) => EventFields;
  };

const repeatOf = ({ rrule, moreRules, rdates, exdates }: EventFields) =>
  JSON.stringify([rrule, moreRules, rdates, exdates]);
const repeatsOtherwise = (a: EventFields, b: EventFields) => repeatOf(a) !== repeatOf(b);

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
    options: DialogDisplay & Pick<IkEventDialog, 'save' | 'more' | 'finding' | 'remindersOf'>,
  ): Promise<void> {
    await this._showEvent({ ...options, fields, calendarId, calendars, isNew: true, odd: [] });
  }

  async editEvent(
    occurrence: EventOccurrence,
    services: Services,
    calendars: readonly Collection[],
    { update, change = (given) => given, ...options }: EditOptions,
  ): Promise<void> {
    const ref = refOf(occurrence);
    const detail = await services.calendar.read(ref);
    if (detail === undefined) return; // deleted meanwhile
    const { fields, recurring, series, odd } = detail;
    const { collectionId } = occurrence;
    const save: SaveEvent = async (changed, calendarId) => {
      // A rule and a calendar are not of one occurrence alone.
      const notThis = repeatsOtherwise(changed, fields) || calendarId !== collectionId;
      const scope = recurring ? await this.askScope({ act: 'edit', notThis, series }) : 'all';
      if (scope === undefined) return false;
      await update(ref, changed, scope, { before: fields, collectionId: calendarId });
      return true;
    };
    await this._showEvent({
      ...options,
      fields: change(fields),
      calendarId: collectionId,
      calendars,
      isNew: false,
      more: false,
      odd,
      save,
      uid: ref.uid,
    });
  }

  private async _showEvent(
    values: DialogDisplay &
      Pick<IkEventDialog, 'fields' | 'calendarId' | 'calendars' | 'isNew' | 'more' | 'odd' | 'save'> &
      Partial<Pick<IkEventDialog, 'uid' | 'finding' | 'remindersOf'>>,
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
