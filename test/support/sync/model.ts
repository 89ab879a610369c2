// A second opinion on documents: who may do what, written down from docs/rules/sync-documents.md over people and numbers,
// without entries, bytes, or anything of the fold.
import type { Refusal } from '../../../src/sync/protocol/errors.js';

export const ops = [
  'content',
  'snapshot',
  'invite',
  'link',
  'uninvite',
  'accept',
  'decline',
  'confirm',
  'role',
  'remove',
  'leave',
  'epoch',
  'update',
  'transfer',
  'freeze',
  'attest',
  'repair',
] as const;
export type Op = (typeof ops)[number];

export const twists = [
  'none',
  'seq',
  'time',
  'used',
  'gap',
  'document',
  'device',
  'recovery',
  'epoch',
  'pm',
  'sees',
  'ahead',
  'ghost',
  'missing',
  'old',
  'order',
  'back',
  'evidence',
  'generation',
  'hash',
  'refs',
  'relay',
  'reuse',
  'unsigned',
] as const;
export type Twist = (typeof twists)[number];

/** What is known of a person's devices after so many entries of their own log. */
export interface Facts {
  readonly generation: number;
  readonly active: ReadonlySet<number>;
  readonly address: boolean;
}

export interface Invitation {
  readonly by: number;
  readonly role: number;
  readonly expires: number;
  /** Nobody in particular: a link. */
  readonly to?: number;
  readonly address?: boolean;
}

/** One attempt, by somebody with a device, at something. */
export interface Attempt {
  readonly op: Op;
  readonly twist: Twist;
  readonly who: number;
  readonly device: number;
  readonly whom: number;
  readonly role: number;
  /** The invitation that it is about. */
  readonly invite: number;
  /** For how long an invitation is to be open, ms. */
  readonly lasts: number;
  readonly ts: number;
  /** What a snapshot covers, an `attest` is about, a restore goes back to. */
  readonly about: number;
  /** 0 to 2, for what has kinds. */
  readonly kind: number;
  /** Whether evidence of everything new is brought along. */
  readonly news: boolean;
}

export interface Model {
  readonly policy: 0 | 1;
  seq: number;
  ts: number;
  /** How many entries of each person's own log this document has been shown. */
  shown: number[];
  roles: Map<number, { readonly role: number; readonly waits?: { readonly role: number; readonly by: number } }>;
  invites: Map<number, Invitation>;
  epoch: number;
  due: boolean;
  frozen: boolean;
  covered: number;
  snapshots: { readonly seq: number; readonly by: number; readonly said: ReadonlySet<number> }[];
  editors: Set<number>;
  bad: Set<number>;
}

/** The least role for each attempt, in a calendar and in a roster. */
export const least: Readonly<Record<Op, readonly [number, number]>> = {
  content: [2, 3],
  snapshot: [2, 3],
  epoch: [2, 3],
  repair: [2, 3],
  invite: [3, 3],
  link: [3, 3],
  confirm: [3, 3],
  role: [3, 3],
  remove: [3, 3],
  uninvite: [1, 1],
  leave: [1, 1],
  update: [1, 1],
  attest: [1, 1],
  transfer: [4, 4],
  freeze: [4, 4],
  accept: [0, 0],
  decline: [0, 0],
};

const copy = (m: Model): Model => ({
  ...m,
  shown: [...m.shown],
  roles: new Map(m.roles),
  invites: new Map(m.invites),
  snapshots: [...m.snapshots],
  editors: new Set(m.editors),
  bad: new Set(m.bad),
});

const canInvite = (m: Model, who: number, role: number) => {
  const own = m.roles.get(who)?.role ?? 0;
  return own >= 3 && (m.policy === 1 ? own > role : own >= role);
};

/** Closes what has run out and what nobody stands behind. */
function tidy(m: Model, now: number): void {
  for (const [id, { expires, by, role }] of m.invites)
    if (expires <= now || !canInvite(m, by, role)) {
      m.invites.delete(id);
      m.due = true;
    }
}

export const isInvited = (m: Model, who: number) => [...m.invites.values()].some(({ to }) => to === who);
export const isReader = (m: Model, who: number) => m.roles.has(who) || isInvited(m, who);
const owners = (m: Model) => [...m.roles.values()].filter(({ role }) => role === 4).length;
const membershipOps: ReadonlySet<Op> = new Set(ops.filter((op) => op !== 'content' && op !== 'snapshot'));

/** The number of nobody's invitation. */
export const NO_INVITATION = -1;

/**
 * @param history - What was true of each person after so many entries of theirs; [0] before the first.
 * @returns The model after the attempt, or why it is refused.
 */
export function attempt(before: Model, a: Attempt, history: readonly (readonly Facts[])[]): Model | Refusal {
  if (a.twist === 'seq' || a.twist === 'time') return 'CHAIN';
  if (a.twist === 'used') return 'DUP_OLD';
  if (a.twist === 'gap') return 'GAP';
  if (a.twist === 'document') return 'UNKNOWN';
  const m = copy(before);
  tidy(m, a.ts);
  if (a.op === 'update' && !isReader(m, a.whom)) return 'WRONG_TARGET';
  const about = a.op === 'update' ? a.whom : a.op === 'accept' || a.op === 'decline' ? a.who : undefined;
  if (about !== undefined && a.news) {
    if (a.twist === 'evidence') return 'EVIDENCE';
    show(m, about, history);
  }
  const isRelay = a.op === 'update' && a.twist === 'relay';
  if (!isRelay) {
    const facts = history[a.who]![m.shown[a.who]!]!;
    if (m.shown[a.who] === 0 || a.twist === 'device' || a.twist === 'recovery') return 'NOT_MEMBER';
    if (!facts.active.has(a.device))
      return history[a.who]!.slice(0, m.shown[a.who]! + 1).some(({ active }) => active.has(a.device))
        ? 'DEVICE_REVOKED'
        : 'NOT_MEMBER';
    const needed = least[a.op][m.policy]!;
    const own = m.roles.get(a.who)?.role ?? 0;
    if (needed > 0 && own === 0) return 'NOT_MEMBER';
    if (own < needed) return 'ROLE';
  }
  if (a.twist === 'epoch') return 'STALE_EPOCH';
  if (m.due && ['content', 'snapshot', 'invite', 'link'].includes(a.op)) return 'ROTATE_FIRST';
  if (a.twist === 'pm' && membershipOps.has(a.op)) return 'STALE_MEMBERSHIP';
  const refused = act(m, a, history);
  if (refused !== undefined) return refused;
  if (a.twist === 'sees' || a.twist === 'ahead') return 'SEES_UNKNOWN';
  m.seq++;
  m.ts = a.ts;
  return m;
}

function show(m: Model, who: number, history: readonly (readonly Facts[])[]): void {
  const all = history[who]!;
  const last = all.length - 1;
  if (isReader(m, who) && all[last]!.generation !== all[m.shown[who]!]!.generation) m.due = true;
  m.shown[who] = last;
}

const badRecipients = (twist: Twist) => ['ghost', 'missing', 'old', 'order', 'back'].includes(twist);

function nextKey(m: Model, { twist }: Attempt): Refusal | undefined {
  if (badRecipients(twist)) return 'RECIPIENTS';
  m.epoch++;
  m.due = false;
  m.bad.clear();
  return undefined;
}

function seat(m: Model, who: number, role: number, waits?: { role: number; by: number }): void {
  m.roles.set(who, waits === undefined ? { role } : { role, waits });
  if (role >= (m.policy === 1 ? 3 : 2)) m.editors.add(who);
}

function act(m: Model, a: Attempt, history: readonly (readonly Facts[])[]): Refusal | undefined {
  const own = m.roles.get(a.who)?.role ?? 0;
  const target = m.roles.get(a.whom);
  const open = m.invites.get(a.invite);
  const place = m.seq + 1;
  switch (a.op) {
    case 'content':
      return m.frozen && own !== 4 ? 'FROZEN' : undefined;
    case 'snapshot':
      if (a.twist === 'refs') return 'MALFORMED';
      if (a.about <= m.covered || a.about >= place) return 'WRONG_TARGET';
      if (a.twist === 'hash') return 'SEES_UNKNOWN';
      m.covered = a.about;
      m.snapshots = [...m.snapshots, { seq: place, by: a.who, said: new Set<number>() }].slice(-8);
      return undefined;
    case 'invite':
    case 'link': {
      if (!canInvite(m, a.who, a.role)) return 'ROLE';
      if (m.invites.has(a.invite)) return 'WRONG_TARGET';
      if (a.lasts <= 0) return 'NO_INVITE';
      if (a.lasts > 14 * 86_400_000) return 'LIMIT';
      const made = { by: a.who, role: a.role, expires: a.ts + a.lasts };
      if (a.op === 'link') {
        m.invites.set(a.invite, a.kind === 2 ? { ...made, address: true } : made);
        return undefined;
      }
      if (isReader(m, a.whom)) return 'WRONG_TARGET';
      if (a.news) {
        if (a.twist === 'evidence') return 'EVIDENCE';
        show(m, a.whom, history);
      }
      if (m.shown[a.whom] === 0 || a.twist === 'generation') return 'EVIDENCE';
      m.invites.set(a.invite, { ...made, to: a.whom });
      return undefined;
    }
    case 'uninvite':
      if (open === undefined) return 'NO_INVITE';
      if (open.by !== a.who && own !== 4) return 'ROLE';
      m.invites.delete(a.invite);
      m.due = true;
      return undefined;
    case 'accept':
    case 'decline':
      if (open === undefined) return 'NO_INVITE';
      if (a.twist === 'generation') return 'EVIDENCE';
      if (open.to !== undefined && open.to !== a.who) return 'WRONG_TARGET';
      if (a.twist === 'unsigned') return open.to === undefined ? 'WRONG_TARGET' : 'MALFORMED';
      if (a.op === 'decline') {
        m.invites.delete(a.invite);
        m.due = true;
        return undefined;
      }
      if (own !== 0) return 'WRONG_TARGET';
      if (open.address && !history[a.who]![m.shown[a.who]!]!.address) return 'WRONG_TARGET';
      m.invites.delete(a.invite);
      for (const [id, { to }] of m.invites) if (to === a.who) m.invites.delete(id);
      if (open.to === undefined) m.due = true;
      if (open.to === undefined && open.role > 2) seat(m, a.who, 2, { role: open.role, by: open.by });
      else seat(m, a.who, open.role);
      return undefined;
    case 'confirm':
      if (target?.waits === undefined) return 'WRONG_TARGET';
      if (own !== 4 && target.waits.by !== a.who) return 'ROLE';
      if (!canInvite(m, a.who, target.waits.role)) return 'ROLE';
      seat(m, a.whom, target.waits.role);
      return undefined;
    case 'role':
      if (target === undefined) return 'WRONG_TARGET';
      if (own !== 4 && (target.role > 2 || a.role > 2)) return 'ROLE';
      if (target.role === a.role && target.waits === undefined) return 'WRONG_TARGET';
      if (target.role === 4 && owners(m) === 1 && a.role < 4) return 'LAST_OWNER';
      if (target.role > 2 && a.role < 3) m.due = true;
      seat(m, a.whom, a.role);
      tidy(m, a.ts);
      return undefined;
    case 'remove':
      if (target === undefined || a.whom === a.who) return 'WRONG_TARGET';
      if (own !== 4 && target.role > 2) return 'ROLE';
      m.roles.delete(a.whom);
      tidy(m, a.ts);
      return nextKey(m, a);
    case 'leave':
      if (own === 4 && owners(m) === 1) return 'LAST_OWNER';
      m.roles.delete(a.who);
      tidy(m, a.ts);
      m.due = true;
      return undefined;
    case 'epoch':
      return nextKey(m, a);
    case 'update':
      return undefined;
    case 'transfer':
      if (target === undefined || target.role === 4) return 'WRONG_TARGET';
      seat(m, a.whom, 4);
      seat(m, a.who, 3);
      tidy(m, a.ts);
      return undefined;
    case 'freeze':
      if (a.about >= place) return 'WRONG_TARGET';
      m.frozen = a.kind !== 0;
      return undefined;
    case 'attest':
      return attest(m, a);
    case 'repair':
      if (m.shown[a.whom] === 0) return 'NOT_MEMBER';
      return m.editors.has(a.whom) ? undefined : 'ROLE';
  }
}

function attest(m: Model, a: Attempt): Refusal | undefined {
  if (a.kind === 2) {
    if (a.about !== m.epoch) return 'STALE_EPOCH';
    if (m.bad.has(a.who)) return 'WRONG_TARGET';
    m.bad.add(a.who);
    m.due = true;
    return undefined;
  }
  const judged = m.snapshots.find(({ seq }) => seq === a.about);
  if (judged === undefined || judged.by === a.who || judged.said.has(a.who)) return 'WRONG_TARGET';
  m.snapshots = m.snapshots.map((each) => (each === judged ? { ...each, said: new Set([...each.said, a.who]) } : each));
  return undefined;
}
