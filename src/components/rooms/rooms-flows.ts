// What a person does on the rooms page, from the wish over dialogs to the data.
import { msg, str } from '@lit/localize';
import type { LitElement } from 'lit';
import type { Done, Services } from '../../app/services.js';
import { emptyEventFields } from '../../domain/calendar/event-fields.js';
import { canEdit } from '../../domain/collections/collection.js';
import { alternatives } from '../../domain/rooms/choose-rooms.js';
import { withRooms } from '../../domain/rooms/event-rooms.js';
import { duplicateName, emptyRoom, type Room, type RoomFields } from '../../domain/rooms/room.js';
import { roomMoment, walkIn } from '../../domain/rooms/room-moment.js';
import type { Slot } from '../../domain/rooms/room-policy.js';
import type { RoomBooking, RoomList } from '../../domain/rooms/room-query.js';
import { holdsRoom } from '../../domain/rooms/settle-bookings.js';
import { fieldsOf } from '../../domain/rooms/slot-fields.js';
import { dayOf } from '../../domain/time/calendar-date.js';
import { systemClock } from '../../domain/time/clock.js';
import { createLocalFormats } from '../../domain/time/local-formats.js';
import { type EpochMs, MS_PER_DAY, MS_PER_MINUTE } from '../../domain/time/types.js';
import { epochToLocal } from '../../domain/time/zone.js';
import { firstOf } from '../../domain/watchable.js';
import { freeHue } from '../shared/hue-names.js';
import { NavigateEvent } from '../shared/navigate-event.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { describeError } from '../shared/problem-message.js';
import type { BookingAction } from './ik-reservation-dialog.js';
import { fullText, limitText } from './room-limit-texts.js';
import type { RoomsContext } from './rooms-context.js';
import type { RoomAction } from './rooms-events.js';

const FIRST_HUE = 265;
/** Before its start somebody may check in. */
const EARLY = 15 * MS_PER_MINUTE;

export class RoomsFlows {
  constructor(
    private readonly _host: LitElement,
    private readonly _context: () => RoomsContext,
  ) {}

  private get _services(): Services {
    const { services } = this._context();
    if (services === undefined) throw new Error('A room was touched before there were services.');
    return services;
  }

  private get _timeZone(): string {
    return this._context().display?.timeZone ?? 'UTC';
  }

  private _show(dialog: HTMLElement): void {
    dialog.addEventListener('ik-close', () => dialog.remove());
    this._host.shadowRoot!.appendChild(dialog);
  }

  private _tell(message: string, done?: Done): void {
    this._host.dispatchEvent(new NoticeEvent(message, done === undefined ? {} : { undo: () => done.undo() }));
  }

  fail(error: unknown): void {
    this._host.dispatchEvent(new NoticeEvent(describeError(error), { kind: 'error' }));
  }

  private async _guard(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.fail(error);
    }
  }

  private _when({ start, end }: Slot): string {
    const local = (at: number) => epochToLocal(this._timeZone, at as EpochMs);
    const text = createLocalFormats(this._context().display?.locale ?? 'en');
    return text.span({ start: local(start), end: local(end), allDay: false });
  }

  /** The calendar that what is booked is in; the first one is made. */
  private async _calendar(): Promise<string> {
    const all = (await firstOf(this._services.collections.watch('calendar'))).filter(canEdit);
    const { defaultCalendarId } = await firstOf(this._services.settings.watch());
    const chosen = all.find(({ id }) => id === defaultCalendarId) ?? all[0];
    return chosen?.id ?? (await this._services.collections.create('calendar', msg('My calendar'), FIRST_HUE)).id;
  }

  private async _book(room: Room, slot: Slot, title: string): Promise<void> {
    const calendarId = await this._calendar();
    const timeZone = this._timeZone;
    const asks = new Set(room.approval && !room.manageable ? [room.uid] : []);
    const fields = withRooms({ ...fieldsOf(slot, timeZone), title }, [], [room], asks);
    const done = await this._services.rooms.book({ room, fields, calendarId, timeZone });
    const name = room.name;
    this._tell(
      room.approval && !room.manageable ? msg(str`${name} is asked for.`) : msg(str`${name} is booked.`),
      done,
    );
  }

  /** Asks for a title, which stands there already; the next click books. */
  book(room: Room, slot: Slot): Promise<void> {
    return this._guard(async () => {
      await import('./ik-reserve-dialog.js');
      const text = createLocalFormats(this._context().display?.locale ?? 'en');
      const day = text.longDay(dayOf(epochToLocal(this._timeZone, slot.start as EpochMs)));
      const name = room.name;
      this._show(
        Object.assign(document.createElement('ik-reserve-dialog'), {
          ...{ room, time: slot, day, timeZone: this._timeZone },
          name: msg(str`Meeting in ${name}`),
          book: (times: Slot, title: string) => this._book(room, times, title),
          more: (times: Slot, title: string) => void this._more(room, times, title),
        }),
      );
    });
  }

  /** From a code beside a door. @param uid - Of the room. */
  bookNow(uid: string): Promise<void> {
    return this._guard(async () => {
      const room = this._context().rooms.find((one) => one.uid.toLowerCase() === uid.toLowerCase());
      if (room === undefined)
        return this._tell(msg('This room is not among yours. Ask whoever manages it to share it with you.'));
      const now = systemClock.now();
      const query = { rooms: [room.uid], start: now, end: now + MS_PER_DAY, timeZone: this._timeZone };
      const bookings = await firstOf(this._services.rooms.watchBookings(query));
      const holding = bookings.filter(({ state }) => holdsRoom(state));
      const moment = roomMoment(room, holding, now, this._timeZone);
      // Taken now: the form says from when it is free.
      const start = moment.kind === 'free' ? now : (moment.until ?? now);
      const then = roomMoment(room, holding, start, this._timeZone);
      await this.book(room, walkIn(room, then.kind === 'free' ? then : {}, start));
    });
  }

  /** All of the event's form: guests, repetition, reminders. */
  private _more(room: Room, { start, end }: Slot, title: string): Promise<void> {
    return this._guard(async () => {
      const { openEventForm } = await import('../calendar/open-event-form.js');
      const { display } = this._context();
      if (display === undefined) return;
      const times = {
        start: epochToLocal(this._timeZone, start as EpochMs),
        end: epochToLocal(this._timeZone, end as EpochMs),
      };
      const { attendees, location } = withRooms(emptyEventFields, [], [room], new Set(room.approval ? [room.uid] : []));
      await openEventForm(this._host, this._services, display, {
        title,
        guests: [],
        fields: { ...times, attendees, location },
      });
    });
  }

  async show(room: Room, booking: RoomBooking): Promise<void> {
    await this._guard(async () => {
      await import('./ik-reservation-dialog.js');
      const now = systemClock.now();
      const others = booking.state === 'lost' && booking.mine ? await this._instead(room, booking) : [];
      this._show(
        Object.assign(document.createElement('ik-reservation-dialog'), {
          ...{ room, booking, others },
          when: this._when(booking),
          current: booking.start - EARLY <= now && now < booking.end,
          act: (action: BookingAction, other?: Room) => this._act(room, booking, action, other),
        }),
      );
    });
  }

  /** RM43: free rooms instead of one that somebody else has. */
  private async _instead(room: Room, booking: RoomBooking): Promise<readonly Room[]> {
    const timeZone = this._timeZone;
    const { choices } = await this._services.rooms.find({
      fields: fieldsOf(booking, timeZone),
      timeZone,
      uid: booking.uid,
    });
    return alternatives(room, choices).map((choice) => choice.room);
  }

  private async _act(room: Room, booking: RoomBooking, action: BookingAction, other?: Room): Promise<void> {
    const { rooms, calendar } = this._services;
    const name = room.name;
    if (action === 'approve' || action === 'decline') {
      const done = await rooms.decide(booking, action === 'approve' ? 'APPROVED' : 'DECLINED');
      this._tell(action === 'approve' ? msg('Booking approved.') : msg('Booking declined.'), done);
      return;
    }
    if (action === 'check-in') return this._tell(msg(str`Checked in to ${name}.`), await rooms.checkIn(booking, true));
    const ref = await rooms.eventOf(booking);
    if (ref === undefined) return this._tell(msg('Its event is in no calendar on this device.'));
    if (action === 'open') {
      const { formatIsoDate } = await import('../../domain/time/calendar-date.js');
      const day = formatIsoDate(dayOf(epochToLocal(this._timeZone, booking.start as EpochMs)));
      this._host.dispatchEvent(new NavigateEvent(`/calendar/day/${day}`));
    } else if (action === 'cancel') {
      const done = await calendar.remove(ref, booking.recurring ? 'this' : 'all');
      this._tell(msg('Booking cancelled.'), done);
    } else if (other !== undefined) {
      const { moveBooking } = await import('./move-booking.js');
      const done = await moveBooking(this._services, this._context().rooms, booking, other);
      const to = other.name;
      if (done !== undefined) this._tell(msg(str`Moved to ${to}.`), done);
    }
  }

  act(room: Room, action: RoomAction): Promise<void> {
    if (action === 'edit') return this.edit(room);
    if (action === 'share') return this.share('room', room.calendarId);
    return this._guard(async () => {
      const name = room.name;
      if (action === 'remove')
        return this._tell(msg(str`${name} is deleted.`), await this._services.rooms.remove([room]));
      if (this._isFull(room.listId)) return;
      const { uid: _, listId, calendarId: __, bookable: ___, manageable: ____, ...fields } = room;
      const copy = {
        ...fields,
        name: duplicateName(
          name,
          this._context().rooms.map((one) => one.name),
        ),
      };
      const made = copy.name;
      this._tell(msg(str`${made} is created.`), await this._services.rooms.create([copy], msg('Rooms'), listId));
    });
  }

  /** Shares a room's calendar, or the list it is in: who has both may see, or book, the room. */
  share(kind: 'room' | 'roomlist', id: string): Promise<void> {
    return this._guard(async () => {
      const found = (await firstOf(this._services.collections.watch(kind))).find((one) => one.id === id);
      if (found === undefined) return;
      const { openShare } = await import('../sharing/open-share.js');
      openShare(this._host.shadowRoot!, found, this._services);
    });
  }

  limit(list: RoomList, limit: number): Promise<void> {
    return this._guard(async () => {
      const done = await this._services.rooms.limit(list.id, limit);
      this._tell(limitText(limit, this._context()), done);
    });
  }

  private _isFull(listId?: string): boolean {
    const text = fullText(this._context(), listId);
    if (text !== '') this._host.dispatchEvent(new NoticeEvent(text, { kind: 'error' }));
    return text !== '';
  }

  change(room: Room, change: Partial<RoomFields>): Promise<void> {
    return this._guard(() => this._services.rooms.update(room, room, { ...room, ...change }));
  }

  edit(room: Room): Promise<void> {
    return this._guard(async () => {
      await import('./ik-room-dialog.js');
      this._show(
        Object.assign(document.createElement('ik-room-dialog'), {
          ...{ fields: room as RoomFields, rooms: this._context().rooms, readonly: !room.manageable },
          calendarId: room.manageable ? room.calendarId : '',
          keepFile: (file: Blob) => this._services.files.put(file),
          save: async (fields: RoomFields) =>
            this._tell(msg('Room saved.'), await this._services.rooms.update(room, room, fields)),
          ...(room.manageable && { takeOut: () => this.act(room, 'remove') }),
        }),
      );
    });
  }

  create(): Promise<void> {
    return this._guard(async () => {
      if (this._isFull()) return;
      await import('./ik-room-dialog.js');
      const { rooms } = this._context();
      const last = rooms.at(-1);
      const hue = freeHue(rooms.map((room) => room.hue));
      const zone = last?.zone || this._timeZone;
      const fields = { ...emptyRoom, hue, zone, address: last?.address ?? '' };
      this._show(
        Object.assign(document.createElement('ik-room-dialog'), {
          ...{ fields, rooms, isNew: true },
          keepFile: (file: Blob) => this._services.files.put(file),
          save: async (made: RoomFields) =>
            this._tell(msg('Room created.'), await this._services.rooms.create([made], msg('Rooms'))),
        }),
      );
    });
  }
}
