// What the sync worker does. It is the only writer; commands reach the one that holds the profile's lock from any tab.
import type { OutgoingMessage } from '../domain/calendar/itip/outgoing.js';
import type { Collection } from '../domain/collections/collection.js';
import type { ImportCounts } from '../store/import-batch.js';
import type { StoreChange } from '../store/store-change.js';
import type { CollectionCommand } from './collection-commands.api.js';
import type { ContactCommand } from './contact-commands.api.js';
import type { EventCommand } from './event-commands.api.js';
import type { Answer, Question } from './history.api.js';
import type { ItemCommand } from './item-commands.api.js';
import type { LockAnswer, LockRequest } from './lock.api.js';
import type { NetAnswer, NetRequest } from './net.api.js';
import type { RoomCommand } from './room-commands.api.js';
import type { TaskCommand } from './task-commands.api.js';

/** Everything that writes. Plain data; carried out once per command id, also when it is sent again. */
export type Command = CollectionCommand | ContactCommand | EventCommand | ItemCommand | RoomCommand | TaskCommand;

/** What a command answers once it is durable on this device. */
export interface CommandAnswer {
  /** For readers, before they look for what the command did. */
  readonly change: StoreChange;
  /** Under which all tabs are told of the change; absent when they are not. */
  readonly told?: string;
  /** Takes the command back. Absent where there is nothing to take back. */
  readonly inverse?: Command;
  /** The item or collection made. */
  readonly uid?: string;
  readonly collection?: Collection;
  readonly counts?: ImportCounts;
  /** Of a kept file. */
  readonly fileUri?: string;
  /** Of `keepReminders`: whether it was kept. */
  readonly kept?: boolean;
  /** How many contacts were copied, moved, put into groups or deleted with their group; how many merges were made. */
  readonly changed?: number;
  /** What others should be told of it (RFC 5546). */
  readonly messages?: readonly OutgoingMessage[];
}

export interface SyncApi {
  /** @throws {AppError} `store/*`. Sent again with the same id after a crash, it is carried out once. */
  run(commandId: string, command: Command): Promise<CommandAnswer>;
  /** @throws {AppError} `store/*` */
  ask(question: Question): Promise<Answer>;
  /** @throws {AppError} `sync/*`, `store/*` */
  perform(request: NetRequest): Promise<NetAnswer>;
  /** About the app's lock: answered by this tab, whichever writes. @throws {AppError} `sync/code`, `store/*` */
  lock(request: LockRequest): Promise<LockAnswer>;
  /** Where the format worker hands over what it has read. The port is transferred. */
  connectFormat(port: MessagePort): void;
}
