// What happened to mail, for people (docs/rules/mail-log.md).
import { labelName } from '../../domain/mail/labels.js';
import { isShown, type MailLogPage, type MailLogQuery } from '../../domain/mail/log/mail-log.js';
import { normalizeForSearch } from '../../domain/text/fold.js';
import type { AppDatabase } from '../../store/database.js';
import { type MailLogRecord, toEntry } from '../../store/mail/mail-log.js';

/** Entries of a page. */
const PAGE = 100;

function wordsOf({ named, from, to, rules, change, labels }: MailLogRecord): string {
  const boxes = [...from, ...to].map(({ name }) => name);
  const changed = change !== undefined && 'name' in change ? [change.name, change.before ?? ''] : [];
  const labelled = labels === undefined ? [] : [...labels.added, ...labels.removed].map(labelName);
  return normalizeForSearch([...named.flat(), ...boxes, ...rules, ...labelled, ...changed].join('\n'));
}

/** Reads all of it where there is something to look for: it is bounded. */
export async function readLog(
  { mailLog }: Pick<AppDatabase, 'mailLog'>,
  { text, show, emailId, before = Number.POSITIVE_INFINITY }: MailLogQuery,
): Promise<MailLogPage> {
  const words = normalizeForSearch(text).split(/\s+/).filter(Boolean);
  const all = emailId === undefined ? mailLog.orderBy('id') : mailLog.where('emails').equals(Number(emailId));
  const found = await all
    .reverse()
    .filter((record) => {
      if ((record.id ?? 0) >= before || !isShown(toEntry(record), show)) return false;
      const own = words.length === 0 ? '' : wordsOf(record);
      return words.every((word) => own.includes(word));
    })
    .limit(PAGE + 1)
    .toArray();
  return { entries: found.slice(0, PAGE).map(toEntry), hasMore: found.length > PAGE };
}
