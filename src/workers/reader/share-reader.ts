// What people see of sharing: who has what, invitations, edits that were refused, and what others did meanwhile.

import { summarize } from '../../domain/history/item-changes.js';
import type { CollectionShare, Person, RejectedEdit, ShareMark } from '../../domain/sharing/sharing.js';
import type { EpochMs } from '../../domain/time/types.js';
import { type AccountNotes, accountNoteKeys, readAccountNotes } from '../../store/account-note.js';
import { ACCOUNT_RECORD, type AccountRecord } from '../../store/account-record.js';
import type { CollectionRecord } from '../../store/database.js';
import { accountOfMember, memberKey, personToText, textToPerson } from '../../store/people-keys.js';
import type { RowStore } from '../../store/row-store.js';
import type { StoredItem } from '../../store/shard-items.js';
import { NEWS, RECEIVED, readNews, readReceived } from '../../store/shared-facts.js';
import type { RejectedRecord } from '../../store/sync-records.js';
import { currentText } from '../project-stored.js';
import type { ShareQueries } from '../query.api.js';
import { marksOf, personOf, shareOf } from '../shares.js';

export interface ShareReader extends ShareQueries {
  /** How collections are shared, by id, of those that are. */
  marks(records: readonly CollectionRecord[]): Promise<ReadonlyMap<string, ShareMark>>;
}

interface Deps {
  readonly store: RowStore;
  collections(): Promise<readonly CollectionRecord[]>;
  /** As it is stored, deleted ones too. */
  itemOf(ref: { readonly collectionId: string; readonly uid: string }): Promise<StoredItem | undefined>;
}

export function createShareReader({ store, collections, itemOf }: Deps): ShareReader {
  async function account(): Promise<AccountRecord | undefined> {
    const found = await store.local(ACCOUNT_RECORD);
    return found === undefined ? undefined : (JSON.parse(found) as AccountRecord);
  }
  async function myWords(): Promise<AccountNotes> {
    const names = [accountNoteKeys.name, accountNoteKeys.address];
    const records = names.map(async (name) => [name, { name, value: (await store.setting(name)) ?? 'null' }] as const);
    return readAccountNotes(new Map(await Promise.all(records)));
  }
  const rejectedEdit = ({ id, collectionId, uid, text, time, reason }: RejectedRecord): RejectedEdit => ({
    id,
    collectionId,
    uid,
    title: summarize(text).title,
    time: time as EpochMs,
    reason,
  });

  async function share(collectionId: string): Promise<CollectionShare | undefined> {
    const [me, logs, record, myself] = await Promise.all([
      account(),
      store.logs(),
      store.collection(collectionId),
      myWords(),
    ]);
    const row = logs.find((log) => log.collectionId === collectionId);
    if (me === undefined || row === undefined || record === undefined) return undefined;
    // One's own name is written into a collection when the first person comes to it.
    const people = new Map([[memberKey(me.account), personToText(myself)], ...(record.people ?? [])]);
    return shareOf(row, me.account, { ...record, people });
  }

  return {
    async marks(records) {
      const me = await account();
      return me === undefined ? new Map() : marksOf(await store.logs(), me.account, records);
    },
    share,
    async busyShare(calendarId) {
      const copy = (await store.busyCopies()).get(calendarId);
      return copy && share(copy.id);
    },
    receivedInvites: async () => readReceived(await store.local(RECEIVED)),
    rejectedEdits: async () => (await store.rejected()).map(rejectedEdit).reverse(),
    async peopleWithStatus() {
      const me = await account();
      if (me === undefined) return [];
      const found = new Map<string, Person>();
      for (const { people } of await collections())
        for (const [key, text] of people ?? []) {
          const who = accountOfMember(key);
          const person = textToPerson(text);
          if (who !== undefined && who !== me.account && person.status) found.set(who, { account: who, ...person });
        }
      return [...found.values()];
    },
    async sharedNews() {
      const news = readNews(await store.local(NEWS));
      const records = new Map((await collections()).map((record) => [record.id, record]));
      const found = news.map(async ({ collectionId, uid, kind, account: by, time }) => {
        const record = records.get(collectionId);
        if (record === undefined) return [];
        const item = await itemOf({ collectionId, uid });
        const title = item === undefined ? '' : summarize(currentText(item)).title;
        return [{ collectionId, uid, title, kind, by: personOf(record.people, by), time: time as EpochMs }];
      });
      return (await Promise.all(found)).flat().sort((a, b) => b.time - a.time);
    },
  };
}
