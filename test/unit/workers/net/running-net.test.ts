import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Relay } from '../../../../relay/relay.js';
import { systemClock } from '../../../../src/domain/time/clock.js';
import { createRunningNet } from '../../../../src/workers/net/running-net.js';
import { testEnvironment } from '../../../support/sync/devices.js';
import { calendar } from '../../../support/sync/on-devices.js';
import { testRelay } from '../../../support/sync/relay-in-process.js';
import { newSharer } from '../../../support/sync/sharers.js';

let relay: Relay;
beforeEach(async () => {
  relay = await testRelay();
});
afterEach(() => relay.close());

describe('a request that needs the relay', () => {
  it('waits for the connection that is made when the app opens, and is refused at once without one', async () => {
    const { writer, session, line, settled } = await newSharer(relay.url, 'Ada');
    const collectionId = await calendar({ writer }, 'Team');
    await settled();
    await session.end();

    const environment = testEnvironment(line);
    const held = () => undefined;
    const net = createRunningNet({ db: writer.db, writer, clock: systemClock, environment, held, broadcast: () => {} });
    const invite = () =>
      net.perform({ type: 'invite', collectionId, who: { by: 'link', address: '', name: '' }, role: 2 });
    net.begin();
    await expect(invite()).resolves.toMatchObject({ link: expect.any(String) });
    line.isUp = false;
    line.cut();
    await expect(invite()).rejects.toMatchObject({ code: 'sync/offline' });
  });
});
