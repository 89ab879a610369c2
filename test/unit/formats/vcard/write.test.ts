import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateVcf } from '../../../../bench/generate-vcf.mjs';
import { readCardProperty } from '../../../../src/domain/contacts/card-property.js';
import { openCard, readContactFields } from '../../../../src/domain/contacts/read-contact-fields.js';
import { parseContacts } from '../../../../src/formats/vcard/parse.js';
import { writeContacts } from '../../../../src/formats/vcard/write.js';
import { allVcardFiles, comparable, inputOf, vcardCases } from '../../../support/vcard-fixtures.js';

const card = (version: string, ...lines: string[]) =>
  ['BEGIN:VCARD', `VERSION:${version}`, ...lines, 'END:VCARD', ''].join('\r\n');

const convert = (text: string, version: '3.0' | '4.0') => writeContacts(parseContacts(text).items, { version });

/** Lines of a card, so that spelling of types, order of parameters and folding do not count. */
function canonical(text: string): string[] {
  const lines = text.replace(/\r?\n[ \t]/g, '').split(/\r?\n/);
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const property = readCardProperty(line, false);
      const params = (property?.params ?? []).map(
        ({ name, values }) => `${name}=${values.map((value) => value.toLowerCase()).sort()}`,
      );
      const value = property?.name === 'KIND' ? property.value.toLowerCase() : property?.value;
      return [property?.group, property?.name, params.sort().join(), value].join('|');
    })
    .sort();
}

describe('writeContacts', () => {
  it.each(['3.0', '4.0'] as const)('leaves a card of version %s byte for byte', (version) => {
    const text = card(
      version,
      'FN:A',
      'NOTE:folded in a way of its',
      '  own',
      'item1.X-Odd;a=b;A="c,d":\\x\\;',
      'TEL:',
    );
    expect(convert(text, version)).toBe(text);
  });

  it('writes down who a card without UID is, once its text is another', () => {
    const { items } = parseContacts(card('3.0', 'FN:A') + card('3.0', 'UID:b', 'FN:B') + card('4.0', 'FN:C'));
    const uids = (text: string) => parseContacts(text).items.map(({ uid }) => uid);
    for (const version of ['3.0', '4.0'] as const) {
      const text = writeContacts(items, { version, identify: true });
      expect(uids(text)).toEqual(items.map(({ uid }) => uid));
      expect(text).toContain(card(version, version === '3.0' ? 'FN:A' : 'FN:C'));
      expect(uids(writeContacts(items, { version }))).not.toEqual(items.map(({ uid }) => uid));
    }
    const edited = items.map((item) => ({ ...item, text: item.text.replace('FN:', 'FN:Dr. ') }));
    expect(uids(writeContacts(edited, { version: '4.0', identify: true }))).toEqual(items.map(({ uid }) => uid));
  });

  describe('converts as sabre/vobject does', () => {
    /** Where we differ on purpose. */
    const different: Readonly<Record<string, string>> = {
      testConvert21to40: 'it drops LABEL, which RFC 6350 §6.3.1 makes a parameter of ADR; we keep it',
      testConvertIndividualCard: 'a card with nothing in it is reported, not imported',
      testMultipleAnniversaries: 'the case asks for 4.0 and expects 3.0; dates of 3.0 are 2008-12-10 (RFC 2426 §4)',
    };
    const cases = vcardCases<string>('sabre-vobject').filter(({ name }) => different[name] === undefined);
    it.each(cases)('$name', (one) => {
      const { items } = parseContacts(inputOf(one));
      expect(canonical(writeContacts(items, { version: one.to! }))).toEqual(canonical(one.expected));
    });
  });

  it('keeps a LABEL as a parameter of its address, and gives it back', () => {
    const text = card('3.0', 'FN:A', 'ADR;TYPE=home:;;1 Main St;X;;;', 'LABEL;TYPE=home,pref:1 Main St\\nX');
    const four = convert(text, '4.0');
    expect(four).toContain('ADR;TYPE=home;LABEL=1 Main St^nX:;;1 Main St;X;;;');
    expect(convert(four, '3.0')).toContain('LABEL;TYPE=home:1 Main St\\nX');
  });

  it('writes an anniversary where programs of 3.0 look for it', () => {
    const text = convert(card('4.0', 'FN:A', 'ANNIVERSARY:20081210'), '3.0');
    expect(text).toContain('anniversary1.X-ABDATE:2008-12-10\r\nanniversary1.X-ABLABEL:_$!<Anniversary>!$_');
    expect(text).toContain('anniversary1.X-ANNIVERSARY:2008-12-10');
    expect(convert(text, '4.0')).toContain('anniversary1.ANNIVERSARY:20081210');
  });

  it('folds at 75 octets and never inside a character', () => {
    const text = convert(card('3.0', 'FN:A', `NOTE:${'x'.repeat(68)}😀${'ü'.repeat(100)}`), '4.0');
    const lines = text.split('\r\n');
    expect(lines.every((line) => new TextEncoder().encode(line).length <= 75)).toBe(true);
    expect(text.replace(/\r\n /g, '')).toContain(`😀${'ü'.repeat(100)}`);
    expect(text).toBe(new TextDecoder().decode(new TextEncoder().encode(text)));
  });

  it('writes what vcard4 refuses all the same', () => {
    const lines = [
      'TEL;TYPE=iphone:1',
      'URL:example.org',
      'SOCIALPROFILE;SERVICE-TYPE=X:u',
      'GENDER:',
      'EMAIL;X-A=1,2:a@b.c',
    ];
    expect(canonical(convert(card('3.0', 'FN:A', ...lines), '4.0'))).toEqual(canonical(card('4.0', 'FN:A', ...lines)));
  });

  it('takes TYPE and colons from vcard4 as other programs read them', () => {
    const text = convert(card('3.0', 'FN:Meeting: a\\, b', 'TEL;TYPE=home,cell:1', 'N:A;B'), '4.0');
    expect(text).toBe(card('4.0', 'FN:Meeting: a\\, b', 'TEL;TYPE=home,cell:1', 'N:A;B;;;'));
  });

  it('takes the backslashes out of addresses in which Apple’s programs escape colons', () => {
    const four = convert(
      card('3.0', 'FN:A', 'item1.URL;type=pref:http\\://a.example/x\\,y', 'X-ABUID:1\\:ABPerson'),
      '4.0',
    );
    expect(four).toContain('item1.URL;PREF=1:http://a.example/x,y\r\n');
    expect(four).toContain('X-ABUID:1\\:ABPerson\r\n');
  });

  it('turns a card inside a card into text', () => {
    const nested = 'BEGIN:VCARD\r\nVERSION:2.1\r\nN:Agent;A\r\nEND:VCARD';
    const text = card('2.1', 'N:B;A', 'AGENT:', nested, 'TEL:1');
    expect(readContactFields(convert(text, '4.0')).further).toContainEqual(
      expect.objectContaining({ name: 'RELATED', types: ['agent'], value: nested.replaceAll('\r\n', '\n') }),
    );
    expect(readContactFields(convert(text, '3.0')).others).toContainEqual({
      name: 'AGENT',
      value: nested.replaceAll('\r\n', '\n'),
    });
  });
});

/** Names under which the versions know the same thing. */
const SAME: Readonly<Record<string, string>> = {
  'X-ANNIVERSARY': 'ANNIVERSARY',
  'X-ADDRESSBOOKSERVER-KIND': 'KIND',
  'X-ADDRESSBOOKSERVER-MEMBER': 'MEMBER',
  'X-ABSHOWAS': 'KIND',
  AGENT: 'RELATED',
};
/** A parameter in the other version, about the writing program, or added where the other version needs it. */
const ELSEWHERE = new Set([
  'VERSION',
  'PRODID',
  'LABEL',
  'SORT-STRING',
  'X-ABDATE',
  'FN',
  'PROFILE',
  'KIND',
  'RELATED',
  'X-ABLABEL',
  'ADR',
  'N',
]);

const namesOf = (text: string) =>
  new Set(
    openCard(text)
      .properties.map(({ name }) => SAME[name] ?? name)
      .filter((name) => !ELSEWHERE.has(name)),
  );

describe('a converted card', () => {
  it.each(allVcardFiles())('says what it said: %s', (file) => {
    for (const item of parseContacts(readFileSync(`test/fixtures/vcard/${file}`)).items) {
      for (const version of ['3.0', '4.0'] as const) {
        const { items } = parseContacts(writeContacts([item], { version }));
        const [before, after] = [item, items[0]!].map(({ text }) => comparable(readContactFields(text)));
        const formattedName = before!.formattedName || after!.formattedName;
        // Control characters are allowed nowhere, so conversion leaves them out.
        const note = before!.note.replace(/(?![\n\t])\p{Cc}/gu, '');
        expect({ ...after, note: after!.note.replace(/(?![\n\t])\p{Cc}/gu, '') }).toEqual({
          ...before,
          formattedName,
          note,
        });
        expect(namesOf(items[0]!.text)).toEqual(namesOf(item.text));
      }
    }
  });

  it('keeps every unknown property, whatever it holds', () => {
    const name = fc
      .stringMatching(/^X-[A-Z]{2,10}$/)
      .filter((word) => !word.startsWith('X-AB') && !word.startsWith('X-AN'));
    const value = fc.string({ unit: fc.constantFrom(...'ab;,:\\"ü😀 '), maxLength: 80 }).map((text) => text.trim());
    const version = fc.constantFrom('3.0', '4.0');
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value), { minLength: 1, maxLength: 5 }), version, (properties, from) => {
        const text = card(from, 'FN:A', ...properties.map(([key, written]) => `${key}:${written}`));
        const to = from === '3.0' ? '4.0' : '3.0';
        const there = convert(text, to);
        expect(canonical(there)).toEqual(canonical(text.replace(`VERSION:${from}`, `VERSION:${to}`)));
      }),
    );
  });

  it.each(['2.1', '3.0', '4.0'] as const)('is the same contact after 4.0 and 3.0, from %s', (version) => {
    const { items } = parseContacts(generateVcf({ contacts: 200, version }));
    const fields = (text: string) => parseContacts(text).items.map((item) => comparable(readContactFields(item.text)));
    const four = writeContacts(items, { version: '4.0' });
    const three = writeContacts(parseContacts(four).items, { version: '3.0' });
    const expected = items.map((item) => comparable(readContactFields(item.text)));
    expect(fields(four)).toEqual(expected);
    expect(fields(three)).toEqual(expected);
  });
});
