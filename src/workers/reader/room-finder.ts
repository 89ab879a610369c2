// Which rooms are free for an event that is being written, over all of its times.
import { createEventText } from '../../domain/calendar/create-event-text.js';
import { emptyEventFields } from '../../domain/calendar/event-fields.js';
import { expandOne } from '../../domain/calendar/expand-fairly.js';
import { projectCalendarItem } from '../../domain/calendar/rows.js';
import { type Clash, LAST_BOOKED, type RoomChoice } from '../../domain/rooms/choose-rooms.js';
import type { Room } from '../../domain/rooms/room.js';
import { type PolicyProblem, policyProblems, type Slot } from '../../domain/rooms/room-policy.js';
import type { RoomBooking, RoomsAnswer, RoomsOverview, RoomsRequest } from '../../domain/rooms/room-query.js';
import { holdsRoom, overlaps } from '../../domain/rooms/settle-bookings.js';
import type { Clock } from '../../domain/time/clock.js';
import { type EpochMs, MS_PER_DAY } from '../../domain/time/types.js';

export interface FinderSources {
  readonly clock: Clock;
  readonly overview: () => Promise<RoomsOverview>;
  readonly bookingsOf: (rooms: readonly Room[], slot: Slot, timeZone: string) => Promise<readonly RoomBooking[]>;
}

/** RM41: times of a series that are looked at, and how far ahead. */
const MAX_TIMES = 400;
const HORIZON = 2 * 366 * MS_PER_DAY;
/** Rooms times months that are read for one answer: a year of fifty rooms. The others are looked at for the first time only. */
const MAX_READ = 600;
/** Clashes that are named. */
const MAX_CLASHES = 5;
const MONTH = 30 * MS_PER_DAY;

/** When an event of these fields takes place. */
function timesOf({ fields, timeZone }: RoomsRequest): { readonly times: readonly Slot[]; readonly more: boolean } {
  const text = createEventText({ ...emptyEventFields, ...fields }, { uid: 'draft', now: 0 as EpochMs });
  const rows = projectCalendarItem({ uid: 'draft', text });
  const window = { from: (fields.start - MS_PER_DAY) as number as EpochMs, to: (fields.start + HORIZON) as EpochMs };
  const { found, cut } = expandOne(rows, window, timeZone, '', MAX_TIMES);
  const isSeries = rows.some(({ kind }) => kind === 'series');
  const last = found.at(-1);
  const isLong = isSeries && last !== undefined && last.end > window.to - 60 * MS_PER_DAY;
  return { times: found.map(({ start, end }) => ({ start, end })), more: cut || isLong };
}

function choiceOf(
  room: Room,
  times: readonly Slot[],
  bookings: readonly RoomBooking[],
  request: RoomsRequest,
  now: number,
  more: boolean,
): RoomChoice {
  const others = bookings.filter(({ uid, state }) => uid !== request.uid && holdsRoom(state));
  const clashes: Clash[] = [];
  let clashCount = 0;
  let from = 0;
  for (const time of times) {
    while (from < others.length && others[from]!.end <= time.start && others[from]!.end < time.start - MONTH) from += 1;
    let isTaken = false;
    for (let at = from; at < others.length && others[at]!.start < time.end; at += 1) {
      const other = others[at]!;
      if (!overlaps(other, time)) continue;
      isTaken = true;
      if (clashes.length < MAX_CLASHES) clashes.push({ ...time, title: other.title, by: other.by });
      break;
    }
    if (isTaken) clashCount += 1;
  }
  const problems = new Set<PolicyProblem>(times.flatMap((time) => policyProblems(room, time, now, request.timeZone)));
  return {
    room,
    free: room.bookable && problems.size === 0 && (clashCount === 0 || room.double),
    clashes,
    clashCount,
    checked: times.length,
    more,
    shared: clashCount > 0 && room.double,
    problems: [...problems],
    asks: room.approval && !room.manageable,
  };
}

export function createRoomFinder({ clock, overview, bookingsOf }: FinderSources) {
  async function choices(rooms: readonly Room[], times: readonly Slot[], request: RoomsRequest, more: boolean) {
    const [first, last] = [times[0], times.at(-1)];
    if (first === undefined || last === undefined) return [];
    const window = { start: first.start, end: Math.max(last.end, first.end) };
    const byRoom = new Map<string, RoomBooking[]>();
    for (const booking of await bookingsOf(rooms, window, request.timeZone)) {
      const own = byRoom.get(booking.room);
      if (own === undefined) byRoom.set(booking.room, [booking]);
      else own.push(booking);
    }
    return rooms.map((room) => choiceOf(room, times, byRoom.get(room.uid) ?? [], request, clock.now(), more));
  }

  return {
    async find(request: RoomsRequest): Promise<RoomsAnswer> {
      const { rooms, lastBooked } = await overview();
      const wanted = request.rooms === undefined ? undefined : new Set(request.rooms);
      const asked = rooms.filter(({ uid, calendarId }) => calendarId !== '' && (wanted?.has(uid) ?? true));
      const { times, more } = timesOf(request);
      const [first] = times;
      if (first === undefined) return { choices: [], lastBooked };
      if (times.length === 1) return { choices: await choices(asked, times, request, more), lastBooked };
      // All of a series, of as many rooms as a moment allows: those that are chosen, booked last, or free the first time come first.
      const begun = await choices(asked, [first], request, true);
      const span = Math.ceil((times.at(-1)!.end - first.start) / MONTH) + 1;
      const sure = new Set([...(request.chosen ?? []), ...lastBooked.slice(0, LAST_BOOKED)]);
      const rank = ({ room, free }: RoomChoice) => (sure.has(room.uid) ? 2 : free ? 1 : 0);
      const order = [...begun].sort((a, b) => rank(b) - rank(a));
      const whole = order.slice(0, Math.max(1, Math.floor(MAX_READ / span))).map(({ room }) => room);
      const found = new Map((await choices(whole, times, request, more)).map((choice) => [choice.room.uid, choice]));
      return {
        choices: begun.map((choice) => found.get(choice.room.uid) ?? { ...choice, partly: true as const }),
        lastBooked,
      };
    },
  };
}
