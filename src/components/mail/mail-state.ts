import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Services } from '../../app/services.js';
import type { Progress } from '../../domain/items/import.js';
import type { EmailDetail, EmailQuery } from '../../domain/mail/email.js';
import type { MailAccount, Mailbox, MailboxRole } from '../../domain/mail/mailbox.js';
import { LiveController } from '../shared/live-controller.js';
import { MAIL_USED } from '../shell/unread-controller.js';
import { type MailLooks, rememberedLooks, rememberLooks } from './mail-looks.js';
import { isRoleList, type MailRoute, mailboxOfList, parseMailPath, whereOfList } from './mail-route.js';

/** Characters of a search that are asked for. */
const MAX_TEXT = 500;

/** What the mail page shows, apart from how: the route, the question to the list, the open thread, the mailboxes. */
export class MailState implements ReactiveController {
  services: Services | undefined;
  route: MailRoute = { list: 'inbox' };
  looks: MailLooks = rememberedLooks();
  /** Replaced only when it is another question. */
  query: EmailQuery;
  /** What of the list is shown. */
  show: EmailQuery['show'] = 'all';
  /** Sorted by match, while something is searched. */
  byMatch = false;
  /** What is searched for. */
  text = '';
  /** Searches look everywhere, not only in the list. */
  everywhere = true;
  /** Of what is open; `undefined` while it is read or when nothing is. */
  threadId: string | undefined;
  isMissing = false;
  private _opened: string | undefined;
  private readonly _accounts: LiveController<readonly MailAccount[]>;
  private readonly _mailboxes: LiveController<readonly Mailbox[]>;
  private readonly _thread: LiveController<readonly EmailDetail[]>;
  private readonly _settings;
  private readonly _indexing: LiveController<Progress>;

  constructor(
    private readonly _host: ReactiveControllerHost,
    private readonly _onError: (error: unknown) => void,
  ) {
    this.query = this._makeQuery();
    this._accounts = new LiveController(_host, () => this.services?.mail.watchAccounts());
    this._mailboxes = new LiveController(_host, () => this.services?.mail.watchMailboxes());
    this._indexing = new LiveController(_host, () => this.services?.mail.watchIndexing());
    this._settings = new LiveController(_host, () => this.services?.settings.watch());
    this._thread = new LiveController(_host, () =>
      this.threadId === undefined ? undefined : this.services?.mail.watchThread(this.threadId),
    );
    _host.addController(this);
  }

  get accounts(): readonly MailAccount[] {
    return this._accounts.value ?? [];
  }

  /** `undefined` while they are read. */
  get mailboxes(): readonly Mailbox[] | undefined {
    return this._mailboxes.value;
  }

  /** How far the search index is, 0 to 1; `undefined` while nobody knows. */
  get indexed(): number | undefined {
    return this._indexing.value?.fraction;
  }

  get error(): unknown {
    return this._mailboxes.error ?? this._thread.error;
  }

  /** Own addresses, lower case: of the mail accounts and of the settings. */
  get own(): readonly string[] {
    const ofAccounts = this.accounts.flatMap(({ identities }) => identities.map(({ email }) => email));
    const ofSettings = (this._settings.value?.addresses ?? []).map((address) => address.replace(/^mailto:/i, ''));
    return [...ofAccounts, ...ofSettings].map((address) => address.toLowerCase());
  }

  /** The mailbox the list is about, where it is one. */
  get mailbox(): Mailbox | undefined {
    const id = mailboxOfList(this.route.list);
    return this.mailboxes?.find((mailbox) => mailbox.id === id);
  }

  /** Role of the list; `undefined` for folders and lists of everything. */
  get role(): MailboxRole | undefined {
    const { list } = this.route;
    return isRoleList(list) ? list : (this.mailbox?.role ?? undefined);
  }

  /** The messages of the open thread that the list is about, the oldest first; `undefined` while they are read. */
  get thread(): readonly EmailDetail[] | undefined {
    const all = this._thread.value;
    if (this.threadId === undefined || all === undefined || all[0]?.threadId !== this.threadId) return undefined;
    if (!this.looks.threads) return all.filter(({ id }) => id === this.route.emailId);
    // What was thrown away is not part of what is read, unless that is what is looked at.
    const gone = new Set(
      (this.mailboxes ?? []).filter(({ role }) => role === 'trash' || role === 'junk').map(({ id }) => id),
    );
    const kept = all.filter(
      ({ id, mailboxIds }) => id === this.route.emailId || !mailboxIds.every((box) => gone.has(box)),
    );
    return kept.length > 0 ? kept : all;
  }

  get isSearch(): boolean {
    return this.text.trim() !== '';
  }

  /** The mailbox with a role in the account of a message; that of the local account where it has none. */
  mailboxFor(role: MailboxRole, accountId: string): Mailbox | undefined {
    return this.mailboxes?.find((mailbox) => mailbox.role === role && mailbox.accountId === accountId);
  }

  useServices(services: Services | undefined) {
    this.services = services;
    for (const live of [this._accounts, this._mailboxes, this._settings, this._indexing]) live.refresh();
    this._open();
  }

  /** Goes where the address says. A search ends when another list is shown. */
  usePath(path: string) {
    const { list } = this.route;
    this.route = parseMailPath(path);
    if (list !== this.route.list) {
      this.text = '';
      this.show = 'all';
    }
    this._open();
  }

  /** Opens a message of the list ahead of the address. */
  open(emailId: string, threadId: string) {
    this.route = { list: this.route.list, emailId };
    this._opened = emailId;
    this._showThread(threadId);
    this._host.requestUpdate();
  }

  search(text: string) {
    this.text = text.slice(0, MAX_TEXT);
    this._host.requestUpdate();
  }

  change(change: Partial<MailLooks>) {
    this.looks = { ...this.looks, ...change };
    rememberLooks(this.looks);
    this._host.requestUpdate();
  }

  /** Before each update of the host. */
  hostUpdate() {
    const next = this._makeQuery();
    if (JSON.stringify(next) !== JSON.stringify(this.query)) this.query = next;
    if ((this.mailboxes?.length ?? 0) > 0) markUsed();
  }

  private _makeQuery(): EmailQuery {
    const place = whereOfList(this.route.list);
    const { threads, order } = this.looks;
    const isSearch = this.isSearch;
    const where =
      isSearch && this.everywhere && this.role !== 'trash' && this.role !== 'junk'
        ? { all: true as const }
        : place.where;
    return {
      where,
      show: this.show === 'all' && !isSearch ? place.show : this.show,
      text: this.text.trim(),
      collapseThreads: threads && !isSearch,
      order: isSearch && this.byMatch ? 'relevance' : order,
    };
  }

  /** Finds the thread of the message in the address. */
  private _open() {
    const { emailId } = this.route;
    if (emailId === undefined) {
      this._opened = undefined;
      return this._showThread(undefined);
    }
    if (this.services === undefined || this._opened === emailId) return;
    this._opened = emailId;
    this.isMissing = false;
    this.services.mail.email(emailId).then(
      (email) => {
        if (this._opened !== emailId) return;
        this.isMissing = email === undefined;
        this._showThread(email?.threadId);
        this._host.requestUpdate();
      },
      (error: unknown) => this._onError(error),
    );
  }

  private _showThread(threadId: string | undefined) {
    if (threadId !== undefined) this.isMissing = false;
    if (this.threadId === threadId) return;
    this.threadId = threadId;
    this._thread.refresh();
  }
}

let isMarked = false;

/** From now on the shell counts what waits (unread-controller). */
function markUsed() {
  if (isMarked) return;
  isMarked = true;
  try {
    localStorage.setItem(MAIL_USED, '1');
    window.dispatchEvent(new Event(MAIL_USED));
  } catch {
    // blocked: then there is no number beside the app's icon
  }
}
