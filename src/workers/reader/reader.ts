// Everything that is read, over one cache of collections and settings. Knows no threads.
import type { OccurrenceQuery } from '../../domain/calendar/event-query.js';
import type { EventOccurrence, OccurrenceRef } from '../../domain/calendar/occurrence.js';
import { shardOf } from '../../domain/collections/document-id.js';
import { isFetched } from '../../domain/collections/refresh.js';
import { rowsByUri } from '../../domain/contacts/contact-uri.js';
import { readContactFields } from '../../domain/contacts/read-contact-fields.js';
import { hashOfFileUri } from '../../domain/files/file-uri.js';
import type { Progress } from '../../domain/items/import.js';
import type { ItemRef } from '../../domain/items/item.js';
import type { Settings } from '../../domain/settings/settings.js';
import type { Clock } from '../../domain/time/clock.js';
import { recordToCollection, recordToDeleted } from '../../store/collection-record.js';
import { type CollectionRecord, REMINDERS, type TextsRecord } from '../../store/database.js';
import type { RowStore } from '../../store/row-store.js';
import { findItem, isCounted, type StoredItem } from '../../store/shard-items.js';
import type { StoreChange } from '../../store/store-change.js';
import { ADDRESS_LOST } from '../address.api.js';
import { currentText } from '../project-stored.js';
import type { AccountQueries, MailQueries, QueryApi, SyncQueries } from '../query.api.js';
import { createContactReader } from './contact-list.js';
import { createContactSearch } from './contact-search.js';
import { createDuplicateReader } from './duplicate-reader.js';
import { eventPeople, eventSearchText, markSearched, readEventDetail, searchedOccurrence } from './event-detail.js';
import { createEventSearch } from './event-search.js';
import { eventsWith } from './events-with.js';
import { inlinePhoto } from './inline-photo.js';
import { createInvitationReader } from './invitation-reader.js';
import { readMeetingTimes } from './meeting-times.js';
import { createOccurrenceReader, TITLES_NAMED } from './occurrence-reader.js';
import { createPeopleIndex } from './people-index.js';
import { readPublicLinks } from './public-link-reader.js';
import { createRoomReader } from './room-reader.js';
import { createSearchIndex } from './search-index.js';
import { createShareReader } from './share-reader.js';
import { createSlotReader } from './slot-reader.js';
import { createTaskReader, readTaskDetail } from './task-reader.js';

export interface Reader
  extends Omit<QueryApi, 'noteChange' | keyof AccountQueries | keyof SyncQueries | keyof MailQueries> {
  /** Drops what the change makes stale. */
  forget(change: StoreChange): void;
}

const SEARCH_LIMIT = 50;
const PREPARE_DELAY_MS = 1000;
/** A calendar of 10,000 events: some 7 MB. */
const MAX_TEXTS = 64;

export function createReader(
  store: RowStore,
  clock: Clock,
  onProgress: (id: string, progress: Progress) => void = () => {},
): Reader {
  let collectionsRead: Promise<CollectionRecord[]> | undefined;
  let settingsRead: Promise<Settings> | undefined;
  const collections = () => {
    collectionsRead ??= store.together(async () => withMarks(await store.collections()));
    collectionsRead.catch(() => {
      collectionsRead = undefined;
    });
    return collectionsRead;
  };
  const settings = () => {
    settingsRead ??= store.settings();
    settingsRead.catch(() => {
      settingsRead = undefined;
    });
    return settingsRead;
  };
  const occurrences = createOccurrenceReader(store, () => contacts.all());
  const tasks = createTaskReader(store);
  const people = createPeopleIndex();
  const events = createSearchIndex(store, 'calendar', eventSearchText, {
    put: (id, item) => people.put(id, eventPeople(item)),
    remove: (id) => people.remove(id),
  });
  const contactSearch = createContactSearch(store);
  const contacts = createContactReader({
    store,
    search: contactSearch,
    collections,
    locale: async () => (await settings()).locale,
  });

  const { forget: forgetRooms, ...rooms } = createRoomReader({ store, collections, clock });
  const duplicates = createDuplicateReader({ store, collections, rows: () => contacts.all(), onProgress });

  /** Shards looked into lately: fifty hits of a search are spread over all of them. */
  const texts = new Map<string, Promise<TextsRecord | undefined>>();
  function textsOf(collectionId: string, shard: number): Promise<TextsRecord | undefined> {
    const key = `${shard} ${collectionId}`;
    const known = texts.get(key) ?? store.texts(collectionId, shard);
    known.catch(() => texts.delete(key));
    texts.delete(key);
    texts.set(key, known);
    if (texts.size > MAX_TEXTS) texts.delete([...texts.keys()][0] as string);
    return known;
  }

  function forgetTexts({ items }: StoreChange): void {
    for (const { collectionId } of items)
      for (const key of [...texts.keys()]) if (key.endsWith(` ${collectionId}`)) texts.delete(key);
  }

  /** Deleted ones too. */
  async function storedOf({ collectionId, uid }: ItemRef): Promise<StoredItem | undefined> {
    const collection = (await collections()).find(({ id }) => id === collectionId);
    return collection && findItem(await textsOf(collectionId, shardOf(uid, collection.shards)), uid);
  }

  async function itemOf(ref: ItemRef): Promise<StoredItem | undefined> {
    const item = await storedOf(ref);
    return isCounted(item) ? item : undefined;
  }

  const { marks, ...shares } = createShareReader({ store, collections, itemOf: storedOf });

  async function withMarks(records: CollectionRecord[]): Promise<CollectionRecord[]> {
    const shared = await marks(records);
    return records.map((record) => {
      const share = shared.get(record.id);
      return share === undefined ? record : { ...record, share };
    });
  }

  const invitations = createInvitationReader({ collections, settings, itemOf, occurrences, clock });
  const search = createEventSearch({ index: events, people, collections, settings, itemOf, now: () => clock.now() });

  let prepared = false;
  /** Once the first list is on the screen, the index is built: the first letter typed finds it ready. */
  function prepareContactSearch(): void {
    if (prepared) return;
    prepared = true;
    setTimeout(async () => contactSearch.prepare(await collections()).catch(() => {}), PREPARE_DELAY_MS);
  }

  return {
    async collections() {
      const all = (await collections()).map(recordToCollection);
      if (!all.some(({ source }) => isFetched(source))) return all;
      const states = await store.refreshStates();
      return all.map((each) => (states.has(each.id) ? { ...each, refresh: states.get(each.id) } : each));
    },
    ...shares,
    addressLost: async () => (await store.local(ADDRESS_LOST)) === '1',
    publicLinks: (collectionId) => readPublicLinks(store, collectionId),
    deletedCollections: async () => (await store.deletedCollections()).map(recordToDeleted),
    settings,
    async occurrences(query: OccurrenceQuery) {
      const [all, choice] = await Promise.all([collections(), settings()]);
      if (!query.tasks) return occurrences.read(query, all, choice);
      const [found, due] = await Promise.all([occurrences.read(query, all, choice), tasks.occurrences(query, all)]);
      return [...found, ...due].sort((a, b) => a.start - b.start || b.end - a.end);
    },
    tasks: async (query) => tasks.list(query, await collections(), clock.now()),
    async readTask(ref) {
      const item = await itemOf(ref);
      return item && readTaskDetail(ref, item);
    },
    reminders: async (query) => tasks.reminders(query, query.timeZone, await collections()),
    reminderState: () => store.local(REMINDERS),
    deviceName: () => store.deviceName(),
    dayCounts: async (query: OccurrenceQuery) => occurrences.count(query, await collections(), await settings()),
    async notShown(query: OccurrenceQuery) {
      const all = await collections();
      const { count, titles } = await occurrences.notShown(query, all);
      const cut: string[] = [];
      if (query.tasks) await tasks.occurrences(query, all, ({ title }) => cut.push(title));
      return { count: count + cut.length, titles: [...titles, ...cut].slice(0, TITLES_NAMED) };
    },
    async searchEvents(text, { timeZone, limit = SEARCH_LIMIT }) {
      const result: EventOccurrence[] = [];
      const { found } = await events.search(text, await collections());
      for (const { collectionId, uid } of found) {
        const item = await itemOf({ collectionId, uid });
        const found = item && searchedOccurrence(collectionId, item, timeZone, clock.now());
        const occurrence = found && markSearched(found, currentText(item), await settings());
        if (occurrence !== undefined) result.push(occurrence);
        if (result.length >= limit) break;
      }
      return result;
    },
    eventsWith: (addresses, options) =>
      eventsWith(
        {
          search: async (text) => (await events.search(text, await collections())).found,
          item: itemOf,
          now: () => clock.now(),
        },
        addresses,
        options,
      ),
    findEvents: (query) => search.find(query),
    async readEvent(ref: OccurrenceRef) {
      const item = await itemOf(ref);
      return item && readEventDetail(ref, item);
    },
    ...invitations,
    meetingTimes: (request) => readMeetingTimes({ store, collections, settings, occurrences, clock }, request),
    ...rooms,
    ...createSlotReader({ store, collections, settings, occurrences, clock }),
    async contactList(query) {
      const info = await contacts.info(query);
      if (info.count > 0) prepareContactSearch();
      return info;
    },
    contactRows: (query, from, to) => contacts.rows(query, from, to),
    contactIndex: (query, ref) => contacts.indexOf(query, ref),
    async readContact(ref) {
      const item = await itemOf(ref);
      if (item === undefined) return undefined;
      const fields = readContactFields(item.text, item.edits);
      return { ref, fields, groups: await contacts.groupsOf(ref), text: currentText(item) };
    },
    async contactPhoto(ref) {
      const item = await itemOf(ref);
      return item && inlinePhoto(item);
    },
    async readFile(uri) {
      const hash = hashOfFileUri(uri);
      const found = hash === undefined ? undefined : await store.blob(hash);
      return found && { bytes: found.bytes, mediaType: found.mediaType };
    },
    contactsByUri: async (uris) => rowsByUri(await contacts.all(), uris),
    contactGroups: () => contacts.groups(),
    duplicates: (query, callId) => duplicates.find(query, callId),
    duplicateGroups: (query, from, to) => duplicates.groups(query, from, to),
    certainDuplicates: (query) => duplicates.certain(query),
    duplicateRefs: (query, id) => duplicates.refsOf(query, id),
    duplicateHits: (importIds) => duplicates.hits(importIds),
    stopDuplicates: async (callId) => duplicates.stop(callId),
    contactGroupsOf: (refs) => contacts.countGroupsOf(refs),
    forget(change) {
      if (change.collections || change.sync) collectionsRead = undefined;
      if (change.settings) settingsRead = undefined;
      forgetTexts(change);
      forgetRooms(change);
      occurrences.forget(change);
      tasks.forget(change);
      events.forget(change);
      contactSearch.forget(change);
      contacts.forget(change);
      duplicates.forget(change);
    },
  };
}
