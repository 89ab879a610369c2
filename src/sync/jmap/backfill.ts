// The first sync: all messages of an account, the newest first, page by page. Where it is stands in the store, so that it
// goes on after any cut. The same way leads back when a server has forgotten what it told us (cannotCalculateChanges).
import { formatUtcDate } from '../../domain/time/utc-date.js';
import { type JmapCall, reference } from './calls.js';
import { argsOf } from './connection.js';
import { getObjects, type JmapContext, readEach } from './context.js';
import { MAX_OBJECTS } from './limits.js';
import { EMAIL_PROPERTIES, readEmail } from './read-mail.js';
import { type Json, member, readCount, readIds } from './read-value.js';

/** Where a page ended. */
interface Place {
  /** The last message of it, and when that came; none before the first page. */
  readonly after?: string;
  readonly at?: number;
  readonly done: number;
  readonly total: number;
}

export interface BackfillProgress {
  readonly done: number;
  /** 0 while it is not known. */
  readonly total: number;
}

/** Ids of a page, when nothing else of messages is asked for. */
const SWEEP_PAGE = 5_000;
const MS = 1_000;
const newestFirst = [{ property: 'receivedAt', isAscending: false }];

/** States that begin it. @param isAgain - Messages are here already: those the server has not are gone at the end. */
export const beginBackfill = (isAgain: boolean): Readonly<Record<string, string>> => ({
  backfill: JSON.stringify({ done: 0, total: 0 } satisfies Place),
  ...(isAgain && { sweep: 'yes' }),
});

const nextPage = ({ after }: Place): Json => (after === undefined ? {} : { anchor: after, anchorOffset: 1 });

/**
 * Fetches one page.
 *
 * @returns How far it is; `undefined` when there is nothing left.
 */
export async function backfillPage(context: JmapContext): Promise<BackfillProgress | undefined> {
  const states = await context.store.states();
  if (!states.backfill) {
    if (states.sweep) await sweep(context);
    return undefined;
  }
  const place = JSON.parse(states.backfill) as Place;
  const { args, answer } = await query(context, place);
  const ids = readIds(member(args, 'ids'), 'ids');
  const total = readCount(member(args, 'total'), place.total);
  const last = ids.at(-1);
  if (last === undefined || last === place.after) {
    await context.store.takeChanges({ states: { backfill: '' } });
    return { done: total, total };
  }
  const set =
    answer !== undefined && 'args' in answer
      ? readEach(member(answer.args, 'list'), readEmail)
      : await getObjects(context, 'Email', ids, EMAIL_PROPERTIES, readEmail);
  const at = set.find(({ id }) => id === last)?.receivedAt ?? place.at;
  const next: Place = { after: last, at, done: place.done + ids.length, total };
  await context.store.takeChanges({
    emails: { set, changed: [], destroyed: [] },
    states: { backfill: JSON.stringify(next) },
  });
  return { done: Math.min(next.done, total || next.done), total };
}

async function query({ connection, signal }: JmapContext, place: Place) {
  const limit = connection.session().limits.objectsInGet;
  const calls = (more: Json): readonly JmapCall[] => [
    { method: 'Email/query', args: { sort: newestFirst, limit, calculateTotal: true, ...more } },
    { method: 'Email/get', args: { '#ids': reference(0, 'Email/query', '/ids'), properties: EMAIL_PROPERTIES } },
  ];
  let [found, answer] = await connection.call(calls(nextPage(place)), signal);
  // The message where we were is gone: on from its time. Some come twice, none is left out.
  if (found !== undefined && 'error' in found && found.error.type === 'anchorNotFound') {
    const filter = place.at === undefined ? {} : { filter: { before: formatUtcDate(place.at + MS) } };
    [found, answer] = await connection.call(calls(filter), signal);
  }
  return { args: argsOf(found!, 'Email/query'), answer };
}

/** What the server has, by id alone; the rest is gone. Nothing else is taken from the server in between. */
async function sweep({ connection, store, signal }: JmapContext): Promise<void> {
  const all = new Set<string>();
  for (let after: string | undefined; ; ) {
    const args = { sort: newestFirst, limit: SWEEP_PAGE, ...nextPage({ after, done: 0, total: 0 }) };
    const [answer] = await connection.call([{ method: 'Email/query', args }], signal);
    if (answer !== undefined && 'error' in answer && answer.error.type === 'anchorNotFound') {
      all.clear();
      after = undefined;
      continue;
    }
    const ids = readIds(member(argsOf(answer!, 'Email/query'), 'ids'), 'ids', MAX_OBJECTS);
    for (const id of ids) all.add(id);
    const last = ids.at(-1);
    if (last === undefined || last === after) break;
    after = last;
  }
  await store.keepOnly({ emailIds: all });
  await store.takeChanges({ states: { sweep: '' } });
}
