import type { MailServerProblem, MailServerProblemKind } from '../../domain/mail/server-problem.js';

/** A request that came to nothing. What the person is told is in `problem`; `message` is for developers. */
export class JmapFailure extends Error {
  override readonly name = 'JmapFailure';
  constructor(
    readonly problem: MailServerProblem,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** What a server says is not what the standard lets it say. */
export class AnswerError extends Error {
  override readonly name = 'AnswerError';
}

export function failure(
  kind: MailServerProblemKind,
  url: URL,
  message: string,
  more: Partial<MailServerProblem> = {},
): JmapFailure {
  return new JmapFailure({ ...more, kind, host: url.host }, message);
}

/** An error of one method (RFC 8620 §3.6.2), or of one object of a `/set` (§5.3). */
export interface MethodError {
  readonly type: string;
  readonly description: string;
}

/** Whether the same request may go well later: those that say nothing about what was asked (RFC 8620 §3.6.2). */
export const isPassing = ({ type, description }: MethodError): boolean =>
  type === 'serverUnavailable' ||
  type === 'serverFail' ||
  type === 'serverPartialFail' ||
  type === 'rateLimit' ||
  // Some servers hand on what the next one said: codes that begin with 4 pass (RFC 5321 §4.2.1), such as greylisting.
  /^4(?:\d\d\b|\.\d+\.\d+)/.test(description);

/** A method failed in a way that time may heal, or as a whole. */
export class MethodFailure extends Error {
  override readonly name = 'MethodFailure';
  constructor(
    readonly method: string,
    readonly error: MethodError,
  ) {
    super(`${method}: ${error.type} ${error.description}`);
  }
}
