// What is asked of one message in the reader.
import { msg } from '@lit/localize';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Services } from '../../app/services.js';
import { shownName } from '../../domain/mail/address.js';
import { chatLink } from '../../domain/mail/chat-link.js';
import type { EmailAttachment, EmailDetail } from '../../domain/mail/email.js';
import { fileNameWarnings, safeFileName } from '../../domain/mail/safe-file-name.js';
import { unsubscribeWays } from '../../domain/mail/unsubscribe.js';
import { systemClock } from '../../domain/time/clock.js';
import { createMomentTexts } from '../../domain/time/moment-texts.js';
import { ImportRequestEvent } from '../shared/import-request-event.js';
import { saveFile } from '../shared/save-file.js';
import type { ComposeFlows } from './compose-flows.js';
import { kindOf } from './file-kinds.js';
import type { MessageActionEvent } from './ik-mail-message.js';
import { labelMail } from './labels/label-mail.js';
import type { MailActions } from './mail-actions.js';
import type { MailDialogs } from './mail-dialogs.js';
import type { MailState } from './mail-state.js';

interface MessageFlowParts {
  readonly host: HTMLElement;
  readonly state: MailState;
  readonly actions: MailActions;
  readonly dialogs: MailDialogs;
  services(): Services | undefined;
  display(): DisplaySettings | undefined;
  back(): void;
  readonly compose: ComposeFlows;
}

export class MessageFlows {
  constructor(private readonly _parts: MessageFlowParts) {}

  onMessage({ action, email, attachment }: MessageActionEvent) {
    const { actions, dialogs, services } = this._parts;
    const all = services();
    if (all === undefined) return;
    if (action === 'reply' || action === 'reply-all' || action === 'forward')
      return this._parts.compose.answer(action, email);
    if (action === 'draft') return void this._parts.compose.goOn(email);
    if (action === 'star') return void actions.toggleStar([email]);
    if (action === 'label') return void labelMail([email], this._parts);
    if (action === 'trash') return void actions.moveToRole([email], 'trash');
    if (action === 'unread') return void this._unreadFrom(email);
    if (action === 'rule' || action === 'blocked' || action === 'approved') return void this._rule(email, all, action);
    if (action === 'source') return void dialogs.source(email, all);
    if (action === 'log') return void dialogs.log(all, email);
    if (action === 'save') return void this._saveMessage(email, all);
    if (action === 'unsubscribe') return void dialogs.unsubscribe(email, unsubscribeWays(email.unsubscribe), all);
    if (action === 'receipt' || action === 'no-receipt') return void this._receipt(email, all, action === 'receipt');
    if (action === 'people') return void dialogs.people(email, all);
    if (action === 'chat') return this._chat(email);
    if (action === 'summarise' || action === 'translate') return void this.help(action, [email]);
    if (action === 'file-save-all') return void this._saveAll(email, all);
    if (attachment === undefined) return;
    if (action === 'file-save') return void this._save(email, attachment, all);
    return void this._open(email, attachment, all);
  }

  /** This message and those after it. */
  private async _unreadFrom(email: EmailDetail) {
    const { state, actions, back } = this._parts;
    const thread = state.thread ?? [];
    const from = thread.findIndex(({ id }) => id === email.id);
    await actions.setKeyword(thread.slice(Math.max(0, from)), '$seen', false, true);
    back();
  }

  private async _receipt(email: EmailDetail, services: Services, sends: boolean) {
    const { state, actions, display } = this._parts;
    await actions.attempt(async () => {
      const { sendReceipt, refuseReceipt } = await import('./compose/send-receipt.js');
      if (!sends) return refuseReceipt(services, email);
      const shown = display() ?? { locale: 'en', timeZone: 'UTC' };
      const isSent = await sendReceipt(services, email, state.own, shown);
      return actions.tell(isSent ? msg('The receipt is on its way.') : msg('To send it, add a mail account.'));
    });
  }

  private async _saveMessage(email: EmailDetail, services: Services) {
    const blob = await this._parts.actions.attempt(() => services.mail.source(email.id));
    const { emlName } = await import('./ik-mail-source.js');
    if (blob !== undefined) saveFile(blob, emlName(email.subject));
    else this._parts.actions.tell(msg('The whole message is not on this device yet.'));
  }

  private async _part(email: EmailDetail, attachment: EmailAttachment, services: Services): Promise<Blob | undefined> {
    const blob = await this._parts.actions.attempt(() => services.mail.part(email.id, attachment.partId));
    if (blob === undefined) this._parts.actions.tell(msg('The whole message is not on this device yet.'));
    return blob;
  }

  private async _save(email: EmailDetail, attachment: EmailAttachment, services: Services) {
    // What runs, or hides what it is, is looked at first: the preview says so.
    if (fileNameWarnings(attachment.name).length > 0) return this._parts.dialogs.preview(email, attachment, services);
    const blob = await this._part(email, attachment, services);
    // Saved as bytes: a browser that opens what it saved must not take it for a page.
    if (blob !== undefined)
      saveFile(new Blob([blob], { type: 'application/octet-stream' }), safeFileName(attachment.name));
    return undefined;
  }

  private async _saveAll(email: EmailDetail, services: Services) {
    const names = new Set<string>();
    for (const attachment of email.attachments.filter(({ isInline }) => !isInline)) {
      const blob = await this._part(email, attachment, services);
      if (blob === undefined) return;
      let name = safeFileName(attachment.name);
      for (let copy = 2; names.has(name.toLowerCase()); copy += 1)
        name = safeFileName(attachment.name).replace(/(\.[^.]*)?$/, ` (${copy})$1`);
      names.add(name.toLowerCase());
      saveFile(new Blob([blob], { type: 'application/octet-stream' }), name);
    }
  }

  /** Calendars and contacts go to the import; everything else is looked at. */
  private async _open(email: EmailDetail, attachment: EmailAttachment, services: Services) {
    const kind = kindOf(attachment);
    if (kind === 'message') return this._openMessage(email, attachment, services);
    if (kind !== 'calendar' && kind !== 'contacts') return this._parts.dialogs.preview(email, attachment, services);
    const blob = await this._part(email, attachment, services);
    if (blob === undefined) return;
    const ending = { calendar: '.ics', contacts: '.vcf' }[kind];
    const name = safeFileName(attachment.name, `attachment${ending}`);
    const file = new File([blob], name.toLowerCase().endsWith(ending) ? name : `${name}${ending}`, { type: blob.type });
    this._parts.host.dispatchEvent(new ImportRequestEvent([file]));
  }

  private async _openMessage(email: EmailDetail, attachment: EmailAttachment, services: Services) {
    const { actions, dialogs } = this._parts;
    const inner = await actions.attempt(() => services.mail.attachedMessage(email.id, attachment.partId));
    if (inner === undefined) return actions.tell(msg('The whole message is not on this device yet.'));
    await dialogs.attached(inner, services, (event) => this.onMessage(event));
  }

  /** An event with the people of what is open. */
  organise() {
    const { actions, host, state, display } = this._parts;
    return actions.attempt(async (services) => {
      const shown = display();
      const { thread = [], own } = state;
      if (shown === undefined || thread.length === 0) return;
      const { organiseEvent } = await import('./organise-event.js');
      await organiseEvent(host, services, shown, thread, own);
    });
  }

  /** Asks the model that the person has named. */
  help(kind: 'summarise' | 'translate', emails: readonly EmailDetail[]) {
    const { actions, host, display } = this._parts;
    return actions.attempt(async (services) => {
      const { helpWithMail } = await import('../assistant/help-with-mail.js');
      await helpWithMail(host.shadowRoot!, services, display(), kind, emails);
    });
  }

  private async _rule(email: EmailDetail, services: Services, what: 'rule' | 'blocked' | 'approved') {
    const { host, display, actions } = this._parts;
    await actions.attempt(async () => {
      const { listSender, ruleFromMessage } = await import('../mail-rules/rule-flows.js');
      const locale = display()?.locale ?? 'en';
      const context = { host, root: host.shadowRoot!, services, locale };
      if (what === 'rule') await ruleFromMessage(context, email);
      else await listSender(context, email, what);
    });
  }

  private _chat(email: EmailDetail) {
    const { state, display, actions } = this._parts;
    const [sender] = email.replyTo.length > 0 ? email.replyTo : email.from;
    const { locale = 'en', timeZone = 'UTC' } = display() ?? {};
    const date = createMomentTexts(locale, timeZone, () => systemClock.now()).full(email.sendAt ?? email.receivedAt);
    const href =
      sender &&
      chatLink(state.looks.chat, { address: sender.email, name: shownName(sender), subject: email.subject, date });
    if (href === undefined) return actions.tell(msg('The address of chats in the mail settings cannot be used.'));
    window.open(href, '_blank', 'noopener,noreferrer');
    void actions.run({ type: 'setKeywords', emailIds: [email.id], add: ['$ik-chat'], remove: [] });
  }
}
