// What has changed at the server since it was asked last: mailboxes, then messages. Each page is taken with the state it
// leads to, so that nothing is lost or asked twice whenever it is cut.

import { beginBackfill } from './backfill.js';
import { reference } from './calls.js';
import { argsOf } from './connection.js';
import {
  type Changes,
  currentState,
  getObjects,
  isForgotten,
  type JmapContext,
  readChanges,
  readEach,
} from './context.js';
import { MAX_MAILBOXES } from './limits.js';
import {
  CHANGING_PROPERTIES,
  EMAIL_PROPERTIES,
  keywordsOf,
  mailboxIdsOf,
  readEmail,
  readMailbox,
} from './read-mail.js';
import { type Json, member, readId, readList, readRecord, readState } from './read-value.js';

const MAILBOX_PROPERTIES = ['id', 'name', 'parentId', 'role', 'sortOrder'];

/** @throws {JmapFailure} @throws {MethodFailure} */
export async function pull(context: JmapContext): Promise<void> {
  const states = await context.store.states();
  if (states.Mailbox === undefined) await fetchMailboxes(context, false);
  else await pullMailboxes(context, states.Mailbox);
  if (states.Email === undefined) await beginEmails(context, false);
  else await pullEmails(context, states.Email);
}

async function fetchMailboxes({ connection, store, signal }: JmapContext, isAgain: boolean): Promise<void> {
  const args = await connection.ask('Mailbox/get', { ids: null, properties: MAILBOX_PROPERTIES }, signal);
  readList(member(args, 'list'), 'mailboxes', MAX_MAILBOXES);
  const set = readEach(member(args, 'list'), readMailbox);
  const states = { Mailbox: readState(member(args, 'state'), 'state') };
  await store.takeChanges({ mailboxes: { set, destroyed: [] }, states });
  if (isAgain) await store.keepOnly({ mailboxIds: new Set(set.map(({ id }) => id)) });
}

async function pullMailboxes(context: JmapContext, since: string): Promise<void> {
  const { connection, store, signal } = context;
  for (let state = since; ; ) {
    const [answer] = await connection.call([{ method: 'Mailbox/changes', args: { sinceState: state } }], signal);
    if (answer !== undefined && 'error' in answer && isForgotten(answer.error)) return fetchMailboxes(context, true);
    const args = argsOf(answer!, 'Mailbox/changes');
    const changes = readChanges(args);
    const ids = onlyCounts(args) ? changes.created : [...changes.created, ...changes.updated];
    const set = await getObjects(context, 'Mailbox', ids, MAILBOX_PROPERTIES, readMailbox);
    if (changes.newState !== state)
      await store.takeChanges({
        mailboxes: { set, destroyed: changes.destroyed },
        states: { Mailbox: changes.newState },
      });
    if (isLast(changes, state)) return;
    state = changes.newState;
  }
}

/** Counts are ours: what the server says of them need not be fetched (RFC 8621 §2.2). */
function onlyCounts(args: Json): boolean {
  const properties = member(args, 'updatedProperties');
  return Array.isArray(properties) && !properties.some((name) => MAILBOX_PROPERTIES.includes(String(name)));
}

/** A server that goes on without getting further is not followed. */
const isLast = ({ hasMore, newState }: Changes, state: string): boolean => !hasMore || newState === state;

/** The state first, the messages then: what changes in between is in the changes, and is read twice rather than never. */
async function beginEmails(context: JmapContext, isAgain: boolean): Promise<void> {
  const Email = await currentState(context, 'Email');
  await context.store.takeChanges({ states: { Email, ...beginBackfill(isAgain) } });
}

async function pullEmails(context: JmapContext, since: string): Promise<void> {
  const { connection, store, signal } = context;
  for (let state = since; ; ) {
    const ids = (name: string) => ({ '#ids': reference(0, 'Email/changes', `/${name}`) });
    const calls = [
      {
        method: 'Email/changes',
        args: { sinceState: state, maxChanges: connection.session().limits.objectsInGet },
      },
      { method: 'Email/get', args: { ...ids('created'), properties: EMAIL_PROPERTIES } },
      { method: 'Email/get', args: { ...ids('updated'), properties: CHANGING_PROPERTIES } },
    ];
    const [answer, created, updated] = await connection.call(calls, signal);
    if (answer !== undefined && 'error' in answer && isForgotten(answer.error)) return beginEmails(context, true);
    const changes = readChanges(argsOf(answer!, 'Email/changes'));
    const set =
      'error' in created!
        ? await emailsOf(context, changes.created)
        : readEach(member(created!.args, 'list'), readEmail);
    const changed =
      'error' in updated!
        ? await getObjects(context, 'Email', changes.updated, CHANGING_PROPERTIES, readChanged)
        : readEach(member(updated!.args, 'list'), readChanged);
    if (changes.newState !== state)
      await store.takeChanges({
        emails: { set, changed, destroyed: changes.destroyed },
        states: { Email: changes.newState },
      });
    if (isLast(changes, state)) return;
    state = changes.newState;
  }
}

const emailsOf = (context: JmapContext, ids: readonly string[]) =>
  getObjects(context, 'Email', ids, EMAIL_PROPERTIES, readEmail);

function readChanged(value: unknown) {
  const email = readRecord(value, 'Email');
  return {
    id: readId(member(email, 'id'), 'Email.id'),
    mailboxIds: mailboxIdsOf(member(email, 'mailboxIds')),
    keywords: keywordsOf(member(email, 'keywords')),
  };
}
