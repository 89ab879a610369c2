// What a calendar's file says of the calendar itself. Nobody here reads most of it: it is kept for the file's export.

/** Properties and components of a calendar that belong to none of its items. */
export interface CalendarExtras {
  /** Content lines, unfolded: COLOR, X-WR-TIMEZONE, REFRESH-INTERVAL … */
  readonly properties: readonly string[];
  /** Components without UID, and time zones that no item uses, as text. */
  readonly components: readonly string[];
}

export const noExtras: CalendarExtras = { properties: [], components: [] };

/** Characters kept of a file. Made for X-WR-… lines: a picture of a megabyte would travel to every device. */
export const MAX_EXTRAS_LENGTH = 65_536;

/** NAME (RFC 7986 §5.1), and what older programs write. */
export const NAME_PROPERTIES: readonly string[] = ['NAME', 'X-WR-CALNAME'];

/** Name of an unfolded content line, upper-case. */
export function propertyName(line: string): string {
  return (line.split(/[;:]/, 1)[0] ?? '').toUpperCase();
}

/** Whether a line names the calendar. */
export function isNameProperty(line: string): boolean {
  return NAME_PROPERTIES.includes(propertyName(line));
}

/** Characters of all of it. */
export function extrasLength({ properties, components }: CalendarExtras): number {
  return [...properties, ...components].reduce((sum, text) => sum + text.length, 0);
}

/**
 * What fits into a number of characters, in order; what does not is left out whole.
 *
 * @returns `left`: how many properties and components did not fit.
 */
export function limitExtras(
  extras: CalendarExtras,
  maxLength = MAX_EXTRAS_LENGTH,
): { readonly kept: CalendarExtras; readonly left: number } {
  let room = maxLength;
  const fits = (text: string) => {
    if (text.length > room) return false;
    room -= text.length;
    return true;
  };
  const { properties, components } = extras;
  const kept = { properties: properties.filter(fits), components: components.filter(fits) };
  const left = properties.length + components.length - kept.properties.length - kept.components.length;
  return { kept, left };
}

/** What another file adds: what the calendar says of itself already stays as it is, its name first of all. */
export function newExtras(known: CalendarExtras, found: CalendarExtras): CalendarExtras {
  const names = new Set([...NAME_PROPERTIES, ...known.properties.map(propertyName)]);
  const components = new Set(known.components);
  return {
    properties: found.properties.filter((line) => !names.has(propertyName(line))),
    components: found.components.filter((text) => !components.has(text)),
  };
}

export function joinExtras(all: readonly CalendarExtras[]): CalendarExtras {
  return {
    properties: all.flatMap(({ properties }) => properties),
    components: all.flatMap(({ components }) => components),
  };
}
