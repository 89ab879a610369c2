// The session (RFC 8620 §2): what this account can do here, and where.
import { createHash } from 'node:crypto';
import type { GatewayConfig } from '../config.js';
import type { Account } from '../imap/account.js';
import type { Features } from '../smtp/submit.js';
import type { JsonObject } from './arguments.js';
import { CAPABILITY } from './capabilities.js';
import { SORT_PROPERTIES } from './email-query.js';
import { LIMITS } from './limits.js';

export interface SieveFeatures {
  readonly extensions: readonly string[];
  readonly implementation: string;
  readonly maxRedirects: number | null;
}

export interface SessionOptions {
  readonly account: Account;
  /** Of this gateway, as the client reaches it, without a slash at its end. */
  readonly url: string;
  readonly config: Pick<GatewayConfig, 'maxUpload' | 'unsubscribe'>;
  readonly smtp: Features | undefined;
  readonly sieve: SieveFeatures | undefined;
}

export function sessionResource({ account, url, config, smtp, sieve }: SessionOptions): JsonObject {
  const { server } = account;
  const accountCapabilities: Record<string, JsonObject> = {
    [CAPABILITY.core]: {},
    [CAPABILITY.mail]: {
      maxMailboxesPerEmail: 1,
      maxMailboxDepth: null,
      maxSizeMailboxName: 200,
      maxSizeAttachmentsPerEmail: smtp?.maxSize || config.maxUpload,
      emailQuerySortOptions: SORT_PROPERTIES,
      mayCreateTopLevelMailbox: true,
    },
    ...(server.smtp && {
      [CAPABILITY.submission]: {
        maxDelayedSend: smtp?.maxDelay ?? 0,
        submissionExtensions: smtp !== undefined && smtp.maxDelay > 0 ? { FUTURERELEASE: [String(smtp.maxDelay)] } : {},
      },
    }),
    ...(sieve?.extensions.includes('vacation') &&
      sieve.extensions.includes('include') && { [CAPABILITY.vacation]: {} }),
    ...(sieve && {
      [CAPABILITY.sieve]: {
        maxSizeScriptName: 120,
        maxSizeScript: null,
        maxNumberScripts: null,
        maxNumberRedirects: sieve.maxRedirects,
        sieveExtensions: sieve.extensions,
        notificationMethods: null,
        externalLists: null,
      },
    }),
    ...(account.capabilities.has('QUOTA') && { [CAPABILITY.quota]: {} }),
    ...(config.unsubscribe && { [CAPABILITY.unsubscribe]: {} }),
  };
  const capabilities: Record<string, JsonObject> = {
    ...Object.fromEntries(Object.keys(accountCapabilities).map((name) => [name, {}])),
    [CAPABILITY.core]: {
      maxSizeUpload: config.maxUpload,
      ...LIMITS,
      collationAlgorithms: ['i;unicode-casemap'],
    },
    ...(sieve && { [CAPABILITY.sieve]: { implementation: sieve.implementation } }),
  };
  const base = `${url}/jmap/${encodeURIComponent(server.key)}`;
  const session: JsonObject = {
    capabilities,
    accounts: {
      [account.id]: { name: account.user, isPersonal: true, isReadOnly: false, accountCapabilities },
    },
    primaryAccounts: Object.fromEntries(Object.keys(accountCapabilities).map((name) => [name, account.id])),
    username: account.user,
    apiUrl: `${base}/api`,
    downloadUrl: `${base}/download/{accountId}/{blobId}/{name}?type={type}`,
    uploadUrl: `${base}/upload/{accountId}`,
    eventSourceUrl: `${base}/events?types={types}&closeafter={closeafter}&ping={ping}`,
  };
  return { ...session, state: createHash('sha256').update(JSON.stringify(session)).digest('base64url').slice(0, 12) };
}
