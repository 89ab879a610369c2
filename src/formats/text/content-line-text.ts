// Words of calendars (RFC 5545) and contact cards (RFC 6350) as people see them, for search.

/** Values that are read; of ATTENDEE and ORGANIZER also the name. */
const SHOWN =
  /^(?:[\w-]+\.)?(SUMMARY|DESCRIPTION|LOCATION|COMMENT|CATEGORIES|CONTACT|FN|N|NICKNAME|ORG|TITLE|ROLE|NOTE|EMAIL|TEL|ADR|URL|ATTENDEE|ORGANIZER)((?:;(?:[^":;]|"[^"]*")*)*):(.*)$/i;
const NAME = /;CN=(?:"([^"]*)"|([^;:"]*))/i;

const unescaped = (value: string) =>
  value.replace(/\\([nN,;\\])/g, (_, sign: string) => (/n/i.test(sign) ? '\n' : sign));

/** Text of the properties that a person reads, one in a line. */
export function textOfContentLines(text: string): string {
  const found: string[] = [];
  for (const line of text.replace(/\r?\n[ \t]/g, '').split(/\r?\n/)) {
    const [, name = '', params = '', value = ''] = SHOWN.exec(line) ?? [];
    if (name === '') continue;
    const isPerson = /^(?:ATTENDEE|ORGANIZER)$/i.test(name);
    const [, quoted, plain] = (isPerson && NAME.exec(params)) || [];
    // Parts of a structured value (N, ADR, ORG) are words of their own.
    const read = isPerson ? value.replace(/^mailto:/i, '') : unescaped(value.replace(/([^\\]);/g, '$1 '));
    found.push(`${quoted ?? plain ?? ''} ${read}`.trim());
  }
  return found.join('\n');
}
