// A server that holds messages until a time (RFC 8621 §7, RFC 4865), written down: what it is asked, and what becomes of it.
import { describe, expect, it } from 'vitest';
import type { MailOperationChange } from '../../../../src/domain/mail/operation.js';
import { formatUtcDate } from '../../../../src/domain/time/utc-date.js';
import { holdsUntil } from '../../../../src/sync/jmap/held-send.js';
import { carryOut, type Postponed } from '../../../../src/sync/jmap/operations.js';
import { CORE, createFakeServer, exampleSession, json, MAIL } from '../../../support/fake-jmap.js';
import { createMemoryMailStore } from '../../../support/memory-mail-store.js';

const HOUR = 3_600_000;
const DAYS = 30;
const SUBMISSION = 'urn:ietf:params:jmap:submission';

type Args = Readonly<Record<string, unknown>>;
interface Kept {
  readonly id: string;
  keywords: Record<string, boolean>;
  mailboxIds: Record<string, boolean>;
}

/** What a server has that holds messages; `sent` are those that went out. */
async function open(maxDelayedSend = DAYS * 24 * 3600) {
  const own = { [MAIL]: {}, [SUBMISSION]: { maxDelayedSend, submissionExtensions: { FUTURERELEASE: [] } } };
  const server = createFakeServer(
    exampleSession({
      capabilities: { [CORE]: { maxCallsInRequest: 16, maxObjectsInGet: 500, maxObjectsInSet: 500 }, [MAIL]: {} },
      accounts: { a: { name: 'ann', isReadOnly: false, accountCapabilities: own } },
    }),
  );
  server.time = Date.UTC(2026, 10, 30, 8);
  const emails = new Map<string, Kept>();
  const submissions = new Map<string, { emailId: string; until: number; undoStatus: string }>();
  let state = 1;
  const sent = () => [...submissions.values()].filter(({ undoStatus }) => undoStatus === 'final').length;
  const tick = () => {
    for (const one of submissions.values())
      if (one.undoStatus === 'pending' && one.until <= server.time) one.undoStatus = 'final';
  };
  const patch = (id: string, change: Args) => {
    const email = emails.get(id)!;
    for (const [name, value] of Object.entries(change)) {
      if (name === 'mailboxIds') email.mailboxIds = value as Kept['mailboxIds'];
      else if (value === null) delete email.keywords[name.replace('keywords/', '')];
      else email.keywords[name.replace('keywords/', '')] = true;
    }
    state += 1;
  };
  server.paths['/upload/a/'] = () => json({ blobId: 'b', type: 'message/rfc822', size: 9 });
  server.methods = {
    'Email/get': ({ ids }) => ({
      state: String(state),
      list: ((ids as string[]) ?? []).flatMap((id) => emails.get(id) ?? []),
      notFound: [],
    }),
    'Email/import'({ emails: made }) {
      const { keywords, mailboxIds } = (made as Record<string, Kept>).e!;
      emails.set('m1', { id: 'm1', keywords: { ...keywords }, mailboxIds: { ...mailboxIds } });
      return { created: { e: { id: 'm1', blobId: 'b', threadId: 't', size: 9 } }, newState: String(state) };
    },
    'Email/set'({ update, ifInState }) {
      if (ifInState !== undefined && ifInState !== String(state)) return { error: 'stateMismatch' };
      for (const [id, change] of Object.entries((update as Record<string, Args>) ?? {})) patch(id, change);
      return { accountId: 'a', newState: String(state) };
    },
    'EmailSubmission/set'({ create, update, onSuccessUpdateEmail }) {
      tick();
      for (const [key, one] of Object.entries((create as Record<string, Args>) ?? {})) {
        const { envelope, emailId } = one as { emailId: string; envelope: { mailFrom: { parameters?: Args } } };
        const until = envelope.mailFrom.parameters?.HOLDUNTIL;
        const time = until === undefined ? 0 : Date.parse(String(until));
        submissions.set('s1', { emailId, until: time, undoStatus: time > server.time ? 'pending' : 'final' });
        patch(emailId, (onSuccessUpdateEmail as Record<string, Args>)[`#${key}`]!);
      }
      const notUpdated: Record<string, unknown> = {};
      for (const [id, { undoStatus }] of Object.entries((update as Record<string, Args>) ?? {})) {
        const one = submissions.get(id);
        if (one?.undoStatus === 'pending') one.undoStatus = String(undoStatus);
        else notUpdated[id] = { type: 'cannotUnsend' };
      }
      return { created: create === undefined ? null : { s: { id: 's1' } }, notUpdated };
    },
    'EmailSubmission/query': () => ({ ids: [...submissions.keys()] }),
    'EmailSubmission/get'({ ids }) {
      tick();
      const list = (ids as string[]).flatMap((id) => {
        const one = submissions.get(id);
        return one === undefined ? [] : [{ id, undoStatus: one.undoStatus }];
      });
      return { list, notFound: [] };
    },
  };
  const store = createMemoryMailStore();
  const box = (role: 'drafts' | 'sent') => ({ id: role, name: role, parentId: null, role, sortOrder: 0 });
  await store.takeChanges({ mailboxes: { set: [box('drafts'), box('sent')], destroyed: [] }, states: { Email: '1' } });
  store.write('e1', new TextEncoder().encode('Subject: Later\r\n\r\nText\r\n'));
  const connection = await server.connect();
  const postponed: Postponed = new Map();
  const go = () => carryOut({ context: { connection, store, signal: new AbortController().signal }, postponed });
  const schedule = (sendAt: number) => {
    const submit = { identityId: 'i', mailFrom: 'a@x.test', rcptTo: ['b@x.test'], sendAt, sentMailboxId: 'sent' };
    const rest = { mailboxIds: ['drafts'], keywords: ['$seen'], receivedAt: server.time, messageId: 'm@x.test' };
    store.act({ type: 'upload', emailId: 'e1', ...rest, submit });
  };
  const cancel: MailOperationChange = {
    sendAt: server.time + 5 * HOUR,
    ...{ type: 'cancelSend', emailId: 'e1', submissionId: 's1', draftsMailboxId: 'drafts', sentMailboxId: 'sent' },
  };
  const email = () => emails.get('m1')!;
  return { server, store, go, schedule, cancel, submissions, sent, email };
}

describe('messages that their server holds', () => {
  it('[MS10] are handed over at once with their time, stay where they are, and are among what was sent after it', async () => {
    const { server, store, go, schedule, submissions, sent, email } = await open();
    const at = server.time + 5 * HOUR;
    schedule(at);
    expect(await go()).toBe(at + 10_000);
    expect(submissions.get('s1')).toMatchObject({ until: at, undoStatus: 'pending' });
    expect(await store.operations(9)).toMatchObject([{ handedOver: 's1' }]);
    expect(email()).toMatchObject({ mailboxIds: { drafts: true }, keywords: { $seen: true } });
    expect(email().keywords).not.toHaveProperty('$draft');
    // The server sends it, whatever this device does; it is told apart only afterwards.
    server.time = at + 9_000;
    await go();
    expect([(await store.operations(9)).length, email().mailboxIds]).toEqual([1, { drafts: true }]);
    server.time = at + 10_000;
    expect(await go()).toBeUndefined();
    expect([await store.operations(9), email().mailboxIds, sent(), submissions.size]).toEqual([
      ...[[], { sent: true }, 1, 1],
    ]);
  });

  it('[MS10] are handed over once, when the answer was cut off', async () => {
    const { server, store, go, schedule, submissions } = await open();
    schedule(server.time + 5 * HOUR);
    const whole = server.methods['EmailSubmission/set']!;
    server.methods['EmailSubmission/set'] = (args) => {
      whole(args);
      throw new TypeError('cut');
    };
    await expect(go()).rejects.toThrow();
    server.methods['EmailSubmission/set'] = whole;
    await go();
    expect([submissions.size, await store.operations(9)]).toMatchObject([1, [{ handedOver: 's1' }]]);
  });

  it('[MS10] are noted as such that cannot be taken back where the server hands them on at once', async () => {
    const { server, store, go, schedule, submissions } = await open();
    const whole = server.methods['EmailSubmission/set']!;
    server.methods['EmailSubmission/set'] = (args) => {
      const answer = whole(args);
      for (const one of submissions.values()) one.undoStatus = 'final';
      return answer;
    };
    const at = server.time + 5 * HOUR;
    schedule(at);
    expect(await go()).toBe(at + 10_000);
    expect(await store.operations(9)).toMatchObject([{ handedOver: '' }]);
    server.time = at + 10_000;
    await go();
    expect([await store.operations(9), submissions.size]).toEqual([[], 1]);
  });

  it('[MS10] are drafts again when they are taken back in time', async () => {
    const { server, store, go, schedule, cancel, submissions, email } = await open();
    schedule(server.time + 5 * HOUR);
    await go();
    await store.settle(1); // as the store does when it is taken back
    store.act(cancel);
    await go();
    expect(submissions.get('s1')?.undoStatus).toBe('canceled');
    expect([email().mailboxIds, email().keywords.$draft, store.rejected]).toEqual([{ drafts: true }, true, []]);
    // Once more after a cut: it is taken back already, whether the server remembers it or not.
    store.act(cancel);
    await go();
    submissions.clear();
    store.act(cancel);
    await go();
    expect(email().mailboxIds).toEqual({ drafts: true });
    expect(store.rejected).toEqual([]);
  });

  it('[MS10] that went before they were taken back are among what was sent, and are not deleted with the draft', async () => {
    const { server, store, go, schedule, cancel, email } = await open();
    schedule(server.time + 5 * HOUR);
    await go();
    await store.settle(1);
    server.time += 6 * HOUR;
    store.act(cancel);
    store.act({ type: 'destroy', emailIds: ['e1'] });
    await go();
    expect(email().mailboxIds).toEqual({ sent: true });
    expect(store.rejected.map(({ n, type }) => [n, type])).toEqual([
      [3, 'cannotUnsend'],
      [2, 'cannotUnsend'],
    ]);
    expect(await store.operations(9)).toEqual([]);
  });

  it('[MS10] that were taken back elsewhere are said to be, and are drafts there', async () => {
    const { server, store, go, schedule, submissions, email } = await open();
    schedule(server.time + 5 * HOUR);
    await go();
    submissions.get('s1')!.undoStatus = 'canceled';
    server.time += 6 * HOUR;
    await go();
    expect(store.rejected).toMatchObject([{ type: 'canceled' }]);
    expect([email().keywords.$draft, email().mailboxIds]).toEqual([true, { drafts: true }]);
    // The same where the server forgets it: by the message itself it is seen.
    schedule(server.time + 5 * HOUR);
    await go();
    submissions.clear();
    email().keywords.$draft = true;
    server.time += 6 * HOUR;
    await go();
    expect(store.rejected).toMatchObject([{ type: 'canceled' }, { type: 'canceled' }]);
  });

  it('[MS2] wait on this device where the server holds none, or while it is too early, or goes at once', async () => {
    const { server, go, schedule, submissions } = await open(0);
    const at = server.time + 5 * HOUR;
    schedule(at);
    expect(await go()).toBe(at);
    server.time = at;
    await go();
    expect(submissions.get('s1')).toMatchObject({ undoStatus: 'final', until: 0 });
    const now = server.time;
    expect(holdsUntil(now + 30_000, now, 86_400)).toBeUndefined();
    expect(holdsUntil(now + 89_999, now, 86_400)).toBeUndefined();
    expect(holdsUntil(now + 90_000, now, 86_400)).toBeLessThanOrEqual(now);
    expect(holdsUntil(now + 48 * HOUR, now, 86_400)).toBe(now + 24 * HOUR);
    expect(formatUtcDate(at)).toBe('2026-11-30T13:00:00Z');
  });
});
