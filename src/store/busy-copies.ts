// Calendars that show others only when the person is busy. Each is a collection of its own, kept in step by the person's
// devices and hidden in their lists; which one belongs to which calendar stands in the settings.
import type { AppDatabase } from './database.js';

const PREFIX = 'busy/';

export interface BusyCopy {
  /** The collection that others see. */
  readonly id: string;
  /** Base64url: names of its events are made with it. */
  readonly secret: string;
  /** In place of titles. */
  readonly word: string;
}

export const busySetting = (calendarId: string): string => `${PREFIX}${calendarId}`;

export const busyCopyToText = (copy: BusyCopy): string => JSON.stringify(copy);

/** Another device may have written anything. */
export function readBusyCopy(json: string | undefined): BusyCopy | undefined {
  try {
    const { id, secret, word } = JSON.parse(json ?? 'null') as Readonly<Record<string, unknown>>;
    if (typeof id !== 'string' || typeof secret !== 'string' || !/^[\w-]{43}$/.test(secret)) return undefined;
    return { id, secret, word: typeof word === 'string' ? word.slice(0, 100) : '' };
  } catch {
    return undefined;
  }
}

/** By the calendar that each is made of. */
export async function readBusyCopies(db: AppDatabase): Promise<ReadonlyMap<string, BusyCopy>> {
  const records = await db.settings.where('name').startsWith(PREFIX).toArray();
  return new Map(
    records.flatMap(({ name, value }) => {
      const copy = readBusyCopy(value);
      return copy === undefined ? [] : [[name.slice(PREFIX.length), copy] as const];
    }),
  );
}
