import { describe, expect, it } from 'vitest';
import { openConnection, type Push } from '../../../../src/sync/client/connection.js';
import type { Environment, Socket } from '../../../../src/sync/client/environment.js';
import { backoff } from '../../../../src/sync/client/link.js';
import { errorClass, refusalOf, retryAfterOf } from '../../../../src/sync/client/refusal.js';
import { type ClientMessage, clientCodec } from '../../../../src/sync/protocol/client-messages.js';
import { refusals } from '../../../../src/sync/protocol/errors.js';
import { type RelayMessage, relayCodec } from '../../../../src/sync/protocol/relay-messages.js';
import { firstDevice } from '../../../support/sync/devices.js';
import { testRelay } from '../../../support/sync/relay-in-process.js';

/** A relay that says what the test says, on a clock that the test moves. */
function fakeRelay() {
  let time = 1_000_000;
  let timers: { at: number; work: () => void }[] = [];
  const sent: ClientMessage[] = [];
  let socket!: Socket;
  let isClosed = false;
  const environment: Environment = {
    open: () => {
      socket = {
        binaryType: '',
        onopen: null,
        onmessage: null,
        onclose: null,
        onerror: null,
        send: (bytes) => sent.push(clientCodec.decode(bytes)),
        close: () => {
          isClosed = true;
        },
      };
      return socket;
    },
    now: () => time,
    after(milliseconds, work) {
      const timer = { at: time + milliseconds, work };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
    chance: () => 1,
  };
  const handlers = () => socket as unknown as { onmessage(event: object): void; onclose(event: object): void };
  return {
    environment,
    sent,
    isClosed: () => isClosed,
    raw: (data: unknown) => handlers().onmessage({ data }),
    say: (message: RelayMessage) => handlers().onmessage({ data: relayCodec.encode(message).slice().buffer }),
    hello: (ahead = 0) =>
      fake.say({ kind: 'hello', request: 0, relay: new Uint8Array(32), nonce: new Uint8Array(32), time: time + ahead }),
    end: () => handlers().onclose({}),
    pass(milliseconds: number) {
      time += milliseconds;
      for (const timer of timers.filter(({ at }) => at <= time)) {
        timers = timers.filter((each) => each !== timer);
        timer.work();
      }
    },
  };
}
let fake: ReturnType<typeof fakeRelay>;

async function connected(onPush: (push: Push) => Promise<void> | void = () => {}) {
  fake = fakeRelay();
  const opening = openConnection({ environment: fake.environment, url: 'wss://relay', onPush });
  fake.hello(5_000);
  return opening;
}

describe('a connection', () => {
  it('waits for hello, and knows the relay’s clock by it', async () => {
    const connection = await connected();
    expect(connection.ahead).toBe(5_000);
    expect(connection.hello.relay).toHaveLength(32);
  });

  it('fails when nobody says hello, when something else comes first, and when it ends', async () => {
    const tries: ((relay: ReturnType<typeof fakeRelay>) => void)[] = [
      (relay) => relay.pass(20_000),
      (relay) => relay.say({ kind: 'pong', request: 1 }),
      (relay) => relay.raw('text'),
      (relay) => relay.raw(new Uint8Array([255, 1, 2]).buffer),
      (relay) => relay.end(),
    ];
    for (const act of tries) {
      const relay = fakeRelay();
      const opening = openConnection({ environment: relay.environment, url: 'wss://relay', onPush: () => {} });
      act(relay);
      await expect(opening).rejects.toMatchObject({ code: 'sync/offline' });
      expect(relay.isClosed()).toBe(true);
    }
  });

  it('gives answers to whoever asked, in whatever order they come', async () => {
    const { ask } = await connected();
    const answers = [ask('mine', {}), ask('ping', {})];
    const [first, second] = fake.sent.map(({ request }) => request);
    fake.say({ kind: 'pong', request: second! });
    fake.say({ kind: 'mine', request: first!, docs: [], invites: [] });
    expect((await Promise.all(answers)).map(({ kind }) => kind)).toEqual(['mine', 'pong']);
  });

  it('says a refusal by its word, with what may be done about it', async () => {
    const { ask } = await connected();
    const answer = ask('mine', {}).catch((error: unknown) => error);
    fake.say({ kind: 'refused', request: fake.sent[0]!.request, code: refusals.BUSY.number, retryAfter: 70 });
    const error = await answer;
    expect([refusalOf(error), errorClass(error), retryAfterOf(error)]).toEqual(['BUSY', 'retry', 70]);
  });

  it('ends, and says so to everybody who waits, when an answer is none or does not come', async () => {
    for (const act of [() => fake.pass(20_000), () => fake.say({ kind: 'done', request: 1 })]) {
      const { ask, closed } = await connected();
      const waiting = [ask('ping', {}), ask('mine', {})];
      act();
      for (const each of waiting) await expect(each).rejects.toMatchObject({ code: 'sync/offline' });
      await closed;
      await expect(ask('ping', {})).rejects.toMatchObject({ code: 'sync/offline' });
    }
  });

  it('asks whether anybody is there when it has been quiet', async () => {
    await connected();
    fake.pass(30_000);
    expect(fake.sent.map(({ kind }) => kind)).toEqual(['ping']);
  });

  it('gives credit when what was pushed is worked off, not before', async () => {
    let work = () => {};
    await connected(() => new Promise<void>((done) => (work = done)));
    const entry = new Uint8Array(70_000);
    fake.say({ kind: 'records', request: 0, doc: new Uint8Array(16), records: [{ seq: 1, ts: 1, entry }], head: 1 });
    expect(fake.sent).toEqual([]);
    work();
    await Promise.resolve();
    await Promise.resolve();
    expect(fake.sent).toMatchObject([{ kind: 'credit' }]);
    expect((fake.sent[0] as { bytes: number }).bytes).toBeGreaterThan(70_000);
  });
});

describe('coming back', () => {
  it('waits at random, up to twice as long each time, never longer than a minute', () => {
    expect([0, 1, 2, 3].map((attempt) => backoff(attempt, 1))).toEqual([500, 1_000, 2_000, 4_000]);
    expect(backoff(50, 1)).toBe(60_000);
    expect(backoff(3, 0.25)).toBe(1_000);
    expect(backoff(3, 0)).toBe(0);
  });

  it('works with a clock that is wrong by a day: the relay’s counts', async () => {
    const relay = await testRelay();
    for (const ahead of [86_400_000, -86_400_000]) {
      const device = await firstDevice(relay.url, { clock: { ahead } });
      await device.settled();
      expect(Object.keys((await device.session.access.account())?.account.devices ?? {})).toHaveLength(2);
      await device.stop();
    }
    await relay.close();
  });
});
