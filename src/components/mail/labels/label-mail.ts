// Asks which labels messages are to have, puts them on and takes them off.
import type { Services } from '../../../app/services.js';
import { labelsOf } from '../../../domain/mail/labels.js';
import type { MailActions, Target } from '../mail-actions.js';
import type { MailDialogs } from '../mail-dialogs.js';

interface LabelParts {
  readonly actions: MailActions;
  readonly dialogs: MailDialogs;
}

/** Labels of the accounts that messages are of: those in use, and those rules give. */
async function knownLabels({ mailRules }: Services, accountIds: ReadonlySet<string>): Promise<readonly string[]> {
  const known = await Promise.all([...accountIds].map((id) => mailRules.labels(id).catch(() => [])));
  return known.flat(); // where they cannot be read, those of the messages are there still
}

/** @see rules MU17 and MU18 in docs/rules/mail-rules.md */
export async function labelMail(targets: readonly Target[], { actions, dialogs }: LabelParts): Promise<void> {
  await actions.attempt(async (services) => {
    const rows = await actions.messagesOf(targets);
    const has = new Map<string, number>();
    for (const { keywords } of rows) for (const label of labelsOf(keywords)) has.set(label, (has.get(label) ?? 0) + 1);
    const known = await knownLabels(services, new Set(rows.map(({ accountId }) => accountId)));
    const labels = labelsOf([...new Set([...known, ...has.keys()])]);
    await dialogs.label({
      count: rows.length,
      labels,
      has,
      async choose(add, remove) {
        const emailIds = rows
          .filter(
            ({ keywords }) =>
              add.some((label) => !keywords.includes(label)) || remove.some((label) => keywords.includes(label)),
          )
          .map(({ id }) => id);
        if (emailIds.length === 0) return;
        const done = await services.mail.run({ type: 'setKeywords', emailIds, add, remove });
        const { labelledText } = await import('./label-texts.js');
        actions.tell(labelledText(add, remove, targets.length), done);
      },
      async relabel(label, to) {
        const done = await services.mailRules.relabel(label, to);
        const { relabelledText } = await import('./label-texts.js');
        actions.tell(relabelledText(label, to), done);
      },
    });
  });
}
