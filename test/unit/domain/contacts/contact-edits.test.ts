import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uniqueNames } from '../../../../src/domain/contacts/category-edits.js';
import { contactEdits } from '../../../../src/domain/contacts/contact-edits.js';
import {
  type ContactFields,
  emptyContactFields,
  type FurtherValue,
  type TypedAddress,
  type TypedValue,
} from '../../../../src/domain/contacts/contact-fields.js';
import { createContactText } from '../../../../src/domain/contacts/create-contact-text.js';
import {
  type FurtherName,
  furtherNames,
  grammaticalGenders,
  sexes,
} from '../../../../src/domain/contacts/further-properties.js';
import { readContactFields } from '../../../../src/domain/contacts/read-contact-fields.js';
import { applyEdits } from '../../../../src/domain/items/apply-edits.js';
import type { Edits } from '../../../../src/domain/items/item.js';
import type { EpochMs } from '../../../../src/domain/time/types.js';

const NOW = 1_795_000_000_000 as EpochMs;
/** What the id of the first line that is added at that time begins with. */
const FIRST = `${NOW.toString(36)}01`;
const ids = () => {
  let count = 0;
  return () => {
    count += 1;
    return `k${count}`;
  };
};

const card = (version: string, ...lines: string[]) =>
  ['BEGIN:VCARD', `VERSION:${version}`, ...lines, 'END:VCARD', ''].join('\r\n');

/** Edits of `text` that `change` asks for, with REV taken out: it is always there. */
function editsOf(text: string, change: (fields: ContactFields) => Partial<ContactFields>, edits: Edits = {}) {
  const before = readContactFields(text, edits);
  const { REV, ...rest } = contactEdits(text, before, { ...before, ...change(before) }, ids(), NOW, edits);
  return rest;
}

describe('contactEdits', () => {
  const apple = card(
    '3.0',
    'N:Doe;John;Q.,Public;;',
    'FN:John Doe',
    'ORG:Acme;Sales;Europe',
    'EMAIL;type=INTERNET;type=WORK;type=pref;X-SERVER=7:john@example.org',
    'item1.TEL:+1 555',
    'item1.X-ABLabel:_$!<Mobile>!$_',
    'item2.TEL;type=HOME:+1 666',
    'X-UNKNOWN;A=1:kept',
    'item3.ADR;type=HOME:;;Main St 1;Springfield;IL;12345;USA',
    'item3.X-ABADR:us',
  );

  it('writes nothing when nothing changed', () => {
    const fields = readContactFields(apple);
    expect(contactEdits(apple, fields, fields, ids(), NOW)).toEqual({});
  });

  it('says when the card was revised', () => {
    const fields = readContactFields(apple);
    const edits = contactEdits(apple, fields, { ...fields, note: 'Hi' }, ids(), NOW);
    expect(edits).toEqual({ NOTE: 'NOTE:Hi', REV: 'REV:20261118T110640Z' });
  });

  it.each<[string, (fields: ContactFields) => Partial<ContactFields>, Edits]>([
    [
      'keeps unknown parameters and hidden types of a changed address',
      ({ emails }) => ({ emails: [{ ...emails[0]!, value: 'jd@example.org' }] }),
      { 'EMAIL;#1': 'EMAIL;TYPE=INTERNET;TYPE=WORK;TYPE=pref;X-SERVER=7:jd@example.org' },
    ],
    [
      'writes the preference of 3.0 as a type, and keeps `internet`',
      ({ emails }) => ({ emails: [{ ...emails[0]!, preferred: false, types: ['home'] }] }),
      { 'EMAIL;#1': 'EMAIL;TYPE=internet,home;X-SERVER=7:john@example.org' },
    ],
    [
      'keeps the group of a changed line',
      ({ phones }) => ({ phones: [{ ...phones[0]!, value: '+1 777' }, phones[1]!] }),
      { 'TEL;#1': 'item1.TEL:+1 777' },
    ],
    [
      'takes the label away with its line',
      ({ phones }) => ({ phones: [phones[1]!] }),
      { 'TEL;#1': '', 'X-ABLABEL;#1': '' },
    ],
    [
      'changes only the label',
      ({ phones }) => ({ phones: [{ ...phones[0]!, label: 'Boat' }, phones[1]!] }),
      { 'X-ABLABEL;#1': 'item1.X-ABLabel:Boat' },
    ],
    [
      'writes only the component that changed and leaves lists in the others',
      () => ({ given: 'Jane' }),
      { N: 'N:Doe;Jane;Q.,Public;;' },
    ],
    [
      'leaves the units of an organisation',
      () => ({ organization: 'Acme; Ltd' }),
      { ORG: 'ORG:Acme\\; Ltd;Sales;Europe' },
    ],
    [
      'edits one part of an address',
      ({ addresses }) => ({ addresses: [{ ...addresses[0]!, locality: 'Shelbyville' }] }),
      { 'ADR;#1': 'item3.ADR;TYPE=HOME:;;Main St 1;Shelbyville;IL;12345;USA' },
    ],
    ['marks a favourite', () => ({ favourite: true }), { 'X-IK-FAVOURITE': 'X-IK-FAVOURITE:1' }],
    [
      'gives a new line a key of its own, and a label a group',
      ({ phones }) => ({
        phones: [...phones, { id: '', value: '+1 888', types: ['cell'], preferred: false, label: 'Dock' }],
      }),
      {
        [`TEL;${FIRST}k1`]: `g${FIRST}k1.TEL;TYPE=cell:+1 888`,
        [`X-ABLABEL;${FIRST}k1`]: `g${FIRST}k1.X-ABLabel:Dock`,
      },
    ],
    ['writes a date the way 3.0 does', () => ({ birthday: '1985-03-04' }), { BDAY: 'BDAY:1985-03-04' }],
  ])('%s', (_rule, change, expected) => {
    expect(editsOf(apple, change)).toEqual(expected);
  });

  it('lets the displayed name follow the name it was made of', () => {
    const text = card('4.0', 'FN:John Doe', 'N:Doe;John;;;');
    expect(editsOf(text, () => ({ given: 'Jane' }))).toEqual({ N: 'N:Doe;Jane;;;', FN: 'FN:Jane Doe' });
    const chosen = card('4.0', 'FN:Johnny', 'N:Doe;John;;;');
    expect(editsOf(chosen, () => ({ given: 'Jane' }))).toEqual({ N: 'N:Doe;Jane;;;' });
  });

  it('edits a line again that an edit added', () => {
    const edits = editsOf(apple, ({ urls }) => ({
      urls: [...urls, { id: '', value: 'https://a.example', types: [], preferred: false, label: '' }],
    }));
    expect(edits).toEqual({ [`URL;${FIRST}k1`]: 'URL:https://a.example' });
    const again = editsOf(apple, ({ urls }) => ({ urls: [{ ...urls[0]!, value: 'https://b.example' }] }), edits);
    expect(again).toEqual({ [`URL;${FIRST}k1`]: 'URL:https://b.example' });
    expect(readContactFields(apple, { ...edits, ...again }).urls.map(({ value }) => value)).toEqual([
      'https://b.example',
    ]);
  });

  it('edits the one line that is shown when there are several', () => {
    const text = card('4.0', 'FN:A', 'NOTE:one', 'NOTE:two');
    expect(editsOf(text, () => ({ note: 'uno' }))).toEqual({ 'NOTE;#1': 'NOTE:uno' });
  });

  it('puts all categories into one line', () => {
    const text = card('4.0', 'FN:A', 'CATEGORIES:a,b', 'CATEGORIES:c');
    const edits = editsOf(text, () => ({ categories: ['b', 'd,e'] }));
    expect(applyEdits(text, edits).match(/^CATEGORIES.*$/gm)).toEqual(['CATEGORIES:b,d\\,e']);
    expect(readContactFields(text, edits).categories).toEqual(['b', 'd,e']);
  });

  it('writes vCard 2.1 as 2.1', () => {
    const text = card('2.1', 'N;LANGUAGE=de:Doe;John', 'TEL;WORK;VOICE:1', 'NOTE:x');
    const edits = editsOf(text, ({ phones }) => ({
      family: 'Müller',
      note: 'a, b\nc=d',
      phones: [{ ...phones[0]!, types: ['home'], preferred: true }],
    }));
    expect(edits).toEqual({
      N: 'N;LANGUAGE=de;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;John;;;',
      FN: 'FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:John M=C3=BCller',
      NOTE: 'NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:a, b=0D=0Ac=3Dd',
      'TEL;#1': 'TEL;HOME;PREF:1',
    });
  });
});

const word = fc
  .string({ unit: fc.constantFrom(...'abzÄßé;,:\\"\'^=.- 日😀n\u00a0x'), maxLength: 40 })
  .map((text) => text.trim());
const filled = word.filter((text) => text !== '');
const multiline = fc.array(word, { maxLength: 4 }).map((lines) => lines.join('\n'));
const typing = {
  id: fc.constant(''),
  types: fc.uniqueArray(fc.constantFrom('home', 'work', 'cell', 'x-odd'), { maxLength: 2 }),
  preferred: fc.boolean(),
  label: word.filter((text) => !text.startsWith('_$!<')),
};
const typed = fc.record<TypedValue>({ ...typing, value: filled });
const address = fc.record<TypedAddress>({
  ...typing,
  poBox: word,
  extended: word,
  street: word,
  locality: word,
  region: word,
  postalCode: word,
  country: filled,
});
const further = (name: FurtherName, value: fc.Arbitrary<string>, detail: fc.Arbitrary<string> = fc.constant('')) =>
  fc.record<FurtherValue>({ ...typing, name: fc.constant(name), value, detail });
const anyFurther = fc.oneof(
  ...(['ROLE', 'PRONOUNS'] as const).map((name) => further(name, filled)),
  ...(['EXPERTISE', 'HOBBY', 'INTEREST'] as const).map((name) =>
    further(name, filled, fc.constantFrom('', name === 'EXPERTISE' ? 'expert' : 'high')),
  ),
  ...(['CALURI', 'FBURL', 'CALADRURI', 'ORG-DIRECTORY', 'CONTACT-URI'] as const).map((name) =>
    further(name, fc.constantFrom('https://example.org/a,b;c?d=%20', 'mailto:ada@example.org')),
  ),
  further('RELATED', fc.oneof(fc.constant('urn:uuid:a'), filled)),
  further(
    'SOCIALPROFILE',
    fc.oneof(fc.constant('https://social.example/@ada'), filled),
    fc.constantFrom('', 'mastodon'),
  ).map((value) => ({ ...value, types: [] })),
  further('LANG', fc.constantFrom('de', 'fr-CH')),
  further('TZ', fc.constantFrom('Europe/Zurich', 'Etc/UTC')),
  further('GEO', fc.constantFrom('47.3769, 8.5417', '-33.9, 18')),
  further('GRAMGENDER', fc.constantFrom(...grammaticalGenders)),
  further(
    'KEY',
    fc.constantFrom(
      'https://keys.example/ada',
      'data:application/pgp-keys;base64,mQGi',
      '-----BEGIN X-----\nab\n-----END X-----',
    ),
  ).map((key) => ({ ...key, types: key.types.filter((type) => type !== 'cell') })),
  further('GENDER', fc.constantFrom(...sexes), word),
);
const inOrder = (values: readonly FurtherValue[]) =>
  [...values].sort((a, b) => furtherNames.indexOf(a.name) - furtherNames.indexOf(b.name));

const date = fc.constantFrom('', '1985-03-04', '--03-04', 'around 1800');
const anyFields = fc.record<ContactFields>({
  prefix: word,
  given: word,
  additional: word,
  family: word,
  suffix: word,
  formattedName: filled,
  nickname: word,
  organization: word,
  department: word,
  units: fc.array(filled, { maxLength: 2 }),
  jobTitle: word,
  emails: fc.uniqueArray(typed, { maxLength: 3, selector: ({ value }) => value }),
  phones: fc.uniqueArray(typed, { maxLength: 3, selector: ({ value }) => value }),
  urls: fc.uniqueArray(typed, { maxLength: 2, selector: ({ value }) => value }),
  impps: fc.uniqueArray(typed, { maxLength: 2, selector: ({ value }) => value }),
  addresses: fc.uniqueArray(address, { maxLength: 2, selector: ({ country }) => country }),
  birthday: date,
  anniversary: date,
  note: multiline,
  categories: fc.array(filled, { maxLength: 3 }),
  further: fc.uniqueArray(anyFurther, { maxLength: 3, selector: ({ name, value }) => `${name}${value}` }).map(inOrder),
  photo: fc.constantFrom('', 'data:image/jpeg;base64,/9j/4AAQ', 'data:image/png;base64,iVBORw0KGgo='),
  favourite: fc.boolean(),
  others: fc.constant([]),
});

const withoutIds = (fields: ContactFields): ContactFields => {
  const strip = <Entry extends { readonly id: string }>(entries: readonly Entry[]) =>
    entries.map((entry) => ({ ...entry, id: '' }));
  return {
    ...fields,
    emails: strip(fields.emails),
    phones: strip(fields.phones),
    urls: strip(fields.urls),
    impps: strip(fields.impps),
    addresses: strip(fields.addresses),
    further: strip(fields.further),
  };
};

describe('a contact read again', () => {
  it('is the contact that was created', () => {
    fc.assert(
      fc.property(anyFields, (fields) => {
        const text = createContactText(fields, { uid: 'urn:uuid:1', now: NOW });
        expect(withoutIds(readContactFields(text))).toEqual({ ...fields, categories: uniqueNames(fields.categories) });
        expect(text.split('\r\n').every((line) => new TextEncoder().encode(line).length <= 75)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it.each(['2.1', '3.0', '4.0'])('has its edits, in a card of version %s', (version) => {
    const text = card(
      version,
      'FN:Old',
      'N:Old;;;;',
      'TEL;TYPE=cell:1',
      'X-A:kept',
      'item1.URL:u',
      'item1.X-ABLabel:L',
      'NOTE:n',
    );
    fc.assert(
      fc.property(anyFields, anyFields, (first, second) => {
        let edits: Edits = {};
        let round = 0;
        const newId = () => {
          round += 1;
          return `w${round}`;
        };
        for (const wanted of [first, second, second]) {
          const before = readContactFields(text, edits);
          const others = before.others;
          edits = { ...edits, ...contactEdits(text, before, { ...wanted, others }, newId, NOW, edits) };
          const after = withoutIds(readContactFields(text, edits));
          expect({ ...after, categories: [...after.categories].sort() }).toEqual({
            ...wanted,
            others,
            categories: uniqueNames(wanted.categories).sort(),
          });
          expect(withoutIds(readContactFields(applyEdits(text, edits)))).toEqual(after);
        }
        expect(applyEdits(text, edits)).toContain('X-A:kept');
      }),
      { numRuns: 60 },
    );
  });

  it('has a name even when nothing is known', () => {
    expect(createContactText(emptyContactFields, { uid: 'a,b', now: NOW })).toBe(
      'BEGIN:VCARD\r\nVERSION:4.0\r\nUID;VALUE=text:a\\,b\r\nFN:\r\nEND:VCARD\r\n',
    );
  });
});
