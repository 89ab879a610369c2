const TZID_PARAMETER = /(?<!\\);TZID=(?:"([^"\r\n]*)"|([^";:,\r\n]*))/gi;

/** TZIDs that a component's text names, as written. */
export function zoneNamesIn(text: string): Set<string> {
  const unfolded = text.replace(/\r\n[ \t]/g, '');
  const names = new Set(Array.from(unfolded.matchAll(TZID_PARAMETER), ([, quoted, bare]) => quoted ?? bare ?? ''));
  names.delete('');
  return names;
}
