// Our client against a real server, in Node: a person's device without a database.

import type { MailAccountState } from '../../src/domain/mail/server-problem.js';
import { type AccountClient, runAccount } from '../../src/sync/jmap/account-client.js';
import { discover } from '../../src/sync/jmap/discover.js';
import type { JmapEnvironment } from '../../src/sync/jmap/environment.js';
import type { BodyBudget } from '../../src/sync/jmap/fetch-bodies.js';
import { basicAuthorization } from '../../src/sync/jmap/http.js';
import type { TestMailPerson, TestMailServer } from './mail-server.js';
import { createMemoryMailStore, type MemoryMailStore } from './memory-mail-store.js';

/** Pauses are that much shorter than they say. */
const FASTER = 200;

export interface TestDevice {
  readonly store: MemoryMailStore;
  readonly states: readonly MailAccountState[];
  /** Is asked before each request, and may fail it; and after each, when the server has carried it out. */
  network: { before(url: URL, init: RequestInit): void; after(url: URL, init: RequestInit): void };
  ring(): void;
  /** Resolves when a state is so. */
  untilState(is: (state: MailAccountState) => boolean): Promise<MailAccountState>;
  /** Resolves when what is done is told, and what is there is here. */
  settled(): Promise<void>;
  end(): Promise<void>;
}

/** @param store - What is kept when a device is switched off and on again. */
export function startDevice(
  server: TestMailServer,
  person: TestMailPerson,
  {
    store = createMemoryMailStore(),
    pollMs = 20_000,
    budget,
  }: { store?: MemoryMailStore; pollMs?: number; budget?: BodyBudget } = {},
): TestDevice {
  const states: MailAccountState[] = [];
  const watching = new Set<() => void>();
  const began = Date.now();
  const device: Pick<TestDevice, 'network'> = { network: { before() {}, after() {} } };
  const environment: JmapEnvironment = {
    async fetch(url, init) {
      device.network.before(url, init);
      const response = await fetch(url, init);
      device.network.after(url, init);
      return response;
    },
    now: () => began + (Date.now() - began) * FASTER,
    after(milliseconds, work) {
      const timer = setTimeout(work, milliseconds / FASTER);
      return () => clearTimeout(timer);
    },
    chance: () => 0.5,
    isOnline: () => true,
  };
  const authorization = async () => basicAuthorization(person.address, person.password);
  const client: AccountClient = runAccount({
    accountId: person.address,
    store,
    environment,
    pollMs,
    budget,
    connect: (signal) => discover({ environment, authorization }, person.address, server.url, signal),
    onState(state) {
      states.push(state);
      for (const look of [...watching]) look();
    },
  });
  const untilState: TestDevice['untilState'] = (is) =>
    new Promise((done) => {
      let from = states.length;
      const look = () => {
        for (; from < states.length; from++) {
          if (!is(states[from]!)) continue;
          watching.delete(look);
          return done(states[from]!);
        }
      };
      watching.add(look);
    });
  return Object.assign(device, {
    store,
    states,
    ring: client.ring,
    untilState,
    async settled() {
      const ready = untilState(({ phase }) => phase === 'ready');
      client.ring();
      await ready;
      if ((await store.operations(1)).length > 0 || (await store.missingBodies(1)).length > 0) await this.settled();
    },
    end: client.end,
  });
}

/** A message as bytes; header fields besides the usual ones go into `more`. */
export function message(subject: string, body: string, more: Readonly<Record<string, string>> = {}): string {
  const id = `${subject.replaceAll(/\W/g, '-')}@made.test`;
  const type = {
    'MIME-Version': '1.0',
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Transfer-Encoding': '8bit',
  };
  const fields = { From: 'somebody@elsewhere.test', Subject: subject, 'Message-ID': `<${id}>`, ...type, ...more };
  const header = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${header.join('')}\r\n${body}\r\n`;
}
