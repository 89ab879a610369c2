// What a transaction did to messages is noted in it (docs/rules/mail-log.md).
import type { Table } from 'dexie';
import { labelsOf } from '../../domain/mail/labels.js';
import type {
  FolderChange,
  LoggedEmail,
  LoggedLabels,
  LoggedMailbox,
  MailLogCause,
  MailLogChange,
  MailLogEntry,
  MailLogKind,
} from '../../domain/mail/log/mail-log.js';
import type { MailRow } from './records.js';

/** An entry, as it is stored. */
export type MailLogRecord = Omit<MailLogEntry, 'id' | 'emails'> & {
  id?: number;
  /** Numbers of the first messages. */
  emails: number[];
  named: readonly (readonly [subject: string, from: string])[];
};

/** Messages of one entry that are named; all are counted. */
export const MAX_LOGGED_EMAILS = 50;
/** Entries that are kept. */
export const MAX_LOG = 10_000;
/** What is cut of a subject, a name. */
const MAX_TEXT = 200;

/** Who does what a transaction does, and when. */
export interface Doing {
  /** Epoch ms. */
  readonly time: number;
  readonly cause: MailLogCause;
}

/** What the log has to know of a transaction. */
export interface LogView {
  readonly db: { readonly mailLog: Table<MailLogRecord, number> };
  readonly mailboxes: ReadonlyMap<
    string,
    LoggedMailbox & { readonly accountId: string; readonly parentId: string | null }
  >;
  accountOf(email: number): { readonly id: string } | undefined;
  keywordsOf(email: number): readonly string[];
  rowsNow(emails: readonly number[]): Promise<ReadonlyMap<number, MailRow>>;
  readonly rows: { get(emails: readonly number[]): Promise<ReadonlyMap<number, MailRow>> };
}

type LoggedFolder = NonNullable<ReturnType<LogView['mailboxes']['get']>>;

/** What looked at a message that came and did something to it. */
export interface Ruled {
  readonly cause: Extract<MailLogCause, 'rule' | 'blocked' | 'filter'>;
  /** Names of the rules that did it. */
  readonly rules: readonly string[];
}

interface Noted {
  readonly accountId: string;
  readonly kind: MailLogKind;
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly labels?: LoggedLabels;
}

export class MailLog {
  /** Nothing is noted while nobody is said to do it. */
  doing: Doing | undefined;
  private readonly _before = new Map<number, readonly string[]>();
  private readonly _labels = new Map<number, readonly string[]>();
  private readonly _came = new Set<number>();
  private readonly _gone = new Map<number, string>();
  private readonly _ruled = new Map<number, Ruled>();
  private readonly _names = new Map<string, LoggedMailbox>();
  private readonly _folders = new Map<string, LoggedFolder | undefined>();
  private readonly _changes: { readonly accountId: string; readonly change: MailLogChange }[] = [];
  /** Mailboxes that are learned of for the first time are no news. */
  isLearning = false;

  constructor(private readonly _view: LogView) {}

  /** It is put elsewhere. @param from - Where it is. */
  placing(email: number, from: readonly string[]): void {
    if (this.doing === undefined || this._before.has(email)) return;
    this._before.set(email, from);
    for (const id of from) this._nameOf(id);
  }

  /** Its keywords are about to be others. */
  marking(email: number): void {
    if (this.doing === undefined || this._labels.has(email)) return;
    this._labels.set(email, labelsOf(this._view.keywordsOf(email)));
  }

  /** It has come just now. */
  came(email: number): void {
    if (this.doing !== undefined) this._came.add(email);
  }

  /** It is about to be gone for good. */
  going(email: number): void {
    const accountId = this._view.accountOf(email)?.id;
    if (this.doing !== undefined && accountId !== undefined) this._gone.set(email, accountId);
  }

  /** Rules did it, or what else looks at mail that comes. */
  ruled(email: number, ruled: Ruled): void {
    this._ruled.set(email, ruled);
  }

  /** Something beside messages was changed. */
  noteChange(accountId: string, change: MailLogChange): void {
    if (this.doing !== undefined) this._changes.push({ accountId, change });
  }

  /** A mailbox is about to be made, changed or taken out. */
  folder(id: string): void {
    if (this.doing === undefined || this.isLearning || this._folders.has(id)) return;
    this._folders.set(id, this._view.mailboxes.get(id));
  }

  /** What has become of mailboxes; those that every account has are made by nobody. */
  private *_folderChanges(): Iterable<{ readonly accountId: string; readonly change: MailLogChange }> {
    for (const [id, before] of this._folders) {
      const after = this._view.mailboxes.get(id);
      const { accountId } = after ?? before ?? {};
      if (accountId === undefined || (after ?? before)?.role !== null) continue;
      const put = (what: FolderChange, name: string, more: { readonly before?: string } = {}) => ({
        accountId,
        change: { what, name: name.slice(0, MAX_TEXT), ...more },
      });
      if (after === undefined) yield put('folder-deleted', before!.name);
      else if (before === undefined) yield put('folder-made', after.name);
      else if (before.name !== after.name)
        yield put('folder-renamed', after.name, { before: before.name.slice(0, MAX_TEXT) });
      else if (before.parentId !== after.parentId) yield put('folder-nested', after.name);
    }
  }

  /** Which labels messages have got and lost. What is new here was labelled before. */
  private *_labelChanges(): Iterable<readonly [email: number, labels: LoggedLabels]> {
    for (const [email, before] of this._labels) {
      if (this._came.has(email) || this._gone.has(email) || this._before.get(email)?.length === 0) continue;
      const after = labelsOf(this._view.keywordsOf(email));
      const added = after.filter((label) => !before.includes(label));
      const removed = before.filter((label) => !after.includes(label));
      if (added.length + removed.length > 0) yield [email, { added, removed }];
    }
  }

  private _nameOf(id: string): LoggedMailbox | undefined {
    const { name, role } = this._view.mailboxes.get(id) ?? {};
    if (name !== undefined) this._names.set(id, { name, role: role ?? null });
    return this._names.get(id);
  }

  /** At the end of the transaction. @param placesOf - Where messages are now. */
  async write(placesOf: (email: number) => readonly string[]): Promise<void> {
    const { doing } = this;
    if (doing === undefined) return;
    const groups = new Map<
      string,
      { readonly noted: Noted; readonly ruled: Ruled | undefined; readonly emails: number[] }
    >();
    const put = (email: number, noted: Noted) => {
      const ruled = this._ruled.get(email);
      const key = JSON.stringify([noted, ruled]);
      const group = groups.get(key) ?? { noted, ruled, emails: [] };
      group.emails.push(email);
      groups.set(key, group);
    };
    for (const [email, accountId] of this._gone)
      if (!this._came.has(email) && !this._isDraft(email, placesOf))
        put(email, { accountId, kind: 'deleted', from: this._before.get(email) ?? [], to: [] });
    for (const email of new Set([...this._came, ...this._before.keys()])) {
      const accountId = this._view.accountOf(email)?.id;
      if (accountId === undefined || this._gone.has(email)) continue;
      const to = placesOf(email);
      const from = this._before.get(email) ?? [];
      if (this._came.has(email)) put(email, { accountId, kind: 'came', from: [], to });
      else if (from.length > 0 && from.join('\n') !== to.join('\n')) {
        const kept = new Set(from.filter((id) => to.includes(id)));
        put(email, {
          accountId,
          kind: 'moved',
          from: from.filter((id) => !kept.has(id)),
          to: to.filter((id) => !kept.has(id)),
        });
      }
    }
    for (const [email, labels] of this._labelChanges()) {
      const accountId = this._view.accountOf(email)?.id;
      if (accountId !== undefined) put(email, { accountId, kind: 'labelled', from: [], to: [], labels });
    }
    const records: MailLogRecord[] = [...this._changes, ...this._folderChanges()].map(({ accountId, change }) => ({
      ...{ time: doing.time, accountId, kind: 'changed', cause: doing.cause, rules: [], from: [], to: [] },
      ...{ count: 0, emails: [], named: [], change },
    }));
    if (groups.size === 0 && records.length === 0) return;
    for (const { noted, ruled, emails } of groups.values())
      records.push(
        await this._record(ruled?.cause ?? doing.cause, noted, emails, { time: doing.time, rules: ruled?.rules ?? [] }),
      );
    const ids = await this._view.db.mailLog.bulkAdd(records, { allKeys: true });
    await this._view.db.mailLog
      .where('id')
      .belowOrEqual((ids.at(-1) ?? 0) - MAX_LOG)
      .delete();
  }

  /** Drafts replace each other while one writes: that is no end of a message. */
  private _isDraft(email: number, placesOf: (email: number) => readonly string[]): boolean {
    const places = this._before.get(email) ?? placesOf(email);
    return places.some((id) => ['drafts', 'outbox', 'scheduled'].includes(this._nameOf(id)?.role ?? ''));
  }

  private async _record(
    cause: MailLogCause,
    { accountId, kind, from, to, labels }: Noted,
    emails: readonly number[],
    { time, rules }: Pick<MailLogRecord, 'time' | 'rules'>,
  ): Promise<MailLogRecord> {
    const first = emails.slice(0, MAX_LOGGED_EMAILS);
    const rows = kind === 'deleted' ? await this._view.rows.get(first) : await this._view.rowsNow(first);
    const boxes = (ids: readonly string[]) => ids.flatMap((id) => this._nameOf(id) ?? []);
    return {
      time,
      accountId,
      kind,
      cause,
      rules,
      from: boxes(from),
      to: boxes(to),
      ...(labels && { labels }),
      count: emails.length,
      emails: first,
      named: first.map((email) => {
        const row = rows.get(email);
        const [name, address] = row?.f[0] ?? [null, ''];
        return [(row?.s ?? '').slice(0, MAX_TEXT), (name || address).slice(0, MAX_TEXT)] as const;
      }),
    };
  }
}

export function toEntry({ id = 0, emails, named, ...rest }: MailLogRecord): MailLogEntry {
  const list = emails.map((email, index): LoggedEmail => {
    const [subject = '', from = ''] = named[index] ?? [];
    return { emailId: String(email), subject, from };
  });
  return { id, ...rest, emails: list };
}
