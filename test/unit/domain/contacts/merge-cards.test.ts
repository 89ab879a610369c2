import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCards } from '../../../../src/domain/contacts/merging/compare-cards.js';
import { lateEdits, type MergeCard, mergeEdits } from '../../../../src/domain/contacts/merging/merge-cards.js';
import { type MergeChoices, refKey, valueKey } from '../../../../src/domain/contacts/merging/merge-choices.js';
import { joinNotes } from '../../../../src/domain/contacts/merging/merged-fields.js';
import { relatedEdits } from '../../../../src/domain/contacts/merging/related-edits.js';
import { readContactFields } from '../../../../src/domain/contacts/read-contact-fields.js';
import { applyEdits } from '../../../../src/domain/items/apply-edits.js';
import type { EpochMs } from '../../../../src/domain/time/types.js';

const NOW = Date.UTC(2026, 10, 18) as EpochMs;
const PNG = 'iVBORw0KGgo=';

function card(uid: string, version: string, ...lines: readonly string[]): MergeCard {
  const text = `${['BEGIN:VCARD', `VERSION:${version}`, `UID:${uid}`, ...lines, 'END:VCARD'].join('\r\n')}\r\n`;
  return { collectionId: 'b', uid, text, edits: {} };
}

let words = 0;
const newId = () => {
  words += 1;
  return `n${words}`;
};

/** The kept card's text afterwards, and what it says both ways of reading it. */
function merge(cards: readonly MergeCard[], choices: MergeChoices = {}) {
  const [keep] = cards as [MergeCard];
  const edits = mergeEdits(cards, choices, newId, NOW);
  const text = applyEdits(keep.text, { ...keep.edits, ...edits });
  const fields = readContactFields(keep.text, { ...keep.edits, ...edits });
  const plain = (of: typeof fields) =>
    JSON.stringify({ ...of, others: of.others.length }, (key, value) => (key === 'id' ? '' : value));
  expect(plain(readContactFields(text))).toBe(plain(fields));
  expect(text).toContain(`UID:${keep.uid}\r\n`);
  return { edits, text, fields };
}

describe('merged cards', () => {
  it('[DU6] say what all of them say, equal values once', () => {
    const { fields } = merge([
      card('a', '4.0', 'FN:Ada', 'EMAIL:ada@x.org', 'TEL:0660 1234567', 'CATEGORIES:Family', 'NOTE:First'),
      card(
        'b',
        '4.0',
        'FN:Ada Lovelace',
        'N:Lovelace;Ada;;Dr.;',
        'EMAIL;TYPE=work:ADA@x.org',
        'EMAIL:lady@x.org',
        'TEL;TYPE=cell:+43 660 1234567',
        'CATEGORIES:Work',
        'NOTE:Second',
        'BDAY:18151210',
        'X-IK-FAVOURITE:1',
      ),
    ]);
    expect(fields).toMatchObject({
      formattedName: 'Ada Lovelace',
      given: 'Ada',
      prefix: 'Dr.',
      note: 'First\n\nSecond',
    });
    expect(fields).toMatchObject({ birthday: '1815-12-10', favourite: true, categories: ['Family', 'Work'] });
    expect(fields.emails.map(({ value, types }) => [value, types])).toEqual([
      ['ada@x.org', ['work']],
      ['lady@x.org', []],
    ]);
    expect(fields.phones.map(({ value, types }) => [value, types])).toEqual([['+43 660 1234567', ['cell']]]);
  });

  it('[DU6] are what a person chose', () => {
    const cards = [
      card('a', '4.0', 'FN:Ada', 'TITLE:Countess', 'NOTE:First', 'EMAIL:old@x.org', 'BDAY:--1210'),
      card(
        'b',
        '4.0',
        'FN:Ada L',
        'TITLE:Programmer',
        'NOTE:Second',
        'EMAIL:new@x.org',
        'BDAY:18151210',
        'CATEGORIES:Spam',
      ),
    ];
    expect(merge(cards).fields).toMatchObject({ jobTitle: 'Countess', birthday: '1815-12-10' });
    const typed = { id: '', types: [], preferred: false, label: '' };
    const { fields } = merge(cards, {
      from: {
        jobTitle: refKey(cards[1] as MergeCard),
        note: refKey(cards[1] as MergeCard),
        name: refKey(cards[1] as MergeCard),
      },
      without: [valueKey('emails', { ...typed, value: 'OLD@x.org' }), valueKey('categories', 'Spam')],
    });
    expect(fields).toMatchObject({ formattedName: 'Ada L', jobTitle: 'Programmer', note: 'Second', categories: [] });
    expect(fields.emails.map(({ value }) => value)).toEqual(['new@x.org']);
  });

  it('[DU6] keep what nobody here knows, with its label and parameters, in the version of the card that stays', () => {
    const old = card(
      'b',
      '2.1',
      'N:Müller;Jörg',
      'X-SKYPE;X-P=1:joerg',
      'item1.TEL;HOME:+43 1 999999',
      'item1.X-ABLabel:Hütte',
      'ORG:ACME',
      `PHOTO;ENCODING=BASE64;PNG:${PNG}`,
      '',
      `LOGO;ENCODING=BASE64;PNG:${PNG}`,
      '',
      'GENDER:M',
    );
    const { text, fields } = merge([
      card('a', '4.0', 'FN:Jörg Müller', 'item1.URL:https://x.org', 'item1.X-ABLabel:Shop', 'GENDER:O'),
      old,
    ]);
    expect(text).toContain('X-SKYPE;X-P=1:joerg\r\n');
    expect(text).toContain('GENDER:O\r\n');
    expect(text).not.toContain('GENDER:M');
    expect(text).toMatch(/LOGO:data:image\/png;base64,iVBORw0KGgo=/);
    expect(fields.photo).toBe(`data:image/png;base64,${PNG}`);
    expect(fields.phones[0]).toMatchObject({ value: '+43 1 999999', label: 'Hütte', types: ['home'] });
    expect(fields.urls[0]?.label).toBe('Shop');
  });

  it('[DU6] write 2.1 and 3.0, too', () => {
    const newer = card(
      'b',
      '4.0',
      'FN:Zoë',
      'TEL;VALUE=uri;PREF=1:tel:+43-1-2345678',
      'X-NOTE:Größe',
      `KEY:data:application/pgp-keys;base64,${PNG}`,
    );
    const { text } = merge([card('a', '2.1', 'N:;Zoe', 'FN:Zoe', 'TEL;PREF:0660 9999999'), newer]);
    expect(text).toContain('TEL:+43-1-2345678\r\n');
    expect(text).toContain('X-NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Gr=C3=B6=C3=9Fe\r\n');
    expect(text.match(/;PREF/g)).toHaveLength(1);
  });

  it('[DU7] are the same on two devices, and nothing is added twice', () => {
    const cards = [
      card('a', '4.0', 'FN:Ada', 'EMAIL:a@x.org'),
      card('b', '4.0', 'FN:Ada', 'EMAIL:b@x.org', 'X-A:1', 'TEL:0660 1234567'),
    ];
    const [one, two] = [merge(cards), merge(cards)];
    const both = { ...one.edits, ...two.edits };
    expect(applyEdits((cards[0] as MergeCard).text, both)).toBe(one.text);
    const [keep, other] = cards as [MergeCard, MergeCard];
    expect(mergeEdits([{ ...keep, edits: one.edits }, other], {}, newId, NOW)).toEqual({});
  });

  it('[DU6] lose no address, number or property, whatever the cards are', () => {
    const line = fc.constantFrom(
      ...[
        'EMAIL:a@x.org',
        'EMAIL;TYPE=work:b@x.org',
        'TEL:0660 1234567',
        'TEL;TYPE=cell:+43 660 1234567',
        'TEL:+49 30 1234567',
      ],
      ...[
        'URL:https://x.org',
        'IMPP:xmpp:a@x.org',
        'ADR:;;Street 1;Town;;1000;',
        'X-A:1',
        'item1.X-B:2',
        'RELATED:urn:uuid:z',
      ],
      ...['CATEGORIES:One,Two', 'NOTE:n1', 'NOTE:n2', 'TITLE:t', 'BDAY:20000101', 'X-IK-DISTINCT:abc.def'],
    );
    const lines = fc.uniqueArray(line, { maxLength: 8 });
    const version = fc.constantFrom('3.0', '4.0');
    fc.assert(
      fc.property(fc.array(fc.tuple(version, lines), { minLength: 2, maxLength: 4 }), (given) => {
        const cards = given.map(([v, own], index) => card(`u${index}`, v, 'FN:A', ...own));
        const { fields, text } = merge(cards);
        for (const { text: before } of cards) {
          const own = readContactFields(before);
          const known = (list: 'emails' | 'urls' | 'impps' | 'addresses') =>
            fields[list].map((value) => valueKey(list, value));
          for (const list of ['emails', 'urls', 'impps', 'addresses'] as const)
            for (const value of own[list]) expect(known(list)).toContain(valueKey(list, value));
          const digits = fields.phones.map(({ value }) => value.replace(/\D/g, '')).join(' ');
          for (const { value } of own.phones) expect(digits).toContain(value.replace(/\D/g, '').replace(/^0+/, ''));
          for (const name of own.categories) expect(fields.categories).toContain(name);
          for (const name of ['X-A:1', 'X-B:2', 'X-IK-DISTINCT:abc.def'])
            if (before.includes(name)) expect(text).toContain(name);
          expect(fields.note).toContain(own.note);
        }
      }),
    );
  });

  it('notes that say the same are said once', () => {
    expect(joinNotes(['a', ' ', 'b', 'a'])).toBe('a\n\nb');
    expect(joinNotes(['short', 'a short note'])).toBe('a short note');
  });

  it('[DU8] are what others refer to', () => {
    const { text } = card('c', '4.0', 'FN:C', 'RELATED;TYPE=spouse:urn:uuid:B', 'RELATED:urn:uuid:other');
    const edits = relatedEdits(text, {}, new Map([['b', { collectionId: 'x', uid: 'a' }]]), NOW);
    expect(applyEdits(text, edits)).toContain('RELATED;TYPE=spouse:urn:uuid:a\r\nRELATED:urn:uuid:other');
    expect(relatedEdits(text, {}, new Map(), NOW)).toEqual({});
  });

  it('[DU9] take what was changed of a merged card meanwhile', () => {
    const keep = card('a', '4.0', 'FN:Ada', 'TITLE:Countess');
    const gone = {
      ...card('b', '4.0', 'FN:Ada', 'EMAIL:b@x.org'),
      edits: { TITLE: 'TITLE:Programmer', 'TEL;w': 'TEL:0660 1234567' },
    };
    const edits = lateEdits(keep, gone, new Set(['TITLE', 'TEL;w']), newId, NOW);
    const text = applyEdits(keep.text, edits);
    expect(readContactFields(text)).toMatchObject({
      jobTitle: 'Programmer',
      phones: [{ value: '0660 1234567' }],
      emails: [],
    });
  });

  it('are compared field by field', () => {
    const cards = [
      card('a', '4.0', 'FN:Ada', 'TEL:0660 1234567', 'EMAIL:a@x.org'),
      card('b', '4.0', 'FN:Ada L', 'TEL:+43 660 1234567', 'EMAIL:A@x.org', 'ORG:ACME'),
    ];
    const { singles, lists } = compareCards(cards.map(({ text }) => readContactFields(text)));
    expect(singles).toEqual([
      { field: 'name', texts: ['Ada', 'Ada L'], differs: true },
      { field: 'organization', texts: ['', 'ACME'], differs: false },
    ]);
    expect(
      lists.map(({ field, values }) => [field, values.map(({ cards: having, keys }) => [having, keys.length])]),
    ).toEqual([
      ['emails', [[[0, 1], 1]]],
      ['phones', [[[0, 1], 2]]],
    ]);
  });
});
