// Plays a history of commands with the model alone, and writes down entries with what has to come of them. Any fold can
// then be held against the tape: the real one, and the broken ones of the mutation run.
import * as bodies from '../../../src/sync/protocol/bodies.js';
import { type Bytes, bytesToHex } from '../../../src/sync/protocol/bytes.js';
import type { Entry, Header } from '../../../src/sync/protocol/entry.js';
import { entryTypes } from '../../../src/sync/protocol/entry-types.js';
import type { Refusal } from '../../../src/sync/protocol/errors.js';
import type { DocumentState, Place, Step } from '../../../src/sync/protocol/fold-state.js';
import {
  addressHash,
  deviceIdOf,
  documentIdOf,
  linkMessage,
  NO_HASH,
  NO_ID,
} from '../../../src/sync/protocol/identifiers.js';
import { chainHash } from '../../../src/sync/protocol/record.js';
import { encodeAs, type Schema } from '../../../src/sync/protocol/schema.js';
import type { Command } from './commands.js';
import {
  type Attempt,
  attempt,
  type Facts,
  isInvited,
  isReader,
  least,
  type Model,
  NO_INVITATION,
  type Op,
} from './model.js';
import {
  BACK,
  createDevice,
  createPerson,
  type Device,
  noSign,
  type Owed,
  ownSignature,
  type Person,
  publicKeyOf,
  relaySeed,
  seedOf,
  WRAP,
  writeAs,
} from './people.js';
import { summaryOf } from './tape-summary.js';

const START = 1_764_000_000_000;
const DAY = 86_400_000;
const PEOPLE = ['ada', 'ben', 'cleo', 'dora', 'emil'];
const ADDRESS = 'guest@example.org';

export interface TapeStep {
  readonly entry: Entry;
  readonly place: Place;
  /** What the state has to look like afterwards, or the refusal. */
  readonly expected: string | Refusal;
  readonly accepted: boolean;
  /** The signatures it stands on, as texts in any order. */
  readonly owed: readonly string[];
  /** Who can open the document's key after it, when it hands the key out; an invitation adds one. */
  readonly holders?: readonly string[];
  /** Whether it is written under the key. */
  readonly usesKey: boolean;
  readonly told: string;
}

export const owedText = ({ context, key, message }: Owed): string =>
  `${context} ${Buffer.from(key).toString('hex')} ${Buffer.from(message).toString('hex')}`;
const inviteIdOf = (invite: number): Bytes => seedOf('invitation', invite).slice(0, 16);
const sealKeyOf = (invite: number): Bytes =>
  seedOf('link seal', invite).map((byte, i) => (i === 31 ? byte & 127 : byte)) as Bytes;
const relayKey = publicKeyOf(relaySeed);
const stranger = createDevice('stranger');

/** Twists that make a difference to an act: otherwise most would not. */
const aptTwists: Partial<Record<Op, readonly Attempt['twist'][]>> = {
  epoch: ['ghost', 'missing', 'order', 'old', 'back'],
  remove: ['ghost', 'missing', 'order', 'old', 'back'],
  invite: ['evidence', 'generation', 'reuse'],
  accept: ['evidence', 'generation', 'unsigned'],
  decline: ['evidence', 'generation', 'unsigned'],
  snapshot: ['hash', 'refs'],
  update: ['evidence', 'relay'],
};

/** @returns The steps of a history, the document's genesis first. */
export function recordTape(commands: readonly Command[], policy: 0 | 1): readonly TapeStep[] {
  const people: Person[] = PEOPLE.map((name) => createPerson(name));
  const history: Facts[][] = people.map(() => {
    const active = new Set([0]);
    return [0, 0, 0, 1].map((generation) => ({ generation, active, address: false }));
  });
  const hashes: Bytes[] = [];
  const hashAt = (known: number) => (seq: number) => (seq <= known ? hashes[seq - 1] : undefined);
  const counters = new Map<string, number>();
  const root = encodeAs(bodies.documentRootSchema, { policy, nonce: seedOf('n').slice(0, 16), creator: people[0]!.id });
  const docId = documentIdOf(root);
  const steps: TapeStep[] = [];
  let invitations = 0;
  let now = START;
  let lastMembership: Bytes = NO_HASH;
  let model: Model = {
    policy,
    seq: 0,
    ts: 0,
    shown: people.map((_, i) => (i === 0 ? 3 : 0)),
    roles: new Map([[0, { role: 4 }]]),
    invites: new Map(),
    epoch: 1,
    due: false,
    frozen: false,
    covered: 0,
    snapshots: [],
    editors: new Set([0]),
    bad: new Set(),
  };

  function keep(
    entry: Entry,
    place: Place,
    outcome: Model | Refusal,
    rest: Pick<TapeStep, 'owed' | 'holders' | 'usesKey' | 'told'>,
  ): void {
    const accepted = typeof outcome !== 'string';
    steps.push({
      entry,
      place,
      accepted,
      expected: accepted ? summaryOf(outcome, people, history, (id) => bytesToHex(inviteIdOf(id))) : outcome,
      ...rest,
    });
    if (!accepted) return;
    model = outcome;
    hashes.push(chainHash(hashes.at(-1) ?? NO_HASH, place.seq, place.ts, entry.hash));
    if (entry.header.pm !== undefined) lastMembership = entry.hash;
    counters.set(bytesToHex(entry.header.deviceId), entry.header.n);
  }

  const readers = (of: Model) => {
    const ids = people.flatMap((person, i) => {
      const in_ = of.roles.has(i) || isInvited(of, i);
      return in_ ? [[person.id, history[i]![of.shown[i]!]!.generation] as const] : [];
    });
    const links = [...of.invites].flatMap(([id, { to }]) => (to === undefined ? [[inviteIdOf(id), 0] as const] : []));
    return [...ids, ...links].sort(([a, i], [b, j]) =>
      bytesToHex(a) === bytesToHex(b) ? i - j : bytesToHex(a) < bytesToHex(b) ? -1 : 1,
    );
  };

  function epochOf(of: Model, twist: Attempt['twist'], epoch: number): bodies.EpochKey {
    const list = readers(of).map(([id, generation]) => [id, generation, WRAP] as [Bytes, number, Bytes]);
    if (twist === 'ghost') list.push([new Uint8Array(16).fill(255), 1, WRAP]);
    if (twist === 'missing') list.pop();
    if (twist === 'order') list.reverse();
    if (twist === 'old') list[0]![1] += 1;
    const back = twist === 'back' ? {} : { back: BACK };
    return { recipients: list, commitment: seedOf('k', epoch).slice(0, 16), ...(epoch > 1 ? back : {}) };
  }

  /** Changes people and time; their entries are not shown to the document yet. */
  function turn({ world, whom, device }: Command): void {
    const who = whom % people.length;
    const person = people[who]!;
    const before = history[who]!.at(-1)!;
    const active = new Set(before.active);
    if (world === 'day' || world === 'week') now += world === 'day' ? DAY : 7 * DAY;
    if (world === 'add' && person.devices.length < 4) {
      person.addDevice();
      history[who]!.push({ ...before, active: active.add(person.devices.length - 1) });
    }
    if (world === 'revoke' && active.size > 1) {
      const lost = [...active][device % active.size]!;
      active.delete(lost);
      person.revoke(person.devices[lost]!);
      history[who]!.push({ ...before, active, generation: before.generation + 1 });
    }
    if (world === 'key') {
      person.newKey();
      history[who]!.push({ ...before, generation: before.generation + 1 });
    }
    if (world === 'address' && !before.address) {
      person.bindEmail(ADDRESS);
      history[who]!.push({ ...before, address: true });
    }
  }

  /** Another act, where this one would be refused for a reason that everybody knows. */
  function sensibleOp({ op, pick }: Command): Partial<Command> {
    const roles = [...model.roles.values()];
    if (model.due && ['content', 'snapshot', 'invite', 'link'].includes(op) && pick % 3 > 0) return { op: 'epoch' };
    if (op === 'confirm' && !roles.some(({ waits }) => waits !== undefined)) {
      const isWaited = [...model.invites.values()].some(
        ({ to, role, address }) => to === undefined && role > 2 && !address,
      );
      return isWaited
        ? { op: 'accept', twist: 'none' }
        : { op: model.due ? 'epoch' : 'link', role: 3, kind: 0, lasts: DAY };
    }
    if (model.invites.size === 0 && ['accept', 'decline', 'uninvite'].includes(op))
      return { op: pick % 2 > 0 ? 'invite' : 'link' };
    return roles.filter(({ role }) => role === 4).length === 1 && op === 'leave' && pick % 2 > 0 ? { op: 'role' } : {};
  }

  /** Chooses whom a command is about so that it makes sense, mostly. */
  function aim(given: Command): Attempt {
    const meant = given.sensible ? { ...given, ...sensibleOp(given) } : given;
    const apt = aptTwists[meant.op];
    const twist =
      meant.sensible && meant.twist !== 'none' && apt && meant.pick % 2 > 0
        ? apt[meant.who % apt.length]!
        : meant.twist;
    const c = { ...meant, twist };
    const any = (list: readonly number[], pick: number) =>
      list.length > 0 ? list[pick % list.length]! : pick % people.length;
    const members = [...model.roles.keys()];
    const able = members.filter((i) => model.roles.get(i)!.role >= least[c.op][policy]! || c.pick % 4 === 0);
    const outside = people.map((_, i) => i).filter((i) => !isReader(model, i));
    const open = [...model.invites.keys()];
    const answers = c.op === 'accept' || c.op === 'decline';
    const fresh = c.op === 'invite' || c.op === 'link';
    const invite = fresh && c.twist !== 'reuse' ? ++invitations : any(open, c.pick);
    const guest = model.invites.get(invite)?.to;
    const who = !c.sensible
      ? c.who % people.length
      : answers
        ? (guest ?? any(outside, c.who))
        : any(able.length > 0 ? able : members, c.who);
    const whom = !c.sensible ? c.whom % people.length : c.op === 'invite' ? any(outside, c.whom) : any(members, c.whom);
    const isAttest = c.op === 'attest';
    const snapshots = model.snapshots.map(({ seq }) => seq);
    const about =
      isAttest && c.kind === 2
        ? model.epoch + (c.pick % 5 === 0 ? 1 : 0)
        : isAttest
          ? any(snapshots, c.pick)
          : c.pick % 7 === 0
            ? model.seq + 1
            : model.covered + (c.pick % 3);
    const waiting = members.filter((each) => model.roles.get(each)?.waits !== undefined);
    const whomWaits = c.op === 'confirm' && c.sensible ? any(waiting, c.whom) : whom;
    const devices = people[who]!.devices;
    return {
      op: c.op,
      twist: c.twist,
      who,
      whom: whomWaits,
      device: c.sensible ? any([...history[who]!.at(-1)!.active], c.device) : c.device % devices.length,
      role: c.role,
      invite: open.length === 0 && !(fresh && c.twist !== 'reuse') ? NO_INVITATION : invite,
      lasts: c.lasts,
      ts: now,
      about: c.op === 'freeze' ? (c.pick % 4 === 0 ? model.seq + 1 : model.seq) : about,
      kind: c.kind,
      news: c.op === 'update' ? true : c.news,
    };
  }

  const newsOf = (who: number, { twist, kind }: Attempt) => {
    const from = model.shown[who]!;
    if (twist === 'evidence' && kind === 1) return people[(who + 1) % people.length]!.evidence();
    return people[who]!.evidence(twist !== 'evidence' ? from : from === 0 ? 1 : from - 1);
  };

  function play(command: Command): void {
    turn(command);
    const a = suited(aim(command));
    const body = a && bodyOf(a);
    if (a === undefined || body === undefined) return;
    const person = people[a.who]!;
    const isRelay = a.op === 'update' && a.twist === 'relay';
    const device: Device =
      a.twist === 'device' ? stranger : a.twist === 'recovery' ? person.recovery : person.devices[a.device]!;
    const deviceId = isRelay ? deviceIdOf(relayKey) : device.id;
    const last = counters.get(bytesToHex(deviceId)) ?? 0;
    if (a.twist === 'used' && last === 0) return;
    const brings = a.op === 'epoch' || a.op === 'remove' ? 1 : 0;
    const type = entryTypes[typeOf(a.op)];
    const random = seedOf('elsewhere', steps.length);
    const refs = a.op !== 'snapshot' ? {} : { refs: a.twist === 'refs' ? [random] : [seedOf('blob')] };
    const header: Header = {
      suite: 1,
      docId: a.twist === 'document' ? random.slice(0, 16) : docId,
      type,
      accountId: isRelay ? NO_ID : person.id,
      deviceId,
      n: last + (a.twist === 'gap' ? 2 : a.twist === 'used' ? 0 : 1),
      sees: a.twist === 'ahead' ? [model.seq + 1, random] : [model.seq, a.twist === 'sees' ? random : hashes.at(-1)!],
      epoch: model.epoch + brings + (a.twist === 'epoch' ? (a.kind === 0 ? 1 : -1) : 0),
      ...(type >= 16 ? { pm: a.twist === 'pm' ? random : lastMembership } : {}),
      ...refs,
    };
    const signing = isRelay ? { ...device, seed: relaySeed } : device;
    const entry = writeAs(signing, header, body.bytes, noSign);
    const place: Place = {
      seq: model.seq + 1 + (a.twist === 'seq' ? (a.kind === 0 ? -1 : 1) : 0),
      ts: a.twist === 'time' ? model.ts - 1 : a.ts,
      hashAt: hashAt(model.seq),
    };
    const owed = [ownSignature(isRelay ? { signKey: relayKey } : device, entry), ...body.owed(device)].map(owedText);
    const usesKey = ['content', 'snapshot', 'invite'].includes(typeOf(a.op));
    const outcome = attempt(model, a, history);
    const told = JSON.stringify(a);
    keep(entry, place, outcome, { owed, usesKey, told, holders: body.holders });
  }

  /** The model after the attempt without its twist; as it is when that is refused, for then it does not matter. */
  function honestly(a: Attempt): Model {
    const honest = attempt(model, { ...a, twist: 'none' }, history);
    return typeof honest === 'string' ? model : honest;
  }

  /** Takes a twist away where it would change nothing; `undefined` where there is nothing to say at all. */
  function suited(a: Attempt): Attempt | undefined {
    if (a.op === 'update' && newsOf(a.whom, a).length === 0) return undefined;
    const makesKey = a.op === 'epoch' || a.op === 'remove';
    const list = makesKey ? readers(honestly(a)) : [];
    if (['missing', 'order'].includes(a.twist) && list.length < 2) return { ...a, twist: 'none' };
    if (['ghost', 'old', 'back'].includes(a.twist) && list.length === 0) return { ...a, twist: 'none' };
    if (a.twist === 'relay' && a.op !== 'update') return { ...a, twist: 'none' };
    return a;
  }

  interface Made {
    readonly bytes: Uint8Array;
    owed(device: Device): readonly Owed[];
    readonly holders?: readonly string[];
  }

  function bodyOf(a: Attempt): Made | undefined {
    const made = <T>(schema: Schema<T>, value: unknown, more: Partial<Omit<Made, 'bytes'>> = {}): Made => ({
      bytes: encodeAs(schema, value as T),
      owed: () => [],
      ...more,
    });
    const account = people[a.whom]!.id;
    const inviteId = inviteIdOf(a.invite);
    const newsOwed = (who: number) => people[who]!.owed.slice(model.shown[who]!).flat();
    const key = () => {
      const epoch = epochOf(honestly(a), a.twist, model.epoch + 1);
      return { epoch, holders: epoch.recipients.map(([id, generation]) => `${bytesToHex(id)}:${generation}`) };
    };
    switch (a.op) {
      case 'content':
        return { bytes: new Uint8Array(44), owed: () => [] };
      case 'snapshot': {
        const hash = a.twist === 'hash' ? NO_HASH.map(() => 7) : (hashes[a.about - 1] ?? NO_HASH);
        const value = {
          upTo: Math.max(1, a.about),
          hash,
          membership: NO_HASH,
          heads: [],
          blob: seedOf('blob'),
          size: 9,
          state: NO_HASH,
        };
        return a.about < 1 ? undefined : made(bodies.snapshotSchema, value);
      }
      case 'invite': {
        const news = a.news ? newsOf(a.whom, a) : [];
        const generation = history[a.whom]![a.news ? history[a.whom]!.length - 1 : model.shown[a.whom]!]!.generation;
        const given = generation + (a.twist === 'generation' ? 1 : 0);
        const value = {
          inviteId,
          role: a.role,
          expires: a.ts + a.lasts,
          account: [account, given],
          sealed: new Uint8Array(99),
        };
        const evidence = news.length > 0 ? { evidence: news } : {};
        const owed = () => (a.news ? newsOwed(a.whom) : []);
        return made(
          bodies.inviteSchema,
          { ...value, ...evidence },
          { owed, holders: [`${people[a.whom]!.key}:${given}`] },
        );
      }
      case 'link': {
        const link = [publicKeyOf(seedOf('link', a.invite)), sealKeyOf(a.invite)];
        const address = a.kind === 2 ? { address: addressHash(ADDRESS) } : {};
        const value = { inviteId, role: a.role, expires: a.ts + a.lasts, link, ...address, sealed: new Uint8Array(99) };
        return made(bodies.inviteSchema, value, { holders: [`${bytesToHex(inviteId)}:0`] });
      }
      case 'accept':
      case 'decline': {
        const news = a.news ? newsOf(a.who, a) : [];
        const facts = history[a.who]![a.news ? history[a.who]!.length - 1 : model.shown[a.who]!]!;
        const isLink = model.invites.has(a.invite) && model.invites.get(a.invite)?.to === undefined;
        const linkSignature = isLink !== (a.twist === 'unsigned') ? { linkSignature: new Uint8Array(64) } : {};
        const generation = facts.generation + (a.twist === 'generation' ? 1 : 0);
        const evidence = news.length > 0 ? { evidence: news } : {};
        const owed = (device: Device): Owed[] => {
          const message = linkMessage(docId, inviteId, people[a.who]!.id, device.id, a.op as 'accept' | 'decline');
          const link: Owed = { context: 'invite', key: publicKeyOf(seedOf('link', a.invite)), message };
          return [...(a.news ? newsOwed(a.who) : []), ...(isLink ? [link] : [])];
        };
        return made(bodies.acceptSchema, { inviteId, generation, ...evidence, ...linkSignature }, { owed });
      }
      case 'uninvite':
        return made(bodies.uninviteSchema, { inviteId });
      case 'confirm':
        return made(bodies.confirmSchema, { account });
      case 'role':
        return made(bodies.roleSchema, { account, role: a.role });
      case 'remove': {
        const { epoch, holders } = key();
        return made(bodies.removeSchema, { account, epoch }, { holders });
      }
      case 'leave':
        return made(bodies.leaveSchema, {});
      case 'epoch': {
        const { epoch, holders } = key();
        return made(bodies.rotateSchema, { epoch }, { holders });
      }
      case 'update': {
        const relay = a.twist === 'relay' ? { relay: relayKey } : {};
        const value = { account, evidence: newsOf(a.whom, a), ...relay };
        return made(bodies.accountUpdateSchema, value, { owed: () => newsOwed(a.whom) });
      }
      case 'transfer':
        return made(bodies.transferSchema, { account });
      case 'freeze':
        return made(bodies.freezeSchema, { frozen: a.kind === 0 ? 0 : 1, restored: a.about });
      case 'attest':
        return made(bodies.attestSchema, { kind: a.kind, about: a.about });
      case 'repair': {
        const by = people[a.whom]!.devices[0]!;
        const header: Header = {
          suite: 1,
          docId,
          type: 1,
          accountId: account,
          deviceId: by.id,
          n: 1,
          sees: [0, NO_HASH],
          epoch: 1,
        };
        const lost = writeAs(by, header, new Uint8Array(44), noSign);
        return made(bodies.repairSchema, { entries: [lost.bytes] }, { owed: () => [ownSignature(by, lost)] });
      }
    }
  }

  const creator = people[0]!;
  const first = epochOf(model, 'none', 1);
  const genesis = { root, evidence: creator.evidence(), epoch: first, kind: new Uint8Array(44) };
  const device = creator.devices[0]!;
  const begin: Header = {
    suite: 1,
    docId,
    type: entryTypes.genesis,
    accountId: creator.id,
    deviceId: device.id,
    n: 1,
    sees: [0, NO_HASH],
    epoch: 1,
    pm: NO_HASH,
  };
  const entry = writeAs(device, begin, encodeAs(bodies.genesisSchema, genesis), noSign);
  keep(
    entry,
    { seq: 1, ts: now, hashAt: hashAt(0) },
    { ...model, seq: 1, ts: now },
    {
      owed: [ownSignature(device, entry), ...creator.owed.flat()].map(owedText),
      usesKey: false,
      holders: [`${creator.key}:1`],
      told: 'genesis',
    },
  );
  for (const each of commands) play(each);
  return steps;
}

const typeOf = (op: Op) => (op === 'link' ? 'invite' : op === 'update' ? 'accountUpdate' : op);

export type Fold = (state: DocumentState | undefined, entry: Entry, place: Place) => Step<DocumentState>;
