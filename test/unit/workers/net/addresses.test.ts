import { afterEach, beforeEach, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../../../relay/config.js';
import { type Relay, startRelay } from '../../../../relay/relay.js';
import { createMemoryStore } from '../../../../relay/store/memory-store.js';
import { RECEIVED, readReceived } from '../../../../src/store/shared-facts.js';
import { ADDRESS_LOST } from '../../../../src/workers/address.api.js';
import { createAddresses } from '../../../../src/workers/net/address-handlers.js';
import { readAccount } from '../../../../src/workers/reader/account-reader.js';
import { calendar } from '../../../support/sync/on-devices.js';
import { newSharer, type Sharer } from '../../../support/sync/sharers.js';
import { commandId } from '../../../support/writer.js';

let relay: Relay;
let codes: Map<string, string>;
const people: Sharer[] = [];

beforeEach(async () => {
  codes = new Map();
  relay = await startRelay({
    config: { ...DEFAULT_CONFIG, port: 0 },
    store: createMemoryStore(),
    log: () => undefined,
    rates: { failures: { perSecond: 1_000, burst: 1_000 } },
    sendCode: async (address, code) => void codes.set(address, code),
  });
});
afterEach(async () => {
  for (const one of people.splice(0)) await one.stop();
  await relay.close();
});

async function person(name: string) {
  const sharer = await newSharer(relay.url, name);
  people.push(sharer);
  const { handlers, look } = createAddresses({
    db: sharer.writer.db,
    access: sharer.session.access,
    async run(command) {
      await sharer.writer.run(commandId(), command);
      sharer.session.nudge();
    },
    changed: () => undefined,
  });
  const lost = async () => (await sharer.writer.db.local.get(ADDRESS_LOST))?.value === '1';
  return {
    ...sharer,
    audit: look,
    lost,
    async prove(address: string) {
      await handlers.sendAddressCode({ address });
      await handlers.proveAddress({ address, code: codes.get(address.trim()) ?? '' });
      await sharer.settled();
    },
    handlers,
  };
}

it('who has proved an address is invited by it, and is found on all devices', async () => {
  const [ada, bob] = [await person('Ada'), await person('Bob')];
  await bob.prove('bob@example.org');
  expect((await readAccount(bob.writer.db))?.address).toBe('bob@example.org');
  const id = await calendar(ada, 'Team');
  await ada.settled();
  const who = { by: 'address', name: '', address: 'Bob@example.org' } as const;
  await ada.ask('invite', { collectionId: id, who, role: 2 });
  await bob.look();
  const [invite] = readReceived((await bob.writer.db.local.get(RECEIVED))?.value);
  expect(invite).toMatchObject({ name: 'Team', role: 2 });
  // Again is no harm: the same account has it.
  await bob.prove('bob@example.org');
});

it('a wrong code changes nothing', async () => {
  const bob = await person('Bob');
  await bob.handlers.sendAddressCode({ address: 'bob@example.org' });
  const code = codes.get('bob@example.org') === '000000' ? '000001' : '000000';
  await expect(bob.handlers.proveAddress({ address: 'bob@example.org', code })).rejects.toMatchObject({
    code: 'sync/refused',
    detail: { refusal: 'AUTH', expected: 4 },
  });
  expect((await readAccount(bob.writer.db))?.address).toBe('');
});

it('A-11, A-12: whose address goes to somebody else is warned, until it is proved again', async () => {
  const [bob, eve] = [await person('Bob'), await person('Eve')];
  await bob.prove('bob@example.org');
  await bob.audit();
  expect(await bob.lost()).toBe(false);
  await eve.prove('bob@example.org');
  await bob.audit();
  expect(await bob.lost()).toBe(true);
  await bob.prove('bob@example.org');
  expect(await bob.lost()).toBe(false);
});
