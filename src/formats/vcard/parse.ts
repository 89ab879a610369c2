import { splitCardLines } from '../../domain/contacts/card-lines.js';

import type { Problem } from '../../domain/errors.js';
import { parseContentLine, type RawLine, unescapeText } from '../../domain/items/content-line.js';
import { deriveUid } from '../../domain/items/derive-uid.js';
import type { ContactItem } from '../../domain/items/item.js';
import { createProblemList, type ProblemList } from '../text/problem-list.js';
import { sniffKind } from '../text/sniff-kind.js';
import { decodeCards } from './decode-cards.js';
import { hasGuessedLetters } from './guessed-letters.js';
import { defaultVcardLimits, type VcardLimits } from './limits.js';
import { type BadSpan, type CardSpan, splitCards } from './split-cards.js';

/** About a millisecond of work. */
const CARDS_PER_STEP = 50;

export interface ParsedContacts {
  readonly items: ContactItem[];
  readonly problems: readonly Problem[];
  /** All there were; `problems` keeps the first 1000. */
  readonly problemCount: number;
}

export interface ParseContactsOptions {
  readonly limits?: Partial<VcardLimits>;
}

/**
 * Reads a vCard file of version 2.1, 3.0 or 4.0, also mixed. Never throws for bad data: a card without END, or with
 * nothing in it, is reported; a line that is no property is reported and kept in its card.
 *
 * `item.text` is the card's own text with CRLF line breaks; blank lines are dropped outside 2.1, where they end base64.
 * `item.uid` is the UID property, or `deriveUid` of the text when there is none. UIDs are unique in the result: a
 * second card with the same UID is kept under the name its text gives it, and reported.
 *
 * @param input - Text, or bytes whose encoding is detected: UTF-8, UTF-16, the lines' CHARSET, Windows-1252.
 */
export function parseContacts(input: string | Uint8Array, options: ParseContactsOptions = {}): ParsedContacts {
  const steps = parseContactsSteps(input, options);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** {@link parseContacts} in steps of about a millisecond: yields the fraction read, returns the result. */
export function* parseContactsSteps(
  input: string | Uint8Array,
  options: ParseContactsOptions = {},
): Generator<number, ParsedContacts> {
  const limits = { ...defaultVcardLimits, ...options.limits };
  const problems = createProblemList(limits.maxProblems);
  const items = yield* readInput(input, limits, problems);
  const sorted = [...problems.problems].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return { items, problems: sorted, problemCount: problems.count };
}

function* readInput(
  input: string | Uint8Array,
  limits: VcardLimits,
  problems: ProblemList,
): Generator<number, ContactItem[]> {
  if (input.length > limits.maxInputBytes) {
    problems.add('input/too-large', `The file is larger than ${limits.maxInputBytes} bytes.`);
    return [];
  }
  const { text, problems: decoding } = decodeCards(input);
  for (const problem of decoding) problems.add(problem.code, problem.message, problem.line, problem.text);
  if (text.trim() === '') {
    problems.add('input/empty', 'The file is empty.');
    return [];
  }
  const strays: BadSpan[] = [];
  const report = (bad: BadSpan) => {
    if (bad.reason !== 'stray') reportBad(text, bad, problems);
    else if (strays.length < limits.maxProblems) strays.push(bad);
  };
  const { cards, stoppedAt } = splitCards(text, { maxDepth: limits.maxDepth, maxItems: limits.maxItems, report });
  if (stoppedAt !== 0) {
    problems.add('input/limit', `More than ${limits.maxItems} cards: the rest was not read.`, stoppedAt);
  }
  if (cards.length === 0 && problems.count === decoding.length) {
    const kind = sniffKind(text);
    problems.add('input/wrong-kind', `No vCard in it${kind === '' ? '' : `: it looks like ${kind}`}.`, 1, text);
    return [];
  }
  for (const stray of strays) reportBad(text, stray, problems);
  const names = new NameGiver(limits.maxUidLength, problems);
  const items: ContactItem[] = [];
  for (const [index, card] of cards.entries()) {
    if (index % CARDS_PER_STEP === 0) yield card.from / text.length;
    const item = readCard(text, card, limits, names, problems);
    if (item !== undefined) items.push(item);
  }
  return items;
}

function reportBad(text: string, bad: BadSpan, problems: ProblemList): void {
  const excerpt = text.slice(bad.from, Math.min(bad.to, bad.from + 12_000));
  if (bad.reason === 'stray') {
    problems.add('vcard/syntax', 'Text that is in no card was left out.', bad.line, excerpt);
  } else if (bad.reason === 'too-deep') {
    problems.addComponent('input/limit', 'Too many cards inside one another.', bad.line, excerpt);
  } else if (bad.to >= text.length) {
    problems.addComponent('input/truncated', 'The file ends in the middle of a card.', bad.line, excerpt);
  } else problems.addComponent('vcard/syntax', 'A card without END:VCARD was left out.', bad.line, excerpt);
}

const VERSION = /^VERSION(?:;[^:]*)?:\s*(.*?)\s*$/i;
const UID = /^(?:[\w-]+\.)?UID[;:]/i;
const PROPERTY = /^(?:[\w-]+\.)?[\w-]+[;:]/;
const KNOWN_VERSIONS = new Set(['2.1', '3.0', '4.0']);

function readCard(
  file: string,
  card: CardSpan,
  limits: VcardLimits,
  names: NameGiver,
  problems: ProblemList,
): ContactItem | undefined {
  const text = ownText(file.slice(card.from, card.to));
  const lines = splitCardLines(text);
  const reject = (code: 'input/limit' | 'vcard/syntax', message: string, line: number) => {
    problems.addComponent(code, message, line, text.slice(0, 12_000));
    return undefined;
  };
  if (lines.length > limits.maxLines) {
    return reject('input/limit', `A card of more than ${limits.maxLines} lines.`, card.line);
  }
  let uid = '';
  let version = '';
  let count = 0;
  let depth = 0;
  let guessedAt = 0;
  for (const line of lines) {
    const at = card.line + line.line - 1;
    if (line.raw.length > limits.maxLineLength) {
      return reject('input/limit', `A line of more than ${limits.maxLineLength} characters.`, at);
    }
    if (isMark(line, 'BEGIN')) depth += 1;
    else if (isMark(line, 'END')) depth -= 1;
    else if (!isProperty(line.text)) problems.add('vcard/syntax', 'Not a property; the line was kept.', at, line.text);
    else if (depth === 1) {
      const said = VERSION.exec(line.text)?.[1];
      if (said !== undefined) version ||= said;
      else count += 1;
      if (guessedAt === 0 && hasGuessedLetters(line.text)) guessedAt = at;
      if (uid === '' && UID.test(line.text)) uid = unescapeText(parseContentLine(line.text)?.value ?? '').trim();
    }
  }
  if (count === 0) return reject('vcard/syntax', 'A card with nothing in it was left out.', card.line);
  if (guessedAt !== 0)
    problems.add('input/encoding', 'Neither UTF-8 nor in the CHARSET it names: read as Windows-1252.', guessedAt);
  if (!KNOWN_VERSIONS.has(version)) {
    const message = version === '' ? 'The card does not say its VERSION.' : 'Not a version of vCard that we know.';
    problems.add('vcard/value', message, card.line, version);
  }
  return { kind: 'contact', uid: names.name(uid, text, card.line), text };
}

const isMark = (line: RawLine, word: 'BEGIN' | 'END') =>
  line.text.length < 80 &&
  line.text.slice(0, word.length).toUpperCase() === word &&
  /^\w+\s*:\s*VCARD\s*$/i.test(line.text);

/** Quotes are looked into, for only an open one makes a line unreadable after its name. */
function isProperty(text: string): boolean {
  return text.includes('"') ? parseContentLine(text) !== undefined : PROPERTY.test(text) && text.includes(':');
}

const ODD_BREAK = /\r(?!\n)|(?<!\r)\n|\n\r\n/;

/** The card's lines with CRLF, each ended. */
function ownText(slice: string): string {
  if (!ODD_BREAK.test(slice)) return `${slice.trimEnd()}\r\n`;
  const lines = slice.split(/\r\r\n|\r\n|\n|\r/);
  const keepBlank = lines.some((line) => /^VERSION\s*:\s*2\.1\s*$/i.test(line));
  const kept = keepBlank ? lines : lines.filter((line) => line !== '');
  return `${kept.join('\r\n').trimEnd()}\r\n`;
}

/** Gives each card a UID of its own. */
class NameGiver {
  private readonly _taken = new Map<string, number>();

  constructor(
    private readonly _maxLength: number,
    private readonly _problems: ProblemList,
  ) {}

  name(written: string, text: string, line: number): string {
    // A UID becomes part of a key in the document, where a line break separates.
    const usable = written !== '' && written.length <= this._maxLength && !/\p{Cc}/u.test(written);
    if (usable && !this._taken.has(written)) {
      this._taken.set(written, 1);
      return written;
    }
    if (usable)
      this._problems.add('vcard/value', 'The UID of an earlier card: kept as a card of its own.', line, written);
    else if (written !== '') this._problems.add('vcard/value', 'A UID that cannot be used as a name.', line, written);
    const made = deriveUid(text);
    const count = (this._taken.get(made) ?? 0) + 1;
    this._taken.set(made, count);
    return count === 1 ? made : `${made}-${count}`;
  }
}
