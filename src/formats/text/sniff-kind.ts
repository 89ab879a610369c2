/** What input that is not of the expected format seems to be, in words for a report; '' when nothing is recognised. */
export function sniffKind(input: string | Uint8Array): string {
  const head = typeof input === 'string' ? input.slice(0, 1024) : bytesToLatin1(input.subarray(0, 1024));
  const start = head.replace(/^(?:\u00ef\u00bb\u00bf|\ufeff)/, '').trimStart();
  const known =
    magicNumbers.find(([magic]) => start.startsWith(magic)) ?? beginnings.find(([pattern]) => pattern.test(start));
  if (known !== undefined) return known[1];
  return hasBinaryBytes(head) ? 'a binary file' : '';
}

const magicNumbers: readonly (readonly [string, string])[] = [
  ['PK\x03\x04', 'a ZIP archive'],
  ['PK\x05\x06', 'a ZIP archive'],
  ['\u001f\u008b', 'a gzip archive'],
  ['%PDF-', 'a PDF document'],
  ['\u0089PNG\r\n', 'a PNG picture'],
  ['\u00ff\u00d8\u00ff', 'a JPEG picture'],
  ['GIF8', 'a GIF picture'],
  ['SQLite format 3', 'an SQLite database'],
  ['!BDN', 'an Outlook data file (PST)'],
];

const beginnings: readonly (readonly [RegExp, string])[] = [
  [/^<\?xml[^>]{0,200}>\s*<icalendar\b/i, 'xCal (XML), not iCalendar text'],
  [/^<(?:!doctype html|html|head|body)\b/i, 'an HTML page'],
  [/^<\?xml/i, 'an XML document'],
  [/^<[a-z!]/i, 'an HTML or XML document'],
  [/^BEGIN:VCARD\b/i, 'a vCard (contacts)'],
  [/^BEGIN:VCALENDAR\b/i, 'an iCalendar file'],
  [/^\[\s*"vcalendar"/i, 'jCal (JSON), not iCalendar text'],
  [/^\[\s*"vcard"/i, 'jCard (JSON), not vCard text'],
  [/^[[{]/, 'a JSON document'],
  [/^(?:Received|Return-Path|MIME-Version|From|Subject|Date|Message-ID):? /i, 'a mail message'],
];

/** More than a stray control character: text has none, binaries have many. */
function hasBinaryBytes(head: string): boolean {
  let controls = 0;
  for (let at = 0; at < head.length; at += 1) {
    const code = head.charCodeAt(at);
    if (code === 0 || code === 0xfffd || (code < 32 && code !== 9 && code !== 10 && code !== 13)) controls += 1;
  }
  return controls > head.length / 50;
}

function bytesToLatin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
