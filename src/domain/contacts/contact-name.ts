// The name of a person out of N (RFC 6350 §6.2.2).
import { splitEscaped, unescapeText } from '../items/content-line.js';

export interface NameParts {
  readonly prefix: string;
  readonly given: string;
  readonly additional: string;
  readonly family: string;
  readonly suffix: string;
}

/** N's value: family; given; additional; prefixes; suffixes, each a list. */
export function readName(value: string): NameParts {
  const [family = '', given = '', additional = '', prefix = '', suffix = ''] = splitEscaped(value, ';');
  return {
    family: joinList(family, ' '),
    given: joinList(given, ' '),
    additional: joinList(additional, ' '),
    prefix: joinList(prefix, ' '),
    suffix: joinList(suffix, ', '),
  };
}

/** A component that may be a list, for the eye. */
export function joinList(component: string, separator: string): string {
  if (!component.includes(',')) return unescapeText(component).trim();
  return splitEscaped(component, ',')
    .map((part) => unescapeText(part).trim())
    .filter((part) => part !== '')
    .join(separator);
}

/** As it is written in a letter: prefix, given, additional, family, suffix. */
export function formatName(name: NameParts): string {
  return joinWords(name.prefix, name.given, name.additional, name.family, name.suffix);
}

/** Words that are there, with one space between. */
export function joinWords(...words: readonly string[]): string {
  return words.filter((word) => word !== '').join(' ');
}
