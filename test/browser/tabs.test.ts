import { expect } from 'chai';
import { eventFields } from '../support/fields.js';
import { awaitValue, freshServices } from '../support/services.js';

// Each set of services has workers of its own, as a tab has: locks, channels and the database tell them apart no more
// than they do real tabs.

async function titlesIn(services: ReturnType<typeof freshServices>, collectionId: string): Promise<string[]> {
  const text = await services.calendar.exportIcs([collectionId]);
  return [...text.matchAll(/^SUMMARY:(.*)\r$/gm)].map(([, title = '']) => title).sort();
}

describe('tabs of one profile', function () {
  this.timeout(60_000); // every tab starts three workers
  it('write through one, and lose nothing', async () => {
    const database = `test-${crypto.randomUUID()}`;
    const tabs = [freshServices({ database }), freshServices({ database }), freshServices({ database })];
    const [first] = tabs;
    const calendar = await first?.collections.create('calendar', 'Work', 140);
    const id = calendar?.id ?? '';
    const wanted = tabs.flatMap((_, tab) => Array.from({ length: 15 }, (__, index) => `${tab}-${index}`)).sort();
    await Promise.all(
      tabs.map(async (services, tab) => {
        for (let index = 0; index < 15; index += 1)
          await services.calendar.create(id, eventFields({ title: `${tab}-${index}` }));
      }),
    );
    for (const services of tabs) expect(await titlesIn(services, id)).to.deep.equal(wanted);
    for (const services of tabs) {
      const [shown] = await awaitValue(services.collections.watch('calendar'), ([each]) => each?.itemCount === 45);
      expect(shown?.name).to.equal('Work');
      services.close();
    }
  });

  it('go on when the writing one dies in the middle of commands of the others, each carried out once', async () => {
    const database = `test-${crypto.randomUUID()}`;
    const writer = freshServices({ database });
    const { id } = await writer.collections.create('calendar', 'Work', 140);
    const other = freshServices({ database });
    await other.calendar.create(id, eventFields({ title: 'first' }));
    const under = Array.from({ length: 12 }, (_, index) =>
      other.calendar.create(id, eventFields({ title: `${index}` })),
    );
    await under[2]; // some are done, some on their way
    writer.close();
    await Promise.all(under);
    const wanted = ['first', ...under.map((_, index) => `${index}`)].sort();
    expect(await titlesIn(other, id)).to.deep.equal(wanted);
    other.close();
  });

  it('see what another has changed', async () => {
    const database = `test-${crypto.randomUUID()}`;
    const [here, there] = [freshServices({ database }), freshServices({ database })];
    const appears = awaitValue(there.collections.watch('calendar'), (all) => all.length === 1);
    await here.collections.create('calendar', 'Work', 140);
    expect((await appears)[0]?.name).to.equal('Work');
    const dark = awaitValue(there.settings.watch(), ({ theme }) => theme === 'dark');
    await here.settings.update({ theme: 'dark' });
    expect((await dark).theme).to.equal('dark');
    here.close();
    there.close();
  });

  it('make the first collections once', async () => {
    const database = `test-${crypto.randomUUID()}`;
    const options = { database, firstCollections: [{ kind: 'calendar', name: 'Mine', hue: 265 }] } as const;
    const tabs = [freshServices(options), freshServices(options)];
    for (const services of tabs)
      expect(await awaitValue(services.collections.watch('calendar'), (all) => all.length > 0)).to.have.length(1);
    await tabs[1]?.collections.create('calendar', 'Second', 1); // after whatever either tab has asked for
    for (const services of tabs) {
      const all = await awaitValue(services.collections.watch('calendar'), ({ length }) => length > 1);
      expect(all.map(({ name }) => name)).to.deep.equal(['Mine', 'Second']);
      services.close();
    }
  });
});
