// The outside of a backup file (docs/backup-format.md): a header anybody can read, then pieces that only the key opens, in
// their order, none missing (STREAM, Hoang et al. 2015).
import { backupError } from '../../domain/backup/backup.js';

type Bytes = Uint8Array<ArrayBuffer>;

/** "IKB" between bytes that a transfer as text, or with seven bits, would destroy (as PNG's signature does). */
const MAGIC = Uint8Array.of(0x89, 0x49, 0x4b, 0x42, 0x0d, 0x0a, 0x1a, 0x0a);
/** Of this layout. A file with a higher one is of a newer version. */
export const BACKUP_VERSION = 1;
/** Attack: a header of gigabytes before anything is known of the file. Ours has about 200 bytes. */
export const MAX_HEADER = 4096;
/** Bytes of a piece before it is encrypted. All but the last have as many. */
export const PIECE = 1 << 20;
const TAG = 16;
export const SEALED_PIECE = PIECE + TAG;
const PREFIX = MAGIC.length + 4;
const NONCE_PREFIX = 7;
const MAX_PIECES = 0xffffffff;

/** What the key is made with. Bytes are base64url. */
export interface BackupHeader {
  readonly salt: Bytes;
  /** KiB, as Argon2 counts. */
  readonly memory: number;
  readonly passes: number;
  readonly nonce: Bytes;
  /** By this a wrong passphrase is told from a damaged file. */
  readonly check: Bytes;
}

export interface ReadHeader {
  readonly header: BackupHeader;
  /** All bytes before the first piece: every piece is bound to them. */
  readonly bytes: Bytes;
}

const toText = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
const fromText = (text: string): Bytes =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));

export function writeHeader({ salt, memory, passes, nonce, check }: BackupHeader): Bytes {
  const fields = { kdf: 'argon2id', memory, passes, salt: toText(salt), nonce: toText(nonce), check: toText(check) };
  const text = new TextEncoder().encode(JSON.stringify(fields));
  const bytes = new Uint8Array(PREFIX + text.length);
  bytes.set(MAGIC);
  const view = new DataView(bytes.buffer);
  view.setUint16(MAGIC.length, BACKUP_VERSION);
  view.setUint16(MAGIC.length + 2, text.length);
  bytes.set(text, PREFIX);
  return bytes;
}

/**
 * @param start - The file's first bytes, at least `PREFIX + MAX_HEADER` where it has so many.
 * @throws {AppError} `backup/refused`: `foreign`, `newer`, `damaged`
 */
export function readHeader(start: Bytes): ReadHeader {
  if (MAGIC.some((byte, at) => start[at] !== byte)) throw backupError('foreign', 'Not a backup file.');
  if (start.length < PREFIX) throw backupError('damaged', 'The header is cut.');
  const view = new DataView(start.buffer, start.byteOffset, start.length);
  const version = view.getUint16(MAGIC.length);
  if (version > BACKUP_VERSION) throw backupError('newer', `Version ${version}.`);
  const length = view.getUint16(MAGIC.length + 2);
  if (version < 1 || length > MAX_HEADER || start.length < PREFIX + length)
    throw backupError('damaged', 'The header is cut, or too long.');
  const bytes = start.slice(0, PREFIX + length);
  return { header: parseFields(new TextDecoder().decode(bytes.subarray(PREFIX))), bytes };
}

function parseFields(text: string): BackupHeader {
  try {
    const { kdf, memory, passes, salt, nonce, check } = JSON.parse(text) as Record<string, unknown>;
    if (kdf !== 'argon2id' || typeof memory !== 'number' || typeof passes !== 'number') throw new Error('no KDF');
    const header = {
      memory,
      passes,
      salt: fromText(salt as string),
      nonce: fromText(nonce as string),
      check: fromText(check as string),
    };
    if (header.nonce.length !== NONCE_PREFIX || header.check.length !== CHECK) throw new Error('lengths');
    return header;
  } catch (error) {
    throw backupError('damaged', `The header cannot be read: ${String(error)}`);
  }
}

const CHECK = 16;

export interface BackupKeys {
  readonly key: CryptoKey;
  readonly check: Bytes;
}

/** The two things that are made of what the passphrase gives (HKDF, RFC 5869). @param secret - 32 bytes. */
export async function backupKeys(secret: Bytes): Promise<BackupKeys> {
  const base = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey', 'deriveBits']);
  const use = (info: string) => ({
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(),
    info: new TextEncoder().encode(info),
  });
  const key = await crypto.subtle.deriveKey(
    use('ikebana backup pieces'),
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
  return { key, check: new Uint8Array(await crypto.subtle.deriveBits(use('ikebana backup check'), base, CHECK * 8)) };
}

export const newNonce = (): Bytes => crypto.getRandomValues(new Uint8Array(NONCE_PREFIX));

/** Number and place of a piece are its nonce: none can be moved, doubled, or left out, and the last one says that it is. */
function pieceNonce(prefix: Bytes, index: number, last: boolean): Bytes {
  if (index > MAX_PIECES) throw backupError('damaged', 'More pieces than can be counted.');
  const nonce = new Uint8Array(NONCE_PREFIX + 5);
  nonce.set(prefix);
  new DataView(nonce.buffer).setUint32(NONCE_PREFIX, index);
  nonce[NONCE_PREFIX + 4] = last ? 1 : 0;
  return nonce;
}

/** Encrypts what it is given, piece after piece. */
export function createSealer(key: CryptoKey, header: BackupHeader, headerBytes: Bytes) {
  let waiting: Bytes = new Uint8Array(PIECE);
  let length = 0;
  let index = 0;

  async function seal(last: boolean): Promise<Bytes> {
    const iv = pieceNonce(header.nonce, index, last);
    index += 1;
    const plain = waiting.subarray(0, length);
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: headerBytes }, key, plain);
    waiting = new Uint8Array(PIECE);
    length = 0;
    return new Uint8Array(sealed);
  }

  return {
    /** @returns pieces that are full now. A full one waits until more comes: it may be the last. */
    async add(bytes: Uint8Array): Promise<Bytes[]> {
      const pieces: Bytes[] = [];
      for (let at = 0; at < bytes.length; ) {
        if (length === PIECE) pieces.push(await seal(false));
        const part = bytes.subarray(at, at + PIECE - length);
        waiting.set(part, length);
        length += part.length;
        at += part.length;
      }
      return pieces;
    },
    end: () => seal(true),
  };
}

/**
 * The pieces of a file, opened one after the other.
 *
 * @throws {AppError} `backup/refused` (`damaged`): altered, in another order, or cut.
 */
export async function* openPieces(
  file: Blob,
  key: CryptoKey,
  { header, bytes }: ReadHeader,
): AsyncGenerator<Bytes, void, undefined> {
  let at = bytes.length;
  for (let index = 0; ; index += 1) {
    const last = at + SEALED_PIECE >= file.size;
    const sealed = await file.slice(at, at + SEALED_PIECE).arrayBuffer();
    const iv = pieceNonce(header.nonce, index, last);
    let plain: ArrayBuffer;
    try {
      plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: bytes }, key, sealed);
    } catch {
      throw backupError('damaged', `Piece ${index} is not what was written.`);
    }
    yield new Uint8Array(plain);
    at += sealed.byteLength;
    if (last) return;
  }
}
