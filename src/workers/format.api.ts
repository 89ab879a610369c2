// The format worker reads and writes files. It may be ended at any time: what it has not handed over is lost, nothing else.

import type { ItipMessage } from '../domain/calendar/itip/message.js';
import type { SharedSlots } from '../domain/calendar/slots/share-slots.js';
import type { CalendarSource } from '../domain/collections/calendar-source.js';
import type { ImportPreview, ImportTarget, KnownPeople, Progress, TableOptions } from '../domain/items/import.js';
import type { ItemRef } from '../domain/items/item.js';
import type { Window } from '../domain/time/types.js';
import type { CommandAnswer } from './sync.api.js';

export type ContactSelection = { readonly collectionIds: readonly string[] } | { readonly refs: readonly ItemRef[] };

export interface FormatApi {
  /** Where items are handed to the sync worker. The port is transferred. */
  connectSync(port: MessagePort): void;
  /** Has everything ready for a file. */
  prepare(): Promise<void>;
  /**
   * Reads a file and keeps it under this id.
   *
   * @throws {AppError} `input/*` when nothing in it can be imported; `cancelled` after `cancel`.
   */
  preview(id: string, file: Blob, name: string): Promise<ImportPreview>;
  /**
   * Fetches what is at a calendar's source and keeps it under this id, like a file.
   *
   * @throws {AppError} `net/*`, `input/*`, `cancelled`
   */
  previewSource(id: string, source: CalendarSource, name: string): Promise<ImportPreview>;
  /** Looks at the source of a read-only calendar and writes what has changed. How it went is remembered with it. */
  refresh(collectionId: string, commandId: string): Promise<CommandAnswer>;
  /** Reads a table of a preview again, as the person says. */
  readTable(id: string, options: TableOptions): Promise<ImportPreview>;
  /** Rows below the headings of a preview's table; cells at most 200 characters. */
  tableRows(id: string, from: number, count: number): readonly (readonly string[])[];
  /** Items of a preview, as they are shown. */
  samples(id: string, from: number, count: number): ImportPreview['samples'];
  /**
   * How many contacts of a preview are probably in an address book. It takes turns with other calls and gives way to storing
   * the file: `undefined` when it is being stored, or gone, or no file of contacts.
   */
  knownPeople(id: string): Promise<KnownPeople | undefined>;
  /** Rows of a preview's table that could not be taken, as CSV. */
  failedRows(id: string): string;
  /** Holds the reading or handing over, or lets it go on. */
  pause(id: string, paused: boolean): void;
  /**
   * Hands a preview's items to the sync worker. The preview stays until it is discarded.
   * @param inSight - What the person looks at: of a long calendar, all else is drawn a moment later.
   */
  commit(id: string, target: ImportTarget, commandId: string, inSight: readonly Window[]): Promise<CommandAnswer>;
  /** Stops reading, or handing over that has not reached the sync worker. */
  cancel(id: string): void;
  discard(id: string): void;
  exportIcs(collectionIds: readonly string[]): Promise<string>;
  exportVcf(what: ContactSelection, version: '3.0' | '4.0'): Promise<string>;
  exportContactsCsv(what: ContactSelection): Promise<string>;
  /** A message as a file: text/calendar with its METHOD (RFC 6047 §2.4 says how mail carries it). */
  writeMessage(message: ItipMessage): Promise<string>;
  /** Free slots as a file for others. */
  writeSlots(shared: Omit<SharedSlots, 'uid' | 'now'>): Promise<string>;
  /** Zip of every calendar and address book, and the settings. Progress is posted under the id. @throws {AppError} `cancelled` */
  exportAll(id: string): Promise<Blob>;
}

/** Posted while something that takes long is under way. */
export interface ProgressMessage {
  readonly type: 'progress';
  readonly id: string;
  readonly progress: Progress;
}

export function isProgressMessage(data: unknown): data is ProgressMessage {
  return typeof data === 'object' && data !== null && (data as { type?: unknown }).type === 'progress';
}
