import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { categoryEdits } from '../../../../src/domain/contacts/category-edits.js';
import { groupCardEdits } from '../../../../src/domain/contacts/group-card.js';
import { projectContact } from '../../../../src/domain/contacts/project-contact.js';
import { readContactFields } from '../../../../src/domain/contacts/read-contact-fields.js';
import { applyEdits } from '../../../../src/domain/items/apply-edits.js';
import type { Edits } from '../../../../src/domain/items/item.js';
import type { EpochMs } from '../../../../src/domain/time/types.js';

const NOW = Date.UTC(2026, 10, 18) as EpochMs;
const card = (version: string, ...lines: readonly string[]) =>
  `${['BEGIN:VCARD', `VERSION:${version}`, 'UID:u', 'FN:A', ...lines, 'END:VCARD'].join('\r\n')}\r\n`;
const groupsIn = (text: string, edits: Edits = {}) => [...readContactFields(text, edits).categories].sort();
const change = (text: string, edits: Edits, add: readonly string[], remove: readonly string[]) => ({
  ...edits,
  ...categoryEdits(text, edits, { add, remove }, NOW),
});
/** What the list, the card and the written text say is the same. */
function expectGroups(text: string, edits: Edits, names: readonly string[]) {
  const written = applyEdits(text, edits);
  expect(groupsIn(text, edits)).toEqual([...names].sort());
  expect(groupsIn(written)).toEqual([...names].sort());
  const row = projectContact('c', { kind: 'contact', uid: 'u', text: written });
  expect([...(row.groups ?? [])].sort()).toEqual([...names].sort());
}

describe('groups of a contact', () => {
  it('[G1] are its CATEGORIES, each value edited by itself, in one line', () => {
    const text = card('4.0', 'CATEGORIES:Family,Work');
    const edits = change(text, {}, ['Chess, club'], ['Family']);
    expectGroups(text, edits, ['Work', 'Chess, club']);
    expect(applyEdits(text, edits)).toContain('\r\nCATEGORIES:Work,Chess\\, club\r\n');
    expect(Object.keys(edits)).toHaveLength(3);
    expect(categoryEdits(text, edits, { add: ['Work'], remove: ['Family'] }, NOW)).toEqual({});
  });

  it('[G1] are taken out of every line they stand in, and can come back', () => {
    const text = card('3.0', 'CATEGORIES:a,b', 'item1.CATEGORIES;X-A=1:b,c');
    const without = change(text, {}, [], ['b']);
    expectGroups(text, without, ['a', 'c']);
    expectGroups(text, change(text, without, ['b'], []), ['a', 'b', 'c']);
    expectGroups(text, change(text, without, [], ['a', 'c']), []);
  });

  it('[G1] of quoted-printable lines of 2.1 are edited, too', () => {
    const text = card('2.1', 'CATEGORIES;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Fr=C3=BCh,Sp=C3=A4t');
    expectGroups(text, {}, ['Früh', 'Spät']);
    const edits = change(text, {}, ['Ärzte'], ['Früh']);
    expectGroups(text, edits, ['Spät', 'Ärzte']);
    expectGroups(text, change(text, edits, ['Früh'], ['Spät']), ['Früh', 'Ärzte']);
  });

  it('[G2] that two devices change at once both count, whatever they change', () => {
    const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c d', 'É,e', 'x;y'), { maxLength: 4 });
    fc.assert(
      fc.property(
        names,
        names,
        names,
        names,
        names,
        fc.constantFrom('2.1', '3.0', '4.0'),
        (old, addA, removeA, addB, removeB, version) => {
          const written = old.map((name) => name.replace(/[\\,;]/g, '\\$&')).join(',');
          const text = old.length === 0 ? card(version) : card(version, `CATEGORIES:${written}`);
          const one = categoryEdits(
            text,
            {},
            { add: addA.filter((name) => !removeA.includes(name)), remove: removeA },
            NOW,
          );
          const two = categoryEdits(
            text,
            {},
            { add: addB.filter((name) => !removeB.includes(name)), remove: removeB },
            NOW,
          );
          const after = groupsIn(text, { ...one, ...two });
          expect(groupsIn(applyEdits(text, { ...one, ...two }))).toEqual(after);
          for (const name of new Set([...old, ...addA, ...addB])) {
            const isTouched = (list: readonly string[]) => list.includes(name);
            if (isTouched(removeA) || isTouched(removeB)) continue;
            expect(after).toContain(name);
          }
          for (const name of removeA)
            if (!addB.includes(name) || removeB.includes(name)) expect(after).not.toContain(name);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('the card of a group', () => {
  const text = card(
    '4.0',
    'KIND:group',
    'MEMBER:urn:uuid:ONE',
    'MEMBER:urn:uuid:two',
    'MEMBER:mailto:Three@example.org',
  );

  it('[G3] is a row with members, compared without urn:uuid: and case', () => {
    const row = projectContact('c', { kind: 'contact', uid: 'u', text });
    expect(row.members).toEqual(['one', 'two', 'mailto:three@example.org']);
    const apple = card('3.0', 'X-ADDRESSBOOKSERVER-KIND:group', 'X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:ONE');
    expect(projectContact('c', { kind: 'contact', uid: 'u', text: apple }).members).toEqual(['one']);
    expect(projectContact('c', { kind: 'contact', uid: 'u', text: card('4.0') }).members).toBeUndefined();
  });

  it('[G4] gets and loses members by their own keys, and another name', () => {
    const edits = groupCardEdits(text, {}, { name: 'New, name', add: ['four', 'ONE'], remove: ['TWO', 'nobody'] }, NOW);
    const written = applyEdits(text, edits);
    expect(projectContact('c', { kind: 'contact', uid: 'u', text: written })).toMatchObject({
      name: 'New, name',
      members: ['one', 'mailto:three@example.org', 'four'],
    });
    expect(written).toContain('MEMBER:urn:uuid:four\r\n');
    expect(groupCardEdits(text, {}, { add: ['one'], remove: ['nobody'] }, NOW)).toEqual({});
  });
});
