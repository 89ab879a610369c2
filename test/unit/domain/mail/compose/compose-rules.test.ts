import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mentionsAttachment } from '../../../../../src/domain/mail/compose/attachment-words.js';
import { laterTimes, localToTime, timeToLocal } from '../../../../../src/domain/mail/compose/later-times.js';
import { readMailLink } from '../../../../../src/domain/mail/compose/mail-link.js';
import { isOutside } from '../../../../../src/domain/mail/compose/outside.js';
import { quoteText, withQuote } from '../../../../../src/domain/mail/compose/quote.js';
import { answeredAs, hasOthers, replyHead, withPrefix } from '../../../../../src/domain/mail/compose/reply.js';
import {
  isAddress,
  readTypedRecipients,
  withoutRepeats,
} from '../../../../../src/domain/mail/compose/typed-recipients.js';

const person = (email: string, name: string | null = null) => ({ name, email });

describe('people a message goes to', () => {
  it.each([
    ['ann@a.example', [person('ann@a.example')]],
    ['Ann Lee <ann@a.example>; bob@b.example,', [person('ann@a.example', 'Ann Lee'), person('bob@b.example')]],
    [
      '"Lee, Ann" <ann@a.example>\nmailto:bob@b.example',
      [person('ann@a.example', 'Lee, Ann'), person('bob@b.example')],
    ],
    ['ann@a.example bob@b.example', [person('ann@a.example'), person('bob@b.example')]],
    ['Jürg <jürg@müller.example>', [person('jürg@müller.example', 'Jürg')]],
  ])('[MC1] reads %j', (text, people) => {
    expect(readTypedRecipients(text)).toEqual({ people, wrong: [] });
  });

  it('[MC1] says what is no address, and keeps the others', () => {
    expect(readTypedRecipients('Ann, bob@b.example, <x>, a@b@c')).toEqual({
      people: [person('bob@b.example')],
      wrong: ['Ann', '<x>', 'a@b@c'],
    });
    expect(
      withoutRepeats([person('A@x.example'), person('a@X.example'), person('b@x.example')], [person('B@x.example')]),
    ).toEqual([person('A@x.example')]);
  });

  it('[MC1] never makes an address of two lines, of control characters, or of brackets', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        for (const { email, name } of readTypedRecipients(`${text}, ok@ok.example`).people) {
          expect(isAddress(email)).toBe(true);
          expect(`${email}${name ?? ''}`).not.toMatch(/\p{Cc}/u);
        }
      }),
    );
  });

  const own = ['me@home.example', 'me@work.example'];
  const email = {
    from: [person('ann@a.example', 'Ann')],
    to: [person('Me@Work.example'), person('bob@b.example')],
    cc: [person('carl@c.example'), person('ANN@a.example')],
    replyTo: [],
    subject: 'AW: Plan',
    messageId: ['2@a.example'],
    references: ['1@a.example'],
  };

  it('[MC2] of an answer are the sender, or who it says; of one to all everybody but oneself', () => {
    expect(replyHead(email, 'reply', own)).toMatchObject({ to: [person('ann@a.example', 'Ann')], cc: [] });
    expect(replyHead(email, 'reply-all', own)).toMatchObject({
      to: [person('ann@a.example', 'Ann')],
      cc: [person('bob@b.example'), person('carl@c.example')],
    });
    expect(replyHead({ ...email, replyTo: [person('list@l.example')] }, 'reply-all', own)).toMatchObject({
      to: [person('list@l.example')],
      cc: [person('bob@b.example'), person('carl@c.example'), person('ANN@a.example')],
    });
    const mine = {
      ...email,
      from: [person('me@home.example')],
      to: [person('bob@b.example')],
      cc: [person('carl@c.example')],
    };
    expect(replyHead(mine, 'reply', own).to).toEqual([person('bob@b.example')]);
    expect(replyHead(mine, 'reply-all', own).cc).toEqual([person('carl@c.example')]);
    expect(replyHead(email, 'forward', own)).toMatchObject({ to: [], cc: [] });
    expect(answeredAs(email, own)).toBe('me@work.example');
    expect([hasOthers(email, own), hasOthers({ ...email, to: [], cc: [] }, own)]).toEqual([true, false]);
  });

  it.each([
    ['Re', 'AW: Re[2]: Plan', 'Re: Plan'],
    ['Re', 'RE : Réf : Plan', 'Re: Plan'],
    ['Fwd', 'WG: Plan', 'Fwd: Plan'],
    ['Re', '', 'Re:'],
    ['Re', 'Plan\r\nBcc: x@y.example', 'Re: Plan Bcc: x@y.example'],
  ] as const)('[MC3] %s of %j', (prefix, subject, called) => {
    expect(withPrefix(prefix, subject)).toBe(called);
  });

  it('[MC4] marks lines of what is answered, without its signature', () => {
    expect(quoteText('Hello\n> older\n\nBye\n-- \nAnn')).toBe('> Hello\n>> older\n>\n> Bye');
    expect(withQuote('Yes.\n\n', { attribution: 'Ann wrote:', text: '> Hello' })).toBe('Yes.\n\nAnn wrote:\n> Hello\n');
  });

  it('[MC5] ties an answer to what it answers, with at most 30 ids', () => {
    expect(replyHead(email, 'reply', own)).toMatchObject({
      inReplyTo: ['2@a.example'],
      references: ['1@a.example', '2@a.example'],
    });
    expect(replyHead(email, 'forward', own)).toMatchObject({
      inReplyTo: [],
      references: ['1@a.example', '2@a.example'],
    });
    const many = Array.from({ length: 100 }, (_, index) => `${index}@a.example`);
    const { references } = replyHead({ ...email, references: many }, 'reply', own);
    expect(references).toEqual(['0@a.example', ...many.slice(-28), '2@a.example']);
  });

  it.each([
    ['I attached the plan.', true],
    ['The files are enclosed', true],
    ['Im Anhang findest du den Plan.', true],
    ['Anbei die Übersicht', true],
    ['Der Plan hängt an: siehe Anhänge', true],
    ['Vous trouverez le plan en pièce jointe.', true],
    ['Ci-joint le plan', true],
    ['In allegato il piano', true],
    ['Te envío el plan adjunto', true],
    ['See you tomorrow.', false],
    ['> I attached the plan', false],
    ['Wir sehen uns am Hang', false],
  ])('[MC6] hears of an attachment in %j: %s', (text, speaks) => {
    expect(mentionsAttachment(text)).toBe(speaks);
  });

  it.each([
    ['bob@other.example', 'me@work.example', true],
    ['bob@work.example', 'me@work.example', false],
    ['bob@sales.work.example', 'me@work.example', false],
    ['bob@work.example', 'me@sales.work.example', false],
    ['bob@notwork.example', 'me@work.example', true],
    ['bob@other.example', 'me@gmail.com', false],
  ])('[MC7] %s is outside for %s: %s', (other, from, outside) => {
    expect(isOutside(other, from)).toBe(outside);
  });

  it('[MC10] reads mail links, but neither Bcc nor files of them', () => {
    expect(
      readMailLink(
        'mailto:ann@a.example,bob%40b.example?cc=carl@c.example&bcc=eve@e.example&attach=/etc/passwd&subject=A%0D%0AB&body=x%0D%0Ay',
      ),
    ).toEqual({
      to: [person('ann@a.example'), person('bob@b.example')],
      cc: [person('carl@c.example')],
      subject: 'A B',
      body: 'x\ny',
    });
    expect(readMailLink('https://a.example')).toBeUndefined();
    expect(readMailLink('mailto:%E0%A4%A?subject=%')?.to).toEqual([]);
    const many = Array.from({ length: 2_000 }, (_, at) => `a${at}@a.example`).join(',');
    expect(readMailLink(`mailto:${many}`)?.to).toHaveLength(100);
    expect(readMailLink(`mailto:?body=${'x'.repeat(1_000_000)}`)!.body.length).toBeLessThan(20_000);
  });

  it('offers times that are ahead, on the person’s clock', () => {
    const zone = 'Europe/Zurich';
    // Sunday, 29 November 2026, 10:00.
    const sunday = localToTime('2026-11-29T10:00', zone)!;
    expect(laterTimes(sunday, zone).map(({ time }) => timeToLocal(time, zone))).toEqual([
      '2026-11-29T18:00',
      '2026-11-30T08:00',
      '2026-11-30T13:00',
    ]);
    const monday = localToTime('2026-11-30T17:30', zone)!;
    expect(laterTimes(monday, zone).map(({ name }) => name)).toEqual([
      'tomorrow-morning',
      'tomorrow-afternoon',
      'next-week',
    ]);
    expect(localToTime('2026-02-30T10:00', zone)).toBeUndefined();
  });
});
