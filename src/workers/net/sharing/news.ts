// What others did in shared collections while nobody here looked.
import { DELETED, itemKey, splitItemKey } from '../../../domain/collections/document-id.js';
import { readAccountRecord } from '../../../store/account-record.js';
import type { DocumentWrite } from '../../../store/commit.js';
import { addNews, type NewsRecord } from '../../../store/shared-facts.js';
import type { Followed } from '../../../sync/client/storage.js';
import { bytesToHex } from '../../../sync/protocol/bytes.js';
import type { DocumentState } from '../../../sync/protocol/fold-state.js';
import type { WriterContext } from '../../writer/write-documents.js';
import type { Taken } from '../apply-content.js';

/** What comes so much later than it was made, in milliseconds, came while the app was closed or offline. */
export const AWAY_MS = 2 * 60_000;

function kindOf(changes: DocumentWrite['changes'], uid: string): NewsRecord['kind'] {
  if (changes.get(itemKey(uid, DELETED))) return 'deleted';
  return changes.get(itemKey(uid)) === undefined ? 'changed' : 'added';
}

/**
 * Keeps what somebody else's content did, when it is old by the time it comes.
 *
 * @returns whether there was any.
 */
export async function noteNews(
  { db, clock }: Pick<WriterContext, 'db' | 'clock'>,
  { log, records }: Followed,
  { origins }: Pick<Taken, 'origins'>,
): Promise<boolean> {
  const { collectionId } = log;
  const { accounts = {}, members = {} } = (log.state ?? {}) as Partial<DocumentState>;
  if (collectionId === undefined || origins.length === 0 || Object.keys(members).length < 2) return false;
  const me = (await readAccountRecord(db))?.account;
  const times = new Map(records.map(({ seq, ts }) => [seq, ts]));
  const before = clock.now() - AWAY_MS;
  const news: NewsRecord[] = [];
  for (const { seq, device, changes } of origins) {
    const time = times.get(seq);
    const by = Object.values(accounts).find(({ devices }) => devices[bytesToHex(device)] !== undefined)?.id;
    if (time === undefined || time > before || by === undefined || by === me) continue;
    const uids = new Set([...changes.keys()].map((key) => splitItemKey(key).uid));
    for (const uid of uids) news.push({ collectionId, uid, kind: kindOf(changes, uid), account: by, time });
  }
  if (news.length > 0) await addNews(db, news);
  return news.length > 0;
}
