// What the mail page does when something is to be written.
import type { ReplyKind } from '../../domain/mail/compose/reply.js';
import type { EmailListItem, EmailRow } from '../../domain/mail/email.js';
import { openCompose } from './compose/open-compose.js';
import type { MailState } from './mail-state.js';

export class ComposeFlows {
  constructor(
    private readonly _host: HTMLElement,
    private readonly _state: MailState,
    /** Where the keyboard is in the list. */
    private readonly _active: () => EmailListItem | undefined,
  ) {}

  write = () => void openCompose(this._host, { kind: 'new' });

  /** The message that an answer is to: the last one of the open thread that somebody has sent. */
  get answered(): EmailRow | undefined {
    const thread = this._state.thread?.filter(({ keywords }) => !keywords.includes('$draft'));
    return this._state.route.emailId === undefined ? this._active() : (thread?.at(-1) ?? this._active());
  }

  answer(kind: ReplyKind, email = this.answered) {
    if (email !== undefined) void openCompose(this._host, { kind, emailId: email.id });
  }

  /** Goes on with a draft. @returns false for what is none */
  goOn(email: EmailRow): boolean {
    const isWaiting = this._state.role === 'outbox' || this._state.role === 'scheduled';
    if (!email.keywords.includes('$draft') || isWaiting) return false;
    void openCompose(this._host, { kind: 'draft', emailId: email.id });
    return true;
  }
}
