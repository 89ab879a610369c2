// Which messages belong together (RFC 8621 §3), and how they hang together (RFC 5256, after Jamie Zawinski).

import { subjectKey } from './base-subject.js';

/** What threading needs to know of a message. */
export interface ThreadMessage {
  /** The id it is known by here. */
  readonly id: string;
  readonly messageId: readonly string[] | null;
  readonly inReplyTo: readonly string[] | null;
  readonly references: readonly string[] | null;
  readonly subject: string | null;
}

/** Ids of one message that count: the first ones and the last ones. */
const MAX_IDS = 200;

/**
 * Two messages belong together when they have one of these keys in common: an id of a message and the subject it is about
 * (RFC 8621 §3), so that a thread that is used for another subject is another thread. Whoever stores messages stores these.
 */
export function threadKeys({ messageId, inReplyTo, references, subject }: ThreadMessage): string[] {
  const ids = [...new Set([...(messageId ?? []), ...(references ?? []), ...(inReplyTo ?? [])])];
  const few = ids.length <= MAX_IDS ? ids : [...ids.slice(0, MAX_IDS / 2), ...ids.slice(-MAX_IDS / 2)];
  const about = subjectKey(subject ?? '');
  return few.map((id) => `${id}\n${about}`);
}

export interface Joined {
  /** The thread of the message: the oldest one its keys lead to, or a new one. */
  readonly thread: string;
  /** Threads that turned out to be parts of it, and are it from now on. */
  readonly merged: readonly string[];
}

/**
 * The thread of a message by its keys. In whatever order messages are added, those that belong together end in one thread.
 * @param threadOf - the thread a key leads to; after a merge that of all its keys is the new one
 * @param isOlder - whether the first thread was there before the second: ids of threads should stay
 */
export function joinThreads(
  keys: readonly string[],
  threadOf: (key: string) => string | undefined,
  fresh: string,
  isOlder: (one: string, other: string) => boolean,
): Joined {
  const found = new Set<string>();
  for (const key of keys) {
    const thread = threadOf(key);
    if (thread !== undefined) found.add(thread);
  }
  const threads = [...found];
  const oldest = threads.reduce<string | undefined>(
    (best, one) => (best === undefined || isOlder(one, best) ? one : best),
    undefined,
  );
  return { thread: oldest ?? fresh, merged: threads.filter((thread) => thread !== oldest) };
}

/** Threads of messages in memory. `add` can be called for one message after the other, for ever. */
export class Threads {
  private readonly threadByKey = new Map<string, string>();
  private readonly parts = new Map<
    string,
    { readonly born: number; readonly keys: string[]; readonly messages: string[] }
  >();

  /** Where the message belongs. */
  add(message: ThreadMessage): Joined {
    const keys = threadKeys(message);
    const born = (thread: string) => this.parts.get(thread)?.born ?? Number.POSITIVE_INFINITY;
    const joined = joinThreads(
      keys,
      (key) => this.threadByKey.get(key),
      message.id,
      (one, other) => born(one) < born(other),
    );
    const part = this.parts.get(joined.thread) ?? { born: this.parts.size, keys: [], messages: [] };
    this.parts.set(joined.thread, part);
    part.messages.push(message.id);
    this.lead(keys, joined.thread, part.keys);
    for (const thread of joined.merged) {
      const { keys: moved, messages } = this.parts.get(thread)!;
      this.lead(moved, joined.thread, part.keys);
      part.messages.push(...messages);
      // Kept empty: ages go on from the number there are.
      this.parts.set(thread, { born: Number.POSITIVE_INFINITY, keys: [], messages: [] });
    }
    return joined;
  }

  /** Ids of messages by thread. */
  all(): ReadonlyMap<string, readonly string[]> {
    return new Map(
      [...this.parts]
        .filter(([, { messages }]) => messages.length > 0)
        .map(([thread, { messages }]) => [thread, messages]),
    );
  }

  private lead(keys: readonly string[], thread: string, list: string[]): void {
    for (const key of keys) {
      if (this.threadByKey.get(key) !== thread) list.push(key);
      this.threadByKey.set(key, thread);
    }
  }
}

/** A message in its thread. */
export interface ThreadNode<Message> {
  readonly message: Message;
  readonly replies: readonly ThreadNode<Message>[];
}

/**
 * The messages of one thread as a tree: each below the last message it refers to that is there (RFC 5256 §3, step 1),
 * siblings in the order given. Loops, copies with one id and ids nobody has are survived.
 */
export function threadTree<Message extends ThreadMessage>(messages: readonly Message[]): ThreadNode<Message>[] {
  const byId = new Map<string, number>();
  for (const [index, { messageId }] of messages.entries()) {
    for (const id of messageId ?? []) if (!byId.has(id)) byId.set(id, index);
  }
  const parents: (number | undefined)[] = messages.map(() => undefined);
  for (const [index, message] of messages.entries()) {
    const before = [
      ...(message.references ?? []),
      ...(message.references?.length ? [] : (message.inReplyTo ?? []).slice(0, 1)),
    ];
    const above = before.findLast((id) => byId.has(id) && byId.get(id) !== index);
    const copy = message.messageId?.map((id) => byId.get(id)).find((first) => first !== undefined && first !== index);
    const parent = above === undefined ? copy : byId.get(above);
    if (parent !== undefined && !isBelow(parents, parent, index)) parents[index] = parent;
  }
  const nodes = messages.map((message) => ({ message, replies: [] as ThreadNode<Message>[] }));
  const roots: ThreadNode<Message>[] = [];
  for (const [index, node] of nodes.entries()) {
    const parent = parents[index];
    if (parent === undefined) roots.push(node);
    else nodes[parent]!.replies.push(node);
  }
  return roots;
}

function isBelow(parents: readonly (number | undefined)[], one: number, other: number): boolean {
  for (let at: number | undefined = one; at !== undefined; at = parents[at]) if (at === other) return true;
  return false;
}
