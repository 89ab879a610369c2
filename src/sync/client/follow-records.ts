// Following a log: chain, schema, fold, signatures. What an entry says inside is looked at afterwards.
import { type Bytes, bytesToHex, isSame } from '../protocol/bytes.js';
import { type Entry, readEntry } from '../protocol/entry.js';
import { ProtocolError, type Refusal } from '../protocol/errors.js';
import type { Place, PlaceState, Step } from '../protocol/fold-state.js';
import { placesNamed } from '../protocol/place-rules.js';
import { type ChainHead, type LogRecord, nextHead } from '../protocol/record.js';
import { settle } from '../protocol/signatures.js';
import type { KeptRecord } from './storage.js';

/** An entry with its record. */
export interface FollowedEntry {
  readonly entry: Entry;
  readonly record: KeptRecord;
}

export interface FollowResult<S> {
  readonly state: S | undefined;
  readonly head: ChainHead;
  readonly entries: readonly FollowedEntry[];
  /** The relay handed out what the rules refuse: it is at fault, and nothing after it is believed. */
  readonly fault?: { readonly seq: number; readonly refusal: Refusal };
}

export interface FollowFrom<S> {
  readonly log: string;
  readonly state: S | undefined;
  readonly head: ChainHead;
  /** Before this record nobody here knows the chain's hashes: what an author says to have seen there is taken as it is. */
  readonly begins?: number;
  /** Of earlier records. */
  hashAt(seq: number): Promise<Bytes | undefined>;
}

/** Pure but for hashes and signatures. */
export type Fold<S> = (state: S | undefined, entry: Entry, place: Place) => Step<S>;

interface Followable<S> extends FollowedEntry {
  readonly head: ChainHead;
  readonly step: Extract<Step<S>, { ok: true }>;
}

async function hashesNamed(
  entries: readonly Entry[],
  { head, hashAt }: FollowFrom<unknown>,
): Promise<Map<number, Bytes>> {
  const wanted = new Set(entries.flatMap(placesNamed).filter((seq) => seq > 0 && seq <= head.seq));
  const hashes = new Map<number, Bytes>([[head.seq, head.hash]]);
  for (const seq of wanted) {
    const hash = hashes.get(seq) ?? (await hashAt(seq));
    if (hash !== undefined) hashes.set(seq, hash);
  }
  return hashes;
}

const claimed = ({ header: { sees } }: Entry, at: number, { begins = 0 }: Pick<FollowFrom<unknown>, 'begins'>) =>
  at < begins && at === sees[0] ? sees[1] : undefined;

/**
 * Follows records that come right after the head, in order.
 *
 * @param records - With their entries.
 */
export async function followRecords<S extends PlaceState>(
  fold: Fold<S>,
  from: FollowFrom<S>,
  records: readonly LogRecord[],
): Promise<FollowResult<S>> {
  let fault: FollowResult<S>['fault'];
  const read: { readonly entry: Entry; readonly record: LogRecord }[] = [];
  const steps: Followable<S>[] = [];
  let { state, head } = from;

  const guard = (seq: number, work: () => void): void => {
    try {
      work();
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      fault = { seq, refusal: error.code };
    }
  };
  for (const record of records) {
    guard(record.seq, () => {
      if (record.entry === undefined) throw new ProtocolError('CHAIN', 'a record without its entry');
      read.push({ entry: readEntry(record.entry), record });
    });
    if (fault !== undefined) break;
  }

  const hashes = await hashesNamed(
    read.map(({ entry }) => entry),
    from,
  );
  for (const { entry, record } of read) {
    const { seq, ts } = record;
    let failed: Refusal | undefined;
    guard(seq, () => {
      const next = nextHead(head, record);
      const step = fold(state, entry, { seq, ts, hashAt: (at) => hashes.get(at) ?? claimed(entry, at, from) });
      if (!step.ok) {
        failed = step.refusal;
        return;
      }
      const { header, hash: entryHash, bytes } = entry;
      const device = bytesToHex(header.deviceId);
      const kept = { log: from.log, seq, ts, hash: next.hash, entryHash, entry: bytes, device, type: header.type };
      steps.push({ entry, record: kept, head: next, step });
      hashes.set(seq, next.hash);
      state = step.state;
      head = next;
    });
    if (failed !== undefined) fault = { seq, refusal: failed };
    if (steps.at(-1)?.record.seq !== seq) break;
  }

  // Signatures last, and all at once: most of the time goes there.
  const settled = await Promise.all(steps.map(({ step }) => settle(step)));
  const wrong = settled.findIndex(({ ok }) => !ok);
  if (wrong === -1) return { state, head, entries: steps, ...(fault && { fault }) };
  const right = steps.slice(0, wrong);
  const last = right.at(-1);
  return {
    state: last?.step.state ?? from.state,
    head: last?.head ?? from.head,
    entries: right,
    fault: { seq: steps[wrong]!.record.seq, refusal: 'BAD_SIG' },
  };
}

/** Whether a record is the one that is kept under its number. */
export const isKept = (kept: Pick<KeptRecord, 'entryHash'> | undefined, entry: Pick<Entry, 'hash'>): boolean =>
  kept !== undefined && isSame(kept.entryHash, entry.hash);
