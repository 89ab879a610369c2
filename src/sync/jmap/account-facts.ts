// What an account is besides its mail: addresses one sends from, how much room there is.
import type { MailQuota } from '../../domain/mail/server-problem.js';
import { type JmapContext, readEach } from './context.js';
import { MethodFailure } from './failure.js';
import { readIdentity } from './read-mail.js';
import { type Json, member, readCount, readList, readRecord } from './read-value.js';
import { QUOTA, SUBMISSION } from './session.js';

/** Fetches identities into the store. @returns The quota of mail, where the server says it. */
export async function fetchAccountFacts(context: JmapContext): Promise<MailQuota | undefined> {
  const { connection, store, signal } = context;
  const { capabilities, maxDelayedSend } = connection.session();
  if (capabilities.has(SUBMISSION)) {
    const args = await optional(connection.ask('Identity/get', { ids: null }, signal));
    if (args !== undefined)
      await store.takeChanges({ identities: readEach(member(args, 'list'), readIdentity), states: {} });
  }
  await store.takeChanges({ maxDelayedSend, states: {} });
  if (!capabilities.has(QUOTA)) return undefined;
  const args = await optional(connection.ask('Quota/get', { ids: null }, signal));
  return args && quotaOf(args);
}

/** Octets of the account itself, or of what it shares with others (RFC 9425 §4.2): the one that is fullest. */
function quotaOf(args: Json): MailQuota | undefined {
  const quotas = readList(member(args, 'list'), 'quotas').flatMap((value) => {
    const quota = readRecord(value, 'Quota');
    const limit = readCount(member(quota, 'hardLimit'), 0);
    const isOctets = member(quota, 'resourceType') === 'octets' && limit > 0;
    return isOctets ? [{ used: readCount(member(quota, 'used'), 0), limit }] : [];
  });
  return quotas.sort((one, other) => other.used / other.limit - one.used / one.limit)[0];
}

/** A server may say that it can, and cannot: mail does not wait for that. */
async function optional(asked: Promise<Json>): Promise<Json | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof MethodFailure) return undefined;
    throw error;
  }
}
