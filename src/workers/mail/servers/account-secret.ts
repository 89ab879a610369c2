// How one signs in at a mail server: kept in the secret store alone, as it has the password.
import type { MailSignIn } from '../../../domain/mail/server-account.js';
import type { Secrets } from '../../../store/secret-store.js';
import { type Authorization, basicAuthorization, bearerAuthorization } from '../../../sync/jmap/http.js';

export interface AccountSecret {
  /** Where the session is. */
  readonly url: string;
  /** As the person typed it, for looking again when it is not there any more. */
  readonly server: string;
  readonly address: string;
  readonly user: string;
  readonly signIn: MailSignIn;
  readonly secret: string;
}

const nameOf = (accountId: string): string => `mail/${accountId}`;

/** @throws {AppError} `sync/locked` */
export async function readAccountSecret(secrets: Secrets, accountId: string): Promise<AccountSecret | undefined> {
  const bytes = await secrets.get(nameOf(accountId));
  return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as AccountSecret);
}

export const keepAccountSecret = (secrets: Secrets, accountId: string, secret: AccountSecret): Promise<void> =>
  secrets.put(nameOf(accountId), new TextEncoder().encode(JSON.stringify(secret)));

export const forgetAccountSecret = (secrets: Secrets, accountId: string): Promise<void> =>
  secrets.remove(nameOf(accountId));

export const authorizationOf = ({ user, signIn, secret }: AccountSecret): Authorization => {
  const value = signIn === 'token' ? bearerAuthorization(secret) : basicAuthorization(user, secret);
  return async () => value;
};
