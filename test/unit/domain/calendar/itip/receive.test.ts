import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeState } from '../../../../../src/domain/calendar/itip/message.js';
import { receive } from '../../../../../src/domain/calendar/itip/receive.js';
import { verdictOf } from '../../../../../src/domain/calendar/itip/reception.js';
import { applyEdits } from '../../../../../src/domain/items/apply-edits.js';
import { applied, itemText, message, normalised, readMessageFile, state } from '../../../../support/itip.js';

const me = 'mailto:me@example.org';
const anna = 'mailto:anna@example.org';
const bob = 'mailto:bob@example.org';
const own = [me];

/** An invitation by Anna to me and Bob. */
function event({
  sequence = 0,
  stamp = '20260101T000000Z',
  more = [] as readonly string[],
  start = '20261118T140000',
  guests = [me, bob],
} = {}) {
  return [
    'VEVENT',
    'UID:u1',
    `DTSTAMP:${stamp}`,
    `SEQUENCE:${sequence}`,
    `DTSTART;TZID=Europe/Zurich:${start}`,
    'DURATION:PT1H',
    'SUMMARY:Review',
    `ORGANIZER;CN=Anna:${anna}`,
    ...guests.map((guest) => `ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:${guest}`),
    ...more,
  ];
}
const daily = (options: Parameters<typeof event>[0] = {}) =>
  event({ ...options, more: ['RRULE:FREQ=DAILY;COUNT=5', ...(options.more ?? [])] });
const occurrence = (day: number, options: Parameters<typeof event>[0] = {}) =>
  event({
    start: `202611${day}T160000`,
    ...options,
    more: [`RECURRENCE-ID;TZID=Europe/Zurich:202611${day}T140000`, ...(options.more ?? [])],
  });
const alarm = ['BEGIN:VALARM', 'ACTION:DISPLAY', 'TRIGGER:-PT5M', 'DESCRIPTION:x', 'END:VALARM'];

const request = (...components: readonly (readonly string[])[]) => message('REQUEST', itemText(...components));
const codes = (result: ReturnType<typeof receive>) => result.concerns.map(({ code }) => code);

describe('versions', () => {
  it('[IT1] takes the higher SEQUENCE, then the later DTSTAMP', () => {
    const stored = state(itemText(event({ sequence: 2 })));
    const newer = [
      event({ sequence: 3, stamp: '20250101T000000Z' }),
      event({ sequence: 2, stamp: '20260102T000000Z' }),
    ];
    for (const one of newer) expect(receive(request(one), stored, { own }).change).toBeDefined();
  });

  it('[IT2] leaves out what is older', () => {
    const stored = state(itemText(event({ sequence: 2 })));
    const older = [
      event({ sequence: 1, stamp: '20270101T000000Z' }),
      event({ sequence: 2, stamp: '20250102T000000Z' }),
    ];
    for (const one of older) {
      const result = receive(request(one), stored, { own });
      expect(result.change).toBeUndefined();
      expect(codes(result)).toContain('outdated');
      expect(verdictOf(result)).toBe('done');
    }
  });

  it('[IT3] knows a message that came twice', () => {
    const text = itemText(event());
    expect(codes(receive(message('REQUEST', text), state(text), { own }))).toContain('duplicate');
    const off = state(itemText(event({ more: ['STATUS:CANCELLED'] })));
    expect(codes(receive(message('CANCEL', itemText(event())), off, { own }))).toContain('duplicate');
  });

  it('[IT4] compares an occurrence without version with its series', () => {
    const stored = state(itemText(daily({ sequence: 2 })));
    expect(codes(receive(request(occurrence(19, { sequence: 1 })), stored, { own }))).toContain('outdated');
    expect(receive(request(occurrence(19, { sequence: 2 })), stored, { own }).change).toBeDefined();
  });

  it('[IT1] ends with the same whatever the order the messages arrive in', () => {
    const messages = [
      request(daily({ sequence: 0 })),
      request(occurrence(19, { sequence: 1 })),
      request(occurrence(19, { sequence: 2, start: '20261119T170000' })),
      request(occurrence(20, { sequence: 1, stamp: '20260103T000000Z' })),
    ];
    const inOrder = run(messages);
    fc.assert(
      fc.property(fc.shuffledSubarray(messages, { minLength: messages.length }), (shuffled) => {
        expect(normalised(run(shuffled))).toEqual(normalised(inOrder));
      }),
    );
  });
});

function run(messages: readonly ReturnType<typeof request>[]): string {
  let stored: ReturnType<typeof state> | undefined;
  for (const one of messages) {
    const { change } = receive(one, stored, { own });
    if (change !== undefined) stored = changeState(stored, change);
  }
  return stored === undefined ? '' : applyEdits(stored.text, stored.edits);
}

describe('what the organiser says', () => {
  it('[IT10] makes an item of what is new', () => {
    const text = itemText(event());
    const result = receive(message('REQUEST', text), undefined, { own });
    expect(result).toMatchObject({ kind: 'invitation', concerns: [], change: { text, edits: {} }, me });
    expect(verdictOf(result)).toBe('apply');
  });

  it('[IT11] puts a newer whole in the place of the item', () => {
    const stored = changeState(state(itemText(event())), {
      edits: { SUMMARY: 'SUMMARY:Mine', LOCATION: 'LOCATION:Here' },
    });
    const text = applied(stored, receive(request(event({ sequence: 1, start: '20261119T090000' })), stored, { own }));
    expect(text).toBe(itemText(event({ sequence: 1, start: '20261119T090000' })));
  });

  it('[IT11] keeps occurrences of the same schedule, drops those of an earlier one', () => {
    const stored = state(itemText(daily(), occurrence(19, { sequence: 1 }), occurrence(20, { sequence: 2 })));
    const text = applied(stored, receive(request(daily({ sequence: 2 })), stored, { own })) ?? '';
    expect(text.match(/RECURRENCE-ID.*/g)).toEqual(['RECURRENCE-ID;TZID=Europe/Zurich:20261120T140000']);
  });

  it('[IT12] keeps reminders, colour and categories', () => {
    const stored = changeState(state(itemText(event({ more: alarm }))), {
      edits: { COLOR: 'COLOR:teal', CATEGORIES: 'CATEGORIES:mine' },
    });
    const theirs = ['BEGIN:VALARM', 'ACTION:DISPLAY', 'TRIGGER:-PT99M', 'DESCRIPTION:y', 'END:VALARM'];
    const text = applied(stored, receive(request(event({ sequence: 1, more: theirs })), stored, { own })) ?? '';
    expect(text).toContain('TRIGGER:-PT5M');
    expect(text).not.toContain('PT99M');
    expect(text).toContain('COLOR:teal');
    expect(text).toContain('CATEGORIES:mine');
  });

  it('[IT13] keeps an answer while SEQUENCE is the same, and asks again when it is not', () => {
    const stored = state(itemText(event()).replace(`NEEDS-ACTION;RSVP=TRUE:${me}`, `ACCEPTED:${me}`));
    const same = applied(stored, receive(request(event({ stamp: '20260201T000000Z' })), stored, { own })) ?? '';
    expect(same).toMatch(/PARTSTAT=ACCEPTED.*me@example.org/);
    const moved = applied(stored, receive(request(event({ sequence: 1 })), stored, { own })) ?? '';
    expect(moved).not.toContain('ACCEPTED');
  });

  it('[IT14] writes one occurrence as edits, and brings back one that was taken away', () => {
    const stored = changeState(state(itemText(daily())), {
      edits: { 'EXDATE;20261119T140000': 'EXDATE;TZID=Europe/Zurich:20261119T140000' },
    });
    const wanted = occurrence(19, { sequence: 1, more: ['LOCATION:Room 2'], guests: [me] });
    const result = receive(request(wanted), stored, { own });
    expect(result.change?.text).toBeUndefined();
    const text = applied(stored, result) ?? '';
    expect(normalised(text)).toContainEqual(normalised(itemText(wanted))[0]);
    expect(text).not.toContain('EXDATE');
    expect(text).toContain('RRULE:FREQ=DAILY;COUNT=5');
  });

  it('[IT14] writes times of a zone that only the message knows in UTC', () => {
    const zone = [
      'VTIMEZONE',
      'TZID:Office',
      'BEGIN:STANDARD',
      'DTSTART:19700101T000000',
      'TZOFFSETFROM:+0230',
      'TZOFFSETTO:+0230',
      'END:STANDARD',
    ];
    const stored = state(itemText(daily()));
    const wanted = occurrence(19, { sequence: 1 }).map((line) =>
      line.replace('DTSTART;TZID=Europe/Zurich', 'DTSTART;TZID=Office'),
    );
    expect(applied(stored, receive(request(zone, wanted), stored, { own }))).toContain('DTSTART:20261119T133000Z');
  });

  it('[IT15] keeps occurrences that come before their series, which takes them in', () => {
    const first = changeState(undefined, receive(request(occurrence(19)), undefined, { own }).change ?? { edits: {} });
    const second = receive(request(occurrence(20)), first, { own });
    const both = changeState(first, second.change ?? { edits: {} });
    expect(applyEdits(both.text, both.edits).match(/RECURRENCE-ID/g)).toHaveLength(2);
    const text = applied(both, receive(request(daily()), both, { own })) ?? '';
    expect(text.match(/RECURRENCE-ID/g)).toHaveLength(2);
    expect(text).toContain('RRULE');
  });

  it('[IT16] strikes out what is cancelled, single occurrences too', () => {
    const stored = state(itemText(daily(), occurrence(19)));
    const text = applied(stored, receive(message('CANCEL', itemText(event({ sequence: 1 }))), stored, { own })) ?? '';
    expect(text.match(/STATUS:CANCELLED/g)).toHaveLength(2);
    expect(text).toContain('SUMMARY:Review');
  });

  it('[IT17] cancels one occurrence', () => {
    const stored = state(itemText(daily()));
    const text =
      applied(stored, receive(message('CANCEL', itemText(occurrence(20, { sequence: 1 }))), stored, { own })) ?? '';
    expect(text).toMatch(/RECURRENCE-ID;TZID=Europe\/Zurich:20261120T140000/);
    expect(text.match(/STATUS:CANCELLED/g)).toHaveLength(1);
  });

  it('[IT17] cancels an occurrence and all later ones', () => {
    const stored = state(itemText(daily(), occurrence(21)));
    const gone = occurrence(20, { sequence: 1 }).map((line) =>
      line.replace('RECURRENCE-ID;', 'RECURRENCE-ID;RANGE=THISANDFUTURE;'),
    );
    const text = applied(stored, receive(message('CANCEL', itemText(gone)), stored, { own })) ?? '';
    expect(text).toContain('RRULE:FREQ=DAILY;UNTIL=20261120T125959Z');
    expect(text).not.toContain('RECURRENCE-ID');
  });

  it('[IT18] adds an occurrence to a series that is here', () => {
    const stored = state(itemText(daily()));
    const add = message(
      'ADD',
      itemText(event({ sequence: 1, start: '20261128T100000', more: ['LOCATION:Elsewhere'] })),
    );
    const text = applied(stored, receive(add, stored, { own })) ?? '';
    expect(text).toContain('RDATE;TZID=Europe/Zurich:20261128T100000');
    expect(text).toMatch(/RECURRENCE-ID[\s\S]*LOCATION:Elsewhere/);
    const unknown = receive(add, undefined, { own });
    expect(codes(unknown)).toContain('unknown-event');
    expect(verdictOf(unknown)).toBe('refuse');
  });

  it('[IT19] changes nothing by COUNTER, DECLINECOUNTER and REFRESH', () => {
    const theirs = state(itemText(event()));
    const mine = state(itemText(event()).replace(`ORGANIZER;CN=Anna:${anna}`, `ORGANIZER:${me}`));
    const answer = itemText(event({ guests: [bob] })).replace(anna, me);
    for (const method of ['COUNTER', 'REFRESH'] as const)
      expect(receive(message(method, answer), mine, { own })).toMatchObject({
        concerns: [],
        answers: [{ address: bob }],
      });
    expect(receive(message('COUNTER', answer), mine, { own }).change).toBeUndefined();
    const declined = receive(message('DECLINECOUNTER', itemText(event({ guests: [me] }))), theirs, { own });
    expect(declined).toMatchObject({ kind: 'counter-declined', concerns: [] });
    expect(declined.change).toBeUndefined();
  });

  it('reads tasks as it reads events', () => {
    const task = (sequence: number) => [
      'VTODO',
      'UID:u1',
      'DTSTAMP:20260101T000000Z',
      `SEQUENCE:${sequence}`,
      `DUE:2026112${sequence}T100000Z`,
      'SUMMARY:Slides',
      `ORGANIZER:${anna}`,
      `ATTENDEE:${me}`,
    ];
    const stored = state(itemText(task(0)));
    expect(applied(stored, receive(request(task(1)), stored, { own }))).toBe(itemText(task(1)));
    expect(receive(message('CANCEL', itemText(task(1))), stored, { own }).concerns).toEqual([]);
  });
});

describe('who says it', () => {
  const stored = state(itemText(event()));
  const mallory = 'mailto:mallory@example.com';
  const spoofed = event({ sequence: 9 }).map((line) => line.replace(anna, mallory));

  it('[IT20] asks when another organiser changes or cancels it', () => {
    for (const method of ['REQUEST', 'CANCEL', 'ADD', 'PUBLISH'] as const) {
      const result = receive(message(method, itemText(spoofed)), stored, { own });
      expect(result.concerns).toContainEqual({
        code: 'organizer-differs',
        level: 'ask',
        address: mallory,
        expected: anna,
      });
      expect(verdictOf(result)).toBe('ask');
    }
    const nobody = event({ sequence: 9 }).filter((line) => !line.startsWith('ORGANIZER'));
    expect(verdictOf(receive(message('CANCEL', itemText(nobody)), stored, { own }))).toBe('ask');
  });

  it('[IT21] asks when the sender is somebody else, and lets SENT-BY speak', () => {
    const update = request(event({ sequence: 1 }));
    expect(codes(receive(update, stored, { own, sender: 'mallory@example.com' }))).toEqual(['sender-differs']);
    expect(codes(receive(update, stored, { own, sender: 'Anna@Example.org' }))).toEqual([]);
    const assistant = event({ sequence: 1 }).map((line) =>
      line.replace('ORGANIZER;', 'ORGANIZER;SENT-BY="mailto:office@example.org";'),
    );
    const result = receive(request(assistant), stored, { own, sender: 'office@example.org' });
    expect(result.concerns).toEqual([{ code: 'sent-by', level: 'note', address: 'mailto:office@example.org' }]);
    const reply = message('REPLY', itemText(event({ guests: [bob] })).replace(anna, me));
    const mine = state(itemText(event()).replace(anna, me));
    expect(codes(receive(reply, mine, { own, sender: mallory }))).toEqual(['sender-differs']);
  });

  it('[IT22] asks when somebody changes what one organises', () => {
    const mine = state(itemText(event()).replace(anna, me));
    for (const method of ['REQUEST', 'CANCEL'] as const) {
      const result = receive(message(method, itemText(event({ sequence: 5 })).replace(anna, me)), mine, { own });
      expect(result.concerns).toContainEqual({ code: 'own-event', level: 'ask' });
    }
  });

  it('[IT23] asks when a message takes the UID of an event without guests', () => {
    const plain = state(itemText(['VEVENT', 'UID:u1', 'DTSTART:20261118T140000Z', 'SUMMARY:Dentist']));
    expect(codes(receive(request(event({ sequence: 1 })), plain, { own }))).toContain('not-an-invitation');
  });

  it('[IT24] refuses several organisers', () => {
    const result = receive(
      request(
        daily(),
        occurrence(19).map((line) => line.replace(anna, mallory)),
      ),
      undefined,
      { own },
    );
    expect(result.change).toBeUndefined();
    expect(verdictOf(result)).toBe('refuse');
    expect(codes(receive(request(event(), spoofed), stored, { own }))).toEqual(['several-organizers']);
  });

  it('[IT25] asks when it is not sound, and refuses when there is nothing', () => {
    expect(codes(receive(request(event(), event({ sequence: 1 })), undefined, { own }))).toContain('ambiguous');
    const endless = event().filter((line) => !line.startsWith('DTSTART'));
    expect(codes(receive(request(endless), undefined, { own }))).toEqual(['no-start']);
    const backwards = event().map((line) => line.replace('DURATION:PT1H', 'DTEND;TZID=Europe/Zurich:20261118T130000'));
    expect(codes(receive(request(backwards), undefined, { own }))).toEqual(['end-before-start']);
    expect(verdictOf(receive(message('REQUEST', ''), undefined, { own }))).toBe('refuse');
  });

  it('[IT26] says that one is not among the guests', () => {
    const result = receive(request(event({ guests: [bob] })), undefined, { own });
    expect(result.concerns).toEqual([{ code: 'not-invited', level: 'note' }]);
    expect(result.me).toBeUndefined();
  });

  it('[IT27] lets a guest pass an invitation on', () => {
    const passed = event({ guests: [], more: [`ATTENDEE;DELEGATED-FROM="${bob}":${me}`] });
    const result = receive(request(passed), undefined, { own, sender: bob });
    expect(result.concerns).toEqual([{ code: 'delegated', level: 'note', address: bob }]);
  });

  it('[IT28] says that it knows no addresses of one', () => {
    const result = receive(request(event()), undefined, { own: [] });
    expect(result.concerns).toEqual([{ code: 'no-address', level: 'note' }]);
    expect(result.me).toBeUndefined();
  });

  it('[IT29] asks before it takes a cancellation for others as one’s own', () => {
    const result = receive(message('CANCEL', itemText(event({ sequence: 1, guests: [bob] }))), stored, { own });
    expect(result.concerns).toEqual([{ code: 'for-others', level: 'ask' }]);
  });

  it('tolerates that nobody organises it', () => {
    const result = receive(request(event().filter((line) => !line.startsWith('ORGANIZER'))), undefined, { own });
    expect(codes(result)).toContain('no-organizer');
    expect(verdictOf(result)).toBe('apply');
  });
});

describe('answers', () => {
  const mine = (components: string) => state(components.replaceAll(anna, me));
  const stored = mine(itemText(event({ sequence: 1, guests: [bob, 'mailto:carol@example.org'] })));
  const reply = (
    status: string,
    { sequence = 1, stamp = '20260105T000000Z', guest = bob, more = [] as string[] } = {},
  ) =>
    message(
      'REPLY',
      itemText([
        'VEVENT',
        'UID:u1',
        `DTSTAMP:${stamp}`,
        `SEQUENCE:${sequence}`,
        `ORGANIZER:${me}`,
        `ATTENDEE;PARTSTAT=${status}:${guest}`,
        ...more,
      ]),
    );

  it('[IT30] writes one edit for each guest, so that answers at once both count', () => {
    const bobs = receive(reply('ACCEPTED'), stored, { own });
    const carols = receive(reply('DECLINED', { guest: 'mailto:carol@example.org' }), stored, { own });
    expect(Object.keys(bobs.change?.edits ?? {})).toEqual([`ATTENDEE;${bob}`]);
    const both = changeState(changeState(stored, bobs.change ?? { edits: {} }), carols.change ?? { edits: {} });
    const text = applyEdits(both.text, both.edits).replaceAll('\r\n ', '');
    expect(text).toMatch(/PARTSTAT=ACCEPTED.*bob@/);
    expect(text).toMatch(/PARTSTAT=DECLINED.*carol@/);
  });

  it('[IT31] takes the later of two answers, in whatever order', () => {
    const late = reply('DECLINED', { stamp: '20260107T000000Z' });
    const after = changeState(stored, receive(late, stored, { own }).change ?? { edits: {} });
    expect(codes(receive(reply('ACCEPTED', { stamp: '20260106T000000Z' }), after, { own }))).toEqual(['outdated']);
    expect(codes(receive(late, after, { own }))).toEqual(['duplicate']);
    expect(receive(reply('ACCEPTED', { stamp: '20260108T000000Z' }), after, { own }).concerns).toEqual([]);
  });

  it('[IT32] asks about an answer to an earlier version', () => {
    const result = receive(reply('ACCEPTED', { sequence: 0 }), stored, { own });
    expect(result.concerns).toEqual([{ code: 'old-answer', level: 'ask' }]);
    expect(result.change).toBeDefined();
  });

  it('[IT33] asks about an answer of somebody who was not invited', () => {
    const result = receive(reply('ACCEPTED', { guest: 'mailto:dan@example.org' }), stored, { own });
    expect(result.concerns).toEqual([{ code: 'guest-not-invited', level: 'ask', address: 'mailto:dan@example.org' }]);
    expect(applied(stored, result)).toContain('dan@example.org');
  });

  it('[IT34] marks who sends another, and puts the other on the list', () => {
    const dan = 'mailto:dan@example.org';
    const delegation = message(
      'REPLY',
      itemText([
        'VEVENT',
        'UID:u1',
        'DTSTAMP:20260105T000000Z',
        'SEQUENCE:1',
        `ORGANIZER:${me}`,
        `ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="${dan}":${bob}`,
        `ATTENDEE;PARTSTAT=NEEDS-ACTION;DELEGATED-FROM="${bob}":${dan}`,
      ]),
    );
    const result = receive(delegation, stored, { own });
    expect(result).toMatchObject({ concerns: [], answers: [{ address: bob, status: 'DELEGATED', delegate: dan }] });
    const text = (applied(stored, result) ?? '').replaceAll('\r\n ', '');
    expect(text).toMatch(/PARTSTAT=DELEGATED.*DELEGATED-TO="mailto:dan@example.org".*bob@/);
    expect(text).toMatch(/DELEGATED-FROM="mailto:bob@example.org".*:mailto:dan@/);
    const from = receive(reply('ACCEPTED', { guest: dan }), stored, { own });
    expect(codes(from)).toEqual(['guest-not-invited']);
  });

  it('[IT35] asks about an answer for somebody else’s event, and refuses one without event or guest', () => {
    const theirs = state(itemText(event({ sequence: 1 })));
    expect(codes(receive(reply('ACCEPTED'), theirs, { own }))).toEqual(['not-organizer']);
    expect(verdictOf(receive(reply('ACCEPTED'), undefined, { own }))).toBe('refuse');
    const nobody = message('REPLY', itemText(['VEVENT', 'UID:u1', `ORGANIZER:${me}`]));
    expect(receive(nobody, stored, { own })).toMatchObject({ concerns: [{ code: 'no-attendee', level: 'refuse' }] });
    const elsewhere = reply('ACCEPTED', { more: ['RECURRENCE-ID:20261119T130000Z'] });
    expect(codes(receive(elsewhere, stored, { own }))).toEqual(['unknown-occurrence']);
  });

  it('[IT36] writes an answer to one occurrence for that one only', () => {
    const series = mine(itemText(daily({ sequence: 1 })));
    const result = receive(reply('DECLINED', { more: ['RECURRENCE-ID:20261119T130000Z'] }), series, { own });
    const text = (applied(series, result) ?? '').replaceAll('\r\n ', '');
    const [whole = '', single = ''] = text.split('END:VEVENT');
    expect(whole).not.toContain('DECLINED');
    expect(single).toMatch(/RECURRENCE-ID;TZID=Europe\/Zurich:20261119T140000[\s\S]*PARTSTAT=DECLINED.*bob@/);
  });

  it('[IT37] keeps 500 characters of what a guest writes', () => {
    for (const [length, kept] of [
      [0, 0],
      [500, 500],
      [501, 500],
    ] as const) {
      const result = receive(
        reply('ACCEPTED', { more: length === 0 ? [] : [`COMMENT:${'x'.repeat(length)}`] }),
        stored,
        { own },
      );
      expect(result.answers[0]?.comment).toHaveLength(kept);
      expect((applied(stored, result) ?? '').replaceAll('\r\n ', '').match(/x{3,}/)?.[0] ?? '').toHaveLength(kept);
    }
  });
});

describe('messages of other programs', () => {
  const file = (name: string) =>
    readMessageFile(
      readFileSync(`test/fixtures/ical/thunderbird-calendar/invitations/${name}.eml`, 'utf8').replace(
        /^[\s\S]*?(?=BEGIN:VCALENDAR)/,
        '',
      ),
    );
  const options = { own: ['mailto:receiver@example.com'], sender: 'sender@example.com' };

  it('reads Thunderbird’s: an event, its update, its cancellation', () => {
    const first = receive(file('single-event'), undefined, options);
    expect(first).toMatchObject({ kind: 'invitation', concerns: [], me: 'mailto:receiver@example.com' });
    const stored = changeState(undefined, first.change ?? { edits: {} });
    const update = receive(file('update-major'), stored, options);
    expect(update).toMatchObject({ kind: 'update', concerns: [] });
    const now = changeState(stored, update.change ?? { edits: {} });
    expect(codes(receive(file('single-event'), now, options))).toEqual(['outdated']);
    const cancel = receive(file('cancel-single-event'), stored, options);
    expect(cancel.concerns).toEqual([]);
    expect(applied(stored, cancel)).toContain('STATUS:CANCELLED');
  });

  it('reads Thunderbird’s series: a changed occurrence, then the series moved', () => {
    const stored = changeState(undefined, receive(file('repeat-event'), undefined, options).change ?? { edits: {} });
    for (const name of ['exception-minor', 'exception-major', 'repeat-update-major']) {
      const result = receive(file(name), stored, options);
      expect(result).toMatchObject({ kind: 'update', concerns: [] });
      expect(applied(stored, result)).toMatch(/^BEGIN:VEVENT[\s\S]*END:VEVENT\r\n$/);
    }
  });

  it('reads libical’s reply without PARTSTAT as no answer yet', () => {
    const text = readFileSync('test/fixtures/ical/libical/itip/itip.ics', 'utf8');
    const reply = readMessageFile(text);
    const stored = state(
      itemText([
        'VEVENT',
        `UID:${reply.uid}`,
        'DTSTART:19970701T200000Z',
        'ORGANIZER:mailto:a@example.com',
        'ATTENDEE:mailto:eric@agony.busboom.org',
      ]),
    );
    const result = receive(reply, stored, { own: ['mailto:a@example.com'] });
    expect(result).toMatchObject({ concerns: [], answers: [{ status: 'NEEDS-ACTION' }] });
  });
});
