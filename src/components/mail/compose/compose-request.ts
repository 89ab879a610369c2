import type { WrittenFile } from '../../../app/services.js';
import type { ReplyKind } from '../../../domain/mail/compose/reply.js';
import type { MailAddress } from '../../../domain/mail/message.js';
import type { ComposeDraft } from './compose-draft.js';

/** What is to be written. */
export type ComposeRequest =
  | {
      readonly kind: 'new';
      readonly to?: readonly MailAddress[];
      readonly cc?: readonly MailAddress[];
      readonly subject?: string;
      /** Plain text. */
      readonly text?: string;
      readonly files?: readonly WrittenFile[];
      /** What it should say, for writing help, which opens over it. */
      readonly keywords?: string;
      /** Of a mail link: followed where there is no account to write from. */
      readonly href?: string;
    }
  | { readonly kind: ReplyKind; readonly emailId: string }
  /** Goes on with a draft, which may have been sent and taken back. */
  | { readonly kind: 'draft'; readonly emailId: string }
  /** A window that was closed is there again. */
  | { readonly kind: 'again'; readonly draft: ComposeDraft };
