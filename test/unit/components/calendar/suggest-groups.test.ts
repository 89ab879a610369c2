import { describe, expect, it } from 'vitest';
import type { Services } from '../../../../src/app/services.js';
import { suggestGroups } from '../../../../src/components/calendar/suggest-people.js';

const groups = (...names: string[]) => names.map((name) => ({ name, count: 2 }));
const rows = [
  { name: 'Anna', email: 'anna@example.org' },
  { name: 'Nobody', email: '' },
];
const services = {
  contacts: {
    watchGroups: () => ({
      subscribe(observer: { next(value: unknown): void }) {
        observer.next([
          { collectionId: 'a', groups: groups('Équipe bleue', 'Chess club') },
          { collectionId: 'b', groups: [...groups('Chess club'), { name: 'Empty chess', count: 0 }] },
        ]);
        return { unsubscribe() {} };
      },
    }),
    rows: async ({ group }: { group?: string }) => (group === 'Chess club' ? rows : []),
  },
} as unknown as Services;

describe('groups that are suggested', () => {
  it.each([
    ['equ', ['Équipe bleue']],
    ['bleu', ['Équipe bleue']],
    ['chess', ['Chess club']],
    ['hess', []],
  ])('%s: by the beginning of a word, without accents, those of several books once', async (typed, expected) => {
    expect((await suggestGroups(services, typed)).map(({ group }) => group)).toEqual(expected);
  });

  it('count the members of all books, and give those with an address', async () => {
    const [found] = await suggestGroups(services, 'chess');
    expect(found?.count).toBe(4);
    expect(await found?.members()).toEqual([{ name: 'Anna', email: 'anna@example.org' }]);
  });
});
