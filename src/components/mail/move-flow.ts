// Asks where to, and moves messages there: into any account, the own one first.
import { msg, str } from '@lit/localize';
import { LOCAL_ACCOUNT, type Mailbox } from '../../domain/mail/mailbox.js';
import type { MailActions, Target } from './mail-actions.js';
import type { MailDialogs } from './mail-dialogs.js';

export interface MoveFlow {
  readonly actions: MailActions;
  readonly dialogs: MailDialogs;
  /** Ids of mailboxes that are not offered: where it is. */
  readonly without: readonly string[];
  /** They are elsewhere now. */
  onMoved(): void;
}

export async function moveFlow(targets: readonly Target[], { actions, dialogs, without, onMoved }: MoveFlow) {
  const accounts = new Set(targets.map(({ accountId }) => accountId));
  const accountId = (accounts.size === 1 ? [...accounts][0] : undefined) ?? LOCAL_ACCOUNT;
  const to = async (mailbox: Mailbox, keep: boolean) => {
    if (keep) return actions.addTo(targets, mailbox);
    if (await actions.moveTo(targets, mailbox)) onMoved();
  };
  const count = targets.length;
  await dialogs.move({
    heading: count === 1 ? msg('Move to') : msg(str`Move ${count} to`),
    first: accountId,
    without,
    withKeep: true,
    choose: async (mailbox, keep) => mailbox && to(mailbox, keep),
    create: async (name, keep) => {
      const done = await actions.attempt((services) =>
        services.mail.run({ type: 'createMailbox', accountId, name, parentId: null }),
      );
      if (done?.mailboxId === undefined) return;
      const counts = { totalEmails: 0, unreadEmails: 0, totalThreads: 0, unreadThreads: 0 };
      await to({ id: done.mailboxId, accountId, name, role: null, parentId: null, sortOrder: 0, ...counts }, keep);
    },
  });
}
