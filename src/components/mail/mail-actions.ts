// What the mail page does to messages. Each says what it did, offers to take it back, and reports failures.
import { msg, str } from '@lit/localize';
import type { MailCommand, MailDone, Services } from '../../app/services.js';
import type { EmailListItem, EmailRow } from '../../domain/mail/email.js';
import type { Mailbox, MailboxRole } from '../../domain/mail/mailbox.js';
import { firstOf } from '../../domain/watchable.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { describeError } from '../shared/problem-message.js';
import { grouped, mailboxName } from './mail-names.js';
import type { MailState } from './mail-state.js';
import { noLongerSnoozed } from './snooze/snooze-mail.js';
import { fetchMissing, leftText, strangersTo, transferCommand } from './transfer-mail.js';

/** Something that is done to messages: of rows, or of messages of the reader. */
export type Target = EmailListItem | EmailRow;

/** Threads whose messages are looked up at once. */
const AT_ONCE = 8;
/** Messages in one command: a step that is undone as a whole. */
const MAX_TARGETS = 20_000;

export class MailActions {
  constructor(
    private readonly _host: HTMLElement,
    private readonly _state: MailState,
  ) {}

  fail = (error: unknown) => void this._host.dispatchEvent(new NoticeEvent(describeError(error), { kind: 'error' }));

  tell(message: string, done?: MailDone) {
    const undo = done?.undo;
    this._host.dispatchEvent(new NoticeEvent(message, undo === undefined ? {} : { undo: () => undo() }));
  }

  /** @returns `undefined` when it did not work, which was said. */
  async attempt<T>(work: (services: Services) => Promise<T>): Promise<T | undefined> {
    const { services } = this._state;
    if (services === undefined) return undefined;
    try {
      return await work(services);
    } catch (error) {
      this.fail(error);
      return undefined;
    }
  }

  run(command: MailCommand | readonly MailCommand[]): Promise<MailDone | undefined> {
    return this.attempt((services) => services.mail.run(command));
  }

  /** The messages a row stands for: those of its thread that the list is about. */
  async messagesOf(targets: readonly Target[]): Promise<readonly EmailRow[]> {
    const { services } = this._state;
    const rows: EmailRow[] = [];
    const waiting = targets.slice(0, MAX_TARGETS);
    const work = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        if (!('threadSize' in next) || next.threadSize === 1 || services === undefined) rows.push(next);
        else rows.push(...this._ofList(await firstOf(services.mail.watchThread(next.threadId)), next));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return rows;
  }

  /** Of a thread, what lies where the list looks: an answer of one's own stays among what was sent. */
  private _ofList(thread: readonly EmailRow[], row: EmailListItem): readonly EmailRow[] {
    const { query, mailboxes = [] } = this._state;
    const { where } = query;
    if ('all' in where) return thread.length > 0 ? thread : [row];
    const boxes =
      'mailboxId' in where
        ? [where.mailboxId]
        : mailboxes.filter(({ role }) => role === where.role).map(({ id }) => id);
    const inList = thread.filter(({ mailboxIds }) => mailboxIds.some((id) => boxes.includes(id)));
    return inList.length > 0 ? inList : [row];
  }

  async setKeyword(
    targets: readonly Target[],
    keyword: '$seen' | '$flagged',
    on: boolean,
    quiet = false,
  ): Promise<void> {
    const rows = await this.attempt(() => this.messagesOf(targets));
    const emailIds = (rows ?? []).filter(({ keywords }) => keywords.includes(keyword) !== on).map(({ id }) => id);
    if (emailIds.length === 0) return;
    const done = await this.run({
      type: 'setKeywords',
      emailIds,
      add: on ? [keyword] : [],
      remove: on ? [] : [keyword],
    });
    if (done !== undefined && !quiet) this.tell(keywordText(keyword, on, targets.length), done);
  }

  /** Of a thread its newest message gets the star; all of them lose it. */
  toggleStar(targets: readonly Target[]) {
    const isOn = targets.every((target) => isFlagged(target));
    const newest = targets.map((target) => ('threadSize' in target ? { ...target, threadSize: 1 } : target));
    return this.setKeyword(isOn ? targets : newest, '$flagged', !isOn, targets.length === 1);
  }

  toggleRead(targets: readonly Target[]) {
    const isUnread = targets.some((target) => isUnreadTarget(target));
    return this.setKeyword(targets, '$seen', isUnread, targets.length === 1);
  }

  /** @returns whether they are elsewhere now. */
  async moveTo(targets: readonly Target[], to: Mailbox): Promise<boolean> {
    const done = await this.attempt(async (services) => {
      const rows = await this.messagesOf(targets);
      const strangers = strangersTo(rows, to);
      await fetchMissing(services, strangers, (message) => this.tell(message));
      const own = rows.filter(({ accountId }) => accountId === to.accountId);
      const commands = [...this._moveCommands(own, to.id)];
      if (strangers.length > 0) commands.push(transferCommand(strangers, to, false));
      return commands.length === 0 ? undefined : services.mail.run(commands);
    });
    if (done === undefined) return false;
    const name = mailboxName(to);
    const count = targets.length;
    const text = count === 1 ? msg(str`Moved to “${name}”.`) : msg(str`${count} moved to “${name}”.`);
    const stays = leftText(done.left);
    this.tell(count === 1 && stays !== '' ? stays.trim() : `${text}${stays}`, done);
    return stays === '' || count > 1;
  }

  private _moveCommands(rows: readonly EmailRow[], to: string): readonly MailCommand[] {
    const emailIds = rows
      .filter(({ mailboxIds }) => mailboxIds.length !== 1 || mailboxIds[0] !== to)
      .map(({ id }) => id);
    return emailIds.length === 0 ? [] : [...noLongerSnoozed(rows), { type: 'move', emailIds, to }];
  }

  /** Into a mailbox, too: what others call a label. */
  async addTo(targets: readonly Target[], to: Mailbox): Promise<void> {
    const done = await this.attempt(async (services) => {
      const rows = await this.messagesOf(targets);
      const strangers = strangersTo(rows, to);
      await fetchMissing(services, strangers, (message) => this.tell(message));
      const places = rows
        .filter(({ accountId, mailboxIds }) => accountId === to.accountId && !mailboxIds.includes(to.id))
        .map(({ id, mailboxIds }) => ({ emailId: id, mailboxIds: [...mailboxIds, to.id] }));
      const commands: MailCommand[] = places.length === 0 ? [] : [{ type: 'place', places }];
      if (strangers.length > 0) commands.push(transferCommand(strangers, to, true));
      return commands.length === 0 ? undefined : services.mail.run(commands);
    });
    const name = mailboxName(to);
    if (done !== undefined) this.tell(`${msg(str`Also in “${name}” now.`)}${leftText(done.left)}`, done);
  }

  /** Into the mailbox with this role of each one's account; it is made where there is none. */
  async moveToRole(targets: readonly Target[], role: MailboxRole): Promise<boolean> {
    return this._move(
      targets,
      (accountId) => this._boxFor(role, accountId),
      (count) => roleText(role, count),
    );
  }

  private async _boxFor(role: MailboxRole, accountId: string): Promise<string> {
    const known = this._state.mailboxFor(role, accountId);
    if (known !== undefined) return known.id;
    const done = await this._state.services!.mail.run({
      type: 'createMailbox',
      accountId,
      name: mailboxName({ role, name: role }),
      parentId: null,
      role,
    });
    return done.mailboxId!;
  }

  private async _move(
    targets: readonly Target[],
    boxOf: (accountId: string) => Promise<string>,
    text: (count: number) => string,
  ): Promise<boolean> {
    const done = await this.attempt(async (services) => {
      const rows = await this.messagesOf(targets);
      const byAccount = grouped(rows, ({ accountId }) => accountId);
      const commands: MailCommand[] = [];
      for (const [accountId, own] of byAccount) commands.push(...this._moveCommands(own, await boxOf(accountId)));
      return commands.length === 0 ? undefined : services.mail.run(commands);
    });
    if (done === undefined) return false;
    this.tell(text(targets.length), done);
    return true;
  }

  /** For good, once the person was asked. */
  async destroy(targets: readonly Target[]): Promise<boolean> {
    const rows = await this.attempt(() => this.messagesOf(targets));
    const emailIds = (rows ?? []).map(({ id }) => id);
    if (emailIds.length === 0) return false;
    const done = await this.run({ type: 'destroy', emailIds });
    if (done === undefined) return false;
    this.tell(
      emailIds.length === 1 ? msg('Deleted for good.') : msg(str`${emailIds.length} messages deleted for good.`),
    );
    return true;
  }

  /** Every message of a mailbox. */
  async everyRow(mailboxId: string, show: 'all' | 'unread'): Promise<readonly EmailListItem[]> {
    const query = { where: { mailboxId }, show, text: '', collapseThreads: false, order: 'newest' } as const;
    const mail = this._state.services!.mail;
    const { total } = await firstOf(mail.watchList(query));
    return mail.rows(query, 0, total);
  }

  async markAllRead(mailbox: Mailbox): Promise<void> {
    const rows = await this.attempt(() => this.everyRow(mailbox.id, 'unread'));
    if (rows === undefined || rows.length === 0) return;
    const done = await this.run({
      type: 'setKeywords',
      emailIds: rows.map(({ id }) => id),
      add: ['$seen'],
      remove: [],
    });
    if (done !== undefined) this.tell(keywordText('$seen', true, rows.length), done);
  }
}

export const isFlagged = (target: Target) =>
  'threadFlagged' in target ? target.threadFlagged : target.keywords.includes('$flagged');
export const isUnreadTarget = (target: Target) =>
  'threadUnread' in target ? target.threadUnread : !target.keywords.includes('$seen');

function keywordText(keyword: '$seen' | '$flagged', on: boolean, count: number): string {
  if (keyword === '$flagged') return on ? msg(str`${count} starred.`) : msg(str`Star removed from ${count}.`);
  return on ? msg(str`${count} marked as read.`) : msg(str`${count} marked as unread.`);
}

function roleText(role: MailboxRole, count: number): string {
  const isOne = count === 1;
  switch (role) {
    case 'archive':
      return isOne ? msg('Archived.') : msg(str`${count} archived.`);
    case 'trash':
      return isOne ? msg('Moved to the trash.') : msg(str`${count} moved to the trash.`);
    case 'junk':
      return isOne ? msg('Marked as spam.') : msg(str`${count} marked as spam.`);
    case 'inbox':
      return isOne ? msg('Moved to the inbox.') : msg(str`${count} moved to the inbox.`);
    default:
      return isOne ? msg('Moved.') : msg(str`${count} moved.`);
  }
}
