import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import { keyed } from 'lit/directives/keyed.js';
import moreIcon from 'lucide-static/icons/ellipsis.svg?raw';
import trackerIcon from 'lucide-static/icons/eye-off.svg?raw';
import blockedIcon from 'lucide-static/icons/image-off.svg?raw';
import listIcon from 'lucide-static/icons/megaphone.svg?raw';
import chatIcon from 'lucide-static/icons/message-circle.svg?raw';
import colourIcon from 'lucide-static/icons/sun-moon.svg?raw';
import warningIcon from 'lucide-static/icons/triangle-alert.svg?raw';
import '../mail-accounts/ik-mail-fetch.js';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Services } from '../../app/services.js';
import type { EmailAttachment, EmailDetail } from '../../domain/mail/email.js';
import type { MailPart } from '../../domain/mail/message.js';
import { unsubscribeWays } from '../../domain/mail/unsubscribe.js';
import { systemClock } from '../../domain/time/clock.js';
import { createMomentTexts } from '../../domain/time/moment-texts.js';
import { faceStyles } from '../contacts/contact-face.js';
import { controls } from '../shared/controls.styles.js';
import { hue } from '../shared/hue.styles.js';
import { icon } from '../shared/icon.js';
import '../shared/ik-menu.js';
import type { MenuSelectEvent } from '../shared/ik-menu.js';
import type { MailContentEvent } from './body/body-events.js';
import type { IkMailBody } from './body/ik-mail-body.js';
import './body/ik-mail-body.js';
import type { PaperHead } from './body/mail-paper.js';
import { isOutgoing } from './compose/ik-mail-outgoing.js';
import { kindOf } from './file-kinds.js';
import './ik-mail-attachments.js';
import type { AttachmentEvent } from './ik-mail-attachments.js';
import './ik-mail-invitation.js';
import './ik-receipt-note.js';
import { fromName, toName } from './header-names.js';
import { styles } from './ik-mail-message.styles.js';
import type { ReceiptEvent } from './ik-receipt-note.js';
import { labelChips, labelLinks, labelStyles } from './label-chips.js';
import { trustedSenders } from './mail-looks.js';
import { fullAddress, messageHead } from './message-head.js';
import { messageMenu } from './message-menu.js';

/** Labels that an open message shows. */
const MAX_LABELS = 20;
/** What comes from elsewhere in a message of which nothing does. */
const NOTHING = { remote: 0, trackers: [] as readonly string[], isColoured: false };

const hasText = (email: EmailDetail | undefined) => `${email?.text ?? ''}${email?.html ?? ''}`.trim() !== '';

/** Something is wanted of a message. Does not bubble. */
export class MessageActionEvent extends Event {
  constructor(
    readonly action: string,
    readonly email: EmailDetail,
    readonly attachment?: EmailAttachment,
  ) {
    super('ik-message-action');
  }
}

/**
 * One message of a thread: its head, its content drawn harmless, its files, an invitation in it.
 *
 * @fires {MessageActionEvent} ik-message-action - Something is wanted of it. Does not bubble.
 */
@customElement('ik-mail-message')
@localized()
export class IkMailMessage extends LitElement {
  static override styles = [controls, hue, faceStyles, labelStyles, styles];

  @property({ attribute: false }) email: EmailDetail | undefined;
  @property({ attribute: false }) services: Services | undefined;
  @property({ attribute: false }) display: DisplaySettings | undefined;
  @property({ attribute: false }) own: readonly string[] = [];
  @property({ type: Boolean, reflect: true }) open = false;
  /** It hangs on another message: nothing is done to it here. */
  @property({ type: Boolean }) attached = false;
  /** Whether there is somewhere to chat. */
  @property({ type: Boolean }) chat = false;
  /** Whether writing help is set up. */
  @property({ type: Boolean }) help = false;
  /** It is among spam. */
  @property({ type: Boolean }) junk = false;
  @state() private _details = false;
  @state() private _images = false;
  @state() private _asText = false;
  @state() private _asSent = false;
  @state() private _content = NOTHING;
  @query('ik-mail-body') private _body!: IkMailBody | null;

  protected override willUpdate(changed: PropertyValues<this>) {
    const before = changed.get('email') as EmailDetail | undefined;
    if (!changed.has('email') || before?.id === this.email?.id) return;
    Object.assign(this, { _details: false, _asText: false, _asSent: false });
    // Else its content is read in the same turn, and says so itself.
    if (!this.open || !hasText(this.email)) this._content = NOTHING;
    this._images = this.email !== undefined && !this._isJunk && trustedSenders.has(this._sender);
  }

  private get _sender(): string {
    return this.email?.from[0]?.email ?? '';
  }

  private get _isJunk(): boolean {
    return this.junk || this.email?.keywords.includes('$junk') === true;
  }

  private _wish(action: string, attachment?: EmailAttachment) {
    this.dispatchEvent(new MessageActionEvent(action, this.email!, attachment));
  }

  private get _times() {
    return createMomentTexts(this.display?.locale ?? 'en', this.display?.timeZone ?? 'UTC', () => systemClock.now());
  }

  /** A picture the HTML shows, by its Content-ID. */
  private _picture = async (cid: string) => {
    const { email, services } = this;
    const attachment = email?.attachments.find((one) => one.cid === cid);
    return attachment && services?.mail.part(email!.id, attachment.partId);
  };

  private _onContent({ remote, trackers, isColoured }: MailContentEvent) {
    this._content = { remote, trackers, isColoured };
  }

  private _trust = () => {
    trustedSenders.add(this._sender);
    this._images = true;
  };

  private _onMenu({ id }: MenuSelectEvent) {
    if (id === 'text') this._asText = !this._asText;
    else if (id === 'sent') this._asSent = !this._asSent;
    else if (id === 'distrust') {
      trustedSenders.remove(this._sender);
      this._images = false;
    } else if (id === 'print') void this.print();
    else this._wish(id);
  }

  private get _head(): PaperHead {
    const email = this.email!;
    const lines = [
      `${fromName()}: ${email.from.map(fullAddress).join(', ')}`,
      `${toName()}: ${[...email.to, ...email.cc].slice(0, 50).map(fullAddress).join(', ')}`,
      this._times.full(email.sendAt ?? email.receivedAt),
    ];
    return { subject: email.subject || msg('No subject'), lines };
  }

  /** Prints this message by itself. */
  async print() {
    await this._body?.print(this._head);
  }

  /** Before the browser prints the page. @returns makes it as it was. */
  layOutForPaper(): () => void {
    const takeAway = this.open && this.email !== undefined ? this._body?.layOutForPaper(this._head) : undefined;
    this.toggleAttribute('paper', takeAway !== undefined);
    return () => {
      takeAway?.();
      this.removeAttribute('paper');
    };
  }

  /** Whether its colours may be those it was sent with, or dark ones. */
  private get _canTurn(): boolean {
    return this._content.isColoured && this.display?.theme === 'dark' && !this._asText;
  }

  private _remote() {
    const { remote, trackers } = this._content;
    const hasChat = this.email?.keywords.includes('$ik-chat') === true;
    const isList = !this.attached && unsubscribeWays(this.email?.unsubscribe ?? []).length > 0;
    if (remote === 0 && trackers.length === 0 && !hasChat && !this._canTurn && !isList) return nothing;
    const names = trackers.slice(0, 3).join(', ');
    const count = (remote === 1 ? msg('1 remote image blocked') : msg(str`${remote} remote images blocked`)).trim();
    return html`<div class="chips">${hasChat ? html`<span class="chip">${icon(chatIcon)}${msg('Answered by chat')}</span>` : nothing}
      ${isList ? html`<span class="chip">${icon(listIcon)}${msg('Mailing list')} · <button type="button" @click=${() => this._wish('unsubscribe')}>${msg('Unsubscribe')}</button></span>` : nothing}
      ${
        remote > 0 && !this._images
          ? html`<span class="chip">${icon(blockedIcon)}${count} · <button type="button" @click=${() => {
              this._images = true;
            }}>${msg('Show')}</button>${this._sender === '' || this._isJunk ? nothing : html` · <button type="button" title=${this._sender} @click=${this._trust}>${msg('Always from this sender')}</button>`}</span>`
          : nothing
      }
      ${trackers.length > 0 ? html`<span class="chip">${icon(trackerIcon)}${trackers.length === 1 ? msg(str`Tracker blocked: ${names}`) : msg(str`${trackers.length} trackers blocked: ${names}`)}</span>` : nothing}
      ${
        this._canTurn
          ? html`<span class="chip">${icon(colourIcon)}<button type="button" aria-pressed=${String(this._asSent)} @click=${() => {
              this._asSent = !this._asSent;
            }}>${this._asSent ? msg('Dark colours') : msg('Colours as sent')}</button></span>`
          : nothing
      }
    </div>`;
  }

  private _labels({ keywords }: EmailDetail) {
    const links = this.attached ? labelChips(keywords, MAX_LABELS) : labelLinks(keywords, MAX_LABELS);
    return links === nothing ? nothing : html`<div class="labels">${links}</div>`;
  }

  private _problems(email: EmailDetail) {
    if (!email.isHere && email.text === '' && email.html === '')
      return keyed(
        email.id,
        html`<ik-mail-fetch class="note" .services=${this.services} emailId=${email.id}></ik-mail-fetch>`,
      );
    if (email.problems.length === 0) return nothing;
    const isCut = email.problems.some(({ code }) => code === 'input/truncated' || code === 'input/limit');
    return html`<p class="note">${icon(warningIcon)}<span>${
      isCut
        ? msg('Parts of this message are missing or too large to be shown. Its source has all there is.')
        : msg('This message is not written as it should be; some of it may look wrong.')
    } <button type="button" class="link" @click=${() => this._wish('source')}>${msg('Show source')}</button></span></p>`;
  }

  private _files(email: EmailDetail) {
    const shown = email.attachments.filter(({ isInline }) => !isInline);
    if (shown.length === 0) return nothing;
    return html`<ik-mail-attachments .attachments=${shown} locale=${this.display?.locale ?? 'en'}
      @ik-attachment=${({ action, attachment }: AttachmentEvent) => this._wish(`file-${action}`, attachment)}></ik-mail-attachments>`;
  }

  private _receipt(email: EmailDetail) {
    if (this.attached || this.junk) return nothing;
    return html`<ik-receipt-note .email=${email} .own=${this.own} @ik-receipt=${({ sends }: ReceiptEvent) => this._wish(sends ? 'receipt' : 'no-receipt')}></ik-receipt-note>`;
  }

  private _invitation(email: EmailDetail) {
    const calendar = email.attachments.find((one) => kindOf(one) === 'calendar');
    if (calendar === undefined || this.services === undefined) return nothing;
    const { mail } = this.services;
    // What it has read is of one message.
    return keyed(
      email.id,
      html`<ik-mail-invitation .services=${this.services} .display=${this.display} .from=${this._sender}
      .read=${() => mail.part(email.id, calendar.partId)}></ik-mail-invitation>`,
    );
  }

  private _full(email: EmailDetail) {
    const items = messageMenu(email, {
      asText: this._asText,
      asSent: this._asSent,
      isTrusted: trustedSenders.has(this._sender),
      hasChat: this.chat,
      hasHelp: this.help,
    });
    const isWritten = email.keywords.includes('$draft') || isOutgoing(email);
    return html`${isWritten && !this.attached ? keyed(email.id, html`<ik-mail-outgoing .email=${email} .services=${this.services} .display=${this.display}></ik-mail-outgoing>`) : nothing}
      ${this._labels(email)} ${this._remote()} ${this._receipt(email)} ${this._problems(email)}
      ${
        !hasText(email)
          ? nothing
          : html`<div class="content">
        <ik-mail-body .message=${email.id} .html=${email.html} .text=${email.text} .flow=${flowOf(email.structure)} ?as-text=${this._asText} ?as-sent=${this._asSent} ?images=${this._images}
          theme=${this.display?.theme ?? 'light'} .picture=${this._picture} @ik-mail-content=${this._onContent}></ik-mail-body>
      </div>`
      }
      ${this._files(email)} ${this._invitation(email)}
      ${this.attached ? nothing : html`<div class="menu"><ik-menu button-class="icon-button plain" label=${msg('Message menu')} .items=${items} @ik-menu-select=${this._onMenu}>${icon(moreIcon)}</ik-menu></div>`}`;
  }

  protected override render() {
    const { email } = this;
    if (email === undefined) return nothing;
    const head = messageHead({
      email,
      own: this.own,
      times: this._times,
      open: this.open,
      details: this._details,
      onToggle: () => this._wish('toggle'),
      onDetails: () => {
        this._details = !this._details;
      },
      onStar: () => this._wish('star'),
    });
    const classes = { unread: !email.keywords.includes('$seen'), open: this.open };
    return html`<article class=${classMap(classes)}>${head}${this.open ? this._full(email) : nothing}</article>`;
  }
}

/** How the text's lines are meant (RFC 3676): as its part says. */
function flowOf(part: MailPart | undefined): { readonly flowed: boolean; readonly delSp: boolean } {
  if (part === undefined) return { flowed: false, delSp: false };
  if (part.type === 'text/plain' && part.disposition !== 'attachment')
    return {
      flowed: part.params.format?.toLowerCase() === 'flowed',
      delSp: part.params.delsp?.toLowerCase() === 'yes',
    };
  const inner = (part.subParts ?? []).map(flowOf);
  return inner.find(({ flowed }) => flowed) ?? { flowed: false, delSp: false };
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-mail-message': IkMailMessage;
  }
  interface HTMLElementEventMap {
    'ik-message-action': MessageActionEvent;
  }
}
