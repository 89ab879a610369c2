// What a card is known by, as it is compared with others: one scan of its text.
import { splitEscaped, unescapeText } from '../../items/content-line.js';
import { parsePartialDate } from '../../time/partial-date.js';
import { type CardProperty, scanProperties } from '../card-property.js';
import { readCardDate } from '../card-values.js';
import { readName } from '../contact-name.js';
import { groupKinds } from '../group-properties.js';
import { photoWord } from '../photo-word.js';
import { DISTINCT, MAX_MARKS } from './distinct-marks.js';
import { nameKey, wordsOf } from './name-key.js';
import { phoneKey } from './phone-key.js';

export interface CardSigns {
  /** Words of the name, see `nameKey`; of a company `=` and the words of its name; '' when it has neither. */
  readonly name: string;
  readonly generation: string;
  /** Words of the nickname, in alphabetical order. */
  readonly nickname: string;
  /** Words of the company. */
  readonly company: string;
  readonly mails: readonly string[];
  /** As `phoneKey` gives them. */
  readonly phones: readonly string[];
  /** `1985-03-04`, `--03-04`, or ''. */
  readonly birthday: string;
  /** What a person has one of here, in a fixed order, to see whether a merge would have to choose; '' where nothing is said. */
  readonly singles: readonly string[];
  /** Values of the card's marks. @see DISTINCT */
  readonly marks: readonly string[];
  /** How much the card says. */
  readonly weight: number;
}

/** Attack: a card with a million addresses, each a key of its own. */
export const MAX_KEYS = 30;
const MAX_VALUE = 1000;

const wanted = new Set([
  ...['FN', 'N', 'NICKNAME', 'ORG', 'TITLE', 'EMAIL', 'TEL', 'BDAY', 'ANNIVERSARY', 'X-ANNIVERSARY', 'PHOTO'],
  ...['KIND', 'X-ABSHOWAS', 'ADR', 'URL', 'NOTE', 'IMPP', DISTINCT, ...groupKinds],
]);

interface Found {
  readonly first: Map<string, CardProperty>;
  readonly mails: Set<string>;
  readonly phones: Set<string>;
  readonly marks: string[];
  lines: number;
}

/** @param text - With its edits. @returns undefined for the card of a group. */
export function readCardSigns(text: string): CardSigns | undefined {
  const found = scan(text);
  const { first } = found;
  const plain = (name: string) => unescapeText(first.get(name)?.value ?? '').trim();
  if (groupKinds.some((kind) => plain(kind).toLowerCase() === 'group')) return undefined;
  const n = readName(first.get('N')?.value ?? '');
  const own = [n.given, n.family].filter((part) => part !== '');
  const organization = splitEscaped(first.get('ORG')?.value ?? '', ';').map((part) => unescapeText(part).trim());
  const company = wordsOf(organization[0] ?? '').join(' ');
  const fn = plain('FN');
  const isCompany = isOrganisation(plain, own.length > 0, company, fn);
  const { words, generation } = nameKey(own.length > 0 ? own : [fn], n.suffix);
  const date = (name: string) => {
    const property = first.get(name);
    return property === undefined ? '' : readCardDate(property).slice(0, MAX_VALUE);
  };
  const birthday = date('BDAY');
  const nickname = plain('NICKNAME').slice(0, MAX_VALUE);
  return {
    name: isCompany ? `=${company}` : words,
    generation,
    nickname: wordsOf(nickname).sort().join(' '),
    company,
    mails: [...found.mails],
    phones: [...found.phones],
    birthday: parsePartialDate(birthday) === undefined ? '' : birthday,
    singles: [
      organization.join(';').slice(0, MAX_VALUE).toLowerCase(),
      plain('TITLE').slice(0, MAX_VALUE).toLowerCase(),
      nickname.toLowerCase(),
      birthday,
      date('ANNIVERSARY') || date('X-ANNIVERSARY'),
      photoWord(first.get('PHOTO')),
    ],
    marks: found.marks,
    weight: found.lines,
  };
}

/** A card that is no person's: it says so, or has no other name than the company's. */
function isOrganisation(plain: (name: string) => string, hasName: boolean, company: string, fn: string): boolean {
  if (company === '') return false;
  if (plain('KIND').toLowerCase() === 'org' || plain('X-ABSHOWAS').toUpperCase() === 'COMPANY') return true;
  return !hasName && (fn === '' || wordsOf(fn).join(' ') === company);
}

function scan(text: string): Found {
  const found: Found = { first: new Map(), mails: new Set(), phones: new Set(), marks: [], lines: 0 };
  const wants = (name: string) => wanted.has(name);
  scanProperties(text, wants, (name, property) => {
    if (property.value === '') return;
    found.lines += 1;
    if (!found.first.has(name)) found.first.set(name, property);
    if (name === 'EMAIL' && found.mails.size < MAX_KEYS) add(found.mails, mailKey(property.value));
    else if (name === 'TEL' && found.phones.size < MAX_KEYS) add(found.phones, phoneKey(unescapeText(property.value)));
    else if (name === DISTINCT && found.marks.length < MAX_MARKS) found.marks.push(property.value.trim());
  });
  return found;
}

function add(keys: Set<string>, key: string): void {
  if (key !== '') keys.add(key);
}

const MAIL = /^[^\s@<>]+@[^\s@<>]+$/;

/** An address in lower case, without `mailto:` and what some programs write around it; '' for what is none. */
export function mailKey(value: string): string {
  const plain = unescapeText(value.slice(0, MAX_VALUE)).trim();
  const address = (/<([^<>]*)>$/.exec(plain)?.[1] ?? plain).replace(/^mailto:/i, '').trim();
  return MAIL.test(address) ? address.toLowerCase() : '';
}
