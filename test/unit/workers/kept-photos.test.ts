// Photos of contacts are files beside their cards, and in them again wherever the cards go.
import { describe, expect, it } from 'vitest';
import { readContactFields } from '../../../src/domain/contacts/read-contact-fields.js';
import { bytesToBase64 } from '../../../src/domain/files/base64.js';
import { MAX_INLINE_MEDIA } from '../../../src/domain/files/file-uri.js';
import type { ItemRef } from '../../../src/domain/items/item.js';
import type { EpochMs } from '../../../src/domain/time/types.js';
import { parseContacts } from '../../../src/formats/vcard/parse.js';
import { createRowStore } from '../../../src/store/row-store.js';
import { keepMedia } from '../../../src/workers/files/keep-media.js';
import { makeBatch } from '../../../src/workers/files/make-batch.js';
import { createFileWriter } from '../../../src/workers/files/write-files.js';
import { createReader } from '../../../src/workers/reader/reader.js';
import { commandId, testWriter } from '../../support/writer.js';

/** As long as one wants, beginning as a JPEG does. @param seed - Another picture. */
function picture(length: number, seed = 1): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from({ length }, (_, at) => (at * 31 * seed + (at >> 5)) % 256);
  bytes.set([0xff, 0xd8, 0xff, 0xe0]);
  return bytes;
}
const long = picture(20_000);
const base64 = bytesToBase64(long);
const folded = (text: string) => text.replace(/.{70}/g, '$&\r\n ');
const card = (uid: string, version: string, ...lines: readonly string[]) =>
  `${['BEGIN:VCARD', `VERSION:${version}`, `UID:${uid}`, `FN:${uid}`, ...lines, 'END:VCARD'].join('\r\n')}\r\n`;

async function book(file: string) {
  const writer = testWriter();
  const store = createRowStore(writer.db);
  const reader = createReader(store, { now: () => writer.time as EpochMs }, () => {});
  const collectionId = crypto.randomUUID();
  const { items, problems, problemCount } = parseContacts(new TextEncoder().encode(file));
  const kept = await keepMedia(items);
  const read = { kind: 'addressbook', name: '', items: kept.items, problems, problemCount } as const;
  const id = commandId();
  const batch = {
    ...makeBatch(read, { collectionId, shards: 64, duplicates: 'skip' }, id),
    files: kept.files,
  };
  const create = { kind: 'addressbook', name: 'Book', hue: 1, shards: 64 } as const;
  await writer.run(id, { type: 'import', batch, create });
  const text = async (uid: string) => (await reader.readContact({ collectionId, uid }))?.text ?? '';
  const ref = (uid: string): ItemRef => ({ collectionId, uid });
  const vcf = (version: '3.0' | '4.0') => createFileWriter(store).vcf({ collectionIds: [collectionId] }, version);
  return { writer, reader, collectionId, text, ref, vcf, files: kept.files };
}

/** What somebody else's program sees of a card's photo. */
function photoIn(file: string, uid: string): string {
  const item = parseContacts(new TextEncoder().encode(file)).items.find((each) => each.uid === uid);
  return readContactFields(item?.text ?? '').photo;
}
const asData = (bytes: Uint8Array) => `data:image/jpeg;base64,${bytesToBase64(bytes)}`;

describe('photos of contacts', () => {
  it.each(['2.1', '3.0', '4.0'])('of version %s are files of their own, and whole in every export', async (version) => {
    const line = {
      '2.1': 'PHOTO;JPEG;ENCODING=BASE64:',
      '3.0': 'PHOTO;ENCODING=b;TYPE=JPEG:',
      '4.0': 'PHOTO:data:image/jpeg;base64,',
    };
    const lines = [`${line[version as '4.0']}${folded(base64)}`, ...(version === '2.1' ? [''] : []), 'NOTE:after'];
    const { text, vcf, writer, reader, ref } = await book(card('a', version, ...lines));
    expect((await text('a')).length).toBeLessThan(400);
    const detail = await reader.readContact(ref('a'));
    expect(detail?.fields).toMatchObject({ note: 'after', photo: expect.stringMatching(/^ni:\/\/\/sha-256;/) });
    expect(await reader.readFile(detail?.fields.photo ?? '')).toEqual({ bytes: long, mediaType: 'image/jpeg' });
    expect(await writer.db.blobs.count()).toBe(1);
    for (const wanted of ['3.0', '4.0'] as const) expect(photoIn(await vcf(wanted), 'a')).toBe(asData(long));
    // What nobody edited goes out as it came in.
    if (version !== '2.1')
      expect(await vcf(version as '3.0')).toContain(card('a', version, ...lines).split('UID:a')[1]);
  });

  it('that are short, elsewhere or no pictures stay in the card as they are', async () => {
    const short = bytesToBase64(picture(300));
    const stays = [
      card('short', '3.0', `PHOTO;ENCODING=b;TYPE=JPEG:${short}`),
      card('far', '4.0', `PHOTO:https://example.org/${'a'.repeat(MAX_INLINE_MEDIA)}.jpg`),
      card('none', '3.0', `PHOTO;ENCODING=b:${btoa('no picture'.repeat(1000))}`),
      card('broken', '4.0', `PHOTO:data:image/jpeg;base64,${'!'.repeat(5000)}`),
      card('key', '4.0', `KEY:data:application/pgp-keys;base64,${base64}`),
    ];
    const { text, files, reader, ref } = await book(stays.join(''));
    expect(files).toEqual([]);
    for (const [index, uid] of ['short', 'far', 'none', 'broken', 'key'].entries())
      expect(await text(uid)).toBe(stays[index]);
    expect((await reader.contactPhoto(ref('short')))?.bytes).toEqual(picture(300));
    expect(await reader.contactPhoto(ref('far'))).toBeUndefined();
  });

  it('are kept once for all who have them; logos and sounds, too', async () => {
    const line = `PHOTO;ENCODING=b;TYPE=JPEG:${base64}`;
    const { writer, vcf } = await book(
      [
        card('a', '3.0', line),
        card('b', '3.0', line),
        card(
          'c',
          '3.0',
          `LOGO;ENCODING=b;TYPE=JPEG:${base64}`,
          `SOUND;TYPE=OGG;ENCODING=b:${bytesToBase64(picture(9000, 3))}`,
        ),
      ].join(''),
    );
    expect(await writer.db.blobs.count()).toBe(2);
    const out = (await vcf('3.0')).replace(/\r\n /g, '');
    expect(out.split(base64)).toHaveLength(4);
    expect(out).toContain(`SOUND;TYPE=OGG;ENCODING=b:${bytesToBase64(picture(9000, 3))}`);
  });

  it('go along when a contact is copied, merged, or restored to what it was', async () => {
    const other = picture(9000, 7);
    const { writer, reader, vcf, ref, collectionId, text } = await book(
      card('a', '4.0', `PHOTO:data:image/jpeg;base64,${base64}`) +
        card('b', '3.0', `PHOTO;ENCODING=b;TYPE=JPEG:${bytesToBase64(other)}`) +
        card('c', '3.0', 'TEL:1'),
    );
    const run = async (command: Parameters<typeof writer.run>[1]) => {
      const answer = await writer.run(commandId(), command);
      reader.forget(answer.change);
      return answer;
    };
    const before = await text('c');
    const merge = { keep: ref('c'), others: [ref('b')] };
    const merged = await run({ type: 'mergeContacts', merges: [merge] });
    expect(photoIn(await vcf('4.0'), 'c')).toBe(asData(other));
    expect(photoIn(await vcf('3.0'), 'c')).toBe(asData(other));
    await run(merged.inverse ?? { type: 'rebuild' });
    expect(await text('c')).toBe(before);
    const fields = (await reader.readContact(ref('a')))?.fields;
    if (fields === undefined) throw new Error('a is gone');
    const taken = await run({ type: 'updateContact', ref: ref('a'), fields: { ...fields, photo: '' } });
    expect(photoIn(await vcf('4.0'), 'a')).toBe('');
    await run(taken.inverse ?? { type: 'rebuild' });
    expect(photoIn(await vcf('4.0'), 'a')).toBe(asData(long));
    const made = await run({ type: 'createCollection', collection: { kind: 'addressbook', name: 'Copy', hue: 2 } });
    const target = made.collection?.id ?? '';
    await run({
      type: 'copyContacts',
      refs: [ref('a')],
      collectionId: target,
      groups: [],
      keepGroups: true,
      move: true,
    });
    const rows = await reader.contactRows({ sort: 'first', collectionIds: [target] }, 0, 9);
    expect(rows.map(({ photo }) => photo)).toEqual([fields.photo]);
    expect(collectionId).not.toBe(target);
  });

  it('that are not on this device keep their name in an export, and it is said', async () => {
    const { writer, vcf } = await book(card('a', '4.0', `PHOTO:data:image/jpeg;base64,${base64}`));
    await writer.db.blobs.clear();
    expect((await vcf('4.0')).replaceAll('\r\n ', '')).toMatch(/PHOTO;.*X-IKEBANA-MISSING=TRUE/);
  });
});
