import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generateVcf } from '../../../../bench/generate-vcf.mjs';
import { hueOf, initialsOf } from '../../../../src/domain/contacts/face.js';
import { projectContact } from '../../../../src/domain/contacts/project-contact.js';
import { readContactFields } from '../../../../src/domain/contacts/read-contact-fields.js';
import { phoneDigits, searchTextOf } from '../../../../src/domain/contacts/search-text.js';
import { normalizeForSearch } from '../../../../src/domain/text/fold.js';
import { parseContacts } from '../../../../src/formats/vcard/parse.js';

const card = (...lines: string[]) => ['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n');
const row = (...lines: string[]) => projectContact('book', { kind: 'contact', uid: 'u', text: card(...lines) });

describe('projectContact', () => {
  it('takes what the list draws', () => {
    const photo = 'PHOTO:data:image/png;base64,AA==';
    expect(
      row('VERSION:4.0', 'FN:Dr. Anna Weiß', 'N:Weiß;Anna;;Dr.;', 'ORG:Acme;Sales', photo, 'X-IK-FAVOURITE:1'),
    ).toEqual({
      uid: 'u',
      collectionId: 'book',
      name: 'Dr. Anna Weiß',
      byFirst: 'Anna Weiß',
      byLast: 'Weiß Anna',
      organization: 'Acme',
      email: '',
      phone: '',
      initials: 'AW',
      hue: hueOf('u'),
      photo: expect.any(String),
      favourite: true,
    });
  });

  it.each([
    ['the parts of the name', ['N:Weiß;Anna;;Dr.;'], 'Dr. Anna Weiß'],
    ['the organisation', ['N:;;;;', 'ORG:Acme\\, Ltd;Sales'], 'Acme, Ltd'],
    ['the nickname', ['NICKNAME:Nick,Nicky'], 'Nick, Nicky'],
    ['the address', ['EMAIL:a@b.c'], 'a@b.c'],
    ['the telephone', ['TEL;VALUE=uri:tel:+1-555'], '+1-555'],
    ['the telephone without its extension', ['TEL;VALUE=uri:tel:+1-418-656-9254;ext=102'], '+1-418-656-9254'],
    ['nothing', ['NOTE:x'], ''],
    ['the organisation before the person when it is a company', ['FN:Anna', 'ORG:Acme', 'X-ABShowAs:COMPANY'], 'Acme'],
    ['the organisation of KIND:org', ['FN:Anna', 'ORG:Acme', 'KIND:org'], 'Acme'],
  ])('names a card after %s', (_what, lines, name) => {
    expect(row('VERSION:3.0', ...lines).name).toBe(name);
  });

  it('takes the preferred of several, in each version', () => {
    expect(row('VERSION:3.0', 'TEL:1', 'TEL;TYPE=home,pref:2').phone).toBe('2');
    expect(row('VERSION:4.0', 'EMAIL;PREF=2:a', 'EMAIL;PREF=1:b', 'EMAIL:c').email).toBe('b');
    expect(row('VERSION:2.1', 'TEL;HOME:1', 'TEL;PREF;WORK:2').phone).toBe('2');
    expect(row('VERSION:4.0', 'EMAIL:', 'EMAIL:a').email).toBe('a');
  });

  it('sorts as the card says', () => {
    expect(row('VERSION:4.0', 'FN:R', 'N;SORT-AS="Harten,Rene":van der Harten;Rene;;;').byLast).toBe('Harten Rene');
    expect(row('VERSION:3.0', 'FN:R', 'N:van der Harten;Rene;;;', 'SORT-STRING:Harten').byLast).toBe('Harten');
  });

  it('reads 2.1 with soft breaks, charsets and lines that only look like properties', () => {
    const lines = [
      'VERSION:2.1',
      'NOTE;ENCODING=QUOTED-PRINTABLE:one=',
      'EMAIL:not@this.one=',
      '',
      'FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:J=FCrgen=',
      ' Wei=DF',
      'PHOTO;BASE64:AAAA',
      'AAAA',
      'EMAIL;INTERNET:j@w.at',
    ];
    expect(row(...lines)).toMatchObject({ name: 'Jürgen Weiß', email: 'j@w.at', photo: expect.any(String) });
  });

  it('fetches no photo: one on a server does not count', () => {
    expect(row('VERSION:3.0', 'FN:A', 'PHOTO;VALUE=uri:https://example.org/a.jpg').photo).toBeUndefined();
  });

  it.each(['2.1', '3.0', '4.0'] as const)('agrees with the whole card, version %s', (version) => {
    for (const item of parseContacts(generateVcf({ contacts: 300, version })).items) {
      const fields = readContactFields(item.text);
      const { name, email, phone, organization } = projectContact('book', item);
      expect([name, email, phone, organization]).toEqual([
        fields.formattedName,
        fields.emails[0]?.value ?? '',
        fields.phones[0]?.value ?? '',
        fields.organization,
      ]);
    }
  });
});

describe('the face of a contact', () => {
  it.each([
    ['Anna Weiß', 'AW'],
    ['Dr. Anna van der Weiß', 'DW'],
    ['"Nick" (x)', 'NX'],
    ['ßeta', 'ß'],
    ['安藤 ロイド', '安ロ'],
    ['3M', '3'],
    ['😀 !', ''],
    ['', ''],
  ])('%s shows %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });

  it('has a hue of its own, the same everywhere', () => {
    const hues = new Set(Array.from({ length: 1000 }, (_, n) => hueOf(`card-${n}`)));
    expect(hues.size).toBeGreaterThan(300);
    expect([...hues].every((hue) => Number.isInteger(hue) && hue >= 0 && hue < 360)).toBe(true);
    expect(hueOf('card-1')).toBe(hueOf('card-1'));
  });
});

describe('what a search finds', () => {
  it('is every word of a card, and no picture', () => {
    const text = searchTextOf(
      card(
        'VERSION:3.0',
        'FN:Anna',
        'N:Weiß;Anna;;;',
        'ADR:;;Hauptstr. 1;Wien;;;',
        'X-HOBBY:Rosen',
        'NOTE:a\\, b\\;c',
        'PHOTO;ENCODING=b:AAAA',
        'UID:secret',
        'TEL:+43 (0)660 12-3',
      ),
    );
    const folded = normalizeForSearch(text);
    for (const word of ['anna', 'weiss', 'hauptstr. 1 wien', 'rosen', 'a, b;c', '43660123'])
      expect(folded).toContain(word);
    expect(folded).not.toMatch(/aaaa|secret/);
  });

  it('is a telephone number however it is written', () => {
    const ends = ['+43 660 123-45', '0043/660/12345', '+43 (0)660 12345', '0660 12345', '(660) 12345'].map(phoneDigits);
    expect(ends.every((digits) => digits.endsWith('66012345'))).toBe(true);
    expect(phoneDigits('＋４３')).toBe('43');
    expect(phoneDigits('none')).toBe('');
  });
});

describe('what a page with a contact list loads', () => {
  const importsOf = (file: string, seen = new Set<string>()): Set<string> => {
    if (seen.has(file)) return seen;
    seen.add(file);
    for (const [, spec = ''] of readFileSync(file, 'utf8').matchAll(
      /^(?:import|export)\s(?!type)[^;]*?from '([^']+)'/gms,
    )) {
      if (spec.startsWith('.')) importsOf(join(dirname(file), spec).replace(/\.js$/, '.ts'), seen);
      else seen.add(spec);
    }
    return seen;
  };

  it.each([
    'src/formats/vcard/parse.ts',
    'src/domain/contacts/project-contact.ts',
    'src/domain/contacts/read-contact-fields.ts',
  ])('%s needs no library', (file) => {
    expect([...importsOf(file)].filter((name) => !name.startsWith('src/'))).toEqual([]);
  });
});
