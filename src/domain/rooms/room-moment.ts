// How a room is at a moment, and until when (docs/rules/rooms.md, RM72, RM75): for its door, and for whoever looks for one now.
import { dayOf, localOfDay, weekdayOf } from '../time/calendar-date.js';
import { type EpochMs, type LocalMs, MS_PER_DAY, MS_PER_MINUTE } from '../time/types.js';
import { epochToLocal, isKnownZone, localToEpoch } from '../time/zone.js';
import type { RoomFields } from './room.js';
import { isOpen, type Slot } from './room-policy.js';

export interface RoomMoment<B extends Slot = Slot> {
  /** `closed`: outside of its hours, and nobody is in it. */
  readonly kind: 'free' | 'busy' | 'closed';
  /** Who has it now; several where the room allows that. */
  readonly current: readonly B[];
  /** Until when that is so; `undefined`: as long as today lasts. */
  readonly until?: number;
  /** What comes later today, soonest first. */
  readonly next: readonly B[];
}

/** What ends and begins within this is one stretch: nobody goes in between. */
const NO_GAP = MS_PER_MINUTE;

/** The end of what follows without a gap. */
function endOf(current: readonly Slot[], next: readonly Slot[]): number {
  let end = Math.max(...current.map((one) => one.end));
  for (const one of next) {
    if (one.start > end + NO_GAP) break;
    end = Math.max(end, one.end);
  }
  return end;
}

/** When the room opens and closes today, instants; midnight is no closing. */
function turnsOf({ hours }: Pick<RoomFields, 'hours'>, now: number, zone: string) {
  const day = dayOf(epochToLocal(zone, now as EpochMs));
  const instant = (minute: number) => localToEpoch(zone, (localOfDay(day) + minute * MS_PER_MINUTE) as LocalMs);
  return (hours[weekdayOf(day) - 1] ?? []).flatMap(({ start, end }) => [
    { at: instant(start), open: true },
    ...(end === MS_PER_DAY / MS_PER_MINUTE ? [] : [{ at: instant(end), open: false }]),
  ]);
}

/**
 * @param holding - Bookings that hold the room, in any order.
 * @param now - Epoch ms.
 * @param timeZone - IANA, of a room that names none.
 */
export function roomMoment<B extends Slot>(
  room: Pick<RoomFields, 'hours' | 'zone'>,
  holding: readonly B[],
  now: number,
  timeZone: string,
): RoomMoment<B> {
  const zone = isKnownZone(room.zone) ? room.zone : timeZone;
  const coming = holding.filter(({ end }) => end > now).sort((a, b) => a.start - b.start || a.end - b.end);
  const midnight = localToEpoch(zone, localOfDay(dayOf(epochToLocal(zone, now as EpochMs)) + 1));
  const current = coming.filter(({ start }) => start <= now);
  const next = coming.filter(({ start }) => start > now && start < midnight);
  if (current.length > 0) return { kind: 'busy', current, until: endOf(current, next), next };
  const turns = turnsOf(room, now, zone).filter(({ at }) => at > now);
  if (!isOpen(room, { start: now, end: now + 1 }, timeZone)) {
    const opens = turns.find(({ open }) => open)?.at;
    return { kind: 'closed', current, next, ...(opens !== undefined && { until: opens }) };
  }
  const closes = turns.find(({ open }) => !open)?.at ?? Number.POSITIVE_INFINITY;
  const until = Math.min(next[0]?.start ?? Number.POSITIVE_INFINITY, closes);
  return { kind: 'free', current, next, ...(Number.isFinite(until) && { until }) };
}

/** RM75: what whoever walks in books: from this minute to a half or full hour, at least half an hour away where the room is free so long. */
export function walkIn(
  { longest }: Pick<RoomFields, 'longest'>,
  { until = Number.POSITIVE_INFINITY }: Pick<RoomMoment, 'until'>,
  now: number,
): Slot {
  const half = 30 * MS_PER_MINUTE;
  const start = Math.floor(now / MS_PER_MINUTE) * MS_PER_MINUTE;
  const most = longest === 0 ? Number.POSITIVE_INFINITY : start + longest * MS_PER_MINUTE;
  return { start, end: Math.min(Math.ceil((start + half) / half) * half, until, most) };
}
