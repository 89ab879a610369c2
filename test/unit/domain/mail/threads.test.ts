import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baseSubject, isReplySubject, subjectKey } from '../../../../src/domain/mail/base-subject.js';
import { type ThreadMessage, type ThreadNode, Threads, threadTree } from '../../../../src/domain/mail/threads.js';
import { splitMbox } from '../../../../src/formats/mail/mbox.js';
import { readMessage } from '../../../../src/formats/mail/parse-message.js';
import { mailFile } from '../../../support/mail-fixtures.js';

function partition(messages: readonly ThreadMessage[]): string[][] {
  const threads = new Threads();
  for (const message of messages) threads.add(message);
  return [...threads.all().values()].map((ids) => [...ids].sort()).sort();
}

const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g');
const messages = fc
  .array(
    fc.record({
      messageId: fc.option(fc.tuple(id)),
      inReplyTo: fc.option(fc.tuple(id)),
      references: fc.option(fc.array(id, { maxLength: 4 })),
      subject: fc.constantFrom('x', 'Re: x', 'AW: [list] x', 'y', null),
    }),
    { maxLength: 12 },
  )
  .map((list) => list.map((one, index) => ({ ...one, id: String(index) })));

describe('threads [MT1]', () => {
  it('are the same in whatever order messages come', () => {
    fc.assert(
      fc.property(
        messages.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([list, shuffled]) => {
          expect(partition(shuffled)).toEqual(partition(list));
        },
      ),
    );
  });

  it('are those of RFC 8621: an id in common, and the subject', () => {
    fc.assert(
      fc.property(messages, (list) => {
        // The definition, by brute force.
        const ids = (one: ThreadMessage) => [
          ...(one.messageId ?? []),
          ...(one.inReplyTo ?? []),
          ...(one.references ?? []),
        ];
        const near = (one: ThreadMessage, other: ThreadMessage) =>
          subjectKey(one.subject ?? '') === subjectKey(other.subject ?? '') &&
          ids(one).some((x) => ids(other).includes(x));
        const groups: ThreadMessage[][] = [];
        for (const one of list) {
          const touching = groups.filter((group) => group.some((other) => near(one, other)));
          for (const group of touching) groups.splice(groups.indexOf(group), 1);
          groups.push([one, ...touching.flat()]);
        }
        expect(partition(list)).toEqual(groups.map((group) => group.map((one) => one.id).sort()).sort());
      }),
    );
  });

  it('keep the id of the oldest when they turn out to be one', () => {
    const threads = new Threads();
    const message = (name: string, references: string[]): ThreadMessage => ({
      id: name,
      messageId: [name],
      inReplyTo: null,
      references,
      subject: 'x',
    });
    expect(threads.add(message('1', []))).toEqual({ thread: '1', merged: [] });
    expect(threads.add(message('3', ['2']))).toEqual({ thread: '3', merged: [] });
    expect(threads.add(message('2', ['1']))).toEqual({ thread: '1', merged: ['3'] });
    expect(threads.add(message('4', ['3']))).toEqual({ thread: '1', merged: [] });
  });
});

/** As IMAP writes it, members numbered from 1. */
function written(nodes: readonly ThreadNode<ThreadMessage>[]): string {
  return nodes
    .map(({ message, replies }) =>
      replies.length === 1
        ? `${message.id} ${written(replies)}`
        : `${message.id}${replies.map((one) => ` (${written([one])})`).join('')}`,
    )
    .join(' + ');
}

describe('the tree of a thread [MT2]', () => {
  // thread4 joins by subject alone what refers to nothing that is there; here that stays apart. thread6 has two siblings.
  it.each([
    ['thread', ['1 + 3 2']],
    ['thread2', ['1 2']],
    ['thread3', ['1 2']],
    ['thread4', ['1', '2']],
    ['thread6', ['1 + 2']],
    ['thread5', ['1 (2 (4) (5)) (3)']],
    ['thread7', ['1 (2 3) (4)']],
  ])('is Dovecot’s for %s', async (name, expected) => {
    const list: ThreadMessage[] = [];
    for await (const bytes of splitMbox(mailFile(`dovecot-imaptest/files/${name}.mbox`)))
      list.push({ ...readMessage(bytes), id: String(list.length + 1) });
    const found = partition(list).map((ids) => written(threadTree(list.filter((one) => ids.includes(one.id)))));
    expect(found.sort()).toEqual(expected);
  });

  it('holds every message once, also in loops', () => {
    const count = (nodes: readonly ThreadNode<ThreadMessage>[]): number =>
      nodes.reduce((sum, { replies }) => sum + 1 + count(replies), 0);
    fc.assert(
      fc.property(messages, (list) => {
        expect(count(threadTree(list))).toBe(list.length);
      }),
    );
  });
});

describe('what a subject is about [MT3]', () => {
  it.each([
    ['Re: Lunch', 'Lunch'],
    ['RE: AW: WG: Lunch', 'Lunch'],
    ['Re[2]: Re^3: Re(4): Lunch', 'Lunch'],
    ['TR : RE : Déjeuner', 'Déjeuner'],
    ['Rif: R: I: Pranzo', 'Pranzo'],
    ['RV: Comida', 'Comida'],
    ['回复：转发: 午餐', '午餐'],
    ['Отв: Обед', 'Обед'],
    ['[list] Re: [list] Lunch (fwd)', 'Lunch'],
    ['[Fwd: Lunch]', 'Lunch'],
    ['[only a tag]', '[only a tag]'],
    ['Recipe: soup', 'Recipe: soup'],
    ['10:30 Lunch', '10:30 Lunch'],
    ['  a \r\n b ', 'a b'],
    ['Re:', ''],
  ])('%s', (subject, base) => {
    expect(baseSubject(subject)).toBe(base);
  });

  it('says whether it answers', () => {
    expect(['Re: x', '[list] AW: x', 'Fwd: x'].every(isReplySubject)).toBe(true);
    expect(['x', '[list] x', 'Recipe: x', 'Note: re: x'].some(isReplySubject)).toBe(false);
  });

  it('is found in time for any text', () => {
    for (const text of ['['.repeat(100_000), 're:'.repeat(100_000), '[a]'.repeat(100_000), ' '.repeat(100_000)])
      expect(baseSubject(text).length).toBeLessThanOrEqual(2000);
  });
});
