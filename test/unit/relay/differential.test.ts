import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadLog } from '../../../relay/logs/hot-log.js';
import { createLogBook } from '../../../relay/logs/log-book.js';
import { openSqliteStore } from '../../../relay/store/sqlite-store.js';
import type { Append, AppendOutcome, RelayStore } from '../../../relay/store/store.js';
import { bytesToHex } from '../../../src/sync/protocol/bytes.js';
import { foldDocument } from '../../../src/sync/protocol/document-fold.js';
import { ProtocolError } from '../../../src/sync/protocol/errors.js';
import type { DocumentState } from '../../../src/sync/protocol/fold-state.js';
import { NO_HASH } from '../../../src/sync/protocol/identifiers.js';
import { counterState } from '../../../src/sync/protocol/place-rules.js';
import { chainHash } from '../../../src/sync/protocol/record.js';
import { type Command, errands, history } from '../../support/sync/commands.js';
import { seedOf } from '../../support/sync/people.js';
import { recordTape, type TapeStep } from '../../support/sync/tape.js';

/** As in model.test.ts. */
const SOAK = Number(process.env.IK_SOAK ?? 1);
const RUNS = 300 * SOAK;
/** Histories at once: the disk is waited for together. */
const AT_ONCE = 160;

let folder: string;
let store: RelayStore;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ikebana-differential-'));
  store = await openSqliteStore({ folder });
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

interface Waiting {
  readonly appends: readonly Append[];
  done(outcomes: readonly AppendOutcome[]): void;
}
let waiting: Waiting[] = [];

/** All histories' entries in one transaction: a disk that is waited for a hundred times at once is quick enough. */
function appendTogether(appends: readonly Append[]): Promise<readonly AppendOutcome[]> {
  return new Promise((done) => {
    waiting.push({ appends, done });
    if (waiting.length > 1) return;
    setTimeout(async () => {
      const together = waiting;
      waiting = [];
      let outcomes = await store.append(together.flatMap((each) => each.appends));
      for (const each of together) {
        each.done(outcomes.slice(0, each.appends.length));
        outcomes = outcomes.slice(each.appends.length);
      }
    }, 1);
  });
}

/** The store as one history sees it: documents of all histories have the same ids. */
function storeOf(run: string): RelayStore {
  const own = (doc: string) => createHash('sha256').update(`${run} ${doc}`).digest('hex').slice(0, 32);
  return {
    ...store,
    blobs: { ...store.blobs, size: async () => 1 },
    append: (appends) => appendTogether(appends.map((append) => ({ ...append, doc: own(append.doc) }))),
    head: (doc) => store.head(own(doc)),
    counters: (doc) => store.counters(own(doc)),
    recordOf: (doc, device, n) => store.recordOf(own(doc), device, n),
    hashAt: (doc, seq) => store.hashAt(own(doc), seq),
  };
}

/** What only a lying relay does, and what is of another log, does not come through a relay. */
const isOfRelay = ({ accepted, told }: TapeStep) => accepted || !/"twist":"(?:seq|time|document)"/.test(told);

/** @returns The relay's words against the fold's, where they differ. */
async function differences(tape: readonly TapeStep[], run: string): Promise<readonly string[]> {
  const own = storeOf(run);
  const book = createLogBook({
    store: own,
    signer: { publicKey: seedOf('relay'), sign: async () => new Uint8Array(64) },
    now: () => 0,
    most: 100,
    mostWaiting: 100,
    onCommitted: () => undefined,
    checkRoom: async () => undefined,
    // The histories are not signed: what is compared is what the rules say. Signatures are looked at in relay.test.ts.
    settle: (step) => step,
  });
  const found: string[] = [];
  let state: DocumentState | undefined;
  let hash = NO_HASH;
  for (const { entry, place, told } of tape.filter(isOfRelay)) {
    const step = foldDocument(state, entry, place);
    const isUsed = state !== undefined && counterState(state, entry.header) === 'used';
    // Every relay and client says this of a counter that was used for other bytes; the fold alone has not got them.
    const expected = step.ok ? `ok ${place.seq}` : isUsed ? 'EQUIVOCATION' : step.refusal;
    const said = await book.append(entry, { ts: place.ts }).then(
      (accepted) => `ok ${accepted.seq}`,
      (error: unknown) => (error instanceof ProtocolError ? error.code : String(error)),
    );
    if (said !== expected) found.push(`${told}: the relay ${said}, the fold ${expected}`);
    if (!step.ok || found.length > 0) continue;
    state = step.state;
    hash = chainHash(hash, place.seq, place.ts, entry.hash);
    const again = await book.append(entry, { ts: place.ts }).catch((error: unknown) => error);
    if ((again as { seq?: number }).seq !== place.seq) found.push(`${told}: again is ${String(again)}`);
  }
  await book.close();
  const kept = await loadLog(own, bytesToHex(tape[0]!.entry.header.docId));
  if (found.length === 0) expect([kept.state, bytesToHex(kept.hash)]).toEqual([state, bytesToHex(hash)]);
  return found;
}

describe.each([
  ['a calendar', 0],
  ['a roster', 1],
] as const)('random histories of %s', (_, policy) => {
  it('P3, I-3: are decided by the relay and its disk as by the fold, and the same again', {
    timeout: process.env.IK_SOAK === undefined ? 600_000 : 3_600_000,
  }, async () => {
    const seed = SOAK === 1 ? 20_261_129 : undefined;
    const all: (readonly Command[])[] = [
      ...errands,
      ...fc.sample(history(40), { numRuns: Math.round(RUNS / 2), ...(seed && { seed }) }),
    ];
    let decided = 0;
    for (let at = 0; at < all.length; at += AT_ONCE) {
      const some = all.slice(at, at + AT_ONCE).map((commands) => recordTape(commands, policy));
      const found = await Promise.all(some.map((tape, i) => differences(tape, `${policy} ${at + i}`)));
      expect(found.flat()).toEqual([]);
      decided += some.flat().length;
    }
    expect(decided).toBeGreaterThan(RUNS * 5);
  });
});
