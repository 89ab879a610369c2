import { memberUid } from '../items/member-id.js';
import type { ContactRow } from './contact-row.js';

/** The URI that names a contact in MEMBER and RELATED (RFC 6350 §6.6.5); a UID that is none is written as Apple does. */
export function contactUri(uid: string): string {
  return /^[a-z][a-z\d+.-]*:[!-~]+$/i.test(uid) ? uid : `urn:uuid:${uid}`;
}

/** Attack: a card with a hundred thousand related people. */
const MAX_URIS = 200;

/** The contacts that URIs name, by URI; those that are not among the rows are left out. */
export function rowsByUri(rows: readonly ContactRow[], uris: readonly string[]): Record<string, ContactRow> {
  const wanted = new Map(uris.slice(0, MAX_URIS).map((uri) => [memberUid(uri), uri]));
  const found: Record<string, ContactRow> = {};
  for (const row of rows) {
    const uri = wanted.get(memberUid(row.uid));
    if (uri !== undefined) found[uri] ??= row;
  }
  return found;
}
