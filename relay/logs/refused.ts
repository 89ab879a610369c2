import { ProtocolError, type Refusal } from '../../src/sync/protocol/errors.js';

export interface RefusalDetails {
  /** Milliseconds after which it makes sense to try again. */
  readonly retryAfter?: number;
  /** What would have been right: a counter, an epoch, a snapshot's record. */
  readonly expected?: number;
  readonly cause?: unknown;
}

/** A refusal with what the client needs to mend it. */
export class Refused extends ProtocolError {
  readonly retryAfter?: number;
  readonly expected?: number;

  constructor(code: Refusal, why: string, { retryAfter, expected, cause }: RefusalDetails = {}) {
    super(code, why, { cause });
    this.retryAfter = retryAfter;
    this.expected = expected;
  }
}
