import { describe, expect, it } from 'vitest';
import type { ContactFields } from '../../../src/domain/contacts/contact-fields.js';

import type { EpochMs } from '../../../src/domain/time/types.js';
import { createRowStore } from '../../../src/store/row-store.js';
import { createReader, type Reader } from '../../../src/workers/reader/reader.js';
import type { Command, CommandAnswer } from '../../../src/workers/sync.api.js';
import { contactFields } from '../../support/fields.js';
import { sendAll } from '../../support/send-all.js';
import { commandId, projections, type TestWriter, testWriter } from '../../support/writer.js';

interface Device {
  readonly writer: TestWriter;
  readonly reader: Reader;
  run(command: Command): Promise<CommandAnswer>;
  undo(answer: CommandAnswer): Promise<CommandAnswer>;
  add(book: string, fields: Partial<ContactFields>): Promise<string>;
  /** Puts a card into a book as an import would. */
  put(book: string, uid: string, ...lines: readonly string[]): Promise<void>;
  /** `name: count`, sorted; `-` for those without a group. */
  groups(book: string): Promise<readonly string[]>;
  /** Groups of a contact, sorted. */
  groupsOf(book: string, uid: string): Promise<readonly string[] | undefined>;
  names(book: string, group?: string): Promise<readonly string[]>;
}

function device(): Device {
  const writer = testWriter();
  const reader = createReader(createRowStore(writer.db), { now: () => writer.time as EpochMs });
  const run = async (command: Command) => {
    const answer = await writer.run(commandId(), command);
    reader.forget(answer.change);
    return answer;
  };
  return {
    writer,
    reader,
    run,
    undo: (answer) => run(answer.inverse ?? { type: 'rebuild' }),
    add: async (collectionId, fields) =>
      (await run({ type: 'createContact', collectionId, fields: contactFields(fields) })).uid ?? '',
    async put(collectionId, uid, ...lines) {
      const text = `${['BEGIN:VCARD', 'VERSION:4.0', `UID:${uid}`, ...lines, 'END:VCARD'].join('\r\n')}\r\n`;
      await run({ type: 'writeItems', writes: [{ collectionId, uid, text, edits: {} }] });
    },
    async groups(book) {
      const own = (await reader.contactGroups()).find(({ collectionId }) => collectionId === book);
      const lines = own?.groups.map(({ name, count }) => `${name}: ${count}`) ?? [];
      return [...lines.sort(), `-: ${own?.ungrouped}`];
    },
    groupsOf: async (collectionId, uid) =>
      [...((await reader.readContact({ collectionId, uid }))?.groups ?? [])].sort(),
    names: async (book, group) =>
      (await reader.contactRows({ sort: 'first', collectionIds: [book], group }, 0, 99)).map(({ name }) => name),
  };
}

async function newBook(to: Device, name = 'People'): Promise<string> {
  const answer = await to.run({ type: 'createCollection', collection: { kind: 'addressbook', name, hue: 1 } });
  return answer.collection?.id ?? '';
}

const sendTo = (from: Device, to: Device) =>
  sendAll(from.writer, to.writer, { heard: (change) => to.reader.forget(change) });

async function exchange(a: Device, b: Device): Promise<void> {
  for (let round = 0; round < 2; round += 1) {
    await sendTo(a, b);
    await sendTo(b, a);
  }
}

describe('groups of a book', () => {
  it('[G5] are made, filled, emptied, renamed and deleted; each step is taken back by one undo', async () => {
    const d = device();
    const book = await newBook(d);
    const uids = [
      await d.add(book, { given: 'A' }),
      await d.add(book, { given: 'B' }),
      await d.add(book, { given: 'C' }),
    ];
    const refs = uids.map((uid) => ({ collectionId: book, uid }));
    await d.run({ type: 'createGroup', collectionId: book, name: ' Chess  club ' });
    expect(await d.groups(book)).toEqual(['Chess club: 0', '-: 3']);
    await d.run({ type: 'changeGroups', refs: refs.slice(0, 2), add: ['Chess club', 'Work'], remove: [] });
    expect(await d.groups(book)).toEqual(['Chess club: 2', 'Work: 2', '-: 1']);
    const renamed = await d.run({ type: 'renameGroup', collectionId: book, name: 'Work', newName: 'Office' });
    expect(await d.groups(book)).toEqual(['Chess club: 2', 'Office: 2', '-: 1']);
    expect((await d.reader.readContact({ collectionId: book, uid: uids[0] ?? '' }))?.text).toContain('Office');
    await d.undo(renamed);
    expect(await d.groups(book)).toEqual(['Chess club: 2', 'Work: 2', '-: 1']);
    const left = await d.run({ type: 'changeGroups', refs, add: [], remove: ['Work'] });
    expect(await d.groups(book)).toEqual(['Chess club: 2', 'Work: 0', '-: 1']);
    await d.undo(left);
    const deleted = await d.run({ type: 'deleteGroup', collectionId: book, name: 'Work', withContacts: false });
    expect(await d.groups(book)).toEqual(['Chess club: 2', '-: 1']);
    await d.undo(deleted);
    const all = await d.run({ type: 'deleteGroup', collectionId: book, name: 'Chess club', withContacts: true });
    expect(all.changed).toBe(2);
    expect(await d.groups(book)).toEqual(['Work: 0', '-: 1']);
    await d.undo(all);
    expect(await d.groups(book)).toEqual(['Chess club: 2', 'Work: 2', '-: 1']);
    expect(await d.names(book, 'Work')).toEqual(['A Lovelace', 'B Lovelace']);
    expect(await d.names(book, '')).toEqual(['C Lovelace']);
    const before = await projections(d.writer.db);
    await d.run({ type: 'rebuild' });
    expect(await projections(d.writer.db)).toEqual(before);
  });

  it('[G3] are also those of group cards, which are in no list', async () => {
    const d = device();
    const book = await newBook(d);
    await d.put(book, 'urn:uuid:one', 'FN:One', 'CATEGORIES:Work');
    await d.put(book, 'two', 'FN:Two', 'EMAIL:two@example.org');
    await d.put(
      book,
      'group',
      'FN:Club',
      'KIND:group',
      'MEMBER:urn:uuid:ONE',
      'MEMBER:mailto:two@example.org',
      'MEMBER:x',
    );
    expect(await d.groups(book)).toEqual(['Club: 2', 'Work: 1', '-: 0']);
    expect(await d.names(book)).toEqual(['One', 'Two']);
    expect(await d.groupsOf(book, 'urn:uuid:one')).toEqual(['Club', 'Work']);
    expect((await d.reader.contactList({ sort: 'first' })).count).toBe(2);
  });

  it('[G4] keep their group cards right when somebody joins, leaves, or they are renamed or deleted', async () => {
    const d = device();
    const book = await newBook(d);
    await d.put(book, 'one', 'FN:One');
    await d.put(book, 'two', 'FN:Two');
    await d.put(book, 'group', 'FN:Club', 'KIND:group', 'MEMBER:urn:uuid:one', 'X-KEPT:yes');
    const text = async () => (await d.reader.readContact({ collectionId: book, uid: 'group' }))?.text ?? '';
    const refs = [{ collectionId: book, uid: 'two' }];
    await d.run({ type: 'changeGroups', refs, add: ['Club'], remove: [] });
    expect(await text()).toContain('MEMBER:urn:uuid:two\r\n');
    expect((await d.reader.readContact({ collectionId: book, uid: 'two' }))?.fields.categories).toEqual(['Club']);
    // A form shows a group that only its card knows; unticked, the card forgets the contact.
    const shown = contactFields({ given: '', family: '', formattedName: 'One', categories: ['Club'] });
    const one = { collectionId: book, uid: 'one' };
    await d.run({ type: 'updateContact', ref: one, before: shown, fields: { ...shown, categories: [] } });
    expect(await text()).not.toContain('uuid:one');
    expect(await d.groupsOf(book, 'one')).toEqual([]);
    await d.run({ type: 'renameGroup', collectionId: book, name: 'Club', newName: 'Team' });
    expect(await text()).toContain('FN:Team\r\n');
    expect(await text()).toContain('X-KEPT:yes\r\n');
    expect(await d.groups(book)).toEqual(['Team: 1', '-: 1']);
    const deleted = await d.run({ type: 'deleteGroup', collectionId: book, name: 'Team', withContacts: false });
    expect(await d.groups(book)).toEqual(['-: 2']);
    await d.undo(deleted);
    expect(await d.groups(book)).toEqual(['Team: 1', '-: 1']);
  });

  it('[G2] that two devices put one contact into at once are both kept', async () => {
    const [a, b] = [device(), device()];
    const book = await newBook(a);
    const uid = await a.add(book, { categories: ['Old', 'Gone'] });
    await exchange(a, b);
    const refs = [{ collectionId: book, uid }];
    await a.run({ type: 'changeGroups', refs, add: ['Of A'], remove: ['Gone'] });
    await b.run({ type: 'changeGroups', refs, add: ['Of B'], remove: [] });
    await b.run({ type: 'createGroup', collectionId: book, name: 'Empty' });
    await exchange(a, b);
    for (const d of [a, b]) {
      expect(await d.groupsOf(book, uid)).toEqual(['Of A', 'Of B', 'Old']);
      expect(await d.groups(book)).toEqual(['Empty: 0', 'Gone: 0', 'Of A: 1', 'Of B: 1', 'Old: 1', '-: 0']);
    }
    expect(await projections(a.writer.db)).toEqual(await projections(b.writer.db));
  });
});

describe('contacts that are copied or moved', () => {
  it('[G6] take their groups along, whole cards, in one undo; thousands wait for no Automerge', async () => {
    const d = device();
    const [from, to] = [await newBook(d, 'From'), await newBook(d, 'To')];
    const shards = Array.from({ length: 2500 }, (_, n) => `card-${n}`);
    const writes = shards.map((uid, n) => ({
      collectionId: from,
      uid,
      text: `BEGIN:VCARD\r\nVERSION:3.0\r\nUID:${uid}\r\nFN:Name ${n}\r\nX-OWN;A=b:kept\r\nCATEGORIES:Family\r\nEND:VCARD\r\n`,
      edits: {},
    }));
    await d.run({ type: 'writeItems', writes });
    const refs = shards.map((uid) => ({ collectionId: from, uid }));
    const target = { collectionId: to, groups: ['New'], keepGroups: true } as const;
    const copied = await d.run({ type: 'copyContacts', refs, ...target, move: false });
    expect(copied.changed).toBe(2500);
    expect(await d.groups(to)).toEqual(['Family: 2500', 'New: 2500', '-: 0']);
    const [row] = await d.reader.contactRows({ sort: 'first', collectionIds: [to] }, 0, 1);
    const copy = await d.reader.readContact(row ?? { collectionId: '', uid: '' });
    expect(copy?.text).toContain('X-OWN;A=b:kept\r\n');
    expect(copy?.text).toContain(`UID;VALUE=text:${row?.uid}\r\n`);
    expect(copy?.text).not.toContain('UID:card-');
    await d.undo(copied);
    expect(await d.groups(to)).toEqual(['-: 0']);
    const moved = await d.run({ type: 'copyContacts', refs, ...target, keepGroups: false, move: true });
    expect(await d.groups(from)).toEqual(['-: 0']);
    expect(await d.groups(to)).toEqual(['New: 2500', '-: 0']);
    await d.undo(moved);
    expect(await d.groups(from)).toEqual(['Family: 2500', '-: 0']);
    expect(await d.groups(to)).toEqual(['-: 0']);
    expect((await d.writer.db.collections.get(from))?.itemCount).toBe(2500);
  }, 60_000);

  it('[G6] join the groups when they are in that book already; a group that only its card knew goes along', async () => {
    const d = device();
    const [from, to] = [await newBook(d, 'From'), await newBook(d, 'To')];
    await d.put(from, 'one', 'FN:One');
    await d.put(from, 'group', 'FN:Club', 'KIND:group', 'MEMBER:urn:uuid:one');
    await d.put(to, 'here', 'FN:Here');
    const refs = [
      { collectionId: from, uid: 'one' },
      { collectionId: to, uid: 'here' },
    ];
    await d.run({ type: 'copyContacts', refs, collectionId: to, groups: ['New'], keepGroups: true, move: true });
    expect(await d.names(from)).toEqual([]);
    expect(await d.groups(to)).toEqual(['Club: 1', 'New: 2', '-: 0']);
  });

  it('[G7] overwrite nothing: where the UID is taken the contact gets another', async () => {
    const d = device();
    const [from, to] = [await newBook(d, 'From'), await newBook(d, 'To')];
    await d.put(from, 'one', 'FN:Of From');
    await d.put(to, 'one', 'FN:Of To');
    const refs = [{ collectionId: from, uid: 'one' }];
    const moved = await d.run({
      type: 'copyContacts',
      refs,
      collectionId: to,
      groups: [],
      keepGroups: true,
      move: true,
    });
    expect([await d.names(from), await d.names(to)]).toEqual([[], ['Of From', 'Of To']]);
    await d.undo(moved);
    expect([await d.names(from), await d.names(to)]).toEqual([['Of From'], ['Of To']]);
  });

  it.each([
    ['the same', false],
    ['another', true],
  ])('[G8] are followed by what others edit meanwhile, under %s UID', async (_, taken) => {
    const [a, b] = [device(), device()];
    const [from, to] = [await newBook(a, 'From'), await newBook(a, 'To')];
    const uid = await a.add(from, { given: 'Ada', note: 'old' });
    if (taken) await a.put(to, uid, 'FN:Other');
    await exchange(a, b);
    const refs = [{ collectionId: from, uid }];
    const ref = { collectionId: from, uid };
    const before = (await b.reader.readContact(ref))?.fields ?? contactFields();
    const moved = await a.run({
      type: 'copyContacts',
      refs,
      collectionId: to,
      groups: ['G'],
      keepGroups: true,
      move: true,
    });
    await b.run({ type: 'updateContact', ref, before, fields: { ...before, note: 'new' } });
    await b.run({ type: 'changeGroups', refs, add: ['Of B'], remove: [] });
    await exchange(a, b);
    for (const d of [a, b]) {
      const [row] = await d.reader.contactRows({ sort: 'first', collectionIds: [to], group: 'G' }, 0, 9);
      const found = await d.reader.readContact(row ?? { collectionId: '', uid: '' });
      expect(found?.fields.note).toBe('new');
      expect([...(found?.groups ?? [])].sort()).toEqual(['G', 'Of B']);
      expect(await d.names(from)).toEqual([]);
    }
    expect(await projections(a.writer.db)).toEqual(await projections(b.writer.db));
    // Taken back, it goes home with what was edited there.
    const place = (await b.reader.contactRows({ sort: 'first', collectionIds: [to], group: 'G' }, 0, 9))[0];
    const target = { collectionId: to, uid: place?.uid ?? '' };
    const now = (await b.reader.readContact(target))?.fields ?? contactFields();
    await a.undo(moved);
    await b.run({ type: 'updateContact', ref: target, before: now, fields: { ...now, nickname: 'Countess' } });
    await exchange(a, b);
    for (const d of [a, b])
      expect((await d.reader.readContact(ref))?.fields).toMatchObject({ note: 'new', nickname: 'Countess' });
  });
});
