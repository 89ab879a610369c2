// What a collection's log is owed by this device: its beginning, a next key, what was edited here, snapshots.
import { bytesToHex } from '../protocol/bytes.js';
import { mayEdit } from '../protocol/document-roles.js';
import type { Refusal } from '../protocol/errors.js';
import type { DocumentState } from '../protocol/fold-state.js';
import { MAX_EVIDENCE, MAX_UNSNAPPED } from '../protocol/limits.js';
import { authorFor } from './author.js';
import type { ClientContext } from './context.js';
import type { DocumentLog } from './document-log.js';
import { CONTENT_BYTES, makeAccountUpdate, makeAttest, makeContent, makeSnapshot } from './make-entries.js';
import { rotateMaker } from './membership/keys.js';
import type { DocumentAuthor } from './ports.js';
import { createSender, type Prepared, type Sender } from './sender.js';
import type { RejectReason } from './storage.js';

/** Content entries since the last snapshot after which the writer who crosses them makes one … */
const SNAPSHOT_ENTRIES = 200;
/** … or bytes. */
const SNAPSHOT_BYTES = 512 * 1_024;
/** So close to where a log takes no more content, anybody makes one. */
const NEARLY_FULL = MAX_UNSNAPPED - 100;
const WORD_MS = 86_400_000;
/** Bytes of waiting changes that are looked at for one entry: they shrink when packed. */
const LOOKED_AT_BYTES = 8 * CONTENT_BYTES;

const fatal: Partial<Record<Refusal, RejectReason>> = {
  ROLE: 'role',
  NOT_MEMBER: 'removed',
  DEVICE_REVOKED: 'removed',
  TOO_LARGE: 'limit',
  LIMIT: 'limit',
};

export interface DocumentSenderOptions {
  readonly context: ClientContext;
  readonly log: DocumentLog;
  /** Whether this device began the log: its first snapshot is its own to make. */
  isBeginner(): Promise<boolean>;
  /** Says that the relay has no room, or has again. */
  onFull(isFull: boolean): void;
}

export function createDocumentSender(options: DocumentSenderOptions): Sender<DocumentAuthor> {
  const { context, log } = options;
  const { documents, credentials } = context;
  const account = bytesToHex(credentials.account);
  const device = bytesToHex(credentials.device);
  let mustRotate = false;
  let mustSnapshot = false;
  let hasWritten = false;
  let lastWord = 0;

  const stateOf = (): DocumentState => {
    if (log.state === undefined) throw new Error('a log that has not begun');
    return log.state;
  };

  async function author(n: number): Promise<DocumentAuthor> {
    const state = stateOf();
    const [key, accountSecret] = await Promise.all([log.keyring.key(state.epoch), context.accountSecret()]);
    if (key === undefined || accountSecret === undefined) throw new Error('a key is missing');
    return { ...authorFor(context, log.kept, state, n), key, accountSecret };
  }

  /** What this log does not know of its author yet. */
  async function accountUpdate(n: number): Promise<Prepared | undefined> {
    const state = stateOf();
    const known = state.accounts[account];
    if (known === undefined) return undefined;
    const own = await context.accountSecret();
    // News of other devices are theirs to tell; a new key is everybody's.
    if (known.devices[device] !== undefined && known.generation === own?.generation) return undefined;
    const evidence = (await context.evidence(known.head)).slice(0, MAX_EVIDENCE);
    if (evidence.length === 0) return undefined;
    return { entry: await makeAccountUpdate({ ...authorFor(context, log.kept, state, n), credentials }, evidence) };
  }

  async function rotation(n: number): Promise<Prepared | undefined> {
    if (!stateOf().due && !mustRotate) return undefined;
    const entry = await rotateMaker(await author(n));
    mustRotate = false;
    return { entry };
  }

  async function before(n: number): Promise<Prepared | undefined> {
    const update = await accountUpdate(n);
    if (update !== undefined) return update;
    const { policy, members } = stateOf();
    const role = members[account]?.role;
    return role !== undefined && mayEdit(policy, role) ? rotation(n) : undefined;
  }

  /** @param whole - The log's beginning: with what waits. */
  function snapshot(n: number, collectionId: string, whole: boolean): Promise<Prepared | undefined> {
    return log.inTurn(async () => {
      if (log.kept.applied < log.kept.seq) return undefined;
      const saved = await documents.save(collectionId, whole);
      if (saved === undefined) return undefined;
      mustSnapshot = false;
      return { entry: await makeSnapshot(context, await author(n), log.kept, saved), chunks: saved.chunks };
    });
  }

  /** Of a snapshot that somebody else made: at most one word a day, but for a wrong one. */
  async function word(n: number): Promise<Prepared | undefined> {
    const { verdict } = log;
    const state = stateOf();
    const about = state.snapshots.at(-1);
    if (verdict === undefined || about?.seq !== verdict.seq) return undefined;
    const isSaid = [about.by, ...about.attests, ...about.disputes].includes(account);
    if (isSaid || (verdict.isRight && context.now() - lastWord < WORD_MS)) return undefined;
    lastWord = context.now();
    const author = { ...authorFor(context, log.kept, state, n), credentials };
    return { entry: await makeAttest(author, verdict.seq, verdict.isRight) };
  }

  const isSnapshotDue = ({ seq, covered }: DocumentState): boolean =>
    mustSnapshot ||
    seq - covered > NEARLY_FULL ||
    seq - covered >= SNAPSHOT_ENTRIES ||
    log.unsnappedBytes >= SNAPSHOT_BYTES;

  async function content(n: number, collectionId: string): Promise<Prepared | undefined> {
    const waiting = await documents.waiting(collectionId, LOOKED_AT_BYTES);
    if (waiting.length === 0) return undefined;
    const first = await before(n);
    if (first !== undefined) return first;
    const { entry, sent } = await makeContent(context, await author(n), waiting);
    hasWritten = true;
    return { entry, chunks: sent.map(({ docId, seq }) => [docId, seq] as const) };
  }

  async function next(n: number): Promise<Prepared | undefined> {
    const { collectionId, applied } = log.kept;
    const state = log.state;
    if (collectionId === undefined || state === undefined) return undefined;
    const role = state.members[account]?.role;
    if (role === undefined || !mayEdit(state.policy, role)) {
      await documents.reject(collectionId, role === undefined ? 'removed' : 'role');
      return undefined;
    }
    if (state.frozen && role !== 4) return undefined;
    // Nothing comes before the collection itself.
    if (state.snapshots.length === 0) return (await options.isBeginner()) ? snapshot(n, collectionId, true) : undefined;
    if (applied === 0) return undefined;
    // Whoever has just written makes it: not everybody at once.
    if (isSnapshotDue(state) && (hasWritten || mustSnapshot)) {
      const made = (await before(n)) ?? (await snapshot(n, collectionId, false));
      if (made !== undefined) return made;
    }
    const prepared = (await content(n, collectionId)) ?? (await word(n));
    options.onFull(false);
    return prepared;
  }

  return createSender<DocumentState, DocumentAuthor>({
    context,
    log,
    author,
    before,
    next,
    mayWrite: () => log.kept.health === 'ok' || log.kept.health === 'frozen',
    async onRefused(refusal, { chunks }) {
      switch (refusal) {
        case 'ROTATE_FIRST':
        case 'RECIPIENTS':
          mustRotate = true;
          return true;
        case 'SNAPSHOT_FIRST':
          mustSnapshot = true;
          return true;
        case 'QUOTA':
          options.onFull(true);
          return false;
        case 'FROZEN':
          return false;
        default: {
          const reason = fatal[refusal];
          if (reason !== undefined && chunks.length > 0 && log.kept.collectionId !== undefined)
            await documents.reject(log.kept.collectionId, reason);
          return true;
        }
      }
    },
  });
}
