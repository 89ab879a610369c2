// One pass over a calendar's text that cuts out the components below VCALENDAR as slices. A bad line or component costs
// itself, never the file. Nothing is parsed that grouping does not need.
import { foldLine } from '../../domain/items/content-line.js';
import type { ProblemList } from '../text/problem-list.js';
import { checkTopProperty, checkTrigger, mayBeChecked, type SeenProperties } from './check-property.js';
import type { IcsLimits } from './limits.js';
import { meantBy } from './repair-line.js';
import { endOfName, isKeyword, unfoldSlice } from './scan-text.js';

/** A complete component directly below VCALENDAR, repaired where that loses nothing. */
export interface FoundComponent {
  /** Upper-case. */
  readonly name: string;
  /** 1-based line of its BEGIN. */
  readonly line: number;
  /** Lines ended by CRLF, blank lines left out, otherwise as it came. */
  readonly text: string;
  readonly seen: Readonly<SeenProperties>;
}

/** What the scan reports as it goes. */
export interface ScanTarget {
  calendarBegin(): void;
  /** An unfolded content line of VCALENDAR itself. */
  calendarProperty(text: string, line: number): void;
  component(found: FoundComponent): void;
  calendarEnd(): void;
}

/** A correction: `[from, to)` of the input is replaced. */
interface Patch {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

interface OpenComponent {
  readonly name: string;
  readonly from: number;
  readonly line: number;
  readonly patches: Patch[];
  /** All lines so far end in CRLF and none is blank: the text is a slice. */
  clean: boolean;
  tooDeep: boolean;
  readonly seen: SeenProperties;
}

const itemNames = new Set(['VEVENT', 'VTODO', 'VJOURNAL', 'VFREEBUSY', 'VTIMEZONE']);
/** In these, a BEGIN of the above means that an END was forgotten. Unknown components may hold any (VPOLL holds VEVENTs). */
const knownContainers = new Set([...itemNames, 'VALARM', 'STANDARD', 'DAYLIGHT']);

const LF = 10;
const CR = 13;
const SPACE = 32;
const TAB = 9;
const CONTROL = /[^\P{Cc}\t\n\r\x80-\x9f]/gu;

/** Scans a text whose lines end in LF or CRLF (`normaliseBreaks`). Call {@link scanTo} until it is at the end. */
export class ComponentScanner {
  #at = 0;
  #line = 1;
  /** Names of the open components below VCALENDAR, outermost first. */
  #stack: string[] = [];
  /** Components deeper than the limit: only counted. */
  #overDepth = 0;
  #top: OpenComponent | undefined;
  #calendarOpen = false;
  #strayReported = false;
  #stopped = false;
  /** Where the next control character is, at least `#at`. */
  #nextControl: number;
  readonly #control = new RegExp(CONTROL);

  constructor(
    private readonly text: string,
    private readonly limits: IcsLimits,
    private readonly problems: ProblemList,
    private readonly target: ScanTarget,
  ) {
    this.#nextControl = this.#findControl(0);
  }

  get position(): number {
    return this.#at;
  }

  /** Nothing more is read, and nothing that is open is reported. */
  stop(): void {
    this.#stopped = true;
  }

  /** Reads lines until at least `position`; at the end of the text closes what is open. @returns false when done. */
  scanTo(position: number): boolean {
    const { text } = this;
    while (this.#at < text.length && this.#at < position && !this.#stopped) this.#readLine();
    if (this.#stopped) return false;
    if (this.#at < text.length) return true;
    this.#finish();
    return false;
  }

  #findControl(from: number): number {
    this.#control.lastIndex = from;
    return this.#control.exec(this.text)?.index ?? Number.POSITIVE_INFINITY;
  }

  /** One logical line: a physical one and its continuations. */
  #readLine(): void {
    const { text } = this;
    const from = this.#at;
    const line = this.#line;
    let breakAt = text.indexOf('\n', from);
    if (breakAt === -1) breakAt = text.length;
    let end = breakAt;
    let clean = breakAt > from && text.charCodeAt(breakAt - 1) === CR;
    if (clean) end -= 1;
    const firstEnd = end;
    this.#line += 1;
    let next = Math.min(breakAt + 1, text.length);
    if (end === from) {
      this.#at = next;
      if (this.#top !== undefined) this.#top.clean = false;
      return;
    }
    for (;;) {
      const code = text.charCodeAt(next);
      let fold = next;
      if (code === LF || code === CR) fold = this.#afterBlankLines(next);
      const first = text.charCodeAt(fold);
      if (first !== SPACE && first !== TAB) break;
      if (fold !== next) {
        this.#countLines(next, fold);
        clean = false;
      }
      breakAt = text.indexOf('\n', fold);
      if (breakAt === -1) breakAt = text.length;
      end = breakAt;
      if (text.charCodeAt(breakAt - 1) === CR) end -= 1;
      else clean = false;
      this.#line += 1;
      next = Math.min(breakAt + 1, text.length);
    }
    this.#at = next;
    if (this.#top !== undefined && !clean) this.#top.clean = false;
    if (this.#nextControl < end) {
      this.problems.add('ics/syntax', 'A control character in the line.', line, text.slice(from, end));
      this.#nextControl = this.#findControl(end);
    }
    this.#takeLine(from, firstEnd, end, line);
  }

  #afterBlankLines(from: number): number {
    let at = from;
    for (let code = this.text.charCodeAt(at); code === LF || code === CR; code = this.text.charCodeAt(at)) at += 1;
    return at;
  }

  #countLines(from: number, to: number): void {
    for (let at = from; at < to; at += 1) if (this.text.charCodeAt(at) === LF) this.#line += 1;
  }

  #takeLine(from: number, firstEnd: number, end: number, line: number): void {
    const { text } = this;
    const code = text.charCodeAt(from) | 0x20;
    if (end - from > this.limits.maxLineLength) {
      const size = `${end - from} characters`;
      this.problems.add('input/limit', `A line of ${size} was left out.`, line, text.slice(from, from + 300));
      this.#cut(from);
    } else if (code === 0x62 && isKeyword(text, from, 'BEGIN:')) {
      this.#begin(
        unfoldSlice(text, from + 6, end)
          .trim()
          .toUpperCase(),
        from,
        line,
      );
    } else if (code === 0x65 && isKeyword(text, from, 'END:')) {
      this.#end(
        unfoldSlice(text, from + 4, end)
          .trim()
          .toUpperCase(),
        from,
        line,
      );
    } else this.#property(from, firstEnd, end, line);
  }

  #begin(name: string, from: number, line: number): void {
    if (this.#top !== undefined) {
      const inner = this.#overDepth > 0 ? 'VEVENT' : (this.#stack.at(-1) ?? '');
      if (name !== 'VCALENDAR' && !(itemNames.has(name) && knownContainers.has(inner))) {
        this.#push(name);
        return;
      }
      this.#dropTop('ics/syntax', `${this.#top.name} has no END.`, from);
    }
    if (name === 'VCALENDAR') {
      if (this.#calendarOpen) this.#endCalendar('VCALENDAR has no END.', line);
      this.#calendarOpen = true;
      this.#strayReported = false;
      this.target.calendarBegin();
      return;
    }
    const seen: SeenProperties = { uid: '', recurrenceId: '', tzid: '', start: 'missing', broken: '' };
    this.#top = { name, from, line, patches: [], clean: this.#lastBreakIsClean(), tooDeep: false, seen };
    this.#push(name);
  }

  #lastBreakIsClean(): boolean {
    return this.text.charCodeAt(this.#at - 2) === CR;
  }

  #push(name: string): void {
    if (this.#stack.length < this.limits.maxDepth && this.#overDepth === 0) this.#stack.push(name);
    else {
      this.#overDepth += 1;
      if (this.#top !== undefined) this.#top.tooDeep = true;
    }
  }

  #end(name: string, from: number, line: number): void {
    const top = this.#top;
    if (top === undefined) {
      if (name === 'VCALENDAR' && this.#calendarOpen) this.#endCalendar('', line);
      else this.problems.add('ics/syntax', `END:${name} without its BEGIN.`, line, `END:${name}`);
      return;
    }
    if (this.#overDepth > 0 && !(name === top.name && itemNames.has(name)) && name !== 'VCALENDAR') {
      this.#overDepth -= 1;
      return;
    }
    const index = this.#stack.lastIndexOf(name);
    if (index === -1) {
      if (name === 'VCALENDAR') {
        this.#dropTop('ics/syntax', `${top.name} has no END.`, from);
        this.#endCalendar('', line);
        return;
      }
      this.problems.add('ics/syntax', `END:${name} without its BEGIN was left out.`, line, `END:${name}`);
      this.#cut(from);
      return;
    }
    for (let open = this.#stack.length - 1; open > index; open -= 1) {
      const missing = this.#stack[open];
      this.problems.add('ics/syntax', `END:${missing} is missing and was added.`, line, `END:${name}`);
      top.patches.push({ from, to: from, insert: `END:${missing}\r\n` });
    }
    this.#stack.length = index;
    if (index === 0) this.#closeTop(top);
  }

  #closeTop(top: OpenComponent): void {
    const text = this.#textOf(top, this.#at);
    this.#forgetTop();
    if (top.tooDeep) {
      this.problems.addComponent('input/limit', `${top.name} has too many components inside.`, top.line, text);
      return;
    }
    const { name, line, seen } = top;
    this.target.component({ name, line, text, seen });
  }

  #textOf(top: OpenComponent, to: number): string {
    let text = '';
    let at = top.from;
    for (const patch of top.patches) {
      text += this.text.slice(at, patch.from) + patch.insert;
      at = patch.to;
    }
    text += this.text.slice(at, to);
    return top.clean ? text : `${text.trimEnd().replace(/[\r\n]+/g, '\r\n')}\r\n`;
  }

  #cut(from: number): void {
    this.#top?.patches.push({ from, to: this.#at, insert: '' });
  }

  #forgetTop(): void {
    this.#top = undefined;
    this.#stack = [];
    this.#overDepth = 0;
  }

  #dropTop(code: 'ics/syntax' | 'input/truncated', message: string, to: number): void {
    const top = this.#top;
    if (top === undefined) return;
    this.problems.addComponent(code, `${message} It was left out.`, top.line, this.text.slice(top.from, to));
    this.#forgetTop();
  }

  #endCalendar(problem: string, line: number): void {
    if (problem !== '') this.problems.add('ics/syntax', problem, line);
    this.#calendarOpen = false;
    this.target.calendarEnd();
  }

  #finish(): void {
    const { text } = this;
    const cut = this.#top !== undefined || this.#calendarOpen;
    this.#dropTop('input/truncated', `The file ends inside ${this.#top?.name}.`, text.length);
    if (cut && this.#calendarOpen) {
      this.problems.add('input/truncated', 'The file ends before END:VCALENDAR.', Math.max(1, this.#line - 1));
    }
    this.#calendarOpen = false;
    this.target.calendarEnd();
  }

  #property(from: number, firstEnd: number, end: number, line: number): void {
    const { text } = this;
    const top = this.#top;
    const nameEnd = endOfName(text, from, firstEnd);
    const isChecked = this.#stack.length === 1 && this.#overDepth === 0 && mayBeChecked(text, from, nameEnd);
    const meant = meantBy(text, { from, nameEnd, firstEnd, end }, isChecked);
    if (meant === undefined || (top === undefined && !this.#calendarOpen)) {
      this.#badLine(from, end, line);
      return;
    }
    const read = () => meant || unfoldSlice(text, from, end);
    if (meant !== '') {
      top?.patches.push({ from, to: end, insert: foldLine(meant) });
      const message = `Not how a line is written: it was read as ${meant.slice(0, 200)}`;
      this.problems.add('ics/syntax', message, line, text.slice(from, end));
    }
    let problem = '';
    if (top === undefined) this.target.calendarProperty(read(), line);
    else if (isChecked) problem = checkTopProperty(top.seen, text.slice(from, nameEnd), read);
    else if (this.#stack.at(-1) === 'VALARM' && isKeyword(text, from, 'TRIGGER')) problem = checkTrigger(read());
    if (problem !== '')
      this.problems.add('ics/value', problem, line, unfoldSlice(text, from, Math.min(end, from + 1000)));
  }

  /** What is no content line would make the whole file unreadable to others, so it is left out, but never silently. */
  #badLine(from: number, end: number, line: number): void {
    this.#cut(from);
    if (this.#top === undefined && !this.#calendarOpen) {
      if (this.#strayReported) return; // a preface or a signature: one report is enough
      this.#strayReported = true;
      this.problems.add('ics/syntax', 'Text outside VCALENDAR was left out.', line, this.text.slice(from, end));
      return;
    }
    const message = 'Not a content line (no name, no colon or an open quote): it was left out.';
    this.problems.add('ics/syntax', message, line, this.text.slice(from, end));
  }
}
