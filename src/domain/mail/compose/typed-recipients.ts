// Addresses as people type and paste them (rule MC1).
import type { MailAddress } from '../message.js';

/** What is read of a paste; nobody writes to more by hand. */
const MAX_TEXT = 200_000;
/** A local part, an `@`, and a domain; letters of all scripts (RFC 6531). No blanks, brackets, quotes, control characters. */
const ADDRESS = /^[^\s@<>()[\]\\,;:"\p{C}]{1,64}@[^\s@<>()[\]\\,;:"\p{C}]{1,253}$/u;

export const isAddress = (text: string): boolean => ADDRESS.test(text);

export interface TypedRecipients {
  readonly people: readonly MailAddress[];
  /** What is no address, as it was typed. */
  readonly wrong: readonly string[];
}

/**
 * Reads addresses between commas, semicolons and line breaks: `ann@example.org`, `Ann <ann@example.org>`, `"Lee, Ann" <…>`,
 * `mailto:…`. Linear in the text.
 */
export function readTypedRecipients(text: string): TypedRecipients {
  const people: MailAddress[] = [];
  const wrong: string[] = [];
  for (const part of split(text.slice(0, MAX_TEXT))) {
    const person = readOne(part);
    if (person !== undefined) people.push(person);
    else {
      // `ann@example.org bob@example.org`: blanks between addresses alone.
      const words = part.split(/\s+/).map(readOne);
      if (words.length > 1 && words.every((word) => word !== undefined)) people.push(...words);
      else wrong.push(part);
    }
  }
  return { people, wrong };
}

/** At commas, semicolons and line breaks that stand in no quotes and no brackets. */
function split(text: string): string[] {
  const parts: string[] = [];
  let part = '';
  let quoted = false;
  for (const letter of text) {
    if (letter === '"') quoted = !quoted;
    if (/[\n\r]/.test(letter) || (!quoted && /[,;]/.test(letter))) {
      parts.push(part);
      part = '';
      quoted = false;
    } else part += letter;
  }
  parts.push(part);
  return parts.map((one) => one.trim()).filter(Boolean);
}

function readOne(part: string): MailAddress | undefined {
  const [, name = '', inner] = /^([^<>]*)<([^<>]*)>$/.exec(part) ?? [];
  const email = (inner ?? part).trim().replace(/^mailto:/i, '');
  if (!isAddress(email)) return undefined;
  const plain = name
    .trim()
    .replace(/^(["'])(.*)\1$/, '$2')
    .replace(/\\(.)/g, '$1')
    .replace(/\p{C}+/gu, ' ')
    .trim();
  return { name: plain || null, email };
}

/** Each address once, the first one that has a name before others. */
export function withoutRepeats(
  people: readonly MailAddress[],
  except: readonly MailAddress[] = [],
): readonly MailAddress[] {
  const seen = new Set(except.map(({ email }) => email.toLowerCase()));
  return people.filter(({ email }) => {
    const key = email.toLowerCase();
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
