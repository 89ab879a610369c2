// A dropped file becomes items and their rows, a few milliseconds at a time.
import { type CalendarExtras, limitExtras } from '../../domain/calendar/calendar-extras.js';
import { type ItipMessage, parseMethod } from '../../domain/calendar/itip/message.js';
import type { TaskRow } from '../../domain/calendar/rows.js';
import { startOf } from '../../domain/calendar/starts.js';
import { projectContact } from '../../domain/contacts/project-contact.js';
import { AppError, type Problem } from '../../domain/errors.js';
import { summarize } from '../../domain/history/item-changes.js';
import type { ImportPreview, Progress, TableOptions } from '../../domain/items/import.js';
import type { CalendarItem, ContactItem } from '../../domain/items/item.js';
import { projectWithAlarms } from '../../domain/reminders/project-alarms.js';
import type { EpochMs, LocalMs } from '../../domain/time/types.js';
import { defaultCsvLimits } from '../../formats/csv/limits.js';
import { defaultIcsLimits } from '../../formats/ics/limits.js';
import { type ParsedCalendar, parseCalendarSteps } from '../../formats/ics/parse.js';
import { decodeText } from '../../formats/text/decode.js';
import { defaultVcardLimits } from '../../formats/vcard/limits.js';
import { parseContactsSteps } from '../../formats/vcard/parse.js';
import { type DrawnItems, drawAll, drawSteps, noCounts } from './draw-items.js';
import { describeTable, type ReadTable, readTableFile } from './read-table-file.js';

export type ReadFile = { readonly problems: readonly Problem[]; readonly problemCount: number } & (
  | {
      readonly kind: 'calendar';
      readonly name: string;
      readonly items: readonly CalendarItem[];
      readonly extras: CalendarExtras;
      /** METHOD, upper-case (RFC 5546). */
      readonly method?: string | undefined;
    }
  | {
      readonly kind: 'addressbook';
      readonly name: string;
      readonly items: readonly ContactItem[];
      readonly table?: ReadTable;
    }
);

/** Called every few milliseconds; throws when the work is to stop. */
export type Checkpoint = (progress: Progress) => Promise<void>;

const SAMPLES = 5;
/** A person looks at messages one by one; a file of more is a calendar that somebody exported. */
export const MAX_MESSAGES = 20;
/** Work between two checkpoints. */
const SLICE_MS = 12;
const PARSED = 0.7;
const HEAD_BYTES = 65_536;

/** By what is in it, then by its name: people rename files. */
function kindOf(head: Uint8Array, fileName: string): 'calendar' | 'addressbook' | 'table' {
  const { text } = decodeText(head);
  const first = /^[ \t]*BEGIN:V(CARD|CALENDAR|EVENT|TODO|JOURNAL)/im.exec(text)?.[1];
  if (first !== undefined) return first.toUpperCase() === 'CARD' ? 'addressbook' : 'calendar';
  if (/\.(?:csv|tsv|tab|txt)$/i.test(fileName)) return 'table';
  return /\.(?:vcf|vcard)$/i.test(fileName) ? 'addressbook' : 'calendar';
}

function nameWithoutExtension(fileName: string): string {
  return fileName.replace(/^.*[\\/]/, '').replace(/\.[^.]{1,8}$/, '');
}

/** What the file says of the calendar, and a report when that is more than is kept. */
function keepExtras(parsed: ParsedCalendar): Pick<ReadFile, 'problems' | 'problemCount'> & { extras: CalendarExtras } {
  const { problems, problemCount } = parsed;
  const { kept: extras, left } = limitExtras(parsed);
  if (left === 0) return { extras, problems, problemCount };
  const message = `${left} properties or components of the calendar itself are too long: they were left out.`;
  const problem: Problem = { code: 'input/limit', message };
  return { extras, problems: [...problems, problem], problemCount: problemCount + 1 };
}

function* readCalendar(bytes: Uint8Array, fileName: string): Generator<Progress, ReadFile> {
  const steps = parseCalendarSteps(bytes);
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) yield { fraction: step.value * PARSED, done: 0 };
  const { items, name, method } = step.value;
  const known = name ?? nameWithoutExtension(fileName);
  return { kind: 'calendar', name: known, items, method, ...keepExtras(step.value) };
}

function* readContacts(bytes: Uint8Array, fileName: string): Generator<Progress, ReadFile> {
  const steps = parseContactsSteps(bytes);
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) yield { fraction: step.value, done: 0 };
  const { items, problems, problemCount } = step.value;
  return { kind: 'addressbook', name: nameWithoutExtension(fileName), items, problems, problemCount };
}

function* readTable(bytes: Uint8Array, fileName: string, options?: TableOptions, earlier?: ReadTable) {
  const { items, table, problems } = yield* readTableFile(bytes, options, earlier);
  const name = nameWithoutExtension(fileName);
  const { problems: known, count: problemCount } = problems;
  return { kind: 'addressbook', name, items, problems: known, problemCount, table } satisfies ReadFile;
}

/** A table as the person says it is to be read. */
export function readTableAgain(
  earlier: ReadTable,
  fileName: string,
  options: TableOptions,
  checkpoint: Checkpoint,
): Promise<ReadFile> {
  return run(readTable(earlier.bytes, fileName, options, earlier), checkpoint);
}

/** Takes steps to their end, with a checkpoint every few milliseconds. */
async function run<Step, Result>(
  steps: Generator<Step, Result>,
  checkpoint: (step: Step) => Promise<void>,
): Promise<Result> {
  let since = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - since < SLICE_MS) continue;
    await checkpoint(step.value);
    since = performance.now();
  }
}

/** Bytes. */
const limits = {
  calendar: defaultIcsLimits.maxInputBytes,
  addressbook: defaultVcardLimits.maxInputBytes,
  table: defaultCsvLimits.maxInputBytes,
};

async function bytesOf(file: Blob): Promise<Uint8Array> {
  return new Uint8Array(await file.arrayBuffer());
}

/**
 * @throws {AppError} `input/*` when nothing in it can be imported; whatever the checkpoint throws.
 */
export async function readFile(file: Blob, fileName: string, checkpoint: Checkpoint): Promise<ReadFile> {
  const detail = { file: fileName };
  if (file.size === 0) throw new AppError('input/empty', 'The file is empty.', detail);
  // Only of a file that may be too large the beginning is read first: each reading costs a turn of the browser's.
  const isSmall = file.size <= Math.min(...Object.values(limits));
  const head = await bytesOf(isSmall ? file : file.slice(0, HEAD_BYTES));
  const kind = kindOf(head.subarray(0, HEAD_BYTES), fileName);
  const limit = limits[kind];
  if (file.size > limit)
    throw new AppError('input/too-large', `The file is larger than ${limit} bytes.`, { ...detail, limit });
  const bytes = isSmall ? head : await bytesOf(file);
  await checkpoint({ fraction: 0, done: 0 });
  const reading = { calendar: readCalendar, addressbook: readContacts, table: readTable }[kind];
  const read = await run(reading(bytes, fileName), checkpoint);
  const fatal = read.items.length === 0 ? read.problems.find(isFatal) : undefined;
  if (fatal !== undefined) {
    // A picture has no lines.
    const where: Record<string, string | number> =
      fatal.code === 'input/wrong-kind' ? detail : { ...detail, line: fatal.line ?? 1 };
    throw new AppError(fatal.code, fatal.message, where);
  }
  return read;
}

/** What kept a file from being read; letters that were guessed did not. */
const isFatal = ({ code }: Problem) => code.startsWith('input/') && code !== 'input/encoding';

/** What is drawn of a calendar's items; the person sees how far it is. @param most - See {@link drawSteps}. */
export function drawFile(
  { items }: Extract<ReadFile, { kind: 'calendar' }>,
  checkpoint: Checkpoint,
  most?: number,
): Promise<DrawnItems> {
  const total = items.length;
  return run(drawSteps(items, most), (done) =>
    checkpoint({ fraction: PARSED + (1 - PARSED) * (done / total), done, total }),
  );
}

/** One for each item, so that what is counted is what is shown: a message about an event may leave out when it is (RFC 5546). */
function eventSample(item: CalendarItem): ImportPreview['samples'][number] {
  const [row] = projectWithAlarms(item).rows;
  if (row === undefined) return { title: summarize(item.text).title, detail: '' };
  if (row.kind === 'task') return taskSample(row);
  if (row.kind !== 'event' && row.kind !== 'series') return { title: row.title, detail: '' };
  return { title: row.title, detail: row.location ?? '', start: startOf(row), allDay: row.allDay ?? false };
}

/** A task is at the moment it is due. */
function taskSample({ title, location = '', once, series }: TaskRow): ImportPreview['samples'][number] {
  if (series !== undefined) return { title, detail: location, start: startOf(series), allDay: series.allDay ?? false };
  if (once === undefined) return { title, detail: location };
  const due = once.floating ? { wallClock: once.end as LocalMs } : { instant: once.end as EpochMs };
  return { title, detail: location, start: due, allDay: once.allDay ?? false };
}

function contactSample(item: ContactItem): ImportPreview['samples'][number] {
  const { name, organization, email, phone } = projectContact('', item);
  return { title: name, detail: email || phone || organization };
}

/** Some of the items, for the eye. */
export function samplesOf(read: ReadFile, from: number, count: number): ImportPreview['samples'] {
  if (read.kind === 'addressbook') return read.items.slice(from, from + count).map(contactSample);
  return read.items.slice(from, from + count).map(eventSample);
}

/** What is made known to everybody (PUBLISH) is imported; all else is for the person to look at. */
function messagesIn({ method: name, items }: Extract<ReadFile, { kind: 'calendar' }>): ItipMessage[] {
  const method = parseMethod(name);
  const asked = items.filter(({ kind }) => kind === 'event' || kind === 'task');
  if (method === undefined || method === 'PUBLISH' || asked.length > MAX_MESSAGES) return [];
  return asked.map(({ uid, text }) => ({ method, uid, text }));
}

/** What a person sees before they decide. @param drawn - of a calendar, where it is known already. */
export function describeFile(
  read: ReadFile,
  id: string,
  fileName: string,
  drawn?: DrawnItems,
): Omit<ImportPreview, 'duplicates'> {
  const { kind, name, problems, problemCount } = read;
  const common = { id, fileName, kind, suggestedName: name, problems, problemCount };
  const samples = samplesOf(read, 0, SAMPLES);
  if (read.kind === 'addressbook')
    return {
      ...common,
      messages: [],
      counts: { ...noCounts, contacts: read.items.length },
      samples,
      ...(read.table && { table: describeTable(read.table) }),
    };
  const { counts, span } = drawn ?? drawAll(read.items);
  return { ...common, messages: messagesIn(read), counts, span, samples };
}
