// A gateway of ours asks a list to take a person off it (docs/gateway.md).
import type { UnsubscribeOutcome } from '../../domain/mail/unsubscribe.js';
import type { JmapConnection } from './connection.js';
import { MethodFailure } from './failure.js';
import { member, readCount } from './read-value.js';
import { UNSUBSCRIBE } from './session.js';

/** @param href - As the message names it. @throws {JmapFailure} */
export async function unsubscribeAt(connection: JmapConnection, href: string): Promise<UnsubscribeOutcome> {
  if (!connection.session().capabilities.has(UNSUBSCRIBE)) return { kind: 'unable' };
  try {
    const status = readCount(member(await connection.ask('Unsubscribe/post', { url: href }), 'status'), 0);
    if (status >= 200 && status < 300) return { kind: 'done' };
    if (status >= 300 && status < 400) return { kind: 'elsewhere' };
    return status === 0 ? { kind: 'failed' } : { kind: 'failed', status };
  } catch (error) {
    if (error instanceof MethodFailure) return { kind: 'failed' };
    throw error;
  }
}
