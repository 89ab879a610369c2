import { describe, expect, it } from 'vitest';
import { refKey } from '../../../src/domain/contacts/merging/merge-choices.js';
import type { ItemRef } from '../../../src/domain/items/item.js';
import type { EpochMs } from '../../../src/domain/time/types.js';
import { createRowStore } from '../../../src/store/row-store.js';
import { findKnownPeople } from '../../../src/workers/files/known-people.js';
import { makeBatch } from '../../../src/workers/files/make-batch.js';
import { createReader, type Reader } from '../../../src/workers/reader/reader.js';
import type { Command, CommandAnswer } from '../../../src/workers/sync.api.js';
import { sendAll } from '../../support/send-all.js';
import { commandId, projections, type TestWriter, testWriter } from '../../support/writer.js';

interface Device {
  readonly writer: TestWriter;
  readonly reader: Reader;
  readonly progress: number[];
  run(command: Command): Promise<CommandAnswer>;
  undo(answer: CommandAnswer): Promise<CommandAnswer>;
  put(book: string, uid: string, ...lines: readonly string[]): Promise<ItemRef>;
  /** Cards by UID, as a file. @returns the import's id. */
  import(book: string, cards: Readonly<Record<string, readonly string[]>>): Promise<string>;
  /** Text of a card as it is now; '' when it is gone. */
  text(ref: ItemRef): Promise<string>;
  /** `grade uid uid`, in order. */
  found(collectionIds?: readonly string[]): Promise<readonly string[]>;
}

function device(): Device {
  const writer = testWriter();
  const progress: number[] = [];
  const clock = { now: () => writer.time as EpochMs };
  const reader = createReader(createRowStore(writer.db), clock, (_id, { fraction = 0 }) => progress.push(fraction));
  const run = async (command: Command) => {
    const answer = await writer.run(commandId(), command);
    reader.forget(answer.change);
    return answer;
  };
  return {
    writer,
    reader,
    progress,
    run,
    undo: (answer) => run(answer.inverse ?? { type: 'rebuild' }),
    async put(collectionId, uid, ...lines) {
      const text = `${['BEGIN:VCARD', 'VERSION:4.0', `UID:${uid}`, ...lines, 'END:VCARD'].join('\r\n')}\r\n`;
      await run({ type: 'writeItems', writes: [{ collectionId, uid, text, edits: {} }] });
      return { collectionId, uid };
    },
    async import(collectionId, cards) {
      const importId = commandId();
      const items = Object.entries(cards).map(([uid, lines]) => ({
        kind: 'contact' as const,
        uid,
        text: `${['BEGIN:VCARD', 'VERSION:4.0', `UID:${uid}`, ...lines, 'END:VCARD'].join('\r\n')}\r\n`,
      }));
      const read = { kind: 'addressbook', name: '', items, problems: [], problemCount: 0 } as const;
      const batch = makeBatch(read, { collectionId, shards: 64, duplicates: 'skip' }, importId);
      reader.forget((await writer.run(importId, { type: 'import', batch })).change);
      return importId;
    },
    text: async (ref) => (await reader.readContact(ref))?.text ?? '',
    async found(collectionIds) {
      const query = collectionIds === undefined ? {} : { collectionIds };
      const { count } = await reader.duplicates(query, 'call');
      const groups = await reader.duplicateGroups(query, 0, count);
      return groups.map(
        ({ grade, rows }) =>
          `${grade} ${rows
            .map(({ uid }) => uid)
            .sort()
            .join(' ')}`,
      );
    },
  };
}

async function newBook(to: Device, name = 'People'): Promise<string> {
  const answer = await to.run({ type: 'createCollection', collection: { kind: 'addressbook', name, hue: 1 } });
  return answer.collection?.id ?? '';
}

const sendTo = (from: Device, to: Device) =>
  sendAll(from.writer, to.writer, { heard: (change) => to.reader.forget(change) });

async function exchange(a: Device, b: Device): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    await sendTo(a, b);
    await sendTo(b, a);
  }
}

const ADA = ['FN:Ada Byron', 'EMAIL:ada@x.org'];
const merge = (keep: ItemRef, ...others: readonly ItemRef[]): Command => ({
  type: 'mergeContacts',
  merges: [{ keep, others }],
});

describe('duplicates in the worker', () => {
  it('[DU2] are found, looked for again after a change, and found no more once they are merged', async () => {
    const a = device();
    const book = await newBook(a);
    const one = await a.put(book, 'one', ...ADA);
    const two = await a.put(book, 'two', ...ADA, 'TEL:0660 1234567');
    await a.put(book, 'three', 'FN:Bob');
    expect(await a.found()).toEqual(['certain one two']);
    expect(a.progress.length).toBeGreaterThan(1);
    expect(await a.reader.duplicates({}, 'again')).toMatchObject({ count: 1, certain: 1 });
    const [certain = []] = await a.reader.certainDuplicates({});
    expect(certain.map(({ uid }) => uid)).toEqual(['two', 'one']);
    await a.put(book, 'four', 'FN:Bob');
    expect(await a.found()).toEqual(['certain one two', 'perhaps four three']);
    const before = await projections(a.writer.db);
    const merged = await a.run(merge(two, one));
    expect(merged.changed).toBe(1);
    expect(await a.found()).toEqual(['perhaps four three']);
    expect(await a.text(one)).toBe('');
    await a.undo(merged);
    expect(await a.found()).toEqual(['certain one two', 'perhaps four three']);
    expect((await projections(a.writer.db)).contacts).toEqual(before.contacts);
  });

  it('[DU3] are looked for in one book or in all; those in several are never certain', async () => {
    const a = device();
    const [home, work] = [await newBook(a, 'Home'), await newBook(a, 'Work')];
    await a.put(home, 'one', ...ADA);
    await a.put(work, 'two', ...ADA);
    expect(await a.found()).toEqual(['likely one two']);
    expect(await a.found([home])).toEqual([]);
  });

  it('stop when nobody wants them any more, and can be looked for again', async () => {
    const a = device();
    const book = await newBook(a);
    await a.put(book, 'one', ...ADA);
    await a.put(book, 'two', ...ADA);
    const search = a.reader.duplicates({}, 'first');
    await a.reader.stopDuplicates('first');
    await expect(search).rejects.toMatchObject({ code: 'cancelled' });
    expect(await a.found()).toEqual(['certain one two']);
  });

  it('[DU11] among contacts that have just come are counted; namesakes are not', async () => {
    const a = device();
    const book = await newBook(a);
    await a.put(book, 'old', ...ADA);
    await a.put(book, 'bob', 'FN:Bob');
    const file = await a.import(book, { new: ADA, bob2: ['FN:Bob'], x: ['FN:X'] });
    expect(await a.reader.duplicateHits([file])).toBe(1);
    const other = await a.import(book, { y: ['FN:Y'], z: ['FN:Y', 'NOTE:Twice in one file'] });
    expect(await a.reader.duplicateHits([other])).toBe(0);
    // The second of two files holds somebody of the first.
    const third = await a.import(book, { x2: ['FN:X', 'EMAIL:x@example.org'], y2: ['FN:Q', 'TEL:+43 1 2345678'] });
    const fourth = await a.import(book, { y3: ['FN:Q', 'TEL:+43 1 2345678'] });
    expect(await a.reader.duplicateHits([third, fourth])).toBe(1);
    expect(await a.reader.duplicateHits(['unknown'])).toBe(0);
  });

  it('can be looked at as far as they concern what an import brought', async () => {
    const a = device();
    const book = await newBook(a);
    await a.put(book, 'old', ...ADA);
    await a.put(book, 'sam1', 'FN:Sam', 'EMAIL:sam@example.org');
    await a.put(book, 'sam2', 'FN:Sam', 'EMAIL:sam@example.org');
    const file = await a.import(book, { new: ADA, sole: ['FN:Sole'] });
    const query = { importIds: [file] };
    expect(await a.reader.duplicates({}, 'all')).toMatchObject({ count: 2, certain: 2 });
    expect(await a.reader.duplicates(query, 'some')).toMatchObject({ count: 1, certain: 1 });
    const groups = await a.reader.duplicateGroups(query, 0, 9);
    expect(groups.map(({ rows }) => rows.map(({ uid }) => uid).sort())).toEqual([['new', 'old']]);
    expect(
      (await a.reader.certainDuplicates(query))
        .flat()
        .map(({ uid }) => uid)
        .sort(),
    ).toEqual(['new', 'old']);
    await a.run({
      type: 'mergeContacts',
      merges: [{ keep: { collectionId: book, uid: 'old' }, others: [{ collectionId: book, uid: 'new' }] }],
    });
    expect(await a.reader.duplicates(query, 'after')).toMatchObject({ count: 0 });
    expect(await a.reader.duplicates({ importIds: ['unknown'] }, 'x')).toMatchObject({ count: 0 });
  });

  it('are looked for once for all who ask, and go on as long as one of them waits', async () => {
    const a = device();
    const book = await newBook(a);
    await a.put(book, 'one', ...ADA);
    await a.put(book, 'two', ...ADA);
    const first = a.reader.duplicates({}, 'first');
    const second = a.reader.duplicates({}, 'second');
    await a.reader.stopDuplicates('first');
    expect(await second).toMatchObject({ count: 1 });
    expect(await first).toMatchObject({ count: 1 });
  });

  it('[DU11] among the contacts of a file are counted before it is stored', async () => {
    const a = device();
    const book = await newBook(a);
    const store = createRowStore(a.writer.db);
    const card = (uid: string, ...lines: readonly string[]) => ({
      kind: 'contact' as const,
      uid,
      text: `${['BEGIN:VCARD', 'VERSION:4.0', `UID:${uid}`, ...lines, 'END:VCARD'].join('\r\n')}\r\n`,
    });
    const items = [card('new', ...ADA), card('bob', 'FN:Bob'), card('x', 'FN:X')];
    expect(await findKnownPeople(items, store, () => true)).toEqual({ count: 0, sameUid: {} });
    await a.put(book, 'old', ...ADA);
    await a.put(book, 'x', 'FN:X', 'NOTE:here');
    await a.put(book, 'bob2', 'FN:Bob');
    expect(await findKnownPeople(items, store, () => true)).toEqual({ count: 2, sameUid: { [book]: 1 } });
    expect(await findKnownPeople(items, store, () => false)).toBeUndefined();
  });

  it('[DU6] of any number of people become one each, in one command with one undo', async () => {
    const a = device();
    const book = await newBook(a);
    const merges = [];
    for (let index = 0; index < 30; index += 1) {
      const lines = [`FN:P${index}`, `EMAIL:${index}@x.org`];
      merges.push({
        keep: await a.put(book, `k${index}`, ...lines),
        others: [await a.put(book, `o${index}`, ...lines, 'X-A:1')],
      });
    }
    const query = { sort: 'first', collectionIds: [book] } as const;
    const answer = await a.run({ type: 'mergeContacts', merges: [...merges, ...merges.slice(0, 1)] });
    expect(answer.changed).toBe(30);
    expect((await a.reader.contactList(query)).count).toBe(30);
    expect(await a.text(merges[7]?.keep as ItemRef)).toContain('X-A:1');
    await a.undo(answer);
    expect((await a.reader.contactList(query)).count).toBe(60);
    expect(await a.text(merges[7]?.keep as ItemRef)).not.toContain('X-A:1');
  });

  it('[DU6] that are gone by now are left alone', async () => {
    const a = device();
    const book = await newBook(a);
    const [one, two] = [await a.put(book, 'one', ...ADA), await a.put(book, 'two', ...ADA)];
    await a.run({ type: 'removeContacts', refs: [two] });
    await expect(a.run(merge(one, two))).rejects.toMatchObject({ code: 'store/not-found' });
    expect(await a.text(one)).not.toBe('');
  });

  it('[DU8] cards of groups and other contacts name the card that stays', async () => {
    const a = device();
    const [book, other] = [await newBook(a), await newBook(a, 'Other')];
    const [one, two] = [await a.put(book, 'one', ...ADA), await a.put(book, 'two', ...ADA)];
    const three = await a.put(other, 'three', ...ADA);
    const team = await a.put(book, 'team', 'KIND:group', 'FN:Team', 'MEMBER:urn:uuid:two');
    await a.put(other, 'club', 'KIND:group', 'FN:Club', 'MEMBER:urn:uuid:three');
    const bob = await a.put(other, 'bob', 'FN:Bob', 'RELATED;TYPE=friend:urn:uuid:two');
    const answer = await a.run(merge(one, two, three));
    expect((await a.reader.readContact(one))?.groups.toSorted()).toEqual(['Club', 'Team']);
    expect(await a.text(team)).toContain('MEMBER:urn:uuid:one');
    expect(await a.text(team)).not.toContain('two');
    expect(await a.text(bob)).toContain('RELATED;TYPE=friend:urn:uuid:one');
    await a.undo(answer);
    expect(await a.text(bob)).toContain('RELATED;TYPE=friend:urn:uuid:two');
    expect((await a.reader.readContact(one))?.groups).toEqual([]);
  });

  it('[DU5] that are different people are remembered on all devices, and undone on all', async () => {
    const [a, b] = [device(), device()];
    const book = await newBook(a);
    const refs = [await a.put(book, 'one', ...ADA), await a.put(book, 'two', ...ADA)];
    await exchange(a, b);
    expect(await b.found()).toEqual(['certain one two']);
    const answer = await a.run({ type: 'markDistinct', refs });
    await exchange(a, b);
    expect(await a.found()).toEqual([]);
    expect(await b.found()).toEqual([]);
    expect((await b.reader.readContact(refs[0] as ItemRef))?.fields.others).toEqual([]);
    await a.undo(answer);
    await exchange(a, b);
    expect(await b.found()).toEqual(['certain one two']);
  });
});

describe('merges on two devices', () => {
  async function twoDevices() {
    const [a, b] = [device(), device()];
    const book = await newBook(a);
    const one = await a.put(book, 'one', ...ADA, 'X-A:1');
    const two = await a.put(book, 'two', ...ADA, 'TEL:0660 1234567');
    await exchange(a, b);
    return { a, b, one, two };
  }
  const all = async (of: Device, refs: readonly ItemRef[]) =>
    Object.fromEntries(await Promise.all(refs.map(async (ref) => [refKey(ref), await of.text(ref)])));

  it('[DU7] of the same cards are one', async () => {
    const { a, b, one, two } = await twoDevices();
    await a.run(merge(one, two));
    await b.run(merge(one, two));
    await exchange(a, b);
    expect(await all(a, [one, two])).toEqual(await all(b, [one, two]));
    expect((await a.text(one)).match(/TEL/g)).toHaveLength(1);
  });

  it('[DU9] take what was changed of the merged card meanwhile', async () => {
    const { a, b, one, two } = await twoDevices();
    await a.run(merge(one, two));
    await b.run({
      type: 'writeItems',
      writes: [{ ...two, edits: { 'EMAIL;n': 'EMAIL:new@x.org', TITLE: 'TITLE:Countess' } }],
    });
    await exchange(a, b);
    expect(await all(a, [one, two])).toEqual(await all(b, [one, two]));
    expect(await a.text(one)).toContain('EMAIL:new@x.org');
    expect(await a.text(one)).toContain('TITLE:Countess');
    expect(await a.text(two)).toBe('');
  });

  it('[DU10] into each other leave one of the two, with what both said', async () => {
    const { a, b, one, two } = await twoDevices();
    await a.run(merge(one, two));
    await b.run(merge(two, one));
    await exchange(a, b);
    const there = await all(a, [one, two]);
    expect(there).toEqual(await all(b, [one, two]));
    expect(await a.text(two)).toBe('');
    expect(await a.text(one)).toContain('TEL:0660 1234567');
    expect(await a.text(one)).toContain('X-A:1');
  });
});
