import fc from 'fast-check';
import type { ListResponse } from 'imapflow';
import { describe, expect, it } from 'vitest';
import { flagOf, keepable, keywordsOf } from '../../../gateway/imap/keywords.js';
import { emailIdOf, mailboxesOf, placeOf } from '../../../gateway/imap/mailboxes.js';
import { emailState, mailboxState, readEmailState, readMailboxState } from '../../../gateway/imap/state.js';
import { uidSet, uidSets } from '../../../gateway/imap/uid-set.js';
import type { JsonObject } from '../../../gateway/jmap/arguments.js';
import { compileFilter } from '../../../gateway/jmap/email-filter.js';
import { readSetPatch } from '../../../gateway/jmap/patch.js';
import { resolveReferences } from '../../../gateway/jmap/references.js';
import { readThreadId, threadIdOf } from '../../../gateway/jmap/thread-id.js';
import { createUploads } from '../../../gateway/jmap/uploads.js';
import { withoutBcc } from '../../../gateway/jmap/without-bcc.js';
import { takeLine } from '../../../gateway/sieve/manage-sieve.js';
import { readVacationScript, writeVacationScript } from '../../../gateway/sieve/vacation.js';

const listed = (path: string, uidValidity: number | undefined, flags: readonly string[] = []): ListResponse => ({
  path,
  pathAsListed: path,
  name: path.slice(path.lastIndexOf('/') + 1),
  delimiter: '/',
  parent: path.split('/').slice(0, -1),
  parentPath: path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '',
  flags: new Set(flags),
  listed: true,
  subscribed: true,
  ...(uidValidity !== undefined && {
    status: { path, uidValidity: BigInt(uidValidity), uidNext: 5, messages: 3, unseen: 1, highestModseq: 9n },
  }),
});

describe('sets of UIDs', () => {
  it('name each UID once, in pieces that fit into a line', () => {
    expect(uidSet([3, 1, 2, 7, 7])).toBe('1:3,7');
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 4_000_000 }), { maxLength: 2_000 }), (uids) => {
        const sets = uidSets(uids);
        const read = sets.flatMap((set) =>
          set.split(',').flatMap((part) => {
            const [from = 0, to = from] = part.split(':').map(Number);
            return Array.from({ length: to - from + 1 }, (_, i) => from + i);
          }),
        );
        expect(read).toEqual([...new Set(uids)].sort((a, b) => a - b));
        expect(sets.every((set) => set.length <= 4_000)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

describe('keywords of a mailbox that does not keep all', () => {
  const some = new Set(['\\Seen', '\\Flagged', '$MDNSent']);

  it('are those it names, whatever their case; marks of programs are left out, labels refused', () => {
    // As it spells them: the library compares letter by letter, and passes over what it does not find.
    expect(keepable(['\\Seen', '$mdnsent'], some)).toEqual({ kept: ['\\Seen', '$MDNSent'], refused: [] });
    expect(keepable(['$junk', '$ik-ruled', 'nonjunk', '\\Flagged'], some)).toEqual({
      kept: ['\\Flagged'],
      refused: [],
    });
    expect(keepable(['$junk', 'bills'], some)).toEqual({ kept: [], refused: ['bills'] });
    expect(keepable(['\\Draft'], some)).toEqual({ kept: [], refused: ['\\Draft'] });
  });

  it('are all where it says so, or does not say', () => {
    for (const permanent of [undefined, new Set(['\\Seen', '\\*'])])
      expect(keepable(['$junk', 'bills'], permanent)).toEqual({ kept: ['$junk', 'bills'], refused: [] });
  });
});

describe('ids', () => {
  const mailboxes = mailboxesOf([
    listed('INBOX', 7),
    listed('Work', 7),
    listed('Work/Old', 8),
    listed('One', 9),
    listed('Two', 9),
    listed('Above', undefined, ['\\NonExistent', '\\Noselect']),
    listed('Above/Below', 10),
    listed('Gone', undefined, ['\\NonExistent', '\\Noselect']),
  ]);
  const byPrefix = new Map(mailboxes.map((mailbox) => [mailbox.prefix, mailbox]));

  it('are those of UIDVALIDITY where it is only one’s, of the path where it is not', () => {
    const ids = Object.fromEntries(mailboxes.map(({ path, id }) => [path, id]));
    expect(ids).toMatchObject({ INBOX: 'inbox', Work: 'm7', 'Work/Old': 'm8', 'Above/Below': 'ma' });
    expect([ids.One, ids.Two].every((id) => /^p[\w-]{22}$/.test(id as string))).toBe(true);
    expect(new Set(Object.values(ids)).size).toBe(mailboxes.length);
    expect(mailboxes.map(({ path }) => path)).not.toContain('Gone');
    expect(mailboxes.find(({ path }) => path === 'Above/Below')?.parentId).toBe(ids.Above);
  });

  it('lead back to the message, and nothing else does', () => {
    for (const mailbox of mailboxes.filter(({ isSelectable }) => isSelectable))
      for (const uid of [1, 36, 4_294_967_295])
        expect(placeOf(emailIdOf(mailbox, uid), byPrefix)).toEqual({ mailbox, uid });
    for (const id of ['', 'm7', 'm7-', 'm7-0', 'm7-01', 'm7-zzzzzzz', 'm99-1', 'i8-1', '-1', 'm7-1-p1'])
      expect(placeOf(id, byPrefix)).toBeUndefined();
  });
});

describe('states', () => {
  it('say again what was put into them, short or long; what is none is none', () => {
    const number = fc.integer({ min: 0, max: 0xffff_ffff });
    const state = fc.record({
      modseq: fc.bigInt({ min: 0n, max: 2n ** 63n }),
      uidNext: number,
      messages: number,
      unseen: number,
    });
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[\w-]{1,30}$/), state, { maxKeys: 60 }), (entries) => {
        const states = new Map(Object.entries(entries));
        expect(readEmailState(emailState(states))).toEqual(states);
      }),
      { numRuns: 50 },
    );
    for (const text of ['', 'x', 'e1.m7', 'e1z!!!', 'e1zAAAA', 'm1.a:b:c'])
      expect(readEmailState(text)).toBeUndefined();
    expect(readMailboxState(mailboxState(mailboxesOf([listed('INBOX', 7)])))?.has('inbox')).toBe(true);
    expect(readMailboxState('e1.')).toBeUndefined();
  });
});

it('keywords and flags are each other’s', () => {
  expect(keywordsOf(new Set(['\\Seen', '\\Recent', '\\Deleted', '$Forwarded', 'Projekt']))).toEqual([
    '$seen',
    '$forwarded',
    'projekt',
  ]);
  expect([flagOf('$SEEN'), flagOf('$Forwarded'), flagOf('a b'), flagOf('a)'), flagOf('\\Seen'), flagOf('')]).toEqual([
    '\\Seen',
    '$forwarded',
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

describe('threads', () => {
  const of = (messageId: string, references: string[] | null, subject: string) =>
    threadIdOf({ messageId: [messageId], inReplyTo: null, references, subject }, 'e');

  it('are told by the first message and the subject alone', () => {
    const first = of('a@x', null, 'Plan');
    expect(of('b@x', ['a@x'], 'Re: Plan')).toBe(first);
    expect(of('c@x', ['a@x', 'b@x'], 'AW: Plan')).toBe(first);
    expect(of('d@x', ['a@x'], 'Something else')).not.toBe(first);
    expect(readThreadId(first)).toEqual({ root: 'a@x' });
    expect(threadIdOf({ messageId: null, inReplyTo: null, references: null, subject: null }, 'm7-1')).toBe('Sm7-1');
    for (const id of [first, of(`${'x'.repeat(900)}@x`, null, 'y')]) expect(id).toMatch(/^[\w-]{1,255}$/);
  });
});

describe('requests', () => {
  it('take arguments from earlier results, through lists too', () => {
    const results = [{ name: 'Email/get', callId: 'c0', answer: { list: [{ threadId: 't1' }, { threadId: 't2' }] } }];
    const reference = (path: string, name = 'Email/get') => ({ '#ids': { resultOf: 'c0', name, path } });
    expect(resolveReferences(reference('/list/*/threadId'), results)).toEqual({ ids: ['t1', 't2'] });
    expect(resolveReferences(reference('/list/1/threadId'), results)).toEqual({ ids: 't2' });
    for (const wrong of [
      reference('/list/9'),
      reference('/nothing'),
      reference('/__proto__'),
      reference('/list', 'Email/set'),
      { '#ids': 'x' },
    ])
      expect(() => resolveReferences(wrong, results)).toThrow(
        expect.objectContaining({ type: 'invalidResultReference' }),
      );
    expect(() => resolveReferences({ ...reference('/list'), ids: [] }, results)).toThrow(
      expect.objectContaining({ type: 'invalidArguments' }),
    );
  });

  it('change sets as a whole or by their parts, not both', () => {
    expect(readSetPatch({ 'keywords/$seen': true, 'keywords/a~1b': null }, 'keywords')).toEqual({
      add: new Set(['$seen']),
      remove: new Set(['a/b']),
    });
    expect(readSetPatch({ keywords: { x: true } }, 'keywords')?.whole).toEqual(new Set(['x']));
    expect(readSetPatch({ subject: 'x' }, 'keywords')).toBeUndefined();
    const wrongs: JsonObject[] = [{ keywords: {}, 'keywords/x': true }, { 'keywords/x': 1 }];
    for (const wrong of wrongs)
      expect(() => readSetPatch(wrong, 'keywords')).toThrow(expect.objectContaining({ type: 'invalidPatch' }));
  });
});

describe('filters', () => {
  const [inbox, work] = mailboxesOf([listed('INBOX', 7), listed('Work', 8)]) as [
    ReturnType<typeof mailboxesOf>[0],
    ReturnType<typeof mailboxesOf>[0],
  ];

  it('are searches of one mailbox; what another holds is nothing', () => {
    expect(compileFilter({ inMailbox: 'inbox', text: 'x' }, inbox).search).toEqual({ deleted: false, text: 'x' });
    expect(compileFilter({ inMailbox: 'inbox', text: 'x' }, work).search).toBe(false);
    const or: JsonObject = { operator: 'OR', conditions: [{ inMailbox: 'inbox' }, { subject: 'x' }] };
    expect(compileFilter(or, inbox).search).toEqual({ deleted: false });
    expect(compileFilter(or, work).search).toEqual({ deleted: false, subject: 'x' });
    expect(compileFilter({ operator: 'AND', conditions: [{ text: 'a' }, { text: 'b' }] }, inbox).search).toEqual({
      deleted: false,
      not: { or: [{ not: { text: 'a' } }, { not: { text: 'b' } }] },
    });
    expect(compileFilter({ hasKeyword: '$flagged', notKeyword: 'x' }, inbox).search).toEqual({
      deleted: false,
      flagged: true,
      unKeyword: 'x',
    });
  });

  it('say what they cannot be', () => {
    let deep: Record<string, never> | object = { text: 'x' };
    for (let i = 0; i < 20; i++) deep = { operator: 'NOT', conditions: [deep] };
    for (const filter of [
      deep,
      { nothing: 1 },
      { before: 'yesterday' },
      { text: 'a\r\nb' },
      { hasKeyword: 'a b' },
      { operator: 'XOR', conditions: [] },
      { minSize: -1 },
    ])
      expect(() => compileFilter(filter as never, inbox)).toThrow(expect.objectContaining({ name: 'MethodError' }));
  });
});

describe('blind copies', () => {
  it.each([
    ['From: a\r\nBcc: x,\r\n y\r\nTo: b\r\n\r\nBcc: stays\r\n', 'From: a\r\nTo: b\r\n\r\nBcc: stays\r\n'],
    ['Bcc: x\r\nTo: b\r\n\r\nhi', 'To: b\r\n\r\nhi'],
    ['To: b\r\nbcc : x\r\n\r\nhi', 'To: b\r\n\r\nhi'],
    ['To: b\r\nResent-Bcc: x\r\nBcc: y\r\n\r\nhi', 'To: b\r\n\r\nhi'],
    ['To: b\r\nX-Bcc: x\r\n\r\nhi', 'To: b\r\nX-Bcc: x\r\n\r\nhi'],
    ['Bcc: x\r\n', ''],
  ])('of %j are in what is sent no more', (message, sent) => {
    expect(withoutBcc(Buffer.from(message)).toString()).toBe(sent);
  });
});

describe('ManageSieve', () => {
  it('reads lines with words, texts and literals, however they are cut', () => {
    const text = 'NO (QUOTA/MAXSIZE) "a \\"b\\" ü" {5}\r\nx\r\ny.\r\nOK\r\n';
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length - 4; at++) {
      const found = takeLine(bytes.subarray(0, at));
      if (found !== undefined) expect(found.line).toEqual(['NO', '(QUOTA/MAXSIZE)', 'a "b" ü', 'x\r\ny.']);
    }
    expect(takeLine(bytes)?.rest.toString()).toBe('OK\r\n');
    expect(() => takeLine(Buffer.from('{99999999999999999999999}\r\n'))).toThrow('malformed');
  });

  it('keeps in a script what was set, whatever was written', () => {
    const text = fc.option(fc.string({ unit: 'binary', maxLength: 60 }), { nil: null });
    fc.assert(
      fc.property(fc.boolean(), text, text, text, text, (isEnabled, subject, textBody, htmlBody, include) => {
        const vacation = { isEnabled, fromDate: '2026-12-24T00:00:00Z', toDate: null, subject, textBody, htmlBody };
        const kept = readVacationScript(writeVacationScript({ vacation, include }, ['a@b.test']));
        expect(kept).toEqual(JSON.parse(JSON.stringify({ vacation, include })));
      }),
      { numRuns: 100 },
    );
    expect(readVacationScript('keep;')).toBeUndefined();
    expect(readVacationScript('# ikebana: e30=\r\n')).toBeUndefined();
  });
});

it('uploads are their account’s, for an hour, and one account does not take the others’ room', () => {
  let now = 0;
  const uploads = createUploads(1_000, () => now);
  const add = (account: string, size: number) =>
    uploads.add(account, { bytes: Buffer.alloc(size), type: 'text/plain' });
  const first = add('a', 200);
  expect(uploads.get('a', first)?.bytes.length).toBe(200);
  expect(uploads.get('b', first)).toBeUndefined();
  add('a', 200);
  expect(uploads.get('a', first)).toBeUndefined();
  add('b', 700);
  expect(() => add('c', 200)).toThrow(expect.objectContaining({ status: 503 }));
  now = 3_600_001;
  expect(uploads.get('b', add('b', 1))).toBeDefined();
  expect(uploads.bytes).toBe(1);
});
