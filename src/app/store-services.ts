// What views may ask for: collections and what is stored of them.
import type { Collection, CollectionKind } from '../domain/collections/collection.js';
import type { DeletedCollection, Difference, HistoryPage, PropertyChange } from '../domain/history/history.js';
import type { ImportPreview, ImportTarget, KnownPeople, Progress, TableOptions } from '../domain/items/import.js';
import type { ItemRef } from '../domain/items/item.js';
import type { Settings, SettingsChange } from '../domain/settings/settings.js';
import type { Summary } from '../domain/summary/summary.js';
import type { Watchable } from '../domain/watchable.js';
import type { Done } from './done.js';

/** What a person may change of a collection. */
export type CollectionChange = Partial<
  Pick<Collection, 'name' | 'hue' | 'description' | 'order' | 'visible' | 'source'>
> & {
  /** Reminders of new events; `null` for those of the settings. */
  readonly alarms?: readonly number[] | null;
};

export interface CollectionService {
  watch(kind: CollectionKind): Watchable<readonly Collection[]>;
  create(
    kind: CollectionKind,
    name: string,
    hue: number,
    more?: Pick<Partial<Collection>, 'description' | 'source' | 'alarms'>,
  ): Promise<Collection>;
  update(id: string, change: CollectionChange): Promise<void>;
  /** Several together; undo gives each what it had. */
  updateAll(changes: readonly { readonly id: string; readonly change: CollectionChange }[]): Promise<Done>;
  /** With everything in it; undo brings all of it back. */
  remove(id: string): Promise<Done>;
}

export interface ImportReport extends Done {
  readonly collectionId: string;
  readonly added: number;
  readonly replaced: number;
  readonly skipped: number;
  /** By this what came with it is found again. */
  readonly importId: string;
}

/** How long work is followed, and stopped. */
export interface WorkOptions {
  readonly signal?: AbortSignal;
  onProgress?(progress: Progress): void;
  /**
   * Asked when it has failed: what does it again. Then the failure stays among what goes on in the app until the person has
   * done something about it. `undefined` while whoever asked for it shows it (docs/rules/activity.md, AC4).
   */
  again?(): (() => void) | undefined;
}

export interface ImportService {
  /** A file may come in a moment: what reads it gets ready. */
  prepare(): void;
  /** Reads the file in a worker. Rejects with AppError `input/*`, or `cancelled` when the signal fires. */
  preview(
    file: Blob & { readonly name?: string },
    options?: WorkOptions & {
      /** The preview's id, by which reading can be held. */
      onBegin?(previewId: string): void;
    },
  ): Promise<ImportPreview>;
  /** Reads a table (CSV) again as the person says: its separator, its headings, what its columns hold. */
  readTable(previewId: string, table: TableOptions, options?: WorkOptions): Promise<ImportPreview>;
  /** Rows of a table below its headings. */
  tableRows(previewId: string, from: number, count: number): Promise<readonly (readonly string[])[]>;
  /** Items of a file, to look through. */
  samples(previewId: string, from: number, count: number): Promise<ImportPreview['samples']>;
  /** How many contacts of a file are probably in an address book; `undefined` when the file is gone or being stored. */
  knownPeople(previewId: string): Promise<KnownPeople | undefined>;
  /** CSV of the rows that could not be taken. */
  failedRows(previewId: string): Promise<string>;
  /** Holds the reading or storing of a file, or lets it go on. */
  pause(previewId: string, paused: boolean): void;
  /** All or nothing. Rejects with `store/quota` when the disk is full, `cancelled` when the signal fires in time. */
  commit(previewId: string, target: ImportTarget, options?: WorkOptions): Promise<ImportReport>;
  /** Forgets a preview that is not wanted. */
  discard(previewId: string): void;
}

export interface RestoreRequest {
  readonly collectionId: string;
  /** Epoch ms: how the items were then. */
  readonly time: number;
  /** Those that differ, by uid; `all` with a target is everything that was there, changed since or not. */
  readonly uids: readonly string[] | 'all';
  /** Another collection, where nothing is deleted. Where they were when absent. */
  readonly target?: string;
}

/** What was, and how to have it again. Reading it never holds up a command for long. */
export interface HistoryService {
  /** What of a collection is not as it was. Rejects with `cancelled` when the signal fires. */
  differences(collectionId: string, time: number, options?: WorkOptions): Promise<readonly Difference[]>;
  /** One item then and now, property by property. */
  changes(ref: ItemRef, time: number): Promise<readonly PropertyChange[]>;
  /** A new change, and one undo for all of it. When it is cancelled or fails, what was done is taken back. */
  restore(request: RestoreRequest, options?: WorkOptions): Promise<Done>;
  /** Who changed an item when and how, the newest first. @param skip - Entries of pages before. */
  ofItem(ref: ItemRef, skip?: number): Promise<HistoryPage>;
  /** The item as an entry of its history left it. */
  restoreVersion(ref: ItemRef, entryId: string): Promise<Done>;
  watchDeleted(kind: CollectionKind): Watchable<readonly DeletedCollection[]>;
  bringBack(collectionId: string): Promise<Done>;
  /** What this device is called in histories; '' while it has no name. */
  watchDeviceName(): Watchable<string>;
  nameDevice(name: string): Promise<Done>;
}

export interface SettingsService {
  watch(): Watchable<Settings>;
  update(change: SettingsChange): Promise<void>;
  /** Makes a daily summary, or changes the one of this id. */
  putSummary(summary: Summary): Promise<Done>;
  removeSummary(id: string): Promise<Done>;
}

export interface StorageInfo {
  /** Bytes. */
  readonly usage: number;
  readonly quota: number;
  readonly persisted: boolean;
}

export interface StorageService {
  info(): Promise<StorageInfo>;
  /** Asks the browser not to evict our data; its answer. */
  persist(): Promise<boolean>;
  /** Zip of every calendar as .ics, every book as .vcf, settings as .json. Rejects with `cancelled` when the signal fires. */
  exportAll(options?: WorkOptions): Promise<Blob>;
  /** Drops all rows and projects them anew from the documents. */
  rebuild(): Promise<void>;
}

/** Files that hang on events, kept once each by what is in them. */
export interface FileService {
  /**
   * Keeps a file on this device.
   *
   * @param file - At most `MAX_FILE_BYTES`.
   * @returns Its name by content, `ni:///sha-256;…` (RFC 6920): what an ATTACH says.
   */
  put(file: Blob): Promise<string>;
  /** `undefined` when it is not on this device. */
  read(uri: string): Promise<Blob | undefined>;
}
