// The mail worker's part for servers over fake-indexeddb, in the test's own thread: as many tabs of a profile as a test needs.
import type { MailAccountState } from '../../src/domain/mail/server-problem.js';
import { createSecretStore } from '../../src/store/secret-store.js';
import type { JmapEnvironment } from '../../src/sync/jmap/environment.js';
import { createRulesBringer, type RulesBringer } from '../../src/workers/mail/rules/server-rules.js';
import { createMailServers, type MailServers } from '../../src/workers/mail/servers/mail-servers.js';
import type { ServerChannel, ServerMessage } from '../../src/workers/mail/servers/messages.js';
import { serverAccounts, serversApi, standing } from '../../src/workers/mail/servers/start-servers.js';
import type { MailServersApi } from '../../src/workers/mail-servers.api.js';
import { type TestMail, testMail } from './mail-store.js';

export interface TestTab {
  readonly mail: TestMail;
  readonly servers: MailServers;
  readonly rules: RulesBringer;
  readonly api: MailServersApi;
  readonly states: () => readonly MailAccountState[];
  /** Is asked before each request, and may fail it; and after each, when the server has carried it out. */
  network: { before(url: URL, init: RequestInit): void; after(url: URL, init: RequestInit): void };
  untilState(is: (state: MailAccountState) => boolean): Promise<void>;
  /** Resolves when this is so, looked at now and then. */
  until(is: () => Promise<boolean>): Promise<void>;
  /** It is the one that talks to servers from now on. */
  lead(): void;
}

const channels = new Set<ServerChannel>();

function openChannel(): ServerChannel {
  const channel: ServerChannel = {
    onmessage: null,
    postMessage(message: ServerMessage) {
      for (const other of channels)
        if (other !== channel)
          queueMicrotask(() => other.onmessage?.({ data: message } as MessageEvent<ServerMessage>));
    },
  };
  channels.add(channel);
  return channel;
}

const environmentOf = (tab: Pick<TestTab, 'network'>): JmapEnvironment => ({
  async fetch(url, init) {
    tab.network.before(url, init);
    const response = await fetch(url, init);
    tab.network.after(url, init);
    return response;
  },
  now: () => Date.now(),
  after(milliseconds, work) {
    const timer = setTimeout(work, milliseconds / 100);
    return () => clearTimeout(timer);
  },
  chance: () => 0.5,
  isOnline: () => true,
});

/** @param database - Of another tab, to be one of the same profile. */
export async function openTab(database?: string): Promise<TestTab> {
  const mail = await testMail(database, undefined, {
    fetcher: (accountId) => standing(servers, mail.store).fetcher(accountId),
    isInStep: (accountId) => standing(servers, mail.store).isInStep(accountId),
    later: () => new Promise((done) => setTimeout(done, 10)),
  });
  const watching = new Set<() => void>();
  let lead = () => {};
  const newId = () => crypto.randomUUID();
  const rules = createRulesBringer(mail.store);
  const wire: Pick<TestTab, 'network'> = { network: { before() {}, after() {} } };
  const servers = createMailServers({
    onConnected: rules.onConnected,
    accounts: serverAccounts(mail.store, newId, () => servers.ring()),
    secrets: createSecretStore(mail.db),
    ...{ environment: environmentOf(wire), channel: openChannel(), newId },
    lead: (work) => {
      lead = work;
    },
    onStates(states) {
      for (const { accountId, phase } of states) if (phase === 'ready') rules.onMailboxes(accountId);
      for (const look of [...watching]) look();
    },
  });
  return Object.assign(wire, {
    mail,
    servers,
    rules,
    api: serversApi(servers, mail.store, mail.store.refresh()),
    states: servers.states,
    untilState: (is: (state: MailAccountState) => boolean) =>
      new Promise<void>((done) => {
        const look = () => {
          if (!servers.states().some(is)) return;
          watching.delete(look);
          done();
        };
        watching.add(look);
        look();
      }),
    async until(is: () => Promise<boolean>) {
      while (!(await is())) await new Promise((done) => setTimeout(done, 5));
    },
    lead: () => lead(),
  }) satisfies TestTab;
}
