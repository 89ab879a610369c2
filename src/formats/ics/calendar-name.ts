import { isNameProperty, NAME_PROPERTIES } from '../../domain/calendar/calendar-extras.js';
import { escapeText, parseContentLine, unescapeText } from '../../domain/items/content-line.js';

/** The name that a NAME or X-WR-CALNAME line gives. */
export function readCalendarName(line: string): string {
  return unescapeText(parseContentLine(line)?.value ?? '').trim();
}

/**
 * A calendar's properties with its name. Lines that name it are kept as they came, in all their languages, as long as
 * they still say the name it has now.
 *
 * @param name - undefined: the lines stay as they are.
 */
export function withCalendarName(properties: readonly string[], name: string | undefined): readonly string[] {
  if (name === undefined) return properties;
  const said = properties.filter(isNameProperty).map(readCalendarName);
  if (said.find((one) => one !== '') === name) return properties;
  const text = escapeText(name);
  return [
    ...NAME_PROPERTIES.map((property) => `${property}:${text}`),
    ...properties.filter((line) => !isNameProperty(line)),
  ];
}
