// Making an account known to a relay.
import { AppError } from '../../domain/errors.js';
import { openConnection } from '../../sync/client/connection.js';
import type { Environment } from '../../sync/client/environment.js';
import type { Bytes } from '../../sync/protocol/bytes.js';
import type { Entry } from '../../sync/protocol/entry.js';
import type { NewDevice } from '../account.api.js';

/** The relay's own code to sign up is not a device's fault: said in its own words. */
function signUpError(error: unknown): unknown {
  if (!(error instanceof AppError) || error.detail.refusal !== 'NOT_MEMBER') return error;
  return new AppError('sync/code', 'The relay asks for a code to sign up.', { why: 'sign-up' }, { cause: error });
}

/**
 * @returns The relay's key.
 * @throws {AppError} `sync/offline`, `sync/refused`; `sync/code` with `why` `sign-up`.
 */
export async function registerAccount(
  environment: Environment,
  { relay, code }: NewDevice & { readonly code?: string },
  entries: readonly Entry[],
): Promise<Bytes> {
  const connection = await openConnection({ environment, url: relay, onPush: () => {} });
  const wanted = code?.trim();
  try {
    await connection.ask('register', { entries: entries.map(({ bytes }) => bytes), ...(wanted && { code: wanted }) });
  } catch (error) {
    throw signUpError(error);
  } finally {
    connection.close();
  }
  return connection.hello.relay;
}
