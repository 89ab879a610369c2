import { createHash, hkdfSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../../../relay/config.js';
import { type Relay, startRelay } from '../../../../relay/relay.js';
import { createMemoryStore } from '../../../../relay/store/memory-store.js';
import type { AppError } from '../../../../src/domain/errors.js';
import type { DeviceKeys } from '../../../../src/sync/identity/account-entries.js';
import { type Line, meetingPoint, openLine } from '../../../../src/sync/identity/meeting-line.js';
import {
  CODE_MS,
  join,
  makePairingCode,
  pairingDigits,
  receiveCandidate,
  STEP_MS,
  sayBye,
  secretOfCode,
  welcome,
} from '../../../../src/sync/identity/pairing.js';
import { bytesToHex, concat } from '../../../../src/sync/protocol/bytes.js';
import { sealKeyPairFromSeed, systemRandom } from '../../../../src/sync/protocol/seal.js';
import { signerFromSeed } from '../../../../src/sync/protocol/signatures.js';
import { type RealEnvironment, realEnvironment } from '../../../support/real-environment.js';
import { connect, said } from '../../../support/relay-client.js';
import { seedOf } from '../../../support/sync/people.js';

let relay: Relay;
let environment: RealEnvironment;
const lines: Line[] = [];

beforeEach(async () => {
  environment = realEnvironment();
  relay = await startRelay({
    config: { ...DEFAULT_CONFIG, port: 0 },
    store: createMemoryStore(),
    log: () => {},
    now: () => environment.now(),
  });
});
afterEach(async () => {
  for (const line of lines.splice(0)) line.close();
  await relay.close();
});

const keysOf = async (name: string): Promise<DeviceKeys> => ({
  signer: await signerFromSeed(seedOf(name, 'sign')),
  seal: await sealKeyPairFromSeed(seedOf(name, 'seal')),
});
const account = seedOf('account').slice(0, 16);
const phone = { kind: 1 as const, name: 'Phone' };
const handover = () => ({
  relay: relay.url,
  relayKey: seedOf('relay key'),
  accountHead: seedOf('head'),
  heads: [[seedOf('doc').slice(0, 16), 7, seedOf('h').slice(0, 16)]] as const,
});

async function line(code: Uint8Array, end: 'new' | 'old'): Promise<Line> {
  const opened = await openLine({
    environment,
    relay: relay.url,
    secret: secretOfCode(code),
    end,
    random: systemRandom,
    lifetime: CODE_MS,
  });
  lines.push(opened);
  return opened;
}

/** A new device that has shown its code. */
async function newcomer(name = 'phone') {
  const keys = await keysOf(name);
  const code = makePairingCode(keys, systemRandom);
  const own = await line(code, 'new');
  let shown: (digits: string) => void = () => {};
  const digits = new Promise<string>((resolve) => {
    shown = resolve;
  });
  const joined = join(own, code, keys, phone, { random: systemRandom, onDigits: shown });
  joined.catch(() => {});
  return { keys, code, line: own, digits, joined };
}
async function admit(code: Uint8Array, options: { account?: Uint8Array } = {}) {
  const old = await line(code, 'old');
  const me = { account: options.account ?? account, signKey: (await keysOf('desk')).signer.publicKey };
  return { line: old, candidate: await receiveCandidate(old, code, me, systemRandom) };
}
const why = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing',
    (error: AppError) => error.detail?.why ?? error,
  );

describe('a new device', () => {
  it('[ID8] comes in by its code: both show the same digits, and it gets what it needs', async () => {
    const phoneSide = await newcomer();
    const { line: old, candidate } = await admit(phoneSide.code);
    expect(candidate.digits).toMatch(/^\d{6}$/);
    expect(await phoneSide.digits).toBe(candidate.digits);
    expect(candidate.device).toMatchObject({ name: 'Phone', kind: 1, signKey: phoneSide.keys.signer.publicKey });
    await welcome(old, account, candidate.device, handover(), systemRandom);
    expect(await phoneSide.joined).toEqual({ account, ...handover() });
  });

  it('comes in also when the old one was there first', async () => {
    const keys = await keysOf('phone');
    const code = makePairingCode(keys, systemRandom);
    const admitted = admit(code);
    await new Promise((done) => setImmediate(done));
    const own = await line(code, 'new');
    const joined = join(own, code, keys, phone, { random: systemRandom, onDigits: () => {} });
    const { line: old, candidate } = await admitted;
    await welcome(old, account, candidate.device, handover(), systemRandom);
    expect((await joined).account).toEqual(account);
  });
});

describe('[A-43] [ID9] a code', () => {
  it('that is too old is good for nothing, on both sides', async () => {
    const { code, joined } = await newcomer();
    environment.pass(CODE_MS);
    expect(await why(joined)).toBe('expired');
    // Nobody answers there any more.
    const waits = environment.waited(STEP_MS);
    const late = admit(code);
    late.catch(() => {});
    await waits;
    environment.pass(STEP_MS);
    expect(await why(late)).toBe('nobody');
  });

  it('that was used is good for nothing', async () => {
    const phoneSide = await newcomer();
    const { line: old, candidate } = await admit(phoneSide.code);
    await welcome(old, account, candidate.device, handover(), systemRandom);
    await phoneSide.joined;
    expect(await why(line(phoneSide.code, 'old'))).toBe('used');
    for (const each of lines.splice(0)) each.close();
  });

  it('that somebody answered before is taken', async () => {
    const { code } = await newcomer();
    await line(code, 'old');
    expect(await why(admit(code))).toBe('used');
  });

  it('whose messages are replayed opens nothing', async () => {
    const first = await newcomer();
    // Everything the old device says in this pairing, as the relay sees it.
    const tapped: Uint8Array<ArrayBuffer>[] = [];
    const open = environment.open.bind(environment);
    const spy = {
      ...environment,
      open: (url: string) => {
        const socket = open(url);
        const send = socket.send.bind(socket);
        socket.send = (bytes) => {
          tapped.push(bytes);
          send(bytes);
        };
        return socket;
      },
    };
    const old = await openLine({
      environment: spy,
      relay: relay.url,
      secret: secretOfCode(first.code),
      end: 'old',
      random: systemRandom,
      lifetime: CODE_MS,
    });
    lines.push(old);
    const me = { account, signKey: (await keysOf('desk')).signer.publicKey };
    const candidate = await receiveCandidate(old, first.code, me, systemRandom);
    await welcome(old, account, candidate.device, handover(), systemRandom);
    await first.joined;

    const second = await newcomer('tablet');
    const replayer = await connect(relay.url);
    expect(said(await replayer.ask('meet', { point: meetingPoint(secretOfCode(second.code)) }))).toBe('done');
    for (const bytes of tapped.slice(1, 4))
      await replayer.ask('tell', { point: meetingPoint(secretOfCode(second.code)), bytes });
    // Three messages that do not open: somebody else is there.
    expect(await why(second.joined)).toBe('used');
    await replayer.close();
  });
});

describe('[A-43] [ID7] somebody in between', () => {
  it('who has seen the code cannot pass for the new device: its keys are in it', async () => {
    const keys = await keysOf('phone');
    const code = makePairingCode(keys, systemRandom);
    const mallory = await line(code, 'new');
    const theirs = join(mallory, code, await keysOf('mallory'), phone, { random: systemRandom, onDigits: () => {} });
    theirs.catch(() => {});
    expect(await why(admit(code))).toBe('mismatch');
  });

  it('who takes the new device into another account shows other digits', async () => {
    const a = await newcomer();
    const intruder = await admit(a.code, { account: seedOf('mallory').slice(0, 16) });
    // What the true old device would show for the same new one.
    const me = { account, signKey: (await keysOf('desk')).signer.publicKey, nonce: systemRandom(32) };
    const { signKey, sealKey } = intruder.candidate.device;
    const honest = pairingDigits(a.code, me, { signKey, sealKey, nonce: systemRandom(32) });
    expect(await a.digits).not.toBe(honest);
  });

  it('is sent away: the person says that the digits differ, and the new device forgets it', async () => {
    const phoneSide = await newcomer();
    const { line: old } = await admit(phoneSide.code);
    await phoneSide.digits;
    await sayBye(old);
    expect(await why(phoneSide.joined)).toBe('declined');
  });
});

describe('what both ends compute', () => {
  const secret = seedOf('s').slice(0, 16);

  it('[ID6] is the same as by other means: the meeting point is HKDF', () => {
    const known = hkdfSync('sha256', secret, '', 'gw1/pair-point', 32).slice(0, 16);
    expect(bytesToHex(meetingPoint(secret))).toBe(Buffer.from(known).toString('hex'));
  });

  it('is the same as by other means: the digits are a SHA-256, modulo a million', () => {
    const older = { account, signKey: seedOf('a'), nonce: seedOf('b') };
    const newer = { signKey: seedOf('c'), sealKey: seedOf('d'), nonce: seedOf('e') };
    const hash = createHash('sha256').update('gw1/pair-digits').update(secret);
    for (const part of [account, seedOf('a'), seedOf('b'), seedOf('c'), seedOf('d'), seedOf('e')]) hash.update(part);
    const known = String(hash.digest().readBigUInt64BE(0) % 1_000_000n).padStart(6, '0');
    expect(pairingDigits(concat(secret, new Uint8Array(8)), older, newer)).toBe(known);
  });
});
