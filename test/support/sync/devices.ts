// Whole devices for tests: the real writer over fake-indexeddb, the real client over a real socket. Only what is cut is made up.
import { WebSocket } from 'ws';
import { writeAccountRecord } from '../../../src/store/account-record.js';
import { createSecretStore, type LockKeys } from '../../../src/store/secret-store.js';
import type { StoreChange } from '../../../src/store/store-change.js';
import { openConnection } from '../../../src/sync/client/connection.js';
import type { Environment, Socket } from '../../../src/sync/client/environment.js';
import { answerMaker, inviteAccountMaker } from '../../../src/sync/client/membership/invitations.js';
import { openInvitation, readMembership } from '../../../src/sync/client/membership/received.js';
import type { Author } from '../../../src/sync/client/ports.js';
import { addDevice, type DeviceKeys, joinAs } from '../../../src/sync/identity/account-entries.js';
import { createAccount } from '../../../src/sync/identity/create-account.js';
import { type Bytes, bytesToHex, hexToBytes } from '../../../src/sync/protocol/bytes.js';
import { readEntry } from '../../../src/sync/protocol/entry.js';
import type { DocumentState } from '../../../src/sync/protocol/fold-state.js';
import { deviceIdOf } from '../../../src/sync/protocol/identifiers.js';
import { systemRandom } from '../../../src/sync/protocol/seal.js';
import { makeDeviceKeys } from '../../../src/workers/net/credentials.js';
import { createSyncSession, type SyncSession } from '../../../src/workers/net/sync-session.js';
import { type TestWriter, testWriter } from '../writer.js';

/** What lies between a device and the relay. */
export interface Line {
  /** `false`: nothing connects, and what was connected is cut. */
  isUp: boolean;
  /** Looks at each frame that is sent or comes; `false` cuts the connection instead. */
  onFrame?: (frame: Uint8Array, way: 'out' | 'in') => boolean;
  /** What comes in the place of a frame of the relay's: nothing, or another one. */
  relaySays?: (frame: Uint8Array) => Uint8Array<ArrayBuffer> | undefined;
  readonly sockets: Set<WebSocket>;
  cut(): void;
}

function createLine(): Line {
  const sockets = new Set<WebSocket>();
  return {
    isUp: true,
    sockets,
    cut() {
      for (const socket of sockets) socket.terminate();
      sockets.clear();
    },
  };
}

/**
 * This process, over a line that can be cut; waits are short.
 *
 * @param hurry - How much shorter also those waits are that are for somebody who does not answer.
 */
export function testEnvironment(line: Line, clock: { ahead: number } = { ahead: 0 }, hurry = 1): Environment {
  return {
    open(url): Socket {
      if (!line.isUp) throw new Error('no line');
      const socket = new WebSocket(url);
      line.sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => line.sockets.delete(socket));
      const send = socket.send.bind(socket);
      const wrapped = socket as unknown as Socket;
      wrapped.send = (bytes) => {
        if (line.onFrame?.(bytes, 'out') === false) socket.terminate();
        else send(bytes);
      };
      return new Proxy(wrapped, {
        set(target, name, value) {
          const handler =
            name === 'onmessage'
              ? (event: { data: ArrayBuffer }) => {
                  const frame = new Uint8Array(event.data);
                  const said = line.relaySays === undefined ? frame : line.relaySays(frame);
                  if (line.onFrame?.(frame, 'in') === false) socket.terminate();
                  else if (said === frame) (value as (event: unknown) => void)(event);
                  else if (said !== undefined) (value as (event: unknown) => void)({ data: said.buffer });
                }
              : value;
          return Reflect.set(target, name, handler);
        },
        get(target, name) {
          const value = Reflect.get(target, name) as unknown;
          return typeof value === 'function' ? (value as () => void).bind(target) : value;
        },
      });
    },
    now: () => Date.now() + clock.ahead,
    after(milliseconds, work) {
      // Long waits stay long: what is idle is not asked for.
      const timer = setTimeout(work, milliseconds >= 10_000 ? milliseconds / hurry : milliseconds / 20);
      timer.unref();
      return () => clearTimeout(timer);
    },
    chance: () => Math.random(),
  };
}

export interface TestDevice {
  readonly writer: TestWriter;
  readonly session: SyncSession;
  readonly line: Line;
  readonly keys: DeviceKeys;
  readonly account: Bytes;
  readonly id: Bytes;
  /** Ends as a tab does that is closed: whatever was under way is not finished. */
  stop(): Promise<void>;
  /** Resolves when everything here and there is the same. */
  settled(): Promise<void>;
}

interface DeviceOptions {
  /** An existing database's name. */
  readonly name?: string;
  readonly clock?: { ahead: number };
  /** As in `testEnvironment`. */
  readonly hurry?: number;
  /** Of the app's lock. */
  readonly held?: LockKeys;
}

/** A device that has keys, before it is in any account. */
export async function newDevice({ name, clock, hurry, held }: DeviceOptions = {}) {
  const writer = testWriter(name === undefined ? {} : { name });
  const secrets = createSecretStore(writer.db, held);
  const line = createLine();
  const environment = testEnvironment(line, clock, hurry);
  const listeners = new Set<(change: StoreChange) => void>();
  const session = createSyncSession({
    db: writer.db,
    writer,
    clock: writer.context.clock,
    secrets,
    environment,
    broadcast: (change) => {
      for (const listener of listeners) listener(change);
    },
  });
  return { writer, secrets, line, environment, session, listeners };
}

/** A connection that ends meanwhile is no failure as long as there is a line: the next one goes on. */
async function settle(session: SyncSession, line: Line): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      return await session.syncNow();
    } catch (error) {
      if (!line.isUp || tries === 20) throw error;
    }
  }
}

type NewDevice = Awaited<ReturnType<typeof newDevice>>;

async function enter(
  made: NewDevice,
  url: string,
  { account, relayKey }: { readonly account: Bytes; readonly relayKey: Bytes },
  keys: DeviceKeys,
): Promise<TestDevice> {
  const { writer, session } = made;
  const id = deviceIdOf(keys.signer.publicKey);
  await writeAccountRecord(writer.db, {
    relay: url,
    relayKey: bytesToHex(relayKey),
    account: bytesToHex(account),
    device: bytesToHex(id),
    signKey: bytesToHex(keys.signer.publicKey),
    since: writer.time,
  });
  await session.begin();
  return { ...running(made), keys, account, id };
}

function running({ writer, session, line }: NewDevice) {
  return {
    writer,
    session,
    line,
    async stop() {
      line.isUp = false;
      line.cut();
      await session.end();
    },
    settled: () => settle(session, line),
  };
}

/** Somebody new: an account on this device, registered at the relay. */
export async function firstDevice(
  url: string,
  options: DeviceOptions & { made?: NewDevice } = {},
): Promise<TestDevice> {
  const made = options.made ?? (await newDevice(options));
  const keys = await makeDeviceKeys(made.writer.db, made.secrets);
  const { account, entries } = await createAccount(keys, { kind: 1, name: 'first' });
  const connection = await openConnection({ environment: made.environment, url, onPush: () => {} });
  await connection.ask('register', { entries: entries.map(({ bytes }) => bytes) });
  connection.close();
  return enter(made, url, { account, relayKey: connection.hello.relay }, keys);
}

/** One more device of the same account, let in by another one. */
export async function nextDevice(
  url: string,
  by: TestDevice,
  options: DeviceOptions & { made?: NewDevice } = {},
): Promise<TestDevice> {
  const made = options.made ?? (await newDevice(options));
  const keys = await makeDeviceKeys(made.writer.db, made.secrets);
  const joining = await joinAs(keys, by.account, { kind: 1, name: 'next' });
  const { access } = by.session;
  const secret = (await access.accountSecret())!;
  await access.appendToAccount((author) => addDevice(author, secret, joining));
  return enter(made, url, { account: by.account, relayKey: await access.relayKey() }, keys);
}

/** The same profile after its tab was closed: another worker over the same database. */
export async function reopened(device: TestDevice): Promise<TestDevice> {
  await device.stop();
  const made = await newDevice({ name: device.writer.db.name });
  made.writer.time = device.writer.time;
  await made.session.begin();
  return { ...device, ...running(made) };
}

/** The log of a collection. */
export async function logIdOf({ writer }: TestDevice, collectionId: string): Promise<string> {
  const row = await writer.db.logs.where('collectionId').equals(collectionId).first();
  if (row === undefined) throw new Error('no log');
  return row.id;
}

/** Shares a log with somebody who accepts at once. */
export async function shareWith(from: TestDevice, to: TestDevice, doc: string, role: 1 | 2 | 3): Promise<void> {
  const [inviter, guest] = [from.session.access, to.session.access];
  const inviteId = systemRandom(16);
  const words = { name: 'Shared', from: '', address: '', kind: 1 as const };
  const account = bytesToHex(to.account);
  const { entries } = await inviter.ask('account', { account: to.account });
  await inviter.append(doc, inviteAccountMaker(account, entries, { inviteId, role, words }));
  const id = hexToBytes(doc);
  const { records } = await guest.ask('membership', { doc: id, from: 1 });
  const membership = await readMembership(doc, records);
  const secret = (await guest.accountSecret())!;
  const opener = { account: to.account, secretOf: async () => secret };
  const { key } = await openInvitation(membership, bytesToHex(inviteId), opener);
  const last = records.at(-1)!;
  const author: Author<DocumentState> = {
    state: membership.state,
    credentials: await guest.credentials(),
    random: systemRandom,
    now: Date.now,
    header: (type, more = {}) => ({
      suite: 1,
      docId: id,
      type,
      accountId: to.account,
      deviceId: to.id,
      n: 1,
      sees: [0, new Uint8Array(32)],
      epoch: membership.state.epoch,
      pm: readEntry(last.entry!).hash,
      ...more,
    }),
  };
  const own = await guest.evidence();
  const entry = await answerMaker({ inviteId, answer: 'accept', own })(author);
  await guest.ask('append', { entry: entry.bytes });
  await guest.follow(doc, key);
  await to.settled();
}
