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
    if (found === 0) scores.set(each.subarray(0, scores.length));
    else
      for (let email = 1; email < scores.length; email += 1) {
        const more = each[email]!;
        scores[email] = more > 0 && scores[email]! > 0 ? scores[email]! + more : 0;
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
    if (fields !== undefined) await scoreFollowing(words, fields, scores);
  };
  // All at once: the disk answers many questions as fast as one.
  await Promise.all(Array.from({ length: bySegment[0]?.length ?? 0 }, (_, segment) => inSegment(segment)));
}

/** By number of message the fields that all the words are in; `undefined` where no message has them all in one. */
function fieldsInAll(
  words: readonly (readonly FoundWord[])[],
  allowed: number,
  length: number,
): Uint8Array | undefined {
  let common: Uint8Array | undefined;
  for (const found of words) {
    const fieldsOf = new Uint8Array(length);
    for (const each of found)
      each.eachPosting((email, fields) => {
        if (email < length) fieldsOf[email]! |= fields & allowed;
      });
    if (common !== undefined) for (let email = 1; email < length; email += 1) fieldsOf[email]! &= common[email]!;
    common = fieldsOf;
  }
  return common?.some((fields) => fields !== 0) === true ? common : undefined;
}

/** Of rising positions those that come right behind one of the others. */
function following(positions: readonly number[], before: readonly number[]): number[] {
  const found: number[] = [];
  let at = 0;
  for (const position of positions) {
    while (at < before.length && before[at]! < position - 1) at += 1;
    if (before[at] === position - 1) found.push(position);
  }
  return found;
}

async function scoreFollowing(
  words: readonly (readonly FoundWord[])[],
  fields: Uint8Array,
  scores: Float32Array,
): Promise<void> {
  let ends = new Map<number, readonly number[]>();
  await Promise.all(words.flatMap((found) => found.map((each) => each.load())));
  for (const [at, found] of words.entries()) {
    const next = new Map<number, readonly number[]>();
    const before = ends;
    const isWanted = at === 0 ? (email: number) => (fields[email] ?? 0) !== 0 : (email: number) => before.has(email);
    for (const each of found) {
      for (const [email, positions] of await each.positions(isWanted)) {
        const own = at === 0 ? positions : following(positions, before.get(email)!);
        if (own.length === 0) continue;
        const others = next.get(email);
        // Of a word that is unfinished several may stand in one message.
        next.set(email, others === undefined ? own : [...others, ...own].sort((a, b) => a - b));
      }
    }
    ends = next;
  }
  for (const email of ends.keys()) {
    // Found together is worth more than each alone.
    const weight = weightOf[fields[email]!]! * (words.length + 1);
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
      if (bit !== 0) return (email) => (flags[email]! & bit) !== 0;
      const bySet = new Map<number, boolean>();
      return (email) => {
        const set = store.columns.labels[email]!;
        const known = bySet.get(set) ?? store.set(set).includes(filter.keyword);
        bySet.set(set, known);
        return known;
      };
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
    if (scores[email]! > 0) scores[email]! += recency(Math.max(0, today - times[email]!));
  }
}

/** By fiftieths of a year: a power for each of 100,000 messages takes as long as to find them. */
const STEPS = 50;
const byAge = Float32Array.from({ length: STEPS * 30 }, (_, step) => RECENT * 2 ** (-step / STEPS));

/** Between two steps on a line, so that of two messages of one day the newer one is worth more. */
function recency(age: number): number {
  const steps = (age / YEAR) * STEPS;
  const step = Math.floor(steps);
  if (step + 1 >= byAge.length) return 0;
  return byAge[step]! + (steps - step) * (byAge[step + 1]! - byAge[step]!);
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
