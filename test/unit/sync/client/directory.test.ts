import { afterEach, beforeEach, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../../../relay/config.js';
import { type Relay, startRelay } from '../../../../relay/relay.js';
import { createMemoryStore } from '../../../../relay/store/memory-store.js';
import { lookUp, lostAddresses } from '../../../../src/sync/client/directory.js';
import type { Ask, LogAccess } from '../../../../src/sync/client/ports.js';
import { refusalOf, refusalToError } from '../../../../src/sync/client/refusal.js';
import { bytesToHex } from '../../../../src/sync/protocol/bytes.js';
import { addressHash } from '../../../../src/sync/protocol/identifiers.js';
import type { RelayMessage } from '../../../../src/sync/protocol/relay-messages.js';
import { connect, type RelayClient } from '../../../support/relay-client.js';
import { createPerson, realSign } from '../../../support/sync/people.js';

let relay: Relay;
let codes: Map<string, string>;
const clients: RelayClient[] = [];

beforeEach(async () => {
  codes = new Map();
  relay = await startRelay({
    config: { ...DEFAULT_CONFIG, port: 0 },
    store: createMemoryStore(),
    log: () => undefined,
    sendCode: async (address, code) => void codes.set(address, code),
  });
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.socket.terminate();
  await relay.close();
});

/** Somebody with an account; `change` is a relay that lies. */
async function somebody(name: string, change: (answer: RelayMessage) => RelayMessage = (answer) => answer) {
  const person = createPerson(name, realSign);
  const client = await connect(relay.url);
  clients.push(client);
  await client.enter(person);
  const ask = (async (...asked: Parameters<Ask>) => {
    const answer = change(await client.ask(...asked));
    if (answer.kind === 'refused') throw refusalToError(answer);
    return answer;
  }) as Ask;
  const own: string[] = [];
  const access: Pick<LogAccess, 'ask' | 'relayKey' | 'account'> = {
    ask,
    relayKey: async () => client.hello.relay,
    account: async () => ({ account: { id: bytesToHex(person.id), addresses: own } }) as never,
  };
  return {
    access,
    id: bytesToHex(person.id),
    async bind(address: string) {
      await ask('bindStart', { address });
      await ask('bindFinish', { address, code: codes.get(address) ?? '' });
      own.push(bytesToHex(addressHash(address)));
    },
  };
}

it('an address is found with whoever has proved it', async () => {
  const [ann, bob] = [await somebody('ann'), await somebody('bob')];
  await bob.bind('bob@example.org');
  expect(await lookUp(ann.access, 'Bob@Example.org')).toMatchObject({ account: bob.id, seq: 1 });
  expect(await lookUp(ann.access, 'eve@example.org')).toBeUndefined();
});

it('A-11: a relay that answers with somebody else has to sign it, or is not believed', async () => {
  const eve = await somebody('eve');
  const swapped = (answer: RelayMessage): RelayMessage =>
    answer.kind === 'found' ? { ...answer, account: new Uint8Array(16) } : answer;
  const [ann, bob] = [await somebody('ann', swapped), await somebody('bob')];
  await bob.bind('bob@example.org');
  await eve.bind('eve@example.org');
  const error = await lookUp(ann.access, 'bob@example.org').catch((each: unknown) => each);
  expect(refusalOf(error)).toBe('BAD_SIG');
});

it('A-11: whose address is given to somebody else hears of it', async () => {
  const [ann, eve] = [await somebody('ann'), await somebody('eve')];
  await ann.bind('ann@example.org');
  await ann.bind('other@example.org');
  expect(await lostAddresses(ann.access)).toEqual([]);
  await eve.bind('ann@example.org');
  expect(await lostAddresses(ann.access)).toEqual([bytesToHex(addressHash('ann@example.org'))]);
});
