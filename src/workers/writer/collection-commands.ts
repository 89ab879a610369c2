import { sourceToText } from '../../domain/collections/calendar-source.js';
import type { Collection } from '../../domain/collections/collection.js';
import { metaDocId, SETTINGS_ID, SHARDS } from '../../domain/collections/document-id.js';
import { AppError } from '../../domain/errors.js';
import type { SettingsChange } from '../../domain/settings/settings.js';
import { readSummary, summaryKey } from '../../domain/summary/summary.js';
import { formatIcalUtc } from '../../domain/time/ical-time.js';
import { readAccountRecord } from '../../store/account-record.js';
import {
  alarmsToText,
  type CollectionProperties,
  changeCollection,
  collectionToKeys,
  ownText,
  recordToCollection,
} from '../../store/collection-record.js';
import { commit, type DocumentWrite } from '../../store/commit.js';
import type { AppDatabase, ChunkRecord } from '../../store/database.js';
import { deviceNameKey, MAX_DEVICE_NAME } from '../../store/device.js';
import type { OwnName } from '../../store/own-names.js';
import { ownSetting } from '../../store/own-properties.js';
import type { StoreChange } from '../../store/store-change.js';
import type { CollectionUpdate, NewCollection } from '../collection-commands.api.js';
import { mayWrite, roleIn } from '../shares.js';
import type { Command, CommandAnswer } from '../sync.api.js';
import { liveCollection, type Plan, planMeta, type WriterContext } from './write-documents.js';

/** Import id of chunks that are pending for another reason; the index over it finds them. */
const NEW_COLLECTION = 'new-collection';

/** Last of its kind. */
export async function nextOrder(db: AppDatabase, kind: Collection['kind']): Promise<number> {
  const records = (await db.collections.toArray()).filter((record) => record.kind === kind);
  return Math.max(-1, ...records.map(({ order }) => order)) + 1;
}

export function newProperties(collection: NewCollection, order: number, shards: number): CollectionProperties {
  const { kind, name, hue, description = '', source, alarms } = collection;
  const own = { kind, name, hue, description, order, visible: true, shards };
  return { ...own, ...(source && { source: sourceToText(source) }), ...(alarms && { alarms: alarmsToText(alarms) }) };
}

type Keys = readonly (readonly [string, string])[];

/** What is to stand in a document, and what stands there now. */
interface KeyUpdate {
  readonly keys: Keys;
  readonly before: Keys;
}

/** Of the collection's own document, and of the settings: colour, place and the like are the person's alone. */
async function updatesOf(
  context: WriterContext,
  { id, change }: CollectionUpdate,
): Promise<Record<'shared' | 'own', KeyUpdate>> {
  const record = await liveCollection(context.db, id);
  const { name, hue, description, order, visible, source, alarms } = change;
  const before = collectionToKeys({ name: record.name, description: record.description, source: record.source });
  // Forms say everything: only what is changed is written, and asks for a role.
  const shared = [...collectionToKeys({ name, description, ...(source && { source: sourceToText(source) }) })].filter(
    ([key, value]) => (before.get(key) ?? '') !== value,
  );
  const own = [
    ...collectionToKeys({
      ...{ hue, order, visible },
      ...(alarms !== undefined && { alarms: alarmsToText(alarms ?? undefined) }),
    }),
  ].filter(([key, value]) => ownText(record, key as OwnName) !== value) as [OwnName, string][];
  return {
    shared: { keys: shared, before: shared.map(([key]) => [key, before.get(key) ?? '']) },
    own: {
      keys: own.map(([key, value]) => [ownSetting(id, key), JSON.stringify(value)]),
      before: own.map(([key]) => [ownSetting(id, key), JSON.stringify(ownText(record, key))]),
    },
  };
}

/** What others share is named by those who share it. */
async function requireRole({ db }: WriterContext, id: string, role: 3 | 4): Promise<void> {
  if (((await roleIn(db, id)) ?? 4) < role) throw new AppError('store/read-only', 'It is somebody else’s.', { id });
}

/** Properties of several collections, together; the inverse gives each what it had. */
export async function planUpdateCollections(
  context: WriterContext,
  updates: readonly CollectionUpdate[],
): Promise<Plan> {
  const changes = new Map<string, Map<string, string>>();
  const back: { readonly id: string; readonly keys: Keys }[] = [];
  const add = (id: string, { keys, before }: KeyUpdate) => {
    if (keys.length === 0) return;
    changes.set(metaDocId(id), new Map([...(changes.get(metaDocId(id)) ?? []), ...keys]));
    back.push({ id, keys: before });
  };
  for (const update of updates) {
    const { shared, own } = await updatesOf(context, update);
    if (shared.keys.length > 0) await requireRole(context, update.id, 3);
    add(update.id, shared);
    add(SETTINGS_ID, own);
  }
  return { changes, answer: { inverse: { type: 'writeProperties', collections: back } } };
}

/**
 * Gives collections' properties back their values, as they stand in the documents.
 *
 * @throws {AppError} `store/read-only`
 */
export async function planProperties(
  { db }: WriterContext,
  collections: Extract<Command, { type: 'writeProperties' }>['collections'],
): Promise<Plan> {
  const changes = new Map<string, Map<string, string>>();
  for (const { id, keys } of collections) {
    if (id !== SETTINGS_ID && !(await mayWrite(db, id)))
      throw new AppError('store/read-only', 'The collection is read-only.', { id });
    changes.set(metaDocId(id), new Map([...(changes.get(metaDocId(id)) ?? []), ...keys]));
  }
  return { changes, answer: {} };
}

/**
 * Its items stay where they are: deleting and bringing back cost the same however many there are.
 *
 * @throws {AppError} `store/read-only`: it is somebody else's. One leaves that.
 */
export async function planDeleteCollection(context: WriterContext, id: string, deleted: boolean): Promise<Plan> {
  await requireRole(context, id, 4);
  const value = deleted ? formatIcalUtc(context.clock.now()) : '';
  return planMeta(id, new Map([['deleted', value]]), { inverse: { type: 'deleteCollection', id, deleted: !deleted } });
}

export function planSettings(change: SettingsChange): Plan {
  const entries = Object.entries(change).filter(([, value]) => value !== undefined);
  return planMeta(SETTINGS_ID, new Map(entries.map(([name, value]) => [name, JSON.stringify(value)])));
}

/** The inverse is the summary as it was; of a new one that it goes again. */
export async function planSummary(
  { db }: WriterContext,
  { id, summary }: Extract<Command, { type: 'putSummary' }>,
): Promise<Plan> {
  const name = summaryKey(id);
  const known = await db.settings.get(name);
  const before = known && readSummary(known);
  const value = JSON.stringify(summary ?? null);
  const inverse: Command = { type: 'putSummary', id, ...(before && { summary: before }) };
  return planMeta(SETTINGS_ID, new Map([[name, value]]), { inverse });
}

/** '' takes the name away. */
export function planDeviceName(device: string, name: string): Plan {
  const value = JSON.stringify(name.trim().slice(0, MAX_DEVICE_NAME));
  return planMeta(SETTINGS_ID, new Map([[deviceNameKey(device), value]]));
}

/** A new collection's document as a pending chunk: making one does not have to load Automerge. */
async function newDocument(
  context: WriterContext,
  id: string,
  properties: CollectionProperties,
): Promise<DocumentWrite> {
  const changes = collectionToKeys(properties);
  const chunk: ChunkRecord = {
    docId: metaDocId(id),
    seq: 1,
    time: context.clock.now(),
    uids: [],
    importId: NEW_COLLECTION,
    kind: 'pending',
    actor: await context.actors.fresh(),
    keys: [...changes.keys()],
    values: [...changes.values()],
  };
  return { chunk, changes, local: true };
}

export async function createCollection(
  context: WriterContext,
  commandId: string,
  collection: NewCollection,
): Promise<CommandAnswer> {
  const { db, clock, project } = context;
  const id = crypto.randomUUID();
  const write = await newDocument(context, id, newProperties(collection, await nextOrder(db, collection.kind), SHARDS));
  const answer = {
    collection: recordToCollection(changeCollection(undefined, id, write.changes)),
    inverse: { type: 'deleteCollection', id, deleted: true },
  } as const;
  const change = await commit(db, project, { writes: [write], applied: { id: commandId, time: clock.now(), answer } });
  return { ...answer, change };
}

/** Makes the first collections, once in a profile's life: records of collections are never taken out. */
export async function makeFirstCollections(
  context: WriterContext,
  collections: readonly NewCollection[],
): Promise<StoreChange> {
  const { db, project } = context;
  // What an account has is on its way.
  if ((await db.collections.count()) > 0 || (await readAccountRecord(db)) !== undefined)
    return { items: [], collections: false, settings: false };
  const writes = await Promise.all(
    collections.map((collection) => newDocument(context, crypto.randomUUID(), newProperties(collection, 0, SHARDS))),
  );
  return commit(db, project, { writes });
}
