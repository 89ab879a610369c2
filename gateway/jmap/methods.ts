// Which methods there are, and what they need.
import { MethodError } from '../errors.js';
import type { Arguments, JsonObject, MethodAnswer } from './arguments.js';
import { CAPABILITY, type Capability } from './capabilities.js';
import type { RequestContext } from './context.js';
import { emailChanges } from './email-changes.js';
import { emailGet } from './email-get.js';
import { emailCopy, emailImport } from './email-import.js';
import { emailQuery } from './email-query.js';
import { emailSet } from './email-set.js';
import { identityChanges, identityGet, identitySet } from './identities.js';
import { mailboxChanges, mailboxGet, mailboxQuery } from './mailbox-get.js';
import { mailboxSet } from './mailbox-set.js';
import { quotaGet } from './quotas.js';
import { sieveGet, sieveSet, sieveValidate } from './sieve.js';
import type { createSubmissions } from './submission.js';
import { threadChanges, threadGet } from './threads.js';
import type { Unsubscribe } from './unsubscribe.js';
import { vacationGet, vacationSet } from './vacation.js';

export interface Method {
  readonly capability: Capability;
  readonly hasAccount: boolean;
  run(args: Arguments, context: RequestContext): Promise<readonly MethodAnswer[]>;
}

type Simple = (args: Arguments, context: RequestContext) => Promise<JsonObject>;

const cannot: Simple = async () => {
  throw new MethodError('cannotCalculateChanges', 'Ask the query again.');
};

export function createMethods(
  submissions: ReturnType<typeof createSubmissions>,
  unsubscribe: Unsubscribe,
): ReadonlyMap<string, Method> {
  const simple = (capability: Capability, run: Simple, hasAccount = true): Method => ({
    capability,
    hasAccount,
    run: async (args, context) => [{ answer: await run(args, context) }],
  });
  const { core, mail, submission, vacation, sieve, quota } = CAPABILITY;
  return new Map<string, Method>([
    ['Core/echo', simple(core, async (args) => args.all, false)],
    ['Mailbox/get', simple(mail, mailboxGet)],
    ['Mailbox/changes', simple(mail, mailboxChanges)],
    ['Mailbox/query', simple(mail, mailboxQuery)],
    ['Mailbox/queryChanges', simple(mail, cannot)],
    ['Mailbox/set', simple(mail, mailboxSet)],
    ['Thread/get', simple(mail, threadGet)],
    ['Thread/changes', simple(mail, threadChanges)],
    ['Email/get', simple(mail, emailGet)],
    ['Email/changes', simple(mail, emailChanges)],
    ['Email/query', simple(mail, emailQuery)],
    ['Email/queryChanges', simple(mail, cannot)],
    ['Email/set', simple(mail, emailSet)],
    ['Email/import', simple(mail, emailImport)],
    ['Email/copy', simple(mail, emailCopy)],
    ['Identity/get', simple(submission, identityGet)],
    ['Identity/changes', simple(submission, identityChanges)],
    ['Identity/set', simple(submission, identitySet)],
    ['EmailSubmission/get', simple(submission, submissions.get)],
    ['EmailSubmission/changes', simple(submission, submissions.changes)],
    ['EmailSubmission/query', simple(submission, submissions.query)],
    ['EmailSubmission/queryChanges', simple(submission, cannot)],
    ['EmailSubmission/set', { capability: submission, hasAccount: true, run: submissions.set }],
    ['VacationResponse/get', simple(vacation, vacationGet)],
    ['VacationResponse/set', simple(vacation, vacationSet)],
    ['SieveScript/get', simple(sieve, sieveGet)],
    ['SieveScript/set', simple(sieve, sieveSet)],
    ['SieveScript/validate', simple(sieve, sieveValidate)],
    ['Quota/get', simple(quota, quotaGet)],
    ['Unsubscribe/post', simple(CAPABILITY.unsubscribe, unsubscribe)],
  ]);
}
