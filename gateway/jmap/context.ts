import type { Account } from '../imap/account.js';
import { listMailboxes, type MailboxInfo, type Place, placeOf } from '../imap/mailboxes.js';
import type { Imap } from '../imap/open-imap.js';
import { emailState, mailboxState, messagesStates } from '../imap/state.js';
import type { Uploads } from './uploads.js';

/** What the methods of one request share. */
export interface RequestContext {
  readonly account: Account;
  readonly imap: Imap;
  readonly uploads: Uploads;
  /** Ids of what was made in this request, by the ids the client gave them (RFC 8620 §5.3). */
  readonly created: Map<string, string>;
  /** Epoch ms. */
  readonly now: () => number;
  /** As they were when last asked in this request; asked again after {@link forget}. */
  mailboxes(): Promise<readonly MailboxInfo[]>;
  mailbox(id: string): Promise<MailboxInfo | undefined>;
  place(emailId: string): Promise<Place | undefined>;
  emailState(): Promise<string>;
  mailboxState(): Promise<string>;
  /** Something was changed: what is known of mailboxes holds no more, and others are told. */
  forget(): void;
  /** Opens a mailbox, unless it is open. */
  select(mailbox: MailboxInfo): Promise<void>;
}

export function createContext(options: {
  readonly account: Account;
  readonly imap: Imap;
  readonly uploads: Uploads;
  readonly created: Map<string, string>;
  readonly now: () => number;
}): RequestContext {
  const { account, imap } = options;
  let known: Promise<readonly MailboxInfo[]> | undefined;
  let byPrefix: ReadonlyMap<string, MailboxInfo> | undefined;
  /** What is open was selected in this request, so that its view is not older than the request. */
  let selected: string | undefined;

  const context: RequestContext = {
    ...options,
    mailboxes() {
      known ??= listMailboxes(imap);
      return known;
    },
    async mailbox(id) {
      return (await context.mailboxes()).find((mailbox) => mailbox.id === id);
    },
    async place(emailId) {
      byPrefix ??= new Map((await context.mailboxes()).map((mailbox) => [mailbox.prefix, mailbox]));
      return placeOf(account.moved.get(emailId), byPrefix);
    },
    async emailState() {
      return emailState(messagesStates(await context.mailboxes()));
    },
    async mailboxState() {
      return mailboxState(await context.mailboxes());
    },
    forget() {
      known = undefined;
      byPrefix = undefined;
      selected = undefined;
      account.changed();
    },
    async select({ path }) {
      if (selected === path) return;
      selected = undefined;
      await imap.flow.mailboxOpen(path);
      selected = path;
    },
  };
  return context;
}
