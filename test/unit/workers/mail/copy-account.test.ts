// A whole account into another one: folders, marks, what is there already, what is fetched, and where it goes on.
import { describe, expect, it } from 'vitest';
import type { MailServerProblem } from '../../../../src/domain/mail/server-problem.js';
import type { RemoteEmail } from '../../../../src/sync/mail/ports.js';
import { createMailAccountStore, putMailAccount } from '../../../../src/workers/mail/account-store.js';
import { everything, testMail } from '../../../support/mail-store.js';

const bytesOf = (id: string) =>
  new TextEncoder().encode(
    `From: Ada <ada@a.example>\r\nSubject: ${id}\r\nMessage-ID: <${id}@a.example>\r\n\r\nText of ${id}.\r\n`,
  ) as Uint8Array<ArrayBuffer>;

/** Two accounts with servers. @param fetched - What the old one's server does with bytes that are asked for. */
async function given(fetched: (id: string) => MailServerProblem | undefined = () => undefined) {
  let ids = 0;
  let beforeFetch = async () => {};
  const newId = () => {
    ids += 1;
    return `new-${ids}`;
  };
  const state = { isInStep: true, waits: 0, onWait: async () => {} };
  const mail = await testMail(undefined, undefined, {
    fetcher: () => async (email) => {
      await beforeFetch();
      const { id = '' } = (await mail.db.mailRemote.where({ accountId: 'old', email }).first()) ?? {};
      const problem = fetched(id);
      if (problem === undefined) await old.putBody(id, bytesOf(id));
      return problem;
    },
    isInStep: () => state.isInStep,
    async later() {
      state.waits += 1;
      await state.onWait();
    },
  });
  const account = async (accountId: string, boxes: readonly (readonly [string, string | null, string?])[]) => {
    await putMailAccount(mail.store, { id: accountId, name: `${accountId}@a.example` }, mail.time);
    const store = createMailAccountStore({ store: mail.store, accountId, now: () => mail.time, newId });
    const set = boxes.map(([name, role, parentId]) => ({
      ...{ id: name, name, parentId: parentId ?? null, sortOrder: 0 },
      role: role as 'inbox' | null,
    }));
    await store.takeChanges({ mailboxes: { set, destroyed: [] }, states: { Mailbox: 'm' } });
    return store;
  };
  const old = await account('old', [
    ...([
      ['Eingang', 'inbox'],
      ['Müll', 'trash'],
      ['Projects', null],
      ['Alpha', null, 'Projects'],
    ] as const),
  ]);
  const next = await account('new', [
    ['INBOX', 'inbox'],
    ['Trash', 'trash'],
    ['Projects', null],
  ]);
  const email = (id: string, mailboxIds: readonly string[], keywords: readonly string[] = []): RemoteEmail => ({
    ...{ id, blobId: `b${id}`, threadId: `t${id}`, mailboxIds, keywords, size: 100, preview: '', subject: id },
    ...{ receivedAt: mail.time + Number(id.replace(/\D/g, '')), messageId: [`${id}@a.example`], inReplyTo: [] },
    ...{ references: [], from: [{ name: 'Ada', email: 'ada@a.example' }], to: [], hasAttachment: false },
  });
  return {
    mail,
    old,
    next,
    state,
    onFetch: (work: () => Promise<void>) => {
      beforeFetch = work;
    },
    list: (...emails: readonly Parameters<typeof email>[]) =>
      old.takeChanges({
        emails: { set: emails.map((each) => email(...each)), changed: [], destroyed: [] },
        states: {},
      }),
    copy: (to = 'new', id = newId()) => mail.api.copyAccount(id, 'old', to),
    /** Subjects with their folders, as `Projects/Alpha`, and marks. */
    async look(accountId: string) {
      const boxes = new Map((await mail.api.mailboxes()).map((each) => [each.id, each]));
      const path = (boxId: string): string => {
        const box = boxes.get(boxId)!;
        return box.parentId === null ? box.name : `${path(box.parentId)}/${box.name}`;
      };
      const rows = await mail.api.emailRows(everything, 0, 999);
      const trash = await mail.api.emailRows({ ...everything, where: { role: 'trash' } }, 0, 999);
      return Object.fromEntries(
        [...rows, ...trash]
          .filter((each) => each.accountId === accountId)
          .map((each) => [each.subject, [...each.mailboxIds.map(path).sort(), ...each.keywords].join(' ')]),
      );
    },
  };
}

describe('copying an account', () => {
  it('[ML12] brings folders by what they are for, else by name and place, with marks and times; nothing changes where it was', async () => {
    const { mail, old, next, list, copy, look } = await given();
    await list(['m1', ['Eingang'], ['$seen']], ['m2', ['Alpha'], ['$flagged', 'bills']], ['m3', ['Müll']]);
    await list(['m4', ['Eingang', 'Projects']]);
    const before = await look('old');
    expect(await copy()).toEqual({ added: 4, same: 0, failed: 0, isWhole: true });
    expect(await look('new')).toEqual({
      ...{ m1: 'INBOX $seen $ik-ruled', m2: 'Projects/Alpha $flagged bills', m3: 'Trash' },
      m4: 'INBOX Projects $ik-ruled',
    });
    expect(await look('old')).toEqual(before);
    expect(await old.operations(10)).toEqual([]);
    const told = (await next.operations(10)).map(({ change }) => change);
    expect(told.map(({ type }) => type)).toEqual(['upload', 'createMailbox', 'upload', 'upload', 'upload']);
    expect(told[0]).toMatchObject({ isCopy: true, receivedAt: mail.time + 1 });
  });

  it('[ML12] copies into local folders what was fetched for it', async () => {
    const { mail, list, copy, look } = await given();
    await list(['m1', ['Eingang']], ['m2', ['Alpha']]);
    expect(await copy('local')).toMatchObject({ added: 2 });
    expect(await look('local')).toEqual({ m1: 'Inbox', m2: 'Projects/Alpha' });
    const [row] = await mail.api.emailRows(everything, 0, 1);
    expect((await mail.api.email(row!.id))?.text).toContain('Text of');
  });

  it('[ML12] goes on where it stopped: what is there, byte for byte, is one message, in all its folders', async () => {
    const { mail, list, copy, look, next, onFetch } = await given();
    await list(...Array.from({ length: 120 }, (_, n) => [`m${n + 1}`, ['Eingang']] as [string, string[]]));
    let fetches = 0;
    onFetch(async () => {
      fetches += 1;
      if (fetches === 60) mail.api.cancelImport('stopped');
    });
    await expect(copy('new', 'stopped')).rejects.toMatchObject({ code: 'cancelled' });
    const first = Object.keys(await look('new')).length;
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThan(120);
    await list(['m1', ['Eingang', 'Projects']]);
    expect(await copy()).toEqual({ added: 120 - first, same: first, failed: 0, isWhole: true });
    expect(Object.keys(await look('new')).length).toBe(120);
    expect((await look('new')).m1).toBe('INBOX Projects $ik-ruled');
    expect(await copy()).toEqual({ added: 0, same: 120, failed: 0, isWhole: true });
    expect((await next.operations(500)).filter(({ change }) => change.type === 'upload').length).toBe(120);
  });

  it('[ML12] counts what the server does not give, and says when it cannot be reached', async () => {
    const { list, copy, look } = await given((id) =>
      id === 'm2' ? { kind: 'not-found', host: 'a.example' } : undefined,
    );
    await list(['m1', ['Eingang']], ['m2', ['Eingang']]);
    expect(await copy()).toEqual({ added: 1, same: 0, failed: 1, isWhole: true });
    expect(Object.keys(await look('new'))).toEqual(['m1']);
    const problem: MailServerProblem = { kind: 'unreachable', host: 'a.example' };
    const other = await given((id) => (id === 'm3' ? problem : undefined));
    await other.list(['m1', ['Eingang']], ['m3', ['Eingang']]);
    expect(await other.copy()).toEqual({ added: 1, same: 0, failed: 0, isWhole: false, problem });
  });

  it('[ML12] waits for messages that the server has not told of yet, and says when it does not', async () => {
    const { old, list, copy, state } = await given();
    await old.takeChanges({ states: { backfill: '{"done":1,"total":2}' } });
    await list(['m1', ['Eingang']]);
    state.isInStep = false;
    state.onWait = async () => {
      await list(['m2', ['Eingang']]);
      await old.takeChanges({ states: { backfill: '' } });
    };
    expect(await copy()).toEqual({ added: 2, same: 0, failed: 0, isWhole: true });
    expect(state.waits).toBe(1);
    await old.takeChanges({ states: { backfill: '{"done":1,"total":2}' } });
    state.isInStep = true;
    expect(await copy()).toEqual({ added: 0, same: 2, failed: 0, isWhole: false });
  });

  it('[ML12] is held and let go on', async () => {
    const { mail, list, copy, look, onFetch } = await given();
    await list(...Array.from({ length: 70 }, (_, n) => [`m${n + 1}`, ['Eingang']] as [string, string[]]));
    onFetch(async () => mail.api.pauseImport('held', true));
    const done = copy('new', 'held');
    await expect.poll(async () => Object.keys(await look('new')).length).toBe(50);
    mail.api.pauseImport('held', false);
    onFetch(async () => {});
    expect(await done).toMatchObject({ added: 70 });
  });
});
