// The iTIP broker of sabre/vobject: what its own tests expect.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { OutgoingMessage } from '../../../../../src/domain/calendar/itip/outgoing.js';
import { receive } from '../../../../../src/domain/calendar/itip/receive.js';
import { messagesOf } from '../../../../../src/domain/calendar/itip/send.js';
import type { EpochMs } from '../../../../../src/domain/time/types.js';
import { applied, normalised, readMessageFile, state } from '../../../../support/itip.js';

interface ExpectedMessage {
  readonly uid?: string;
  readonly method?: string;
  readonly sender?: string;
  readonly recipient?: string;
  readonly senderName?: string | null;
  readonly recipientName?: string | null;
  readonly message?: string;
  readonly significantChange?: boolean;
}
interface Case {
  readonly name: string;
  readonly type: 'itip-generate' | 'itip-process';
  readonly itip?: string;
  readonly existing?: string;
  readonly old?: string;
  readonly new?: string;
  readonly currentUser?: string;
  readonly expected: string | null | readonly ExpectedMessage[] | { readonly error: true };
}

const cases = JSON.parse(readFileSync('test/fixtures/ical/sabre-vobject/itip-cases.json', 'utf8')) as Case[];

/** Where we do otherwise, and why. */
const exceptions: Readonly<Record<string, string>> = {
  'BrokerAttendeeReplyTest::testRecurringReply':
    'SUMMARY is taken from the series; ours says of an occurrence what it says',
  'BrokerNewEventTest::testBrokenEventUIDMisMatch': 'an item has one UID: the parser makes two of them',
  'BrokerNewEventTest::testMultipleUID': 'an item has one UID: the parser makes two of them',
  'BrokerSignificantChangesTest::testSignificantChangesVeventOrderNoChange': 'the case has no event',
  'BrokerUpdateEventTest::testInviteChangeFromSchedulingToNonSchedulingObject':
    'without guests and organiser SEQUENCE goes down; RFC 5546 §2.1.4 forbids that, so ours says what was sent plus 1',
  'BrokerUpdateEventTest::testRemoveInstance':
    'an occurrence less is told by CANCEL of it (RFC 5546 §3.2.5), not by the series again',
};

const stateOf = (text: string | undefined) => (text === undefined ? undefined : state(readMessageFile(text).text));

describe('sabre/vobject: messages received', () => {
  for (const { name, itip = '', existing, expected } of cases.filter(({ type }) => type === 'itip-process')) {
    it(name, () => {
      const stored = stateOf(existing);
      const after = applied(stored, receive(readMessageFile(itip), stored, { own: ['mailto:bar@example.org'] }));
      if (expected === null) expect(after).toBeUndefined();
      else expect(normalised(after ?? '')).toEqual(normalised(readMessageFile(expected as string).text));
    });
  }
});

const compared = [
  'UID',
  'SEQUENCE',
  'RECURRENCE-ID',
  'EXDATE',
  'RRULE',
  'DTSTART',
  'DTEND',
  'SUMMARY',
  'ORGANIZER',
  'ATTENDEE',
];

/** Our cancellations name all guests they go to; sabre writes one for each. */
function mineOf(method: string, text: string, address: string) {
  const components = normalised(text, compared);
  if (method !== 'CANCEL') return components;
  return components.map((lines) =>
    lines.filter((line) => !line.startsWith('ATTENDEE') || line.endsWith(`:${address}`)),
  );
}

const lower = (address: string | undefined) => address?.toLowerCase();

function sent({ old, new: now, currentUser = '' }: Case) {
  const { uid } = readMessageFile(now ?? old ?? '');
  const messages = messagesOf(uid, stateOf(old), stateOf(now), { own: [currentUser], now: 0 as EpochMs });
  return messages
    .flatMap(({ method, sender, recipients, text, uid: of }: OutgoingMessage) =>
      recipients.map(({ address }) => ({
        method,
        uid: of,
        sender: lower(sender),
        recipient: lower(address),
        text: mineOf(method, text, address),
      })),
    )
    .sort(byRecipient);
}

function wanted({ expected }: Case) {
  if (!Array.isArray(expected)) return [];
  return (expected as readonly ExpectedMessage[])
    .map(({ method, uid, sender, recipient, message }) => ({
      method,
      uid,
      sender: lower(sender),
      recipient: lower(recipient),
      text: normalised(readMessageFile(message ?? '').text, compared),
    }))
    .sort(byRecipient);
}

const byRecipient = (a: { recipient?: string }, b: { recipient?: string }) =>
  (a.recipient ?? '') < (b.recipient ?? '') ? -1 : 1;

describe('sabre/vobject: messages sent', () => {
  const all = cases.filter(({ type }) => type === 'itip-generate');
  for (const one of all.filter(({ name }) => !(name in exceptions))) {
    it(one.name, () => {
      const expected = wanted(one);
      // Some cases say only who writes how often.
      const isShort = expected.length > 0 && expected.every(({ recipient }) => recipient === undefined);
      const short = (list: readonly { method?: string; sender?: string }[]) =>
        list.map(({ method, sender }) => ({ method, sender }));
      if (isShort) expect(short(sent(one))).toEqual(short(expected));
      else expect(sent(one)).toEqual(expected);
    });
  }

  it('lists as exceptions exactly the cases that differ', () => {
    const differing = all.filter((one) => JSON.stringify(sent(one)) !== JSON.stringify(wanted(one)));
    const short = ['BrokerNewEventTest::testCaseInsensitiveOrganizers'];
    expect(
      differing
        .map(({ name }) => name)
        .filter((name) => !short.includes(name))
        .sort(),
    ).toEqual(Object.keys(exceptions).sort());
  });
});
