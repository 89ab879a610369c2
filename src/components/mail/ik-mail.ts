import { consume } from '@lit/context';
import { localized, msg } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import type { CommandRegistry } from '../../app/commands/command-registry.js';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Services } from '../../app/services.js';
import type { EmailListItem } from '../../domain/mail/email.js';
import { commandsContext, displayContext, servicesContext } from '../contexts.js';
import { controls } from '../shared/controls.styles.js';
import { ImportRequestEvent } from '../shared/import-request-event.js';
import '../shared/ik-page.js';
import { NavigateEvent } from '../shared/navigate-event.js';
import { describeError } from '../shared/problem-message.js';
import { ToggleSidebarEvent } from '../shared/toggle-sidebar-event.js';
import { chooseView } from './choose-view.js';
import { ComposeFlows } from './compose-flows.js';
import { emptyMail } from './empty-mail.js';
import { styles } from './ik-mail.styles.js';
import type { MailBarEvent } from './ik-mail-bar.js';
import './ik-mail-bar.js';
import type { IkMailHeader, MailHeaderEvent } from './ik-mail-header.js';
import './ik-mail-header.js';
import type { IkMailList } from './ik-mail-list.js';
import './ik-mail-list.js';
import './ik-mail-sidebar.js';
import type { MailboxActionEvent, MailDropEvent } from './ik-mail-sidebar.js';
import type { IkMailThread, ThreadActionEvent } from './ik-mail-thread.js';
import { isUnreadTarget, MailActions } from './mail-actions.js';
import { mailCommands } from './mail-commands.js';
import { MailDialogs } from './mail-dialogs.js';
import type { MailDragEvent, MailOpenEvent, MailPickEvent, MailRowEvent, MailSearchEvent } from './mail-events.js';
import { type FlowAction, MailFlows } from './mail-flows.js';
import { mailboxName, type RoleList, roleName } from './mail-names.js';
import { awayBar, noMessage, writeButton } from './mail-page-parts.js';
import { mailUrl } from './mail-route.js';
import { MailState } from './mail-state.js';
import { MessageFlows } from './message-flows.js';
import { ReadOpened } from './read-opened.js';

/** CSS pixels of the content below which list and message take turns. */
const TWO_PANES = 720;
/** The address follows the keyboard when it rests: browsers refuse hundreds of changes in a row. */
const REST_MS = 250;

/** The mail app: mailboxes, a list, a thread. Shown at `/mail/<list>/<message>`. */
@customElement('ik-mail')
@localized()
export class IkMail extends LitElement {
  static override styles = [controls, styles];

  /** The address after `/mail/`. */
  @property({ attribute: false }) path = '';
  @consume({ context: servicesContext, subscribe: true }) @state() private _services: Services | undefined;
  @consume({ context: displayContext, subscribe: true }) @state() private _display: DisplaySettings | undefined;
  @consume({ context: commandsContext, subscribe: true }) @state() private _registry: CommandRegistry | undefined;
  @state() private _narrow = false;
  @state() private _picked: readonly EmailListItem[] = [];
  @query('ik-mail-list') private _list!: IkMailList | null;
  @query('ik-mail-header') private _header!: IkMailHeader | null;
  @query('ik-mail-thread') private _thread!: IkMailThread | null;

  private _restTimer = 0;
  private _takeOutCommands = () => {};
  private readonly _state = new MailState(this, (error) => this._actions.fail(error));
  private readonly _actions = new MailActions(this, this._state);
  private readonly _dialogs = new MailDialogs(
    this,
    this._state,
    () => this._display,
    (error) => this._actions.fail(error),
  );
  private readonly _flows = new MailFlows({
    host: this,
    state: this._state,
    actions: this._actions,
    dialogs: this._dialogs,
    services: () => this._services,
    display: () => this._display,
    list: () => this._list,
    picked: () => this._picked,
    go: (item, replace) => this._go(item, replace),
  });
  private readonly _opened = new ReadOpened(this._state, this._actions);
  private readonly _compose = new ComposeFlows(this, this._state, () => this._list?.active);
  private readonly _messages = new MessageFlows({
    host: this,
    state: this._state,
    actions: this._actions,
    dialogs: this._dialogs,
    services: () => this._services,
    display: () => this._display,
    back: () => this._go(undefined),
    compose: this._compose,
  });
  private readonly _resize = new ResizeObserver(([entry]) => {
    if (entry !== undefined) this._narrow = entry.contentRect.width < TWO_PANES;
  });

  override connectedCallback() {
    super.connectedCallback();
    if (this.hasUpdated) this._arrive();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this._resize.disconnect();
    this._takeOutCommands();
    clearTimeout(this._restTimer);
  }

  protected override firstUpdated() {
    this._arrive();
  }

  private _arrive() {
    const content = this.renderRoot.querySelector('.content');
    if (content !== null) this._resize.observe(content);
    this._registerCommands();
  }

  private _registerCommands() {
    this._takeOutCommands();
    const commands = mailCommands({
      has: () => this._flows.targets.length > 0,
      act: (action) => void this._flows.act(action),
      step: (by) => this._step(by),
      open: () => void this._list?.step(0, 'open'),
      pick: () => this._list?.toggleActive(),
      back: () => this._back(),
      search: () => this._header?.focusSearch(),
      write: this._compose.write,
      answer: (kind) => this._compose.answer(kind),
      canAnswer: () => this._compose.answered !== undefined,
      organise: () => void this._messages.organise(),
      canPrint: () => (this._thread?.emails?.length ?? 0) > 0,
      print: () => void this._thread?.print(),
      importFiles: () => this._import(),
      exportList: () => void this._flows.exportList(),
      newFolder: () => void this._flows.newFolder(),
      restore: () => void this._flows.restore(),
      log: () => void this._flows.log(),
      settings: () => void this._settings(),
    });
    this._takeOutCommands = this._registry?.add(commands) ?? (() => {});
  }

  protected override willUpdate(changed: PropertyValues) {
    if (changed.has('_services')) this._state.useServices(this._services);
    if (!changed.has('path')) return;
    clearTimeout(this._restTimer);
    this._state.usePath(this.path);
  }

  protected override updated(changed: PropertyValues) {
    if (changed.has('path')) void this.renderRoot.querySelector('ik-page')?.closeSidebar();
    if ((changed.has('_registry') || changed.has('_display')) && this.hasUpdated) this._registerCommands();
    if (this._state.route.emailId !== undefined)
      void import('./ik-mail-thread.js').catch((error) => this._actions.fail(error));
    else if (this._list?.info !== undefined) this._fetchThread();
    this._opened.look();
  }

  /** The list is there: what the first message needs is fetched before it is opened. */
  private _fetchThread() {
    this._fetchThread = () => {};
    setTimeout(() => import('./ik-mail-thread.js').catch(() => {}), REST_MS); // whoever opens one is told
  }

  /** Whether there is room for a message beside the list. */
  private get _hasPane(): boolean {
    return !this._narrow && this._state.looks.pane !== 'off';
  }

  /** Whether the thread takes the place of the list. */
  private get _isAlone(): boolean {
    return this._state.route.emailId !== undefined && !this._hasPane;
  }

  private _step(by: 1 | -1) {
    // Where no message shows which one it is, the row has to: it does while the list has the focus.
    if (!this._isAlone && !this._hasPane) this._list?.focus();
    void this._list?.step(by, this._isAlone ? 'open' : 'move');
  }

  private _go(item: EmailListItem | undefined, replace = false) {
    clearTimeout(this._restTimer);
    if (item !== undefined) this._state.open(item.id, item.threadId);
    this.dispatchEvent(new NavigateEvent(mailUrl(this._state.route.list, item?.id), { replace }));
  }

  private _back() {
    const wasAlone = this._isAlone;
    this._go(undefined);
    if (wasAlone) void this.updateComplete.then(() => this._list?.focus());
    else this._list?.focus();
  }

  private _onOpen({ item, via }: MailOpenEvent) {
    if (via === 'open') return this._state.role === 'drafts' && this._compose.goOn(item) ? undefined : this._go(item);
    if (!this._hasPane) return;
    this._state.open(item.id, item.threadId);
    clearTimeout(this._restTimer);
    this._restTimer = window.setTimeout(() => this._go(item, true), REST_MS);
  }

  private _import = () => this.dispatchEvent(new ImportRequestEvent());

  private _onHeader({ action, text }: MailHeaderEvent) {
    if (action === 'menu') this.renderRoot.querySelector('.content')?.dispatchEvent(new ToggleSidebarEvent());
    else if (action === 'search') this._state.search(text);
    else {
      this._list?.focus();
      void this._list?.step(1);
    }
  }

  /** Searches for what was pressed, and shows what is found. */
  private _onSearch({ text }: MailSearchEvent) {
    this._state.search(text);
    if (this._isAlone) this._back();
    else this._list?.focus();
  }

  private _onBar({ action }: MailBarEvent) {
    const [kind = '', value = ''] = action.split(' ');
    if (chooseView(this._state, kind, value)) this.requestUpdate();
    else if (kind === 'settings') void this._settings();
    else if (kind === 'clear') this._list?.clearPicked();
    else if (kind === 'all') void this._list?.pickAll();
    else if (kind === 'read') void this._flows.toggleRead();
    else void this._flows.act(kind as FlowAction);
  }

  private _settings() {
    return this._dialogs.settings((change) => this._state.change(change));
  }

  private _onRow({ action, item }: MailRowEvent) {
    if (action === 'read') void this._flows.toggleRead([item]);
    else if (action !== 'none') void this._flows.act(action, [item]);
  }

  private _onThread({ action }: ThreadActionEvent) {
    if (action === 'back') return this._back();
    if (action === 'reply' || action === 'reply-all' || action === 'forward') return this._compose.answer(action);
    if (action === 'event') return void this._messages.organise();
    if (action === 'summarise') return void this._messages.help('summarise', this._state.thread ?? []);
    const targets =
      this._list?.active?.id === this._state.route.emailId ? [this._list!.active!] : (this._state.thread ?? []);
    return void this._flows.act(action === 'read' ? 'unread' : action, targets);
  }

  /** Nothing to choose a message from. */
  private get _isBare(): boolean {
    return this._state.route.emailId === undefined && this._list?.info?.total === 0;
  }

  private get _heading(): string {
    const { mailbox, route } = this._state;
    return mailbox === undefined ? roleName((this._state.role ?? route.list) as RoleList) : mailboxName(mailbox);
  }

  private _listPane() {
    const { looks, query: asked, route, own, isSearch, show, byMatch, role } = this._state;
    const info = this._list?.info;
    const isLines = !this._narrow && looks.pane !== 'right';
    const empty = emptyMail(this._state, {
      importFiles: this._import,
      clearSearch: () => this._state.search(''),
      showAll: () => this._onBar({ action: 'show all' } as MailBarEvent),
    });
    return html`<section class="list" aria-label=${msg('Messages')} ?hidden=${this._isAlone}>
      <ik-mail-bar .heading=${this._heading} .show=${show} .looks=${looks} .picked=${this._picked.length} ?unread=${this._picked.some(isUnreadTarget)} .kind=${role}
        ?searching=${isSearch} ?by-match=${byMatch} .notIndexed=${info?.notIndexed ?? 0} .total=${info?.total} locale=${this._locale} @ik-mail-bar=${this._onBar}></ik-mail-bar>
      <ik-mail-list .source=${this._services?.mail} .query=${asked} .current=${route.emailId} .looks=${looks} .own=${own} ?lines=${isLines}
        ?sent=${role === 'sent' || role === 'drafts' || role === 'scheduled'} .label=${this._heading} locale=${this._locale} .timeZone=${this._display?.timeZone ?? 'UTC'}
        @ik-mail-open=${this._onOpen} @ik-mail-row=${this._onRow} @ik-list-change=${() => this.requestUpdate()}
        @ik-mail-pick=${({ items }: MailPickEvent) => {
          this._picked = items;
        }}
        @ik-mail-drag=${({ items }: MailDragEvent) => {
          this._flows.dragged = items;
        }}>${empty}</ik-mail-list>
    </section>`;
  }

  private _threadPane() {
    const { route, looks, isMissing, error } = this._state;
    const isShown = this._isAlone || (this._hasPane && !this._isBare);
    if (!isShown) return nothing;
    if (error !== undefined && route.emailId !== undefined)
      return html`<section class="reader"><p class="none" role="alert">${describeError(error)}</p></section>`;
    if (route.emailId === undefined || isMissing)
      return html`<section class="reader">${noMessage(isMissing, this._picked.length, this._locale, () => this._back(), this._isAlone)}</section>`;
    return html`<section class="reader" aria-label=${msg('Message')}>
      <ik-mail-thread .emails=${this._state.thread} .current=${route.emailId} .services=${this._services} .display=${this._display} .own=${this._state.own} .kind=${this._state.role}
        ?alone=${this._isAlone} ?chat=${looks.chat !== ''} .tools=${looks.toolbar} @ik-thread-action=${this._onThread} @ik-message-action=${(event: Parameters<MessageFlows['onMessage']>[0]) => this._messages.onMessage(event)}></ik-mail-thread>
    </section>`;
  }

  private get _locale() {
    return this._display?.locale ?? 'en';
  }

  protected override render() {
    const { looks, accounts, mailboxes, route } = this._state;
    const panes = {
      panes: true,
      [looks.pane]: !this._narrow,
      single: this._narrow || looks.pane === 'off' || this._isBare,
    };
    return html`<ik-page>
        <ik-mail-sidebar slot="sidebar" .accounts=${accounts} .mailboxes=${mailboxes ?? []} .current=${route.list} locale=${this._locale}
          @ik-compose=${this._compose.write} @ik-mailbox-action=${(event: MailboxActionEvent) => this._flows.onMailbox(event)} @ik-mail-drop=${(event: MailDropEvent) => this._flows.onDrop(event)}></ik-mail-sidebar>
        <div class="content" @ik-mail-search=${this._onSearch}>
          ${this._isAlone ? html`<h1 class="visually-hidden">${this._heading}</h1>` : nothing}
          <div>${awayBar(accounts, this._display)}<ik-mail-header ?hidden=${this._isAlone && this._narrow} .text=${this._state.text} .indexed=${this._state.indexed} ?local=${accounts.every(({ kind }) => kind === 'local') && (mailboxes?.length ?? 0) > 0} locale=${this._locale} @ik-mail-header=${this._onHeader}></ik-mail-header></div>
          <div class=${classMap(panes)}>${this._listPane()} ${this._threadPane()}</div>
          ${this._isAlone || this._picked.length > 0 ? nothing : writeButton(this._compose.write)}
        </div>
      </ik-page>
      ${this._dialogs.render()}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-mail': IkMail;
  }
}
