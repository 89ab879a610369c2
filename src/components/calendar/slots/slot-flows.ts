// What a person does with bookable times, from the wish over dialogs to the data.
import { msg, str } from '@lit/localize';
import type { LitElement } from 'lit';
import type { Services } from '../../../app/services.js';
import type { Interval } from '../../../domain/calendar/availability/availability.js';
import type { SlotRef, SlotSchedule } from '../../../domain/calendar/slots/bookable-slots.js';
import type { Booking } from '../../../domain/calendar/slots/booking.js';
import { newSlotFields, type SlotFields } from '../../../domain/calendar/slots/slot-fields.js';
import type { Collection } from '../../../domain/collections/collection.js';
import { NoticeEvent } from '../../shared/notice-event.js';
import { describeError } from '../../shared/problem-message.js';
import { tellOthers } from '../invitations/tell-others.js';

/** What the flows need to know of the page, asked at each step. */
export interface SlotContext {
  readonly services: Services | undefined;
  /** Those one can write to. */
  readonly calendars: readonly Collection[];
  readonly home: string | undefined;
  /** IANA. */
  readonly timeZone: string;
  /** BCP 47. */
  readonly locale: string;
  /** Address of new video meetings. */
  readonly meetingTemplate: string;
  /** Shows this schedule. */
  choose(uid: string): void;
}

/** OKLCH hue of a first calendar. */
const FIRST_HUE = 265;

export class SlotFlows {
  constructor(
    private readonly _host: LitElement,
    private readonly _context: () => SlotContext,
  ) {}

  /** The form of a schedule, or of a new one. */
  async edit(schedule: SlotSchedule | undefined): Promise<void> {
    const { services, calendars, home, timeZone, locale, meetingTemplate } = this._context();
    if (services === undefined) return;
    await import('./ik-slot-dialog.js');
    const dialog = document.createElement('ik-slot-dialog');
    const save = async (fields: SlotFields, calendarId: string) => this._save(schedule, fields, calendarId);
    Object.assign(dialog, {
      ...{ calendars, timeZone, locale, save },
      fields: schedule?.fields ?? newSlotFields(timeZone),
      isNew: schedule === undefined,
      calendarId: schedule?.ref.collectionId ?? home ?? calendars[0]?.id ?? '',
      ref: schedule?.ref,
      slots: services.slots,
      meetingTemplate,
    });
    this._show(dialog);
  }

  private async _save(schedule: SlotSchedule | undefined, fields: SlotFields, calendarId: string): Promise<void> {
    const { services, choose } = this._context();
    if (services === undefined) return;
    if (schedule !== undefined) {
      const { ref, fields: before } = schedule;
      const done = await services.slots.update(ref, fields, { before, collectionId: calendarId });
      this._tell(msg(str`“${fields.title}” saved.`), () => done.undo());
      return;
    }
    const id = calendarId || (await services.collections.create('calendar', msg('My calendar'), FIRST_HUE)).id;
    const done = await services.slots.create(id, fields);
    choose(done.ref.uid);
    this._tell(msg(str`“${fields.title}” can be booked.`), () => done.undo());
  }

  /** Asks who it is for. */
  async book({ ref, fields }: SlotSchedule, slot: Interval): Promise<void> {
    const { services, timeZone, locale } = this._context();
    if (services === undefined) return;
    await import('./ik-booking-dialog.js');
    const dialog = document.createElement('ik-booking-dialog');
    const book = async (booking: Booking) => {
      const title = `${fields.title}: ${booking.name}`;
      const done = await services.slots.book(ref, fields, booking, title);
      this._host.dispatchEvent(
        new NoticeEvent(msg(str`Booked: “${title}”.`), { undo: () => done.undo(), ...tellOthers(this._host, done) }),
      );
    };
    Object.assign(dialog, { time: slot, fields, timeZone, locale, services, book });
    this._show(dialog);
  }

  /** Text for a mail, and a file. */
  async share(schedule: SlotSchedule): Promise<void> {
    const { services, timeZone, locale } = this._context();
    if (services === undefined) return;
    await import('./ik-slot-share.js');
    const dialog = document.createElement('ik-slot-share');
    Object.assign(dialog, { schedule, services, timeZone, locale });
    this._show(dialog);
  }

  async remove(ref: SlotRef, title: string): Promise<void> {
    try {
      const done = await this._context().services?.slots.remove(ref);
      if (done !== undefined) this._tell(msg(str`“${title}” deleted. What was booked stays.`), () => done.undo());
    } catch (error) {
      this._host.dispatchEvent(new NoticeEvent(describeError(error), { kind: 'error' }));
    }
  }

  private _tell(message: string, undo: () => Promise<void>) {
    this._host.dispatchEvent(new NoticeEvent(message, { undo }));
  }

  private _show(dialog: HTMLElement): void {
    dialog.addEventListener('ik-close', () => dialog.remove());
    this._host.shadowRoot!.append(dialog);
  }
}
