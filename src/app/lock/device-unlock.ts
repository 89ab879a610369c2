// WebAuthn with the PRF extension (Level 3, §10.1.4): a key of this device's that gives the same 32 bytes each time the person
// shows that it is them. Nothing of it goes to any server; there is none to check a signature.
import { AppError } from '../../domain/errors.js';
import type { LockDevice } from '../../domain/lock/lock.js';

type Bytes = Uint8Array<ArrayBuffer>;

interface PrfResults {
  readonly prf?: { readonly enabled?: boolean; readonly results?: { readonly first?: BufferSource } };
}

const CHALLENGE_BYTES = 32;
const SALT_BYTES = 32;
const SECRET_BYTES = 32;
const TIMEOUT_MS = 60_000;
/** Ed25519, ES256, RS256: what authenticators have. */
const algorithms = [-8, -7, -257];

const random = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length));

/** Whether this device has a way to know its owner, and the browser does not say that it cannot do this. */
export async function isOffered(): Promise<boolean> {
  if (!('PublicKeyCredential' in globalThis)) return false;
  try {
    const can = (await PublicKeyCredential.getClientCapabilities?.()) as Record<string, boolean> | undefined;
    if (can?.['extension:prf'] === false) return false;
    return await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable();
  } catch {
    return false;
  }
}

function toBytes(source: BufferSource): Bytes {
  const view = ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : source;
  return new Uint8Array(view as ArrayBuffer).slice();
}

function refusal(error: unknown): AppError {
  const name = (error as { readonly name?: unknown } | undefined)?.name;
  if (error instanceof AppError) return error;
  // The person closed it, it took too long, or it is not there any more: browsers do not say which.
  if (name === 'NotAllowedError' || name === 'AbortError') return new AppError('cancelled', 'Not gone on with.');
  return new AppError('sync/code', 'The device did not do it.', { why: 'device' }, { cause: error });
}

function secretOf(credential: Credential | null): Bytes | undefined {
  const { prf } = ((credential as PublicKeyCredential | null)?.getClientExtensionResults() ?? {}) as PrfResults;
  const first = prf?.results?.first;
  return first && toBytes(first);
}

/**
 * Asks the device for what its credential's PRF gives.
 *
 * @throws {AppError} `cancelled`; `sync/code` (`device`)
 */
export async function askCredential({ credential, salt }: LockDevice): Promise<Bytes> {
  try {
    const found = await navigator.credentials.get({
      publicKey: {
        challenge: random(CHALLENGE_BYTES),
        allowCredentials: [{ type: 'public-key', id: credential, transports: ['internal'] }],
        userVerification: 'required',
        timeout: TIMEOUT_MS,
        extensions: { prf: { eval: { first: salt } } },
      },
    });
    const secret = secretOf(found);
    if (secret?.length === SECRET_BYTES) return secret;
  } catch (error) {
    throw refusal(error);
  }
  throw new AppError('sync/code', 'No PRF.', { why: 'device' });
}

/**
 * Makes a credential of this device's, and asks it once.
 *
 * @throws {AppError} `cancelled`; `sync/code` (`device`): this device cannot do it.
 */
export async function makeCredential(): Promise<LockDevice & { readonly secret: Bytes }> {
  const salt = random(SALT_BYTES);
  try {
    const made = (await navigator.credentials.create({
      publicKey: {
        challenge: random(CHALLENGE_BYTES),
        rp: { name: 'Ikebana' },
        user: { id: random(16), name: 'Ikebana', displayName: 'Ikebana' },
        pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key' as const, alg })),
        authenticatorSelection: {
          authenticatorAttachment: 'platform',
          residentKey: 'discouraged',
          userVerification: 'required',
        },
        attestation: 'none',
        timeout: TIMEOUT_MS,
        extensions: { prf: { eval: { first: salt } } },
      },
    })) as PublicKeyCredential | null;
    const { prf } = (made?.getClientExtensionResults() ?? {}) as PrfResults;
    if (made === null || (prf?.enabled !== true && prf?.results === undefined))
      throw new AppError('sync/code', 'This device has no PRF.', { why: 'device' });
    const credential = new Uint8Array(made.rawId);
    // Some tell at once, others when they are asked.
    const secret = secretOf(made) ?? (await askCredential({ credential, salt }));
    return { credential, salt, secret };
  } catch (error) {
    throw refusal(error);
  }
}
