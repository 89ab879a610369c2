import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MailAccountStore, RemoteEmail } from '../../../../src/sync/mail/ports.js';
import {
  createMailAccountStore,
  putMailAccount,
  removeMailAccount,
} from '../../../../src/workers/mail/account-store.js';
import type { MailCommandAnswer } from '../../../../src/workers/mail.api.js';
import { everything, mboxMessage, type TestMail, testMail } from '../../../support/mail-store.js';

const encode = (text: string) => new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;
const bytesOf = (id: string) =>
  encode(
    `From: Ada <ada@a.example>\r\nSubject: Subject ${id}\r\nMessage-ID: <${id}@a.example>\r\n\r\nText of ${id}.\r\n`,
  );

const remoteEmail = (id: string): RemoteEmail => ({
  ...{ id, blobId: `b-${id}`, threadId: `t-${id}`, mailboxIds: ['inbox'], keywords: ['$flagged'], size: 100 },
  ...{
    receivedAt: Number(id.replace(/\D/g, '')) * 1000,
    messageId: [`${id}@a.example`],
    inReplyTo: [],
    references: [],
  },
  from: [{ name: 'Ada', email: 'ada@a.example' }],
  ...{ to: [], subject: `Subject ${id}`, preview: 'Text', hasAttachment: false },
});

/** A server that does what it is told, or refuses, or is cut off: what it has stays whatever the device forgets. */
interface FakeServer {
  readonly store: MailAccountStore;
  /** By id: in which mailbox. */
  readonly has: Map<string, { readonly subject: string; readonly mailbox: string }>;
  came: number;
  /** Tells it one operation. @param how - What becomes of it. @returns whether there was one */
  tell(how?: 'done' | 'refused' | 'cut before' | 'cut after'): Promise<boolean>;
}

async function account(mail: TestMail, name: string): Promise<FakeServer> {
  await putMailAccount(mail.store, { id: name, name }, 0);
  let made = 0;
  const next = () => {
    made += 1;
    return made;
  };
  const has: FakeServer['has'] = new Map();
  const store = createMailAccountStore({
    store: mail.store,
    accountId: name,
    now: () => mail.time,
    newId: () => `${name}-box-${next()}`,
    onCame: () => {
      server.came += 1;
    },
  });
  await store.takeChanges({
    mailboxes: {
      set: [
        { id: 'inbox', name: 'Inbox', parentId: null, role: 'inbox', sortOrder: 0 },
        { id: 'trash', name: 'Trash', parentId: null, role: 'trash', sortOrder: 1 },
        { id: 'work', name: 'Work', parentId: null, role: null, sortOrder: 2 },
      ],
      destroyed: [],
    },
    states: {},
  });
  const server: FakeServer = {
    store,
    has,
    came: 0,
    async tell(how = 'done') {
      const [operation] = await store.operations(1);
      if (operation === undefined) return false;
      const { n, change } = operation;
      if (change.type === 'upload') {
        if (!(await store.begin(n, true))) return true;
        if (how === 'cut before') return store.begin(n, false);
        const text = new TextDecoder().decode(await store.body(change.emailId));
        const subject = /^Subject: (.*?)\r?$/m.exec(text)?.[1] ?? '';
        // As the client does: what an earlier try has brought is found again.
        const known = [...has].find(([id, one]) => id.startsWith('up-') && one.subject === subject)?.[0];
        if (how === 'refused' && known === undefined) {
          await store.reject(n, { type: 'overQuota', description: 'Full.' });
          return true;
        }
        const id = known ?? `up-${next()}`;
        const [mailbox] = await Promise.all(change.mailboxIds.map((box) => store.remoteId('mailbox', box)));
        has.set(id, { subject, mailbox: mailbox! });
        if (how === 'cut after') return store.begin(n, false);
        await store.link(n, { id, blobId: `b-${id}`, threadId: `t-${id}` });
        await store.settle(n);
        return true;
      }
      if (change.type === 'destroy') {
        if (change.movedTo !== undefined && !(await store.begin(n, true))) return true;
        if (how === 'cut before') return true;
        for (const emailId of change.emailIds) {
          const id = await store.remoteId('email', emailId);
          if (id !== undefined) has.delete(id);
        }
        if (how === 'cut after') return true;
      }
      await store.settle(n);
      return true;
    },
  };
  return server;
}

async function arrive({ store, has }: FakeServer, id: string) {
  has.set(id, { subject: `Subject ${id}`, mailbox: 'inbox' });
  await store.takeChanges({ emails: { set: [remoteEmail(id)], changed: [], destroyed: [] }, states: {} });
  await store.putBody(id, bytesOf(id));
}

async function two() {
  const mail = await testMail();
  await mail.api.accounts();
  const from = await account(mail, 'one');
  const to = await account(mail, 'two');
  const boxOf = (accountId: string, name: string) =>
    [...mail.store.mailboxes.values()].find((box) => box.accountId === accountId && box.name === name)?.id ?? '';
  return { mail, from, to, boxOf };
}

/** What a person sees: `account/mailbox subject`. */
async function seen({ api, store }: TestMail) {
  const rows = await api.emailRows(everything, 0, 100);
  return rows
    .map(
      ({ accountId, mailboxIds, subject }) =>
        `${accountId}/${mailboxIds.map((id) => store.mailboxes.get(id)?.name)} ${subject}`,
    )
    .sort();
}

const rowOf = async ({ api }: TestMail, subject: string) =>
  (await api.emailRows(everything, 0, 100)).find((row) => row.subject === subject)!;

const transfer = async ({ mail, boxOf }: Awaited<ReturnType<typeof two>>, id: string, isCopy = false) =>
  mail.run({
    type: 'transfer',
    places: [{ emailId: (await rowOf(mail, `Subject ${id}`)).id, mailboxIds: [boxOf('two', 'Work')] }],
    isCopy,
  });

describe('messages to another account [ML11]', () => {
  it('are there at once, with their star; the old server is told when the new one has them', async () => {
    const world = await two();
    const { mail, from, to } = world;
    await arrive(from, 'm1');
    await transfer(world, 'm1');
    expect(await seen(mail)).toEqual(['two/Work Subject m1']);
    expect((await rowOf(mail, 'Subject m1')).keywords).toEqual(['$flagged']);
    expect(await from.tell()).toBe(false);
    expect([...from.has.keys()]).toEqual(['m1']);

    expect(await to.tell()).toBe(true);
    expect([...to.has.values()]).toEqual([{ subject: 'Subject m1', mailbox: 'work' }]);
    expect(to.came).toBe(1);
    expect(await from.tell()).toBe(true);
    expect([...from.has.keys()]).toEqual([]);
    expect(await seen(mail)).toEqual(['two/Work Subject m1']);
    expect((await mail.api.email((await rowOf(mail, 'Subject m1')).id))?.text.trim()).toBe('Text of m1.');
    expect(await mail.db.mailOperations.count()).toBe(0);
  });

  it('are copied when they are to stay', async () => {
    const world = await two();
    const { mail, from, to } = world;
    await arrive(from, 'm1');
    const answer = await transfer(world, 'm1', true);
    expect(await seen(mail)).toEqual(['one/Inbox Subject m1', 'two/Work Subject m1']);
    while (await to.tell());
    expect(await from.tell()).toBe(false);
    await mail.undo(answer);
    while (await to.tell());
    expect([await seen(mail), to.has.size, from.has.size]).toEqual([['one/Inbox Subject m1'], 0, 1]);
  });

  it('are back, and only there, when the new server refuses them', async () => {
    const world = await two();
    const { mail, from, to } = world;
    await arrive(from, 'm1');
    await transfer(world, 'm1');
    await to.tell('refused');
    expect(await seen(mail)).toEqual(['one/Inbox Subject m1']);
    expect(await from.tell()).toBe(false);
    expect((await mail.api.accounts()).find(({ id }) => id === 'two')?.refused).toMatchObject([{ type: 'overQuota' }]);
    expect(await mail.db.mailOperations.count()).toBe(0);
  });

  it('are back when the account they go to is taken off the device meanwhile', async () => {
    const world = await two();
    await arrive(world.from, 'm1');
    await transfer(world, 'm1');
    await removeMailAccount(world.mail.store, 'two');
    expect(await seen(world.mail)).toEqual(['one/Inbox Subject m1']);
    expect(await world.from.tell()).toBe(false);
  });

  it.each([0, 1, 2])(
    'are where they were when it is undone, %i servers having heard of it, and there again',
    async (told) => {
      const world = await two();
      const { mail, from, to } = world;
      await arrive(from, 'm1');
      const answer = await transfer(world, 'm1');
      if (told > 0) await to.tell();
      if (told > 1) await from.tell();
      const back = await mail.undo(answer);
      expect(await seen(mail)).toEqual(['one/Inbox Subject m1']);
      const settle = async () => {
        while ((await to.tell()) || (await from.tell()));
      };
      await settle();
      expect([[...from.has.values()].map(({ subject }) => subject), to.has.size]).toEqual([['Subject m1'], 0]);
      await mail.undo(back);
      await settle();
      expect(await seen(mail)).toEqual(['two/Work Subject m1']);
      expect([from.has.size, to.has.size]).toEqual([0, 1]);
    },
  );

  it('go to this device and from it', async () => {
    const world = await two();
    const { mail, from, to, boxOf } = world;
    await arrive(from, 'm1');
    const { id } = await rowOf(mail, 'Subject m1');
    await mail.importText(mboxMessage({ id: 'l1', subject: 'Subject l1' }));
    await mail.run({ type: 'transfer', places: [{ emailId: id, mailboxIds: ['local-archive'] }], isCopy: false });
    expect(await seen(mail)).toEqual(['local/Archive Subject m1', 'local/mail Subject l1']);
    await from.tell();
    expect(from.has.size).toBe(0);

    const local = await rowOf(mail, 'Subject l1');
    const places = [{ emailId: local.id, mailboxIds: [boxOf('two', 'Work')] }];
    const answer = await mail.run({ type: 'transfer', places, isCopy: false });
    await mail.undo(answer);
    expect(await seen(mail)).toContain('local/mail Subject l1');
    await mail.run({ type: 'transfer', places, isCopy: false });
    // Only out of sight: until the server has it, its row is kept.
    expect((await mail.store.rows.get([Number(local.id)])).get(Number(local.id))).toBeDefined();
    await to.tell();
    expect((await mail.store.rows.get([Number(local.id)])).get(Number(local.id))).toBeUndefined();
    expect(await seen(mail)).toEqual(['local/Archive Subject m1', 'two/Work Subject l1']);
  });

  it('stay where they are, and are named, when they are not on this device', async () => {
    const world = await two();
    const { mail, from } = world;
    await from.store.takeChanges({ emails: { set: [remoteEmail('m1')], changed: [], destroyed: [] }, states: {} });
    const { id } = await rowOf(mail, 'Subject m1');
    expect(await transfer(world, 'm1')).toEqual({ left: [id], inverse: [] });
    expect(await seen(mail)).toEqual(['one/Inbox Subject m1']);
  });

  it('that are thrown away for good on their way are gone in both accounts', async () => {
    const world = await two();
    const { mail, from, to } = world;
    await mail.importText(mboxMessage({ id: 'l1', subject: 'Subject l1' }));
    await arrive(from, 'm1');
    for (const id of ['m1', 'l1']) {
      await transfer(world, id);
      await mail.run({ type: 'destroy', emailIds: [(await rowOf(mail, `Subject ${id}`)).id] });
    }
    while ((await to.tell()) || (await from.tell()));
    expect([await seen(mail), from.has.size, to.has.size]).toEqual([[], 0, 0]);
    expect([await mail.db.mailBlobs.count(), await mail.db.mailOperations.count()]).toEqual([0, 0]);
  });

  it('are never lost and never doubled, whatever is cut, refused, undone and in whatever order', async () => {
    const step = fc.oneof(
      fc.constant('transfer' as const),
      fc.constant('undo' as const),
      fc.tuple(
        fc.constantFrom('from' as const, 'to' as const),
        fc.constantFrom('done' as const, 'refused' as const, 'cut before' as const, 'cut after' as const),
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
        const world = await two();
        const { mail, from, to } = world;
        await arrive(from, 'm1');
        let last: MailCommandAnswer = {};
        const look = async () => {
          // In sight exactly once; and some server has it at every moment.
          expect(await seen(mail)).toHaveLength(1);
          expect(from.has.size + to.has.size).toBeGreaterThan(0);
        };
        for (const one of steps) {
          if (one === 'transfer') {
            if ((await rowOf(mail, 'Subject m1')).accountId === 'one') last = await transfer(world, 'm1');
          } else if (one === 'undo') last = await mail.undo(last);
          // Refused is what brings it to an account; a server that keeps what is to go would show it again, and rightly.
          else {
            const server = one[0] === 'from' ? from : to;
            const [next] = await server.store.operations(1);
            await server.tell(one[1] === 'refused' && next?.change.type !== 'upload' ? 'done' : one[1]);
          }
          await look();
        }
        while ((await to.tell()) || (await from.tell()));
        await look();
        expect(from.has.size + to.has.size).toBe(1);
        const shown = (await seen(mail))[0]!.split('/')[0];
        expect([shown, from.has.size]).toEqual(from.has.size === 1 ? ['one', 1] : ['two', 0]);
      }),
      {
        numRuns: 15,
        examples: [
          // The new server has it, and could not say so.
          [['transfer', ['to', 'cut after'], 'undo']],
          [['transfer', ['to', 'cut after'], 'undo', 'transfer', ['to', 'done'], 'undo']],
        ],
      },
    );
  });
});
