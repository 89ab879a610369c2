// Who one may write as: what servers offer, and what the person has said of each on this device.
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

/** What a person says of an address they write from; goes before what its server says. */
export interface IdentityChoice {
  readonly name?: string;
  readonly replyTo?: string;
  readonly signature?: string;
}

const KEY = 'ik-mail-identities';
const MAX_SIGNATURE = 10_000;

/** By address, lower case. */
export function rememberedIdentities(): Readonly<Record<string, IdentityChoice>> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return {};
    return Object.fromEntries(Object.entries(kept).map(([email, choice]) => [email, readChoice(choice)]));
  } catch {
    return {}; // storage is blocked, or holds something else
  }
}

function readChoice(value: unknown): IdentityChoice {
  const { name, replyTo, signature } = (value ?? {}) as Record<string, unknown>;
  return {
    ...(typeof name === 'string' && { name }),
    ...(typeof replyTo === 'string' && { replyTo }),
    ...(typeof signature === 'string' && { signature: signature.slice(0, MAX_SIGNATURE) }),
  };
}

export function rememberIdentity(email: string, choice: IdentityChoice): void {
  try {
    const all = { ...rememberedIdentities(), [email.toLowerCase()]: choice };
    localStorage.setItem(KEY, JSON.stringify(all));
  } catch {
    // blocked or full: then it is not remembered
  }
}

/** All addresses one may send from, those of the first account first. */
export function senderIdentities(
  accounts: readonly MailAccount[],
  choices: Readonly<Record<string, IdentityChoice>> = rememberedIdentities(),
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
