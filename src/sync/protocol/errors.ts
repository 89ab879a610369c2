/** What a sender may do about a refusal: wait and send the same bytes, mend and send again, or give up. */
export type RetryClass = 'retry' | 'fixup' | 'fatal';

/**
 * Every refusal of the protocol: its number on the wire and what may be done about it (docs/sync-protocol.md §9). A
 * number is never used for something else.
 */
export const refusals = {
  /** The relay has too much to commit; after `retryAfter`. */
  BUSY: { number: 1, retry: 'retry' },
  /** Too many messages; after `retryAfter`. */
  RATE: { number: 2, retry: 'retry' },
  /** Another membership entry came first: read it, then send again. */
  STALE_MEMBERSHIP: { number: 3, retry: 'retry' },
  /** Made for an epoch that is not the current one. */
  STALE_EPOCH: { number: 16, retry: 'fixup' },
  /** Somebody has lost access since the last key: an `epoch` entry is due before content. */
  ROTATE_FIRST: { number: 17, retry: 'fixup' },
  /** The device's counter skips a number. */
  GAP: { number: 18, retry: 'fixup' },
  /** The entry points to a record that this chain does not have. */
  SEES_UNKNOWN: { number: 19, retry: 'fixup' },
  /** The counter was used, too long ago to compare: the client reads its own entries. */
  DUP_OLD: { number: 20, retry: 'fixup' },
  /** The wanted bodies were compacted: begin from the snapshot. */
  GONE: { number: 21, retry: 'fixup' },
  /** The account evidence does not continue what this log knows, or is missing. */
  EVIDENCE: { number: 22, retry: 'fixup' },
  /** An owner has frozen the document. */
  FROZEN: { number: 23, retry: 'fixup' },
  /** The signature of the handshake is too old, for another relay, or the challenge was used. */
  AUTH: { number: 24, retry: 'fixup' },
  /** The recipients of a key are not exactly those who may read. */
  RECIPIENTS: { number: 25, retry: 'fixup' },
  /** Too much since the last snapshot. */
  SNAPSHOT_FIRST: { number: 26, retry: 'fixup' },
  ROLE: { number: 32, retry: 'fatal' },
  DEVICE_REVOKED: { number: 33, retry: 'fatal' },
  NOT_MEMBER: { number: 34, retry: 'fatal' },
  BAD_SIG: { number: 35, retry: 'fatal' },
  /** The counter was used for other bytes: the device was copied or has lost its memory. */
  EQUIVOCATION: { number: 36, retry: 'fatal' },
  TOO_LARGE: { number: 37, retry: 'fatal' },
  QUOTA: { number: 38, retry: 'fatal' },
  /** A document always has an owner, an account a device. */
  LAST_OWNER: { number: 40, retry: 'fatal' },
  /** The act is aimed at somebody or something it cannot be aimed at. */
  WRONG_TARGET: { number: 41, retry: 'fatal' },
  /** The invitation is not open: withdrawn, declined, accepted, expired, or never made. */
  NO_INVITE: { number: 42, retry: 'fatal' },
  /** More members, invitations or devices than a document or account may have. */
  LIMIT: { number: 43, retry: 'fatal' },
  /** Not exactly a message, or not exactly an entry. */
  MALFORMED: { number: 44, retry: 'fatal' },
  /** No such log, blob or account, or none that the asker may know of. */
  UNKNOWN: { number: 45, retry: 'fatal' },
  /** A log begins once. */
  EXISTS: { number: 46, retry: 'fatal' },
  /** A suite this side does not speak. */
  SUITE: { number: 47, retry: 'fatal' },
  /** A record's place, time or hash is not what follows from the one before: the relay is at fault. */
  CHAIN: { number: 48, retry: 'fatal' },
} as const satisfies Record<string, { readonly number: number; readonly retry: RetryClass }>;

/** The closed set of refusals. */
export type Refusal = keyof typeof refusals;

const refusalByNumber = new Map<number, Refusal>(
  (Object.keys(refusals) as Refusal[]).map((code) => [refusals[code].number, code]),
);

/** @returns `undefined` for a number of no refusal. */
export const numberToRefusal = (number: number): Refusal | undefined => refusalByNumber.get(number);

/** @returns What the sender may do about it. */
export const retryClass = (code: Refusal): RetryClass => refusals[code].retry;

/** The only error that this folder throws for what others sent. `message` is for developers. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
  constructor(
    readonly code: Refusal,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** What may be done about it. */
  get retry(): RetryClass {
    return retryClass(this.code);
  }
}
