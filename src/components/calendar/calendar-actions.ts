import { msg, str } from '@lit/localize';
import type { Done, Services } from '../../app/services.js';
import type { NewTimes, Scope } from '../../domain/calendar/event-change.js';
import type { EventFields } from '../../domain/calendar/event-fields.js';
import type { EventOccurrence, OccurrenceRef } from '../../domain/calendar/occurrence.js';
import type { Collection } from '../../domain/collections/collection.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { describeError } from '../shared/problem-message.js';
import { fileName, saveFile } from '../shared/save-file.js';
import { refOf } from './calendar-events.js';
import { tellOthers } from './invitations/tell-others.js';

export type UpdateOptions = Parameters<Services['calendar']['update']>[3];

/** What the calendar page does to the data. Each says what it did, offers to take it back, and reports failures. */
export interface CalendarActions {
  create(collectionId: string, fields: EventFields): Promise<void>;
  /** Rejects when it could not be stored: the form keeps the input. */
  update(ref: OccurrenceRef, fields: EventFields, scope: Scope, options: UpdateOptions): Promise<void>;
  move(occurrence: EventOccurrence, times: NewTimes, scope: Scope): Promise<void>;
  copy(occurrence: EventOccurrence, times: NewTimes, scope: Scope, collectionId: string): Promise<void>;
  remove(occurrence: EventOccurrence, scope: Scope): Promise<void>;
  exportCalendars(calendars: readonly Collection[]): Promise<void>;
}

/** @param host - Notices are dispatched from it. */
export function createCalendarActions(host: HTMLElement, services: () => Services): CalendarActions {
  const tell = (message: string, done: Done) =>
    host.dispatchEvent(new NoticeEvent(message, { undo: () => done.undo(), ...tellOthers(host, done) }));
  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      host.dispatchEvent(new NoticeEvent(describeError(error), { kind: 'error' }));
    }
  };
  return {
    async create(collectionId, fields) {
      tell(msg('Event created.'), await services().calendar.create(collectionId, fields));
    },
    async update(ref, fields, scope, options) {
      tell(msg('Event saved.'), await services().calendar.update(ref, fields, scope, options));
    },
    move: (occurrence, times, scope) =>
      attempt(async () => tellMoved(tell, occurrence, await services().calendar.move(refOf(occurrence), times, scope))),
    copy: (occurrence, times, scope, collectionId) =>
      attempt(async () => {
        const { calendar } = services();
        tell(msg('Copy created.'), await calendar.copy(refOf(occurrence), times, scope, collectionId));
      }),
    remove: (occurrence, scope) =>
      attempt(async () => tell(msg('Event deleted.'), await services().calendar.remove(refOf(occurrence), scope))),
    exportCalendars: (calendars) =>
      attempt(async () => {
        const text = await services().calendar.exportIcs(calendars.map(({ id }) => id));
        const name = calendars.length === 1 ? calendars[0]!.name : msg('Calendars');
        saveFile(new Blob([text], { type: 'text/calendar' }), fileName(name, 'ics'));
      }),
  };
}

function tellMoved(tell: (message: string, done: Done) => unknown, { title }: EventOccurrence, done: Done): void {
  tell(title === '' ? msg('Event moved.') : msg(str`“${title}” moved.`), done);
}
