/** Cases of stalwart-mail-parser, parse-message, that give something else here: what, and why. */
export const messageDifferences: Readonly<Record<string, readonly [what: string, why: string]>> = {
  'eml/legacy/001.eml': ['0 text, subject, to', 'UTF-7 is not decoded (MF3).'],
  'eml/legacy/005.eml': ['0 text, subject, to', 'UTF-7 is not decoded (MF3).'],
  'eml/legacy/017.eml': [
    '2 bytes, 3 bytes, to',
    'uuencoded parts are decoded here. Bytes beyond ASCII that no charset is said of are UTF-8, else Windows-1252.',
  ],
  'eml/legacy/026.eml': [
    '2 name, 2 text',
    'uuencoded parts are decoded here. Bytes beyond ASCII that no charset is said of are UTF-8, else Windows-1252.',
  ],
  'eml/legacy/027.eml': ['subject, to', 'Bytes beyond ASCII that no charset is said of are UTF-8, else Windows-1252.'],
  'eml/legacy/030.eml': [
    'attachments',
    'An inline part that both forms of the text show is in both and no attachment (RFC 8621 §4.1.4).',
  ],
  'eml/legacy/035.eml': [
    'attachments',
    'An inline part that both forms of the text show is in both and no attachment (RFC 8621 §4.1.4).',
  ],
  'eml/legacy/037.eml': [
    'attachments',
    'An inline part that both forms of the text show is in both and no attachment (RFC 8621 §4.1.4).',
  ],
  'eml/legacy/039.eml': [
    'attachments',
    'An inline part that both forms of the text show is in both and no attachment (RFC 8621 §4.1.4).',
  ],
  'eml/legacy/048.eml': [
    'attachments, 2 bytes, 3 bytes, 4 bytes',
    'An inline part that both forms of the text show is in both and no attachment (RFC 8621 §4.1.4). uuencoded parts are decoded here.',
  ],
  'eml/legacy/052.eml': [
    '0 text, subject, to',
    'Bytes beyond ASCII that no charset is said of are UTF-8, else Windows-1252.',
  ],
  'eml/malformed/000.eml': ['parts', 'A boundary ends a header without an empty line: four parts are there.'],
  'eml/malformed/001.eml': [
    'parts',
    'The outer boundary ends the inner multipart, which has no parts and is shown as text.',
  ],
  'eml/malformed/002.eml': [
    'textBody, htmlBody, attachments, 0 type',
    'A multipart without parts is shown as text (MF8).',
  ],
  'eml/malformed/003.eml': ['textBody, htmlBody, attachments', 'Text without end boundary is text all the same.'],
  'eml/malformed/004.eml': ['textBody, htmlBody, attachments', 'Text without end boundary is text all the same.'],
  'eml/malformed/006.eml': ['textBody, htmlBody, attachments', 'Text without end boundary is text all the same.'],
  'eml/malformed/007.eml': [
    'textBody, htmlBody, attachments, 1 text',
    'A multipart without parts is shown as text (MF8).',
  ],
  'eml/malformed/009.eml': ['parts', 'The outer boundary ends the inner multipart.'],
  'eml/malformed/011.eml': ['parts', 'The outer boundary ends the inner multipart.'],
  'eml/malformed/012.eml': ['parts', 'The outer boundary ends the inner multipart.'],
  'eml/malformed/016.eml': [
    'parts',
    'The outermost boundary ends the multiparts inside it; later lines with their boundaries are text.',
  ],
  'eml/malformed/017.eml': [
    'attachments, 1 name',
    'The file name is read although its type is broken; An inline part that both forms of the text show is in both and no attachment (RFC 8621 §4.1.4).',
  ],
  'eml/malformed/019.eml': [
    'textBody, htmlBody, 5 type, 7 type, 8 text, 9 text',
    'Multiparts without boundary or parts are shown as text (MF8), and what belongs to them is.',
  ],
  'eml/rfc/000.eml': [
    'textBody, htmlBody, attachments, 4 text, 5 text',
    'An inline part that both forms of the text show is in both and no attachment (RFC 8621 §4.1.4). What is no base64 is skipped.',
  ],
  'eml/rfc/002.eml': [
    '2/attachments, 2/to',
    'An inline part that both forms of the text show is in both and no attachment (RFC 8621 §4.1.4). Comments are no part of a name.',
  ],
  'eml/thirdparty/002.eml': [
    'textBody, htmlBody, attachments, 2 text, 3 text',
    'Broken base64 is read as far as it goes, and is text all the same.',
  ],
  'eml/thirdparty/005.eml': ['5 text', 'A boundary stands at the start of a line (RFC 2046 §5.1.1); this one is text.'],
  'eml/thirdparty/013.eml': [
    'attachments',
    'An inline part that both forms of the text show is in both and no attachment (RFC 8621 §4.1.4).',
  ],
};
