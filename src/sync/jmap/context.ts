// What the parts of an account's client share.
import type { MailAccountStore } from '../mail/ports.js';
import type { JmapConnection } from './connection.js';
import { AnswerError } from './failure.js';
import { type Json, member, readIds, readList, readState } from './read-value.js';

export interface JmapContext {
  readonly connection: JmapConnection;
  readonly store: MailAccountStore;
  readonly signal: AbortSignal;
}

/** Objects of a list that can be read; a broken one does not keep the others away. */
export function readEach<T>(list: unknown, read: (value: unknown) => T): readonly T[] {
  return readList(list, 'list').flatMap((value) => {
    try {
      return [read(value)];
    } catch (error) {
      if (error instanceof AnswerError) return [];
      throw error;
    }
  });
}

/** The state of a type at the server now (RFC 8620 §5.1), without any object. */
export async function currentState({ connection, signal }: JmapContext, type: 'Email' | 'Mailbox'): Promise<string> {
  return readState(member(await connection.ask(`${type}/get`, { ids: [] }, signal), 'state'), 'state');
}

/** Objects by id, in as many requests as the server's limit needs. Ids that are not there are left out. */
export async function getObjects<T>(
  { connection, signal }: JmapContext,
  type: 'Email' | 'Mailbox',
  ids: readonly string[],
  properties: readonly string[],
  read: (value: unknown) => T,
): Promise<readonly T[]> {
  const all: T[] = [];
  const step = connection.session().limits.objectsInGet;
  for (let at = 0; at < ids.length; at += step) {
    const args = { ids: ids.slice(at, at + step), properties };
    all.push(...readEach(member(await connection.ask(`${type}/get`, args, signal), 'list'), read));
  }
  return all;
}

/** `/changes` (RFC 8620 §5.2). */
export interface Changes {
  readonly newState: string;
  readonly hasMore: boolean;
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly destroyed: readonly string[];
}

export function readChanges(args: Json): Changes {
  return {
    newState: readState(member(args, 'newState'), 'newState'),
    hasMore: member(args, 'hasMoreChanges') === true,
    created: readIds(member(args, 'created'), 'created'),
    updated: readIds(member(args, 'updated'), 'updated'),
    destroyed: readIds(member(args, 'destroyed'), 'destroyed'),
  };
}

/** The server does not know any more, or never knew, what has changed since a state. Some call it invalid. */
export const isForgotten = ({ type }: { readonly type: string }): boolean =>
  type === 'cannotCalculateChanges' || type === 'invalidArguments';
