import { describe, expect, it } from 'vitest';
import { readCalendarFile } from '../../../../src/app/calendar/file-source.js';
import { readAtMost } from '../../../../src/app/calendar/read-at-most.js';
import type { EventOccurrence } from '../../../../src/domain/calendar/occurrence.js';
import type { EpochMs } from '../../../../src/domain/time/types.js';

const signal = new AbortController().signal;
const bytes = (text: string) => new TextEncoder().encode(text);
const file = (...lines: readonly string[]) =>
  bytes(['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n'));

describe('readCalendarFile', () => {
  it('gives occurrences and the details of one', async () => {
    const source = await readCalendarFile(
      file(
        'BEGIN:VEVENT',
        'UID:a',
        'SUMMARY:Choir',
        'DESCRIPTION:Bring water',
        'DTSTART:20261118T180000Z',
        'END:VEVENT',
      ),
      signal,
    );
    let found: readonly EventOccurrence[] = [];
    source
      .watchOccurrences({ from: 0 as EpochMs, to: 2e12 as EpochMs, timeZone: 'UTC' })
      .subscribe({ next: (value) => (found = value), error: () => {} });
    expect(found.map(({ title }) => title)).toEqual(['Choir']);
    expect((await source.read({ collectionId: '', uid: 'a' }))?.fields.description).toBe('Bring water');
    expect(await source.read({ collectionId: '', uid: '__proto__' })).toBeUndefined();
  });

  it.each([
    '',
    '<!doctype html><p>Not here</p>',
    'BEGIN:VCARD\r\nFN:Ada\r\nEND:VCARD\r\n',
    'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:2026',
  ])('says that %j is no calendar', async (text) => {
    await expect(readCalendarFile(bytes(text), signal)).rejects.toMatchObject({ code: 'input/wrong-kind' });
  });

  it('stops when nobody waits for it any more', async () => {
    const abort = new AbortController();
    abort.abort();
    const event = ['BEGIN:VEVENT', 'UID:a', 'DTSTART:20261118', `DESCRIPTION:${'x'.repeat(1000)}`, 'END:VEVENT'];
    const long = file(...Array.from({ length: 1000 }, () => event).flat());
    await expect(readCalendarFile(long, abort.signal)).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('readAtMost', () => {
  it.each([0, 99, 100])('reads %i of 100 bytes', async (length) => {
    expect((await readAtMost(new Response(new Uint8Array(length)), 100)).byteLength).toBe(length);
  });
  it('refuses one byte more, said or not', async () => {
    await expect(readAtMost(new Response(new Uint8Array(101)), 100)).rejects.toMatchObject({ code: 'input/too-large' });
    const lying = new Response(new Uint8Array(10), { headers: { 'content-length': '101' } });
    await expect(readAtMost(lying, 100)).rejects.toMatchObject({ code: 'input/too-large' });
  });
});
