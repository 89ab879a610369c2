import { msg } from '@lit/localize';
import { hueOf, initialsOf } from '../../domain/contacts/face.js';
import { shownName } from '../../domain/mail/address.js';
import type { MailAddress } from '../../domain/mail/message.js';

/** Names a line of a list has room for. */
const MAX_NAMES = 4;

export const isOwn = ({ email }: MailAddress, own: readonly string[]) => own.includes(email.toLowerCase());

/** How a person is called: `me` for oneself. */
export function personText(person: MailAddress, own: readonly string[]): string {
  return isOwn(person, own) ? msg('me') : shownName(person) || msg('Nobody');
}

/** A person's given name where there are several in a line. */
function shortName(person: MailAddress, own: readonly string[]): string {
  const name = personText(person, own);
  return name.includes('@') ? (name.split('@')[0] ?? name) : (name.split(/\s+/)[0] ?? name);
}

/** Who wrote, the oldest first: `Marc Bernard`, `Marc, Anna, me`. */
export function sendersText(people: readonly MailAddress[], own: readonly string[]): string {
  const [first, ...others] = people;
  if (first === undefined) return msg('Nobody');
  if (others.length === 0) return personText(first, own);
  if (others.length === 1) return `${personText(first, own)}, ${shortName(others[0]!, own)}`;
  const names = people.map((person) => shortName(person, own));
  return (names.length > MAX_NAMES ? [names[0]!, '…', ...names.slice(2 - MAX_NAMES)] : names).join(', ');
}

/** Letters and hue that stand for a person. */
export function faceOf(person: MailAddress | undefined) {
  if (person === undefined) return { initials: '?', hue: 265 };
  return { initials: initialsOf(shownName(person)) || '?', hue: hueOf(person.email.toLowerCase()), who: person.email };
}
