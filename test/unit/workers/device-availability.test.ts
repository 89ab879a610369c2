import { describe, expect, it } from 'vitest';
import type { CollectionRecord, TextsRecord } from '../../../src/store/database.js';
import type { RowStore } from '../../../src/store/row-store.js';
import { createDeviceAvailability } from '../../../src/workers/reader/device-availability.js';
import { itemText } from '../../support/itip.js';

const anna = 'mailto:anna@example.org';
const at = (hour: number, day = 16) => Date.UTC(2026, 10, day, hour);
const window = { start: at(0), end: at(0, 21) };

const event = (hour: number, status: string, more: readonly string[] = []) => [
  'VEVENT',
  `UID:e${hour}`,
  `DTSTART:20261116T${String(hour).padStart(2, '0')}0000Z`,
  'DURATION:PT1H',
  'ORGANIZER:mailto:o@example.org',
  `ATTENDEE;PARTSTAT=${status}:mailto:Anna@Example.org`,
  ...more,
];

function source(items: readonly (readonly string[])[], found: readonly object[] = []) {
  const texts: TextsRecord = {
    collectionId: 'c',
    shard: 0,
    uids: items.map((_, index) => `e${String(index).padStart(3, '0')}`),
    texts: items.map((one) => itemText(one)),
    edits: items.map(() => null),
  };
  const store = { allTexts: async () => [texts] } as unknown as RowStore;
  const collections = async () => [{ id: 'c', kind: 'calendar' } as CollectionRecord];
  const occurrences = { read: async () => found, forget: () => {} } as never;
  return createDeviceAvailability({ store, collections, occurrences, own: ['mailto:me@example.org'], timeZone: 'UTC' });
}

describe('availability from calendars on this device', () => {
  it('[FT8] makes guests busy who come, perhaps busy who have not said, and nobody who declined', async () => {
    const items = [
      event(8, 'ACCEPTED'),
      event(9, 'NEEDS-ACTION'),
      event(10, 'DECLINED'),
      event(11, 'ACCEPTED', ['STATUS:CANCELLED']),
      event(12, 'ACCEPTED', ['TRANSP:TRANSPARENT']),
    ];
    const [hers] = await source(items).availability([anna], window);
    expect(hers).toEqual({
      address: anna,
      busy: [
        { start: at(8), end: at(9), kind: 'busy' },
        { start: at(9), end: at(10), kind: 'tentative' },
      ],
      known: [],
    });
  });

  it('[FT1] knows all of one’s own calendars, and of others what a VFREEBUSY covers', async () => {
    const report = [
      'VFREEBUSY',
      'UID:f',
      `ORGANIZER:${anna}`,
      'DTSTART:20261116T000000Z',
      'DTEND:20261117T000000Z',
      'FREEBUSY:20261116T140000Z/PT1H',
    ];
    const [mine, hers] = await source([report]).availability(['', anna], window);
    expect(mine).toEqual({ address: '', busy: [], known: [window] });
    expect(hers).toMatchObject({
      busy: [{ start: at(14), end: at(15), kind: 'busy' }],
      known: [{ start: at(0), end: at(0, 17) }],
    });
  });
});

describe('one’s own absences', () => {
  it('[UN3] make unavailable; focus time, and what read-only calendars hold, is busy', async () => {
    const found = [
      { uid: 'a', start: at(8), end: at(9), away: 'out-of-office' },
      { uid: 'b', start: at(9), end: at(10), away: 'focus' },
      { uid: 'c', start: at(10), end: at(11), away: 'out-of-office', locked: true },
      { uid: 'd', start: at(11), end: at(12), away: 'out-of-office', transparent: true },
    ];
    const [mine] = await source([], found).availability([''], window);
    expect(mine?.busy.map(({ kind }) => kind)).toEqual(['away', 'busy', 'busy']);
  });
});
