// A link that invites: all of it stands in the fragment, which no server is ever sent.
import { type Bytes, concat, isSame, sha256, utf8 } from '../../protocol/bytes.js';

/** What stands in a link that invites. */
export interface InvitationLink {
  readonly doc: Bytes;
  readonly inviteId: Bytes;
  /** 16 bytes: whoever has them can accept. */
  readonly secret: Bytes;
  /** `wss://host[:port]`: where the document is. */
  readonly relay: string;
}

const FORM = 1;
const CHECK_BYTES = 4;
const HEAD_BYTES = 1 + 3 * 16;
/** Longest fragment that is looked at: a relay's address has at most 255 bytes. */
const MAX_FRAGMENT = 512;

const checkOf = (bytes: Uint8Array): Bytes => sha256(utf8('gw1/join'), bytes).slice(0, CHECK_BYTES) as Bytes;

/** @returns The fragment, without `#`: base64url of form, document, invitation, secret, relay, and four bytes of check. */
export function packLink({ doc, inviteId, secret, relay }: InvitationLink): string {
  const bytes = concat(new Uint8Array([FORM]), doc, inviteId, secret, utf8(relay));
  const binary = Array.from(concat(bytes, checkOf(bytes)), (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** @returns `undefined` for what is no link, or not all of one. */
export function readLink(fragment: string): InvitationLink | undefined {
  const text = fragment.replace(/^#/, '');
  if (text.length > MAX_FRAGMENT || !/^[\w-]+$/.test(text)) return undefined;
  let all: Bytes;
  try {
    all = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (each) => each.charCodeAt(0));
  } catch {
    return undefined;
  }
  const bytes = all.slice(0, -CHECK_BYTES);
  if (bytes.length < HEAD_BYTES || bytes[0] !== FORM || !isSame(checkOf(bytes), all.slice(-CHECK_BYTES)))
    return undefined;
  const relay = new TextDecoder().decode(bytes.subarray(HEAD_BYTES));
  if (!/^wss?:\/\/[^/\s]+$/.test(relay) || !URL.canParse(relay)) return undefined;
  return { doc: bytes.slice(1, 17), inviteId: bytes.slice(17, 33), secret: bytes.slice(33, 49), relay };
}
