import { msg, str } from '@lit/localize';
import type { LitElement } from 'lit';
import type { Done, Services } from '../../app/services.js';
import type { Absence } from '../../domain/calendar/absence-fields.js';
import { type Collection, canEdit } from '../../domain/collections/collection.js';
import { calendarGroups, orderChanges } from '../../domain/collections/order.js';
import type { Settings } from '../../domain/settings/settings.js';
import { ImportRequestEvent } from '../shared/import-request-event.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { describeError } from '../shared/problem-message.js';
import type { CalendarAction, CalendarListEvent } from './calendar-list-event.js';

/** What the list's flows need to know of the page, asked at each step. */
export interface ListContext {
  readonly services: Services | undefined;
  readonly calendars: readonly Collection[];
  readonly settings: Settings | undefined;
  /** BCP 47. */
  readonly locale: string;
  /** The calendar of new events. */
  readonly home: string | undefined;
}

/** Hues of new calendars, far apart. */
const hues = [265, 150, 185, 75, 15, 320];
const BIRTHDAY_HUE = 320;

/** What a person does with whole calendars. Each change says what it did, and can be taken back. */
export class CalendarListFlows {
  constructor(
    private readonly _host: LitElement,
    private readonly _context: () => ListContext,
    /** What is not about the list itself. */
    private readonly _other: {
      create(): void;
      createTask(): void;
      createAbsence(kind: Absence): void;
      exportCalendars(calendars: readonly Collection[]): Promise<void>;
      restore(calendar: Collection): Promise<void>;
      showDeleted(): Promise<void>;
    },
  ) {}

  readonly onList = (event: CalendarListEvent): void => {
    const { action, calendar, order } = event;
    if (action === 'new-event') this._other.create();
    else if (action === 'new-task') this._other.createTask();
    else if (action === 'new-out-of-office') this._other.createAbsence('out-of-office');
    else if (action === 'new-focus') this._other.createAbsence('focus');
    else if (action === 'import') this._host.dispatchEvent(new ImportRequestEvent());
    else if (action === 'deleted') void this._other.showDeleted();
    else if (action === 'new-calendar') void this.edit(undefined);
    else if (action === 'subscribe') void this.subscribe();
    else if (action === 'holidays') void this._openHolidays();
    else if (action === 'birthdays') void this._attempt(() => this._addBirthdays());
    else if (action === 'show-all') void this.show(() => true, msg('All calendars are shown.'));
    else if (action === 'hide-all') void this.show(() => false, msg('No calendar is shown.'));
    else if (action === 'order') void this._reorder(order);
    else if (calendar !== undefined) this._onCalendar(action as CalendarAction, calendar);
  };

  private _onCalendar(action: CalendarAction, calendar: Collection) {
    const { services } = this._context();
    const { id, name, visible } = calendar;
    if (action === 'toggle') void this._attempt(async () => services?.collections.update(id, { visible: !visible }));
    else if (action === 'only') void this.show((other) => other.id === id, msg(str`Only “${name}” is shown.`));
    else if (action === 'edit') void this.edit(calendar);
    else if (action === 'default') void services?.settings.update({ defaultCalendarId: id });
    else if (action === 'refresh') void this._attempt(async () => services?.subscriptions.refresh(id));
    else if (action === 'export') void this._other.exportCalendars([calendar]);
    else if (action === 'restore') void this._other.restore(calendar);
    else if (action === 'share' || action === 'leave') void this._attempt(() => this._share(action, calendar));
    else if (action === 'delete') void this._remove(calendar);
  }

  private async _share(action: 'share' | 'leave', calendar: Collection): Promise<void> {
    const { services } = this._context();
    if (services === undefined) return;
    const { openLeave, openShare } = await import('../sharing/open-share.js');
    const root = this._host.shadowRoot!;
    if (action === 'share') openShare(root, calendar, services);
    else openLeave(root, calendar, services, () => this._other.exportCalendars([calendar]));
  }

  /** Shows the calendars that are wanted and hides the others. */
  show(wanted: (calendar: Collection) => boolean, message: string): Promise<void> {
    const changes = this._context()
      .calendars.filter((calendar) => calendar.visible !== wanted(calendar))
      .map(({ id, visible }) => ({ id, change: { visible: !visible } }));
    return this._changeAll(changes, message);
  }

  /** The dialog of a calendar, or of a new one. */
  async edit(calendar: Collection | undefined): Promise<void> {
    const { services, calendars, home, locale } = this._context();
    if (services === undefined) return;
    await import('./ik-calendar-dialog.js');
    const dialog = document.createElement('ik-calendar-dialog');
    dialog.calendar = calendar;
    dialog.home = calendar !== undefined && calendar.id === home;
    dialog.locale = locale;
    dialog.hue = calendar?.hue ?? hues[calendars.length % hues.length]!;
    dialog.refresh = (id) => services.subscriptions.refresh(id);
    dialog.calendars = services.collections.watch('calendar');
    dialog.save = async ({ home: useForNew, ...change }) => {
      const { name, hue, description, alarms } = change;
      const more = { description, ...(alarms && { alarms }) };
      const id = calendar?.id ?? (await services.collections.create('calendar', name, hue, more)).id;
      if (calendar !== undefined) await services.collections.update(id, change);
      if (useForNew && id !== home) await services.settings.update({ defaultCalendarId: id });
      if (calendar?.source !== undefined && change.source !== undefined) void services.subscriptions.refresh(id);
    };
    this._show(dialog);
  }

  /** @param address - Known already: it came by a link. */
  async subscribe(address = ''): Promise<void> {
    const { services, calendars, locale } = this._context();
    if (services === undefined) return;
    await import('./ik-subscribe-dialog.js');
    const dialog = document.createElement('ik-subscribe-dialog');
    Object.assign(dialog, { address, service: services.subscriptions, locale });
    dialog.hue = hues[calendars.length % hues.length]!;
    this._show(dialog);
  }

  private async _openHolidays(): Promise<void> {
    const { services, calendars, locale } = this._context();
    if (services === undefined) return;
    await import('./ik-holidays-dialog.js');
    const dialog = document.createElement('ik-holidays-dialog');
    Object.assign(dialog, { service: services.subscriptions, locale, calendars });
    dialog.hue = hues[(calendars.length + 2) % hues.length]!;
    this._show(dialog);
  }

  private async _addBirthdays(): Promise<void> {
    const { services, calendars } = this._context();
    const known = calendars.find(({ source }) => source?.kind === 'birthdays');
    if (known !== undefined) {
      await services?.collections.update(known.id, { visible: true });
      this._tell(msg('The calendar of birthdays is here already.'));
      return;
    }
    const source = { kind: 'birthdays' } as const;
    const made = await services?.collections.create('calendar', msg('Birthdays'), BIRTHDAY_HUE, { source });
    if (made === undefined) return;
    this._tell(msg('Birthdays of your contacts are shown.'), {
      undo: async () => void (await services?.collections.remove(made.id)),
    });
  }

  private async _reorder(order: readonly string[]): Promise<void> {
    const { calendars } = this._context();
    // Groups stand under each other: each keeps the places that its calendars have among all.
    const sorted = calendarGroups(calendars).flat();
    await this._changeAll(orderChanges(sorted, order), msg('Calendars reordered.'));
  }

  private async _remove(calendar: Collection): Promise<void> {
    const { services } = this._context();
    const message = canEdit(calendar)
      ? msg(str`Calendar “${calendar.name}” deleted.`)
      : msg(str`Calendar “${calendar.name}” removed.`);
    await this._attempt(async () => {
      const done = await services?.collections.remove(calendar.id);
      this._tell(message, done);
    });
  }

  private _changeAll(changes: Parameters<Services['collections']['updateAll']>[0], message: string): Promise<void> {
    return this._attempt(async () => {
      if (changes.length === 0) return;
      this._tell(message, await this._context().services?.collections.updateAll(changes));
    });
  }

  private _tell(message: string, done?: Done) {
    this._host.dispatchEvent(new NoticeEvent(message, done && { undo: () => done.undo() }));
  }

  private async _attempt(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this._host.dispatchEvent(new NoticeEvent(describeError(error), { kind: 'error' }));
    }
  }

  private _show(dialog: HTMLElement): void {
    dialog.addEventListener('ik-close', () => dialog.remove());
    this._host.shadowRoot!.appendChild(dialog);
  }
}
