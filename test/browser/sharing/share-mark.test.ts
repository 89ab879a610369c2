// The same signs beside calendars and address books: who has it, and what is wrong with it.
import { expect } from 'chai';
import { html } from 'lit';
import '../../../src/components/calendar/ik-calendar-row.js';
import '../../../src/components/contacts/ik-contacts-sidebar.js';
import type { Collection } from '../../../src/domain/collections/collection.js';
import type { ShareMark } from '../../../src/domain/sharing/sharing.js';
import { expectAccessible, mount, unmountAll } from '../../support/mount.js';

const mine: ShareMark = { role: 4, editable: true, others: 0, waiting: 0, owner: '', health: 'ok' };
const list = (kind: Collection['kind'], share?: ShareMark): Collection => ({
  ...{ id: 'one', kind, name: 'Choir', hue: 20, description: '', order: 0, visible: true, itemCount: 3 },
  ...{ shards: 64, ...(share && { share }) },
});

async function markOf(kind: Collection['kind'], share?: ShareMark): Promise<string | undefined> {
  const { element } = await mount(
    kind === 'calendar'
      ? html`<ik-calendar-row .calendar=${list(kind, share)}></ik-calendar-row>`
      : html`<ik-contacts-sidebar .books=${[list(kind, share)]} .groups=${[]} home=""></ik-contacts-sidebar>`,
  );
  const mark = element.shadowRoot?.querySelector('.mark')?.getAttribute('aria-label') ?? undefined;
  await expectAccessible(element);
  unmountAll();
  return mark;
}

describe('what is shared has its sign', () => {
  afterEach(unmountAll);

  for (const kind of ['calendar', 'addressbook'] as const)
    it(`beside its name (${kind})`, async () => {
      expect(await markOf(kind)).to.equal(undefined);
      expect(await markOf(kind, mine)).to.equal(undefined);
      expect(await markOf(kind, { ...mine, others: 2 })).to.equal('Shared with 2 people');
      expect(await markOf(kind, { ...mine, waiting: 1 })).to.include('waits for you');
      const ben = { ...mine, role: 2 as const, owner: 'Ben' };
      expect(await markOf(kind, ben)).to.equal('Shared by Ben');
      expect(await markOf(kind, { ...ben, editable: false })).to.equal('Shared by Ben: you can view it');
      expect(await markOf(kind, { ...ben, health: 'fork' })).to.include('different histories');
      expect(await markOf(kind, { ...ben, health: 'behind' })).to.include('less of it');
      expect(await markOf(kind, { ...ben, health: 'out' })).to.equal('Not shared with you any more');
    });
});
