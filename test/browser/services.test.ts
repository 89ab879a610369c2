import { expect } from 'chai';
import type { EpochMs } from '../../src/domain/time/types.js';
import { contactFields, eventFields } from '../support/fields.js';
import { awaitValue, freshServices } from '../support/services.js';

const november = {
  from: Date.UTC(2026, 10, 1) as EpochMs,
  to: Date.UTC(2026, 11, 1) as EpochMs,
  timeZone: 'Europe/Vienna',
};

describe('services over real workers', () => {
  it('keeps an event through a new start, and undo takes it back', async () => {
    const first = freshServices();
    const calendar = await first.collections.create('calendar', 'Work', 140);
    const { ref } = await first.calendar.create(calendar.id, eventFields());
    const [shown] = await awaitValue(first.calendar.watchOccurrences(november), (all) => all.length > 0);
    expect(shown).to.include({ title: 'Lunch', uid: ref.uid, start: Date.UTC(2026, 10, 18, 11) });
    first.close();

    const second = freshServices({ database: first.database });
    expect(await awaitValue(second.collections.watch('calendar'))).to.deep.equal([{ ...calendar, itemCount: 1 }]);
    const detail = await second.calendar.read(ref);
    expect(detail?.fields).to.deep.equal(eventFields());
    const done = await second.calendar.update(ref, eventFields({ title: 'Dinner' }), 'all');
    expect((await second.calendar.read(ref))?.fields.title).to.equal('Dinner');
    await done.undo();
    expect((await second.calendar.read(ref))?.fields.title).to.equal('Lunch');
    second.close();
  });

  it('tells a watcher of every change', async () => {
    const services = freshServices();
    const book = await services.collections.create('addressbook', 'Friends', 30);
    const query = { sort: 'first' } as const;
    const counts: number[] = [];
    const subscription = services.contacts
      .watchList(query)
      .subscribe({ next: ({ count }) => counts.push(count), error: () => counts.push(-1) });
    const { ref } = await services.contacts.create(book.id, contactFields());
    await services.contacts.create(book.id, contactFields({ given: 'Grace', family: 'Hopper' }));
    const rows = await services.contacts.rows(query, 0, 10);
    expect(rows.map(({ name }) => name)).to.deep.equal(['Ada Lovelace', 'Grace Hopper']);
    expect(await services.contacts.indexOf(query, ref)).to.equal(0);
    const done = await services.contacts.remove([ref]);
    await awaitValue(services.contacts.watchList(query), ({ count }) => count === 1);
    await done.undo();
    await awaitValue(services.contacts.watchList(query), ({ count }) => count === 2);
    expect(counts).to.include.members([1, 2]);
    subscription.unsubscribe();
    services.close();
  });
});
