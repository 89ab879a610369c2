// Lines that say what they mean in a form that readers do not agree on: written again so that all of them do.
import { formatContentLine, parseContentLine } from '../../domain/items/content-line.js';
import { endOfName, hasColon, unfoldSlice } from './scan-text.js';

const COLON = 58;
const SEMICOLON = 59;

/** Attack: a long line of beginnings that each are tried to its end. */
const MAX_ZONED_LENGTH = 2000;
const TIMES = '\\d{8}(?:T\\d{6}Z?)?(?:,\\d{8}(?:T\\d{6}Z?)?)*';
/** `DTSTART;TZID=(UTC+01:00) Amsterdam, Berlin:20260101T100000`: as Exchange has written it. */
const BARE_ZONE = new RegExp(`^([^:"]*;TZID=)([^":;]*:[^";]*):(${TIMES})$`, 'i');
/** `DTSTART;TZID="Europe/Berlin:20260101T100000"` */
const ZONE_AND_TIME = new RegExp(`^([^:"]*;TZID=)"([^"]+):(${TIMES})"$`, 'i');
/** `SUMMARY : Lunch`. Capitals, for a description nobody folded has such lines, too. */
const BLANK_AFTER_NAME = /^([A-Z][A-Z-]+)[ \t]+(?:(:)[ \t]*|(?=;))/;

/** The unfolded line with quotes around a zone's name that has a colon in it (RFC 5545 §3.2). */
export function quoteZone(line: string): string {
  if (line.length > MAX_ZONED_LENGTH) return line;
  const [, head = '', zone = '', times = ''] = BARE_ZONE.exec(line) ?? ZONE_AND_TIME.exec(line) ?? [];
  return head === '' ? line : `${head}"${zone}":${times}`;
}

/** The unfolded line as it is meant; undefined when nobody can tell. */
export function repairLine(line: string): string | undefined {
  const meant = quoteZone(line.replace(BLANK_AFTER_NAME, '$1$2'));
  const read = parseContentLine(meant);
  if (read === undefined) return undefined;
  // What quotes inside of a parameter open, readers do not agree on.
  const isPlain = hasColon(meant, endOfName(meant, 0, meant.length), meant.length);
  return isPlain ? meant : formatContentLine(read);
}

/**
 * What the line from `from` to `end` means, unfolded: '' when that is what it says, undefined when nobody can tell.
 *
 * @param nameEnd - Where its name ends.
 * @param firstEnd - Where its first physical line ends.
 * @param hasZone - It may name a zone.
 */
export function meantBy(
  text: string,
  { from, nameEnd, firstEnd, end }: Readonly<Record<'from' | 'nameEnd' | 'firstEnd' | 'end', number>>,
  hasZone: boolean,
): string | undefined {
  const after = nameEnd > from && nameEnd < firstEnd ? text.charCodeAt(nameEnd) : 0;
  if (after === COLON) return '';
  const isLine = after === SEMICOLON && hasColon(text, nameEnd, firstEnd);
  if (isLine && !hasZone) return '';
  const written = unfoldSlice(text, from, end);
  const meant = isLine ? quoteZone(written) : repairLine(written);
  return meant === written ? '' : meant;
}
