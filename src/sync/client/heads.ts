// What the account's devices tell each other of how far they have followed: a relay that shows one of them less, or something
// else, is found out (docs/sync-protocol.md §7).
import { type AccountSecret, openNote, sealNote } from '../protocol/account-keys.js';
import { bytesToHex, hexToBytes, isSame } from '../protocol/bytes.js';
import { type Heads, headsSchema } from '../protocol/content.js';
import type { Entry } from '../protocol/entry.js';
import { entryTypes } from '../protocol/entry-types.js';
import { ProtocolError } from '../protocol/errors.js';
import type { AccountLogState, PlaceState } from '../protocol/fold-state.js';
import { MAX_BODY_BYTES } from '../protocol/limits.js';
import { decodeAs, encodeAs } from '../protocol/schema.js';
import { writeEntry } from '../protocol/write-entry.js';
import type { Log } from './log.js';
import type { Author } from './ports.js';
import type { Head, KeptLog, LogStore } from './storage.js';

/** How often a device says so of logs that have grown since it said it last, in milliseconds: a day. */
export const HEADS_MS = 86_400_000;
/** How often it says so of those that have not: a week. */
export const QUIET_HEADS_MS = 7 * HEADS_MS;
const USE = 'heads';
/** Bytes of a document in the list, with CBOR's heads; the rest of a very long list is told the next time. */
const MOST_DOCUMENTS = Math.floor((MAX_BODY_BYTES - 1_024) / 48);

/** What a device has said of its logs: how far each was, and when it said so, epoch ms. */
export type ToldHeads = ReadonlyMap<string, { readonly seq: number; readonly time: number }>;

/** Logs that are to be told of now: an account's log is kept for ever, so what has been said is not said again every day. */
export const logsToTell = (logs: readonly KeptLog[], told: ToldHeads, now: number): readonly KeptLog[] =>
  logs.filter(({ id, seq }) => {
    const last = told.get(id);
    return last === undefined || last.seq !== seq || now - last.time >= QUIET_HEADS_MS;
  });

export async function makeHeads(
  author: Author<AccountLogState>,
  secret: AccountSecret,
  logs: readonly KeptLog[],
): Promise<Entry> {
  const docs = logs
    .slice(0, MOST_DOCUMENTS)
    .map(({ id, seq, hash }) => [hexToBytes(id), seq, hash.slice(0, 16)] as const);
  const plain = encodeAs(headsSchema, { docs });
  const body = await sealNote(secret, USE, plain, author.random);
  return writeEntry(author.header(entryTypes.heads), body, author.credentials.signer);
}

/** @returns `undefined` for what cannot be read: another device's mistake stops nobody. */
export async function openHeads(secret: AccountSecret, { body }: Pick<Entry, 'body'>): Promise<Heads | undefined> {
  try {
    return decodeAs(headsSchema, await openNote(secret, USE, body));
  } catch (error) {
    if (error instanceof ProtocolError) return undefined;
    throw error;
  }
}

/** Holds what another device has followed against what this one has. */
export async function checkHeads(
  { docs }: { readonly docs: readonly Head[] },
  logOf: (id: string) => Log<PlaceState> | undefined,
  store: Pick<LogStore, 'hashAt'>,
): Promise<void> {
  for (const [doc, seq, hash] of docs) {
    const id = bytesToHex(doc);
    const log = logOf(id);
    if (log === undefined || seq === 0) continue;
    if (log.kept.seq < seq) {
      log.owes(seq);
      continue;
    }
    const own = log.kept.seq === seq ? log.kept.hash : await store.hashAt(id, seq);
    if (own !== undefined && !isSame(own.subarray(0, 16), hash)) await log.become('fork');
  }
}
