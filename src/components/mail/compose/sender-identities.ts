// Who one may write as: what servers offer, and what the person says of each.
import type { Services } from '../../../app/services.js';
import { type IdentityChoice, type MailTexts, readIdentityChoice } from '../../../domain/mail/compose/mail-texts.js';
import type { MailAccount } from '../../../domain/mail/mailbox.js';

export interface SenderIdentity {
  /** Account and identity; '' for nobody. */
  readonly key: string;
  readonly accountId: string;
  readonly identityId: string;
  readonly name: string;
  readonly email: string;
  readonly replyTo: string;
  /** Plain text; '' for none. */
  readonly signature: string;
}

const KEY = 'ik-mail-identities';

/** What was said on this device alone, before it went to all of them: by address, lower case. */
function rememberedIdentities(): Readonly<Record<string, IdentityChoice>> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return {};
    return Object.fromEntries(Object.entries(kept).map(([email, choice]) => [email, readIdentityChoice(choice ?? {})]));
  } catch {
    return {}; // storage is blocked, or holds something else
  }
}

/** What was said on this device alone goes to all of the person's devices; what these say already counts. */
export async function shareRememberedIdentities({ mail }: Services, { identities }: MailTexts): Promise<void> {
  const own = Object.entries(rememberedIdentities());
  if (own.length === 0) return;
  const fresh = own.filter(([email]) => identities[email] === undefined);
  if (fresh.length > 0) await mail.saveTexts({ identities: Object.fromEntries(fresh) });
  localStorage.removeItem(KEY);
}

/** All addresses one may send from, those of the first account first. @param choices - What the person says of them (`MailTexts`). */
export function senderIdentities(
  accounts: readonly MailAccount[],
  choices: Readonly<Record<string, IdentityChoice>>,
): readonly SenderIdentity[] {
  return accounts
    .filter(({ kind }) => kind === 'jmap')
    .flatMap(({ id: accountId, identities }) =>
      identities
        // A whole domain (`*@example.org`) is no address to write from.
        .filter(({ email }) => email.includes('@') && !email.startsWith('*'))
        .map(({ id, name, email, replyTo, textSignature }) => ({
          accountId,
          identityId: id,
          key: `${accountId}\n${id}`,
          name,
          email,
          replyTo,
          signature: textSignature.trim(),
          ...choices[email.toLowerCase()],
        })),
    );
}

/** The one with this address, else one of this account, else the first one. */
export function identityFor(
  all: readonly SenderIdentity[],
  { email, accountId }: { readonly email?: string | undefined; readonly accountId?: string | undefined },
): SenderIdentity | undefined {
  return (
    all.find((one) => one.email.toLowerCase() === email?.toLowerCase() && one.accountId === accountId) ??
    all.find((one) => email !== undefined && one.email.toLowerCase() === email.toLowerCase()) ??
    all.find((one) => one.accountId === accountId) ??
    all[0]
  );
}
