// What requests about sharing work with.
import { AppError } from '../../../domain/errors.js';
import { readSettings } from '../../../domain/settings/read-settings.js';
import type { Person } from '../../../domain/sharing/sharing.js';
import { readAccountNotes } from '../../../store/account-note.js';
import type { AppDatabase, CollectionRecord } from '../../../store/database.js';
import { memberKey, personToText, textToPerson } from '../../../store/people-keys.js';
import type { Secrets } from '../../../store/secret-store.js';
import type { LogAccess } from '../../../sync/client/ports.js';
import { bytesToHex, utf8 } from '../../../sync/protocol/bytes.js';
import type { Random } from '../../../sync/protocol/seal.js';
import { logOf } from '../../shares.js';
import type { Command } from '../../sync.api.js';

export interface SharingDeps {
  readonly db: AppDatabase;
  readonly access: LogAccess;
  readonly secrets: Secrets;
  readonly random: Random;
  /** Carries out a command as if a page had sent it: all tabs are told. */
  run(command: Command): Promise<unknown>;
  /** What is shared, or offered, has changed: all tabs look again. */
  changed(): void;
}

/** As much of a text as fits into so many bytes of UTF-8, without half a character. */
export function clip(text: string, bytes: number): string {
  let fitted = '';
  let length = 0;
  for (const char of text.replace(/[\0\p{Surrogate}]/gu, '').trim()) {
    length += utf8(char).length;
    if (length > bytes) break;
    fitted += char;
  }
  return fitted;
}

/** This account, hexadecimal. */
export const myAccount = async ({ access }: Pick<SharingDeps, 'access'>): Promise<string> =>
  bytesToHex((await access.credentials()).account);

/** How the person wants to be seen. */
export async function myWords({ db }: Pick<SharingDeps, 'db'>): Promise<Omit<Person, 'account'>> {
  const all = await db.settings.toArray();
  const { name, address } = readAccountNotes(new Map(all.map((each) => [each.name, each])));
  return { name, address, status: readSettings(all).status };
}

/** A collection with its log. @throws {AppError} `store/not-found`; `sync/offline`: its log has not begun. */
export async function sharedCollection({ db }: Pick<SharingDeps, 'db'>, id: string) {
  const [record, row] = await Promise.all([db.collections.get(id), logOf(db, id)]);
  if (record === undefined || record.deleted) throw new AppError('store/not-found', 'The collection is gone.', { id });
  if (row === undefined) throw new AppError('sync/offline', 'The collection is not at the relay yet.', { id });
  return { record, log: row.id };
}

/** The collection of a log. */
export async function collectionOf(
  { db }: Pick<SharingDeps, 'db'>,
  log: string,
): Promise<CollectionRecord | undefined> {
  const id = (await db.logs.get(log))?.collectionId;
  return id === undefined ? undefined : db.collections.get(id);
}

/** Writes names into a collection's own document, where they are not there yet. */
export async function writeNames(
  { db, run }: Pick<SharingDeps, 'db' | 'run'>,
  collectionId: string,
  names: readonly (readonly [key: string, words: Omit<Person, 'account'>])[],
): Promise<void> {
  const { people } = (await db.collections.get(collectionId)) ?? {};
  const keys = names
    .filter(([, { name, address }]) => name !== '' || address !== '')
    .map(([key, words]) => [key, personToText(words)] as const)
    .filter(([key, text]) => people?.get(key) !== text);
  if (keys.length > 0) await run({ type: 'writeProperties', collections: [{ id: collectionId, keys }] });
}

/**
 * Says in every shared collection that one may write to who one is: whoever came by link is not known by name before, and
 * names change.
 */
export async function introduceMyself(deps: SharingDeps): Promise<void> {
  const { db, access } = deps;
  const [me, words, logs] = await Promise.all([myAccount(deps), myWords(deps), db.logs.toArray()]);
  for (const { id, collectionId } of logs) {
    if (collectionId === undefined || (await db.collections.get(collectionId)) === undefined) continue;
    const state = await access.document(id);
    const others = Object.keys(state?.members ?? {}).length + Object.keys(state?.invites ?? {}).length;
    const mine = state?.members[me];
    if (others < 2 || mine === undefined || mine.role < 2) continue;
    const known = textToPerson((await db.collections.get(collectionId))?.people?.get(memberKey(me)));
    // What somebody who invited wrote stays where the person has said nothing.
    const own = { ...words, name: words.name || known.name, address: words.address || known.address };
    await writeNames(deps, collectionId, [[memberKey(me), own]]);
  }
}
