import { msg } from '@lit/localize';
import type { LitElement } from 'lit';
import type { Services } from '../../app/services.js';
import type { LocalTimes } from '../../domain/calendar/layout/span.js';
import type { EventOccurrence } from '../../domain/calendar/occurrence.js';
import type { Collection } from '../../domain/collections/collection.js';
import type { Settings } from '../../domain/settings/settings.js';
import { dayOf } from '../../domain/time/calendar-date.js';
import { systemClock } from '../../domain/time/clock.js';
import { type DayNumber, type LocalMs, MS_PER_HOUR } from '../../domain/time/types.js';
import { epochToLocal } from '../../domain/time/zone.js';
import { ImportRequestEvent } from '../shared/import-request-event.js';
import { createCalendarActions } from './calendar-actions.js';
import { CalendarDialogs } from './calendar-dialogs.js';
import type { EventActionEvent, EventChangeEvent, EventCreateEvent } from './calendar-events.js';
import type { CalendarListEvent } from './ik-calendar-sidebar.js';

/** OKLCH hue of a first calendar. */
const FIRST_HUE = 265;

/** What the flows need to know of the page they run in, asked at each step. */
export interface FlowsContext {
  readonly services: Services | undefined;
  readonly calendars: readonly Collection[];
  readonly settings: Settings | undefined;
  /** The day in sight. */
  readonly day: DayNumber;
  /** IANA. */
  readonly timeZone: string;
  /** BCP 47. */
  readonly locale: string;
}

/** What a person does on the calendar page, from the wish over dialogs and questions to the data. */
export class CalendarFlows {
  private readonly _dialogs: CalendarDialogs;
  private readonly _actions;

  constructor(
    private readonly _host: LitElement,
    private readonly _context: () => FlowsContext,
  ) {
    this._dialogs = new CalendarDialogs(_host);
    this._actions = createCalendarActions(_host, () => {
      const { services } = _context();
      if (services === undefined) throw new Error('The calendar was changed before there were services.');
      return services;
    });
  }

  /** The calendar of new events: the chosen one, or the first that is shown. */
  defaultCalendar(): Collection | undefined {
    const { calendars, settings } = this._context();
    const chosen = settings?.defaultCalendarId;
    return calendars.find(({ id }) => id === chosen) ?? calendars.find(({ visible }) => visible) ?? calendars[0];
  }

  /** @param times - The next hour of the day in sight when absent. */
  async create(times?: LocalTimes): Promise<void> {
    const { services, calendars, timeZone, locale } = this._context();
    if (services === undefined) return;
    const none = { id: '', name: msg('My calendar') };
    await this._dialogs.createEvent(
      times ?? this._nextHour(),
      this.defaultCalendar()?.id ?? none.id,
      calendars.length > 0 ? calendars : [none],
      {
        timeZone,
        locale,
        save: async (fields, calendarId) => {
          // A first calendar is made with its first event: not for somebody who thinks better of it.
          const known = calendarId || this.defaultCalendar()?.id;
          const id = known ?? (await services.collections.create('calendar', none.name, FIRST_HUE)).id;
          await this._actions.create(id, fields);
          return true;
        },
      },
    );
  }

  /** What an event's card says, read and drawn when it is first wanted. */
  readonly card = async (occurrence: EventOccurrence): Promise<Node> => {
    const { services, timeZone, locale } = this._context();
    const { createEventCard } = await import('./create-event-card.js');
    return createEventCard(occurrence, services!, { timeZone, locale });
  };

  exportVisible(): Promise<void> {
    return this._actions.exportCalendars(this._context().calendars.filter(({ visible }) => visible));
  }

  readonly onCreate = (event: EventCreateEvent): void => void this.create(event.times);

  readonly onChange = (event: EventChangeEvent): void => {
    const { occurrence, times } = event;
    const move = async () => {
      const scope = occurrence.recurring ? await this._dialogs.askScope(msg('Move which events?')) : 'all';
      if (scope !== undefined) await this._actions.move(occurrence, times, scope);
    };
    event.waitUntil(move());
  };

  readonly onAction = (event: EventActionEvent): void => {
    if (event.action === 'edit') void this._edit(event.occurrence);
    else if (event.action === 'duplicate') void this._actions.duplicate(event.occurrence);
    else void this._remove(event.occurrence);
  };

  readonly onList = (event: CalendarListEvent): void => {
    const { action, calendar } = event;
    const { services } = this._context();
    if (action === 'new-event') void this.create();
    else if (action === 'import') this._host.dispatchEvent(new ImportRequestEvent());
    else if (action === 'new-calendar') void this._editCalendar(undefined);
    else if (calendar === undefined) return;
    else if (action === 'toggle') void services?.collections.update(calendar.id, { visible: !calendar.visible });
    else if (action === 'edit') void this._editCalendar(calendar);
    else if (action === 'default') void services?.settings.update({ defaultCalendarId: calendar.id });
    else if (action === 'export') void this._actions.exportCalendars([calendar]);
    else void this._actions.removeCalendar(calendar);
  };

  private _editCalendar(calendar: Collection | undefined) {
    const { services, calendars } = this._context();
    return this._dialogs.editCalendar(calendar, calendars.length, (name, hue) =>
      calendar === undefined
        ? services!.collections.create('calendar', name, hue)
        : services!.collections.update(calendar.id, { name, hue }),
    );
  }

  /** On the day in sight: the hour that comes, or nine in the morning of another day. */
  private _nextHour(): LocalTimes {
    const { day, timeZone } = this._context();
    const now = epochToLocal(timeZone, systemClock.now());
    const start =
      day === dayOf(now) ? Math.ceil(now / MS_PER_HOUR) * MS_PER_HOUR : day * 24 * MS_PER_HOUR + 9 * MS_PER_HOUR;
    return { start: start as LocalMs, end: (start + MS_PER_HOUR) as LocalMs, allDay: false };
  }

  private async _remove(occurrence: EventOccurrence) {
    const scope = occurrence.recurring ? await this._dialogs.askScope(msg('Delete which events?')) : 'all';
    if (scope !== undefined) await this._actions.remove(occurrence, scope);
  }

  private async _edit(occurrence: EventOccurrence) {
    const { services, calendars, timeZone, locale } = this._context();
    await this._dialogs.editEvent(occurrence, services!, calendars, { timeZone, locale, update: this._actions.update });
  }
}
