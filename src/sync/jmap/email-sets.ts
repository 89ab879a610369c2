// Operations on messages as patches of `Email/set` (RFC 8621 §4.6, RFC 8620 §5.3).
import type { MailOperation } from '../mail/ports.js';
import { type JmapAnswer, type JmapCall, readError } from './calls.js';
import type { JmapContext } from './context.js';
import type { MethodError } from './failure.js';
import { member } from './read-value.js';

export type EmailChange = Extract<MailOperation['change'], { type: 'setKeywords' | 'place' | 'destroy' }>;

export const isEmailChange = (change: MailOperation['change']): change is EmailChange =>
  change.type === 'setKeywords' || change.type === 'place' || change.type === 'destroy';

type Patch = Readonly<Record<string, true | null>>;

/** A key in a path of a patch (RFC 6901 §3). */
const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

export const keywordPatch = (add: readonly string[], remove: readonly string[]): Patch =>
  patch('keywords', add, remove);

const patch = (property: string, add: readonly string[], remove: readonly string[]): Patch =>
  Object.fromEntries([
    ...remove.map((key) => [`${property}/${escaped(key)}`, null] as const),
    ...add.map((key) => [`${property}/${escaped(key)}`, true] as const),
  ]);

/** Calls of one operation; none when the server knows none of its messages. */
export async function emailSets(context: JmapContext, change: EmailChange): Promise<readonly JmapCall[]> {
  const { objectsInSet } = context.connection.session().limits;
  if (change.type === 'destroy') {
    const ids = await remoteIds(context, change.emailIds);
    return chunks(ids, objectsInSet).map((destroy) => ({ method: 'Email/set', args: { destroy } }));
  }
  const updates = change.type === 'place' ? await placeUpdates(context, change) : await keywordUpdates(context, change);
  return chunks(updates, objectsInSet).map((some) => ({
    method: 'Email/set',
    args: { update: Object.fromEntries(some) },
  }));
}

async function keywordUpdates(context: JmapContext, change: Extract<EmailChange, { type: 'setKeywords' }>) {
  const keywords = keywordPatch(change.add, change.remove);
  return (await remoteIds(context, change.emailIds)).map((id) => [id, keywords] as const);
}

async function placeUpdates(context: JmapContext, { places }: Extract<EmailChange, { type: 'place' }>) {
  const mailbox = mailboxIdsOnce(context);
  const updates: (readonly [string, Patch])[] = [];
  for (const { emailId, add, remove } of places) {
    const id = await context.store.remoteId('email', emailId);
    if (id === undefined) continue;
    const into = await mailbox(add);
    // Out of everywhere and into nothing the server knows: that is left as it is.
    if (add.length > 0 && into.length === 0) continue;
    updates.push([id, patch('mailboxIds', into, await mailbox(remove))]);
  }
  return updates;
}

function mailboxIdsOnce({ store }: JmapContext) {
  const known = new Map<string, string | undefined>();
  return async (ids: readonly string[]): Promise<readonly string[]> => {
    for (const id of ids) if (!known.has(id)) known.set(id, await store.remoteId('mailbox', id));
    return ids.flatMap((id) => known.get(id) ?? []);
  };
}

async function remoteIds({ store }: JmapContext, ids: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(ids.map((id) => store.remoteId('email', id)));
  return found.flatMap((id) => id ?? []);
}

function chunks<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}

/** What a `/set` did not do. What is not there needs no change any more. */
export function errorsOfSet(answer: JmapAnswer): readonly MethodError[] {
  if ('error' in answer) return [answer.error];
  return ['notCreated', 'notUpdated', 'notDestroyed'].flatMap((name) => {
    const errors = member(answer.args, name);
    if (typeof errors !== 'object' || errors === null) return [];
    return Object.values(errors)
      .map(readError)
      .filter(({ type }) => type !== 'notFound');
  });
}
