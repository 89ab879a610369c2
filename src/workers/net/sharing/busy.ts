// Keeps calendars in step that show others only when the person is busy: times, repetition, and nothing else.
import { publicText } from '../../../domain/calendar/publishing/public-text.js';
import { SETTINGS_ID, SHARDS, shardOf } from '../../../domain/collections/document-id.js';
import { AppError } from '../../../domain/errors.js';
import type { Invitee, SentInvite } from '../../../domain/sharing/sharing.js';
import {
  type BusyCopy,
  busyCopyToText,
  busySetting,
  readBusyCopies,
  readBusyCopy,
} from '../../../store/busy-copies.js';
import { collectionToKeys } from '../../../store/collection-record.js';
import type { AppDatabase } from '../../../store/database.js';
import { createRowStore } from '../../../store/row-store.js';
import { findItem, isCounted, itemAt, type StoredItem } from '../../../store/shard-items.js';
import type { StoreChange } from '../../../store/store-change.js';
import { base64UrlToBytes, bytesToBase64Url, publicUid } from '../../../sync/client/publish.js';
import { bytesToHex } from '../../../sync/protocol/bytes.js';
import type { Random } from '../../../sync/protocol/seal.js';
import { nextTurn } from '../../next-turn.js';
import { currentText } from '../../project-stored.js';
import { logOf } from '../../shares.js';
import type { Command } from '../../sync.api.js';

export interface BusyOptions {
  readonly db: AppDatabase;
  readonly random: Random;
  run(command: Command): Promise<unknown>;
  /** Resolves when what was made here is at the relay. */
  settle(): Promise<void>;
  invite(collectionId: string, who: Invitee): Promise<SentInvite>;
}

export interface BusyCopies {
  /** Something in the store is otherwise. Never rejects. */
  noteChange(change: StoreChange): Promise<void>;
  /** What was changed while nobody looked. Never rejects. */
  begin(): Promise<void>;
  inviteBusy(ask: {
    readonly collectionId: string;
    readonly name: string;
    readonly word: string;
    readonly who: Invitee;
  }): Promise<SentInvite>;
}

/** Items looked at before others get their turn. */
const AT_ONCE = 200;

export function createBusyCopies({ db, random, run, settle, invite }: BusyOptions): BusyCopies {
  const store = createRowStore(db);
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = turn.then(work, work);
    turn = next.catch(() => {});
    return next;
  };

  async function itemsOf(
    id: string,
    shards: number,
    uids: readonly string[] | undefined,
  ): Promise<[string, StoredItem | undefined][]> {
    if (uids !== undefined)
      return Promise.all(
        uids.map(
          async (uid) =>
            [uid, findItem(await store.texts(id, shardOf(uid, shards)), uid)] as [string, StoredItem | undefined],
        ),
      );
    const all: [string, StoredItem | undefined][] = [];
    for (const record of await store.allTexts({ id, shards }))
      for (const [index, uid] of record.uids.entries()) all.push([uid, itemAt(record, index)]);
    return all;
  }

  /** @param uids - Those that may be otherwise; all without. */
  async function derive(calendarId: string, copy: BusyCopy, uids?: readonly string[]): Promise<void> {
    const [source, target] = await Promise.all([db.collections.get(calendarId), db.collections.get(copy.id)]);
    if (source === undefined || target === undefined) return;
    if (source.deleted !== target.deleted)
      await run({ type: 'deleteCollection', id: copy.id, deleted: source.deleted });
    if (source.deleted) return;
    const secret = base64UrlToBytes(copy.secret);
    const { addresses } = await store.settings();
    const options = {
      content: 'busy',
      busy: copy.word || 'Busy',
      uidOf: (uid: string) => publicUid(secret, uid),
      addresses: addresses.map((address) => address.toLowerCase()),
    } as const;
    const items: { uid: string; text: string | null }[] = [];
    for (const [index, [uid, item]] of (await itemsOf(calendarId, source.shards, uids)).entries()) {
      if (index % AT_ONCE === AT_ONCE - 1) await nextTurn();
      const text = isCounted(item) ? publicText(currentText(item), options) : undefined;
      items.push({ uid: options.uidOf(uid), text: text ?? null });
    }
    if (items.length > 0) await run({ type: 'putBusy', collectionId: copy.id, items });
  }

  async function copyOf(calendarId: string, name: string, word: string): Promise<BusyCopy> {
    const known = readBusyCopy((await db.settings.get(busySetting(calendarId)))?.value);
    if (known !== undefined && (await db.collections.get(known.id))?.deleted === false) return known;
    const source = await db.collections.get(calendarId);
    if (source === undefined || source.deleted) throw new AppError('store/not-found', 'The calendar is gone.');
    const copy: BusyCopy = { id: bytesToHex(random(16)), secret: bytesToBase64Url(random(32)), word };
    const { hue, order } = source;
    const properties = { kind: 'calendar', name, hue, description: '', order, visible: true, shards: SHARDS } as const;
    const collections = [
      // Together: it is never seen in the person's own lists.
      { id: SETTINGS_ID, keys: [[busySetting(calendarId), busyCopyToText(copy)]] as const },
      { id: copy.id, keys: [...collectionToKeys(properties)] },
    ];
    await run({ type: 'writeProperties', collections });
    return copy;
  }

  const quiet = (work: () => Promise<void>): Promise<void> => inTurn(work).catch(() => {}); // the next change, or start, does it again

  return {
    noteChange: ({ items, collections }) =>
      quiet(async () => {
        if (items.length === 0 && !collections) return;
        for (const [calendarId, copy] of await readBusyCopies(db)) {
          const changed = items.find(({ collectionId }) => collectionId === calendarId);
          if (changed !== undefined) await derive(calendarId, copy, changed.uids);
          else if (collections) await derive(calendarId, copy, []);
        }
      }),
    begin: () =>
      quiet(async () => {
        for (const [calendarId, copy] of await readBusyCopies(db)) await derive(calendarId, copy);
      }),
    inviteBusy: ({ collectionId, name, word, who }) =>
      inTurn(async () => {
        const copy = await copyOf(collectionId, name, word);
        await derive(collectionId, copy);
        if ((await logOf(db, copy.id)) === undefined) await settle();
        return invite(copy.id, who);
      }),
  };
}
