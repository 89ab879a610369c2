import { isNameProperty, propertyName } from '../../domain/calendar/calendar-extras.js';
import { AppError, type Problem } from '../../domain/errors.js';
import type { CalendarItem } from '../../domain/items/item.js';
import { decodeText } from '../text/decode.js';
import { createProblemList, type ProblemList } from '../text/problem-list.js';
import { sniffKind } from '../text/sniff-kind.js';
import { readCalendarName } from './calendar-name.js';
import { ComponentGroups } from './group-components.js';
import { defaultIcsLimits, type IcsLimits } from './limits.js';
import { ComponentScanner, type ScanTarget } from './scan-components.js';
import { normaliseBreaks } from './scan-text.js';
import { fromVcalendar, isVcalendar } from './vcalendar.js';
import { withAlarms } from './vcalendar-alarms.js';

/** Characters read between two looks at progress and cancellation: a few milliseconds. */
const STEP_LENGTH = 512 * 1024;

export interface ParseCalendarOptions {
  readonly limits?: Partial<IcsLimits>;
  /** Asked every few milliseconds; true ends the work with AppError `cancelled`. */
  shouldStop?(): boolean;
  /** @param fraction - 0–1 of the text read. */
  onProgress?(fraction: number): void;
}

export interface ParsedCalendar {
  /** One for each UID, in the file's order. */
  readonly items: readonly CalendarItem[];
  /** At most `maxProblems`, in the file's order. */
  readonly problems: readonly Problem[];
  /** All there were. */
  readonly problemCount: number;
  /** METHOD of the first calendar that has one, upper-case (RFC 5546). */
  readonly method?: string;
  /** NAME (RFC 7986) or X-WR-CALNAME of the first calendar that has one. */
  readonly name?: string;
  /**
   * The calendars' properties but VERSION, PRODID and METHOD, unfolded content lines: names, COLOR, X-WR-TIMEZONE,
   * REFRESH-INTERVAL …
   */
  readonly properties: readonly string[];
  /** Components without UID that are no standard kind, and unknown time zones that nothing uses, as text. */
  readonly components: readonly string[];
}

/**
 * Reads iCalendar text into one item per UID. Several VCALENDARs may follow each other; a component without
 * VCALENDAR around it is read too. What is broken is reported and left out, never the rest with it.
 *
 * @param input - Bytes in any usual encoding, or text. At most `maxInputBytes`.
 * @throws {AppError} `cancelled` when `shouldStop` said so; nothing else.
 * @see RFC 5545 §3.4
 */
export function parseCalendar(input: string | Uint8Array, options: ParseCalendarOptions = {}): ParsedCalendar {
  const steps = parseCalendarSteps(input, options);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    options.onProgress?.(step.value);
    if (options.shouldStop?.() === true) throw new AppError('cancelled', 'Reading the calendar was stopped.');
  }
}

/** {@link parseCalendar} in steps of a few milliseconds: yields the fraction read, returns the result. */
export function* parseCalendarSteps(
  input: string | Uint8Array,
  options: Pick<ParseCalendarOptions, 'limits'> = {},
): Generator<number, ParsedCalendar> {
  const limits = { ...defaultIcsLimits, ...options.limits };
  const problems = createProblemList(limits.maxProblems);
  const written = readText(input, limits, problems);
  const isOld = isVcalendar(written);
  const text = isOld ? fromVcalendar(written) : written;
  const groups = new ComponentGroups(limits, problems);
  const header = createHeader(limits, problems);
  if (text !== '') {
    const target: ScanTarget = {
      calendarBegin: () => header.begin(),
      calendarProperty: (line, number) => header.add(line, number),
      component: (found) => groups.add(isOld ? { ...found, text: withAlarms(found.text) } : found),
      calendarEnd: () => groups.endCalendar(header.currentMethod()),
    };
    const scanner = new ComponentScanner(text, limits, problems, target);
    while (scanner.scanTo(scanner.position + STEP_LENGTH)) {
      yield scanner.position / text.length;
      if (groups.isFull) {
        scanner.stop();
        groups.endCalendar(header.currentMethod());
      }
    }
  }
  let items = groups.toItems();
  if (items.length > limits.maxItems) {
    problems.add('input/limit', `More than ${limits.maxItems} items: the rest was not read.`);
    items = items.slice(0, limits.maxItems);
  }
  return {
    items,
    problems: problems.problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)),
    problemCount: problems.count,
    ...header.result(),
    components: groups.otherComponents,
  };
}

/** The text with usual line breaks, or '' when it is no calendar, which is reported. */
function readText(input: string | Uint8Array, limits: IcsLimits, problems: ProblemList): string {
  if (input.length > limits.maxInputBytes) {
    const sizes = `${input.length} bytes are more than the ${limits.maxInputBytes} that are read`;
    problems.add('input/too-large', `The file is too large: ${sizes}.`);
    return '';
  }
  const decoded = decodeText(input);
  const { text } = decoded;
  if (/^\s*$/.test(text.slice(0, 1000)) && text.trim() === '') {
    problems.add('input/empty', 'The file is empty.');
    return '';
  }
  if (!/^BEGIN:V(?!CARD)|^BEGIN:X-/im.test(text)) {
    const kind = sniffKind(input);
    const found = kind === '' ? 'has no BEGIN:VCALENDAR' : `is ${kind}`;
    problems.add('input/wrong-kind', `Not an iCalendar file: it ${found}.`, 1, text.slice(0, 200));
    return '';
  }
  for (const { code, message } of decoded.problems) problems.add(code, message);
  return normaliseBreaks(text);
}

/** Properties of the calendars themselves. */
function createHeader(limits: IcsLimits, problems: ProblemList) {
  const properties = new Set<string>();
  let current: string | undefined;
  let method: string | undefined;
  let name = '';
  return {
    begin() {
      current = undefined;
    },
    add(line: string, number: number) {
      switch (propertyName(line)) {
        case 'VERSION':
        case 'PRODID':
          return;
        case 'METHOD':
          current = line
            .slice(line.indexOf(':') + 1)
            .trim()
            .toUpperCase();
          method ??= current;
          return;
      }
      if (isNameProperty(line)) name ||= readCalendarName(line);
      if (properties.size < limits.maxCalendarProperties) properties.add(line);
      else if (!properties.has(line))
        problems.add('input/limit', 'Too many properties of the calendar: this one was left out.', number, line);
    },
    currentMethod: () => current,
    result: () => ({
      ...(method === undefined ? {} : { method }),
      ...(name === '' ? {} : { name }),
      properties: [...properties],
    }),
  };
}
