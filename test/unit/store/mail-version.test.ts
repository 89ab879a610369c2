import Dexie from 'dexie';
import { IDBKeyRange, indexedDB } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { everything, mboxMessage, testMail } from '../../support/mail-store.js';

describe('a database of version 3', () => {
  it('gets the tables of mail, and keeps what it has', async () => {
    const old = new Dexie('version-3', { indexedDB, IDBKeyRange });
    old.version(3).stores({
      chunks: '[docId+seq], importId',
      outbox: '[docId+seq]',
      texts: '[collectionId+shard]',
      events: '[collectionId+from+to]',
      series: '[collectionId+from+to]',
      contacts: '[collectionId+from+to]',
      collections: 'id',
      settings: 'name',
      applied: 'id, time',
      local: 'name',
      blobs: 'hash',
      tasks: '[collectionId+from+to]',
      alarms: '[collectionId+from+to]',
      logs: 'id, collectionId',
      records: '[log+seq]',
      sends: '[log+n]',
      rejected: 'id, time',
      secrets: 'name',
    });
    const chunk = { docId: 'd', seq: 1, time: 1, uids: ['u'], kind: 'change', data: Uint8Array.of(1), deflated: false };
    await old.table('chunks').add(chunk);
    await old.table('settings').add({ name: 'theme', value: '"dark"' });
    old.close();
    const mail = await testMail('version-3');
    expect(await mail.api.mailboxes()).toEqual([]);
    await mail.importText(mboxMessage({ id: '1' }));
    expect((await mail.api.emailList(everything)).total).toBe(1);
    expect(await mail.db.chunks.toArray()).toEqual([chunk]);
    expect(await mail.db.settings.toArray()).toEqual([{ name: 'theme', value: '"dark"' }]);
    expect(mail.db.verno).toBeGreaterThan(3);
  });
});
