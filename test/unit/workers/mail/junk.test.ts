// The junk filter over the worker's store: what it learns of, what it puts aside, what it leaves alone.
import { describe, expect, it } from 'vitest';
import { MIN_EXAMPLES } from '../../../../src/domain/mail/junk/junk-filter.js';
import type { EpochMs } from '../../../../src/domain/time/types.js';
import { JUNK_DUE } from '../../../../src/store/mail/flags.js';
import { restoreBackup } from '../../../../src/workers/backup/restore-backup.js';
import { writeBackup } from '../../../../src/workers/backup/write-backup.js';
import { CHEAPEST } from '../../../../src/workers/lock/argon.js';
import { createMailAccountStore, putMailAccount } from '../../../../src/workers/mail/account-store.js';
import { createJunkApi } from '../../../../src/workers/mail/junk/junk-api.js';
import { createKnownSenders } from '../../../../src/workers/mail/junk/known-sender.js';
import { MAX_EXAMPLES } from '../../../../src/workers/mail/junk/learn-junk.js';
import { createMailJunk } from '../../../../src/workers/mail/junk/mail-junk.js';
import { createArrivalRules } from '../../../../src/workers/mail/rules/run-arrivals.js';
import { everything, mboxMessage, testMail } from '../../../support/mail-store.js';
import { commandId, testWriter } from '../../../support/writer.js';

const HOUR = 3_600_000;
const offer = 'Exclusive casino bonus, claim your free spins now before this offer ends';
const letter = 'Shall we meet about the project on Tuesday, and who brings the agenda';

/** Local mail: so much of each kind, and an account that mail comes to. */
async function given({ junk = MIN_EXAMPLES.junk, good = 40, known = [] as string[] } = {}) {
  const mail = await testMail();
  const part = (count: number, kind: string, body: string) =>
    Array.from({ length: count }, (_, n) =>
      mboxMessage({ id: `${kind}${n}`, subject: `${kind} ${n}`, from: `${kind} <${kind}${n}@${kind}.example>`, body }),
    );
  await mail.importText([...part(junk, 'offer', offer), ...part(good, 'letter', letter)].join(''));
  await putMailAccount(mail.store, { id: 'acc', name: 'me@example.net' }, mail.time);
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `new-${ids}`;
  };
  const account = createMailAccountStore({ store: mail.store, accountId: 'acc', now: () => mail.time, newId });
  const box = (id: string, role: 'inbox' | 'junk' | 'archive') => ({
    id,
    name: id,
    parentId: null,
    role,
    sortOrder: 0,
  });
  const set = [box('I', 'inbox'), box('J', 'junk'), box('A', 'archive')];
  await account.takeChanges({ mailboxes: { set, destroyed: [] }, states: { Mailbox: 'm' } });
  const alone = (work: () => Promise<void>) => work();
  const filter = createMailJunk({
    store: mail.store,
    now: () => mail.time,
    alone,
    isKnown: async (address) => known.includes(address),
  });
  const arrivals = createArrivalRules({
    ...{ store: mail.store, junk: filter, now: () => mail.time, newId, alone },
    fetch: async () => false,
    async onDone() {},
  });
  const boxWith = async (role: string, accountId = 'local') =>
    (await mail.api.mailboxes()).find((each) => each.role === role && each.accountId === accountId)!.id;
  const idsOf = async (text: string) =>
    (await mail.api.emailRows({ ...everything, where: { all: true } }, 0, 500))
      .filter(({ accountId, subject }) => accountId === 'local' && subject.startsWith(text))
      .map(({ id }) => id);
  return {
    mail,
    account,
    filter,
    arrivals,
    newId,
    boxWith,
    idsOf,
    api: createJunkApi(mail.store, filter, Promise.resolve()),
    /** The person puts what begins so among spam. */
    async mark(subject = 'offer') {
      return mail.run({ type: 'move', emailIds: await idsOf(subject), to: await boxWith('junk') });
    },
    /** Comes to the inbox of the account, with what its list shows alone. @returns the roles of where it is then */
    async come(id: string, subject: string, preview: string, more: Record<string, unknown> = {}) {
      const email = {
        ...{ id, blobId: `b${id}`, threadId: `t${id}`, mailboxIds: ['I'], keywords: [], size: 900, preview, subject },
        ...{ receivedAt: mail.time + HOUR, messageId: [`${id}@x`], inReplyTo: [], references: [] },
        ...{ from: [{ name: 'offer', email: `${id}@offer.example` }], to: [], hasAttachment: false, ...more },
      };
      await account.takeChanges({ emails: { set: [email], changed: [], destroyed: [] }, states: { Email: id } });
      await arrivals.run();
      const boxes = new Map((await mail.api.mailboxes()).map((each) => [each.id, each.role]));
      const rows = await Promise.all(
        (['inbox', 'junk', 'archive'] as const).map((role) =>
          mail.api.emailRows({ ...everything, where: { role } }, 0, 100),
        ),
      );
      const row = rows.flat().find((each) => each.subject === subject)!;
      return row.mailboxIds.map((one) => boxes.get(one)).join();
    },
  };
}

describe('the junk filter of a device', () => {
  it('[MJ1] marks what is put among spam by hand, and what is taken out again; undone, it is as it was', async () => {
    const { mail, mark, idsOf, boxWith, account } = await given({ junk: 2, good: 1 });
    const [first = ''] = await idsOf('offer');
    const keywords = async () => (await mail.api.email(first))!.keywords.filter((one) => one !== '$seen');
    const done = await mark();
    expect(await keywords()).toEqual(['$junk']);
    await mail.run({ type: 'move', emailIds: [first], to: await boxWith('trash') });
    expect(await keywords()).toEqual(['$junk']);
    await mail.run({ type: 'move', emailIds: [first], to: await boxWith('junk') });
    await mail.run({ type: 'move', emailIds: [first], to: await boxWith('archive') });
    expect(await keywords()).toEqual(['$notjunk']);
    await mail.undo(done);
    expect(await keywords()).toEqual(['$notjunk']); // what was said since stays
    const second = (await idsOf('offer')).find((id) => id !== first)!;
    expect((await mail.api.email(second))!.keywords).toEqual(['$seen']);
    expect(await account.operations(10)).toEqual([]);
  });

  it('[MJ1] tells a server the mark before the move, so that it goes with the message', async () => {
    const { mail, account, come, boxWith } = await given({ junk: 0, good: 1 });
    await come('1', 'Hello', 'x');
    const [row] = await mail.api.emailRows({ ...everything, where: { role: 'inbox' } }, 0, 1);
    await mail.run({ type: 'move', emailIds: [row!.id], to: await boxWith('junk', 'acc') });
    const told = (await account.operations(10)).map(({ change }) => change);
    expect(told).toMatchObject([
      { type: 'setKeywords', add: ['$junk'], remove: ['$notjunk', 'notjunk', 'nonjunk'] },
      { type: 'place' },
    ]);
  });

  it('[MJ2] learns what was said, and good mail that was read and left alone; undone, it has not', async () => {
    const { filter, mark, mail } = await given();
    expect(await filter.state()).toEqual({ isOn: true, isReady: false, junk: 0, good: 0 });
    const done = await mark();
    await filter.learn();
    expect(await filter.state()).toEqual({ isOn: true, isReady: true, junk: 10, good: 40 });
    expect([...mail.store.columns.flags].some((flags) => (flags & JUNK_DUE) !== 0)).toBe(false);
    await mail.undo(done);
    await filter.learn();
    expect(await filter.state()).toMatchObject({ isReady: false, junk: 0, good: 40 });
  });

  it('[MJ2] goes on with what good mail is, where the session ended in between', async () => {
    const { filter, mark, mail } = await given();
    await mark();
    await filter.learn();
    await mail.db.junkExamples.where('kind').equals('good').delete();
    const next = createMailJunk({
      ...{ store: mail.store, now: () => 1 },
      alone: (work) => work(),
      isKnown: async () => false,
    });
    await next.learn();
    expect(await next.state()).toMatchObject({ isReady: true, good: 40 });
  });

  it('[MJ2] learns what another device said, as its marks come, and keeps what it learned when the mail is gone', async () => {
    const { filter, account, come, mail } = await given();
    await come('1', 'A', 'x', { keywords: ['$Junk'], mailboxIds: ['J'] });
    await come('2', 'B', 'x');
    await filter.learn();
    expect(await filter.state()).toMatchObject({ junk: 1 });
    const changed = [{ id: '2', keywords: ['$notjunk'] }];
    await account.takeChanges({ emails: { set: [], changed, destroyed: [] }, states: {} });
    await filter.learn();
    expect((await mail.db.junkExamples.toArray()).filter(({ isSaid }) => isSaid)).toMatchObject([
      { kind: 'junk' },
      { kind: 'good' },
    ]);
    await account.takeChanges({ emails: { set: [], changed: [], destroyed: ['1', '2'] }, states: {} });
    await filter.learn();
    expect(await filter.state()).toMatchObject({ junk: 1 });
  });

  it('[MJ2] forgets the oldest of a kind beyond what it keeps, and nothing of the other', async () => {
    const { filter, mark, mail } = await given({ junk: 3, good: 1 });
    const { junkExamples } = mail.db;
    const old = (kind: 'junk' | 'good', from: number, count: number) =>
      Array.from({ length: count }, (_, n) => ({
        ...{ email: from + n, kind, isSaid: true, time: n, clues: new Uint32Array([n]) },
      }));
    await junkExamples.bulkPut([...old('good', 10_000, 200), ...old('junk', 100_000, MAX_EXAMPLES)]);
    await mark();
    await filter.learn();
    expect(await junkExamples.get(100_002)).toBeUndefined();
    expect(await junkExamples.get(100_003)).toBeDefined();
    expect(await junkExamples.where('email').between(10_000, 10_200).count()).toBe(200);
    expect((await filter.state()).junk).toBe(MAX_EXAMPLES);
  });

  it('[MJ2] learns anew from the marks of mail that came out of a backup', async () => {
    const { mail, mark, filter } = await given();
    await mark();
    await filter.learn();
    const cost = {
      db: mail.db,
      clock: { now: () => mail.time as EpochMs },
      cost: CHEAPEST,
      checkpoint: async () => {},
    };
    const file = await writeBackup(cost, 'horses are late today');
    const { db } = testWriter();
    await restoreBackup(db, file, 'horses are late today', async () => {});
    const restored = await testMail(db.name);
    const alone = (work: () => Promise<void>) => work();
    const options = { store: restored.store, now: () => restored.time, alone, isKnown: async () => false };
    const fresh = createMailJunk(options);
    await fresh.learn();
    expect(await fresh.state()).toMatchObject({ junk: 0, isReady: false });
    await restored.indexer.run();
    await fresh.learn();
    expect(await fresh.state()).toMatchObject({ junk: 10, isReady: true });
    await fresh.forget();
    await restored.indexer.run();
    await fresh.learn();
    expect(await fresh.state()).toMatchObject({ junk: 0 });
  });

  it('[MJ3, MJ5] puts aside mail like it that comes to the inbox, once it knows enough, and says so in the log', async () => {
    const { filter, mark, come, mail } = await given();
    expect(await come('1', 'offer before', offer)).toBe('inbox');
    await mark();
    await filter.learn();
    expect(await come('2', 'offer after', offer)).toBe('junk');
    expect(await come('3', 'About the project', letter)).toBe('inbox');
    const { entries } = await mail.api.log({ text: '', show: 'rules' });
    expect(entries).toMatchObject([
      { cause: 'filter', kind: 'moved', emails: [{ subject: 'offer after' }], rules: [] },
    ]);
    // Its own guess is no example.
    await filter.learn();
    expect(await filter.state()).toMatchObject({ junk: 10 });
  });

  it('[MJ5] leaves alone who is known, whom one has answered, what was said to be good, and everything while it is off', async () => {
    const { filter, mark, come, mail, account } = await given({ known: ['friend@offer.example'] });
    await mark();
    await filter.learn();
    expect(await come('friend', 'offer of a friend', offer)).toBe('inbox');
    expect(await come('g', 'offer that is good', offer, { keywords: ['$notjunk'] })).toBe('inbox');
    const sent = { id: 'S', name: 'S', parentId: null, role: 'sent' as const, sortOrder: 0 };
    await account.takeChanges({ mailboxes: { set: [sent], destroyed: [] }, states: { Mailbox: 'n' } });
    await come('own', 'offer asked for', 'x', { mailboxIds: ['S'], keywords: ['$seen'], from: [] }).catch(() => {});
    expect(await come('answer', 'Re: offer asked for', offer, { inReplyTo: ['own@x'], references: ['own@x'] })).toBe(
      'inbox',
    );
    await filter.setOn(false);
    expect(await come('off', 'offer while off', offer)).toBe('inbox');
    await filter.setOn(true);
    expect(await come('on', 'offer again', offer)).toBe('junk');
    expect(await mail.db.local.count()).toBe(0);
  });

  it('[MJ6] says what speaks for junk, and of good mail nothing', async () => {
    const { api, filter, mark, idsOf, mail } = await given();
    await mark('offer');
    const [good = ''] = await idsOf('letter');
    await filter.learn();
    const [junk] = await mail.api.emailRows({ ...everything, where: { role: 'junk' } }, 0, 1);
    expect(await api.junkReasons(junk!.id)).toContain('offer');
    expect(await api.junkReasons(good)).toEqual([]);
    expect(await api.junkReasons('no message')).toEqual([]);
  });

  it('[MJ7] forgets all, which can be taken back', async () => {
    const { api, filter, mark } = await given();
    await mark();
    await filter.learn();
    const before = await api.junkState();
    const forgotten = await api.forgetJunk();
    expect(await api.junkState()).toMatchObject({ isReady: false, junk: 0, good: 0 });
    await api.rememberJunk(forgotten);
    expect(await api.junkState()).toEqual(before);
  });

  it('[MJ2] learns in one tab what another one finds there', async () => {
    const { filter, mark, mail } = await given();
    const other = createMailJunk({
      ...{ store: mail.store, now: () => 1 },
      alone: (work) => work(),
      isKnown: async () => false,
    });
    expect(await other.isActive()).toBe(false);
    await mark();
    await filter.learn();
    expect(await other.isActive()).toBe(true);
  });
});

describe('who is known', () => {
  it('[MJ5] is a contact, by any of its addresses, and whom one has written to; not one that only looks like it', async () => {
    const writer = testWriter();
    const collection = { kind: 'addressbook', name: 'People', hue: 1 } as const;
    const made = await writer.run(commandId(), { type: 'createCollection', collection });
    const collectionId = made.collection?.id ?? '';
    const lines = ['FN:Cleo', 'EMAIL:cleo@example.org', `item1.EMAIL;TYPE=work:C.${'long'.repeat(15)}@firm.example`];
    const text = fold(['BEGIN:VCARD', 'VERSION:4.0', 'UID:c', ...lines, 'END:VCARD']);
    await writer.run(commandId(), { type: 'writeItems', writes: [{ collectionId, uid: 'c', text, edits: {} }] });
    const isKnown = createKnownSenders(writer.db, async (address) => (address === 'anna@example.org' ? 2 : 0));
    expect(await isKnown(' Anna@Example.org')).toBe(true);
    expect(await isKnown('Cleo@example.org')).toBe(true);
    expect(await isKnown(`c.${'long'.repeat(15)}@firm.example`)).toBe(true);
    expect(await isKnown('leo@example.org')).toBe(false);
    expect(await isKnown('cleo@example.or')).toBe(false);
    await writer.run(commandId(), { type: 'deleteCollection', id: collectionId, deleted: true });
    expect(await isKnown('cleo@example.org')).toBe(false);
  });
});

const fold = (lines: readonly string[]) => `${lines.map((line) => line.replace(/.{70}/g, '$&\r\n ')).join('\r\n')}\r\n`;
