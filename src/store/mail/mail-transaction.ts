// Inside one transaction: memory and tables are changed together, and what was touched is remembered.
import { junkSaid } from '../../domain/mail/junk/junk-said.js';
import { type PackedBlob, putBlob } from './blobs.js';
import { blockOf } from './columns.js';
import { EXISTS, JUNK_DUE, KEYWORD_BITS, keywordsOf, splitKeywords } from './flags.js';
import { MailLog } from './mail-log.js';
import { type MailMemory, type MailTouched, setKey } from './memory.js';
import type { MailAccountRecord, MailboxRecord, MailOperationRecord, MailRow, MailSetRecord } from './records.js';
import { ThreadJoiner } from './thread-joiner.js';
import { writeThreadKeys } from './thread-keys.js';
import type { ThreadTable } from './thread-table.js';

/** Memory was changed: if the transaction fails, it is read again. */
export const DIRTY_ALL = Symbol('dirty');

/** A message that is new here. */
export interface NewEmail {
  readonly account: number;
  readonly row: MailRow;
  /** What `threadKeys` says. */
  readonly threadKeys: readonly string[];
  readonly receivedAt: number;
  readonly size: number;
  readonly mailboxIds: readonly string[];
  readonly keywords: readonly string[];
  /** `ATTACHMENT`, `HERE`, what is indexed. */
  readonly bits: number;
}

export class MailTransaction {
  [DIRTY_ALL] = false;
  private readonly blocks = new Set<number>();
  private readonly newSets: MailSetRecord[] = [];
  private readonly rowChanges = new Map<number, MailRow | null>();
  private readonly newKeys = new Map<number, readonly number[]>();
  private readonly moreKeys = new Map<number, readonly number[]>();
  private readonly putMailboxes = new Set<string>();
  private readonly droppedMailboxes = new Set<string>();
  private readonly putAccounts = new Set<string>();
  private readonly droppedAccounts = new Set<string>();
  private readonly mailboxIds = new Set<string>();
  private readonly threadsTouched = new Set<number>();
  private readonly told: MailOperationRecord[] = [];
  private readonly version: number;
  /** What happens to messages in it. */
  readonly log = new MailLog(this);
  private readonly threads: ThreadJoiner;
  private nextSet: number;
  private nextAccount: number;
  private isAccountsTouched = false;

  constructor(
    private readonly memory: MailMemory,
    table: ThreadTable,
  ) {
    this.version = memory.meta.version + 1;
    this.threads = new ThreadJoiner(memory.columns, table, {
      touch: (email) => this.touch(email),
      left: (thread) => this.threadsTouched.add(thread),
    });
    this.nextSet = memory.meta.nextSet;
    this.nextAccount = memory.meta.nextAccount;
  }

  get db() {
    return this.memory.db;
  }
  get columns() {
    return this.memory.columns;
  }
  get rows() {
    return this.memory.rows;
  }
  get mailboxes(): ReadonlyMap<string, MailboxRecord> {
    return this.memory.mailboxes;
  }
  get accounts(): ReadonlyMap<string, MailAccountRecord> {
    return this.memory.accounts;
  }

  placesOf(email: number): readonly string[] {
    return this.memory.sets.get(this.columns.places[email]!)?.names ?? [];
  }

  keywordsOf(email: number): string[] {
    const labels = this.memory.sets.get(this.columns.labels[email]!)?.names ?? [];
    return keywordsOf(this.columns.flags[email]!, labels);
  }

  accountOf(email: number): MailAccountRecord | undefined {
    const number = this.columns.accounts[email];
    return [...this.memory.accounts.values()].find((account) => account.number === number);
  }

  add(email: NewEmail): number {
    const { columns } = this;
    const n = columns.next;
    const { flags, labels } = splitKeywords(email.keywords);
    columns.reserve(n + 1);
    columns.times[n] = email.receivedAt;
    columns.sizes[n] = Math.min(email.size, 0xffffffff);
    columns.flags[n] = EXISTS | flags | email.bits | (junkSaid(email.keywords) === undefined ? 0 : JUNK_DUE);
    columns.labels[n] = this.setId('labels', labels);
    columns.places[n] = this.setId('places', [...new Set(email.mailboxIds)].sort());
    columns.accounts[n] = email.account;
    this.newKeys.set(n, this.threads.place(n, email.account, email.threadKeys));
    this.rowChanges.set(n, email.row);
    this.touch(n);
    return n;
  }

  /** More keys by which a message may belong to others. */
  addThreadKeys(email: number, threadKeys: readonly string[]): void {
    const account = this.columns.accounts[email]!;
    this.moreKeys.set(email, this.threads.addKeys(email, account, threadKeys));
    this.touch(email);
  }

  setKeywords(email: number, keywords: readonly string[]): void {
    this.log.marking(email);
    const { flags, labels } = splitKeywords(keywords);
    const due = junkSaid(keywords) === junkSaid(this.keywordsOf(email)) ? 0 : JUNK_DUE;
    this.columns.flags[email] = (this.columns.flags[email]! & ~KEYWORD_BITS) | flags | due;
    this.columns.labels[email] = this.setId('labels', labels);
    this.touch(email);
  }

  /** Sets and clears bits that are no keywords. */
  setBits(email: number, set: number, clear = 0): void {
    this.columns.flags[email] = (this.columns.flags[email]! & ~clear) | set;
    this.dirty(email);
  }

  place(email: number, mailboxIds: readonly string[]): void {
    this.log.placing(email, this.placesOf(email));
    this.touch(email);
    this.columns.places[email] = this.setId('places', [...new Set(mailboxIds)].sort());
    this.touch(email);
  }

  /** For good. Its bytes are the caller's to let go. */
  destroy(email: number): void {
    if (this.columns.exists(email)) this.log.going(email);
    this.touch(email);
    this.columns.flags[email] = 0;
    this.columns.places[email] = 0;
    this.columns.labels[email] = 0;
    this.rowChanges.set(email, null);
  }

  /** Out of sight, and of every list and count, but as it was: `show` brings it back. */
  hide(email: number): void {
    this.log.going(email);
    this.touch(email);
    this.columns.flags[email]! &= ~EXISTS;
  }

  show(email: number): void {
    this.columns.flags[email]! |= EXISTS;
    this.touch(email);
  }

  /** Rows as this transaction has them. */
  async rowsNow(emails: readonly number[]): Promise<ReadonlyMap<number, MailRow>> {
    const rows = new Map(await this.rows.get(emails.filter((email) => !this.rowChanges.has(email))));
    for (const email of emails) {
      const row = this.rowChanges.get(email);
      if (row) rows.set(email, row);
    }
    return rows;
  }

  putBlob(blob: PackedBlob, email: number): Promise<void> {
    return putBlob(this.db, blob, email);
  }

  putRow(email: number, row: MailRow): void {
    this.rowChanges.set(email, row);
    this.touch(email);
  }

  putMailbox(record: MailboxRecord): void {
    this.beginChange();
    this.log.folder(record.id);
    this.memory.mailboxes.set(record.id, record);
    this.putMailboxes.add(record.id);
    this.droppedMailboxes.delete(record.id);
    this.mailboxIds.add(record.id);
    this.columns.stamp += 1;
  }

  dropMailbox(id: string): void {
    this.beginChange();
    this.log.folder(id);
    this.memory.mailboxes.delete(id);
    this.putMailboxes.delete(id);
    this.droppedMailboxes.add(id);
    this.mailboxIds.add(id);
    this.columns.stamp += 1;
  }

  /** @param isSeen - Pages show what is changed of it. @returns its number. */
  putAccount(record: Omit<MailAccountRecord, 'number'>, isSeen = true): number {
    this.beginChange();
    const number = this.memory.accounts.get(record.id)?.number ?? this.nextAccount++;
    this.memory.accounts.set(record.id, { ...record, number });
    this.putAccounts.add(record.id);
    this.isAccountsTouched ||= isSeen;
    return number;
  }

  dropAccount(id: string): void {
    this.beginChange();
    this.memory.accounts.delete(id);
    this.putAccounts.delete(id);
    this.droppedAccounts.add(id);
    this.isAccountsTouched = true;
  }

  /** Whether the search index is of that version; where there is none yet, it is from now on. */
  continueIndex(index: number): boolean {
    if (this.memory.meta.index === 0) this.setIndexVersion(index);
    return this.memory.meta.index === index;
  }

  setIndexVersion(index: number): void {
    this.beginChange();
    this.memory.meta = { ...this.memory.meta, index };
  }

  /** Notes what a server is to be told. */
  tell(operation: MailOperationRecord): void {
    this.beginChange();
    this.told.push(operation);
  }

  /** Something was changed beside the messages: pages look again. */
  changed(): void {
    this.beginChange();
  }

  /** Of how much a transaction may say that it changed: the store's version goes on with it. */
  touched(): MailTouched | undefined {
    if (!this[DIRTY_ALL]) return undefined;
    return { accounts: this.isAccountsTouched, mailboxIds: this.mailboxIds, threads: this.threadsTouched };
  }

  async finish(): Promise<void> {
    if (!this[DIRTY_ALL]) return;
    await this.log.write((email) => this.placesOf(email));
    const { db, memory, version } = this;
    await db.mailSets.bulkAdd(this.newSets);
    await db.mailStates.bulkPut([...this.blocks].map((block) => this.columns.pack(block, version)));
    if (this.rowChanges.size > 0) await this.rows.write(this.rowChanges);
    if (this.newKeys.size + this.moreKeys.size > 0) await writeThreadKeys(db, version, this.newKeys, this.moreKeys);
    const present = <T>(ids: ReadonlySet<string>, records: ReadonlyMap<string, T>) =>
      [...ids].map((id) => records.get(id)!);
    await db.mailboxes.bulkPut(present(this.putMailboxes, memory.mailboxes));
    await db.mailboxes.bulkDelete([...this.droppedMailboxes]);
    await db.mailAccounts.bulkPut(present(this.putAccounts, memory.accounts));
    await db.mailAccounts.bulkDelete([...this.droppedAccounts]);
    memory.meta = {
      ...memory.meta,
      version,
      nextEmail: this.columns.next,
      nextSet: this.nextSet,
      nextAccount: this.nextAccount,
    };
    await db.mailOperations.bulkAdd(this.told);
    await db.mailMeta.put(memory.meta);
  }

  private setId(kind: MailSetRecord['kind'], names: readonly string[]): number {
    if (names.length === 0) return 0;
    const key = setKey(kind, names);
    const known = this.memory.setIds.get(key);
    if (known !== undefined) return known;
    this.beginChange();
    const record: MailSetRecord = { id: this.nextSet, kind, names };
    this.nextSet += 1;
    this.memory.sets.set(record.id, record);
    this.memory.setIds.set(key, record.id);
    this.newSets.push(record);
    return record.id;
  }

  private touch(email: number): void {
    this.dirty(email);
    for (const id of this.placesOf(email)) this.mailboxIds.add(id);
    this.threadsTouched.add(this.columns.threads[email]!);
  }

  private dirty(email: number): void {
    this.beginChange();
    this.blocks.add(blockOf(email));
    this.columns.stamp += 1;
  }

  private beginChange(): void {
    this[DIRTY_ALL] = true;
  }
}
