import { viewCalendarSteps } from '../../formats/ics/view.js';
import { createMemorySource, createRowCalendar, type MemorySource } from './memory-source.js';
import { readAtMost } from './read-at-most.js';

/** A page may name any address: what is longer is not read. */
const MAX_BYTES = 32 * 1024 * 1024;
/** Work done between two looks at the rest of the page, ms. */
const SLICE_MS = 12;

/**
 * Fetches an .ics file and reads it, a few milliseconds at a time.
 *
 * @throws {AppError} `input/too-large`, `input/wrong-kind`.
 * @throws {TypeError} The address cannot be fetched, or does not answer with a file.
 */
export async function fetchCalendarFile(address: string, signal: AbortSignal): Promise<MemorySource> {
  const response = await fetch(address, { signal, credentials: 'same-origin' });
  if (!response.ok) throw new TypeError(`The address answered ${response.status}.`);
  return readCalendarFile(await readAtMost(response, MAX_BYTES), signal);
}

/** A source of the events of an .ics file. */
export async function readCalendarFile(bytes: Uint8Array, signal: AbortSignal): Promise<MemorySource> {
  const { rows, readCard } = await finish(viewCalendarSteps(bytes), signal);
  return createMemorySource([createRowCalendar('', rows)], ({ uid, recurrenceId }) => readCard(uid, recurrenceId));
}

/** Lets the page draw and answer between two slices of work. */
async function finish<Result>(steps: Generator<void, Result>, signal: AbortSignal): Promise<Result> {
  let began = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    signal.throwIfAborted();
    if (performance.now() - began < SLICE_MS) continue;
    await new Promise<void>((resolve) => setTimeout(resolve));
    began = performance.now();
  }
}
