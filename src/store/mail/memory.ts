// What is in memory of mail's tables.
import type { AppDatabase } from '../database.js';
import type { MailColumns } from './columns.js';
import type { MailAccountRecord, MailboxRecord, MailMetaRecord, MailSetRecord } from './records.js';
import type { MailRows } from './rows.js';
import type { ThreadTable } from './thread-table.js';

/** What a transaction touched. */
export interface MailTouched {
  readonly accounts: boolean;
  readonly mailboxIds: ReadonlySet<string>;
  readonly threads: ReadonlySet<number>;
}

export const FIRST_META: MailMetaRecord = {
  name: 'state',
  version: 0,
  nextEmail: 1,
  nextSet: 1,
  nextAccount: 1,
  index: 0,
};

/** Memory of what the tables hold, shared with the transaction that changes both. */
export interface MailMemory {
  readonly db: AppDatabase;
  readonly columns: MailColumns;
  readonly rows: MailRows;
  readonly sets: Map<number, MailSetRecord>;
  readonly setIds: Map<string, number>;
  accounts: Map<string, MailAccountRecord>;
  mailboxes: Map<string, MailboxRecord>;
  threads: ThreadTable | undefined;
  meta: MailMetaRecord;
}

export const setKey = (kind: MailSetRecord['kind'], names: readonly string[]) => `${kind}\n${names.join('\n')}`;
