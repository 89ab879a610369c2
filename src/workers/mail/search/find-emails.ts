// From what was typed to the messages it is found in, and how well (docs/rules/mail-search.md).

import {
  parseSearch,
  type SearchFilter,
  type SearchQuery,
  type SearchTerm,
} from '../../../domain/mail/search/search-query.js';
import { normalizeForSearch } from '../../../domain/text/fold.js';
import { type LocalMs, MS_PER_DAY } from '../../../domain/time/types.js';
import { localToEpoch } from '../../../domain/time/zone.js';
import { ATTACHMENT, EXISTS, HEAD_INDEXED, HERE, splitKeywords, TEXT_INDEXED } from '../../../store/mail/flags.js';
import type { MailStore } from '../../../store/mail/mail-store.js';
import { PostingBuffer } from '../../../store/mail/search/segment-format.js';
import type { Segments } from '../../../store/mail/search/segments.js';
import type { Found } from '../mail-lists.js';
import { mayBeUnfinished, scorePhrase, weightOf } from './score-phrase.js';

export interface FindEnvironment {
  readonly store: MailStore;
  readonly segments: Segments;
  /** Epoch ms. */
  now(): number;
  /** IANA name of the person's zone: days begin there. */
  readonly timeZone: string;
}

/** Of a word that only begins with the one that was typed. */
const UNFINISHED = 0.6;
/** What of today is worth more than what is very old; half of it is gone after a year. */
const RECENT = 3;
const YEAR = 365 * MS_PER_DAY;

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
  else await scorePhrase(environment.segments, term, scores);
  return scores;
}

async function scoreWord({ segments }: FindEnvironment, term: SearchTerm, scores: Float32Array): Promise<void> {
  const [word = ''] = term.words;
  const buffer = new PostingBuffer();
  const [found = []] = await segments.find([{ word, isPrefix: mayBeUnfinished(term, 0) }]);
  for (const words of found) {
    for (const each of words) {
      each.read(buffer);
      scoreMessages(buffer, term.fields, each.isExact ? 1 : UNFINISHED, scores);
    }
  }
}

function scoreMessages(
  { emails, fields, length }: PostingBuffer,
  allowed: number,
  factor: number,
  scores: Float32Array,
) {
  for (let at = 0; at < length; at += 1) {
    const email = emails[at]!;
    const weight = weightOf[fields[at]! & allowed]! * factor;
    // What came after the search began has no place in it.
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
