import { transfer, wrap } from 'comlink';
import { sharedSlotsText } from '../domain/calendar/slots/share-slots.js';
import type { CalendarSource } from '../domain/collections/calendar-source.js';
import { shardCountFor } from '../domain/collections/document-id.js';
import type { RefreshState } from '../domain/collections/refresh.js';
import { addCategory } from '../domain/contacts/add-category.js';
import { AppError } from '../domain/errors.js';
import type { ImportPreview, ImportTarget, Progress } from '../domain/items/import.js';
import { systemClock } from '../domain/time/clock.js';
import type { Window } from '../domain/time/types.js';
import { writeCalendar } from '../formats/ics/write.js';
import { AppDatabase, type CollectionRecord, rowTables } from '../store/database.js';
import { createRowStore } from '../store/row-store.js';
import { findItem, isCounted } from '../store/shard-items.js';
import { toStoreError } from '../store/store-errors.js';
import { exposeApi } from './expose-api.js';
import type { DrawnItems } from './files/draw-items.js';
import { fetchSource } from './files/fetch-source.js';
import { type KeptFileRecord, keepMedia } from './files/keep-media.js';
import { findKnownPeople } from './files/known-people.js';
import { makeBatch, type PreparedBatch, prepareBatch } from './files/make-batch.js';
import { describeFile, drawFile, type ReadFile, readFile, readTableAgain, samplesOf } from './files/read-file.js';
import { failedRows, rowsOfTable } from './files/read-table-file.js';
import { createRefresher, stateAfter } from './files/refresher.js';
import { warmUpReading } from './files/warm-up.js';
import { createFileWriter } from './files/write-files.js';
import type { FormatApi, ProgressMessage } from './format.api.js';
import { nextTurn } from './next-turn.js';
import type { Command, SyncApi } from './sync.api.js';
import { registerErrorTransfer } from './transfer-errors.js';

type ImportCommand = Extract<Command, { type: 'import' }>;

const db = new AppDatabase(self.name);
db.open().catch(() => {}); // whoever reads gets the error
const store = createRowStore(db);
const files = createFileWriter(store);
/** A file that was read, and what of its import could be made already. */
interface Preview {
  readonly name: string;
  read: ReadFile;
  /** Of a calendar. */
  readonly drawn?: DrawnItems | undefined;
  prepared?: PreparedBatch;
  /** Set when the work on what comes before the storing has begun. */
  ready?: Promise<void>;
  files: readonly KeptFileRecord[];
  /** Of a calendar that was fetched: what its next refresh begins with. */
  readonly state?: RefreshState;
}

const previews = new Map<string, Preview>();
const cancelled = new Set<string>();
/** Previews that are being stored: what else is asked about them gives way. */
const committing = new Set<string>();
/** Held work, and what lets it go on. */
const paused = new Map<string, { readonly over: Promise<void>; readonly goOn: () => void }>();
let warm = false;
let previewsAsked = 0;
let sync: Pick<ReturnType<typeof wrap<SyncApi>>, 'run'> | undefined;

async function checkpoint(id: string, progress: Progress): Promise<void> {
  postMessage({ type: 'progress', id, progress } satisfies ProgressMessage);
  await nextTurn();
  await paused.get(id)?.over;
  if (cancelled.has(id)) throw new AppError('cancelled', 'Reading was cancelled.');
}

/** How many of the file's UIDs each collection of its kind has. */
async function countDuplicates(
  read: ReadFile,
  collections: readonly CollectionRecord[],
): Promise<Record<string, number>> {
  const filled = collections.filter(({ kind, itemCount }) => kind === read.kind && itemCount > 0);
  const counts: Record<string, number> = {};
  if (filled.length === 0) return counts;
  const uids = new Set(read.items.map(({ uid }) => uid));
  for (const collection of filled) {
    let count = 0;
    for (const record of await store.allTexts(collection))
      for (const uid of record.uids) if (uids.has(uid) && isCounted(findItem(record, uid))) count += 1;
    counts[collection.id] = count;
  }
  return counts;
}

/** While the person looks at the preview: pictures become files, and what is left is packed as one stores it most often. */
async function prepareAhead(preview: Preview): Promise<void> {
  await nextTurn(); // the preview's answer goes first
  if (preview.read.kind === 'addressbook') {
    const { items, files } = await keepMedia(preview.read.items);
    preview.read = { ...preview.read, items };
    preview.files = files;
  }
  preview.prepared ??= prepareBatch(preview.read, preview.drawn, shardCountFor(preview.read.items.length));
}

/** What was read, in the group that the person wants it in. */
function inGroup(preview: Preview, group = ''): Pick<Preview, 'read' | 'drawn' | 'prepared'> {
  const { read } = preview;
  if (group === '' || read.kind !== 'addressbook') return preview;
  const items = read.items.map((item) => ({ ...item, text: addCategory(item.text, group) }));
  return { read: { ...read, items } };
}

/** Nothing of an address book is drawn before it has a place. */
async function draw(id: string, read: ReadFile): Promise<DrawnItems | undefined> {
  return read.kind === 'calendar' ? drawFile(read, (progress) => checkpoint(id, progress)) : undefined;
}

/** Describes it and keeps it under its id. */
async function keepPreview(id: string, name: string, read: ReadFile, collections: readonly CollectionRecord[]) {
  const drawn = await draw(id, read);
  const preview: Preview = { name, read, drawn, files: [] };
  const described = { ...describeFile(read, id, name, drawn), duplicates: await countDuplicates(read, collections) };
  previews.set(id, preview);
  preview.ready = prepareAhead(preview);
  preview.ready.catch(() => {}); // whoever stores it is told
  return described;
}

function previewOf(id: string): Preview {
  const preview = previews.get(id);
  if (preview === undefined) throw new AppError('store/not-found', 'The file has to be read again.', { id });
  return preview;
}

function tableOf(id: string) {
  const { read } = previewOf(id);
  if (read.kind !== 'addressbook' || read.table === undefined)
    throw new AppError('store/not-found', 'The file is no table.', { id });
  return read.table;
}

async function makeImport(
  importId: string,
  preview: Preview,
  target: ImportTarget,
  inSight: readonly Window[],
): Promise<ImportCommand> {
  const { collection, duplicates, group } = target;
  await preview.ready;
  const { read, ...made } = inGroup(preview, group);
  const where = { duplicates, inSight };
  const files = preview.files.length === 0 ? {} : { files: preview.files };
  if (!('id' in collection)) {
    const shards = shardCountFor(read.items.length);
    const { name, hue, source } = collection;
    const create = { kind: read.kind, name, hue, shards, ...(source && { source }) };
    const batch = makeBatch(read, { ...where, collectionId: crypto.randomUUID(), shards }, importId, made);
    return { type: 'import', batch: { ...batch, ...files }, create };
  }
  const existing = (await store.collections()).find((record) => record.id === collection.id);
  if (existing === undefined) throw new AppError('store/not-found', 'The collection is gone.', { id: collection.id });
  const { id: collectionId, shards } = existing;
  const batch = makeBatch(read, { ...where, collectionId, shards }, importId, made);
  return { type: 'import', batch: { ...batch, ...files } };
}

/** What need not be copied on the way to the sync worker. */
const bytesIn = ({ batch }: ImportCommand) => [
  ...batch.shards.map(({ texts }) => texts.bytes.buffer),
  ...rowTables.flatMap((table) =>
    batch.rows[table].flatMap(({ data }) => (typeof data === 'string' ? [] : data.buffer)),
  ),
];

function requireSync(): NonNullable<typeof sync> {
  if (sync === undefined) throw new AppError('worker/crashed', 'There is no writer.');
  return sync;
}

const refresher = createRefresher({
  store,
  clock: systemClock,
  run: (commandId, command) => requireSync().run(commandId, command),
  checkpoint: nextTurn,
});

/** Requests under way, by preview. */
const requests = new Map<string, AbortController>();

async function previewSource(id: string, source: CalendarSource, name: string): Promise<ImportPreview> {
  const abort = new AbortController();
  requests.set(id, abort);
  try {
    const fetched = await fetchSource(source, {}, abort.signal);
    if (fetched.kind === 'unchanged') throw new AppError('input/empty', 'Nothing was sent.', { file: name });
    const read = await readFile(new Blob([fetched.bytes]), name, (progress) => checkpoint(id, progress));
    if (read.kind !== 'calendar') throw new AppError('input/wrong-kind', 'This is no calendar.', { file: name });
    const drawn = await draw(id, read);
    const state = stateAfter(systemClock.now(), fetched.validators, undefined, read);
    previews.set(id, { name, read, drawn, files: [], state });
    return { ...describeFile(read, id, name, drawn), duplicates: {} };
  } catch (error) {
    throw toStoreError(error);
  } finally {
    requests.delete(id);
    cancelled.delete(id);
  }
}

exposeApi<FormatApi>({
  connectSync(port) {
    registerErrorTransfer();
    sync = wrap<SyncApi>(port);
  },
  async prepare() {
    if (warm) return;
    warm = true;
    await warmUpReading(async () => {
      await nextTurn();
      if (previewsAsked > 0) throw new AppError('cancelled', 'A real file has come.');
    }).catch(() => {}); // then it is only slower
  },
  async preview(id, file, name) {
    previewsAsked += 1;
    try {
      const collections = store.collections(); // while the file is read
      collections.catch(() => {}); // thrown below
      const read = await readFile(file, name, (progress) => checkpoint(id, progress));
      return await keepPreview(id, name, read, await collections);
    } catch (error) {
      throw toStoreError(error);
    } finally {
      cancelled.delete(id);
    }
  },
  async readTable(id, options) {
    const table = tableOf(id);
    const { name } = previewOf(id);
    try {
      const read = await readTableAgain(table, name, options, (progress) => checkpoint(id, progress));
      return await keepPreview(id, name, read, await store.collections());
    } catch (error) {
      throw toStoreError(error);
    } finally {
      cancelled.delete(id);
    }
  },
  tableRows: (id, from, count) => rowsOfTable(tableOf(id), from, count),
  samples: (id, from, count) => samplesOf(previewOf(id).read, from, count),
  async knownPeople(id) {
    const preview = previews.get(id);
    if (preview?.read.kind !== 'addressbook') return undefined;
    const isWanted = () => previews.get(id) === preview && !committing.has(id);
    return findKnownPeople(preview.read.items, store, isWanted);
  },
  failedRows: (id) => failedRows(tableOf(id)),
  pause(id, hold) {
    paused.get(id)?.goOn();
    paused.delete(id);
    if (!hold) return;
    let goOn = () => {};
    const over = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    paused.set(id, { over, goOn });
  },
  async commit(id, target, commandId, inSight) {
    const preview = previewOf(id);
    committing.add(id);
    try {
      const command = await makeImport(commandId, preview, target, inSight);
      await checkpoint(id, { fraction: 0.3, done: 0, total: preview.read.items.length });
      // From here on it is too late to cancel: the answer says what happened.
      delete preview.prepared; // its bytes are handed over; should it fail, they are made again
      const answer = await requireSync().run(commandId, transfer(command, bytesIn(command)));
      const collectionId = answer.collection?.id;
      if (preview.state !== undefined && collectionId !== undefined) {
        const { state } = preview;
        await requireSync().run(`${commandId}/state`, { type: 'noteRefresh', collectionId, state });
      }
      const total = preview.read.items.length;
      postMessage({ type: 'progress', id, progress: { fraction: 1, done: total, total } } satisfies ProgressMessage);
      return answer;
    } finally {
      committing.delete(id);
      cancelled.delete(id);
    }
  },
  previewSource,
  refresh: (collectionId, commandId) => refresher.refresh(collectionId, commandId),
  cancel(id) {
    requests.get(id)?.abort();
    cancelled.add(id);
    paused.get(id)?.goOn();
    paused.delete(id);
  },
  discard(id) {
    previews.delete(id);
    paused.delete(id);
  },
  exportIcs: (collectionIds) => files.ics(collectionIds),
  exportVcf: (what, version) => files.vcf(what, version),
  exportContactsCsv: (what) => files.contactsCsv(what),
  async writeMessage({ method, uid, text }) {
    return writeCalendar([{ uid, text, kind: 'event' }], { method });
  },
  async writeSlots(shared) {
    const uid = crypto.randomUUID();
    const text = sharedSlotsText({ ...shared, uid, now: systemClock.now() });
    return writeCalendar([{ uid, text, kind: 'freebusy' }], { method: 'PUBLISH' });
  },
  async exportAll(id) {
    try {
      return await files.zip((progress) => checkpoint(id, progress));
    } finally {
      cancelled.delete(id);
    }
  },
});
