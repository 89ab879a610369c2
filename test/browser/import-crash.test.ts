import { expect } from 'chai';
import { projectContact } from '../../src/domain/contacts/project-contact.js';
import { systemClock } from '../../src/domain/time/clock.js';
import { AppDatabase } from '../../src/store/database.js';
import { makeBatch } from '../../src/workers/files/make-batch.js';
import { createWriter } from '../../src/workers/writer/writer.js';
import { awaitValue, freshServices } from '../support/services.js';

const CARDS = 2000;

function card(index: number): string {
  return `BEGIN:VCARD\r\nVERSION:3.0\r\nUID:card-${index}\r\nFN:Person ${index}\r\nNOTE:${'x'.repeat(300)}\r\nEND:VCARD\r\n`;
}

function turns(count: number): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    let left = count;
    port1.onmessage = () => {
      left -= 1;
      if (left > 0) port2.postMessage(0);
      else resolve();
    };
    port2.postMessage(0);
  });
}

describe('an import', function () {
  this.timeout(120_000); // whole apps are started and ended

  it('of a tab that is closed in the middle is there whole or not at all', async () => {
    const file = new File([Array.from({ length: CARDS }, (_, index) => card(index)).join('')], 'people.vcf');
    const found = new Set<number>();
    for (const moment of [1, 3000, 8000]) {
      const services = freshServices();
      const book = await services.collections.create('addressbook', 'People', 30);
      const preview = await services.imports.preview(file);
      const target = { collection: { id: book.id }, duplicates: 'skip' } as const;
      const committed = services.imports.commit(preview.id, target).then(
        () => true,
        () => false,
      );
      await turns(moment);
      services.close();
      const told = await committed;

      const again = freshServices({ database: services.database });
      const [shown] = await awaitValue(again.collections.watch('addressbook'));
      const { count } = await awaitValue(again.contacts.watchList({ sort: 'first' }));
      const text = await again.contacts.exportVcf({ collectionIds: [book.id] }, '3.0');
      expect([0, CARDS]).to.include(count);
      expect(shown?.itemCount).to.equal(count);
      expect(text.split('BEGIN:VCARD').length - 1).to.equal(count);
      if (told) expect(count).to.equal(CARDS);
      found.add(count);
      again.close();
    }
    expect(found.size).to.be.greaterThan(0);
  });

  it('that the disk has no room for leaves nothing, and says so', async () => {
    const db = new AppDatabase(`test-${crypto.randomUUID()}`);
    const writer = createWriter({
      db,
      clock: systemClock,
      project: (collectionId, item, shard) => [
        { table: 'contacts', from: shard, to: shard, row: projectContact(collectionId, { ...item, kind: 'contact' }) },
      ],
      loadDocuments: () => Promise.reject(new Error('An import needs no Automerge.')),
    });
    const items = Array.from(
      { length: 100 },
      (_, index) => ({ uid: `c${index}`, text: card(index), kind: 'contact' }) as const,
    );
    const read = { kind: 'addressbook', name: '', items, problems: [], problemCount: 0 } as const;
    const batch = makeBatch(read, { collectionId: 'book', shards: 64, duplicates: 'skip' }, 'import');
    const create = { kind: 'addressbook', name: 'People', hue: 1, shards: 64 } as const;
    let puts = 0;
    const full = () => {
      puts += 1;
      if (puts === 40) throw new DOMException('No room.', 'QuotaExceededError');
    };
    db.contacts.hook('creating', full);
    const failed = await writer.run('one', { type: 'import', batch, create }).catch((error: unknown) => error);
    expect(failed).to.include({ code: 'store/quota' });
    // But for the device's own name, which is not of the import.
    for (const table of db.tables.filter(({ name }) => name !== 'local'))
      expect(await table.count(), table.name).to.equal(0);

    db.contacts.hook('creating').unsubscribe(full);
    const { counts } = await writer.run('one', { type: 'import', batch, create });
    expect(counts).to.deep.equal({ added: 100, replaced: 0, skipped: 0 });
    db.close();
  });
});
