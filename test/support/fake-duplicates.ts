// Duplicates among the fake contacts, found as the worker finds them.
import type { DuplicateGroup, Services } from '../../src/app/services.js';
import { createContactText } from '../../src/domain/contacts/create-contact-text.js';
import { readCardSigns } from '../../src/domain/contacts/duplicates/card-signs.js';
import { findDuplicates } from '../../src/domain/contacts/duplicates/find-duplicates.js';
import { refKey } from '../../src/domain/contacts/merging/merge-choices.js';
import type { ItemRef } from '../../src/domain/items/item.js';
import { type FakeContact, type FakeState, mapWatchable } from './fake-services.js';

function groupsOf(contacts: readonly FakeContact[]): readonly DuplicateGroup[] {
  const cards = contacts.flatMap(({ row, fields }) => {
    const signs = readCardSigns(createContactText(fields, { uid: row.uid }));
    return signs === undefined ? [] : [{ collectionId: row.collectionId, uid: row.uid, signs }];
  });
  const work = findDuplicates(cards);
  let step = work.next();
  while (!step.done) step = work.next();
  const rows = new Map(contacts.map(({ row }) => [refKey(row), row]));
  return step.value.map(({ cards: members, ...group }) => {
    const own = members.flatMap((index) => rows.get(refKey(cards[index] as ItemRef)) ?? []);
    return { ...group, id: own.map(({ uid }) => uid).join(' '), rows: own, size: own.length };
  });
}

/** Merging takes the others out; what the kept one says afterwards is for tests of the writer. */
export function createFakeDuplicates(
  { contacts }: FakeState,
  log: (name: string, ...args: readonly unknown[]) => { undo(): Promise<void> },
): Services['duplicates'] {
  let version = 0;
  const takeOut = (refs: readonly ItemRef[]) => {
    const before = contacts.get();
    const gone = new Set(refs.map(refKey));
    contacts.set(before.filter(({ row }) => !gone.has(refKey(row))));
    return () => contacts.set(before);
  };
  const certain = () => groupsOf(contacts.get()).filter(({ grade }) => grade === 'certain');
  const merge: Services['duplicates']['merge'] = async (merges) => {
    const done = log('duplicates.merge', merges);
    const bringBack = takeOut(merges.flatMap(({ others }) => others));
    return { undo: () => done.undo().then(bringBack), changed: merges.length };
  };
  return {
    watch: () =>
      mapWatchable(contacts, (all) => {
        const groups = groupsOf(all);
        version += 1;
        return { count: groups.length, certain: groups.filter(({ grade }) => grade === 'certain').length, version };
      }),
    groups: async (_query, from, to) => groupsOf(contacts.get()).slice(from, to),
    merge,
    mergeCertain: async () =>
      merge(certain().flatMap(({ rows: [keep, ...others] }) => (keep === undefined ? [] : [{ keep, others }]))),
    async markDistinct(refs) {
      const done = log('duplicates.markDistinct', refs);
      const bringBack = takeOut(refs.slice(1));
      return { undo: () => done.undo().then(bringBack) };
    },
    countHits: async () => 0,
    watchCount: () => mapWatchable(contacts, (all) => groupsOf(all).length),
  };
}
