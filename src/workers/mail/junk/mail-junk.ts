// The junk filter of this device: what it has learned, and what it says of mail that comes (docs/rules/mail-junk.md).
import { junkClues } from '../../../domain/mail/junk/junk-clues.js';
import { JunkFilter, type JunkVerdict } from '../../../domain/mail/junk/junk-filter.js';
import { junkSaid } from '../../../domain/mail/junk/junk-said.js';
import type { MailStore } from '../../../store/mail/mail-store.js';
import type { JunkExampleRecord } from '../../../store/mail/records.js';
import type { JunkState } from '../../mail-junk.api.js';
import { keywordsOfEmail } from '../email-rows.js';
import { junkMessage } from './junk-messages.js';
import { junkDue, learnJunk } from './learn-junk.js';

export interface MailJunkOptions {
  readonly store: MailStore;
  now(): number;
  /** One tab at a time. */
  alone(work: () => Promise<void>): Promise<unknown>;
  /** Whether the person knows who wrote it: then the filter does not put it aside. */
  isKnown(address: string): Promise<boolean>;
}

export interface MailJunk {
  /** Learns what was said of messages; resolves when all of it is learned. */
  learn(): Promise<void>;
  /** Whether it is on, and has learned enough to put mail aside. */
  isActive(): Promise<boolean>;
  /** Whether a message that has come is to be put aside. */
  isJunk(email: number): Promise<boolean>;
  /** What speaks for junk in a message; nothing where the filter says nothing. */
  reasons(email: number): Promise<readonly string[]>;
  state(): Promise<JunkState>;
  setOn(isOn: boolean): Promise<void>;
  /** @returns what it had learned. */
  forget(): Promise<readonly JunkExampleRecord[]>;
  /** Takes that back. */
  remember(examples: readonly JunkExampleRecord[]): Promise<void>;
}

/** In `local`, on this device; absent while it is on. */
const OFF = 'mail-junk-off';

export function createMailJunk(options: MailJunkOptions): MailJunk {
  const { store } = options;
  const { db } = store;
  let filter = new JunkFilter();
  /** Of the examples it was made of. */
  let stamp = '';
  let learning: Promise<void> | undefined;
  /** Once at the beginning, too: the last session may have ended in between, and more may have been read since. */
  let isFirst = true;
  let isAgain = false;

  /** With all examples, also those another tab has learned. */
  async function current(): Promise<JunkFilter> {
    const [count, last] = await Promise.all([db.junkExamples.count(), db.junkExamples.orderBy('time').last()]);
    const now = `${count} ${last?.time} ${last?.email}`;
    if (now === stamp) return filter;
    const fresh = new JunkFilter();
    await db.junkExamples.each((example) => fresh.learn(example));
    [filter, stamp] = [fresh, now];
    return fresh;
  }

  const isOn = async () => (await db.local.get(OFF)) === undefined;

  async function judge(email: number): Promise<JunkVerdict | undefined> {
    const known = await current();
    if (!known.isReady) return undefined;
    const message = await junkMessage(store, email);
    return message && known.judge(junkClues(message));
  }

  /** The person has written in its thread. */
  function isAnswered(email: number): boolean {
    const { columns, mailboxes } = store;
    const isSent = (one: number) => store.set(columns.places[one]!).some((id) => mailboxes.get(id)?.role === 'sent');
    return [...columns.thread(columns.threads[email]!)].some(isSent);
  }

  async function learnAll(): Promise<void> {
    while (isAgain) {
      isAgain = false;
      await options.alone(() => learnJunk(options));
      isFirst = false;
      stamp = '';
    }
  }

  return {
    learn() {
      if (learning === undefined && !isFirst && junkDue(store).length === 0) return Promise.resolve();
      isAgain = true;
      learning ??= learnAll().finally(() => {
        learning = undefined;
      });
      return learning;
    },
    isActive: async () => (await isOn()) && (await current()).isReady,
    async isJunk(email) {
      if (!(await isOn()) || junkSaid(keywordsOfEmail(store, email)) !== undefined || isAnswered(email)) return false;
      if ((await judge(email))?.isJunk !== true) return false;
      const from = (await store.rows.get([email])).get(email)?.f[0]?.[1] ?? '';
      return from === '' || !(await options.isKnown(from));
    },
    async reasons(email) {
      const verdict = await judge(email);
      return verdict?.isJunk === true ? verdict.reasons : [];
    },
    async state() {
      const { examples, isReady } = await current();
      return { isOn: await isOn(), isReady, ...examples };
    },
    async setOn(on) {
      if (on) await db.local.delete(OFF);
      else await db.local.put({ name: OFF, value: '1' });
    },
    async forget() {
      const examples = await db.junkExamples.toArray();
      await db.junkExamples.clear();
      return examples;
    },
    remember: async (examples) => void (await db.junkExamples.bulkPut(examples)),
  };
}
