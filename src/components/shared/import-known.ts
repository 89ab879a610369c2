import { msg, str } from '@lit/localize';
import type { KnownPeople } from '../../app/services.js';

/**
 * How many of a file's contacts are probably there already, without those whose version in the target is replaced or kept
 * anyway: of these the question beside it speaks.
 *
 * @param target - Id of the address book they go into; '' for a new one.
 */
export function knownText({ count, sameUid }: KnownPeople, target: string, locale: string): string {
  const told = sameUid[target] ?? 0;
  const others = Math.max(0, count - told);
  if (others === 0 && told > 0) return msg('None of the others looks like somebody you already have.');
  if (others === 0) return msg('Nobody in it looks like somebody you already have.');
  const number = others.toLocaleString(locale);
  return others === 1
    ? msg('1 is probably somebody you already have: you can merge the two afterwards.')
    : msg(str`${number} are probably people you already have: you can merge them afterwards.`);
}
