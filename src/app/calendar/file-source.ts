import { readEventFields } from '../../domain/calendar/read-event-fields.js';
import { projectCalendarItem } from '../../domain/calendar/rows.js';
import { AppError } from '../../domain/errors.js';
import { parseCalendarSteps } from '../../formats/ics/parse.js';
import { createMemorySource, createRowCalendar, type MemorySource } from './memory-source.js';
import { readAtMost } from './read-at-most.js';

/** A page may name any address: what is longer is not read. */
const MAX_BYTES = 32 * 1024 * 1024;
/** Work done between two looks at the rest of the page, ms. */
const SLICE_MS = 12;

/**
 * Fetches an .ics file and reads it, a few milliseconds at a time.
 *
 * @throws {AppError} `input/too-large`, `input/empty`, `input/wrong-kind`.
 * @throws {TypeError} The address cannot be fetched, or does not answer with a file.
 */
export async function fetchCalendarFile(address: string, signal: AbortSignal): Promise<MemorySource> {
  const response = await fetch(address, { signal, credentials: 'same-origin' });
  if (!response.ok) throw new TypeError(`The address answered ${response.status}.`);
  return readCalendarFile(await readAtMost(response, MAX_BYTES), signal);
}

/** A source of the events of an .ics file. */
export async function readCalendarFile(bytes: Uint8Array, signal: AbortSignal): Promise<MemorySource> {
  const slice = createSlice(signal);
  const steps = parseCalendarSteps(bytes, {});
  let step = steps.next();
  while (step.done !== true) {
    await slice.rest();
    step = steps.next();
  }
  const { items, problems } = step.value;
  const fatal = problems.find(({ code }) => code.startsWith('input/'));
  if (items.length === 0 && fatal !== undefined) throw new AppError(fatal.code, fatal.message);
  const rows = [];
  for (const item of items) {
    if (item.kind === 'event') rows.push(...projectCalendarItem(item));
    if (slice.isOver()) await slice.rest();
  }
  const itemsByUid = new Map(items.map((item) => [item.uid, item]));
  return createMemorySource([createRowCalendar('', rows)], (ref) => {
    const item = itemsByUid.get(ref.uid);
    const fields = item && readEventFields(item.text, ref.recurrenceId);
    return fields && { ref, fields, recurring: fields.rrule !== '', overridden: false, text: item.text };
  });
}

/** Lets the page draw and answer between two slices of work. */
function createSlice(signal: AbortSignal) {
  let began = performance.now();
  return {
    isOver: () => performance.now() - began > SLICE_MS,
    async rest() {
      await new Promise<void>((resolve) => setTimeout(resolve));
      signal.throwIfAborted();
      began = performance.now();
    },
  };
}
