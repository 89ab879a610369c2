import { describe, expect, it } from 'vitest';
import {
  blankValue,
  checkDraft,
  chosenType,
  draftOf,
  finishDraft,
  withType,
  withValue,
} from '../../../../src/components/contacts/contact-draft.js';
import { emptyContactFields, type TypedValue } from '../../../../src/domain/contacts/contact-fields.js';

const value = (text: string, more: Partial<TypedValue> = {}): TypedValue => ({
  id: '#1',
  value: text,
  types: [],
  preferred: false,
  label: '',
  ...more,
});
const named = { ...emptyContactFields, given: 'Zoë' };

describe('the contact form’s draft', () => {
  it('has at most one preferred value: the latest', () => {
    const values = [value('a', { preferred: true }), value('b')];
    const next = withValue(values, 1, value('b', { preferred: true }));
    expect(next.map(({ preferred }) => preferred)).toEqual([false, true]);
    expect(withValue(next, 1, value('b')).map(({ preferred }) => preferred)).toEqual([false, false]);
  });

  it.each([
    [['work'], '', 'work'],
    [[], '', ''],
    [['voice'], '', ''],
    [['work', 'fax'], '', undefined],
    [['work'], 'Chalet', undefined],
  ])('types %j with label %j choose %j', (types, label, chosen) => {
    expect(chosenType('phones', value('1', { types, label }))).toBe(chosen);
  });

  it('a chosen type replaces those of the list and the label, and keeps others', () => {
    const phone = value('1', { types: ['work', 'fax', 'voice'], label: 'Chalet' });
    expect(withType('phones', phone, 'home')).toEqual(value('1', { types: ['home', 'voice'] }));
    expect(withType('phones', phone, '').types).toEqual(['voice']);
  });

  it('leaves a display name that repeats the name to be derived, and keeps any other', () => {
    expect(draftOf({ ...named, formattedName: 'Zoë' }).formattedName).toBe('');
    expect(draftOf({ ...named, formattedName: 'Z.' }).formattedName).toBe('Z.');
  });

  it('leaves out lines left empty', () => {
    const draft = {
      ...named,
      emails: [value(' '), value('a@b')],
      addresses: [blankValue('addresses', 0) as never],
      categories: ['', ' x '],
    };
    expect(finishDraft(draft)).toEqual({ ...named, emails: [value('a@b')], addresses: [], categories: ['x'] });
  });

  it.each([
    [emptyContactFields, 'nameless'],
    [{ ...emptyContactFields, note: 'x' }, 'nameless'],
    [{ ...emptyContactFields, organization: 'ACME' }, undefined],
    [{ ...emptyContactFields, phones: [value('1')] }, undefined],
    [{ ...named, emails: [value('nonsense')] }, 'email'],
    [{ ...named, emails: [value('a@b')] }, undefined],
  ])('is checked: %#', (draft, code) => {
    expect(checkDraft(draft, emptyContactFields)?.code).toBe(code);
  });

  it('does not judge an address that was there before', () => {
    const odd = { ...named, emails: [value('nonsense')] };
    expect(checkDraft({ ...odd, note: 'x' }, odd)).toBeUndefined();
  });
});
