import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../../../relay/config.js';
import { type Relay, startRelay } from '../../../../relay/relay.js';
import { createMemoryStore } from '../../../../relay/store/memory-store.js';
import { eventFields } from '../../../support/fields.js';
import { firstDevice, nextDevice, type TestDevice } from '../../../support/sync/devices.js';
import { commandId, projections } from '../../../support/writer.js';

let relay: Relay;
const devices: TestDevice[] = [];
const use = (device: TestDevice) => {
  devices.push(device);
  return device;
};
beforeEach(async () => {
  relay = await startRelay({
    config: { ...DEFAULT_CONFIG, port: 0, host: '127.0.0.1' },
    store: createMemoryStore(),
    log: (level, event, fields) => level === 'error' && console.error(event, fields),
    rates: { failures: { perSecond: 100, burst: 100 } },
  });
});
afterEach(async () => {
  for (const device of devices.splice(0)) await device.stop();
  await relay.close();
});

async function calendar({ writer }: TestDevice, name: string): Promise<string> {
  const collection = { kind: 'calendar', name, hue: 140 } as const;
  return (await writer.run(commandId(), { type: 'createCollection', collection })).collection?.id ?? '';
}
const event = ({ writer }: TestDevice, collectionId: string, title: string) =>
  writer.run(commandId(), { type: 'createEvent', collectionId, fields: eventFields({ title }) });

describe('two devices of one account', () => {
  it('I-1 have the same collections, and what is edited on one is on the other', async () => {
    const a = use(await firstDevice(relay.url));
    const id = await calendar(a, 'Work');
    await event(a, id, 'One');
    await a.settled();
    const b = use(await nextDevice(relay.url, a));
    await b.settled();
    expect((await b.writer.db.collections.toArray()).map(({ name }) => name)).toEqual(['Work']);
    await event(b, id, 'Two');
    await b.settled();
    await a.settled();
    expect(await projections(a.writer.db)).toEqual(await projections(b.writer.db));
    expect((await a.writer.db.collections.get(id))?.itemCount).toBe(2);
    expect(await a.writer.db.outbox.count()).toBe(0);
  });
});
