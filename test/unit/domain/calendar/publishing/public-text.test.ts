import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PublicTextOptions, publicText } from '../../../../../src/domain/calendar/publishing/public-text.js';

const busy: PublicTextOptions = {
  content: 'busy',
  busy: 'Busy',
  uidOf: (uid) => `public-${uid.length}`,
  addresses: ['mailto:me@example.org'],
};
const full: PublicTextOptions = { ...busy, content: 'full' };
const event = (...lines: string[]) =>
  [
    'BEGIN:VEVENT',
    'UID:secret@uid',
    'DTSTAMP:20261101T000000Z',
    'DTSTART:20261129T100000Z',
    ...lines,
    'END:VEVENT',
    '',
  ].join('\r\n');
const SERIES = [
  'BEGIN:VEVENT',
  'UID:s',
  'DTSTART;TZID=Europe/Zurich:20261102T090000',
  'RRULE:FREQ=DAILY',
  'SUMMARY:Standup',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'UID:s',
  'RECURRENCE-ID;TZID=Europe/Zurich;X-OTHER=1:20261103T090000',
  'DTSTART;TZID=Europe/Zurich:20261103T110000',
  'SUMMARY:Standup later',
  'CLASS:PRIVATE',
  'END:VEVENT',
  '',
].join('\r\n');
const DETAILS = [
  'SUMMARY:Quince harvest',
  'DESCRIPTION:Bring baskets',
  'LOCATION:Orchard',
  'GEO:47.3;8.5',
  'URL:https://example.org/harvest',
  'CATEGORIES:Garden',
  'COLOR:green',
];
const OTHERS = [
  'ATTENDEE;CN=Bob;PARTSTAT=ACCEPTED:mailto:bob@example.org',
  'ORGANIZER;CN=Ann:mailto:ann@example.org',
  'ATTACH:https://example.org/secret.pdf',
  'ATTACH;ENCODING=BASE64;VALUE=BINARY:c2VjcmV0',
  'COMMENT:between us',
  'CONTACT:Ann\\, +41 00',
  'CONFERENCE;VALUE=URI:https://meet.example.org/secret',
  'X-APPLE-STRUCTURED-LOCATION;X-TITLE=home:geo:1,2',
  'X-ALT-DESC;FMTTYPE=text/html:<b>secret</b>',
  'RELATED-TO:secret-other',
  'REQUEST-STATUS:2.0;Success',
];
const ALARM = [
  'BEGIN:VALARM',
  'ACTION:EMAIL',
  'ATTENDEE:mailto:me@example.org',
  'DESCRIPTION:ring-now',
  'TRIGGER:-PT5M',
  'END:VALARM',
];

describe('what everybody sees', () => {
  it('[PC1] events alone', () => {
    expect(publicText('BEGIN:VTODO\r\nUID:t\r\nSUMMARY:Pay\r\nEND:VTODO\r\n', full)).toBeUndefined();
    expect(publicText('BEGIN:VJOURNAL\r\nUID:t\r\nSUMMARY:Dear\r\nEND:VJOURNAL\r\n', full)).toBeUndefined();
    expect(publicText('', full)).toBeUndefined();
  });

  it.each(['PRIVATE', 'CONFIDENTIAL', 'private', 'X-OWN'])('[PC2] nothing of what is marked %s', (mark) => {
    for (const options of [busy, full])
      expect(publicText(event('SUMMARY:Doctor', `CLASS:${mark}`), options)).toBeUndefined();
    expect(publicText(event('SUMMARY:Open', 'CLASS:PUBLIC'), full)).toContain('SUMMARY:Open');
  });

  it('[PC2] a private occurrence is left out of its series; a private series hides its occurrences', () => {
    const shown = publicText(SERIES, full) ?? '';
    expect(shown).toContain('EXDATE;TZID=Europe/Zurich:20261103T090000\r\n');
    expect(shown.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    expect(shown).not.toContain('later');
    const hidden = SERIES.replace('SUMMARY:Standup\r\n', 'SUMMARY:Standup\r\nCLASS:PRIVATE\r\n').replace(
      /CLASS:PRIVATE(?=\r\nEND:VEVENT\r\n$)/,
      'X:1',
    );
    expect(publicText(hidden, full)).toBeUndefined();
  });

  it('[PC3] nobody who comes, no files, no reminders, nothing that is not known', () => {
    for (const options of [busy, full]) {
      const shown = publicText(event(...DETAILS, ...OTHERS, ...ALARM), options) ?? '';
      for (const word of [
        'mailto',
        'secret',
        'c2Vj',
        'between',
        'Ann',
        'Bob',
        'X-',
        'VALARM',
        'ring-now',
        'TRIGGER',
        'REQUEST',
      ])
        expect([word, shown.includes(word)]).toEqual([word, false]);
    }
  });

  it('[PC4] times and a word, busy only', () => {
    const shown = publicText(event('DURATION:PT1H', 'RRULE:FREQ=WEEKLY', 'STATUS:TENTATIVE', ...DETAILS), busy);
    expect(shown?.split('\r\n')).toEqual([
      'BEGIN:VEVENT',
      'UID:public-10',
      'DTSTAMP:20261101T000000Z',
      'DTSTART:20261129T100000Z',
      'DURATION:PT1H',
      'RRULE:FREQ=WEEKLY',
      'STATUS:TENTATIVE',
      'SUMMARY:Busy',
      'END:VEVENT',
      '',
    ]);
  });

  it('[PC4] the word is one line, whatever it is', () => {
    expect(publicText(event(), { ...busy, busy: 'a\r\nATTENDEE:mailto:x;y' })).toContain(
      'SUMMARY:a  ATTENDEE:mailto:x y\r\n',
    );
  });

  it.each([
    ['free', 'TRANSP:TRANSPARENT'],
    ['cancelled', 'STATUS:CANCELLED'],
    ['declined', 'ATTENDEE;PARTSTAT=DECLINED:MAILTO:Me@example.org'],
  ])('[PC5] what is %s takes no time', (_, line) => {
    expect(publicText(event('SUMMARY:x', line), busy)).toBeUndefined();
    expect(publicText(event('SUMMARY:x', line), full)).toContain('SUMMARY:x');
  });

  it('[PC6] titles, places and notes with full details', () => {
    const shown = publicText(event(...DETAILS), full) ?? '';
    for (const line of DETAILS) expect(shown).toContain(`${line}\r\n`);
  });

  it('[PC7] another UID, the same for a series and its occurrences', () => {
    const open = SERIES.replace('CLASS:PRIVATE\r\n', '');
    const uids = publicText(open, full)?.match(/^UID:.*$/gm);
    expect(uids).toEqual(['UID:public-1', 'UID:public-1']);
    expect(publicText(event(), full)).not.toContain('secret@uid');
  });

  it('[PC8] time zones of its own', () => {
    const zone =
      'BEGIN:VTIMEZONE\r\nTZID:Mars\r\nBEGIN:STANDARD\r\nTZOFFSETFROM:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n';
    const shown = publicText(`${zone}${event('SUMMARY:x')}`, busy);
    expect(shown?.startsWith(zone)).toBe(true);
  });

  it('[PC3] [PC4] whatever stands in an event, busy only lets through times', () => {
    const name = fc.stringMatching(/^[A-Z][A-Z-]{0,12}$/);
    const line = fc.tuple(name, fc.string()).map(([one, value]) => `${one}:canary${value.replace(/[\r\n]/g, '')}`);
    const times = /^(?:DTSTART|DTEND|DURATION|RRULE|RDATE|EXDATE|EXRULE|RECURRENCE-ID|DTSTAMP|SEQUENCE|STATUS|TRANSP):/;
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const shown = publicText(event(...lines), busy) ?? '';
        for (const each of shown.split('\r\n').filter((one) => one.includes('canary'))) expect(each).toMatch(times);
      }),
    );
  });
});
