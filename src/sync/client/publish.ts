// Makes something public: sealed with a key that the relay does not keep, and shown under a link (docs/sync-protocol.md §8).
import { sealBlob } from '../protocol/blobs.js';
import { type Bytes, concat, hmacSha256, sha256, utf8 } from '../protocol/bytes.js';
import { uploadBlob } from './blobs.js';
import type { Ask } from './ports.js';

/** What a relay shows at most (relay/handlers/public-links.ts), in bytes, less what sealing adds. */
export const MAX_PUBLIC_BYTES = 14 * 1_048_576;

/** As on the wire: a relay knows what it can open, and what not. */
export const publicFormNumbers = { ics: 1, page: 2, door: 2 } as const;

export interface Publication {
  readonly link: Bytes;
  readonly key: Bytes;
  readonly form: keyof typeof publicFormNumbers;
  /** A log this account may write to: what it uploads belongs somewhere. */
  readonly doc: Bytes;
}

/**
 * The salt comes of key and text instead of from chance: every device makes the same blob of the same calendar, so that the
 * second one to publish it uploads nothing. The key is this link's own and random, and whoever does not have it learns only
 * that the calendar is again as it was before.
 */
const saltOf = (key: Bytes, plain: Bytes): Bytes => hmacSha256(key, utf8('gw1/public-salt'), sha256(plain));

/**
 * Shows a text under a link, in place of what it showed before.
 *
 * @throws {AppError} `sync/offline`, `sync/refused`
 */
export async function publishText(ask: Ask, { link, key, form, doc }: Publication, text: string): Promise<void> {
  const plain = utf8(text);
  const sealed = await sealBlob(key, plain, (length) => saltOf(key, plain).slice(0, length) as Bytes);
  const blob = await uploadBlob(ask, doc, sealed);
  await ask('publish', { link, form: publicFormNumbers[form], blob });
}

/** Ends a link at once. @throws {AppError} `sync/offline`, `sync/refused` */
export async function unpublishLink(ask: Ask, link: Bytes): Promise<void> {
  await ask('unpublish', { link });
}

/** @returns base64url without padding. */
export function bytesToBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

/** The inverse, for texts that are base64url. */
export function base64UrlToBytes(text: string): Bytes {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
}

/** A name for an event that tells nothing of its own, the same each time. */
export const publicUid = (key: Bytes, uid: string): string =>
  `${bytesToBase64Url(hmacSha256(key, concat(utf8('gw1/public-uid'), utf8(uid))).slice(0, 16))}@ikebana`;
