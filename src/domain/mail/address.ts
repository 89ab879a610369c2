import type { MailAddress } from './message.js';

/** Something that reads like an address: what a name must not pretend to be. */
const LIKE_ADDRESS = /[^\s@<>"(),:;]+[@＠﹫][^\s@<>"(),:;]+/gu;

/**
 * What stands for a person in a list. A name that holds an address other than the person's own is not shown: it is there
 * to deceive (facts F-14); then, and without a name, it is the address.
 */
export function shownName({ name, email }: MailAddress): string {
  if (name === null || name === '') return email;
  const own = email.toLowerCase();
  for (const [like] of name.matchAll(LIKE_ADDRESS)) {
    if (like.normalize('NFKC').toLowerCase() !== own) return email;
  }
  return name;
}
