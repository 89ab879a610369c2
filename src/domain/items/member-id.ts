import { valueId } from './value-id.js';

/** The UID a MEMBER names (RFC 6350 §6.6.5), in the one form in which it is compared: no `urn:uuid:`, lower case. */
export function memberUid(value: string): string {
  return value
    .trim()
    .replace(/^urn:uuid:/i, '')
    .toLowerCase();
}

/** Id of a member in an edit key: the same however its UID is written. */
export function memberId(value: string): string {
  return valueId(memberUid(value));
}
