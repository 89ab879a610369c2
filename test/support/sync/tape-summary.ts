// What of a state the model has an opinion on, as one text: made from the model, and from the fold's own state.
import { bytesToHex } from '../../../src/sync/protocol/bytes.js';
import type { DocumentState } from '../../../src/sync/protocol/fold-state.js';
import type { Facts, Model } from './model.js';
import type { Person } from './people.js';

const byKey = (a: readonly unknown[], b: readonly unknown[]) => (String(a[0]) < String(b[0]) ? -1 : 1);

export function summaryOf(
  m: Model,
  people: readonly Person[],
  history: readonly (readonly Facts[])[],
  inviteId: (id: number) => string,
): string {
  const key = (who: number) => people[who]!.key;
  const members = [...m.roles].map(([who, { role, waits }]) => [
    key(who),
    role,
    waits?.role ?? 0,
    waits ? key(waits.by) : '',
  ]);
  const invites = [...m.invites].map(([id, { by, role, expires, to }]) => [
    inviteId(id),
    key(by),
    role,
    expires,
    to === undefined ? '' : key(to),
  ]);
  const accounts = people.flatMap((person, who) => {
    const shown = m.shown[who]!;
    if (shown === 0) return [];
    const { generation, active } = history[who]![shown]!;
    const present = [...active].map((device) => bytesToHex(person.devices[device]!.id)).sort();
    return [[person.key, generation, bytesToHex(person.entries[shown - 1]!.hash), present.join()]];
  });
  return JSON.stringify([
    m.seq,
    m.ts,
    m.epoch,
    m.due,
    m.frozen,
    m.covered,
    members.sort(byKey),
    invites.sort(byKey),
    accounts.sort(byKey),
    [...m.editors].map(key).sort(),
    [...m.bad].map(key).sort(),
    m.snapshots.map(({ seq, by, said }) => [seq, key(by), [...said].map(key).sort()]),
  ]);
}

export function summaryOfState(state: DocumentState): string {
  const members = Object.entries(state.members).map(([id, { role, awaits }]) => [
    id,
    role,
    awaits?.role ?? 0,
    awaits?.by ?? '',
  ]);
  const invites = Object.entries(state.invites).map(([id, { by, role, expires, account }]) => [
    id,
    by,
    role,
    expires,
    account ?? '',
  ]);
  const accounts = Object.values(state.accounts).map(({ id, generation, head, devices }) => {
    const present = Object.entries(devices).filter(([, { kind, revoked }]) => kind !== 0 && !revoked);
    return [
      id,
      generation,
      head,
      present
        .map(([device]) => device)
        .sort()
        .join(),
    ];
  });
  return JSON.stringify([
    state.seq,
    state.ts,
    state.epoch,
    state.due,
    state.frozen,
    state.covered,
    members.sort(byKey),
    invites.sort(byKey),
    accounts.sort(byKey),
    [...state.editors].sort(),
    [...state.badWraps].sort(),
    state.snapshots.map(({ seq, by, attests, disputes }) => [seq, by, [...attests, ...disputes].sort()]),
  ]);
}
