import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { AppError, type Problem } from '../../../src/domain/errors.js';
import { splitLines } from '../../../src/domain/items/content-line.js';
import type { Progress } from '../../../src/domain/items/import.js';
import { resolveZone } from '../../../src/domain/time/resolve-zone.js';
import { parseCalendar } from '../../../src/formats/ics/parse.js';
import { fromVcalendar, isVcalendar } from '../../../src/formats/ics/vcalendar.js';
import { decodeText } from '../../../src/formats/text/decode.js';
import { createRowStore } from '../../../src/store/row-store.js';
import { makeBatch } from '../../../src/workers/files/make-batch.js';
import { describeFile, readFile } from '../../../src/workers/files/read-file.js';
import { sampleCalendar } from '../../../src/workers/files/warm-up.js';
import { createFileWriter } from '../../../src/workers/files/write-files.js';
import type { CommandAnswer } from '../../../src/workers/sync.api.js';
import { commandId, projections, type TestWriter, testWriter, textOfRows } from '../../support/writer.js';

const root = new URL('../../fixtures/ical/', import.meta.url);
const fixture = (path: string) => new Uint8Array(readFileSync(new URL(path, root)));
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\/files\/.*\.(?:ics|eml|txt)$/.test(path))
  .filter((path) => parseCalendar(fixture(path)).items.length > 0)
  .sort();

const read = (content: BlobPart) => readFile(new Blob([content]), 'file.ics', async () => {});

/** Into a calendar of that id, or a new one. */
async function importInto(writer: TestWriter, content: BlobPart, into?: string, shards = 64): Promise<CommandAnswer> {
  const file = await read(content);
  const collectionId = into ?? crypto.randomUUID();
  const id = commandId();
  const batch = makeBatch(file, { collectionId, shards, duplicates: 'skip' }, id);
  const create = { kind: 'calendar', name: file.name, hue: 20, shards } as const;
  return writer.run(id, { type: 'import', batch, ...(into === undefined ? { create } : {}) });
}

const exported = (writer: TestWriter, ...ids: readonly (string | undefined)[]) =>
  createFileWriter(createRowStore(writer.db)).ics(ids.map((id) => id ?? ''));

/** Content lines but for what an exporting program says of itself, and zones that are known by their name. */
function contentLines(text: string): string[] {
  const lines: string[] = [];
  let zone: string[] | undefined;
  for (const { text: line } of splitLines(text)) {
    if (/^BEGIN:VTIMEZONE\s*$/i.test(line)) zone = [];
    (zone ?? lines).push(line);
    if (zone === undefined || !/^END:VTIMEZONE\s*$/i.test(line)) continue;
    const tzid = zone.map((one) => /^TZID(?:;[^:]*)?:(.*)$/i.exec(one)?.[1]).find((one) => one !== undefined);
    if (resolveZone(tzid ?? '') === undefined) lines.push(...zone);
    zone = undefined;
  }
  return lines.filter((line) => !/^(?:(?:PRODID|VERSION|METHOD)[:;]|(?:BEGIN|END):VCALENDAR\s*$)/i.test(line));
}

const calendar = (...lines: readonly string[]) =>
  `${['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', ...lines, 'END:VCALENDAR'].join('\r\n')}\r\n`;
const event = (uid: string, ...lines: readonly string[]) =>
  ['BEGIN:VEVENT', `UID:${uid}`, 'DTSTART:20261118T120000Z', ...lines, 'END:VEVENT'].join('\r\n');
const room = 'BEGIN:X-ROOM\r\nX-SEATS:4\r\nEND:X-ROOM';

/** The calendars' own properties in their order. */
const properties = (text: string) => {
  const inside = text.replace(/^BEGIN:(?!VCALENDAR)([\w-]+)\r\n[\s\S]*?^END:\1\r\n/gm, '');
  return contentLines(inside).filter((line) => !/^(?:BEGIN|END):/.test(line));
};

/** A UID was made where this stands, and that is reported. */
const isEmptyUid = (line: string) => line === 'UID:';
/** What stands between calendars, reported once (`ics-corpus.test.ts` counts the components). */
const isOutside = (line: string) => line.startsWith(';');

/** Content lines that stand in the reports: by themselves, cut off perhaps, or in a component. */
function reportedLines(problems: readonly Problem[]): (line: string) => boolean {
  const texts = problems.flatMap(({ text = '' }) => splitLines(text.replace(/…$/, '')).map((line) => line.text));
  const whole = new Set(texts);
  return (line) => whole.has(line) || texts.some((text) => text.length > 100 && line.startsWith(text));
}

describe('a calendar file that is imported and exported', () => {
  it.each(files)('%s keeps every content line, or it is in the reports', async (path) => {
    const bytes = fixture(path);
    const writer = testWriter();
    const { collection } = await importInto(writer, bytes);
    const lines = new Set(contentLines(await exported(writer, collection?.id)));
    const { text: source } = decodeText(bytes);
    // Files of vCalendar 1.0 become iCalendar (VC1).
    const written = isVcalendar(source) ? fromVcalendar(source) : source;
    const missing = contentLines(written).filter((line) => !lines.has(line));
    // Without problems there is nothing that could excuse a line.
    const isReported = reportedLines(parseCalendar(bytes).problems);
    expect(missing.filter((line) => !isReported(line) && !isEmptyUid(line) && !isOutside(line))).toEqual([]);
  });

  const text = calendar(
    'X-WR-CALNAME;X-A=1:Club, chess',
    'NAME;LANGUAGE=de:Klub',
    'COLOR:red',
    `X-LONG:${'long '.repeat(40)}`,
    'X-TWICE:1',
    'X-TWICE:2',
    event('a'),
    room,
    'X-LATE:3',
  );

  it('keeps its own properties in their order, and its unknown components', async () => {
    const writer = testWriter();
    const { collection } = await importInto(writer, text);
    const again = await exported(writer, collection?.id);
    expect(properties(again)).toEqual(properties(text));
    expect(again).toContain(room);
    expect(collection).not.toHaveProperty('extras');
  });

  it('is drawn as it would be anew, whatever it holds: every sixth of them', async () => {
    const writer = testWriter();
    for (const path of files.filter((_, at) => at % 6 === 0)) await importInto(writer, fixture(path), undefined, 1);
    const before = await projections(writer.db);
    await writer.run(commandId(), { type: 'rebuild' });
    const after = await projections(writer.db);
    for (const table of ['events', 'series', 'tasks', 'alarms']) expect(after[table]).toEqual(before[table]);
  });

  it('is drawn as it would be anew, with who booked a room', async () => {
    const writer = testWriter();
    const booking = event('b', 'SUMMARY:Board', 'X-IKEBANA-BOOKED-BY;AT=20261101T000000Z:Ada Rossi');
    const { collection } = await importInto(writer, calendar(booking));
    const { events } = await projections(writer.db);
    await writer.run(commandId(), { type: 'rebuild' });
    expect((await projections(writer.db)).events).toEqual(events);
    expect(await textOfRows(writer.db.events)).toContain('Ada Rossi');
    expect(collection?.itemCount).toBe(1);
  });

  it('has its new name when it was renamed, and the rest as it was', async () => {
    const writer = testWriter();
    const { collection } = await importInto(writer, text);
    await writer.run(commandId(), { type: 'updateCollection', id: collection?.id ?? '', change: { name: 'Go; all' } });
    const [, , ...others] = properties(text);
    const again = await exported(writer, collection?.id);
    expect(properties(again)).toEqual(['NAME:Go\\; all', 'X-WR-CALNAME:Go\\; all', ...others]);
  });

  it('adds to an existing calendar what that does not say of itself, and undo takes it back', async () => {
    const writer = testWriter();
    const { collection } = await importInto(writer, text);
    const before = await exported(writer, collection?.id);
    const second = calendar('NAME:Other', 'COLOR:blue', 'X-NEW:1', event('b'), room, room.replace('4', '5'));
    const { inverse, collection: after } = await importInto(writer, second, collection?.id);
    const both = await exported(writer, collection?.id);
    expect(new Set(properties(both))).toEqual(new Set([...properties(text), 'X-NEW:1']));
    expect(both.match(/^X-SEATS:.$/gm)?.sort()).toEqual(['X-SEATS:4', 'X-SEATS:5']);
    expect(after?.itemCount).toBe(2);

    const { collections } = await projections(writer.db);
    await writer.run(commandId(), { type: 'rebuild' });
    expect((await projections(writer.db)).collections).toEqual(collections);
    expect(await exported(writer, collection?.id)).toBe(both);

    if (inverse) await writer.run(commandId(), inverse);
    expect(await exported(writer, collection?.id)).toBe(before);
  });

  it('stands beside others in one file, what they say differently as the first one says it', async () => {
    const writer = testWriter();
    const first = await importInto(writer, calendar('NAME:A', 'X-WR-TIMEZONE:Europe/Zurich', 'X-A:1', event('a')));
    const second = await importInto(writer, calendar('NAME:B', 'X-WR-TIMEZONE:Asia/Tokyo', 'X-B:1', event('b'), room));
    const together = await exported(writer, first.collection?.id, second.collection?.id);
    expect(properties(together)).toEqual(['X-WR-TIMEZONE:Europe/Zurich', 'X-A:1', 'X-B:1']);
    expect(together.match(/^BEGIN:VCALENDAR/gm)).toHaveLength(1);
    for (const part of [event('a'), event('b'), room]) expect(together).toContain(part);
  });

  it('keeps a zone that is no known one, also while nothing uses it', async () => {
    const zone =
      'BEGIN:VTIMEZONE\r\nTZID:Office\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0130\r\nTZOFFSETTO:+0130\r\nEND:STANDARD\r\nEND:VTIMEZONE';
    const writer = testWriter();
    const { collection } = await importInto(writer, calendar(zone, event('a')));
    const using = event('b').replace('DTSTART', 'DTSTART;TZID=Office').replace('00Z', '00');
    await importInto(writer, calendar(zone, using), collection?.id);
    expect((await exported(writer, collection?.id)).split(zone)).toHaveLength(2);
  });

  it('[DT7] keeps a reply without a start, but not that it is a reply, and again when that is read', async () => {
    const reply = event('a', 'ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@example.org').replace(/DTSTART.*\r\n/, '');
    const writer = testWriter();
    const first = await importInto(writer, calendar('METHOD:REPLY', reply));
    const again = await exported(writer, first.collection?.id);
    expect(again).toContain(reply);
    expect(again).not.toContain('METHOD');
    expect((await read(again)).problems).toMatchObject([{ code: 'ics/start', text: `${reply}\r\n` }]);
    const second = await importInto(writer, again);
    expect(await exported(writer, second.collection?.id)).toBe(again);
  });

  it('leaves out what is too long to travel with the calendar, and says so', async () => {
    const file = await read(calendar('X-A:1', `IMAGE:${'x'.repeat(70_000)}`, 'X-B:2', event('a')));
    expect(file).toMatchObject({ extras: { properties: ['X-A:1', 'X-B:2'] } });
    expect(describeFile(file, '', 'a.ics').problems).toMatchObject([{ code: 'input/limit' }]);
  });

  it('shows as many items as it counts, those without a time too', async () => {
    const text = calendar('METHOD:CANCEL', 'BEGIN:VEVENT', 'UID:b', 'SUMMARY:Off', 'END:VEVENT', event('a'));
    const { samples, counts } = describeFile(await read(text), '', '');
    expect(samples.map(({ title, start }) => [title, start !== undefined])).toContainEqual(['Off', false]);
    expect(samples.length).toBe(counts.events);
  });

  it('says no line of what has none', async () => {
    const refused = read(new Uint8Array([0x78, 0x9f, 0x3e, 0x22, 0, 1, 2, 3]));
    await expect(refused).rejects.toMatchObject({ code: 'input/wrong-kind', detail: { file: 'file.ics' } });
    await refused.catch(({ detail }) => expect(detail).not.toHaveProperty('line'));
  });

  it('is like the sample that readers are warmed up with: nothing wrong with it, and of every kind', async () => {
    const file = await read(sampleCalendar());
    const { counts, problemCount } = describeFile(file, '', '');
    expect(problemCount).toBe(0);
    expect([counts.events > 0, counts.series > 0]).toEqual([true, true]);
  });

  it('is safe from what another device writes there', async () => {
    const writer = testWriter();
    const { collection } = await importInto(writer, calendar(event('a')));
    const before = await exported(writer, collection?.id);
    const bad = new Map(['{', 'null', '[1]', '{"properties":{"length":9},"components":[4]}'].entries());
    await writer.db.collections.update(collection?.id ?? '', {
      extras: new Map(Array.from(bad, ([index, value]) => [`extras\n${index}`, value])),
    });
    expect(await exported(writer, collection?.id)).toBe(before);
  });
});

describe('a long file', () => {
  const many = (one: (index: number) => string) => Array.from({ length: 20_000 }, (_, index) => one(index));
  it.each([
    ['events', calendar(...many((index) => event(`e${index}`, 'SUMMARY:Chess')))],
    ['contacts', many((index) => `BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ada ${index}\r\nEND:VCARD\r\n`).join('')],
  ])('of %s is read in turns, and not to the end when it is not wanted any more', async (_kind, text) => {
    const fractions: number[] = [];
    const checkpoint = async ({ fraction = 0 }: Progress) => {
      fractions.push(fraction);
      if (fraction > 0.3) throw new AppError('cancelled', '');
    };
    // Every look at the clock is a turn's time later: a fast machine would be through before the first turn is over.
    let now = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 20));
    try {
      const reading = readFile(new Blob([text]), 'many', checkpoint);
      await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
    } finally {
      clock.mockRestore();
    }
    expect(fractions.toSorted((a, b) => a - b)).toEqual(fractions);
    expect(fractions.at(-1)).toBeLessThan(1);
  });
});
