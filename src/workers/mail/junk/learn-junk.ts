// The junk filter learns what somebody has said of messages, and what good mail looks like (rules MJ1, MJ2).
import { junkClues } from '../../../domain/mail/junk/junk-clues.js';
import { junkSaid } from '../../../domain/mail/junk/junk-said.js';
import { DRAFT, HERE, JUNK_DUE, SEEN } from '../../../store/mail/flags.js';
import type { MailStore } from '../../../store/mail/mail-store.js';
import type { JunkExampleRecord } from '../../../store/mail/records.js';
import { nextTurn } from '../../next-turn.js';
import { keywordsOfEmail } from '../email-rows.js';
import { placesWhere } from '../mail-lists.js';
import { junkMessage } from './junk-messages.js';

export interface LearnJunkOptions {
  readonly store: MailStore;
  now(): number;
}

/** Examples of each kind that are kept; the oldest are forgotten. */
export const MAX_EXAMPLES = 1_000;
/** Good mail that nobody has spoken about is learned, the newest first, until there is this much for each message that is junk. */
const GOOD_PER_JUNK = 2;
const MIN_GOOD = 100;
/** Messages of one transaction. */
const BATCH = 50;

/** Messages somebody has said something about that was not learned yet. */
export function junkDue({ columns }: MailStore): number[] {
  const due: number[] = [];
  for (let email = columns.next - 1; email > 0 && due.length < BATCH; email -= 1)
    if ((columns.flags[email]! & JUNK_DUE) !== 0 && columns.exists(email)) due.push(email);
  return due;
}

async function example(
  { store, now }: LearnJunkOptions,
  email: number,
  about: Pick<JunkExampleRecord, 'kind' | 'isSaid'>,
): Promise<JunkExampleRecord | undefined> {
  const message = await junkMessage(store, email);
  if (message === undefined) return undefined;
  const clues = Uint32Array.from(junkClues(message), ({ hash }) => hash);
  return { email, ...about, time: now(), clues };
}

/** Learns all that is due. */
export async function learnJunk(options: LearnJunkOptions): Promise<void> {
  const { store } = options;
  await store.refresh();
  for (let due = junkDue(store); due.length > 0; due = junkDue(store)) {
    const said = new Map(due.map((email) => [email, junkSaid(keywordsOfEmail(store, email))]));
    const examples = new Map<number, JunkExampleRecord>();
    for (const [email, kind] of said) {
      const learned = kind && (await example(options, email, { kind, isSaid: true }));
      if (learned !== undefined) examples.set(email, learned);
    }
    await store.write(async (tx) => {
      for (const email of due) {
        if (!tx.columns.exists(email) || (tx.columns.flags[email]! & JUNK_DUE) === 0) continue;
        // Something else was said meanwhile: once more.
        if (said.get(email) !== junkSaid(tx.keywordsOf(email))) continue;
        tx.setBits(email, 0, JUNK_DUE);
        const learned = examples.get(email);
        if (learned !== undefined) await tx.db.junkExamples.put(learned);
        else await tx.db.junkExamples.delete(email);
      }
      await forgetOldest(tx.db);
    });
    await nextTurn();
  }
  await learnGood(options);
}

/** Read mail that was left where it is. */
async function learnGood(options: LearnJunkOptions): Promise<void> {
  const { store } = options;
  const { columns } = store;
  const { junkExamples } = store.db;
  const count = (kind: JunkExampleRecord['kind']) => junkExamples.where('kind').equals(kind).count();
  const junk = await count('junk');
  if (junk === 0) return;
  const wanted = Math.min(MAX_EXAMPLES, Math.max(MIN_GOOD, GOOD_PER_JUNK * junk)) - (await count('good'));
  if (wanted <= 0) return;
  const emails = new Set(await junkExamples.toCollection().primaryKeys());
  const roles = new Set(['junk', 'trash', 'drafts', 'sent', 'outbox', 'scheduled', 'templates']);
  const aside = placesWhere(store, (id) => roles.has(store.mailboxes.get(id)?.role ?? ''));
  const isGood = (email: number) =>
    columns.exists(email) &&
    (columns.flags[email]! & (SEEN | HERE | DRAFT)) === (SEEN | HERE) &&
    aside[columns.places[email]!] !== 1 &&
    !emails.has(email) &&
    junkSaid(keywordsOfEmail(store, email)) === undefined;
  const chosen: number[] = [];
  for (const email of columns.newestFirst()) {
    if (chosen.length === wanted) break;
    if (isGood(email)) chosen.push(email);
  }
  for (let at = 0; at < chosen.length; at += BATCH) {
    const examples: JunkExampleRecord[] = [];
    for (const email of chosen.slice(at, at + BATCH)) {
      const learned = await example(options, email, { kind: 'good', isSaid: false });
      if (learned !== undefined) examples.push(learned);
    }
    await store.write((tx) => tx.db.junkExamples.bulkPut(examples));
    await nextTurn();
  }
}

async function forgetOldest({ junkExamples }: Pick<MailStore['db'], 'junkExamples'>): Promise<void> {
  for (const kind of ['junk', 'good'] as const) {
    const excess = (await junkExamples.where('kind').equals(kind).count()) - MAX_EXAMPLES;
    if (excess <= 0) continue;
    const oldest = junkExamples.orderBy('time').filter((one) => one.kind === kind);
    await junkExamples.bulkDelete(await oldest.limit(excess).primaryKeys());
  }
}
