// One spelling for all spellings of a word, so that a search for "strasse muller" finds "Straße Müller".

/** Letters that Unicode does not take apart into a base letter and a mark. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ŧ: 't',
  ŋ: 'n',
  ĸ: 'k',
  ə: 'e',
  ς: 'σ',
  '’': "'",
};

const ASCII = /^[\x20-\x7e\s]*$/;
const SPECIAL = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'g');
/** Marks that are decoration: Latin, Greek, Cyrillic, Hebrew, Arabic. The vowel signs of Indic scripts are letters. */
const MARKS =
  /[\u0300-\u036f]|[\u0483-\u0487]|[\u0591-\u05bd]|[\u05bf\u05c1\u05c2]|[\u064b-\u065f]|[\u1ab0-\u1aff]|[\u1dc0-\u1dff]/g;

/**
 * Lower case without accents, full-width and other compatibility forms made plain, runs of white space made one space.
 * Idempotent. Not for display and not for sorting.
 */
export function normalizeForSearch(text: string): string {
  const lower = ASCII.test(text)
    ? text.toLowerCase()
    : text
        .toLowerCase()
        .normalize('NFKD')
        .toLowerCase() // some compatibility forms come apart into capitals
        .replace(MARKS, '')
        .replace(SPECIAL, (letter) => PLAIN[letter] ?? letter)
        .normalize('NFC');
  return lower.replace(/\s+/g, ' ').trim();
}
