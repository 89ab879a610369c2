// What goes wrong between a relay and this device, as everybody else sees it.
import { AppError } from '../../domain/errors.js';
import { numberToRefusal, type Refusal, type RetryClass, retryClass } from '../protocol/errors.js';
import type { RelayMessage } from '../protocol/relay-messages.js';

export const offline = (why: string, cause?: unknown): AppError => new AppError('sync/offline', why, {}, { cause });

/** The rules said no, here: the same words as if the relay had. */
export const refused = (refusal: Refusal, why: string = refusal): AppError =>
  new AppError('sync/refused', why, { refusal });

/** A relay's refusal: `detail` holds `refusal`, and `expected` and `retryAfter` where it says so. */
export function refusalToError({ code, expected, retryAfter }: Extract<RelayMessage, { kind: 'refused' }>): AppError {
  const refusal = numberToRefusal(code) ?? 'MALFORMED';
  return new AppError('sync/refused', `The relay refused: ${refusal}.`, {
    refusal,
    ...(expected !== undefined && { expected }),
    ...(retryAfter !== undefined && { retryAfter }),
  });
}

/** @returns `undefined` for anything that is no refusal. */
export const refusalOf = (error: unknown): Refusal | undefined =>
  error instanceof AppError && error.code === 'sync/refused' ? (error.detail.refusal as Refusal) : undefined;

/** What may be done about an error: a connection that ended is to be waited for. */
export function errorClass(error: unknown): RetryClass {
  const refusal = refusalOf(error);
  if (refusal !== undefined) return retryClass(refusal);
  return error instanceof AppError && error.code === 'sync/offline' ? 'retry' : 'fatal';
}

/** Milliseconds after which the relay asks to be asked again. */
export const retryAfterOf = (error: unknown): number =>
  error instanceof AppError ? Number(error.detail.retryAfter ?? 0) : 0;
