// When people are busy, as far as calendars on this device say (rule FT8 of docs/rules/meetings.md).
import type {
  Availability,
  AvailabilitySource,
  BusyInterval,
  Interval,
} from '../../domain/calendar/availability/availability.js';
import { readFreeBusy } from '../../domain/calendar/availability/free-busy.js';
import { expandOne } from '../../domain/calendar/expand-fairly.js';
import { type Instances, readInstances } from '../../domain/calendar/itip/message.js';
import {
  addressKey,
  addressText,
  attendeeOf,
  isAmong,
  organizerOf,
  statusOf,
} from '../../domain/calendar/itip/people.js';
import type { EventOccurrence } from '../../domain/calendar/occurrence.js';
import { projectCalendarItem } from '../../domain/calendar/rows.js';
import { propertyValue } from '../../domain/items/component.js';
import type { EpochMs } from '../../domain/time/types.js';
import { isLocked } from '../../store/collection-record.js';
import type { CollectionRecord } from '../../store/database.js';
import type { RowStore } from '../../store/row-store.js';
import { isCounted, itemAt } from '../../store/shard-items.js';
import { currentText } from '../project-stored.js';
import { createDeviceUnavailability } from './device-unavailability.js';
import type { OccurrenceReader } from './occurrence-reader.js';

export interface DeviceAvailabilityOptions {
  readonly store: RowStore;
  readonly collections: () => Promise<CollectionRecord[]>;
  readonly occurrences: OccurrenceReader;
  /** The person's own addresses: of their calendars everything is known. */
  readonly own: readonly string[];
  readonly timeZone: string;
  /** The event that a time is looked for: it is in nobody's way. */
  readonly uid?: string;
}

interface Found {
  readonly busy: BusyInterval[];
  readonly known: Interval[];
}

export function createDeviceAvailability(options: DeviceAvailabilityOptions): AvailabilitySource {
  const { store, collections, occurrences, own, timeZone, uid: ownUid } = options;

  /** Of all texts those that name one of the addresses: a look for letters, ten times as fast as reading. */
  async function* itemsNaming(addresses: readonly string[]) {
    const wanted = [...addresses, ...own].map((address) => addressText(addressKey(address))).filter(Boolean);
    for (const collection of (await collections()).filter(({ kind }) => kind === 'calendar')) {
      for (const record of await store.allTexts(collection)) {
        for (const index of record.uids.keys()) {
          const item = itemAt(record, index);
          if (!isCounted(item) || item.uid === ownUid) continue;
          const text = currentText(item);
          const letters = text.replace(/\r\n[ \t]/g, '').toLowerCase();
          if (wanted.some((address) => letters.includes(address)) || letters.includes('begin:vavailability'))
            yield { uid: item.uid, text, locked: isLocked(collection) };
        }
      }
    }
  }

  return {
    async availability(addresses, window) {
      const found = new Map<string, Found>(addresses.map((address) => [addressKey(address), { busy: [], known: [] }]));
      const declined = new Set<string>();
      const hours = createDeviceUnavailability(own, window, timeZone);
      for await (const { uid, text, locked } of itemsNaming(addresses)) {
        addFreeBusy(text, found);
        hours.add(text, locked);
        addEvents(uid, text, window, timeZone, found, own, declined);
      }
      if (addresses.some((address) => isAmong(address, own) || address === '')) {
        const query = { from: window.start as EpochMs, to: window.end as EpochMs, timeZone };
        const mine = (await occurrences.read(query, await collections())).filter(
          (one) => one.uid !== ownUid && takesTime(one) && !declined.has(keyOf(one)),
        );
        for (const [address, entry] of found) {
          if (address !== 'mailto:' && !isAmong(address, own)) continue;
          entry.busy.push(...mine.map(toOwnBusy));
          entry.known.push(window);
        }
      }
      return addresses.map((address): Availability => {
        const { busy, known } = found.get(addressKey(address)) ?? { busy: [], known: [] };
        const all = [...busy, ...hours.of(address)];
        return { address, busy: all.sort((a, b) => a.start - b.start), known };
      });
    },
  };
}

const takesTime = ({ transparent, status }: EventOccurrence) => transparent !== true && status !== 'CANCELLED';
const keyOf = ({ uid, recurrenceId, start }: EventOccurrence) => `${uid} ${recurrenceId ?? ''} ${start}`;
const toBusy = ({ start, end }: Interval, tentative: boolean): BusyInterval => ({
  start,
  end,
  kind: tentative ? 'tentative' : 'busy',
});

/** Out of office is more than busy; focus time is busy (rule UN3). */
const toOwnBusy = (one: EventOccurrence): BusyInterval =>
  one.away === 'out-of-office' && one.locked !== true
    ? { start: one.start, end: one.end, kind: 'away' }
    : toBusy(one, one.status === 'TENTATIVE');

function addFreeBusy(text: string, found: ReadonlyMap<string, Found>): void {
  if (!/^BEGIN:VFREEBUSY/im.test(text)) return;
  for (const { addresses, busy, known } of readFreeBusy(text)) {
    for (const address of addresses) {
      const entry = found.get(address);
      entry?.busy.push(...busy);
      if (known !== undefined) entry?.known.push(known);
    }
  }
}

function addEvents(
  uid: string,
  text: string,
  window: Interval,
  timeZone: string,
  found: ReadonlyMap<string, Found>,
  own: readonly string[],
  declined: Set<string>,
): void {
  const rows = projectCalendarItem({ uid, text });
  const instances = readInstances(text);
  const bounds = { from: window.start as EpochMs, to: window.end as EpochMs };
  for (const occurrence of expandOne(rows, bounds, timeZone, '').found) {
    if (own.some((address) => partOf(instances, occurrence.recurrenceId, address) === 'DECLINED'))
      declined.add(keyOf(occurrence));
    if (!takesTime(occurrence)) continue;
    for (const [address, entry] of found) {
      if (isAmong(address, own)) continue; // their own calendars say it
      const status = partOf(instances, occurrence.recurrenceId, address);
      if (status === undefined || status === 'DECLINED') continue;
      entry.busy.push(toBusy(occurrence, status !== 'ACCEPTED' || occurrence.status === 'TENTATIVE'));
    }
  }
}

/** How somebody takes part in an occurrence: PARTSTAT; the organiser comes. Undefined: not at all. */
function partOf(
  { master, overrides }: Instances,
  recurrenceId: string | undefined,
  address: string,
): string | undefined {
  const override = [...overrides.values()].find((one) => propertyValue(one, 'RECURRENCE-ID')?.trim() === recurrenceId);
  const component = override ?? master ?? [...overrides.values()][0];
  if (component === undefined) return undefined;
  const attendee = attendeeOf(component, address);
  if (attendee !== undefined) return statusOf(attendee);
  return organizerOf(component)?.key === addressKey(address) ? 'ACCEPTED' : undefined;
}
