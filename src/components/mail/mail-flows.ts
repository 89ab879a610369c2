// What the mail page does when something is asked of rows, threads, messages and mailboxes.
import { msg, str } from '@lit/localize';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Services } from '../../app/services.js';
import type { EmailListItem } from '../../domain/mail/email.js';
import { LOCAL_ACCOUNT, type Mailbox } from '../../domain/mail/mailbox.js';
import { ImportRequestEvent } from '../shared/import-request-event.js';
import { NavigateEvent } from '../shared/navigate-event.js';
import type { IkMailList } from './ik-mail-list.js';
import type { MailboxActionEvent, MailDropEvent } from './ik-mail-sidebar.js';
import { labelMail } from './labels/label-mail.js';
import { isUnreadTarget, type MailActions, type Target } from './mail-actions.js';
import type { MailDialogs } from './mail-dialogs.js';
import { mailboxName } from './mail-names.js';
import { mailboxList, mailUrl } from './mail-route.js';
import type { MailState } from './mail-state.js';
import { moveFlow } from './move-flow.js';
import { snoozedText, snoozeMail } from './snooze/snooze-mail.js';

export type FlowAction =
  | 'archive'
  | 'trash'
  | 'star'
  | 'read'
  | 'unread'
  | 'move'
  | 'label'
  | 'junk'
  | 'inbox'
  | 'destroy'
  | 'snooze';

export interface FlowParts {
  readonly host: HTMLElement;
  readonly state: MailState;
  readonly actions: MailActions;
  readonly dialogs: MailDialogs;
  services(): Services | undefined;
  display(): DisplaySettings | undefined;
  list(): IkMailList | null;
  picked(): readonly EmailListItem[];
  /** Shows a message, or the list alone. */
  go(item: EmailListItem | undefined, replace?: boolean): void;
}

export class MailFlows {
  /** Rows under the pointer while they are dragged. */
  dragged: readonly EmailListItem[] = [];

  constructor(private readonly _parts: FlowParts) {}

  /** What is picked, else what is open, else where the keyboard is. */
  get targets(): readonly Target[] {
    const { picked, state, list } = this._parts;
    const rows = picked();
    if (rows.length > 0) return rows;
    const active = list()?.active;
    const { emailId } = state.route;
    if (emailId === undefined) return active === undefined ? [] : [active];
    if (active?.id === emailId) return [active];
    return state.thread ?? [];
  }

  async act(action: FlowAction, targets: readonly Target[] = this.targets): Promise<void> {
    if (targets.length === 0) return;
    const { actions, state } = this._parts;
    if (action === 'star') return actions.toggleStar(targets);
    if (action === 'read' || action === 'unread') return this._read(action, targets);
    if (action === 'move') return this._move(targets);
    if (action === 'label') return labelMail(targets, this._parts);
    if (action === 'snooze') return this._snooze(targets);
    if (action === 'destroy') return this._destroy(targets);
    // What is in the trash already is gone from it for good, after a question.
    if (action === 'trash' && state.role === 'trash') return this._destroy(targets);
    const next = this._next(targets);
    if (await actions.moveToRole(targets, action)) this._left(targets, next);
  }

  private _snooze(targets: readonly Target[]) {
    const { actions, dialogs, state, display } = this._parts;
    return dialogs.snooze(targets.length, async (until) => {
      const next = this._next(targets);
      const done = await actions.attempt(async (services) => {
        const rows = await actions.messagesOf(targets);
        const snoozed = await snoozeMail(services, rows, state.mailboxes ?? [], until);
        const { locale = 'en', timeZone = 'UTC' } = display() ?? {};
        if (snoozed !== undefined) actions.tell(snoozedText(targets.length, until, locale, timeZone), snoozed);
        return snoozed;
      });
      if (done !== undefined) this._left(targets, next);
    });
  }

  private async _read(action: 'read' | 'unread', targets: readonly Target[]) {
    const { actions, state, go } = this._parts;
    await actions.setKeyword(targets, '$seen', action === 'read', targets.length === 1);
    // What is marked as unread while it is open would be read again at once.
    if (action === 'unread' && this._holdsOpen(targets) && state.route.emailId !== undefined) go(undefined);
  }

  /** Read when something of it is unread; unread otherwise. */
  toggleRead(targets: readonly Target[] = this.targets) {
    return this.act(targets.some(isUnreadTarget) ? 'read' : 'unread', targets);
  }

  private _move(targets: readonly Target[]) {
    const { actions, dialogs } = this._parts;
    const next = this._next(targets);
    return moveFlow(targets, { actions, dialogs, without: this._here, onMoved: () => this._left(targets, next) });
  }

  /** The mailboxes the list is about: nothing is moved to where it is. */
  private get _here(): readonly string[] {
    const { where } = this._parts.state.query;
    return 'mailboxId' in where ? [where.mailboxId] : [];
  }

  private async _destroy(targets: readonly Target[]) {
    const { actions, dialogs } = this._parts;
    const count = targets.length;
    const question = {
      heading: msg('Delete for good?'),
      text:
        count === 1
          ? msg('This cannot be undone.')
          : msg(str`${count} messages or conversations. This cannot be undone.`),
      agree: msg('Delete for good'),
      danger: true,
    };
    await dialogs.ask(question, async () => {
      const next = this._next(targets);
      if (await actions.destroy(targets)) this._left(targets, next);
    });
  }

  private _holdsOpen(targets: readonly Target[]): boolean {
    const { emailId } = this._parts.state.route;
    const { threadId } = this._parts.state;
    return emailId !== undefined && targets.some((target) => target.id === emailId || target.threadId === threadId);
  }

  /** What is shown when these are gone: known before they are. */
  private _next(targets: readonly Target[]): EmailListItem | undefined {
    const { state, list } = this._parts;
    const { advance } = state.looks;
    if (advance === 'list' || targets.length !== 1) return undefined;
    const next = list()?.neighbour(advance === 'next' ? 1 : -1);
    return next !== undefined && targets.some(({ id }) => id === next.id) ? undefined : next;
  }

  private _left(targets: readonly Target[], next: EmailListItem | undefined) {
    const { list, go } = this._parts;
    list()?.clearPicked();
    if (this._holdsOpen(targets)) go(next, true);
  }

  onDrop({ to }: MailDropEvent) {
    const items = this.dragged;
    const { actions, state } = this._parts;
    if (items.length === 0) return;
    if ('mailboxId' in to) {
      const mailbox = state.mailboxes?.find(({ id }) => id === to.mailboxId);
      if (mailbox !== undefined) void actions.moveTo(items, mailbox).then(() => this._left(items, undefined));
    } else if (to.role === 'starred') void actions.setKeyword(items, '$flagged', true);
    else void actions.moveToRole(items, to.role).then(() => this._left(items, undefined));
  }

  onMailbox({ action, mailbox, accountId }: MailboxActionEvent) {
    const { actions, host, dialogs, services } = this._parts;
    if (action === 'import') return void host.dispatchEvent(new ImportRequestEvent());
    if (action === 'restore') return void this.restore();
    if (action === 'log') return void this.log();
    if (action === 'new' || mailbox === undefined)
      return void this.newFolder(mailbox?.id ?? null, mailbox?.accountId ?? accountId);
    const all = services();
    if (action === 'rename') return void this._rename(mailbox);
    if (action === 'move') return void this._moveFolder(mailbox);
    if (action === 'read') return void actions.markAllRead(mailbox);
    if (action === 'export') return void (all && dialogs.exporting([mailbox], all));
    if (action === 'empty') return void this._empty(mailbox);
    return void this._removeFolder(mailbox);
  }

  newFolder(parentId: string | null = null, accountId: string = LOCAL_ACCOUNT) {
    const { actions, dialogs, services } = this._parts;
    return dialogs.folder('', async (name) => {
      const done = await services()!.mail.run({ type: 'createMailbox', accountId, name, parentId });
      actions.tell(msg(str`Folder “${name}” created.`), done);
    });
  }

  private _rename(mailbox: Mailbox) {
    const { actions, dialogs, services } = this._parts;
    return dialogs.folder(mailbox.name, async (name) => {
      const done = await services()!.mail.run({ type: 'updateMailbox', mailboxId: mailbox.id, name });
      actions.tell(msg('Folder renamed.'), done);
    });
  }

  private _moveFolder(mailbox: Mailbox) {
    const { actions, dialogs, services, state } = this._parts;
    const below = (id: string): string[] =>
      (state.mailboxes ?? []).filter(({ parentId }) => parentId === id).flatMap((one) => [one.id, ...below(one.id)]);
    const roles = (state.mailboxes ?? []).filter(({ role }) => role !== null).map(({ id }) => id);
    return dialogs.move({
      heading: msg(str`Move “${mailbox.name}” into`),
      accountId: mailbox.accountId,
      without: [mailbox.id, ...below(mailbox.id), ...roles],
      withTop: true,
      choose: async (to) => {
        const done = await services()!.mail.run({
          type: 'updateMailbox',
          mailboxId: mailbox.id,
          parentId: to?.id ?? null,
        });
        actions.tell(msg('Folder moved.'), done);
      },
    });
  }

  private async _removeFolder(mailbox: Mailbox) {
    const { actions, host, state } = this._parts;
    const done = await actions.run({ type: 'destroyMailbox', mailboxId: mailbox.id });
    if (done === undefined) return;
    actions.tell(msg(str`Folder “${mailbox.name}” deleted; its messages are in the trash.`), done);
    if (state.route.list === mailboxList(mailbox.id))
      host.dispatchEvent(new NavigateEvent(mailUrl('inbox'), { replace: true }));
  }

  private _empty(mailbox: Mailbox) {
    const { actions, dialogs } = this._parts;
    const count = mailbox.totalEmails.toLocaleString(this._parts.display()?.locale ?? 'en');
    const question = {
      heading: msg(str`Empty “${mailboxName(mailbox)}”?`),
      text: msg(str`${count} messages are deleted for good. This cannot be undone.`),
      agree: msg('Delete all for good'),
      danger: true,
    };
    return dialogs.ask(question, async () => {
      const rows = await actions.everyRow(mailbox.id, 'all');
      if (rows.length > 0) await actions.destroy(rows);
    });
  }

  /** What happened to mail. */
  log() {
    const { dialogs, services } = this._parts;
    const all = services();
    return all === undefined ? undefined : dialogs.log(all);
  }

  restore() {
    const { actions, dialogs, services } = this._parts;
    const all = services();
    return (
      all &&
      dialogs.restore(all, (count, undo) =>
        actions.tell(count === 1 ? msg('1 message is back.') : msg(str`${count} messages are back.`), undo && { undo }),
      )
    );
  }

  exportList() {
    const { dialogs, services, state } = this._parts;
    const { where } = state.query;
    const boxes = (state.mailboxes ?? []).filter((box) =>
      'mailboxId' in where ? box.id === where.mailboxId : 'role' in where ? box.role === where.role : true,
    );
    const all = services();
    return all && boxes.length > 0 ? dialogs.exporting(boxes, all) : undefined;
  }
}
