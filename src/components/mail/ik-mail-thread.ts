import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import eventIcon from 'lucide-static/icons/calendar-plus.svg?raw';
import backIcon from 'lucide-static/icons/chevron-left.svg?raw';
import moreIcon from 'lucide-static/icons/ellipsis-vertical.svg?raw';
import forwardIcon from 'lucide-static/icons/forward.svg?raw';
import readIcon from 'lucide-static/icons/mail-open.svg?raw';
import replyIcon from 'lucide-static/icons/reply.svg?raw';
import replyAllIcon from 'lucide-static/icons/reply-all.svg?raw';
import summariseIcon from 'lucide-static/icons/sparkles.svg?raw';
import trashIcon from 'lucide-static/icons/trash-2.svg?raw';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Services } from '../../app/services.js';
import { hasOthers } from '../../domain/mail/compose/reply.js';
import type { EmailDetail } from '../../domain/mail/email.js';
import type { MailboxRole } from '../../domain/mail/mailbox.js';
import { AssistantController } from '../assistant/assistant-controller.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import type { MenuItem, MenuSelectEvent } from '../shared/ik-menu.js';
import '../shared/ik-menu.js';
import type { MessageActionEvent } from './ik-mail-message.js';
import './ik-mail-message.js';
import './ik-junk-note.js';
import { styles } from './ik-mail-thread.styles.js';
import { defaultLooks, type ThreadTool } from './mail-looks.js';
import { threadSubject } from './thread-subject.js';
import { threadTools } from './thread-tools.js';

export type ThreadAction =
  | 'archive'
  | 'trash'
  | 'star'
  | 'read'
  | 'move'
  | 'label'
  | 'junk'
  | 'inbox'
  | 'back'
  | 'event'
  | 'summarise'
  | 'snooze'
  | 'destroy'
  | 'reply'
  | 'reply-all'
  | 'forward';

/** Something is wanted of the whole thread. Does not bubble. */
export class ThreadActionEvent extends Event {
  constructor(readonly action: ThreadAction) {
    super('ik-thread-action');
  }
}

/** Collapsed messages in a row beyond which they are one line. */
const MANY = 3;

/**
 * A thread: its subject, what can be done with it, its messages. What was read before is collapsed.
 *
 * @fires {ThreadActionEvent} ik-thread-action - Something is wanted of the thread. Does not bubble.
 * @fires {MessageActionEvent} ik-message-action - Something is wanted of one message. Does not bubble.
 */
@customElement('ik-mail-thread')
@localized()
export class IkMailThread extends LitElement {
  static override styles = [controls, styles];

  /** The oldest first; `undefined` while they are read. What was shown before is hidden then, and drawn over: nothing is made anew. */
  @property({ attribute: false }) emails: readonly EmailDetail[] | undefined;
  /** The message of the address: it is open. */
  @property({ attribute: false }) current: string | undefined;
  @property({ attribute: false }) services: Services | undefined;
  @property({ attribute: false }) display: DisplaySettings | undefined;
  @property({ attribute: false }) own: readonly string[] = [];
  /** Of the list it was opened from. */
  @property({ attribute: false }) kind: MailboxRole | undefined;
  /** The list is not beside it. */
  @property({ type: Boolean }) alone = false;
  @property({ type: Boolean }) chat = false;
  /** Its buttons; what else can be done is in the menu. */
  @property({ attribute: false }) tools: readonly ThreadTool[] = defaultLooks.toolbar;
  @state() private _open: ReadonlySet<string> = new Set();
  @state() private _all = false;
  private _threadId: string | undefined;
  private _before: readonly EmailDetail[] = [];
  private _shown: string | undefined;

  private readonly _assistant = new AssistantController(this, () => this.services);

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('services')) this._assistant.refresh();
    if (!changed.has('emails') && !changed.has('current')) return;
    const { emails } = this;
    const [first] = emails ?? [];
    if (emails === undefined || first === undefined) return;
    if (first.threadId !== this._threadId || changed.has('current')) {
      this._threadId = first.threadId;
      this._all = false;
      // What is unread, and the last one: that is what one comes for.
      const unread = emails.filter(({ keywords }) => !keywords.includes('$seen')).map(({ id }) => id);
      this._open = new Set([...unread, emails.at(-1)!.id, ...(this.current === undefined ? [] : [this.current])]);
    } else if (!emails.some(({ id }) => this._open.has(id))) this._open = new Set([emails.at(-1)!.id]);
  }

  protected override updated(changed: PropertyValues<this>) {
    const [first] = this.emails ?? [];
    if (!changed.has('emails') || first === undefined || first.id === this._shown) return;
    this._shown = first.id;
    this.scrollTop = 0; // as far down as one had read in the one before
  }

  /** Opens all messages, or closes all but the last. */
  toggleAll() {
    const { emails = [] } = this;
    const isAll = emails.every(({ id }) => this._open.has(id));
    this._all = true;
    this._open = new Set(isAll ? emails.slice(-1).map(({ id }) => id) : emails.map(({ id }) => id));
  }

  override connectedCallback() {
    super.connectedCallback();
    addEventListener('beforeprint', this._beforePrint);
    addEventListener('afterprint', this._afterPrint);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('beforeprint', this._beforePrint);
    removeEventListener('afterprint', this._afterPrint);
    this._afterPrint();
  }

  private _takeOffPaper = () => {};

  private _beforePrint = () => {
    this._afterPrint();
    const messages = [...this.renderRoot.querySelectorAll('ik-mail-message')].map((each) => each.layOutForPaper());
    this._takeOffPaper = () => {
      for (const takeAway of messages) takeAway();
    };
  };

  private _afterPrint = () => {
    this._takeOffPaper();
    this._takeOffPaper = () => {};
  };

  /** Prints the last message that is open. */
  print() {
    if (this.emails === undefined) return;
    const open = [...this.renderRoot.querySelectorAll('ik-mail-message')].filter((message) => message.open);
    return open.at(-1)?.print();
  }

  private _wish(action: ThreadAction) {
    this.dispatchEvent(new ThreadActionEvent(action));
  }

  private _onMessage(event: MessageActionEvent) {
    if (event.action !== 'toggle') return;
    event.stopImmediatePropagation();
    const { id } = event.email;
    const open = new Set(this._open);
    if (!open.delete(id)) open.add(id);
    this._open = open;
  }

  private _button(
    action: string,
    label: string,
    svg: string,
    extra: { readonly pressed?: boolean; readonly classes?: string } = {},
  ) {
    return html`<button type="button" class="icon-button ${extra.classes ?? ''}" aria-label=${label} title=${label} aria-pressed=${extra.pressed === undefined ? nothing : String(extra.pressed)}
      @click=${() => this._do(action)}>${icon(svg)}</button>`;
  }

  private _toolbar(emails: readonly EmailDetail[]) {
    const starred = emails.some(({ keywords }) => keywords.includes('$flagged'));
    const { kind: role } = this;
    const { buttons, menu } = threadTools(this.tools, role);
    const items: readonly MenuItem[] = [
      ...menu,
      ...(this._assistant.isOn
        ? [{ id: 'summarise', label: msg('Summarise the conversation…'), icon: summariseIcon }]
        : []),
      ...(emails.length > 1 ? [{ id: 'all', label: msg('Open or close all messages'), icon: readIcon }] : []),
      ...(role === 'trash'
        ? [{ id: 'destroy', label: msg('Delete for good…'), icon: trashIcon, danger: true, separated: true }]
        : []),
    ];
    return html`<div class="tools" role="toolbar" aria-label=${msg('Conversation')}>
      ${buttons.map(({ id, label, icon: svg }) => this._button(id, label, svg, id === 'star' ? { pressed: starred, classes: starred ? 'on' : '' } : {}))}
      <ik-menu button-class="icon-button" label=${msg('More')} .items=${items} @ik-menu-select=${({ id }: MenuSelectEvent) => this._do(id)}>${icon(moreIcon)}</ik-menu>
    </div>`;
  }

  private _do(id: string) {
    if (id === 'print') void this.print();
    else if (id === 'all') this.toggleAll();
    else this._wish(id as ThreadAction);
  }

  private _message = (
    email: EmailDetail,
  ) => html`<ik-mail-message .email=${email} .services=${this.services} .display=${this.display} .own=${this.own} ?chat=${this.chat} ?junk=${this.kind === 'junk'} ?help=${this._assistant.isOn}
    ?open=${this._open.has(email.id)} @ik-message-action=${(event: MessageActionEvent) => this._pass(event)}></ik-mail-message>`;

  private _pass(event: MessageActionEvent) {
    if (event.action === 'toggle') return this._onMessage(event);
    this.dispatchEvent(
      new (event.constructor as typeof MessageActionEvent)(event.action, event.email, event.attachment),
    );
  }

  /** Many that were read before are one line until they are asked for. */
  private _messages(emails: readonly EmailDetail[]) {
    const hidden = emails.slice(1).findIndex(({ id }) => this._open.has(id));
    if (this._all || hidden < MANY || this._open.has(emails[0]!.id)) return emails.map(this._message);
    return html`${this._message(emails[0]!)}
      <button type="button" class="fold" @click=${() => {
        this._all = true;
      }}><span>${msg(str`${hidden} earlier messages`)}</span></button>
      ${emails.slice(1 + hidden).map(this._message)}`;
  }

  /** Whether an answer may go to more than one person. */
  private _others(emails: readonly EmailDetail[]): boolean {
    const last = emails.findLast(({ keywords }) => !keywords.includes('$draft'));
    return last !== undefined && hasOthers(last, this.own);
  }

  private _head(emails: readonly EmailDetail[]) {
    const subject = threadSubject(emails) || msg('No subject');
    return html`<div class="head">
      ${this.alone ? html`<button type="button" class="icon-button plain back" aria-label=${msg('Back to the list')} @click=${() => this._wish('back')}>${icon(backIcon)}</button>` : nothing}
      <h2 dir="auto">${subject}</h2>
      ${this._toolbar(emails)}
    </div>`;
  }

  protected override render() {
    const isReading = this.emails === undefined;
    return html`${isReading ? wait() : nothing}${this._thread(this.emails ?? this._before, isReading)}`;
  }

  private _thread(emails: readonly EmailDetail[], isHidden: boolean) {
    this._before = emails;
    if (emails.length === 0) return nothing;
    return html`<div class="thread" ?hidden=${isHidden}>${this._head(emails)}
      ${this.kind === 'junk' ? html`<ik-junk-note .email=${emails.at(-1)} .services=${this.services} @ik-not-junk=${() => this._wish('inbox')}></ik-junk-note>` : nothing}
      <div class="messages">${this._messages(emails)}</div>
      <div class="foot">
        <button type="button" class="button" @click=${() => this._wish('reply')}>${icon(replyIcon)}${msg('Reply')}</button>
        ${this._others(emails) ? html`<button type="button" class="button" @click=${() => this._wish('reply-all')}>${icon(replyAllIcon)}${msg('Reply to all')}</button>` : nothing}
        <button type="button" class="button" @click=${() => this._wish('forward')}>${icon(forwardIcon)}${msg('Forward')}</button>
        <button type="button" class="button" @click=${() => this._wish('event')}>${icon(eventIcon)}${msg('Organise event')}</button></div>
    </div>`;
  }
}

function wait() {
  return html`<div class="thread" aria-busy="true"><p class="visually-hidden" role="status">${msg('Reading the message…')}</p><div class="wait title"></div><div class="wait"></div></div>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-mail-thread': IkMailThread;
  }
  interface HTMLElementEventMap {
    'ik-thread-action': ThreadActionEvent;
  }
}
