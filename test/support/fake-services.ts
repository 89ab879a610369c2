// Services that keep everything in memory, for component tests. Each part may be replaced: createFakeServices({ imports: … }).
import type { BookGroups, CollectionChange, ImportPreview, InvitationView, Services } from '../../src/app/services.js';
import { type EventFields, emptyEventFields as emptyFields } from '../../src/domain/calendar/event-fields.js';
import { createDayCounter } from '../../src/domain/calendar/layout/day-counts.js';
import type { EventOccurrence, OccurrenceRef } from '../../src/domain/calendar/occurrence.js';
import type { Collection } from '../../src/domain/collections/collection.js';
import type { ContactFields } from '../../src/domain/contacts/contact-fields.js';
import type { ContactRow } from '../../src/domain/contacts/contact-row.js';
import { rowsByUri } from '../../src/domain/contacts/contact-uri.js';
import { createContactText } from '../../src/domain/contacts/create-contact-text.js';
import { AppError } from '../../src/domain/errors.js';
import type { ImportTable } from '../../src/domain/items/import.js';
import type { ItemRef } from '../../src/domain/items/item.js';
import type { Reminder } from '../../src/domain/reminders/reminder.js';
import { defaultSettings, type Settings } from '../../src/domain/settings/settings.js';
import type { TaskEntry } from '../../src/domain/tasks/task-entry.js';
import type { TaskFields } from '../../src/domain/tasks/task-fields.js';
import type { EpochMs, LocalMs } from '../../src/domain/time/types.js';
import { epochToLocal } from '../../src/domain/time/zone.js';
import type { Watchable } from '../../src/domain/watchable.js';
import { type Cell, createCell } from './cell.js';
import { createFakeAccount } from './fake-account.js';
import { createFakeActivity } from './fake-activity.js';
import { createFakeAddresses } from './fake-addresses.js';
import { createFakeAssistant } from './fake-assistant.js';
import { createFakeDuplicates } from './fake-duplicates.js';
import { createFakeHistory } from './fake-history.js';
import { createFakeLock } from './fake-lock.js';
import { createFakeMail } from './fake-mail.js';
import { createFakeMailRules } from './fake-mail-rules.js';
import { createFakeMailServers } from './fake-mail-servers.js';
import { createFakePublicLinks } from './fake-public-links.js';
import { createFakeRooms } from './fake-rooms.js';
import { createFakeSharing } from './fake-sharing.js';
import { createFakeSlots } from './fake-slots.js';
import { createFakeSync } from './fake-sync.js';

/** A watchable made from another by a pure function. */
export function mapWatchable<T, U>(source: Watchable<T>, map: (value: T) => U): Watchable<U> {
  return {
    subscribe: (observer) =>
      source.subscribe({ next: (value) => observer.next(map(value)), error: (e) => observer.error(e) }),
  };
}

export interface FakeEvent {
  readonly occurrence: EventOccurrence;
  readonly fields: EventFields;
}
export interface FakeTask {
  readonly entry: TaskEntry;
  readonly fields: TaskFields;
}
export interface FakeContact {
  readonly row: ContactRow;
  readonly fields: ContactFields;
}

/** What the fakes hold; tests set the cells and read the calls. */
export interface FakeState {
  readonly collections: Cell<readonly Collection[]>;
  readonly events: Cell<readonly FakeEvent[]>;
  readonly contacts: Cell<readonly FakeContact[]>;
  readonly tasks: Cell<readonly FakeTask[]>;
  readonly reminders: Cell<readonly Reminder[]>;
  readonly settings: Cell<Settings>;
  /** Name and arguments of each command, in order; `undo` when a command was taken back. */
  readonly calls: (readonly [name: string, ...args: readonly unknown[]])[];
}

export type FakeServices = Services & { readonly state: FakeState };

export const workCalendar: Collection = {
  id: 'work',
  kind: 'calendar',
  name: 'Work',
  hue: 265,
  description: '',
  order: 0,
  visible: true,
  itemCount: 0,
};
export const familyCalendar: Collection = { ...workCalendar, id: 'family', name: 'Family', hue: 150, order: 1 };
export const personalBook: Collection = { ...workCalendar, id: 'personal', kind: 'addressbook', name: 'Personal' };

export const emptyEventFields: EventFields = {
  ...emptyFields,
  end: 3_600_000 as LocalMs,
  zone: 'Europe/Zurich',
};

/** A preview of two events, as a dropped file would give it. */
export const examplePreview: ImportPreview = {
  id: 'preview-1',
  fileName: 'team.ics',
  kind: 'calendar',
  suggestedName: 'Team',
  counts: { events: 2, series: 1, tasks: 0, journals: 0, contacts: 0 },
  problems: [],
  problemCount: 0,
  samples: [
    { title: 'Stand-up', detail: 'every weekday' },
    { title: 'Lunch', detail: 'Léman' },
  ],
  messages: [],
  duplicates: {},
};

export function createFakeState(): FakeState {
  return {
    collections: createCell<readonly Collection[]>([workCalendar, familyCalendar, personalBook]),
    events: createCell<readonly FakeEvent[]>([]),
    contacts: createCell<readonly FakeContact[]>([]),
    tasks: createCell<readonly FakeTask[]>([]),
    reminders: createCell<readonly Reminder[]>([]),
    settings: createCell<Settings>({ ...defaultSettings, locale: 'en-GB', timeZone: 'Europe/Zurich', theme: 'light' }),
    calls: [],
  };
}

/** Services over a fresh in-memory state. */
export function createFakeServices(overrides: Partial<Services> = {}, state = createFakeState()): FakeServices {
  const log = (name: string, ...args: readonly unknown[]) => {
    state.calls.push([name, ...args]);
    return { undo: async () => void state.calls.push(['undo', name]) };
  };
  return {
    state,
    account: createFakeAccount(log),
    activity: createFakeActivity(log),
    addresses: createFakeAddresses(log),
    assistant: createFakeAssistant(log),
    backup: {
      make: async (passphrase) => {
        log('backup.make', passphrase);
        return new Blob(['backup']);
      },
      check: async (_, passphrase) => {
        log('backup.check', passphrase);
        if (passphrase.includes('wrong')) throw new AppError('backup/refused', 'no', { why: 'passphrase' });
        return { made: 0 as EpochMs, calendars: 2, addressBooks: 1, items: 40, emails: 7, files: 3 };
      },
      restore: async (_, passphrase) => void log('backup.restore', passphrase),
    },
    collections: createFakeCollections(state, log),
    dayPicture: { version: 0, keep: (picture) => log('dayPicture.keep', picture), onGone: () => () => {} },
    subscriptions: createFakeSubscriptions(state, log),
    calendar: createFakeCalendar(state, log),
    tasks: createFakeTasks(state, log),
    reminders: createFakeReminders(state),
    invitations: createFakeInvitations(log),
    meetings: { find: async () => ({ availability: [], slots: [] }) },
    slots: createFakeSlots(log),
    rooms: createFakeRooms(log),
    contacts: createFakeContacts(state, log),
    duplicates: createFakeDuplicates(state, log),
    sharing: createFakeSharing(log),
    sync: createFakeSync(log),
    imports: createFakeImports(log),
    history: createFakeHistory(log),
    lock: createFakeLock(log),
    settings: {
      watch: () => state.settings,
      update: async (change) => {
        log('settings.update', change);
        state.settings.set({ ...state.settings.get(), ...change });
      },
      ...createFakeSummaries(state, log),
    },
    storage: {
      info: async () => ({ usage: 12_000_000, quota: 2_000_000_000, persisted: false }),
      persist: async () => {
        log('storage.persist');
        return true;
      },
      exportAll: async () => new Blob(['PK'], { type: 'application/zip' }),
      rebuild: async () => void log('storage.rebuild'),
    },
    files: createFakeFiles(log),
    publicLinks: createFakePublicLinks(log),
    mail: createFakeMail(log),
    mailServers: createFakeMailServers(log),
    mailRules: createFakeMailRules(log),
    ...overrides,
  };
}

function createFakeSummaries({ settings }: FakeState, log: Log): Omit<Services['settings'], 'watch' | 'update'> {
  const put = (summaries: Settings['summaries']) => settings.set({ ...settings.get(), summaries });
  return {
    putSummary: async (summary) => {
      const before = settings.get().summaries;
      const done = log('settings.putSummary', summary);
      put([...before.filter(({ id }) => id !== summary.id), summary]);
      return { undo: () => done.undo().then(() => put(before)) };
    },
    removeSummary: async (id) => {
      const before = settings.get().summaries;
      const done = log('settings.removeSummary', id);
      put(before.filter((one) => one.id !== id));
      return { undo: () => done.undo().then(() => put(before)) };
    },
  };
}

/** Keeps files under numbers instead of their content's name. */
function createFakeFiles(log: Log): Services['files'] {
  const files: Blob[] = [];
  return {
    async put(file) {
      log('files.put', file.size);
      files.push(file);
      return `ni:///sha-256;${String(files.length).padStart(43, 'A')}`;
    },
    read: async (uri) => files[Number(/(\d+)$/.exec(uri)?.[1] ?? 0) - 1],
  };
}

function applied(collection: Collection, { alarms, ...change }: CollectionChange): Collection {
  const { alarms: before, ...rest } = collection;
  const reminders = alarms === undefined ? before : (alarms ?? undefined);
  return { ...rest, ...change, ...(reminders && { alarms: reminders }) };
}

/** Holidays of two countries, and an address that has a calendar unless it says `broken`. */
function createFakeSubscriptions({ collections }: FakeState, log: Log): Services['subscriptions'] {
  return {
    preview: async (source) => {
      log('subscriptions.preview', source);
      if (source.kind === 'subscription' && source.url.includes('broken'))
        throw new AppError('net/forbidden', 'not for other sites', { host: new URL(source.url).host });
      return examplePreview;
    },
    subscribe: async (previewId, calendar) => {
      const done = log('subscriptions.subscribe', previewId, calendar);
      collections.set([...collections.get(), { ...workCalendar, id: 'subscribed', order: 9, ...calendar }]);
      return { ...done, importId: 'subscribed', collectionId: 'subscribed', added: 3, replaced: 0, skipped: 0 };
    },
    refresh: async (id) => void log('subscriptions.refresh', id),
    start: async () => () => {},
    holidayIndex: async () => ({
      from: 2025,
      to: 2034,
      countries: [
        ['AT', 'de', []],
        ['CH', 'de', [['VD', 'Canton de Vaud']]],
      ],
    }),
  };
}

type Log = (name: string, ...args: readonly unknown[]) => { undo(): Promise<void> };

function createFakeCollections({ collections }: FakeState, log: Log): Services['collections'] {
  return {
    watch: (kind) => mapWatchable(collections, (all) => all.filter((c) => c.kind === kind)),
    create: async (kind, name, hue, more) => {
      log('collections.create', kind, name, hue, ...(more === undefined ? [] : [more]));
      const order = collections.get().length;
      const collection = { ...workCalendar, id: `collection-${order + 1}`, kind, name, hue, order, ...more };
      collections.set([...collections.get(), collection]);
      return collection;
    },
    update: async (id, change) => {
      log('collections.update', id, change);
      collections.set(collections.get().map((c) => (c.id === id ? applied(c, change) : c)));
    },
    updateAll: async (changes) => {
      const before = collections.get();
      const done = log('collections.updateAll', changes);
      const byId = new Map(changes.map(({ id, change }) => [id, change]));
      const after = before.map((c) => applied(c, byId.get(c.id) ?? {}));
      collections.set(after.sort((a, b) => a.order - b.order));
      return { undo: () => done.undo().then(() => collections.set(before)) };
    },
    remove: async (id) => {
      const before = collections.get();
      const done = log('collections.remove', id);
      collections.set(before.filter((c) => c.id !== id));
      return { undo: () => done.undo().then(() => collections.set(before)) };
    },
  };
}

/** An invitation that is as the tests give it; answers are only logged. */
export const exampleInvitation: InvitationView = {
  kind: 'invitation',
  uid: 'u1',
  method: 'REQUEST',
  verdict: 'apply',
  changes: true,
  concerns: [],
  answers: [],
  occurrences: [''],
  title: 'Review',
  recurring: false,
  isTask: false,
  comment: '',
  me: 'mailto:me@example.org',
  myStatus: 'NEEDS-ACTION',
  organizer: { address: 'mailto:anna@example.org', name: 'Anna' },
  after: { ...emptyEventFields, title: 'Review', location: 'Room 1' },
  next: { start: 0, end: 3_600_000 },
  conflicts: [],
};

function createFakeInvitations(log: Log): Services['invitations'] {
  return {
    read: async (message) => ({ ...exampleInvitation, uid: message.uid, method: message.method }),
    receive: async (message, decision) => ({ ...log('invitations.receive', message.uid, decision), messages: [] }),
    answer: async (ref, answer) => ({ ...log('invitations.answer', ref, answer), messages: [] }),
    propose: async (request) => void log('invitations.propose', request),
    answerTo: async (message, comment) => void log('invitations.answerTo', message.method, comment),
    requestOf: async () => [],
    write: async ({ text }) => text,
  };
}

const sameEvent = (occurrence: EventOccurrence, ref: OccurrenceRef) =>
  occurrence.collectionId === ref.collectionId &&
  occurrence.uid === ref.uid &&
  (ref.recurrenceId === undefined || occurrence.recurrenceId === ref.recurrenceId);

function createFakeCalendar({ events }: FakeState, log: Log): Services['calendar'] {
  return {
    watchOccurrences: ({ from, to, collectionIds }) =>
      mapWatchable(events, (all) =>
        all
          .map((e) => e.occurrence)
          .filter((o) => o.start < to && o.end > from && (collectionIds?.includes(o.collectionId) ?? true))
          .sort((a, b) => a.start - b.start || b.end - a.end),
      ),
    watchNotShown: () => mapWatchable(events, () => ({ count: 0, titles: [] })),
    watchDayCounts: ({ from, to, timeZone }) =>
      mapWatchable(events, (all) => {
        const counter = createDayCounter({ from, to }, (instant) => epochToLocal(timeZone, instant));
        for (const { occurrence } of all) counter.add(occurrence);
        return counter.counts;
      }),
    search: async (text, { limit = 20 }) =>
      events
        .get()
        .map((e) => e.occurrence)
        .filter((o) => o.title.toLowerCase().includes(text.toLowerCase()))
        .slice(0, limit),
    watchEventsWith: (addresses, { limit = 20 }) =>
      mapWatchable(events, (all) =>
        all
          .filter(({ fields }) =>
            fields.attendees.some(({ address }) => addresses.includes(address.replace(/^mailto:/, ''))),
          )
          .map((e) => e.occurrence)
          .slice(0, limit),
      ),
    find: async ({ text, person = '', limit, collectionIds, from, to }) => {
      const hits = events
        .get()
        .filter(({ occurrence: o }) => o.title.toLowerCase().includes(text.toLowerCase()))
        .filter(({ occurrence: o }) => collectionIds?.includes(o.collectionId) ?? true)
        .filter(({ occurrence: o }) => o.end > (from ?? -Infinity) && o.start < (to ?? Infinity))
        .filter(({ fields }) => person === '' || fields.attendees.some(({ name }) => name.includes(person)))
        .map(({ occurrence, fields }) => ({
          occurrence,
          excerpt: fields.description,
          people: fields.attendees.map(({ name, address }) => ({ name, address: address.replace('mailto:', '') })),
        }));
      return { hits: hits.slice(0, limit), terms: [], more: hits.length > limit };
    },
    read: async (ref) => {
      const found = events.get().find((e) => sameEvent(e.occurrence, ref));
      return (
        found && {
          ref,
          fields: found.fields,
          recurring: found.occurrence.recurring,
          overridden: false,
          odd: [],
          text: '',
        }
      );
    },
    create: async (collectionId, fields) => ({
      ...log('calendar.create', collectionId, fields),
      ref: { collectionId, uid: 'new' },
    }),
    update: async (ref, fields, scope, collectionId) => log('calendar.update', ref, fields, scope, collectionId),
    move: async (ref, times, scope) => log('calendar.move', ref, times, scope),
    copy: async (ref, times, scope, collectionId) => ({
      ...log('calendar.copy', ref, times, scope, collectionId),
      ref: { collectionId, uid: 'copy' },
    }),
    remove: async (ref, scope) => {
      const before = events.get();
      const done = log('calendar.remove', ref, scope);
      events.set(before.filter((e) => !sameEvent(e.occurrence, ref)));
      return { undo: () => done.undo().then(() => events.set(before)) };
    },
    exportIcs: async (ids) => {
      log('calendar.exportIcs', ids);
      return 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n';
    },
  };
}

function createFakeTasks({ tasks }: FakeState, log: Log): Services['tasks'] {
  const isRef = ({ collectionId, uid, recurrenceId }: TaskEntry, ref: OccurrenceRef) =>
    collectionId === ref.collectionId && uid === ref.uid && recurrenceId === ref.recurrenceId;
  const isAny = (entry: TaskEntry, refs: readonly OccurrenceRef[]) => refs.some((ref) => isRef(entry, ref));
  /** Takes the list back, too. */
  const changing = (name: string, args: readonly unknown[], next: readonly FakeTask[]) => {
    const before = tasks.get();
    const done = log(name, ...args);
    tasks.set(next);
    return { undo: () => done.undo().then(() => tasks.set(before)) };
  };
  return {
    watch: ({ collectionIds }) =>
      mapWatchable(tasks, (all) =>
        all.map(({ entry }) => entry).filter((entry) => collectionIds?.includes(entry.collectionId) ?? true),
      ),
    read: async (ref) => {
      const found = tasks.get().find(({ entry }) => isRef(entry, ref));
      return found && { ref, fields: found.fields, recurring: found.entry.recurring, text: '' };
    },
    create: async (collectionId, fields, parts) => ({
      ...log('tasks.create', collectionId, fields, parts),
      ref: { collectionId, uid: 'new' },
    }),
    update: async (ref, fields, scope, options) => log('tasks.update', ref, fields, scope, options),
    arrange: async (places) => {
      const placeOf = ({ collectionId, uid }: TaskEntry) =>
        places.find((place) => place.collectionId === collectionId && place.uid === uid);
      const next = tasks.get().map((task) => {
        const { parent = task.entry.parent, sort = task.entry.sort } = placeOf(task.entry) ?? {};
        return {
          ...task,
          entry: { ...task.entry, ...(parent !== undefined && { parent }), ...(sort !== undefined && { sort }) },
        };
      });
      return changing('tasks.arrange', [places], next);
    },
    complete: async (refs, done) => {
      const state = done
        ? ({ status: 'COMPLETED', percent: 100 } as const)
        : ({ status: 'NEEDS-ACTION', percent: 0 } as const);
      const next = tasks
        .get()
        .map((task) => (isAny(task.entry, refs) ? { ...task, entry: { ...task.entry, ...state } } : task));
      return changing('tasks.complete', [refs, done], next);
    },
    move: async (ref, times, scope) => log('tasks.move', ref, times, scope),
    remove: async (refs, scope) =>
      changing(
        'tasks.remove',
        [refs, scope],
        tasks.get().filter(({ entry }) => !isAny(entry, refs)),
      ),
  };
}

function createFakeReminders({ reminders }: FakeState): Services['reminders'] {
  let kept: string | undefined;
  return {
    watch: ({ from, to }) => mapWatchable(reminders, (all) => all.filter(({ at }) => at >= from && at < to)),
    readState: async () => kept,
    keepState: async (before, state) => {
      if (before !== kept) return false;
      kept = state;
      return true;
    },
  };
}

function groupsIn(contacts: readonly FakeContact[]): readonly BookGroups[] {
  return [...new Set(contacts.map(({ row }) => row.collectionId))].map((collectionId) => {
    const own = contacts.filter(({ row }) => row.collectionId === collectionId);
    const names = [...new Set(own.flatMap(({ fields }) => fields.categories))];
    const countOf = (name: string) => own.filter(({ fields }) => fields.categories.includes(name)).length;
    const ungrouped = own.filter(({ fields }) => fields.categories.length === 0).length;
    return {
      collectionId,
      count: own.length,
      ungrouped,
      groups: names.map((name) => ({ name, count: countOf(name) })),
    };
  });
}

function createFakeContacts({ contacts }: FakeState, log: Log): Services['contacts'] {
  const matching = (query: Parameters<Services['contacts']['watchList']>[0]) =>
    contacts
      .get()
      .map((c) => c.row)
      .filter((row) => query.collectionIds?.includes(row.collectionId) ?? true)
      .filter((row) => !query.favourites || row.favourite)
      .filter(
        ({ groups = [] }) =>
          query.group === undefined || (query.group === '' ? groups.length === 0 : groups.includes(query.group)),
      )
      .filter((row) => !query.text || row.name.toLowerCase().includes(query.text.toLowerCase()));
  const isRef = (row: ContactRow, ref: ItemRef) => row.uid === ref.uid && row.collectionId === ref.collectionId;
  let version = 0;
  return {
    photo: async ({ photo = '' }) => (photo.startsWith('ni:') ? undefined : (await fetch(photo)).blob()),
    watchList: (query) =>
      mapWatchable(contacts, () => {
        const rows = matching(query);
        const letters = new Map<string, number>();
        rows.forEach((row, index) => {
          const letter = row.name.slice(0, 1).toUpperCase();
          if (!letters.has(letter)) letters.set(letter, index);
        });
        version += 1;
        const list = query.text ? [] : [...letters].map(([letter, index]) => ({ letter, index }));
        return { count: rows.length, letters: list, version };
      }),
    rows: async (query, from, to) => matching(query).slice(from, to),
    indexOf: async (query, ref) => matching(query).findIndex((row) => isRef(row, ref)),
    read: async (ref) => {
      const found = contacts.get().find((c) => isRef(c.row, ref));
      if (found === undefined) return undefined;
      const { fields } = found;
      return { ref, fields, groups: fields.categories, text: createContactText(fields, { uid: ref.uid }) };
    },
    byUri: async (uris) =>
      rowsByUri(
        contacts.get().map(({ row }) => row),
        uris,
      ),
    watchGroups: () => mapWatchable(contacts, groupsIn),
    groupsOf: async (refs) => {
      const counts: Record<string, number> = {};
      for (const { row, fields } of contacts.get())
        if (refs.some((ref) => isRef(row, ref)))
          for (const name of fields.categories) counts[name] = (counts[name] ?? 0) + 1;
      return counts;
    },
    changeGroups: async (refs, change) => log('contacts.changeGroups', refs, change),
    createGroup: async (collectionId, name) => log('contacts.createGroup', collectionId, name),
    renameGroup: async (collectionId, name, newName) => log('contacts.renameGroup', collectionId, name, newName),
    removeGroup: async (collectionId, name, options) => log('contacts.removeGroup', collectionId, name, options),
    copy: async (refs, target) => ({ ...log('contacts.copy', refs, target), changed: refs.length }),
    create: async (collectionId, fields) => ({
      ...log('contacts.create', collectionId, fields),
      ref: { collectionId, uid: 'new' },
    }),
    update: async (ref, fields, collectionId) => log('contacts.update', ref, fields, collectionId),
    setFavourite: async (ref, favourite) => log('contacts.setFavourite', ref, favourite),
    remove: async (refs) => {
      const before = contacts.get();
      const done = log('contacts.remove', refs);
      contacts.set(before.filter((c) => !refs.some((ref) => isRef(c.row, ref))));
      return { undo: () => done.undo().then(() => contacts.set(before)) };
    },
    exportCsv: async (what) => {
      log('contacts.exportCsv', what);
      return 'Name\r\nA\r\n';
    },
    exportVcf: async (what, version) => {
      log('contacts.exportVcf', what, version);
      return 'BEGIN:VCARD\r\nVERSION:4.0\r\nEND:VCARD\r\n';
    },
  };
}

/** Of a file `….csv`. */
export const exampleTable: ImportTable = {
  separator: ';',
  charset: 'windows-1252',
  header: true,
  startLine: 1,
  columns: ['Name', 'Mail', 'Shoe size'],
  mapping: ['formattedName', 'email', ''],
  rowCount: 25,
  failedCount: 2,
};

function createFakeImports(log: Log): Services['imports'] {
  return {
    prepare: () => void log('imports.prepare'),
    preview: async (file) => {
      const fileName = file.name ?? '';
      if (!/\.(ics|vcf|csv)$/i.test(fileName))
        throw new AppError('input/wrong-kind', 'not a calendar or contact file', { file: fileName, line: 1 });
      log('imports.preview', fileName);
      const contacts = /\.(vcf|csv)$/i.test(fileName);
      const counts = contacts ? { events: 0, series: 0, tasks: 0, journals: 0, contacts: 3 } : examplePreview.counts;
      const table = /\.csv$/i.test(fileName) ? { table: exampleTable } : {};
      return {
        ...examplePreview,
        id: fileName,
        fileName,
        kind: contacts ? 'addressbook' : 'calendar',
        counts,
        ...table,
      };
    },
    readTable: async (previewId, options) => {
      log('imports.readTable', previewId, options);
      const counts = { events: 0, series: 0, tasks: 0, journals: 0, contacts: 3 };
      const table = { ...exampleTable, ...options };
      return { ...examplePreview, id: previewId, fileName: previewId, kind: 'addressbook', counts, table };
    },
    tableRows: async (_previewId, from, count) =>
      Array.from({ length: Math.min(count, exampleTable.rowCount - from) }, (_, n) => [
        `Anna ${from + n}`,
        `a${n}@b.ch`,
        '9',
      ]),
    samples: async (_previewId, from, count) =>
      Array.from({ length: count }, (_, n) => ({ title: `Item ${from + n + 1}`, detail: '' })),
    knownPeople: async () => ({ count: 0, sameUid: {} }),
    failedRows: async () => 'Name\r\nbad\r\n',
    pause: (previewId, paused) => void log('imports.pause', previewId, paused),
    commit: async (previewId, target, options) => {
      options?.onProgress?.({ fraction: 1, done: 2, total: 2 });
      const done = log('imports.commit', previewId, target);
      const collectionId = 'id' in target.collection ? target.collection.id : 'new';
      return { ...done, importId: previewId, collectionId, added: 2, replaced: 0, skipped: 0 };
    },
    discard: (previewId) => void log('imports.discard', previewId),
  };
}
