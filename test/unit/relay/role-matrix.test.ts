// Every cell of who may do what, asked of a running relay: author's role × kind of entry × target's role × whether a key is due.
// What the rules say of each stands in document-roles.test.ts and document-invites.test.ts; here the relay has to say the same.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Relay } from '../../../relay/relay.js';
import type { Bytes } from '../../../src/sync/protocol/bytes.js';
import { foldDocument } from '../../../src/sync/protocol/document-fold.js';
import type { Entry } from '../../../src/sync/protocol/entry.js';
import { type EntryTypeName, entryTypes, isMembershipType } from '../../../src/sync/protocol/entry-types.js';
import type { Step } from '../../../src/sync/protocol/fold-state.js';
import { connect, type RelayClient, said } from '../../support/relay-client.js';
import { createLog, epochFor, type TestLog, without } from '../../support/sync/log.js';
import { createPerson, type Person, realSign, seedOf } from '../../support/sync/people.js';
import { testRelay } from '../../support/sync/relay-in-process.js';

const outcome = (step: Step<unknown>) => (step.ok ? 'accepted' : step.refusal);
const [owner, author, target, guest, leaver] = ['owner', 'author', 'target', 'guest', 'leaver'].map((name) =>
  createPerson(`matrix ${name}`, realSign),
) as [Person, Person, Person, Person, Person];
const roles = [0, 1, 2, 3, 4] as const;
/** Every second cell of each author's role; `IK_SOAK=1` asks for all of them. */
const isAsked = (own: AnyRole, other: AnyRole, isDue: boolean): boolean =>
  process.env.IK_SOAK !== undefined || (own + other + Number(isDue)) % 2 === 0;
type AnyRole = (typeof roles)[number];

let relay: Relay;
const clients = new Map<Person, RelayClient>();
beforeAll(async () => {
  relay = await testRelay();
  for (const person of [owner, author, target, guest, leaver]) {
    const client = await connect(relay.url);
    expect(said(await client.enter(person))).toBe('welcome');
    clients.set(person, client);
  }
});
afterAll(async () => {
  for (const client of clients.values()) client.socket.terminate();
  await relay.close();
});

const send = (person: Person, entry: Entry) => clients.get(person)!.ask('append', { entry: entry.bytes });

const open = seedOf('open invitation').slice(0, 16) as Bytes;
/** An entry that points to nothing it has seen. */
const UNSEEN = { sees: [0, new Uint8Array(32)] as [number, Bytes] };

let documents = 0;

/** What is in the test's log is at the relay, too. */
async function createWith(policy: 0 | 1, own: AnyRole, other: AnyRole, isDue: boolean): Promise<TestLog> {
  const log = createLog(owner, policy, foldDocument, ++documents);
  log.now = Date.now();
  for (const [person, role] of [
    [author, own],
    [target, other],
    [leaver, isDue ? 1 : 0],
  ] as const) {
    if (role === 0) continue;
    const inviteId = seedOf(person.name, 'invite').slice(0, 16);
    const first = policy === 1 && role === 4 ? 3 : role;
    log.must('invite', owner, log.inviteOf(person, first, { inviteId }), UNSEEN);
    log.must('accept', person, { inviteId, generation: person.generation }, UNSEEN);
    if (first !== role) log.must('role', owner, { account: person.id, role }, UNSEEN);
  }
  log.must('invite', owner, log.inviteOf(guest, 1, { inviteId: open }), UNSEEN);
  if (isDue) log.must('leave', leaver, {}, UNSEEN);
  // As after a loss: all of it in one message, under the places that it has here.
  const records = log.records.map(({ seq, ts, entry }) => ({ seq, ts, entry: entry.bytes }));
  const answer = await clients.get(owner)!.ask('resubmit', { doc: log.id, records });
  if (answer.kind !== 'done') throw new Error(said(answer));
  return log;
}

/** What `author` may try to do; the target is the other member. */
function attempts(log: TestLog): readonly (readonly [what: string, entry: () => Entry])[] {
  const make = (type: EntryTypeName, body?: object, other = {}) =>
    log.make(type, { person: author }, body, { ...UNSEEN, ...other });
  const { state } = log;
  const zero = new Uint8Array(32);
  const next = state.epoch + 1;
  const snapshot = { upTo: 1, hash: zero, membership: zero, heads: [], blob: zero, size: 1, state: zero };
  const given = [1, 2, 3, 4] as const;
  const invite = (role: (typeof given)[number]) =>
    log.inviteOf(leaver, role, { inviteId: seedOf('another invitation').slice(0, 16) });
  return [
    ['content', () => make('content')],
    ['snapshot', () => make('snapshot', snapshot, { refs: [zero] })],
    ['epoch', () => make('epoch', { epoch: epochFor(state, next) })],
    ...given.map((role) => [`invite to ${role}`, () => make('invite', invite(role))] as const),
    ['uninvite', () => make('uninvite', { inviteId: open })],
    ['accept', () => make('accept', { inviteId: open, generation: author.generation })],
    ['decline', () => make('decline', { inviteId: open, generation: author.generation })],
    ['confirm', () => make('confirm', { account: target.id })],
    ...given.map((role) => [`role to ${role}`, () => make('role', { account: target.id, role })] as const),
    ['remove', () => make('remove', { account: target.id, epoch: epochFor(without(state, target.key), next) })],
    ['leave', () => make('leave', {})],
    ['accountUpdate', () => make('accountUpdate', { account: target.id, evidence: target.evidence() })],
    ['transfer', () => make('transfer', { account: target.id })],
    ['freeze', () => make('freeze', { frozen: 1 })],
    ['attest', () => make('attest', { kind: 2, about: state.epoch })],
    ['repair', () => make('repair', { entries: [log.make('content', { person: owner }, undefined, UNSEEN).bytes] })],
  ];
}

describe.each([
  ['a calendar', 0],
  ['a roster', 1],
] as const)('[P10] in %s', (_, policy) => {
  it.each(roles)(
    'I-3, I-15: the relay lets an author of role %i do what the rules say, and nothing else',
    async (own) => {
      const seen = new Set<string>();
      for (const other of roles)
        for (const isDue of [false, true]) {
          if (!isAsked(own, other, isDue)) continue;
          let log = await createWith(policy, own, other, isDue);
          const all = attempts(log).length;
          for (let at = 0; at < all; at++) {
            const [what, make] = attempts(log)[at]!;
            const entry = make();
            const expected = outcome(log.judge(entry, { ts: Date.now() }));
            const answer = await send(author, entry);
            expect(said(answer), `${what}, target ${other}, ${isDue ? 'due' : 'not due'}`).toBe(expected);
            seen.add(what.split(' ')[0]!);
            // What was refused has changed nothing: the next one is asked of the same state.
            if (expected === 'accepted') log = await createWith(policy, own, other, isDue);
          }
        }
      // Of an account's own log are the rest; a document begins once.
      const kinds = Object.keys(entryTypes).filter((name) => {
        const type = entryTypes[name as EntryTypeName];
        return type < 64 && name !== 'heads' && name !== 'genesis' && (isMembershipType(type) || type < 16);
      });
      expect([...seen].sort()).toEqual(kinds.sort());
    },
    process.env.IK_SOAK === undefined ? 120_000 : 3_600_000,
  );
});
