import { describe, expect, it } from 'vitest';
import { emptyEventFields } from '../../../src/domain/calendar/event-fields.js';
import { canEdit, isOwned } from '../../../src/domain/collections/collection.js';
import { systemClock } from '../../../src/domain/time/clock.js';
import type { LocalMs } from '../../../src/domain/time/types.js';
import { writeAccountRecord } from '../../../src/store/account-record.js';
import { memberKey, personToText } from '../../../src/store/people-keys.js';
import { createRowStore } from '../../../src/store/row-store.js';
import type { DocumentState, MemberState } from '../../../src/sync/protocol/fold-state.js';
import { createReader } from '../../../src/workers/reader/reader.js';
import type { Command } from '../../../src/workers/sync.api.js';
import { commandId, type TestWriter, testWriter } from '../../support/writer.js';

const [me, ada, bob] = ['aa', 'bb', 'cc'].map((byte) => byte.repeat(16)) as [string, string, string];
const LOG = 'dd'.repeat(16);

const run = (writer: TestWriter, command: Command) => writer.run(commandId(), command);

/** A calendar that has a log with these members, as the sync client would have written it. */
async function shared(members: Record<string, MemberState>, more: Partial<DocumentState> = {}) {
  const writer = testWriter();
  const made = await run(writer, { type: 'createCollection', collection: { kind: 'calendar', name: 'Team', hue: 1 } });
  const id = made.collection!.id;
  const account = {
    relay: 'wss://relay.test',
    relayKey: '',
    account: me,
    device: 'ee'.repeat(16),
    signKey: '',
    since: 0,
  };
  await writeAccountRecord(writer.db, account);
  const put = (changed: Record<string, MemberState>) =>
    writer.db.logs.put({
      id: LOG,
      kind: 'collection',
      collectionId: id,
      state: { members: changed, invites: {}, frozen: false, ...more },
      seq: 1,
      hash: new Uint8Array(32),
      health: 'ok',
      applied: 1,
      lastSynced: 0,
    });
  await put(members);
  const reader = createReader(createRowStore(writer.db), systemClock);
  const look = async () => {
    reader.forget({ items: [], collections: true, settings: false });
    return (await reader.collections()).find((each) => each.id === id)!;
  };
  const fields = { ...emptyEventFields, title: 'Lunch', end: 3_600_000 as LocalMs };
  const write = () => run(writer, { type: 'createEvent', collectionId: id, fields });
  return { writer, reader, id, look, put, write };
}

describe('a calendar that somebody shares', () => {
  it('is only looked at with the role to view: nothing is written, deleted or named, here or by what follows edits', async () => {
    const { writer, id, look, write, put } = await shared({ [me]: { role: 1 }, [ada]: { role: 4 } });
    const seen = await look();
    expect(canEdit(seen)).toBe(false);
    expect(isOwned(seen)).toBe(false);
    await expect(write()).rejects.toMatchObject({ code: 'store/read-only' });
    await expect(run(writer, { type: 'deleteCollection', id, deleted: true })).rejects.toMatchObject({
      code: 'store/read-only',
    });
    const rename: Command = { type: 'updateCollection', id, change: { name: 'Mine' } };
    await expect(run(writer, rename)).rejects.toMatchObject({ code: 'store/read-only' });
    // What is one's own of it is one's own.
    await run(writer, { type: 'updateCollection', id, change: { visible: false, hue: 9 } });
    expect(await look()).toMatchObject({ visible: false, hue: 9 });
    await put({ [me]: { role: 2 }, [ada]: { role: 4 } });
    await expect(write()).resolves.toMatchObject({ uid: expect.any(String) });
    await expect(run(writer, { type: 'deleteCollection', id, deleted: true })).rejects.toMatchObject({
      code: 'store/read-only',
    });
  });

  it('takes nothing any more from who was removed, nor while its log is forked or frozen', async () => {
    const out = await shared({ [ada]: { role: 4 } });
    expect((await out.look()).share).toMatchObject({ health: 'out', editable: false });
    await expect(out.write()).rejects.toMatchObject({ code: 'store/read-only' });
    const frozen = await shared({ [me]: { role: 2 }, [ada]: { role: 4 } }, { frozen: true });
    await expect(frozen.write()).rejects.toMatchObject({ code: 'store/read-only' });
    const forked = await shared({ [me]: { role: 4 }, [ada]: { role: 2 } });
    await forked.writer.db.logs.update(LOG, { health: 'fork' });
    await expect(forked.write()).rejects.toMatchObject({ code: 'store/read-only' });
  });

  it('says who is in it and invited, by the names that somebody wrote, and what one may do', async () => {
    const invites = {
      ['11'.repeat(16)]: { by: me, role: 2 as const, expires: 5, account: bob },
      ['22'.repeat(16)]: { by: ada, role: 1 as const, expires: 6, link: { signKey: '', sealKey: '' } },
    };
    const members = { [me]: { role: 4 as const }, [ada]: { role: 2 as const, awaits: { role: 3 as const, by: me } } };
    const { writer, reader, id, look } = await shared(members, { invites });
    const keys = [
      [memberKey(ada), personToText({ name: 'Ada', address: 'ada@example.org' })],
      [memberKey(bob), personToText({ name: '', address: 'bob@example.org' })],
      [memberKey(me), '{"name":5}'],
    ] as const;
    await run(writer, { type: 'writeProperties', collections: [{ id, keys }] });
    expect((await look()).share).toEqual({ role: 4, editable: true, others: 1, waiting: 1, owner: '', health: 'ok' });
    const share = await reader.share(id);
    expect(share?.members.map(({ name, role, isMe, awaits }) => [name, role, isMe, awaits])).toEqual([
      ['', 4, true, undefined],
      ['Ada', 2, false, 3],
    ]);
    expect(share?.invites).toEqual([
      {
        id: '11'.repeat(16),
        role: 2,
        expires: 5,
        byLink: false,
        mine: true,
        person: { account: bob, name: '', address: 'bob@example.org' },
      },
      { id: '22'.repeat(16), role: 1, expires: 6, byLink: true, mine: false },
    ]);
  });

  it('is no share at all while nobody else is in it', async () => {
    const { look } = await shared({ [me]: { role: 4 } });
    expect((await look()).share).toBeUndefined();
  });
});
