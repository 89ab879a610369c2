import { msg } from '@lit/localize';
import type { LitElement } from 'lit';
import type { Services } from '../../app/services.js';
import type { Absence } from '../../domain/calendar/absence-fields.js';
import type { EventFields } from '../../domain/calendar/event-fields.js';
import { firstHour } from '../../domain/calendar/first-hour.js';
import type { LocalTimes } from '../../domain/calendar/layout/span.js';
import { type Collection, canEdit } from '../../domain/collections/collection.js';
import { defaultSettings } from '../../domain/settings/settings.js';
import { systemClock } from '../../domain/time/clock.js';
import { type LocalMs, MS_PER_MINUTE } from '../../domain/time/types.js';
import { epochToLocal } from '../../domain/time/zone.js';
import { typingAhead } from '../shared/type-ahead-keys.js';
import type { CalendarActions } from './calendar-actions.js';
import type { CalendarDialogs } from './calendar-dialogs.js';
import type { EventCreateEvent } from './calendar-events.js';
import { defaultCalendar } from './default-calendar.js';
import { type RemindersOf, remindersFor } from './default-reminders.js';
import { newEventFields } from './event-draft.js';
import { type FlowsContext, formOptions } from './flows-context.js';
import { PressedPlace } from './pressed-place.js';

/** OKLCH hue of a first calendar. */
const FIRST_HUE = 265;

const isEventFields = (given: LocalTimes | EventFields): given is EventFields => 'title' in given;

/** How a new event comes to be: by a press on the calendar, a sentence, a key or a command. */
export class CreateFlows {
  private readonly _place: PressedPlace;
  private _waited = false;

  constructor(
    private readonly _host: LitElement,
    private readonly _context: () => FlowsContext,
    private readonly _tools: { readonly dialogs: CalendarDialogs; readonly actions: CalendarActions },
  ) {
    this._place = new PressedPlace(_host);
  }

  /**
   * Opens the form of a new event.
   *
   * @param given - What is known of it already; the next hour of the day in sight when absent.
   * @param how.finding - With the search for a time that suits everybody.
   */
  async create(
    given?: LocalTimes | EventFields,
    calendar?: string,
    how: { readonly finding?: boolean } = {},
  ): Promise<void> {
    await typingAhead(async () => this._create(await this._ready(), given, calendar, how));
  }

  private async _create(
    services: Services | undefined,
    given: LocalTimes | EventFields | undefined,
    calendarId = this._defaultId ?? '',
    how: { readonly finding?: boolean },
  ): Promise<void> {
    if (services === undefined) return;
    const times = given ?? this._nextHour();
    const isFields = isEventFields(times);
    const fields = isFields ? times : this._newFields(times, calendarId);
    const isAbsence = isFields && times.absence !== '';
    // Nobody is reminded of being away.
    const remindersOf: RemindersOf = isAbsence ? () => [] : this.remindersOf;
    const options = {
      ...(await formOptions(this._context(), services)),
      more: isFields && !isAbsence,
      finding: false,
      remindersOf,
      save: this.saveNew,
      ...how,
    };
    await this._tools.dialogs.createEvent(fields, calendarId, this.calendars(), options);
  }

  /** The services, once there is a calendar that something new can be in; waited for once. */
  private async _ready(): Promise<Services | undefined> {
    const { services } = this._context();
    if (services !== undefined && !this._waited && this._editable().length === 0) {
      this._waited = true;
      await (await import('./first-calendar.js')).firstCalendar(services);
    }
    return services;
  }

  /** Opens the form of a new absence on the day in sight. */
  async createAbsence(kind: Absence): Promise<void> {
    const { absenceDraft } = await import('./absences/absence-draft.js');
    await this.create(absenceDraft(kind, this._context()));
  }

  private _newFields({ start, end, allDay }: LocalTimes, calendarId: string): EventFields {
    const fields = newEventFields(start, end, allDay, this._context().timeZone);
    return { ...fields, alarms: this.remindersOf(calendarId, allDay) };
  }

  /** Reminders of something new. */
  readonly remindersOf: RemindersOf = (calendarId, allDay) => {
    const { calendars, settings } = this._context();
    return remindersFor(calendars, settings)(calendarId, allDay);
  };

  /** Calendars a new event can be in; the one that is made with it where there is none. */
  calendars(): readonly Pick<Collection, 'id' | 'name'>[] {
    const calendars = this._editable();
    return calendars.length > 0 ? calendars : [{ id: '', name: msg('My calendar') }];
  }

  readonly saveNew = async (fields: EventFields, calendarId: string): Promise<boolean> => {
    // A first calendar is made with its first event: not for somebody who thinks better of it.
    const known = calendarId || this._defaultId;
    const id =
      known ?? (await this._context().services!.collections.create('calendar', msg('My calendar'), FIRST_HUE)).id;
    await this._tools.actions.create(id, fields);
    return true;
  };

  /** A card beside the place that was clicked; all of the form from there. */
  readonly onCreate = async ({ times: slot }: EventCreateEvent): Promise<void> => {
    const times = this._place.isDrawn ? slot : this._withLength(slot);
    await this._ready();
    const { openQuickCard } = await import('./quick-create.js');
    openQuickCard(this._host, this._quick(), { times, anchor: this._place.anchor });
  };

  /** The card with a sentence in it, or the field to type one. */
  readonly createFromSentence = async (sentence: string): Promise<void> => {
    await typingAhead(async () => {
      await this._ready();
      const { openQuickCard } = await import('./quick-create.js');
      openQuickCard(this._host, this._quick(), { sentence });
    });
  };

  /** A time that was only pressed says when an event begins: it is as long as new events are. */
  private _withLength<Times extends LocalTimes>(slot: Times): Times {
    if (slot.allDay) return slot;
    const { defaultDuration } = this._context().settings ?? defaultSettings;
    return { ...slot, end: (slot.start + defaultDuration * MS_PER_MINUTE) as LocalMs };
  }

  /** On the day in sight, as long as the settings say. */
  private _nextHour(): LocalTimes {
    const { day, timeZone } = this._context();
    const start = firstHour(day, epochToLocal(timeZone, systemClock.now()));
    const { defaultDuration } = this._context().settings ?? defaultSettings;
    return { start, end: (start + defaultDuration * MS_PER_MINUTE) as LocalMs, allDay: false };
  }

  private _quick() {
    const { timeZone, locale, settings = defaultSettings, services } = this._context();
    return {
      ...{ timeZone, locale, services: services! },
      minutes: settings.defaultDuration,
      calendars: this.calendars(),
      calendarId: this._defaultId ?? '',
      remindersOf: this.remindersOf,
      save: this.saveNew,
      more: (fields: EventFields, calendarId: string) => void this.create(fields, calendarId),
    };
  }

  private get _defaultId(): string | undefined {
    const { calendars, settings } = this._context();
    return defaultCalendar(calendars, settings)?.id;
  }

  private _editable(): readonly Collection[] {
    return this._context().calendars.filter(canEdit);
  }
}
