// A search as the fields of a form, and back: both say the same (docs/rules/mail-search.md has the operators).

export interface SearchFields {
  /** Everything that is no operator, and operators the form has no field for. */
  readonly words: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly hasAttachment: boolean;
  readonly unread: boolean;
  readonly starred: boolean;
  /** `YYYY-MM-DD`; '' for any. */
  readonly after: string;
  readonly before: string;
  /** Such as `5M`; '' for any. */
  readonly larger: string;
}

export const emptySearch: SearchFields = {
  words: '',
  from: '',
  to: '',
  subject: '',
  hasAttachment: false,
  unread: false,
  starred: false,
  after: '',
  before: '',
  larger: '',
};

/** An operator with its value, in quotes where it has blanks. */
const OPERATOR = /(^|\s)(from|to|subject|after|before|larger|has|is):(?:"([^"]*)"|(\S+))/gi;
const FLAGS: Readonly<Record<string, keyof SearchFields>> = {
  'has:attachment': 'hasAttachment',
  'is:unread': 'unread',
  'is:starred': 'starred',
};
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Reads what a search says. A second value of one field stays among the words. */
export function readSearchFields(text: string): SearchFields {
  const found: Record<string, string | boolean> = {};
  const words = text.replace(OPERATOR, (all: string, lead: string, name: string, quoted?: string, plain?: string) => {
    const value = quoted ?? plain ?? '';
    const key = name.toLowerCase();
    const flag = FLAGS[`${key}:${value.toLowerCase()}`];
    if (flag !== undefined) found[flag] = true;
    else if (key === 'has' || key === 'is' || found[key] !== undefined) return all;
    else if ((key === 'after' || key === 'before') && !DAY.test(value)) return all;
    else found[key] = value;
    return lead;
  });
  return { ...emptySearch, ...found, words: words.replace(/\s+/g, ' ').trim() };
}

/** Writes them as one line. */
export function writeSearchFields(fields: SearchFields): string {
  const value = (name: string, text: string) => {
    const plain = text.replaceAll('"', '').trim();
    if (plain === '') return '';
    return `${name}:${/\s/.test(plain) ? `"${plain}"` : plain}`;
  };
  const { words, from, to, subject, hasAttachment, unread, starred, after, before, larger } = fields;
  return [
    words.trim(),
    value('from', from),
    value('to', to),
    value('subject', subject),
    hasAttachment ? 'has:attachment' : '',
    unread ? 'is:unread' : '',
    starred ? 'is:starred' : '',
    value('after', after),
    value('before', before),
    value('larger', larger),
  ]
    .filter((part) => part !== '')
    .join(' ');
}
