// Places and people: what nobody can know, so only what clearly looks like a name is taken.
import { MASK, matchAt, skipSpace, wordEnd } from './scan.js';
import type { Vocabulary } from './vocabulary.js';

const CAPITAL = /[\p{Lu}\p{Lt}]/u;
const ADDRESS = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
/** Longest place that is taken for one, in letters. */
const MAX_PLACE = 80;
const ARTICLES = "the|la|le|les|l'|el|los|las|il|lo|gli|i|der|die|das|dem|den|einem|einer|un|una|une";

export interface FoundPlace {
  readonly end: number;
  readonly place: string;
}

/** At the Café de Paris: a word before it, then a name, up to what else was understood. */
export function readPlaceAt(v: Vocabulary, text: string, typed: string, at: number): FoundPlace | undefined {
  const sign = matchAt(text, at, '@[ ]?');
  const marker = sign === undefined ? wordEnd(text, at, v.place) : at + sign[0].length;
  if (marker === -1) return undefined;
  const start = skipSpace(text, marker);
  const article = wordEnd(text, start, ARTICLES);
  const name = article === -1 ? start : skipSpace(text, article);
  if (sign === undefined && !CAPITAL.test(typed[name] ?? '')) return undefined;
  if ((text[name] ?? MASK) === MASK) return undefined;
  let end = name;
  while (end < text.length && text[end] !== MASK && end - name < MAX_PLACE) {
    if (text[end] === ' ' && wordEnd(text, end + 1, v.with) !== -1) break;
    if (text[end] === ' ' && text[end - 1] === ',') break;
    end += 1;
  }
  const place = typed.slice(article === -1 ? start : start, end).replace(/[\s,.;–-]+$/, '');
  return place === '' ? undefined : { place, end: start + place.length };
}

/** With Sophie Martin and Luc: names in capitals, and addresses wherever they stand. */
export function readPeople(
  v: Vocabulary,
  text: string,
  typed: string,
): { readonly people: string[]; readonly spans: [number, number][] } {
  const people: string[] = [];
  const spans: [number, number][] = [];
  for (const found of typed.matchAll(ADDRESS)) {
    if (text[found.index] === MASK) continue;
    people.push(found[0]);
    spans.push([found.index, found.index + found[0].length]);
  }
  for (let at = 0; at < text.length; at += 1) {
    if (at > 0 && text[at - 1] !== ' ') continue;
    const marker = wordEnd(text, at, v.with);
    if (marker === -1) continue;
    for (let next = skipSpace(text, marker); ; ) {
      const end = nameEnd(text, typed, next);
      if (end === next) break;
      people.push(typed.slice(next, end));
      spans.push([next, end]);
      const comma = matchAt(text, end, '[ ]?,[ ]?');
      const and = wordEnd(text, skipSpace(text, end), v.and);
      if (comma === undefined && and === -1) break;
      next = skipSpace(text, comma === undefined ? and : end + comma[0].length);
      at = end;
    }
  }
  return { people: [...new Set(people)], spans };
}

/** End of the words in capitals. */
function nameEnd(text: string, typed: string, from: number): number {
  let end = from;
  for (let at = from; CAPITAL.test(typed[at] ?? '') && text[at] !== MASK; ) {
    let next = at;
    while (next < text.length && /[\p{L}\p{M}'’.-]/u.test(typed[next]!) && text[next] !== MASK) next += 1;
    end = next;
    at = text[next] === ' ' ? next + 1 : text.length;
  }
  return typed.slice(from, end).endsWith('.') && !/\b\p{Lu}\.$/u.test(typed.slice(from, end)) ? end - 1 : end;
}
