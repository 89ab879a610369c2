// Scripts of an account, with the one that this gateway writes for vacation answers kept apart.
import { MethodError, SetError } from '../errors.js';
import type { Account } from '../imap/account.js';
import { type ManageSieve, SieveRefusal, withManageSieve } from './manage-sieve.js';

/** The script that answers while one is away, and then goes on with the person's own. */
export const VACATION_SCRIPT = 'ikebana-vacation';

const MAX_NAME_BYTES = 120;

export const isScriptName = (name: string) =>
  name !== '' &&
  name !== VACATION_SCRIPT &&
  Buffer.byteLength(name) <= MAX_NAME_BYTES &&
  !/[\p{Cc}\u2028\u2029]/u.test(name);

export const scriptId = (name: string) => `s${Buffer.from(name).toString('base64url')}`;
export const scriptBlobId = (name: string) => `v${Buffer.from(name).toString('base64url')}`;

const nameOf = (letter: string, id: string) => {
  if (!id.startsWith(letter) || id.includes('-p') || id.length < 3) return undefined;
  const name = Buffer.from(id.slice(1), 'base64url').toString();
  return isScriptName(name) && Buffer.from(name).toString('base64url') === id.slice(1) ? name : undefined;
};
export const scriptNameOf = (id: string) => nameOf('s', id);
export const scriptNameOfBlob = (id: string) => nameOf('v', id);

/** @throws {MethodError} The server has no rules. */
export async function withSieve<T>(account: Account, work: (sieve: ManageSieve) => Promise<T>): Promise<T> {
  const endpoint = account.server.sieve;
  if (endpoint === undefined) throw new MethodError('accountNotSupportedByMethod', 'This mail server has no rules.');
  return withManageSieve(endpoint, account.credentials, account.connect, work);
}

export async function readScript(account: Account, name: string): Promise<string | undefined> {
  if (account.server.sieve === undefined) return undefined;
  try {
    return await withSieve(account, (sieve) => sieve.get(name));
  } catch (error) {
    if (error instanceof SieveRefusal) return undefined;
    throw error;
  }
}

/** What a refusal means for one script (RFC 9661 §2.4). */
export function sieveError(error: unknown): SetError {
  if (error instanceof SetError) return error;
  if (!(error instanceof SieveRefusal)) throw error;
  switch (error.code.split('/')[0]) {
    case 'QUOTA':
      return new SetError('overQuota', 'The mail server has no room for more scripts, or for one of this size.');
    case 'NONEXISTENT':
      return new SetError('notFound');
    case 'ALREADYEXISTS':
      return new SetError('alreadyExists', 'There is a script of this name.');
    case 'ACTIVE':
      return new SetError('sieveIsActive', 'The script is in use.');
    default:
      // Where the mistake is; what the person wrote, and nothing else, is in it.
      return new SetError('invalidSieve', error.message.slice(0, 2_000));
  }
}
