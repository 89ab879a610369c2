// Five thousand messages at a real server: the first sync is cut again and again, and begins nowhere twice.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { discover } from '../../src/sync/jmap/discover.js';
import { basicAuthorization } from '../../src/sync/jmap/http.js';
import { startCyrus } from '../support/cyrus.mjs';
import { startDevice } from '../support/mail-client.js';
import type { TestMailServer } from '../support/mail-server.js';

const COUNT = 5_000;
const AT_ONCE = 500;
const SECOND = 1_000;

let server: TestMailServer;
beforeAll(async () => {
  server = await startCyrus();
  const environment = {
    ...{ fetch: (url: URL, init: RequestInit) => fetch(url, init), now: Date.now, isOnline: () => true },
    ...{ after: () => () => {}, chance: () => 0.5 },
  };
  const { address, password } = server.alice;
  const authorization = async () => basicAuthorization(address, password);
  const connection = await discover({ environment, authorization }, address, server.url);
  const { ids } = await connection.ask('Mailbox/query', { filter: { role: 'archive' } });
  const [archive] = ids as string[];
  for (let from = 0; from < COUNT; from += AT_ONCE) {
    const create = Object.fromEntries(
      Array.from({ length: AT_ONCE }, (_, i) => [
        `e${from + i}`,
        {
          ...{ mailboxIds: { [archive!]: true }, from: [{ email: 'somebody@elsewhere.test' }] },
          ...{ subject: `Number ${from + i}`, textBody: [{ partId: 't', type: 'text/plain' }] },
          receivedAt: new Date(Date.UTC(2026, 0, 1) + (from + i) * SECOND).toISOString().replace('.000', ''),
          bodyValues: { t: { value: `Text ${from + i}` } },
        },
      ]),
    );
    await connection.ask('Email/set', { create });
  }
}, 120_000);
afterAll(() => server?.end());

it('[MS3] a first sync of 5,000 messages goes on where it was cut, the newest first', async () => {
  let device = startDevice(server, server.alice, { budget: { total: 0, each: 0 } });
  const { store } = device;
  let pages = 0;
  const watch = () => {
    device.network.after = (_, { body }) => {
      if (!String(body).includes('Email/query')) return;
      pages += 1;
      if (pages % 5 === 0) throw new TypeError('cut');
    };
  };
  watch();
  await store.until(() => store.emails.size > COUNT / 4);
  const numbers = [...store.emails.values()].flatMap(({ subject }) => /^Number (\d+)$/.exec(subject)?.[1] ?? []);
  expect(Math.min(...numbers.map(Number))).toBe(COUNT - numbers.length);
  // Switched off and on again.
  await device.end();
  device = startDevice(server, server.alice, { store, budget: { total: 0, each: 0 } });
  watch();
  await device.untilState(({ phase }) => phase === 'ready');
  expect(store.emails.size).toBe(COUNT + 1); // and the one that welcomes
  // 26 pages and an empty one; each cut costs one more, the one under way at the end another.
  expect(pages).toBeLessThanOrEqual(27 + 7 + 1);
  await device.end();
});
