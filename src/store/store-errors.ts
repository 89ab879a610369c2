import { AppError } from '../domain/errors.js';

/** Names in an error and in what it wraps: Dexie puts the browser's error into `inner` or `failures`. */
function errorNames(error: unknown, depth = 0): string[] {
  if (typeof error !== 'object' || error === null || depth > 4) return [];
  const { name, inner, failures, cause } = error as Record<string, unknown>;
  const wrapped = [inner, cause, ...(Array.isArray(failures) ? failures.slice(0, 3) : [])];
  return [String(name), ...wrapped.flatMap((each) => errorNames(each, depth + 1))];
}

const CLOSED = ['DatabaseClosedError', 'InvalidStateError', 'MissingAPIError', 'OpenFailedError', 'VersionError'];

/** What a failure of the database means to somebody who can do something about it. */
export function toStoreError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const names = errorNames(error);
  const message = error instanceof Error ? error.message : String(error);
  if (names.includes('QuotaExceededError'))
    return new AppError('store/quota', 'The disk is full.', {}, { cause: error });
  if (names.some((name) => CLOSED.includes(name))) return new AppError('store/closed', message, {}, { cause: error });
  return new AppError('store/failed', message, {}, { cause: error });
}
