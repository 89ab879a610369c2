// How others say they are, for the faces of this page. Filled when the first view is there (show-status.ts).
import type { Person } from '../../domain/sharing/sharing.js';
import { type Presence, type Status, statusAt } from '../../domain/status/status.js';
import { systemClock } from '../../domain/time/clock.js';

let statuses: ReadonlyMap<string, Status> = new Map();

const keyOf = (who: string) => who.replace(/^mailto:/i, '').toLowerCase();

/** By mail address and by account. */
export function knowPeople(people: readonly Person[]): void {
  statuses = new Map(
    people.flatMap(({ account, address, status }) =>
      status === undefined ? [] : [account, address].filter(Boolean).map((who) => [keyOf(who), status] as const),
    ),
  );
}

/** What somebody says now; `undefined` for those who have said nothing, or whom nobody here knows. */
export function statusOf(who: string): Status | undefined {
  const status = statuses.get(keyOf(who));
  if (status === undefined) return undefined;
  const now = statusAt(status, systemClock.now());
  return now === status ? status : undefined;
}

/** @see statusOf */
export const presenceOf = (who: string): Presence | undefined => statusOf(who)?.presence;
