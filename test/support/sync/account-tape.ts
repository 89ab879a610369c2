// The same for an account's own log: a model of docs/rules/sync-accounts.md plays random histories and writes them down.
import fc from 'fast-check';
import * as bodies from '../../../src/sync/protocol/account-bodies.js';
import { type Bytes, bytesToHex } from '../../../src/sync/protocol/bytes.js';
import type { Entry, Header } from '../../../src/sync/protocol/entry.js';
import { type EntryType, entryTypes } from '../../../src/sync/protocol/entry-types.js';
import type { Refusal } from '../../../src/sync/protocol/errors.js';
import type { AccountLogState, Place, Step } from '../../../src/sync/protocol/fold-state.js';
import {
  accountIdOf,
  addressHash,
  addressMessage,
  joinMessage,
  NO_HASH,
} from '../../../src/sync/protocol/identifiers.js';
import { chainHash } from '../../../src/sync/protocol/record.js';
import { encodeAs } from '../../../src/sync/protocol/schema.js';
import {
  BACK,
  createDevice,
  type Device,
  noSign,
  type Owed,
  ownSignature,
  publicKeyOf,
  relaySeed,
  seedOf,
  WRAP,
  writeAs,
} from './people.js';
import { owedText } from './tape.js';

const types = {
  add: entryTypes.deviceAdd,
  revoke: entryTypes.deviceRevoke,
  key: entryTypes.accountKey,
  recovery: entryTypes.recoverySet,
  email: entryTypes.emailBind,
  pgp: entryTypes.pgpBind,
  heads: entryTypes.heads,
  genesis: entryTypes.accountGenesis,
} as const;
type Op = keyof typeof types;

const twists = [
  'none',
  'seq',
  'time',
  'used',
  'gap',
  'account',
  'stranger',
  'epoch',
  'pm',
  'sees',
  'ghost',
  'missing',
  'order',
  'back',
  'same',
  'wrap',
  'again',
  'weak',
  'short',
] as const;

export interface AccountCommand {
  readonly op: Op;
  readonly twist: (typeof twists)[number];
  /** Whose device writes, among all there ever were. */
  readonly by: number;
  readonly target: number;
  readonly up: boolean;
}

const one: fc.Arbitrary<AccountCommand> = fc.record({
  op: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom<Op>('add', 'add', 'revoke', 'key', 'recovery', 'email', 'heads') },
    { weight: 1, arbitrary: fc.constantFrom<Op>('pgp', 'genesis', 'email') },
  ),
  twist: fc.oneof(
    { weight: 2, arbitrary: fc.constant('none' as const) },
    { weight: 1, arbitrary: fc.constantFrom(...twists) },
  ),
  by: fc.nat(9),
  target: fc.nat(9),
  up: fc.boolean(),
});
export const accountHistory = (most: number) => fc.array(one, { minLength: 10, maxLength: most, size: 'max' });
/** Fills an account to its last place and beyond. */
export const crowd: readonly AccountCommand[] = Array.from({ length: 23 }, () => ({
  op: 'add',
  twist: 'none',
  by: 1,
  target: 0,
  up: true,
}));

export interface AccountStep {
  readonly entry: Entry;
  readonly place: Place;
  readonly expected: string;
  readonly accepted: boolean;
  readonly owed: readonly string[];
}

interface Known {
  readonly device: Device;
  readonly kind: number;
  readonly revoked: boolean;
}

export function recordAccountTape(commands: readonly AccountCommand[]): readonly AccountStep[] {
  const recovery = createDevice('model', 'recovery');
  const root = encodeAs(bodies.accountRootSchema, {
    nonce: seedOf('n').slice(0, 16),
    signKey: recovery.signKey,
    sealKey: recovery.sealKey,
  });
  const id = accountIdOf(root);
  const hashes: Bytes[] = [];
  const counters = new Map<string, number>();
  const steps: AccountStep[] = [];
  let devices: readonly Known[] = [];
  let generation = 0;
  let head: Bytes = NO_HASH;
  let addresses = 0;
  let made = 0;
  let publicKey: Bytes = NO_HASH;
  const freshKey = () =>
    seedOf('account key', generation + 1).map((byte, i) => (i === 31 ? byte & 127 : byte)) as Bytes;
  const sorted = (list: readonly Known[]) =>
    list
      .filter(({ revoked }) => !revoked)
      .map(({ device }) => device)
      .sort((a, b) => (bytesToHex(a.id) < bytesToHex(b.id) ? -1 : 1));

  function keyFor(left: readonly Known[], { twist }: AccountCommand): bodies.AccountKey {
    const list = sorted(left).map(({ id: each }) => [each, WRAP] as const);
    if (twist === 'ghost') list.push([new Uint8Array(16).fill(255), WRAP]);
    if (twist === 'missing' && list.length > 1) list.shift();
    if (twist === 'order') list.reverse();
    if (list.length === 0) list.push([recovery.id, WRAP]);
    const next = twist === 'same' ? publicKey : twist === 'weak' ? new Uint8Array(32) : freshKey();
    const back = generation > 0 !== (twist === 'back') ? { back: BACK } : {};
    return { publicKey: next, recipients: list, ...back };
  }
  function keyRefusal(left: readonly Known[], { twist }: AccountCommand): Refusal | undefined {
    if (twist === 'weak') return 'MALFORMED';
    const changes = sorted(left).length > 1 ? ['missing', 'order'] : [];
    return ['ghost', 'back', 'same', ...changes].includes(twist) ? 'RECIPIENTS' : undefined;
  }

  function write(command: AccountCommand): void {
    const c = command;
    const { op, twist, up } = c;
    const author =
      devices.length === 0 ? { device: recovery, kind: 0, revoked: false } : devices[c.by % devices.length]!;
    const device = twist === 'stranger' ? createDevice('stranger') : author.device;
    const last = counters.get(bytesToHex(device.id)) ?? 0;
    if (twist === 'used' && last === 0) return;
    const target = devices[c.target % Math.max(1, devices.length)];
    const added = twist === 'again' && target ? target.device : createDevice('model', ++made);
    const present = devices.filter(({ kind, revoked }) => kind !== 0 && !revoked);
    const brings = op === 'revoke' || op === 'key' || op === 'recovery' ? 1 : 0;
    const owed: Owed[] = [];
    let body: Uint8Array;
    let refusal: Refusal | undefined;
    let next: () => void = () => undefined;
    const keyed = (left: readonly Known[], key: bodies.AccountKey, before?: Refusal) => {
      refusal = before ?? keyRefusal(left, c);
      next = () => {
        devices = left;
        generation++;
        publicKey = key.publicKey;
      };
    };
    const weak = twist === 'weak' ? { signKey: new Uint8Array(32) } : {};
    const joins = { signKey: added.signKey, sealKey: added.sealKey, proof: new Uint8Array(64), ...weak };
    const joinOwed: Owed = {
      context: 'acct',
      key: added.signKey,
      message: joinMessage(id, added.signKey, added.sealKey),
    };
    switch (op) {
      case 'genesis':
        body = encodeAs(bodies.accountGenesisSchema, { root });
        if (devices.length > 0) refusal = 'EXISTS';
        next = () => (devices = [{ device: recovery, kind: 0, revoked: false }]);
        break;
      case 'add': {
        const wrap = generation > 0 !== (twist === 'wrap') ? { wrap: WRAP } : {};
        body = encodeAs(bodies.deviceAddSchema, { ...joins, kind: 1, name: new Uint8Array(256), ...wrap });
        owed.push(joinOwed);
        refusal =
          twist === 'weak'
            ? 'MALFORMED'
            : twist === 'again'
              ? 'WRONG_TARGET'
              : present.length >= 20
                ? 'LIMIT'
                : twist === 'wrap'
                  ? 'RECIPIENTS'
                  : undefined;
        next = () => (devices = [...devices, { device: added, kind: 1, revoked: false }]);
        break;
      }
      case 'revoke': {
        const left = devices.map((each) => (each === target ? { ...each, revoked: true } : each));
        const key = keyFor(left, c);
        body = encodeAs(bodies.deviceRevokeSchema, { device: target!.device.id, key });
        const wrong = target!.revoked || target!.kind === 0;
        keyed(left, key, wrong ? 'WRONG_TARGET' : present.length === 1 && author.kind !== 0 ? 'LAST_OWNER' : undefined);
        break;
      }
      case 'key': {
        const key = keyFor(devices, c);
        body = encodeAs(bodies.accountKeyEntrySchema, { key });
        keyed(devices, key);
        break;
      }
      case 'recovery': {
        const left = [
          ...devices.map((each) => (each.kind === 0 ? { ...each, revoked: true } : each)),
          { device: added, kind: 0, revoked: false },
        ];
        const key = keyFor(left, c);
        body = encodeAs(bodies.recoverySetSchema, { ...joins, key });
        owed.push(joinOwed);
        keyed(left, key, twist === 'weak' ? 'MALFORMED' : twist === 'again' ? 'WRONG_TARGET' : undefined);
        break;
      }
      case 'email': {
        const again = addresses > 0 && (twist === 'again' || c.target === 0);
        const address = addressHash(`${again ? 0 : addresses}@example.org`);
        const relay = twist === 'weak' ? new Uint8Array(32) : publicKeyOf(relaySeed);
        body = encodeAs(bodies.emailBindSchema, { address, relay, time: 5, statement: new Uint8Array(64) });
        owed.push({ context: 'dir', key: relay, message: addressMessage(address, id, 5) });
        refusal = twist === 'weak' ? 'MALFORMED' : again ? 'WRONG_TARGET' : addresses >= 20 ? 'LIMIT' : undefined;
        next = () => addresses++;
        break;
      }
      case 'pgp':
        body = encodeAs(bodies.pgpBindSchema, {
          fingerprint: NO_HASH,
          certificate: NO_HASH,
          signature: new Uint8Array(9),
        });
        break;
      case 'heads':
        body = new Uint8Array(twist === 'short' ? 43 : 44);
        refusal = twist === 'short' ? 'MALFORMED' : undefined;
    }
    const seq = hashes.length + 1;
    const random = seedOf('elsewhere', steps.length);
    const account = twist === 'account' ? random.slice(0, 16) : id;
    const header: Header = {
      suite: 1,
      docId: account as Bytes,
      type: types[op] as EntryType,
      accountId: account as Bytes,
      deviceId: device.id,
      n: last + (twist === 'gap' ? 2 : twist === 'used' ? 0 : 1),
      sees: twist === 'sees' ? [up ? seq : seq - 1, random] : [seq - 1, hashes.at(-1) ?? NO_HASH],
      epoch: Math.max(0, generation + brings + (twist === 'epoch' ? (up || generation + brings === 0 ? 1 : -1) : 0)),
      ...(op === 'heads' ? {} : { pm: twist === 'pm' ? random : head }),
    };
    const entry = writeAs(device, header, body, noSign);
    const known = seq - 1;
    const place: Place = {
      seq: seq + (twist === 'seq' ? (up ? 1 : -1) : 0),
      ts: twist === 'time' ? 99 : 100,
      hashAt: (at) => (at <= known ? hashes[at - 1] : undefined),
    };
    const expected =
      twist === 'seq' || (twist === 'time' && known > 0)
        ? 'CHAIN'
        : twist === 'used'
          ? 'DUP_OLD'
          : twist === 'gap'
            ? 'GAP'
            : op === 'genesis' && refusal
              ? refusal
              : twist === 'account' && op !== 'heads'
                ? 'WRONG_TARGET'
                : twist === 'stranger'
                  ? 'NOT_MEMBER'
                  : author.revoked
                    ? 'DEVICE_REVOKED'
                    : twist === 'epoch'
                      ? 'STALE_EPOCH'
                      : twist === 'pm' && op !== 'heads'
                        ? 'STALE_MEMBERSHIP'
                        : (refusal ?? (twist === 'sees' ? 'SEES_UNKNOWN' : undefined));
    const all = [ownSignature(device, entry), ...owed].map(owedText);
    if (expected !== undefined) return void steps.push({ entry, place, expected, accepted: false, owed: all });
    next();
    if (op !== 'heads') head = entry.hash;
    hashes.push(chainHash(hashes.at(-1) ?? NO_HASH, seq, 100, entry.hash));
    counters.set(bytesToHex(device.id), header.n);
    steps.push({ entry, place, expected: summary(), accepted: true, owed: all });
  }

  const summary = () =>
    JSON.stringify([
      generation,
      bytesToHex(head),
      generation > 0 ? bytesToHex(publicKey) : '',
      addresses,
      devices.map(({ device, kind, revoked }) => `${bytesToHex(device.id)} ${kind} ${revoked}`).sort(),
    ]);

  const plain = { twist: 'none', by: 0, target: 0, up: true } as const;
  for (const op of ['genesis', 'add', 'key'] as const) write({ ...plain, op });
  for (const command of commands) write(command);
  return steps;
}

const summaryOfState = ({ account }: AccountLogState) =>
  JSON.stringify([
    account.generation,
    account.head,
    account.sealKey,
    account.addresses.length,
    Object.entries(account.devices)
      .map(([id, { kind, revoked }]) => `${id} ${kind} ${revoked}`)
      .sort(),
  ]);

/** @returns What is wrong with a fold of accounts; `undefined` when it agrees with the tape. */
export function accountDisagreement(
  tape: readonly AccountStep[],
  fold: (state: AccountLogState | undefined, entry: Entry, place: Place) => Step<AccountLogState>,
): string | undefined {
  let state: AccountLogState | undefined;
  for (const [i, { entry, place, expected, accepted, owed }] of tape.entries()) {
    const step = fold(state, entry, place);
    if (!step.ok && step.refusal !== expected) return `step ${i}: ${step.refusal} (${step.why}) instead of ${expected}`;
    if (!step.ok) continue;
    if (!accepted) return `step ${i}: ok instead of ${expected}`;
    state = step.state;
    if (summaryOfState(state) !== expected) return `step ${i}: ${summaryOfState(state)} instead of ${expected}`;
    if (step.checks.map(owedText).sort().join() !== [...owed].sort().join()) return `step ${i}: other signatures`;
  }
  return undefined;
}
