// Finds the cards of a file by their BEGIN and END lines alone, so that a bad card harms no other.

/** One card as it stands in the file. */
export interface CardSpan {
  /** Offsets of the text from its BEGIN to after its END. */
  readonly from: number;
  readonly to: number;
  /** 1-based line of its BEGIN. */
  readonly line: number;
}

/** Text that cannot be a card. */
export interface BadSpan extends CardSpan {
  readonly reason: 'unclosed' | 'too-deep' | 'stray';
}

export interface SplitOptions {
  /** Cards inside a card. */
  readonly maxDepth: number;
  readonly maxItems: number;
  /** Called for each piece that is no card; not in the file's order. */
  report(bad: BadSpan): void;
}

export interface SplitResult {
  /** In the file's order. */
  readonly cards: readonly CardSpan[];
  /** Line at which `maxItems` was reached and reading stopped; 0 when the file was read to its end. */
  readonly stoppedAt: number;
}

interface Open {
  readonly from: number;
  readonly line: number;
  /** Cards inside it, should it never be closed. */
  readonly inner: CardSpan[];
  /** Where the first card inside it begins, -1 when there is none. */
  innerFrom: number;
  legacy: boolean;
}

const MARK = /^(BEGIN|END)[ \t]*:[ \t]*VCARD[ \t]*$/i;
const AGENT = /^(?:[\w-]+\.)?AGENT(?:;[^:]*)?:[ \t]*$/i;
const VERSION_21 = /^VERSION[ \t]*:[ \t]*2\.1[ \t]*$/i;
/** No line that matters here is longer. */
const LONGEST_MARK = 80;

/** @param text - Line breaks are CRLF, LF, CR or CR CR LF. */
export function splitCards(text: string, options: SplitOptions): SplitResult {
  const state = new Splitter(options);
  let line = 0;
  for (let at = 0; at < text.length; ) {
    const { to, next } = lineEnd(text, at);
    line += 1;
    if (to > at) state.read(text, at, to, line);
    at = next;
    if (state.found > options.maxItems) return { cards: state.finish(at).slice(0, options.maxItems), stoppedAt: line };
  }
  return { cards: state.finish(text.length), stoppedAt: 0 };
}

class Splitter {
  /** Whole cards seen, nested ones too. */
  found = 0;
  private readonly _cards: CardSpan[] = [];
  private readonly _stack: Open[] = [];
  private _stray: { from: number; line: number } | undefined;
  private _afterAgent = false;

  constructor(private readonly _options: SplitOptions) {}

  read(text: string, from: number, to: number, line: number): void {
    const short = to - from < LONGEST_MARK ? text.slice(from, to) : '';
    // Inside a card an indented line continues the one before it, whatever it says.
    const trimmed = this._stack.length === 0 ? short.trim() : short;
    const mark = MARK.exec(trimmed);
    if (mark !== null) {
      if (mark[1]?.toUpperCase() === 'BEGIN') this._begin(from + short.indexOf(trimmed), line);
      else this._end(from, to, line);
      this._afterAgent = false;
      return;
    }
    const top = this._stack.at(-1);
    if (top === undefined) {
      if (to - from >= LONGEST_MARK || !NOTHING.test(short)) this._stray ??= { from, line };
      return;
    }
    if (VERSION_21.test(short)) top.legacy = true;
    this._afterAgent = AGENT.test(short);
  }

  /** The whole cards. Whatever is still open is reported. */
  finish(to: number): readonly CardSpan[] {
    this._dropStray(to);
    this._abandon(to, 'unclosed');
    return this._cards.sort((a, b) => a.from - b.from);
  }

  private _begin(from: number, line: number): void {
    this._dropStray(from);
    const top = this._stack.at(-1);
    // A BEGIN inside a card is a nested card after AGENT, and anywhere in 2.1; otherwise the END before it is missing.
    if (top !== undefined && !this._afterAgent && !top.legacy) this._abandon(from, 'unclosed');
    else if (this._stack.length > this._options.maxDepth) this._abandon(from, 'too-deep');
    const parent = this._stack.at(-1);
    if (parent !== undefined && parent.innerFrom === -1) parent.innerFrom = from;
    this._stack.push({ from, line, inner: [], innerFrom: -1, legacy: false });
  }

  private _end(from: number, to: number, line: number): void {
    const open = this._stack.pop();
    if (open === undefined) {
      this._stray ??= { from, line };
      this._dropStray(to);
      return;
    }
    this.found += 1;
    (this._stack.at(-1)?.inner ?? this._cards).push({ from: open.from, to, line: open.line });
  }

  /** Gives up all open cards: each is reported, the whole cards inside them are kept. */
  private _abandon(to: number, reason: BadSpan['reason']): void {
    for (const open of this._stack) {
      const end = open.innerFrom === -1 ? to : open.innerFrom;
      this._options.report({ from: open.from, to: end, line: open.line, reason });
      for (const card of open.inner) this._cards.push(card);
    }
    this._stack.length = 0;
  }

  private _dropStray(to: number): void {
    if (this._stray !== undefined) this._options.report({ ...this._stray, to, reason: 'stray' });
    this._stray = undefined;
  }
}

/** Byte order marks, end-of-file marks and spaces between cards mean nothing. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these control characters are meant.
const NOTHING = /^[\s\ufeff\u0000\u001a]*$/;

/** CR CR LF, which text-mode copies leave behind, is one line break. */
function lineEnd(text: string, at: number): { to: number; next: number } {
  let to = at;
  while (to < text.length) {
    const code = text.charCodeAt(to);
    if (code === 10 || code === 13) break;
    to += 1;
  }
  let next = to;
  while (text.charCodeAt(next) === 13 && next - to < 2) next += 1;
  if (text.charCodeAt(next) === 10) next += 1;
  else next = Math.min(to + 1, text.length);
  return { to, next };
}
