import { expect } from 'chai';
import type { EpochMs } from '../../src/domain/time/types.js';
import { awaitValue, freshServices } from '../support/services.js';

function icsOf(...events: readonly string[]): File {
  const text = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', ...events, 'END:VCALENDAR', ''].join('\r\n');
  return new File([text], 'club.ics', { type: 'text/calendar' });
}

const event = (uid: string, title: string, ...lines: readonly string[]) =>
  [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'DTSTAMP:20261101T000000Z',
    'DTSTART:20261118T120000Z',
    'DURATION:PT1H',
    `SUMMARY:${title}`,
    ...lines,
    'END:VEVENT',
  ].join('\r\n');

const november = { from: Date.UTC(2026, 10, 1) as EpochMs, to: Date.UTC(2026, 11, 1) as EpochMs, timeZone: 'UTC' };

describe('import', () => {
  it('shows what a file holds, writes it, and takes it back', async () => {
    const services = freshServices();
    const file = icsOf(
      event('a', 'Chess'),
      event('b', 'Go', 'RRULE:FREQ=WEEKLY;COUNT=3'),
      event('c', 'Poker', 'X-KEPT:1'),
    );
    const preview = await services.imports.preview(file);
    expect(preview).to.deep.include({ kind: 'calendar', suggestedName: 'club', problemCount: 0, duplicates: {} });
    expect(preview.counts).to.deep.equal({ events: 2, series: 1, tasks: 0, journals: 0, contacts: 0 });
    expect(preview.samples[0]).to.deep.include({ title: 'Chess', start: { instant: Date.UTC(2026, 10, 18, 12) } });

    const target = { collection: { name: 'Club', hue: 20 }, duplicates: 'skip' } as const;
    const report = await services.imports.commit(preview.id, target);
    expect(report).to.deep.include({ added: 3, replaced: 0, skipped: 0 });
    const shown = await awaitValue(services.calendar.watchOccurrences(november), (all) => all.length > 0);
    expect(shown.map(({ title }) => title).sort()).to.deep.equal(['Chess', 'Go', 'Go', 'Poker']);
    expect(await services.calendar.exportIcs([report.collectionId])).to.contain(event('c', 'Poker', 'X-KEPT:1'));

    await report.undo();
    expect(await awaitValue(services.collections.watch('calendar'))).to.deep.equal([]);
    services.close();
  });

  it('keeps every line of a file, of the calendar itself, too', async () => {
    const url = '/test/fixtures/ical/ical4j/files/samples/valid/google_aus_holidays.ics';
    const text = await (await fetch(url)).text();
    const services = freshServices();
    const preview = await services.imports.preview(new File([text], 'holidays.ics'));
    const target = { collection: { name: preview.suggestedName, hue: 20 }, duplicates: 'skip' } as const;
    const { collectionId } = await services.imports.commit(preview.id, target);
    const linesOf = (ics: string) => ics.replace(/\r?\n[ \t]/g, '').split(/\r?\n/);
    const lines = new Set(linesOf(await services.calendar.exportIcs([collectionId])));
    // Known zones are written from our own list.
    const original = linesOf(text.replace(/^BEGIN:VTIMEZONE[\s\S]*?^END:VTIMEZONE\r?\n/gm, ''));
    expect(original.filter((line) => !lines.has(line) && !/^(?:PRODID|METHOD):/.test(line))).to.deep.equal([]);
    expect(lines).to.include('X-WR-RELCALID:F3C6195A-5DDF-11D9-95A8-000A958A3252');
    services.close();
  });

  it('leaves or replaces what is there already, and takes that back, too', async () => {
    const services = freshServices();
    const first = await services.imports.preview(icsOf(event('a', 'Chess'), event('b', 'Go')));
    const target = { collection: { name: 'Club', hue: 20 }, duplicates: 'skip' } as const;
    const { collectionId } = await services.imports.commit(first.id, target);
    const ref = { collectionId, uid: 'a' };
    const titleOfA = async () => (await services.calendar.read(ref))?.fields.title;
    const before = await services.calendar.read(ref);
    await services.calendar.update(
      ref,
      { ...(before?.fields as NonNullable<typeof before>['fields']), title: 'Blitz' },
      'all',
    );

    const again = await services.imports.preview(icsOf(event('a', 'Rapid'), event('c', 'Poker')));
    expect(again.duplicates).to.deep.equal({ [collectionId]: 1 });
    const collection = { id: collectionId };
    const skipping = await services.imports.commit(again.id, { collection, duplicates: 'skip' });
    expect(skipping).to.deep.include({ added: 1, replaced: 0, skipped: 1 });
    expect(await titleOfA()).to.equal('Blitz');

    const third = await services.imports.preview(icsOf(event('a', 'Rapid')));
    const replacing = await services.imports.commit(third.id, { collection, duplicates: 'replace' });
    expect(replacing).to.deep.include({ added: 0, replaced: 1, skipped: 0 });
    expect(await titleOfA()).to.equal('Rapid');
    await replacing.undo();
    expect(await titleOfA()).to.equal('Blitz');
    await skipping.undo();
    expect(await services.calendar.read({ collectionId, uid: 'c' })).to.equal(undefined);
    const [shown] = await awaitValue(services.collections.watch('calendar'));
    expect(shown?.itemCount).to.equal(2);
    services.close();
  });

  it('stops when asked', async () => {
    const services = freshServices();
    const many = Array.from({ length: 5000 }, (_, index) => event(`e${index}`, `Event ${index}`));
    const abort = new AbortController();
    const failure = await services.imports
      .preview(icsOf(...many), { signal: abort.signal, onProgress: () => abort.abort() })
      .catch((error: unknown) => error);
    expect(failure).to.include({ code: 'cancelled' });
    const preview = await services.imports.preview(icsOf(event('a', 'Chess')));
    expect(preview.counts.events).to.equal(1);
    services.close();
  });

  it('that is cancelled while it is written is either cancelled or done, as it says', async () => {
    const services = freshServices();
    const many = Array.from({ length: 500 }, (_, index) => event(`e${index}`, `Event ${index}`));
    for (const late of [false, true]) {
      const preview = await services.imports.preview(icsOf(...many));
      const abort = new AbortController();
      const target = { collection: { name: `Late ${late}`, hue: 20 }, duplicates: 'skip' } as const;
      const committed = services.imports.commit(preview.id, target, {
        signal: abort.signal,
        onProgress: ({ fraction = 0 }) => (late ? fraction === 1 : true) && abort.abort(),
      });
      const added = await committed.then((report) => report.added).catch((error: { code: string }) => error.code);
      const calendars = await awaitValue(services.collections.watch('calendar'));
      const found = calendars.find(({ name }) => name === target.collection.name);
      expect([added, found?.itemCount]).to.deep.equal(added === 'cancelled' ? ['cancelled', undefined] : [500, 500]);
    }
    services.close();
  });

  it('says what is wrong with a file that holds nothing', async () => {
    const services = freshServices();
    const codeOf = (file: File) =>
      services.imports.preview(file).then(
        () => '',
        (error: { code: string; detail: { file: string } }) => `${error.code} ${error.detail.file}`,
      );
    expect(await codeOf(new File([], 'empty.ics'))).to.equal('input/empty empty.ics');
    expect(await codeOf(new File(['<html><body>404'], 'page.ics'))).to.equal('input/wrong-kind page.ics');
    services.close();
  });
});
