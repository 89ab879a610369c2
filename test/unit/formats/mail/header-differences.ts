// Cases whose result differs from what their source expects, each with the reason.

type Reasons = Readonly<Record<string, string>>;

/** thunderbird-jsmime, header-address-* */
export const thunderbirdAddresses: Reasons = {
  'parseAddressingHeader #93': 'An address stays as it is written; nothing is quoted in it.',
  'parseAddressingHeader #95': 'An address stays as it is written; nothing is quoted in it.',
  'parseAddressingHeader #101': 'A group named like an address keeps that as its name.',
  'parseAddressingHeader #104': 'The group keeps the address it is named with, in place of the comment.',
  'parseAddressingHeader #115': 'A word behind an address is its name.',
  'parseAddressingHeader #116': 'A group named NUL is one, its name made visible.',
  'parseAddressingHeader #129': 'Comments are no part of a name (RFC 8621 §4.1.2.3), only stand in for one.',
  'parseAddressingHeader #144': 'Comments are no part of a name (RFC 8621 §4.1.2.3), only stand in for one.',
  'parseAddressingHeader #146': 'Comments are no part of a name (RFC 8621 §4.1.2.3), only stand in for one.',
  'parseAddressingHeader #148': 'Comments that stand in for a name have no parentheses.',
  'parseAddressingHeader #153': 'Comments are no part of a name (RFC 8621 §4.1.2.3), only stand in for one.',
  'parseAddressingHeader #154':
    'Of several addresses in brackets the last one counts; the others are no part of the name.',
  'parseAddressingHeader #156':
    'Of several addresses in brackets the last one counts; the others are no part of the name.',
  'parseAddressingHeader (RFC 2047 support) #163': 'The word with the @ is the address, those before it the name.',
  'parseAddressingHeader (RFC 2047 support) #164':
    'Encoded words in addresses are not decoded (RFC 2047 §5; facts F-01).',
  'parseAddressingHeader (RFC 2047 support) #167': 'All comments stand in for a name.',
  'parseAddressingHeader (RFC 2047 support) #168':
    'Comments are no part of a name (RFC 8621 §4.1.2.3), only stand in for one.',
  'parseAddressingHeader (RFC 2047 support) #169':
    'Comments are no part of a name (RFC 8621 §4.1.2.3), only stand in for one.',
  'parseAddressingHeader (RFC 2047 support) #176': 'What takes no room is shown as its number (MF6), not removed.',
  'parseAddressingHeader (RFC 2047 support) #177': 'What takes no room is shown as its number (MF6), not removed.',
  'parseAddressingHeader (RFC 2047 support) #180': 'What takes no room is shown as its number (MF6), not removed.',
  'parseAddressingHeader (RFC 2047 support) #182': 'What takes no room is shown as its number (MF6), not removed.',
  'parseAddressingHeader (RFC 2047 support) #183': 'What takes no room is shown as its number (MF6), not removed.',
  'parseAddressingHeader (RFC 2047 support) #184': 'Joiners stay: scripts and emoji need them.',
};

/** stalwart-mail-parser, header-address */
export const stalwartAddresses: Reasons = {
  'address#8': 'Comments are no part of a name (RFC 8621 §4.1.2.3), only stand in for one.',
  'address#9': 'Comments are no part of a name (RFC 8621 §4.1.2.3), only stand in for one.',
  'address#10': 'Comments are no part of a name (RFC 8621 §4.1.2.3), only stand in for one.',
  'address#11': 'Comments are no part of a name (RFC 8621 §4.1.2.3), only stand in for one.',
  'address#14':
    'Comments are no part of a name (RFC 8621 §4.1.2.3), only stand in for one. Blanks around dots are none of the address.',
  'address#22': 'Comments are no part of a name (RFC 8621 §4.1.2.3), only stand in for one.',
  'address#30': 'A line that is not folded is another field: the header ends there before this is read.',
  'address#33': 'Names are trimmed.',
  'address#42': 'A word without an @ is a name.',
  'address#56': 'Comments are no part of a name (RFC 8621 §4.1.2.3), only stand in for one.',
};

/** postal-mime, address-list */
export const postalMimeAddresses: Reasons = {
  'addressParser - flatten with multiple groups': 'The addresses stand in their groups here.',
  'addressParser - RFC 2047 encoded full address with angle brackets should work (base64)':
    'What an encoded word holds is never an address (RFC 2047 §5; facts F-01).',
  'addressParser - encoded word with base64 padding handled the same as without':
    'What an encoded word holds is never an address (RFC 2047 §5; facts F-01).',
};

/** thunderbird-jsmime, header-rfc2047 */
export const words: Reasons = {
  'decodeRFC2047Words #297': 'Six bits that are missing their last two are not thrown away.',
};

/** stalwart-mail-parser, header-unstructured */
export const unstructured: Reasons = {
  'unstructured#3': 'The whole field is one value here; its end is found before.',
  'unstructured#11': 'The whole field is one value here; its end is found before.',
  'unstructured#24': 'The fold inside the word is a blank.',
  'unstructured#26': 'The fold inside the word is a blank.',
  'unstructured#27': 'No blank is made where there is none.',
  'unstructured#28': 'No blank is made where there is none.',
};

/** thunderbird-jsmime, header-parameters-rfc2231 */
export const thunderbirdParameters: Reasons = {
  'parseParameterHeader (2231/2047 support) #43': 'Pieces go on behind one that is there twice.',
  'parseParameterHeader (2231/2047 support) #57': 'Control characters are made visible where the name is shown.',
  'parseParameterHeader (2231/2047 support) #62': 'Windows-1252 stands in for a charset nobody knows or says.',
  'parseParameterHeader (2231/2047 support) #64': 'Windows-1252 stands in for a charset nobody knows or says.',
  'parseParameterHeader (2231/2047 support) #76': 'A parameter whose semicolon is missing is read.',
  'parseParameterHeader (2231/2047 support) #80': 'Bidi characters are made visible where the name is shown.',
};

/** stalwart-mail-parser, header-content-type */
export const stalwartTypes: Reasons = {
  'content_type#34': 'Blanks between encoded words vanish, in quotes too.',
  'content_type#49': 'An empty parameter is there.',
  'content_type#55': 'A fold is one blank.',
  'content_type#56': 'A fold is one blank.',
  'content_type#57': 'A fold is one blank.',
  'content_type#59': 'Pieces end at the first gap (RFC 2231 §3).',
  'content_type#67': 'A type without a subtype: RFC 2045 §5.2 decides later.',
};

/** stalwart-mail-parser, header-date */
export const dates: Reasons = {
  'date#10': 'A month has a name.',
  'date#12': 'Numbers are no date.',
  'date#14': 'Comments in comments are comments.',
};

/** stalwart-mail-parser, header-received */
export const received: Reasons = {
  'received#13': 'asctime: the year stands at the end.',
  'received#67': 'PST is eight hours west.',
  'received#89': 'Two-digit years are those of RFC 5322 §4.3.',
  'received#117': 'asctime: the year stands at the end.',
  'received#118': 'asctime: the year stands at the end.',
  'received#128': 'Two-digit years are those of RFC 5322 §4.3.',
  'received#144': 'A fraction of a second is passed over.',
  'received#151': 'The date is read as written.',
};

/** stalwart-mail-parser, header-id */
export const ids: Reasons = {
  'id#3': 'The whole field is one value here; its end is found before.',
};
