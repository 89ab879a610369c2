// Who holds a room (docs/rules/rooms.md, RM20–RM24). Pure, and the same on every device that knows the same entries.
import type { BookingMark } from './booking.js';
import type { Room } from './room.js';

/** One occurrence of a booking. */
export interface BookingClaim {
  /** Unique among those of one room. */
  readonly key: string;
  readonly uid: string;
  /** Instants, half-open. */
  readonly start: number;
  readonly end: number;
  /** Start in its own zone, iCalendar form: what a check-in names. */
  readonly local: string;
  readonly cancelled: boolean;
  /** Absent of what other software put there. */
  readonly mark?: BookingMark;
  /** Number of the entry that asked for it in the log of the room's calendar; absent while the relay has not ordered it. */
  readonly place?: number;
}

/**
 * `held`: the room is theirs. `shared`: with others, where the room allows that. `waiting`: somebody has to say yes.
 * `lost`: an earlier booking holds the room. `declined`, `released`, `cancelled`: it holds nothing.
 */
export type BookingState = 'held' | 'shared' | 'waiting' | 'lost' | 'declined' | 'released' | 'cancelled';

export interface SettledBooking {
  readonly state: BookingState;
  /** Key of the booking that holds the room, of one that has lost. */
  readonly to?: string;
}

type Policies = Pick<Room, 'double' | 'approval' | 'releaseAfter' | 'releaseDeclined'>;

const MS_PER_MINUTE = 60_000;

/** RM21: an earlier entry first; what no relay has ordered comes after, by when it was made. Never a tie. */
export function byClaim(a: BookingClaim, b: BookingClaim): number {
  const order = (a.place ?? Number.POSITIVE_INFINITY) - (b.place ?? Number.POSITIVE_INFINITY);
  if (order !== 0 && !Number.isNaN(order)) return order;
  return (a.mark?.at ?? 0) - (b.mark?.at ?? 0) || (a.uid < b.uid ? -1 : a.uid > b.uid ? 1 : a.start - b.start);
}

/** RM23: what holds nothing whoever came first. */
function given(claim: BookingClaim, policies: Policies, now: number): BookingState | undefined {
  const { mark } = claim;
  if (claim.cancelled) return 'cancelled';
  if (mark?.state === 'declined') return 'declined';
  if (policies.releaseDeclined && mark?.declined) return 'released';
  const { releaseAfter } = policies;
  // What is shorter than the wait is over before anybody could miss them.
  if (releaseAfter === 0 || mark === undefined || now < claim.start + releaseAfter * MS_PER_MINUTE) return undefined;
  return mark.checkIns?.includes(claim.local) || claim.end - claim.start <= releaseAfter * MS_PER_MINUTE
    ? undefined
    : 'released';
}

/**
 * Settles the bookings of one room.
 *
 * @param claims - All that touch the time in question.
 * @param now - Epoch ms: for what is released when nobody comes.
 * @returns by key
 */
export function settleBookings(
  claims: readonly BookingClaim[],
  policies: Policies,
  now: number,
): ReadonlyMap<string, SettledBooking> {
  const settled = new Map<string, SettledBooking>();
  const asking: BookingClaim[] = [];
  for (const claim of claims) {
    const state = given(claim, policies, now);
    if (state === undefined) asking.push(claim);
    else settled.set(claim.key, { state });
  }
  const holding = new Holding();
  for (const claim of asking.sort(byClaim)) {
    const other = holding.over(claim);
    if (other !== undefined && !policies.double) {
      settled.set(claim.key, { state: 'lost', to: other.key });
      continue;
    }
    holding.add(claim);
    const waits = policies.approval && claim.mark !== undefined && claim.mark.state !== 'approved';
    settled.set(claim.key, { state: waits ? 'waiting' : 'held' });
  }
  // RM24: who shares a room is told, whoever came first.
  if (policies.double)
    for (const key of holding.shared()) if (settled.get(key)?.state === 'held') settled.set(key, { state: 'shared' });
  return settled;
}

/** Bookings that hold the room, in order of their start. */
class Holding {
  private readonly _all: BookingClaim[] = [];
  /** Longest first needs no search further back than this. */
  private _longest = 0;

  private _indexAfter(start: number): number {
    let low = 0;
    let high = this._all.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this._all[middle]!.start < start) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** One of another event that shares time with it. */
  over(claim: BookingClaim): BookingClaim | undefined {
    for (let at = this._indexAfter(claim.end) - 1; at >= 0; at -= 1) {
      const other = this._all[at]!;
      if (other.start + this._longest <= claim.start) return undefined;
      if (other.uid !== claim.uid && overlaps(other, claim)) return other;
    }
    return undefined;
  }

  add(claim: BookingClaim): void {
    this._all.splice(this._indexAfter(claim.start), 0, claim);
    this._longest = Math.max(this._longest, claim.end - claim.start);
  }

  shared(): ReadonlySet<string> {
    const found = new Set<string>();
    for (const claim of this._all) if (this.over(claim) !== undefined) found.add(claim.key);
    return found;
  }
}

/** Whether two times have any moment in common. What is over as it begins has none. */
export const overlaps = (
  a: { readonly start: number; readonly end: number },
  b: { readonly start: number; readonly end: number },
): boolean => a.start < b.end && b.start < a.end;

/** RM23: whether a booking in this state keeps others out. */
export const holdsRoom = (state: BookingState): boolean =>
  state === 'held' || state === 'shared' || state === 'waiting';
