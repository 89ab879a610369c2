// From what was typed to the messages it is found in, and how well (docs/rules/mail-search.md).

import {
  BODY,
  CC,
  FILE_NAME,
  FILE_TEXT,
  FROM,
  parseSearch,
  type SearchFilter,
  type SearchQuery,
  type SearchTerm,
  SUBJECT,
  TO,
} from '../../../domain/mail/search/search-query.js';
import { normalizeForSearch } from '../../../domain/text/fold.js';
import { type LocalMs, MS_PER_DAY } from '../../../domain/time/types.js';
import { localToEpoch } from '../../../domain/time/zone.js';
import { ATTACHMENT, EXISTS, HEAD_INDEXED, HERE, splitKeywords, TEXT_INDEXED } from '../../../store/mail/flags.js';
import type { MailStore } from '../../../store/mail/mail-store.js';
import type { FoundWord, Segments } from '../../../store/mail/search/segments.js';
import type { Found } from '../mail-lists.js';

export interface FindEnvironment {
  readonly store: MailStore;
  readonly segments: Segments;
  /** Epoch ms. */
  now(): number;
  /** IANA name of the person's zone: days begin there. */
  readonly timeZone: string;
}

/** What it is worth to stand in a field. */
const WEIGHTS: readonly (readonly [field: number, weight: number])[] = [
  [SUBJECT, 4],
  [FROM, 4],
  [TO, 2],
  [CC, 1.5],
  [FILE_NAME, 2],
  [BODY, 1],
  [FILE_TEXT, 0.7],
];
/** By fields, as bits. */
const weightOf = Float32Array.from({ length: 128 }, (_, fields) =>
  WEIGHTS.reduce((sum, [field, weight]) => sum + ((fields & field) === 0 ? 0 : weight), 0),
);
/** Of a word that only begins with the one that was typed. */
const UNFINISHED = 0.6;
/** What of today is worth more than what is very old; half of it is gone after a year. */
const RECENT = 3;
const YEAR = 365 * MS_PER_DAY;
/** One letter finds whole words alone: so much begins with it. */
const MIN_PREFIX = 2;

export async function findEmails(environment: FindEnvironment, text: string): Promise<Found> {
  const { store } = environment;
  const { columns } = store;
  const query = parseSearch(text);
  const scores = new Float32Array(columns.next).fill(0);
  const wanted = query.terms.filter(({ isNegated }) => !isNegated);
  let found = 0;
  for (const term of wanted) {
    const each = await scoresOfTerm(environment, term);
    for (let email = 1; email < scores.length; email += 1) {
      const more = each[email]!;
      scores[email] = more > 0 && (found === 0 || scores[email]! > 0) ? scores[email]! + more : 0;
    }
    found += 1;
  }
  if (wanted.length === 0) scores.fill(1);
  for (const term of query.terms) {
    if (!term.isNegated) continue;
    const each = await scoresOfTerm(environment, term);
    for (let email = 1; email < scores.length; email += 1) if (each[email]! > 0) scores[email] = 0;
  }
  keepFiltered(environment, query.filters, scores);
  addRecency(environment, scores);
  const where = whereOf(store, query);
  return { scores, notIndexed: countNotIndexed(store), ...(where && { where }) };
}

/** Messages the index does not know, or not whole. */
export function countNotIndexed({ columns }: MailStore): number {
  let count = 0;
  for (let email = 1; email < columns.next; email += 1) if (needsIndex(columns.flags[email]!)) count += 1;
  return count;
}

export function needsIndex(flags: number): boolean {
  if ((flags & EXISTS) === 0) return false;
  return (flags & HERE) === 0 ? (flags & HEAD_INDEXED) === 0 : (flags & TEXT_INDEXED) === 0;
}

async function scoresOfTerm(environment: FindEnvironment, term: SearchTerm): Promise<Float32Array> {
  const scores = new Float32Array(environment.store.columns.next);
  if (term.words.length === 1) await scoreWord(environment, term, scores);
  else await scorePhrase(environment, term, scores);
  return scores;
}

async function scoreWord({ segments }: FindEnvironment, term: SearchTerm, scores: Float32Array): Promise<void> {
  const [word = ''] = term.words;
  const isPrefix = term.isPrefix && word.length >= MIN_PREFIX;
  for (const words of await segments.find(word, isPrefix)) {
    for (const each of words) {
      const factor = each.isExact ? 1 : UNFINISHED;
      each.eachPosting((email, fields) => {
        const weight = weightOf[fields & term.fields]! * factor;
        if (weight > (scores[email] ?? weight)) scores[email] = weight;
      });
    }
  }
}

/** Words that follow each other: the rarest one first, positions only where all are. */
async function scorePhrase(environment: FindEnvironment, term: SearchTerm, scores: Float32Array): Promise<void> {
  const last = term.words.length - 1;
  const bySegment = await Promise.all(
    term.words.map((word, at) =>
      environment.segments.find(word, at === last && term.isPrefix && word.length >= MIN_PREFIX),
    ),
  );
  const inSegment = async (segment: number) => {
    const words = bySegment.map((found) => found[segment] ?? []);
    if (words.some(({ length }) => length === 0)) return;
    const fields = fieldsInAll(words, term.fields, scores.length);
    if (fields.size > 0) await scoreFollowing(words, fields, scores);
  };
  // All at once: the disk answers many questions as fast as one.
  await Promise.all(Array.from({ length: bySegment[0]?.length ?? 0 }, (_, segment) => inSegment(segment)));
}

/** Messages with all the words, and the fields that the words have in common. */
function fieldsInAll(words: readonly (readonly FoundWord[])[], allowed: number, length: number): Map<number, number> {
  let common: Map<number, number> | undefined;
  for (const found of words) {
    const fieldsOf = new Uint8Array(length);
    for (const each of found)
      each.eachPosting((email, fields) => {
        if (email < length) fieldsOf[email]! |= fields & allowed;
      });
    const next = new Map<number, number>();
    if (common === undefined) {
      for (let email = 1; email < length; email += 1) if (fieldsOf[email] !== 0) next.set(email, fieldsOf[email]!);
    } else
      for (const [email, fields] of common)
        if ((fieldsOf[email]! & fields) !== 0) next.set(email, fieldsOf[email]! & fields);
    common = next;
  }
  return common ?? new Map();
}

async function scoreFollowing(
  words: readonly (readonly FoundWord[])[],
  fields: ReadonlyMap<number, number>,
  scores: Float32Array,
): Promise<void> {
  let ends = new Map<number, ReadonlySet<number>>();
  await Promise.all(words.flatMap((found) => found.map((each) => each.load())));
  for (const [at, found] of words.entries()) {
    const next = new Map<number, Set<number>>();
    const isWanted = (email: number) => (at === 0 ? fields.has(email) : ends.has(email));
    for (const each of found) {
      for (const [email, positions] of await each.positions(isWanted)) {
        const before = ends.get(email);
        for (const position of positions) {
          if (at > 0 && before?.has(position - 1) !== true) continue;
          const set = next.get(email);
          if (set === undefined) next.set(email, new Set([position]));
          else set.add(position);
        }
      }
    }
    ends = next;
  }
  for (const email of ends.keys()) {
    // Found together is worth more than each alone.
    const weight = weightOf[fields.get(email) ?? 0]! * (words.length + 1);
    if (weight > scores[email]!) scores[email] = weight;
  }
}

function keepFiltered(environment: FindEnvironment, filters: readonly SearchFilter[], scores: Float32Array): void {
  const { columns } = environment.store;
  for (const filter of filters) {
    const accepts = filterTest(environment, filter);
    for (let email = 1; email < columns.next; email += 1)
      if (scores[email]! > 0 && accepts(email) === filter.isNegated) scores[email] = 0;
  }
}

function filterTest({ store, timeZone }: FindEnvironment, filter: SearchFilter): (email: number) => boolean {
  const { flags, times, sizes } = store.columns;
  switch (filter.type) {
    case 'attachment':
      return (email) => (flags[email]! & ATTACHMENT) !== 0;
    case 'keyword': {
      const bit = splitKeywords([filter.keyword]).flags;
      return (email) => (flags[email]! & bit) !== 0;
    }
    case 'before':
    case 'after': {
      const moment = localToEpoch(timeZone, (filter.day * MS_PER_DAY) as LocalMs);
      return filter.type === 'before' ? (email) => times[email]! < moment : (email) => times[email]! >= moment;
    }
    case 'larger':
      return (email) => sizes[email]! > filter.octets;
    case 'smaller':
      return (email) => sizes[email]! < filter.octets;
  }
}

function addRecency({ store, now }: FindEnvironment, scores: Float32Array): void {
  const { times } = store.columns;
  const today = now();
  for (let email = 1; email < scores.length; email += 1) {
    if (scores[email]! > 0) scores[email]! += RECENT * 2 ** (-Math.max(0, today - times[email]!) / YEAR);
  }
}

const ROLES: Readonly<Record<string, string>> = { spam: 'junk', bin: 'trash', draft: 'drafts', deleted: 'trash' };

/** Mailboxes that `in:` names, by their role or name. */
function whereOf({ mailboxes }: MailStore, query: SearchQuery): Found['where'] {
  if (query.isAnywhere) return 'anywhere';
  if (query.mailboxes.length === 0) return undefined;
  const names = new Set(query.mailboxes);
  const roles = new Set(query.mailboxes.map((name) => ROLES[name] ?? name));
  const found = [...mailboxes.values()].filter(
    ({ name, role }) => names.has(normalizeForSearch(name)) || (role !== null && roles.has(role)),
  );
  return new Set(found.map(({ id }) => id));
}
