import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateVcf } from '../../../../bench/generate-vcf.mjs';
import { projectContact } from '../../../../src/domain/contacts/project-contact.js';
import { openCard, readContactFields } from '../../../../src/domain/contacts/read-contact-fields.js';
import { searchTextOf } from '../../../../src/domain/contacts/search-text.js';
import { contactToJcard } from '../../../../src/formats/vcard/jcard.js';
import { defaultVcardLimits, type VcardLimits } from '../../../../src/formats/vcard/limits.js';
import { parseContacts } from '../../../../src/formats/vcard/parse.js';
import { parseContacts as parseWithJcard } from '../../../../src/formats/vcard/parse-with-jcard.js';
import { writeContacts } from '../../../../src/formats/vcard/write.js';
import { allVcardFiles, inputOf, vcardCases } from '../../../support/vcard-fixtures.js';

const card = (...lines: string[]) => ['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n');
const simple = (name: string) => card('VERSION:3.0', `FN:${name}`);
const names = (input: string | Uint8Array) =>
  parseContacts(input).items.map((item) => projectContact('book', item).name);
const reports = (input: string | Uint8Array, limits: Partial<VcardLimits> = {}) =>
  parseContacts(input, { limits }).problems.map(({ code, line }) => (line === undefined ? code : `${code} ${line}`));
const utf16 = (text: string, littleEndian: boolean) =>
  Uint8Array.from(
    [...`\ufeff${text}`].flatMap((c) => {
      const bytes = [c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8];
      return littleEndian ? bytes : bytes.reverse();
    }),
  );

describe('parseContacts', () => {
  it('keeps a card byte for byte', () => {
    const text = card(
      'VERSION:3.0',
      'fn;x-odd="a;b":A',
      'NOTE:folded',
      '  oddly',
      'item1.X-ABLabel:_$!<Home>!$_',
      'X_Y:\\x',
    );
    expect(parseContacts(text)).toEqual({
      items: [{ kind: 'contact', uid: expect.any(String), text }],
      problems: [],
      problemCount: 0,
    });
  });

  it.each(['\n', '\r', '\r\r\n'])('ends lines with CRLF, whatever they ended with: %j', (lineBreak) => {
    const text = simple('A');
    expect(parseContacts(text.replaceAll('\r\n', lineBreak)).items[0]!.text).toBe(text);
  });

  it('names a card by its UID, else by its text, the same at each import', () => {
    const [a, b] = [card('VERSION:3.0', 'UID:urn:uuid:1', 'FN:A'), simple('B')];
    const uids = parseContacts(a + b).items.map(({ uid }) => uid);
    expect(uids[0]).toBe('urn:uuid:1');
    expect(parseContacts(b.replaceAll('\r\n', '\n')).items[0]!.uid).toBe(uids[1]);
    expect(parseContacts(simple('C')).items[0]!.uid).not.toBe(uids[1]);
  });

  it('loses no card to another of the same UID', () => {
    const text =
      card('VERSION:3.0', 'UID:1', 'FN:A') + card('VERSION:3.0', 'UID:1', 'FN:B') + simple('C') + simple('C');
    const { items, problems } = parseContacts(text);
    expect(new Set(items.map(({ uid }) => uid)).size).toBe(4);
    expect(problems).toEqual([expect.objectContaining({ code: 'vcard/value', line: 6, text: '1' })]);
  });

  it('makes no name of a UID that cannot be a key', () => {
    for (const uid of ['a\\nb', '', 'x'.repeat(1001)]) {
      expect(parseContacts(card('VERSION:3.0', `UID:${uid}`, 'FN:A')).items[0]!.uid).toMatch(/^derived-/);
    }
    expect(parseContacts(card('VERSION:3.0', `UID:${'x'.repeat(1000)}`, 'FN:A')).items[0]!.uid).toHaveLength(1000);
    expect(parseContacts(card('VERSION:3.0', 'UID:__proto__', 'FN:A')).items[0]!.uid).toBe('__proto__');
  });

  it.each<[string, (cards: string[]) => void, string]>([
    [
      'lost its END',
      (cards) => {
        cards[5000] = cards[5000]!.replace('END:VCARD\r\n', '');
      },
      'vcard/syntax',
    ],
    [
      'has nothing in it',
      (cards) => {
        cards[5000] = card('VERSION:4.0');
      },
      'vcard/syntax',
    ],
    [
      'lost its BEGIN',
      (cards) => {
        cards[5000] = cards[5000]!.replace('BEGIN:VCARD\r\n', '');
      },
      'vcard/syntax',
    ],
  ])('reads 9,999 of 10,000 cards when one %s', (_what, spoil, code) => {
    const cards = generateVcf({ contacts: 10_000 }).split(/(?<=END:VCARD\r\n)/);
    const line = cards.slice(0, 5000).join('').split('\r\n').length;
    spoil(cards);
    const { items, problems } = parseContacts(cards.join(''));
    expect(items).toHaveLength(9999);
    expect(problems[0]).toMatchObject({ code, line, message: expect.any(String), text: expect.any(String) });
    expect(items.some(({ uid }) => uid === 'card-5001@bench.example')).toBe(true);
  });

  it('reports a line that is no property and keeps it with its card', () => {
    const text = card('VERSION:3.0', 'FN:A', 'no property at all', 'EMAIL;TYPE="home:a@b.c', 'TEL:1');
    const { items, problems } = parseContacts(text);
    expect(items[0]!.text).toBe(text);
    expect(problems.map(({ code, line, text: found }) => [code, line, found])).toEqual([
      ['vcard/syntax', 4, 'no property at all'],
      ['vcard/syntax', 5, 'EMAIL;TYPE="home:a@b.c'],
    ]);
    expect(projectContact('book', items[0]!)).toMatchObject({ name: 'A', phone: '1' });
  });

  it('reports a file cut in the middle of a card', () => {
    const { items, problems } = parseContacts(`${simple('A')}BEGIN:VCARD\r\nVERSION:3.0\r\nFN:B\r\nTE`);
    expect(items).toHaveLength(1);
    expect(problems).toEqual([
      expect.objectContaining({ code: 'input/truncated', line: 5, text: expect.stringMatching(/^BEGIN:VCARD/) }),
    ]);
  });

  it.each<[string, string | Uint8Array, string[]]>([
    ['nothing', '', ['input/empty']],
    ['only a byte order mark', '\ufeff\r\n', ['input/empty']],
    ['a calendar', 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n', ['input/wrong-kind 1']],
    ['a web page', '<!doctype html><p>BEGIN', ['input/wrong-kind 1']],
    ['a table', 'Name,Email\r\nA,a@b.c\r\n', ['input/wrong-kind 1']],
    ['a ZIP archive', Uint8Array.from([80, 75, 3, 4, 0, 0, 255, 254]), ['input/encoding', 'input/wrong-kind 1']],
    ['text between cards', `${simple('A')}hello\r\n${simple('B')}`, ['vcard/syntax 5']],
    ['an END too many', `${simple('A')}END:VCARD\r\n`, ['vcard/syntax 5']],
    ['no VERSION', card('FN:A'), ['vcard/value 1']],
    ['another VERSION', card('VERSION:9', 'FN:A'), ['vcard/value 1']],
  ])('reports %s', (_what, input, expected) => {
    expect(reports(input)).toEqual(expected);
  });

  it('passes over byte order marks, blank lines and spaces around cards', () => {
    expect(names(`\ufeff\r\n\r\n  ${simple('A')}\r\n\ufeff${simple('B')}\u001a`)).toEqual(['A', 'B']);
    expect(reports(`\ufeff${simple('A')}\ufeff${simple('B')}\u001a`)).toEqual([]);
    expect(names(simple('A').replaceAll('\r\n', '\r\n\r\n'))).toEqual(['A']);
  });

  it('reads UTF-16, Latin-1, and lines each in its own charset', () => {
    expect(names(utf16(simple('Ünal'), true))).toEqual(['Ünal']);
    expect(names(utf16(simple('Ünal'), false))).toEqual(['Ünal']);
    expect(names(Uint8Array.from(simple('Ünal “x”'.replace(/[“”]/g, '"')), (c) => c.charCodeAt(0)))).toEqual([
      'Ünal "x"',
    ]);
    const mixed = [
      ...new TextEncoder().encode(simple('Ångström')),
      ...Uint8Array.from(simple('Zo\u00eb'), (c) => c.charCodeAt(0)),
    ];
    expect(names(Uint8Array.from(mixed))).toEqual(['Ångström', 'Zoë']);
    expect(
      names(readFileSync('test/fixtures/vcard/folkerkinzel-vcards/files/MultiAnsiFilterTests/Ukrainian.vcf')),
    ).toEqual(['Віталій Володимирович Кличко']);
    expect(names(readFileSync('test/fixtures/vcard/android-vcard/files/v21_japanese_2.vcf'))).toEqual([
      '安藤 ロイド 1',
    ]);
  });

  it('says once for each card, and where, that the letters of quoted-printable are a guess', () => {
    const name = (params: string, value: string) =>
      card('VERSION:2.1', 'TEL:1', `N;${params}:${value}`, `FN;${params}:${value}`);
    const said = (params: string, value: string) => reports(name(params, value));
    expect(said('ENCODING=QUOTED-PRINTABLE', 'Iksi=F1ski')).toEqual(['input/encoding 4']);
    expect(said('CHARSET=X-OWN;QUOTED-PRINTABLE', 'Iksi=F1ski')).toEqual(['input/encoding 4']);
    expect(said('QUOTED-PRINTABLE;CHARSET=ISO-8859-2', 'Iksi=F1ski')).toEqual([]);
    expect(said('QUOTED-PRINTABLE;CHARSET=X-OWN', 'Iksi=C5=84ski')).toEqual([]);
    expect(said('QUOTED-PRINTABLE', 'a=3D')).toEqual([]);
    expect(names(name('ENCODING=QUOTED-PRINTABLE', 'Iksi=F1ski'))).toEqual(['Iksiñski']);
  });

  it('keeps a card inside a card with it', () => {
    const agent = card('VERSION:2.1', 'N:Agent').trimEnd();
    const text = card('VERSION:2.1', 'N:Boss', 'AGENT:', agent, 'TEL:1');
    expect(parseContacts(text).items).toEqual([expect.objectContaining({ text })]);
    expect(projectContact('book', parseContacts(text).items[0]!)).toMatchObject({ name: 'Boss', phone: '1' });
    expect(names(readFileSync('test/fixtures/vcard/android-vcard/files/v21_nest.vcf'))).toEqual(['parent']);
  });
});

describe('limits', () => {
  it('size', () => {
    const text = simple('A');
    expect(reports(text, { maxInputBytes: text.length })).toEqual([]);
    expect(reports(text, { maxInputBytes: text.length - 1 })).toEqual(['input/too-large']);
    expect(reports(text, { maxInputBytes: 0 })).toEqual(['input/too-large']);
  });

  it('line', () => {
    const text = simple('A') + card('VERSION:3.0', 'FN:B', `PHOTO;ENCODING=b:${'A'.repeat(200)}`);
    const length = 217;
    expect(reports(text, { maxLineLength: length })).toEqual([]);
    expect(reports(text, { maxLineLength: length - 1 })).toEqual(['input/limit 8']);
    expect(parseContacts(text, { limits: { maxLineLength: length - 1 } }).items).toHaveLength(1);
    expect(parseContacts(text, { limits: { maxLineLength: 0 } }).items).toHaveLength(0);
  });

  it('lines of a card', () => {
    const text = card('VERSION:3.0', 'FN:B', 'TEL:1') + simple('A');
    expect(reports(text, { maxLines: 5 })).toEqual([]);
    expect(reports(text, { maxLines: 4 })).toEqual(['input/limit 1']);
    expect(parseContacts(text, { limits: { maxLines: 4 } }).items).toHaveLength(1);
    expect(parseContacts(text, { limits: { maxLines: 0 } }).items).toHaveLength(0);
  });

  it('depth', () => {
    const nest = (depth: number): string =>
      depth === 0 ? card('VERSION:2.1', 'N:x') : card('VERSION:2.1', 'N:x', 'AGENT:', nest(depth - 1).trimEnd());
    expect(reports(nest(2), { maxDepth: 2 })).toEqual([]);
    expect(reports(nest(3), { maxDepth: 2 })[0]).toBe('input/limit 1');
    expect(reports(nest(0), { maxDepth: 0 })).toEqual([]);
    expect(reports(nest(1), { maxDepth: 0 })[0]).toBe('input/limit 1');
    const deep = 'BEGIN:VCARD\r\nVERSION:2.1\r\nAGENT:\r\n'.repeat(10_000) + simple('Z');
    expect(parseContacts(deep).problemCount).toBeGreaterThan(9000);
    expect(parseContacts(deep).problems).toHaveLength(defaultVcardLimits.maxProblems);
  });

  it('cards', () => {
    const text = simple('A') + simple('B');
    expect(reports(text, { maxItems: 2 })).toEqual([]);
    expect(reports(text, { maxItems: 1 })).toEqual(['input/limit 8']);
    expect(parseContacts(text, { limits: { maxItems: 1 } }).items).toHaveLength(1);
    expect(parseContacts(text, { limits: { maxItems: 0 } }).items).toHaveLength(0);
  });

  it('reports', () => {
    const text = card('VERSION:3.0', 'FN:A', ...Array.from({ length: 5 }, () => 'bad'));
    expect(reports(text, { maxProblems: 5 })).toHaveLength(5);
    expect(reports(text, { maxProblems: 4 })).toHaveLength(4);
    expect(parseContacts(text, { limits: { maxProblems: 0 } })).toMatchObject({ problems: [], problemCount: 5 });
  });

  it('photos of megabytes pass', () => {
    const text = card(
      'VERSION:2.1',
      'N:A',
      `PHOTO;ENCODING=BASE64;TYPE=JPEG:${'/9j/AAAA'.repeat(400_000)}`,
      '',
      'TEL:1',
    );
    const [item] = parseContacts(text).items;
    expect(item!.text).toBe(text);
    expect(projectContact('book', item!)).toMatchObject({ photo: expect.any(String), phone: '1' });
  });
});

describe('what other projects expect', () => {
  it.each(vcardCases<unknown[]>('icaljs'))('jCard of ical.js: $name', (one) => {
    const { items } = parseWithJcard(inputOf(one));
    expect(items.map(({ jcard }) => jcard)).toEqual(one.expected[0] === 'vcard' ? [one.expected] : one.expected);
  });

  interface AndroidCase {
    readonly properties?: readonly { readonly name: string; readonly rawValue: string }[];
    readonly contactFields?: readonly { readonly type: string; readonly values: Readonly<Record<string, string>> }[];
  }
  const android = vcardCases<AndroidCase>('android-vcard');
  /** Their expectation differs from ours on purpose. */
  const raw: Readonly<Record<string, string>> = {
    testIgnoreAgentV21_Parse: 'AGENT with text is thrown away there; we keep it',
  };
  it.each(android.filter(({ name, expected }) => expected.properties && raw[name] === undefined))(
    'values of Android: $name',
    (one) => {
      const { properties } = openCard(parseContacts(inputOf(one)).items[0]!.text);
      for (const { name, rawValue } of one.expected.properties ?? []) {
        // Theirs are neither escaped nor unescaped; the card's one pause, `p`, is theirs too.
        const found = properties
          .filter((property) => property.name === name)
          .map(({ value }) => value.replaceAll('\\,', ','));
        expect(found).toContain(rawValue);
      }
    },
  );
  it.each(android.filter(({ expected }) => expected.contactFields))('fields of Android: $name', (one) => {
    const fields = readContactFields(parseContacts(inputOf(one)).items[0]!.text);
    const all = JSON.stringify([
      fields,
      projectContact('book', parseContacts(inputOf(one)).items[0]!).name,
      [fields.department, ...fields.units].join(' '),
    ]).toLowerCase();
    const text =
      /FAMILY_NAME|GIVEN_NAME|MIDDLE_NAME|COMPANY|DEPARTMENT|Organization\.TITLE|STREET|POSTCODE|NOTE|DISPLAY_NAME|ADDRESS$|Email\.DATA/;
    for (const { values } of one.expected.contactFields ?? []) {
      for (const [key, value] of Object.entries(values)) {
        // The phonetic name, their own address format and their constants are not fields of ours.
        if (!text.test(key) || /PHONETIC|FORMATTED|SIP/.test(key)) continue;
        expect(all).toContain(JSON.stringify(value).slice(1, -1).toLowerCase());
      }
    }
  });

  type ThunderbirdCard = Readonly<Record<'DisplayName' | 'FirstName' | 'LastName' | 'PrimaryEmail', string>>;
  it.each(vcardCases<ThunderbirdCard[]>('thunderbird-addrbook', 'vcard-import'))(
    'cards of Thunderbird: $name',
    (one) => {
      const cards = parseContacts(inputOf(one)).items.map(({ text }) => readContactFields(text));
      expect(
        cards.map(({ formattedName, given, family, emails }) => ({
          DisplayName: formattedName,
          FirstName: given,
          LastName: family,
          PrimaryEmail: emails[0]?.value,
        })),
      ).toEqual(one.expected);
    },
  );

  /** Lists where calcard's own output is not what its input says. */
  const wrong: Readonly<Record<string, string>> = {
    '004.vcf': 'it drops the day of BDAY;VALUE=DATE:1963-09-21',
    '009.vcf': 'it keeps the CR of an encoded line break',
    '010.vcf': 'it keeps the CR of an encoded line break',
    '041.vcf': 'it keeps the CR of an encoded line break',
    '029.vcf': 'it changes the last bytes of a photo',
    '030.vcf': 'it changes the padding of a photo',
    '048.vcf': 'it takes an inline photo that holds text for text',
    '057.vcf': 'it takes an inline key that holds text for text',
    '058.vcf': 'it drops the day of BDAY;VALUE=DATE:1963-09-21',
    'rfc.vcf': 'it cuts a photo whose base64 is not padded',
  };
  const roundTrips = vcardCases<{ readonly serialized: string }>('stalwart-calcard', 'vcard-roundtrip');
  it.each(roundTrips.filter(({ name }) => wrong[name] === undefined))('values of calcard: $name', (one) => {
    const read = (input: string | Uint8Array) =>
      parseContacts(input).items.map(({ text }) => {
        const { others, ...fields } = readContactFields(text);
        return JSON.parse(
          JSON.stringify(fields, (key, value: unknown) =>
            key === 'id' ? undefined : Array.isArray(value) && typeof value[0] === 'string' ? [...value].sort() : value,
          ),
        );
      });
    expect(read(inputOf(one))).toEqual(read(one.expected.serialized));
  });

  it.each(vcardCases('libical', 'no-crash'))('no crash of libical: $name', (one) => {
    for (const item of parseContacts(inputOf(one)).items) {
      readContactFields(item.text);
      contactToJcard(item);
      writeContacts([item], { version: '4.0' });
      writeContacts([item], { version: '3.0' });
    }
  });
});

describe('jcard', () => {
  it('is made when asked for, and does not stand in the way of a clone', () => {
    const { items } = parseWithJcard(simple('A'));
    expect(items[0]!.jcard[1]).toEqual([
      ['version', {}, 'text', '3.0'],
      ['fn', {}, 'text', 'A'],
    ]);
    expect(structuredClone(items[0])).toEqual({ kind: 'contact', uid: items[0]!.uid, text: items[0]!.text });
  });

  it('reads 2.1, and loses one property to a bad line, not the card', () => {
    const old = parseWithJcard(
      card('VERSION:2.1', 'N:Weiß;Anna', 'TEL;HOME;VOICE:1', 'NOTE;ENCODING=QUOTED-PRINTABLE:a=3Db'),
    ).items[0]!;
    expect(old.jcard[1]).toContainEqual(['tel', { type: ['HOME', 'VOICE'] }, 'phone-number', '1']);
    expect(old.jcard[1]).toContainEqual(['note', {}, 'text', 'a=b']);
    const bad = parseWithJcard(card('VERSION:3.0', 'FN:A', 'nonsense', 'TEL;HOME:1', 'NOTE:a\\;b')).items[0]!;
    expect(bad.jcard[1].map(([name]) => name)).toEqual(['version', 'fn', 'tel', 'note']);
    expect(bad.jcard[1]).toContainEqual(['note', {}, 'text', 'a;b']);
  });
});

describe('anything', () => {
  it('is read without throwing', () => {
    const line = fc.oneof(
      fc.constantFrom(
        'BEGIN:VCARD',
        'END:VCARD',
        'VERSION:2.1',
        'VERSION:4.0',
        'AGENT:',
        ' fold',
        '',
        '\ufeff',
        'N:a;b;c',
        '__proto__:x',
        'constructor;__proto__=1:y',
      ),
      fc.string({ unit: fc.constantFrom(...'TEL;:=,"\\QUOTED-PRINTABLE=3D\u0000\r\n .ü😀'), maxLength: 40 }),
      fc.constantFrom(
        'NOTE;ENCODING=QUOTED-PRINTABLE:a=',
        'PHOTO;ENCODING=BASE64:AAAA',
        'BDAY:99999999',
        'PHOTO:data:,',
        'GEO:;',
        'N;SORT-AS=:;',
        'ADR;LABEL="x":',
      ),
    );
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 30 }),
        fc.constantFrom('\r\n', '\n', '\r', '\r\r\n'),
        (lines, lineBreak) => {
          const { items } = parseWithJcard(lines.join(lineBreak));
          for (const item of items) {
            projectContact('book', item);
            readContactFields(item.text);
            searchTextOf(item.text);
            expect(item.jcard[0]).toBe('vcard');
            for (const version of ['3.0', '4.0'] as const) parseContacts(writeContacts([item], { version }));
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each(allVcardFiles())('cut anywhere, says so: %s', (file) => {
    const bytes = readFileSync(`test/fixtures/vcard/${file}`);
    for (const part of [0.25, 0.5, 0.9]) {
      for (const item of parseContacts(bytes.subarray(0, bytes.length * part)).items) readContactFields(item.text);
    }
  });
});
