import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  contactsUrl,
  duplicatesPath,
  duplicatesUrl,
  parseContactsPath,
} from '../../../../src/components/contacts/contacts-route.js';

describe('addresses of contacts', () => {
  it.each([
    ['', { list: 'all' }],
    ['favourites', { list: 'favourites' }],
    ['all/42', { list: 'all', uid: '42' }],
    ['book/42', { list: 'book', bookId: 'book', uid: '42' }],
    ['all/book/42', { list: 'all', bookId: 'book', uid: '42' }],
    ['all/book/%E0%A4%A', { list: 'all', bookId: 'book', uid: '%E0%A4%A' }],
  ])('%j', (path, route) => {
    expect(parseContactsPath(path)).toEqual(route);
  });

  it.each([
    [{}, '/contacts/duplicates'],
    [{ group: 'g/1' }, '/contacts/duplicates/g%2F1'],
    [{ imports: 'a,b' }, '/contacts/duplicates/import%3Aa%2Cb'],
    [{ imports: 'a', group: 'g' }, '/contacts/duplicates/import%3Aa/g'],
  ])('of duplicates: %j', (route, url) => {
    expect(duplicatesUrl(route)).toBe(url);
    expect(duplicatesPath(url.replace('/contacts/', ''))).toEqual({ group: '', imports: '', ...route });
    expect(duplicatesPath('all')).toBeUndefined();
  });

  it('lead back to the same contact, whatever its uid', () => {
    const word = fc.string({ minLength: 1, unit: 'grapheme' });
    fc.assert(
      fc.property(word, word, word, (list, collectionId, uid) => {
        fc.pre(list !== 'all' && list !== 'favourites');
        const path = contactsUrl(list, { collectionId, uid }).replace('/contacts/', '');
        expect(parseContactsPath(path)).toEqual({ list, bookId: collectionId, uid });
      }),
    );
  });
});
