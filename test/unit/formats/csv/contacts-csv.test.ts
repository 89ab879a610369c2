import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateVcf } from '../../../../bench/generate-vcf.mjs';
import { type ContactFields, emptyContactFields } from '../../../../src/domain/contacts/contact-fields.js';
import { createContactText } from '../../../../src/domain/contacts/create-contact-text.js';
import { readContactFields } from '../../../../src/domain/contacts/read-contact-fields.js';
import { isDayFirst, readCsvDate } from '../../../../src/formats/csv/csv-date.js';
import { targetOfHeading } from '../../../../src/formats/csv/headings.js';
import { defaultCsvLimits } from '../../../../src/formats/csv/limits.js';
import { parseContactsCsv } from '../../../../src/formats/csv/parse-contacts-csv.js';
import { writeContactsCsv } from '../../../../src/formats/csv/write-contacts-csv.js';
import { writeNewCard } from '../../../../src/formats/csv/write-new-card.js';
import { parseContacts } from '../../../../src/formats/vcard/parse.js';
import { comparable } from '../../../support/vcard-fixtures.js';

const file = (path: string) => readFileSync(`test/fixtures/vcard/${path}`);
const fieldsOf = (input: string | Uint8Array, options?: Parameters<typeof parseContactsCsv>[1]) =>
  parseContactsCsv(input, options).items.map(({ text }) => comparable(readContactFields(text)));
const values = (entries: readonly { readonly value: string; readonly types: readonly string[] }[]) =>
  entries.map(({ value, types }) => [value, ...types].join(' '));

describe('a table of contacts', () => {
  it('of Google has several values in one cell and types in columns of their own', () => {
    const [max] = fieldsOf(file('csv-folkerkinzel/files/Google.csv'));
    expect(max).toMatchObject({
      prefix: 'Dr.',
      given: 'Max',
      additional: 'Middle Name',
      family: 'Mustermann',
      suffix: 'jr.',
    });
    expect(max).toMatchObject({ nickname: 'Maxl', birthday: '1972-01-31' });
    expect(values(max!.emails).slice(0, 4)).toEqual([
      'ohneLabel@folker.de',
      'ohneLabel2@folker.de',
      'privat@folker-kinzel.de home',
      'andere@folker-kinzel.de',
    ]);
    expect(max!.emails.filter(({ preferred }) => preferred).map(({ value }) => value)).toEqual([
      'privat@folker-kinzel.de',
    ]);
    expect(values(max!.phones)).toContain('Handy cell');
    expect(values(max!.phones)).toContain('Fax work fax work');
    expect(max!.addresses[0]).toMatchObject({ types: ['work'] });
    expect(max!.categories).toEqual(['Importiert am 29.3.']);
  });

  it('of Outlook has American dates', () => {
    const [anita, anne] = fieldsOf(file('csv-folkerkinzel/files/Outlook365.csv'));
    expect(anita).toMatchObject({
      given: 'Anita',
      family: 'Jorgensen',
      organization: 'Contoso',
      birthday: '1981-01-20',
    });
    expect(anita).toMatchObject({ anniversary: '2005-06-03' });
    expect(values(anita!.emails)).toEqual(['Anita@contoso.com']);
    expect(values(anita!.phones)).toEqual(
      ['555-555-1212 work', '555-555-1212 cell'].map((v) => expect.stringContaining(v.slice(0, 12))),
    );
    expect(anne).toMatchObject({ given: 'Anne-Mette', birthday: '' });
  });

  it.each([
    ['ThunderbirdAnsi.csv', '1972-01-31'],
    ['ThunderbirdUtf8EnglishColumnsInvalidBDay.csv', '1977-02-31'],
  ])('of Thunderbird is read in German and English: %s', (name) => {
    const [max] = fieldsOf(file(`csv-folkerkinzel/files/${name}`));
    expect(max).toMatchObject({
      given: 'Max',
      family: 'Mustermann',
      formattedName: 'Dr. Max Middle Name Mustermann jr.',
      nickname: 'Maxl',
      organization: 'Firma',
      department: 'Department',
      jobTitle: 'Position',
    });
    expect(values(max!.emails)).toEqual(['privat@folker-kinzel.de', 'business@folker-kinzel.de']);
    expect(values(max!.phones)).toEqual([
      'Tel geschäftlich work',
      'Tel privat home',
      'Fax privat fax',
      'Pager pager',
      'Handy cell',
    ]);
    expect(max!.addresses).toEqual([
      expect.objectContaining({
        types: ['home'],
        street: 'Privatstr. 88',
        extended: '2. Zeile',
        locality: 'Wohnort',
        postalCode: '06779',
      }),
      expect.objectContaining({ types: ['work'], street: 'Straße Work', region: 'Bundesland', country: 'BRD' }),
    ]);
    expect(max!.note).toBe('Kommentar für Maxl');
  });

  it('says a birthday in three columns, and a day that is none as text', () => {
    expect(fieldsOf(file('csv-folkerkinzel/files/ThunderbirdAnsi.csv'))[0]!.birthday).toBe('1972-01-31');
    const table = 'First Name,Birth Year,Birth Month,Birth Day\nA,1977,2,30\nB,,2,3';
    expect(fieldsOf(table).map(({ birthday }) => birthday)).toEqual(['1977-2-30', '--02-03']);
  });

  it('without headings is understood by its values', () => {
    const parsed = parseContactsCsv(file('thunderbird-addrbook/files/csv_no_header.csv'));
    expect(parsed.mapping).toEqual(['formattedName', 'given', 'family', 'email']);
    expect(parsed.columns).toEqual(['Column 1', 'Column 2', 'Column 3', 'Column 4']);
    expect(parsed.items.map(({ text }) => readContactFields(text).formattedName)).toEqual(['John Doe', 'Jane Doe']);
  });

  it('in Shift_JIS is Japanese', () => {
    const [contact] = fieldsOf(file('thunderbird-addrbook/files/shiftjis_addressbook.csv'));
    expect(contact).toMatchObject({ formattedName: '名無しの権兵衛' });
    expect(values(contact!.emails)).toEqual(['名無しの権兵衛@host.invalid']);
  });

  it('of two columns is read too', () => {
    expect(fieldsOf(file('thunderbird-addrbook/files/data/import.csv'))[0]).toMatchObject({
      formattedName: 'contact number one',
    });
  });

  it('with headings nobody knows keeps their values', () => {
    const { items } = parseContactsCsv(file('csv-folkerkinzel/files/Outlook365_DifferentColumnNamesLessColumns.csv'), {
      header: true,
      mapping: ['prefix', 'given', '', 'family', ''],
    });
    expect(items).toHaveLength(6);
    expect(items[1]!.text).toContain('\r\nN:Olesen;Anne-Mette;;;\r\n');
    const [hobby] = fieldsOf('Name;Lieblingstier\nAnna;Katze, groß');
    expect(hobby!.formattedName).toBe('Anna');
    expect(parseContactsCsv('Name;Lieblingstier\nAnna;Katze, groß').items[0]!.text).toContain(
      'X-LIEBLINGSTIER:Katze\\, groß',
    );
  });

  it('may begin with a title, blank lines and the line by which Excel says its separator', () => {
    const table = 'sep=;\r\nContacts of the club;;\r\n\r\nVorname;Nachname;E-Mail\r\nAnna;Weiß;anna@example.org\r\n';
    expect(fieldsOf(table)).toEqual([expect.objectContaining({ given: 'Anna', family: 'Weiß' })]);
    expect(fieldsOf('x,y,z\nGiven Name,Family Name,x\nA,B,c', { startLine: 2 })[0]).toMatchObject({
      given: 'A',
      family: 'B',
    });
  });

  it.each([
    ['given', 'First Name', 'Prénom', 'Vorname', 'Nome', 'Nombre'],
    ['family', 'Last Name', 'Nom', 'Nachname', 'Cognome', 'Apellidos'],
    ['phone:cell', 'Mobile Phone', 'Téléphone portable', 'Mobiltelefon', 'Cellulare', 'Teléfono móvil'],
    ['email', 'E-mail Address', 'Courriel', 'E-Mail-Adresse', 'Posta elettronica', 'Correo electrónico'],
    [
      'phone:work',
      'Business Phone',
      'Téléphone (bureau)',
      'Telefon (geschäftlich)',
      'Telefono ufficio',
      'Teléfono del trabajo',
    ],
    [
      'address:home:postalCode',
      'Home Postal Code',
      'Code postal (domicile)',
      'PLZ privat',
      'CAP abitazione',
      'Código postal casa',
    ],
    ['organization', 'Company', 'Société', 'Firma', 'Azienda', 'Empresa'],
  ])('understands five languages: %s', (target, ...headings) => {
    expect(headings.map(targetOfHeading)).toEqual(headings.map(() => target));
  });

  it('gives a row the same UID every time, and each row its own', () => {
    const table = 'Name,Email\nA,a@b.c\nA,a@b.c\nB,b@b.c';
    const uids = parseContactsCsv(table).items.map(({ uid }) => uid);
    expect(new Set(uids).size).toBe(3);
    expect(parseContactsCsv(table).items.map(({ uid }) => uid)).toEqual(uids);
    expect(parseContacts(parseContactsCsv(table).items[0]!.text).items[0]!.uid).toBe(uids[0]);
  });
});

describe('dates in tables', () => {
  it.each([
    ['31.1.1972', false, '1972-01-31'],
    ['1/31/1972', false, '1972-01-31'],
    ['31/1/1972', false, '1972-01-31'],
    ['3/4/1972', true, '1972-04-03'],
    ['1972-1-3', false, '1972-01-03'],
    ['0/0/00', false, ''],
    ['--01-31', false, '--01-31'],
    ['30.2.1972', false, '30.2.1972'],
    ['spring', false, 'spring'],
  ])('%s (day first: %s) is %s', (text, dayFirst, expected) => {
    expect(readCsvDate(text, dayFirst)).toBe(expected);
  });

  it('are of one kind in a column', () => {
    expect(isDayFirst(['1/2/2000', '13/2/2000'], false)).toBe(true);
    expect(isDayFirst(['1/2/2000', '2/13/2000'], true)).toBe(false);
  });
});

describe('rows', () => {
  it('are told by the line they begin on, whatever their cells hold', () => {
    const table = 'Name,Unknown\nA,"two\nlines"\n\n,\nB,"x\n\ny"\n,lost\n';
    const { problems, items } = parseContactsCsv(table, { mapping: ['formattedName', ''] });
    expect(items).toHaveLength(2);
    expect(problems.map(({ code, line, text }) => [code, line, text])).toEqual([['csv/row', 9, ',lost']]);
  });

  it('that are longer than the headings keep all their cells', () => {
    const [first] = parseContactsCsv('Name\nA,b,c\n').items;
    expect(first?.text).toContain('X-COLUMN-2:b');
    expect(first?.text).toContain('X-COLUMN-3:c');
  });

  it('beyond the last column that is read are reported', () => {
    const { problems } = parseContactsCsv('Name,B\nA,b,c\n', { limits: { maxColumns: 2 } });
    expect(problems.map(({ code, line }) => [code, line])).toEqual([['csv/columns', 2]]);
  });

  it('make the card that the form would make', () => {
    const word = fc.string({ unit: fc.constantFrom(...'aé,;:\\"\n\u0007 ='), maxLength: 90 });
    const types = fc.constantFrom<readonly string[]>([], ['home'], ['work', 'fax']);
    const typing = { types, preferred: fc.boolean(), label: fc.constantFrom('', 'Chalet, 2'), id: fc.constant('') };
    const value = fc.record({ ...typing, value: fc.constantFrom('a@b.c', '+41 79', 'x;y,z') });
    const address = fc.record({
      ...typing,
      ...{ poBox: word, extended: word, street: word, locality: word, region: word, postalCode: word },
      country: fc.constant('CH'),
    });
    const fields = fc.record({
      ...{ prefix: word, given: word, additional: word, family: word, suffix: word, formattedName: word },
      ...{ nickname: word, organization: word, department: word, jobTitle: word, note: word },
      birthday: fc.constantFrom('', '1915-01-06', '--02-29', 'spring'),
      categories: fc.array(fc.constantFrom('a,b', 'c'), { maxLength: 2 }),
      ...{ emails: fc.array(value, { maxLength: 2 }), phones: fc.array(value, { maxLength: 2 }) },
      addresses: fc.array(address, { maxLength: 2 }),
    });
    fc.assert(
      fc.property(fields, (some) => {
        const all = { ...emptyContactFields, ...some };
        const read = (text: string) => comparable(readContactFields(text));
        expect(read(writeNewCard(all, 'u1', ''))).toEqual(read(createContactText(all, { uid: 'u1' })));
      }),
    );
  });
});

describe('bad tables', () => {
  const codes = (input: string | Uint8Array, limits = {}) =>
    parseContactsCsv(input, { limits }).problems.map(({ code }) => code);

  it('are reported', () => {
    expect(codes('')).toEqual(['input/empty']);
    expect(codes('BEGIN:VCARD\nEND:VCARD')).toEqual(['input/wrong-kind']);
    expect(codes('<html></html>')).toEqual(['input/wrong-kind']);
    expect(codes('Name,Email\n"open,a@b.c')).toContain('csv/syntax');
  });

  it('cost no more than the limits', () => {
    const table = 'Name\nA\nB';
    expect(codes(table, { maxInputBytes: table.length })).toEqual([]);
    expect(codes(table, { maxInputBytes: table.length - 1 })).toEqual(['input/too-large']);
    expect(codes(table, { maxInputBytes: 0 })).toEqual(['input/too-large']);
    expect(codes(table, { maxRows: 2 })).toEqual([]);
    expect(codes(table, { maxRows: 1 })).toEqual(['input/limit']);
    expect(parseContactsCsv(table, { limits: { maxRows: 1 } }).items).toHaveLength(1);
    expect(parseContactsCsv(table, { limits: { maxRows: 0 } }).items).toHaveLength(0);
    expect(parseContactsCsv('Name,Notes\nA,b', { limits: { maxColumns: 1 } }).columns).toEqual(['Name']);
    expect(parseContactsCsv('Name,Notes\nA,b', { limits: { maxColumns: 0 } }).columns).toEqual([]);
    expect(defaultCsvLimits.maxRows).toBeGreaterThan(100_000);
  });

  it('never throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...',;"\n\r\t=@ aN1ü\u0000'), maxLength: 200 }), (text) => {
        for (const { text: card } of parseContactsCsv(text).items) readContactFields(card);
        for (const { text: card } of parseContactsCsv(`__proto__,constructor,Name\n${text}`).items)
          readContactFields(card);
      }),
    );
  });
});

describe('writeContactsCsv', () => {
  /** What a table has of a contact. */
  const inTable = (fields: ContactFields): ContactFields => ({ ...fields, photo: '', favourite: false, others: [] });

  it('writes what can be read again', () => {
    const { items } = parseContacts(generateVcf({ contacts: 100 }));
    const again = parseContactsCsv(writeContactsCsv(items)).items;
    const read = (list: typeof items) => list.map(({ text }) => inTable(comparable(readContactFields(text))));
    expect(read(again)).toEqual(read(items));
  });

  it('lets no cell be a formula', () => {
    const risky = ['=1+1', '+cmd|x', '-2+3', '@SUM(A1)', '\tx'];
    const text = risky
      .map((note) => `BEGIN:VCARD\r\nVERSION:4.0\r\nFN:A\r\nNOTE:${note}\r\nTEL:+43 660\r\nEND:VCARD\r\n`)
      .join('');
    const csv = writeContactsCsv(parseContacts(text).items);
    for (const note of risky) expect(csv).toContain(`'${note}`);
    expect(csv).toContain(',+43 660');
    expect(fieldsOf(csv).map(({ note }) => note)).toEqual(risky.map((note) => note.trim()));
  });

  it('keeps names with commas, quotes and line breaks', () => {
    const fields = { ...emptyContactFields, categories: ['a,b', 'c'], note: 'x\n"y"; z' };
    const card = parseContacts(
      'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:A\r\nCATEGORIES:a\\,b,c\r\nNOTE:x\\n"y"\\; z\r\nEND:VCARD\r\n',
    );
    const [again] = fieldsOf(writeContactsCsv(card.items, { separator: ';' }));
    expect(again).toMatchObject({ categories: fields.categories, note: fields.note });
  });
});
