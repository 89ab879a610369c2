import { describe, expect, it } from 'vitest';
import {
  acceptCounter,
  answerChange,
  counterMessage,
  declineCounter,
  refreshMessage,
} from '../../../../../src/domain/calendar/itip/answer.js';
import { editsAmongPeople } from '../../../../../src/domain/calendar/itip/guest-rules.js';
import { changeState, type StoredState } from '../../../../../src/domain/calendar/itip/message.js';
import { receive } from '../../../../../src/domain/calendar/itip/receive.js';
import { messagesOf } from '../../../../../src/domain/calendar/itip/send.js';
import { readEventFields } from '../../../../../src/domain/calendar/read-event-fields.js';
import { applyEdits } from '../../../../../src/domain/items/apply-edits.js';
import type { EpochMs, LocalMs } from '../../../../../src/domain/time/types.js';
import { itemText, message, state } from '../../../../support/itip.js';

const me = 'mailto:me@example.org';
const anna = 'mailto:anna@example.org';
const bob = 'mailto:bob@example.org';
const now = Date.UTC(2026, 0, 2) as EpochMs;
const options = { own: [me], now };

/** I organise it; Anna and Bob are asked. */
const mine = (...more: readonly string[]) => [
  'VEVENT',
  'UID:u1',
  'DTSTAMP:20260101T000000Z',
  'SEQUENCE:1',
  'DTSTART;TZID=Europe/Zurich:20261118T140000',
  'DURATION:PT1H',
  'SUMMARY:Review',
  `ORGANIZER:${me}`,
  `ATTENDEE;PARTSTAT=ACCEPTED;X-RESPONSE-COMMENT="see you":${anna}`,
  `ATTENDEE;PARTSTAT=NEEDS-ACTION:${bob}`,
  ...more,
];
/** Anna organises it; I am asked. */
const theirs = (...more: readonly string[]) =>
  mine(...more).map((line) =>
    line.startsWith('ORGANIZER')
      ? `ORGANIZER:${anna}`
      : line.startsWith('ATTENDEE;PARTSTAT=ACC')
        ? `ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:${me}`
        : line,
  );
const daily = 'RRULE:FREQ=DAILY;COUNT=5';
const edited = (stored: StoredState, edits: Readonly<Record<string, string | null>>) => changeState(stored, { edits });
const to = (messages: ReturnType<typeof messagesOf>) =>
  messages.map(({ method, recipients }) => [method, ...recipients.map(({ address }) => address)]);

describe('what the organiser sends', () => {
  const stored = state(itemText(mine()));

  it('[IT40] tells who would see a difference, and new guests; the same is said once', () => {
    expect(to(messagesOf('u1', undefined, stored, options))).toEqual([['REQUEST', anna, bob]]);
    const renamed = edited(stored, { SUMMARY: 'SUMMARY:Retro' });
    expect(to(messagesOf('u1', stored, renamed, options))).toEqual([['REQUEST', anna, bob]]);
    const alarm = edited(stored, {
      'VALARM;x': 'BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT5M\r\nEND:VALARM',
      COLOR: 'COLOR:red',
      [`ATTENDEE;${bob}`]: `ATTENDEE;PARTSTAT=ACCEPTED:${bob}`,
    });
    expect(messagesOf('u1', stored, alarm, options)).toEqual([]);
    const more = edited(stored, { 'ATTENDEE;mailto:carol@example.org': 'ATTENDEE:mailto:carol@example.org' });
    expect(to(messagesOf('u1', stored, more, options))).toEqual([['REQUEST', anna, bob, 'mailto:carol@example.org']]);
  });

  it('[IT41] cancels for who is out, and for everybody when it is deleted or called off', () => {
    const without = edited(stored, { [`ATTENDEE;${bob}`]: '', SEQUENCE: 'SEQUENCE:2' });
    const [cancel, request] = messagesOf('u1', stored, without, options).sort((a, b) => (a.method < b.method ? -1 : 1));
    expect(to([cancel!, request!])).toEqual([
      ['CANCEL', bob],
      ['REQUEST', anna],
    ]);
    expect(cancel?.text).not.toContain('STATUS');
    const [gone] = messagesOf('u1', stored, undefined, options);
    expect(gone).toMatchObject({ method: 'CANCEL', recipients: [{ address: anna }, { address: bob }] });
    expect(gone?.text).toContain('STATUS:CANCELLED');
    expect(gone?.text).toContain('SEQUENCE:2');
    const off = edited(stored, { STATUS: 'STATUS:CANCELLED', SEQUENCE: 'SEQUENCE:2' });
    expect(to(messagesOf('u1', stored, off, options))).toEqual([['CANCEL', anna, bob]]);
  });

  it('[IT42] sends one occurrence by itself, and its cancellation', () => {
    const series = state(itemText(mine(daily)));
    const moved = edited(series, {
      '@20261120T140000 DTSTART': 'DTSTART;TZID=Europe/Zurich:20261120T160000',
      '@20261120T140000 SEQUENCE': 'SEQUENCE:2',
    });
    const [one] = messagesOf('u1', series, moved, options);
    expect(one).toMatchObject({ method: 'REQUEST', recurrenceId: '20261120T140000' });
    expect(one?.text.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    const less = edited(series, {
      'EXDATE;20261121T140000': 'EXDATE;TZID=Europe/Zurich:20261121T140000',
      SEQUENCE: 'SEQUENCE:2',
    });
    const [away] = messagesOf('u1', series, less, options);
    expect(away).toMatchObject({
      method: 'CANCEL',
      recurrenceId: '20261121T140000',
      recipients: [{ address: anna }, { address: bob }],
    });
    expect(away?.text).toContain('SEQUENCE:2');
  });

  it('[IT43] tells a guest of one occurrence nothing of the others', () => {
    const series = state(itemText(mine(daily)));
    const carol = 'mailto:carol@example.org';
    const more = edited(series, { [`@20261120T140000 ATTENDEE;${carol}`]: `ATTENDEE:${carol}` });
    const hers = messagesOf('u1', series, more, options).find(({ recipients }) =>
      recipients.some(({ address }) => address === carol),
    );
    expect(hers?.text).toContain('RECURRENCE-ID');
    expect(hers?.text).not.toContain('RRULE');
  });

  it('[IT44] asks all guests again when the time changes', () => {
    const edits = { DTSTART: 'DTSTART;TZID=Europe/Zurich:20261119T140000', SEQUENCE: 'SEQUENCE:2' };
    const all = editsAmongPeople(edits, edited(stored, edits), [me]);
    expect(all).toMatchObject({ ...edits, [`ATTENDEE;${anna}`]: `ATTENDEE;PARTSTAT=NEEDS-ACTION:${anna}` });
    expect(editsAmongPeople({ SUMMARY: 'SUMMARY:x' }, edited(stored, { SUMMARY: 'SUMMARY:x' }), [me])).toEqual({
      SUMMARY: 'SUMMARY:x',
    });
    const series = state(itemText(mine(daily)));
    const one = { '@20261120T140000 DTSTART': 'DTSTART;TZID=Europe/Zurich:20261120T160000' };
    expect(Object.keys(editsAmongPeople(one, edited(series, one), [me]))).toEqual([
      ...Object.keys(one),
      `@20261120T140000 ATTENDEE;${anna}`,
    ]);
  });

  it('[IT46] keeps reminders, colours and remarks at home', () => {
    const rich = edited(stored, {
      'VALARM;x': 'BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT5M\r\nEND:VALARM',
      COLOR: 'COLOR:red',
      CATEGORIES: 'CATEGORIES:secret',
      'X-IKEBANA-NOTE': 'X-IKEBANA-NOTE:own',
    });
    const [request] = messagesOf('u1', undefined, rich, options);
    for (const own of ['VALARM', 'COLOR', 'CATEGORIES', 'see you', 'X-']) expect(request?.text).not.toContain(own);
  });

  it('[IT48] sends nothing without own addresses', () => {
    expect(messagesOf('u1', undefined, stored, { own: [], now })).toEqual([]);
    const two = state(
      itemText(
        mine(),
        mine().map((line) => line.replace(`ORGANIZER:${me}`, `ORGANIZER:${bob}`)),
      ),
    );
    expect(messagesOf('u1', undefined, two, options)).toEqual([]);
  });

  it('makes whoever invites the organiser', () => {
    const plain = state(itemText(['VEVENT', 'UID:u1', 'DTSTART:20261118T140000Z']));
    const edits = { [`ATTENDEE;${bob}`]: `ATTENDEE:${bob}` };
    expect(editsAmongPeople(edits, edited(plain, edits), [me])).toEqual({ ...edits, ORGANIZER: `ORGANIZER:${me}` });
  });
});

describe('what a guest sends', () => {
  const stored = state(itemText(theirs(daily)));

  it('[IT5] leaves SEQUENCE and DTSTAMP, which are the organiser’s', () => {
    const edits = { DTSTAMP: 'DTSTAMP:20260301T000000Z', SEQUENCE: 'SEQUENCE:2', DURATION: 'DURATION:PT2H' };
    expect(editsAmongPeople(edits, edited(stored, edits), [me])).toEqual({ DURATION: 'DURATION:PT2H' });
  });

  it('[IT45] replies with a new answer, and declines what is taken out', () => {
    const yes = changeState(stored, answerChange(stored, undefined, me, 'ACCEPTED'));
    const [reply] = messagesOf('u1', stored, yes, { ...options, comment: 'Gladly; me too' });
    expect(reply).toMatchObject({ method: 'REPLY', sender: me, recipients: [{ address: anna }], status: 'ACCEPTED' });
    expect(reply?.text).toContain('COMMENT:Gladly\\; me too');
    expect(reply?.text.match(/ATTENDEE/g)).toHaveLength(1);
    expect(messagesOf('u1', stored, stored, options)).toEqual([]);
    expect(messagesOf('u1', yes, undefined, options)[0]?.text).toContain('PARTSTAT=DECLINED');
    const less = edited(yes, { 'EXDATE;20261121T140000': 'EXDATE;TZID=Europe/Zurich:20261121T140000' });
    expect(messagesOf('u1', yes, less, options)).toMatchObject([
      { status: 'DECLINED', recurrenceId: '20261121T140000' },
    ]);
    const off = edited(yes, { STATUS: 'STATUS:CANCELLED' });
    expect(messagesOf('u1', off, undefined, options)).toEqual([]);
  });

  it('[IT49] answers a series with its occurrences, but for those answered otherwise', () => {
    const no = changeState(stored, answerChange(stored, '20261120T140000', me, 'DECLINED'));
    const open = edited(no, { '@20261119T140000 LOCATION': 'LOCATION:Here' });
    const yes = changeState(open, answerChange(open, undefined, me, 'ACCEPTED'));
    const text = applyEdits(yes.text, yes.edits).replaceAll('\r\n ', '');
    const mineIn = (rid: string) =>
      new RegExp(`RECURRENCE-ID[^\\r]*${rid}[\\s\\S]*?PARTSTAT=([A-Z-]+)[^\\r]*:${me}`).exec(text)?.[1];
    expect([mineIn('20261119T140000'), mineIn('20261120T140000')]).toEqual(['ACCEPTED', 'DECLINED']);
  });

  it('[IT26] puts who was not invited on the list', () => {
    const forwarded = state(itemText(mine().map((line) => line.replace(`ORGANIZER:${me}`, `ORGANIZER:${anna}`))));
    const yes = changeState(forwarded, answerChange(forwarded, undefined, me, 'TENTATIVE'));
    expect(messagesOf('u1', forwarded, yes, options)).toMatchObject([{ method: 'REPLY', status: 'TENTATIVE' }]);
  });

  it('[IT47] proposes other times, which the organiser takes or not', () => {
    const atAnnas = state(itemText(theirs(daily)));
    const fields = readEventFields(itemText(theirs(daily)), '20261120T140000')!;
    const later = { ...fields, start: (fields.start + 3_600_000) as LocalMs, end: (fields.end + 3_600_000) as LocalMs };
    const counter = counterMessage({
      uid: 'u1',
      state: stored,
      recurrenceId: '20261120T140000',
      address: me,
      fields: later,
      comment: 'Train',
      now,
    })!;
    expect(counter).toMatchObject({ method: 'COUNTER', recipients: [{ address: anna }] });
    expect(receive(counter, atAnnas, { own: [anna] })).toMatchObject({
      kind: 'counter',
      concerns: [],
      answers: [{ address: me, comment: 'Train' }],
    });
    const edits = acceptCounter(counter, atAnnas, now);
    expect(edits).toMatchObject({ '@20261120T140000 DTSTART': 'DTSTART;TZID=Europe/Zurich:20261120T150000' });
    const sent = messagesOf('u1', atAnnas, edited(atAnnas, edits), { own: [anna], now });
    expect(to(sent)).toEqual([['REQUEST', me, bob]]);
    expect(declineCounter(counter, 'No', now)).toMatchObject({
      method: 'DECLINECOUNTER',
      sender: anna,
      recipients: [{ address: me }],
    });
    expect(
      receive(message('DECLINECOUNTER', declineCounter(counter, '', now)!.text), stored, { own: [me] }).concerns,
    ).toEqual([]);
  });

  it('[IT18] asks for a series that it has only heard of', () => {
    const add = message('ADD', itemText(theirs()));
    expect(refreshMessage(add, me, now)).toMatchObject({ method: 'REFRESH', recipients: [{ address: anna }] });
  });

  it('understands what it is sent: an invitation, a move, a cancellation, all the way and back', () => {
    const atMine = state(itemText(mine()));
    const [request] = messagesOf('u1', undefined, atMine, options);
    const bobs = changeState(undefined, receive(request!, undefined, { own: [bob] }).change!);
    const yes = changeState(bobs, answerChange(bobs, undefined, bob, 'ACCEPTED'));
    const [reply] = messagesOf('u1', bobs, yes, { own: [bob], now });
    const after = changeState(atMine, receive(reply!, atMine, { own: [me] }).change!);
    expect(applyEdits(after.text, after.edits).replaceAll('\r\n ', '')).toMatch(/PARTSTAT=ACCEPTED[^\r]*:mailto:bob/);
    const [cancel] = messagesOf('u1', after, undefined, options);
    const off = receive(cancel!, yes, { own: [bob] });
    expect(off.concerns).toEqual([]);
    expect(changeState(yes, off.change!).edits.STATUS).toBe('STATUS:CANCELLED');
  });
});
