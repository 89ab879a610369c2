// What the rooms page knows: rooms, who has those in sight, and which are free now and then.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Services } from '../../app/services.js';
import { orderRooms, type RoomFilter, suits } from '../../domain/rooms/choose-rooms.js';
import type { Room } from '../../domain/rooms/room.js';
import type { Slot } from '../../domain/rooms/room-policy.js';
import type { RoomList, RoomsAnswer, RoomsOverview } from '../../domain/rooms/room-query.js';
import { fieldsOf } from '../../domain/rooms/slot-fields.js';
import { localOfDay } from '../../domain/time/calendar-date.js';
import { systemClock } from '../../domain/time/clock.js';
import { type DayNumber, MS_PER_MINUTE } from '../../domain/time/types.js';
import { localToEpoch } from '../../domain/time/zone.js';
import { kept } from '../shared/kept.js';
import { LiveController } from '../shared/live-controller.js';
import { BookingsInSight } from './bookings-in-sight.js';
import type { BookingsByRoom } from './timeline-bookings.js';

function freeOf(answer: RoomsAnswer | undefined): ReadonlySet<string> {
  return new Set((answer?.choices ?? []).filter(({ free }) => free).map(({ room }) => room.uid));
}

function answerAbout(answer: RoomsAnswer | undefined, rooms: readonly Room[]): RoomsAnswer | undefined {
  if (answer === undefined) return undefined;
  const shown = new Set(rooms.map(({ uid }) => uid));
  return { ...answer, choices: answer.choices.filter(({ room }) => shown.has(room.uid)) };
}

export class RoomsState implements ReactiveController {
  /** Epoch ms, to the minute. */
  now = Math.floor(systemClock.now() / MS_PER_MINUTE) * MS_PER_MINUTE;
  private _slot: Slot | undefined;
  private _timeZone = 'UTC';
  private _range = { start: 0, end: 0, timeZone: 'UTC' };
  private _timer = 0;
  private readonly _overview: LiveController<RoomsOverview>;
  private readonly _bookings: BookingsInSight;
  private readonly _then: LiveController<RoomsAnswer>;
  private readonly _atOnce: LiveController<RoomsAnswer>;
  private _known: Services | undefined;
  // Bookings of the next rooms come while somebody scrolls: what they do not change is not made, and drawn, anew.
  private readonly _freeThen = kept(freeOf);
  private readonly _answer = kept(answerAbout);
  private readonly _answerNow = kept(answerAbout);

  constructor(
    private readonly _host: ReactiveControllerHost,
    private readonly _services: () => Services | undefined,
  ) {
    _host.addController(this);
    this._overview = new LiveController(_host, () => this._services()?.rooms.watch());
    this._bookings = new BookingsInSight(_host, (rooms) =>
      this._services()?.rooms.watchBookings({ rooms, ...this._range }),
    );
    this._then = new LiveController(_host, () =>
      this._slot === undefined
        ? undefined
        : this._services()?.rooms.watchFor({ fields: fieldsOf(this._slot, this._timeZone), timeZone: this._timeZone }),
    );
    this._atOnce = new LiveController(_host, () => {
      const slot = { start: this.now, end: this.now + MS_PER_MINUTE };
      return this._services()?.rooms.watchFor({ fields: fieldsOf(slot, this._timeZone), timeZone: this._timeZone });
    });
  }

  hostConnected() {
    this._timer = window.setInterval(this._tick, MS_PER_MINUTE / 4);
  }

  hostDisconnected() {
    clearInterval(this._timer);
  }

  private _tick = () => {
    const now = Math.floor(systemClock.now() / MS_PER_MINUTE) * MS_PER_MINUTE;
    if (now === this.now) return;
    this.now = now;
    this._atOnce.refresh();
    this._bookings.refresh(); // what nobody came to is released
    this._host.requestUpdate();
  };

  /** `undefined` while they are read. */
  get rooms(): readonly Room[] | undefined {
    return this._overview.value?.rooms;
  }

  get lists(): readonly RoomList[] {
    return this._overview.value?.lists ?? [];
  }

  /** The list this person may change. */
  get list(): RoomList | undefined {
    return this._overview.value?.lists.find(({ manageable }) => manageable);
  }

  get bookings(): BookingsByRoom {
    return this._bookings.value;
  }

  get error(): unknown {
    return this._overview.error ?? this._bookings.error;
  }

  /** The time that is looked for. After `watch`: the worker answers for the rooms in sight first, and for all of them then. */
  look(slot: Slot, timeZone: string) {
    const services = this._services();
    const isSame = slot.start === this._slot?.start && slot.end === this._slot.end && timeZone === this._timeZone;
    if (isSame && services === this._known) return;
    if (services !== this._known || timeZone !== this._timeZone) {
      this._known = services;
      this._timeZone = timeZone;
      this._overview.refresh();
      this._atOnce.refresh();
    }
    this._slot = slot;
    this._bookings.afterwards(() => this._then.refresh());
  }

  /** The days in sight. */
  watch(first: DayNumber, days: number, timeZone: string) {
    const [start, end] = [first, first + days].map((day) => localToEpoch(timeZone, localOfDay(day)));
    const before = this._range;
    if (start === before.start && end === before.end && timeZone === before.timeZone) return;
    this._range = { start: start!, end: end!, timeZone };
    this._bookings.refresh();
  }

  /** The rooms in sight, in whole pages. */
  see(uids: readonly string[]) {
    this._bookings.see(uids);
  }

  /** Rooms that have the wished time free. */
  get freeThen(): ReadonlySet<string> {
    return this._freeThen(this._then.value);
  }

  /** About these rooms; the same object as long as nothing of it has changed. */
  answerFor(shown: readonly Room[]): RoomsAnswer | undefined {
    return this._answer(this._then.value, shown);
  }

  /** How many of these are free now. */
  freeNow(shown: readonly Room[]): number | undefined {
    return this._answerNow(this._atOnce.value, shown)?.choices.filter(({ free }) => free).length;
  }

  best(filter: RoomFilter): Room | undefined {
    const choices = (this._then.value?.choices ?? []).filter(({ room }) => suits(room, filter));
    return orderRooms(choices, []).free[0]?.room;
  }
}
