// Reads what was made public for a screen that is always on: what was fetched last stays, as ciphertext, for when nobody answers.

import { AppError } from '../../domain/errors.js';
import { readPageAddress } from '../../domain/sharing/public-link.js';
import type { EpochMs } from '../../domain/time/types.js';
import type { Bytes } from '../protocol/bytes.js';
import { fetchSealed, openSealed } from './read-public.js';

/** What was fetched last of an address, still sealed. */
export interface SealedKeeper {
  read(source: string): Promise<{ readonly bytes: Bytes; readonly at: EpochMs } | undefined>;
  keep(source: string, bytes: Bytes): Promise<void>;
  forget(source: string): Promise<void>;
}

export interface KeptPublic {
  readonly bytes: Bytes;
  /** When it was fetched, of what is kept since the server cannot be reached now. */
  readonly keptAt?: EpochMs;
}

const isGone = (error: AppError) => error.code === 'net/status' && error.detail.status === 404;

/**
 * @param hash - Of the page's address, with its #.
 * @throws {AppError} as `readPublic`, where nothing is kept.
 */
export async function readKeptPublic(hash: string, signal: AbortSignal, keeper: SealedKeeper): Promise<KeptPublic> {
  const address = readPageAddress(hash);
  if (address === undefined) throw new AppError('sync/code', 'The address is not whole.');
  const { source, key } = address;
  let sealed: Bytes;
  try {
    sealed = await fetchSealed(source, signal);
  } catch (error) {
    // Switched off is switched off; everything else passes.
    if (error instanceof AppError && isGone(error)) await keeper.forget(source);
    else if (error instanceof AppError) {
      const kept = await keeper.read(source);
      if (kept !== undefined) return { bytes: await openSealed(key, kept.bytes), keptAt: kept.at };
    }
    throw error;
  }
  const bytes = await openSealed(key, sealed);
  await keeper.keep(source, sealed);
  return { bytes };
}
