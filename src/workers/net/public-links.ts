// Calendars that everybody with the address may look at: switched on and off, and shown anew after each change.
import { SETTINGS_ID } from '../../domain/collections/document-id.js';
import { AppError } from '../../domain/errors.js';
import {
  type PublicForm,
  type PublicLink,
  type PublicPlace,
  placeOfPublicSetting,
  publicLinkToText,
  publicSetting,
  readPublicLink,
} from '../../domain/sharing/public-link.js';
import type { EpochMs } from '../../domain/time/types.js';
import type { AppDatabase } from '../../store/database.js';
import { createRowStore } from '../../store/row-store.js';
import type { StoreChange } from '../../store/store-change.js';
import type { LogAccess } from '../../sync/client/ports.js';
import {
  base64UrlToBytes,
  bytesToBase64Url,
  MAX_PUBLIC_BYTES,
  publishText,
  unpublishLink,
} from '../../sync/client/publish.js';
import { errorClass } from '../../sync/client/refusal.js';
import { bytesToHex, hexToBytes, sha256, utf8 } from '../../sync/protocol/bytes.js';
import { systemRandom } from '../../sync/protocol/seal.js';
import type { NetHandlers } from '../net.api.js';
import { logOf } from '../shares.js';
import type { Command } from '../sync.api.js';
import { renderDoor } from './render-door.js';
import { renderPublic } from './render-public.js';

/** Somebody types: what is shown follows when they pause, in milliseconds. */
const PAUSE_MS = 4_000;
/** Other devices of the person do the same: whoever changed it is first, and the rest find it done. */
const ELSEWHERE_MS = 20_000;
/** After a failure that may pass. */
const AGAIN_MS = 60_000;
/** In place of a hash: nothing is shown. */
const OFF = '';

export interface PublicLinksOptions {
  readonly db: AppDatabase;
  readonly access: Pick<LogAccess, 'ask' | 'credentials'>;
  now(): EpochMs;
  /** Calls once. @returns takes it back. */
  after(milliseconds: number, work: () => void): () => void;
  /** Carries a command out, and tells everybody. */
  run(command: Command): Promise<void>;
}

export interface PublicLinks {
  readonly handlers: Pick<NetHandlers, 'publishCalendar' | 'unpublishCalendar'>;
  /** Something was committed. Never rejects. @param isOwn - Made in this profile. */
  noteChange(change: StoreChange, isOwn: boolean): Promise<void>;
  /** There is an account, and a relay perhaps: what was changed meanwhile is shown. Never rejects. */
  begin(): Promise<void>;
  close(): void;
}

export function createPublicLinks({ db, access, now, after, run }: PublicLinksOptions): PublicLinks {
  const store = createRowStore(db);
  const due = new Map<string, { readonly milliseconds: number; readonly cancel: () => void }>();
  /** Hash of what was shown last from here, by setting: most changes of a calendar are none of what is public of it. */
  const shown = new Map<string, string>();
  let turn: Promise<unknown> = Promise.resolve();

  const linkOf = async (collectionId: string, form: PublicForm): Promise<PublicLink | undefined> =>
    readPublicLink(form, (await db.settings.get(publicSetting(collectionId, form)))?.value);

  async function keep(collectionId: string, form: PublicForm, link: PublicLink | undefined): Promise<void> {
    const keys = [[publicSetting(collectionId, form), publicLinkToText(link)]] as const;
    await run({ type: 'writeProperties', collections: [{ id: SETTINGS_ID, keys }] });
  }

  /** A log this account writes to, whatever it may do in the calendar. */
  async function ownLog(collectionId: string): Promise<string> {
    const row = (await logOf(db, SETTINGS_ID)) ?? (await logOf(db, collectionId));
    if (row === undefined) throw new AppError('sync/offline', 'Nothing of this device is at the relay yet.');
    return row.id;
  }

  /** What it showed is gone. RM73: a room may come back, and so does its door, while the room's calendar is there. */
  async function end(collectionId: string, link: PublicLink): Promise<void> {
    const setting = publicSetting(collectionId, link.form);
    const record = await db.collections.get(collectionId);
    const mayComeBack = link.form === 'door' && record !== undefined && !record.deleted;
    if (mayComeBack && shown.get(setting) === OFF) return;
    await unpublishLink(access.ask, base64UrlToBytes(link.link));
    if (mayComeBack) shown.set(setting, OFF);
    else await keep(collectionId, link.form, undefined);
  }

  async function show(collectionId: string, link: PublicLink): Promise<void> {
    const render = link.form === 'door' ? renderDoor : renderPublic;
    const text = await render(store, collectionId, link, now());
    const setting = publicSetting(collectionId, link.form);
    const { ask } = access;
    if (text === undefined) return end(collectionId, link);
    if (text.length > MAX_PUBLIC_BYTES)
      throw new AppError('input/too-large', 'It is too large to be public.', { limit: MAX_PUBLIC_BYTES });
    const hash = bytesToHex(sha256(utf8(link.link), utf8(text)));
    if (shown.get(setting) === hash) return;
    const [id, key] = [base64UrlToBytes(link.link), base64UrlToBytes(link.key)];
    const doc = hexToBytes(await ownLog(collectionId));
    await publishText(ask, { link: id, key, form: link.form, doc }, text);
    shown.set(setting, hash);
  }

  /** One after the other: what is switched off meanwhile is not shown again. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = turn.then(work, work);
    turn = done.catch(() => {});
    return done;
  }

  function later(setting: string, milliseconds: number): void {
    const place = placeOfPublicSetting(setting);
    const waiting = due.get(setting);
    // Whoever edits without a pause is followed all the same.
    if (place === undefined || (waiting !== undefined && waiting.milliseconds <= milliseconds)) return;
    waiting?.cancel();
    const cancel = after(milliseconds, () => {
      due.delete(setting);
      void inTurn(async () => {
        const link = await linkOf(place.collectionId, place.form);
        if (link !== undefined) await show(place.collectionId, link);
      }).catch((error: unknown) => errorClass(error) === 'retry' && later(setting, AGAIN_MS));
    });
    due.set(setting, { milliseconds, cancel });
  }

  async function laterAll(milliseconds: number, wanted: (place: PublicPlace) => boolean): Promise<void> {
    const names = await db.settings.where('name').startsWith('public/').primaryKeys();
    for (const name of names) {
      const place = placeOfPublicSetting(name);
      if (place !== undefined && wanted(place)) later(name, milliseconds);
    }
  }

  /** What a door tells of its room stands in a list of rooms. */
  async function hasList(touched: ReadonlySet<string>): Promise<boolean> {
    return (await db.collections.bulkGet([...touched])).some((record) => record?.kind === 'roomlist');
  }

  async function follow(change: StoreChange, milliseconds: number): Promise<void> {
    const touched = new Set(change.items.map(({ collectionId }) => collectionId));
    if (touched.size === 0 && !change.collections && !change.settings) return;
    const doors = await hasList(touched);
    await laterAll(
      milliseconds,
      ({ collectionId, form }) =>
        change.collections || change.settings || touched.has(collectionId) || (doors && form === 'door'),
    );
  }

  return {
    handlers: {
      publishCalendar: ({ collectionId, form, content, busy, again }) =>
        inTurn(async () => {
          const { relay } = await access.credentials();
          const before = (await linkOf(collectionId, form)) ?? again;
          const link: PublicLink = {
            form,
            content,
            busy,
            relay,
            link: before?.link ?? bytesToBase64Url(systemRandom(16)),
            key: before?.key ?? bytesToBase64Url(systemRandom(32)),
          };
          // First shown, then kept: an address that is copied works.
          await show(collectionId, link);
          await keep(collectionId, form, link);
          return undefined;
        }),
      unpublishCalendar: ({ collectionId, form }) =>
        inTurn(async () => {
          const link = await linkOf(collectionId, form);
          const setting = publicSetting(collectionId, form);
          due.get(setting)?.cancel();
          due.delete(setting);
          if (link === undefined) return undefined;
          // First off, then kept as off: nobody is told that it is off while it is not.
          await unpublishLink(access.ask, base64UrlToBytes(link.link));
          shown.delete(setting);
          await keep(collectionId, form, undefined);
          return undefined;
        }),
    },
    // What fails is asked again with the next change.
    noteChange: (change, isOwn) => follow(change, isOwn ? PAUSE_MS : ELSEWHERE_MS).catch(() => {}),
    begin: () => laterAll(ELSEWHERE_MS, () => true).catch(() => {}),
    close() {
      for (const { cancel } of due.values()) cancel();
      due.clear();
    },
  };
}
