// A document's log as a relay would keep it, for tests: entries in, records out, one fold.
import * as bodies from '../../../src/sync/protocol/bodies.js';
import { type Bytes, bytesToHex, hexToBytes } from '../../../src/sync/protocol/bytes.js';
import { foldDocument } from '../../../src/sync/protocol/document-fold.js';
import { keyRecipients } from '../../../src/sync/protocol/document-keys.js';
import type { Entry, Header } from '../../../src/sync/protocol/entry.js';
import { type EntryTypeName, entryTypes, isMembershipType } from '../../../src/sync/protocol/entry-types.js';
import type { DocumentState, Step } from '../../../src/sync/protocol/fold-state.js';
import { documentIdOf, NO_HASH } from '../../../src/sync/protocol/identifiers.js';
import { type ChainHead, chainHash } from '../../../src/sync/protocol/record.js';
import { encodeAs } from '../../../src/sync/protocol/schema.js';
import { BACK, type Device, type Person, seedOf, WRAP, writeAs } from './people.js';

export const START = 1_764_000_000_000;
export const DAY = 86_400_000;

type Keys = Pick<DocumentState, 'members' | 'invites' | 'accounts'>;

/** A next key for exactly those who may read in this state. */
export const epochFor = (state: Keys, epoch: number): bodies.EpochKey => ({
  recipients: keyRecipients(state).map(({ id, generation }) => [hexToBytes(id), generation, WRAP] as const),
  commitment: seedOf('commitment', epoch).slice(0, 16),
  ...(epoch > 1 ? { back: BACK } : {}),
});

/** A state without a member and what goes with them: who gets the key of a `remove`. */
export function without(state: DocumentState, account: string): DocumentState {
  const { [account]: _, ...members } = state.members;
  const invites = Object.fromEntries(Object.entries(state.invites).filter(([, { by }]) => by !== account));
  return { ...state, members, invites };
}

const schemaOf = {
  genesis: bodies.genesisSchema,
  invite: bodies.inviteSchema,
  uninvite: bodies.uninviteSchema,
  accept: bodies.acceptSchema,
  decline: bodies.declineSchema,
  confirm: bodies.confirmSchema,
  role: bodies.roleSchema,
  remove: bodies.removeSchema,
  leave: bodies.leaveSchema,
  epoch: bodies.rotateSchema,
  accountUpdate: bodies.accountUpdateSchema,
  transfer: bodies.transferSchema,
  freeze: bodies.freezeSchema,
  attest: bodies.attestSchema,
  repair: bodies.repairSchema,
  snapshot: bodies.snapshotSchema,
} as const;

/** What an entry says: a value of its schema, or the bytes. */
export type Body = object | Uint8Array;

export type TestLog = ReturnType<typeof createLog>;

/** A document that `creator` has begun. @param salt - Tells several of one person apart. */
export function createLog(
  creator: Person,
  policy: 0 | 1 = 0,
  fold: typeof foldDocument = foldDocument,
  salt: string | number = '',
) {
  const root = encodeAs(bodies.documentRootSchema, {
    policy,
    nonce: seedOf(creator.name, 'document', ...(salt === '' ? [policy] : [policy, salt])).slice(0, 16),
    creator: creator.id,
  });
  const id = documentIdOf(root);
  const records: (ChainHead & { readonly entry: Entry })[] = [];
  let state: DocumentState | undefined;

  const log = {
    id,
    root,
    records,
    get state(): DocumentState {
      return state!;
    },
    now: START,
    /** An entry as an honest client would write it next, with what a test wants different. */
    make(
      type: EntryTypeName,
      { person, device = person.active()[0]! }: { readonly person: Person; readonly device?: Device },
      body: Body = new Uint8Array(60),
      other: Partial<Header> = {},
    ): Entry {
      const last = records.at(-1);
      const brings = type === 'epoch' || type === 'remove' || type === 'genesis' ? 1 : 0;
      const header: Header = {
        suite: 1,
        docId: id,
        type: entryTypes[type],
        accountId: person.id,
        deviceId: device.id,
        n: (state?.counters[bytesToHex(device.id)] ?? 0) + 1,
        sees: last === undefined ? [0, NO_HASH] : [last.seq, last.hash],
        epoch: (state?.epoch ?? 0) + brings,
        ...(isMembershipType(entryTypes[type])
          ? { pm: state === undefined ? NO_HASH : hexToBytes(state.membership) }
          : {}),
        ...other,
      };
      const schema = schemaOf[type as keyof typeof schemaOf];
      const bytes = body instanceof Uint8Array ? body : encodeAs(schema as never, body as never);
      return writeAs(device, header, bytes, person.sign);
    },
    /** Folds without keeping. */
    judge(entry: Entry, place: Partial<{ seq: number; ts: number }> = {}): Step<DocumentState> {
      const hashAt = (seq: number) => records[seq - 1]?.hash;
      return fold(state, entry, { seq: records.length + 1, ts: log.now, hashAt, ...place });
    },
    /** Folds, and keeps what is accepted. */
    append(entry: Entry): Step<DocumentState> {
      const step = log.judge(entry);
      if (!step.ok) return step;
      const before: Bytes = records.at(-1)?.hash ?? new Uint8Array(32);
      const seq = records.length + 1;
      records.push({ seq, ts: log.now, hash: chainHash(before, seq, log.now, entry.hash), entry });
      state = step.state;
      return step;
    },
    /** Appends what has to be accepted. */
    must(type: EntryTypeName, who: Person, body?: Body, other?: Partial<Header>): DocumentState {
      const step = log.append(log.make(type, { person: who }, body, other));
      if (!step.ok) throw new Error(`${type} of ${who.name}: ${step.refusal}, ${step.why}`);
      return step.state;
    },
    /** Invites an account and lets it accept. */
    join(person: Person, role: 1 | 2 | 3 | 4, by: Person = creator): void {
      const inviteId = seedOf(person.name, 'invite', records.length).slice(0, 16);
      log.must('invite', by, log.inviteOf(person, role, { inviteId }));
      log.must('accept', person, { inviteId, generation: person.generation });
    },
    inviteOf(person: Person, role: 1 | 2 | 3 | 4, other: object = {}) {
      const known = state?.accounts[person.key];
      const from =
        known === undefined ? 0 : person.entries.findIndex(({ hash }) => bytesToHex(hash) === known.head) + 1;
      const news = person.evidence(from);
      return {
        inviteId: seedOf(person.name, 'invite').slice(0, 16),
        role,
        expires: log.now + 7 * DAY,
        account: [person.id, person.generation] as const,
        sealed: new Uint8Array(120),
        ...(news.length > 0 ? { evidence: news } : {}),
        ...other,
      };
    },
    rotate(by: Person): DocumentState {
      return log.must('epoch', by, { epoch: epochFor(log.state, log.state.epoch + 1) });
    },
  };
  const creatorState = {
    members: { [creator.key]: { role: 4 as const } },
    invites: {},
    accounts: { [creator.key]: { generation: creator.generation, sealKey: '' } },
  };
  log.must('genesis', creator, {
    root,
    evidence: creator.evidence(),
    epoch: epochFor(creatorState as unknown as Keys, 1),
    kind: new Uint8Array(44),
  });
  return log;
}
