// The form of an event that is there already; its code comes with the form.
import type { Services } from '../../app/services.js';
import type { Scope } from '../../domain/calendar/event-change.js';
import type { EventFields } from '../../domain/calendar/event-fields.js';
import type { OccurrenceRef } from '../../domain/calendar/occurrence.js';
import type { Collection } from '../../domain/collections/collection.js';
import type { UnsavedEvent } from '../../domain/lock/unsaved-form.js';
import type { CalendarActions } from './calendar-actions.js';
import './ik-event-dialog.js';
import type { EventFormHelp, IkEventDialog, SaveEvent } from './ik-event-dialog.js';
import type { ScopeQuestion } from './ik-scope-dialog.js';

/** What every form of an event is given. */
export interface EventFormLooks {
  readonly timeZone: string;
  readonly locale: string;
  readonly meetingTemplate: string;
  readonly help: EventFormHelp;
  readonly knowsOwn: boolean;
}

export interface EditEvent extends EventFormLooks, Pick<CalendarActions, 'update'> {
  readonly ref: OccurrenceRef;
  readonly services: Services;
  /** Those that can be written to. */
  readonly calendars: readonly Collection[];
  /** What the form begins with, of what the event says. */
  readonly change?: (fields: EventFields) => EventFields;
  /** What was typed before the app was locked. */
  readonly begin?: UnsavedEvent;
  /** Which of a series is meant; `undefined` when the person thought better of it. */
  askScope(question: ScopeQuestion): Promise<Scope | undefined>;
}

const repeatOf = ({ rrule, moreRules, rdates, exdates }: EventFields) =>
  JSON.stringify([rrule, moreRules, rdates, exdates]);
const repeatsOtherwise = (a: EventFields, b: EventFields) => repeatOf(a) !== repeatOf(b);

/** @returns the form, to be put into the page; `undefined` when the event was deleted meanwhile. */
export async function editEventForm(edit: EditEvent): Promise<IkEventDialog | undefined> {
  const { ref, services, calendars, update, change = (given) => given, begin, askScope, ...looks } = edit;
  const detail = await services.calendar.read(ref);
  if (detail === undefined) return undefined;
  const { recurring, series, odd } = detail;
  const { collectionId, uid } = ref;
  // What others changed while the app was locked stays: only what was typed is written.
  const fields = begin?.about?.before ?? detail.fields;
  const save: SaveEvent = async (changed, calendarId) => {
    // A rule and a calendar are not of one occurrence alone.
    const notThis = repeatsOtherwise(changed, fields) || calendarId !== collectionId;
    const scope = recurring ? await askScope({ act: 'edit', notThis, series }) : 'all';
    if (scope === undefined) return false;
    await update(ref, changed, scope, { before: fields, collectionId: calendarId });
    return true;
  };
  return Object.assign(document.createElement('ik-event-dialog'), {
    ...looks,
    ...{ fields: change(fields), calendarId: collectionId, calendars, isNew: false, more: false, odd, save, uid },
    about: { ref, before: fields },
    begin,
  });
}
