import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MailOperation, RemoteEmail } from '../../../../src/sync/mail/ports.js';
import {
  createMailAccountStore,
  putMailAccount,
  removeMailAccount,
} from '../../../../src/workers/mail/account-store.js';
import { mailFile } from '../../../support/mail-fixtures.js';
import { everything, type TestMail, testMail } from '../../../support/mail-store.js';

const ACCOUNT = 'a';

const remoteEmail = (id: string, more: Partial<RemoteEmail> = {}): RemoteEmail => ({
  id,
  blobId: `b-${id}`,
  threadId: `t-${id}`,
  mailboxIds: ['inbox'],
  keywords: [],
  size: 100,
  receivedAt: Number(id.replace(/\D/g, '')) * 1000,
  messageId: [`${id}@a.example`],
  inReplyTo: [],
  references: [],
  from: [{ name: 'Ada', email: 'ada@a.example' }],
  to: [],
  subject: `Subject ${id}`,
  preview: 'Text',
  hasAttachment: false,
  ...more,
});

const remoteMailbox = (id: string, more = {}) => ({ id, name: id, parentId: null, role: null, sortOrder: 0, ...more });

async function testAccount() {
  const mail = await testMail();
  await mail.api.accounts();
  await putMailAccount(mail.store, { id: ACCOUNT, name: 'Work' }, 0);
  let ids = 0;
  const store = createMailAccountStore({
    store: mail.store,
    accountId: ACCOUNT,
    now: () => mail.time,
    newId() {
      ids += 1;
      return `box-${ids}`;
    },
  });
  await store.takeChanges({
    mailboxes: {
      set: [
        remoteMailbox('inbox', { role: 'inbox' }),
        remoteMailbox('trash', { role: 'trash' }),
        remoteMailbox('sent', { role: 'sent' }),
        remoteMailbox('work'),
      ],
      destroyed: [],
    },
    states: {},
  });
  const boxOf = (remoteId: string) =>
    [...mail.store.mailboxes.values()].find((mailbox) => mailbox.remoteId === remoteId)?.id ?? '';
  return { mail, store, boxOf };
}

/** Every message as a person sees it, by its subject, with mailboxes by their names. */
async function shown({ api, store }: TestMail) {
  const places = { ...everything, where: { all: true } as const };
  const rows = await api.emailRows(places, 0, 1000);
  const trash = await api.emailRows({ ...everything, where: { role: 'trash' } }, 0, 1000);
  const all = new Map([...rows, ...trash].map((row) => [row.id, row]));
  return [...all.values()]
    .map(({ subject, mailboxIds, keywords }) => ({
      subject,
      in: mailboxIds.map((id) => store.mailboxes.get(id)?.name ?? '?').sort(),
      keywords: [...keywords].sort(),
    }))
    .sort((a, b) => a.subject.localeCompare(b.subject));
}

describe('the store of an account with a server', () => {
  it('[ML10] shows what the server has with what waits to be told it', async () => {
    const { mail, store, boxOf } = await testAccount();
    await store.takeChanges({
      emails: { set: [remoteEmail('m1'), remoteEmail('m2')], changed: [], destroyed: [] },
      states: { Email: '1' },
    });
    const [newest] = await mail.api.emailRows(everything, 0, 1);
    const emailIds = [newest?.id ?? ''];
    await mail.run([
      { type: 'setKeywords', emailIds, add: ['$seen'], remove: [] },
      { type: 'move', emailIds, to: boxOf('work') },
    ]);
    const waiting = await store.operations(10);
    expect(waiting.map(({ change }) => change.type)).toEqual(['setKeywords', 'place']);
    expect(await store.remoteId('email', newest?.id ?? '')).toBe('m2');
    await store.takeChanges({
      emails: { set: [], changed: [{ id: 'm2', keywords: ['$Flagged'] }], destroyed: ['m1'] },
      states: { Email: '2' },
    });
    expect(await shown(mail)).toEqual([{ subject: 'Subject m2', in: ['work'], keywords: ['$flagged', '$seen'] }]);
    await store.settle(waiting[0]!.n);
    await store.reject(waiting[1]!.n, { type: 'forbidden', description: 'No.' });
    expect(await shown(mail)).toEqual([{ subject: 'Subject m2', in: ['inbox'], keywords: ['$flagged', '$seen'] }]);
    expect((await mail.api.accounts())[0]?.refused).toEqual([
      { time: mail.time, type: 'forbidden', description: 'No.' },
    ]);
    expect(await store.states()).toMatchObject({ Email: '2' });
  });

  it('fetches bodies, the newest first, and shows them', async () => {
    const { mail, store } = await testAccount();
    const bytes = mailFile('postal-mime/files/calendar-event.eml');
    await store.takeChanges({
      emails: { set: [remoteEmail('m1'), remoteEmail('m2')], changed: [], destroyed: [] },
      states: {},
    });
    expect((await store.missingBodies(5)).map(({ id }) => id)).toEqual(['m2', 'm1']);
    await store.putBody('m2', bytes);
    expect((await store.missingBodies(5)).map(({ id }) => id)).toEqual(['m1']);
    const [row] = await mail.api.emailRows(everything, 0, 1);
    expect(row).toMatchObject({ isHere: true });
    expect(await mail.api.source(row?.id ?? '')).toEqual(bytes);
    expect(await store.body(row?.id ?? '')).toEqual(bytes);
  });

  it('knows what it uploaded when the server tells of it first', async () => {
    const { mail, store, boxOf } = await testAccount();
    const bytes = new TextEncoder().encode('Message-ID: <x@a.example>\r\nSubject: Mine\r\n\r\nText\r\n');
    const submit = { identityId: 'i', mailFrom: 'a@a.example', rcptTo: ['b@b.example'], sentMailboxId: boxOf('sent') };
    const mailboxId = boxOf('work');
    await mail.run({ type: 'putMessage', accountId: ACCOUNT, mailboxId, bytes, keywords: ['$draft'], submit });
    const [upload] = await store.operations(1);
    expect(upload?.change).toMatchObject({ type: 'upload', messageId: 'x@a.example', keywords: ['$draft'] });
    const remote = remoteEmail('m9', { subject: 'Mine', mailboxIds: ['work'], keywords: ['$draft'] });
    await store.takeChanges({ emails: { set: [remote], changed: [], destroyed: [] }, states: {} });
    await store.link(upload!.n, { id: 'm9', blobId: 'b', threadId: 't' });
    await store.settle(upload!.n);
    expect(await shown(mail)).toEqual([{ subject: 'Mine', in: ['sent'], keywords: ['$seen'] }]);
    expect(await store.operations(9)).toEqual([]);
  });

  it('drops what a server that forgot its history does not name, and an account with all that is its', async () => {
    const { mail, store } = await testAccount();
    await mail.importText('From: a@a.example\n\nText', 'one.eml');
    const set = [remoteEmail('m1'), remoteEmail('m2')];
    await store.takeChanges({ emails: { set, changed: [], destroyed: [] }, states: {} });
    await store.keepOnly({ emailIds: new Set(['m2']), mailboxIds: new Set(['inbox', 'trash']) });
    expect((await shown(mail)).map(({ subject }) => subject)).toEqual(['', 'Subject m2']);
    expect((await mail.api.mailboxes()).filter(({ accountId }) => accountId === ACCOUNT)).toHaveLength(2);
    await removeMailAccount(mail.store, ACCOUNT);
    expect((await shown(mail)).map(({ subject }) => subject)).toEqual(['']);
    expect((await mail.api.accounts()).map(({ id }) => id)).toEqual(['local']);
    expect(await mail.db.mailRemote.count()).toBe(0);
  });
});

/** A mail server: messages by id, and what changed since the client last asked. */
class Server {
  readonly emails = new Map<string, { mailboxIds: Set<string>; keywords: Set<string> }>();
  readonly mailboxes = new Map<string, string>([
    ['inbox', 'inbox'],
    ['trash', 'trash'],
    ['sent', 'sent'],
    ['work', 'work'],
  ]);
  readonly changed = new Set<string>();
  private made = 0;

  createMailbox(name: string): string {
    this.made += 1;
    const id = `made-${this.made}`;
    this.mailboxes.set(id, name);
    return id;
  }
}

describe('an account in step with its server', () => {
  type Fixture = Awaited<ReturnType<typeof testAccount>>;
  type Step = (fixture: Fixture, server: Server) => Promise<void>;

  const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % Math.max(1, list.length)];
  const keyword = fc.constantFrom('$seen', '$flagged', 'red');
  const place = fc.nat(20);

  const deliver: Step = async ({ store }, server) => {
    const ids = [...server.changed];
    server.changed.clear();
    const there = ids.filter((id) => server.emails.has(id));
    const stateOf = (id: string) => {
      const { mailboxIds, keywords } = server.emails.get(id)!;
      return { mailboxIds: [...mailboxIds], keywords: [...keywords] };
    };
    await store.takeChanges({
      mailboxes: {
        set: [...server.mailboxes].map(([id, name]) => remoteMailbox(id, { name, role: roleOf(id) })),
        destroyed: [],
      },
      emails: {
        set: there.map((id) => remoteEmail(id, stateOf(id))),
        changed: [],
        destroyed: ids.filter((id) => !server.emails.has(id)),
      },
      states: { Email: String(ids.length) },
    });
  };
  const roleOf = (id: string) => (id === 'inbox' || id === 'trash' || id === 'sent' ? id : null);

  /** The server carries an operation out; false where it cannot. */
  async function carryOut(
    { store }: Fixture,
    server: Server,
    { change }: MailOperation,
  ): Promise<{ id?: string } | false> {
    if (change.type === 'createMailbox') return { id: server.createMailbox(change.name) };
    if (change.type === 'setKeywords') {
      for (const emailId of change.emailIds) {
        const id = await store.remoteId('email', emailId);
        const email = server.emails.get(id ?? '');
        if (email === undefined) continue;
        for (const each of change.add) email.keywords.add(each);
        for (const each of change.remove) email.keywords.delete(each);
        server.changed.add(id!);
      }
    }
    if (change.type === 'destroy') {
      for (const emailId of change.emailIds) {
        const id = (await store.remoteId('email', emailId)) ?? '';
        if (server.emails.delete(id)) server.changed.add(id);
      }
    }
    if (change.type === 'place') {
      for (const { emailId, add, remove } of change.places) {
        const id = await store.remoteId('email', emailId);
        const boxes = await Promise.all(add.map((each) => store.remoteId('mailbox', each)));
        if (boxes.includes(undefined)) return false;
        const email = server.emails.get(id ?? '');
        if (email === undefined) continue;
        for (const each of boxes) email.mailboxIds.add(each!);
        for (const each of remove) email.mailboxIds.delete((await store.remoteId('mailbox', each)) ?? '');
        server.changed.add(id!);
      }
    }
    return {};
  }

  async function answer(fixture: Fixture, server: Server, isRefused: boolean, isToldFirst: boolean) {
    const { store } = fixture;
    const [operation] = await store.operations(1);
    if (operation === undefined) return;
    const made = isRefused ? false : await carryOut(fixture, server, operation);
    if (isToldFirst) await deliver(fixture, server);
    if (made === false) await store.reject(operation.n, { type: 'forbidden', description: '' });
    else await store.settle(operation.n, made.id === undefined ? undefined : { id: made.id });
  }

  const steps: fc.Arbitrary<Step> = fc.oneof(
    fc.tuple(place, keyword, fc.boolean()).map(
      ([at, word, isAdded]): Step =>
        async ({ mail }) => {
          const row = pick(await mail.api.emailRows(everything, 0, 50), at);
          if (row === undefined) return;
          const [add, remove] = isAdded ? [[word], []] : [[], [word]];
          const done = await mail.run({ type: 'setKeywords', emailIds: [row.id], add, remove });
          if (at % 5 === 0) await mail.undo(done);
        },
    ),
    fc.tuple(place, place).map(
      ([at, to]): Step =>
        async ({ mail }) => {
          const row = pick(await mail.api.emailRows(everything, 0, 50), at);
          const boxes = (await mail.api.mailboxes()).filter(({ accountId }) => accountId === ACCOUNT);
          const box = pick(boxes, to);
          if (row === undefined || box === undefined) return;
          const done = await mail.run({ type: 'move', emailIds: [row.id], to: box.id });
          if (to % 4 === 0) await mail.undo(done);
        },
    ),
    place.map(
      (at): Step =>
        async ({ mail }) => {
          const row = pick(await mail.api.emailRows(everything, 0, 50), at);
          if (row !== undefined && at % 3 === 0) await mail.run({ type: 'destroy', emailIds: [row.id] });
        },
    ),
    place.map(
      (at): Step =>
        async ({ mail }) =>
          void (await mail.run({ type: 'createMailbox', accountId: ACCOUNT, name: `New ${at}`, parentId: null })),
    ),
    fc.tuple(place, keyword, fc.constantFrom('inbox', 'trash', 'work')).map(
      ([at, word, box]): Step =>
        async (_, server) => {
          // Somebody else, at the server.
          const id = `m${at % 6}`;
          if (at % 7 === 0) server.emails.delete(id);
          else server.emails.set(id, { mailboxIds: new Set([box]), keywords: new Set([word]) });
          server.changed.add(id);
        },
    ),
    fc.constant(deliver),
    fc.tuple(fc.nat(3), fc.boolean()).map(
      ([refused, told]): Step =>
        (fixture, server) =>
          answer(fixture, server, refused === 0, told),
    ),
  );

  it('[ML10] ends as the server has it, in whatever order commands, answers, refusals and news come', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(steps, { maxLength: 40 }), async (run) => {
        const fixture = await testAccount();
        const server = new Server();
        for (let at = 0; at < 4; at += 1) {
          server.emails.set(`m${at}`, { mailboxIds: new Set(['inbox']), keywords: new Set() });
          server.changed.add(`m${at}`);
        }
        await deliver(fixture, server);
        for (const step of run) await step(fixture, server);
        while ((await fixture.store.operations(1)).length > 0) await answer(fixture, server, false, false);
        await deliver(fixture, server);
        const expected = [...server.emails]
          .map(([id, { mailboxIds, keywords }]) => ({
            subject: `Subject ${id}`,
            in: [...mailboxIds].map((box) => server.mailboxes.get(box)).sort(),
            keywords: [...keywords].sort(),
          }))
          .filter(({ in: places }) => places.length > 0)
          .sort((a, b) => a.subject.localeCompare(b.subject));
        expect(await shown(fixture.mail)).toEqual(expected);
        fixture.mail.db.close();
      }),
      { numRuns: 60 },
    );
  });
});
