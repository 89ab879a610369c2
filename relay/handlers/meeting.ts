import { bytesToHex } from '../../src/sync/protocol/bytes.js';
import { ProtocolError } from '../../src/sync/protocol/errors.js';
import type { Connection } from '../connection.js';
import type { Handler } from '../context.js';

/** How long somebody waits at a meeting point, in milliseconds. */
export const MEETING_MS = 5 * 60_000;
/** Messages that are handed on per meeting: a pairing needs four. */
const MAX_TOLD = 32;
/** Meeting points at the same time, all together. */
const MAX_MEETINGS = 10_000;

interface Meeting {
  readonly guests: Set<Connection>;
  /** What was said before the second one came. */
  readonly waiting: Uint8Array[];
  told: number;
  readonly timer: NodeJS.Timeout;
}

export interface Meetings {
  readonly meet: Handler<'meet'>;
  readonly tell: Handler<'tell'>;
  leave(connection: Connection): void;
  close(): void;
}

/** Where two devices that know a secret number hand each other sealed messages, before one of them has an account. */
export function createMeetings(): Meetings {
  const meetings = new Map<string, Meeting>();

  function end(point: string) {
    clearTimeout(meetings.get(point)?.timer);
    meetings.delete(point);
  }

  return {
    meet({ limits }, connection, { request, point }) {
      limits.take('failures', `meet ${connection.address}`);
      const id = bytesToHex(point);
      let meeting = meetings.get(id);
      if (meeting === undefined) {
        if (meetings.size >= MAX_MEETINGS) throw new ProtocolError('BUSY', 'too many meetings');
        const timer = setTimeout(end, MEETING_MS, id).unref();
        meeting = { guests: new Set(), waiting: [], told: 0, timer };
        meetings.set(id, meeting);
      }
      if (!meeting.guests.has(connection) && meeting.guests.size >= 2)
        throw new ProtocolError('LIMIT', 'two are there');
      meeting.guests.add(connection);
      connection.send({ kind: 'done', request });
      if (meeting.guests.size === 2)
        for (const bytes of meeting.waiting.splice(0))
          connection.send({ kind: 'told', request: 0, point, bytes: bytes as Uint8Array<ArrayBuffer> });
    },
    tell(_, connection, { request, point, bytes }) {
      const meeting = meetings.get(bytesToHex(point));
      if (meeting === undefined || !meeting.guests.has(connection)) throw new ProtocolError('UNKNOWN', 'not there');
      if (++meeting.told > MAX_TOLD) throw new ProtocolError('LIMIT', 'too much was said');
      const others = [...meeting.guests].filter((guest) => guest !== connection);
      if (others.length === 0) meeting.waiting.push(bytes);
      for (const other of others) other.send({ kind: 'told', request: 0, point, bytes });
      connection.send({ kind: 'done', request });
    },
    leave(connection) {
      for (const [id, { guests }] of meetings) if (guests.delete(connection) && guests.size === 0) end(id);
    },
    close() {
      for (const id of [...meetings.keys()]) end(id);
    },
  };
}
