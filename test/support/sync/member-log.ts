// A log as a relay keeps it, written by the client's own makers of entries: what they make has to be folded.

import type { Author, DocumentAuthor, EntryMaker, EpochSecret } from '../../../src/sync/client/ports.js';
import * as bodies from '../../../src/sync/protocol/bodies.js';
import { type Bytes, bytesToHex, hexToBytes } from '../../../src/sync/protocol/bytes.js';
import { foldDocument } from '../../../src/sync/protocol/document-fold.js';
import { type Entry, readEntry } from '../../../src/sync/protocol/entry.js';
import { entryTypes, isMembershipType } from '../../../src/sync/protocol/entry-types.js';
import { makeEpoch, openEpoch, sealKind } from '../../../src/sync/protocol/epoch-keys.js';
import type { DocumentState } from '../../../src/sync/protocol/fold-state.js';
import { documentIdOf, NO_HASH } from '../../../src/sync/protocol/identifiers.js';
import { chainHash, type LogRecord } from '../../../src/sync/protocol/record.js';
import { decodeAs, encodeAs } from '../../../src/sync/protocol/schema.js';
import { systemRandom } from '../../../src/sync/protocol/seal.js';
import { settle } from '../../../src/sync/protocol/signatures.js';
import { writeClearEntry, writeEntry } from '../../../src/sync/protocol/write-entry.js';
import type { signUp } from './sign-up.js';

export type RealPerson = Awaited<ReturnType<typeof signUp>>;

const START = 1_764_000_000_000;

/** A document begun by somebody, and everybody's keys of it as they have been opened. */
export async function createMemberLog(owner: RealPerson) {
  const nonce = systemRandom(16);
  const root = encodeAs(bodies.documentRootSchema, { policy: 0, nonce, creator: owner.me.account });
  const doc = documentIdOf(root);
  const records: LogRecord[] = [];
  const hashes: Bytes[] = [];
  let state: DocumentState | undefined;
  let time = START;

  async function take(entry: Entry): Promise<Entry> {
    const place = { seq: hashes.length + 1, ts: time, hashAt: (seq: number) => hashes[seq - 1] };
    const done = await settle(foldDocument(state, entry, place));
    if (!done.ok) throw new Error(`${done.refusal}: ${done.why}`);
    state = done.state;
    hashes.push(chainHash(hashes.at(-1) ?? NO_HASH, place.seq, time, entry.hash));
    records.push({ seq: place.seq, ts: time, entry: entry.bytes });
    return entry;
  }

  const credentialsOf = ({ me }: RealPerson) => ({
    relay: 'wss://relay.test',
    account: me.account,
    device: me.device,
    signer: me.signer,
    sealSecret: me.seal.secretKey,
  });
  const header: (person: RealPerson) => Author<DocumentState>['header'] =
    ({ me }) =>
    (type, more = {}) => ({
      suite: 1,
      docId: doc,
      type,
      accountId: me.account,
      deviceId: me.device,
      n: (state?.counters[bytesToHex(me.device)] ?? 0) + 1,
      sees: hashes.length === 0 ? [0, NO_HASH] : [hashes.length, hashes.at(-1)!],
      epoch: state?.epoch ?? 1,
      ...(isMembershipType(type) ? { pm: state === undefined ? NO_HASH : hexToBytes(state.membership) } : {}),
      ...more,
    });
  const author = (person: RealPerson, key: EpochSecret): DocumentAuthor => ({
    state: state!,
    credentials: credentialsOf(person),
    random: systemRandom,
    now: () => time,
    header: header(person),
    key,
    accountSecret: person.secret,
  });

  const first: EpochSecret = { doc, epoch: 1, key: systemRandom(32) };
  const { generation, sealKey } = owner.state.account;
  const epoch = await makeEpoch(first, [{ id: bytesToHex(owner.me.account), generation, sealKey }]);
  const kind = await sealKind(first, 'calendar\nteam');
  const genesis = { root, evidence: owner.evidence, epoch, kind };
  await take(await writeClearEntry(header(owner)(entryTypes.genesis), bodies.genesisSchema, genesis, owner.me.signer));

  return {
    doc,
    id: bytesToHex(doc),
    first,
    records,
    get state() {
      return state!;
    },
    pass(ms: number) {
      time += ms;
    },
    membership: () => records.filter(({ entry }) => isMembershipType(readEntry(entry!).header.type)),
    append: async (person: RealPerson, key: EpochSecret, make: EntryMaker<DocumentAuthor>) =>
      take(await make(author(person, key))),
    answer: async (person: RealPerson, make: EntryMaker<Author<DocumentState>>) =>
      take(await make(author(person, first))),
    /** Something encrypted that is not looked into. */
    write: async (person: RealPerson) => {
      const head = header(person)(entryTypes.content);
      return take(await writeEntry(head, new Uint8Array(400), person.me.signer));
    },
    /** The key that the last entry brought, as somebody opens it. */
    async keyOf({ me, secret }: RealPerson): Promise<EpochSecret> {
      const entry = readEntry(records.at(-1)!.entry!);
      const schema = entry.header.type === entryTypes.remove ? bodies.removeSchema : bodies.rotateSchema;
      const mine = { id: me.account, generation: secret.generation, secretKey: secret.secretKey };
      return openEpoch({ doc, epoch: state!.epoch }, decodeAs(schema, entry.body).epoch, mine);
    },
  };
}
