// Every vCard of the corpora through the store: imported, kept as rows, exported in both versions, and read again.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readCardDate } from '../../../src/domain/contacts/card-values.js';
import { readPosition } from '../../../src/domain/contacts/position.js';
import { type KeyedProperty, openCard } from '../../../src/domain/contacts/read-contact-fields.js';
import { unescapeText } from '../../../src/domain/items/content-line.js';
import type { ContactItem } from '../../../src/domain/items/item.js';
import { nestedCards } from '../../../src/formats/vcard/convert-shared.js';
import { parseContacts } from '../../../src/formats/vcard/parse.js';
import { createRowStore } from '../../../src/store/row-store.js';
import { keepMedia } from '../../../src/workers/files/keep-media.js';
import { makeBatch } from '../../../src/workers/files/make-batch.js';
import { readFile } from '../../../src/workers/files/read-file.js';
import { createFileWriter } from '../../../src/workers/files/write-files.js';
import { allVcardFiles } from '../../support/vcard-fixtures.js';
import { commandId, testWriter } from '../../support/writer.js';

const bytesOf = (file: string) => readFileSync(`test/fixtures/vcard/${file}`);
const files = allVcardFiles().filter((file) => parseContacts(bytesOf(file)).items.length > 0);

/** A book with the file's cards, and what it is exported as. */
async function imported(file: string) {
  const writer = testWriter();
  const read = await readFile(new Blob([bytesOf(file)]), 'contacts.vcf', async () => {});
  const collectionId = crypto.randomUUID();
  const id = commandId();
  if (read.kind !== 'addressbook') throw new Error('no contacts');
  // All of them, so that there are many: a file keeps only the long ones apart.
  const { items, files: media } = await keepMedia(read.items, 0);
  const batch = {
    ...makeBatch({ ...read, items }, { collectionId, shards: 64, duplicates: 'skip' }, id),
    files: media,
  };
  await writer.run(id, {
    type: 'import',
    batch,
    create: { kind: 'addressbook', name: 'Book', hue: 20, shards: 64 },
  });
  const write = createFileWriter(createRowStore(writer.db));
  return (version: '3.0' | '4.0') => write.vcf({ collectionIds: [collectionId] }, version);
}

/** Names under which the versions know the same thing. */
const SAME: Readonly<Record<string, string>> = {
  'X-ANNIVERSARY': 'ANNIVERSARY',
  'X-ADDRESSBOOKSERVER-KIND': 'KIND',
  'X-ADDRESSBOOKSERVER-MEMBER': 'MEMBER',
};
const MEDIA = new Set(['PHOTO', 'LOGO', 'SOUND', 'KEY']);
const DATES = new Set(['BDAY', 'ANNIVERSARY', 'X-ANNIVERSARY', 'X-ABDATE']);

/** Written with or without hyphens, colons and fractions, and Apple's year that means none. */
function dateOf(property: KeyedProperty): string {
  const said = property.value.trim();
  const timed = said.replace(/(?<=T\d{4})(?=[Z+-]|$)/, '00');
  return (/[T ]/.test(said) ? timed : readCardDate(property)).replace(
    /(?<=\d)[-:](?=\d)|(?<=^--\d\d)-|[.,]\d+(?=\D*$)/g,
    '',
  );
}

/** Bytes in base64, wherever a version puts them. */
function mediaOf({ value, binary }: KeyedProperty): string {
  if (binary) return value.replace(/[^A-Za-z0-9+/]/g, '');
  return value
    .replace(/\\([,;:])/g, '$1')
    .replace(/^data:[^,]*base64,/i, '')
    .replace(/[\s=]/g, '');
}

function textOf(property: KeyedProperty): string {
  const { name, value } = property;
  if (DATES.has(name)) return dateOf(property);
  if (MEDIA.has(name) || property.binary || /^data:/i.test(value)) return mediaOf(property);
  if (name === 'N' || name === 'ADR') return value.replace(/;+$/, '');
  if (name === 'REV') return value.trim().replace(/[-:]|\.\d+/g, '');
  if (name === 'GEO') return readPosition(value) ?? value;
  const text = unescapeText(value).trim();
  return name === 'TEL' ? text.replace(/^tel:/i, '') : text;
}

/** What a parameter says in any version; nothing when another way of the same version says it. */
function paramsOf({ name, params, types, binary, value }: KeyedProperty): string[] {
  const isMedia = MEDIA.has(name) || binary || /^data:/i.test(value);
  const said = params.flatMap((param) => {
    const text = `${param.name}=${param.values.join()}`;
    if (param.name === 'TYPE') return [];
    if (param.name === 'PREF') return text === 'PREF=1' ? ['pref'] : [text];
    if (param.name === 'LABEL' || param.name === 'SORT-AS' || param.name === 'X-APPLE-OMIT-YEAR') return [];
    if (param.name === 'MEDIATYPE' && isMedia) return [];
    if (param.name === 'VALUE' && (isMedia || DATES.has(name) || /^(?:TEL|REV|URL)$/.test(name))) return [];
    return [text];
  });
  // The type of a file in the card is a TYPE before 4.0, and in the `data:` URI since.
  const kept = isMedia ? types.filter((type) => /^(?:home|work|pref|x-.*)$/.test(type)) : types;
  return [...new Set([...kept, ...said])].sort();
}

/** Group, name, parameters and value as every version means them. */
function meaning(property: KeyedProperty): string[] {
  const name = SAME[property.name] ?? property.name;
  // Made for Apple's words; an anniversary of 4.0 needs none.
  const group = property.group.toLowerCase().replace(/^anniversary\d+$/, '');
  const params = paramsOf(property);
  const line = (of: string, value: string, more = params, where = group) =>
    [where, of, more.join('+'), value].join('|');
  const param = (of: string) => property.params.find((each) => each.name === of)?.values.join() ?? '';
  const types = [...new Set(property.types)]
    .filter((each) => each !== 'pref')
    .sort()
    .join('+');
  switch (name) {
    case 'N':
      return [
        line(name, textOf(property)),
        ...(param('SORT-AS') ? [line('SORT-STRING', param('SORT-AS'), [], '')] : []),
      ];
    case 'ADR': {
      const label = unescapeText(param('LABEL').replaceAll('^n', '\n').replaceAll("^'", '"'));
      const lines = label === '' ? [] : [line('LABEL', label.trim(), [types], '')];
      return /^;*$/.test(property.value) && label !== '' ? lines : [line(name, textOf(property)), ...lines];
    }
    case 'LABEL':
      return [line(name, textOf(property), [types], '')];
    case 'SORT-STRING':
      return [line(name, textOf(property), [], '')];
    case 'AGENT':
      return [line('RELATED', textOf(property), ['agent'])];
    case 'RELATED':
      return [line(name, textOf(property), property.types.includes('agent') ? ['agent'] : params)];
    case 'KIND':
    case 'X-ABSHOWAS':
      return [
        line(
          'KIND',
          textOf(property)
            .toLowerCase()
            .replace(/^company$/, 'org'),
        ),
      ];
    default:
      return [line(name, textOf(property))];
  }
}

const meaningsOf = (text: string) => [
  ...openCard(text).properties.flatMap(meaning),
  ...nestedCards(text).map((card) => `|RELATED|agent|${card.replaceAll('\r\n', '\n')}`),
];
/** About the file and the program that wrote it, not about the person. */
const ABOUT_FILE = /^\|(?:VERSION|PRODID|PROFILE)\|/;
/** What the other version has to have: who the card is, a name, Apple's words for an anniversary. */
const ADDED = /^\|(?:UID|FN|X-ABDATE)\||^\|X-ABLABEL\|\|_\$!<Anniversary>!\$_$/;

/** Exact: what a file does not give back as it was, and why. */
const exceptions: Readonly<Record<string, { readonly differences: readonly string[]; readonly reason: string }>> = {
  'ccs-vcards/files/vcarderrors/8.vcf': {
    differences: ['4.0 − |NOTE||Illegal control here ->\u0007<-', '4.0 + |NOTE||Illegal control here -><-'],
    reason: 'a control character, which no version allows (RFC 6350 §3.3)',
  },
  'icaljs/files/parser/vcard.vcf': {
    differences: ['3.0 − |KIND||individual'],
    reason: 'what a card of 3.0 is without being told',
  },
  'stalwart-calcard/files/rfc.vcf': {
    differences: ['3.0 − |KIND||individual'],
    reason: 'what a card of 3.0 is without being told',
  },
  'stalwart-calcard/files/059.vcf': {
    differences: ['4.0 − |LABEL|work|'],
    reason: 'a label without text',
  },
};

/** Meanings that are gone (−) and those that are new (+). */
function differences(was: readonly string[], is: readonly string[]): string[] {
  const gone = was.filter((line) => !is.includes(line) && !ABOUT_FILE.test(line));
  const made = is.filter((line) => !was.includes(line) && !ABOUT_FILE.test(line) && !ADDED.test(line));
  return [...gone.map((line) => `− ${line.slice(0, 120)}`), ...made.map((line) => `+ ${line.slice(0, 120)}`)];
}

/** The cards as they were, each with what it is now: known by its UID, or by its text where two of a file have one UID. */
function pairs(before: readonly ContactItem[], after: readonly ContactItem[]) {
  const left = [...after];
  const take = (index: number) => (index === -1 ? undefined : left.splice(index, 1)[0]);
  const known = before.map((card) => take(left.findIndex(({ uid }) => uid === card.uid)));
  return before.map((card, index) => [card.text, (known[index] ?? left.shift())?.text ?? ''] as const);
}

/** Without the lines that an export may add a UID between. */
const bodyOf = (text: string) => text.replace(/^[\s\S]*?^VERSION[^\n]*\n/im, '');

describe('a vCard file that is imported and exported', () => {
  it.each(files)('keeps every property, parameter and group: %s', async (file) => {
    const before = parseContacts(bytesOf(file)).items;
    const write = await imported(file);
    const found: string[] = [];
    for (const version of ['4.0', '3.0'] as const) {
      const after = parseContacts(await write(version)).items;
      expect(after.length).toBe(before.length);
      for (const [was, is] of pairs(before, after)) {
        if (was.includes(`\nVERSION:${version}\r`)) expect(is).toContain(bodyOf(was));
        found.push(...differences(meaningsOf(was), meaningsOf(is)).map((line) => `${version} ${line}`));
      }
    }
    expect(found).toEqual(exceptions[file]?.differences ?? []);
  });

  it('has no exception that is none', () => {
    expect(Object.keys(exceptions).filter((file) => !files.includes(file))).toEqual([]);
  });
});
