// `VacationResponse` (RFC 8621 §8).

import { createHash } from 'node:crypto';
import { invalidProperties, MethodError } from '../errors.js';
import type { ManageSieve } from '../sieve/manage-sieve.js';
import { sieveError, VACATION_SCRIPT, withSieve } from '../sieve/scripts.js';
import {
  NO_VACATION,
  readVacationScript,
  type Vacation,
  type VacationScript,
  writeVacationScript,
} from '../sieve/vacation.js';
import { type Arguments, isObject, type JsonObject, pick } from './arguments.js';
import type { RequestContext } from './context.js';
import { readProperties } from './mailbox-get.js';
import { newSetResult, setAnswer } from './set.js';

const ID = 'singleton';
const PROPERTIES = ['id', 'isEnabled', 'fromDate', 'toDate', 'subject', 'textBody', 'htmlBody'] as const;
const DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const MAX_TEXT = 50_000;

interface Current extends VacationScript {
  readonly isThere: boolean;
  readonly isActive: boolean;
}

/** What is set, and which of the person's scripts is in use. */
export async function readVacation(sieve: ManageSieve): Promise<Current> {
  const scripts = await sieve.list();
  const active = scripts.find(({ isActive }) => isActive)?.name ?? null;
  const isThere = scripts.some(({ name }) => name === VACATION_SCRIPT);
  const script = isThere ? readVacationScript(await sieve.get(VACATION_SCRIPT)) : undefined;
  const isActive = active === VACATION_SCRIPT;
  return {
    isThere,
    isActive,
    vacation: { ...(script?.vacation ?? NO_VACATION), isEnabled: isActive && (script?.vacation.isEnabled ?? false) },
    include: isActive ? (script?.include ?? null) : active,
  };
}

/** Writes what is to hold: our script in front of the person's own, or that one alone. */
export async function writeVacation(
  sieve: ManageSieve,
  script: VacationScript,
  addresses: readonly string[],
): Promise<void> {
  await sieve.put(VACATION_SCRIPT, writeVacationScript(script, addresses));
  await sieve.activate(script.vacation.isEnabled ? VACATION_SCRIPT : (script.include ?? ''));
}

const stateOf = (vacation: Vacation) =>
  createHash('sha256').update(JSON.stringify(vacation)).digest('base64url').slice(0, 12);

function changed(vacation: Vacation, patch: JsonObject): Vacation {
  const next: Record<string, unknown> = { ...vacation };
  for (const [name, value] of Object.entries(patch)) {
    const isDate = name === 'fromDate' || name === 'toDate';
    const isWell =
      name === 'isEnabled'
        ? typeof value === 'boolean'
        : PROPERTIES.includes(name as 'subject') &&
          name !== 'id' &&
          (value === null || (typeof value === 'string' && value.length <= MAX_TEXT && (!isDate || DATE.test(value))));
    if (!isWell) throw invalidProperties([name], `“${name}” cannot be that.`);
    next[name] = value;
  }
  return next as unknown as Vacation;
}

/** `VacationResponse/get`. */
export async function vacationGet(args: Arguments, context: RequestContext): Promise<JsonObject> {
  const ids = args.texts('ids', 10);
  const properties = readProperties(args, PROPERTIES);
  const { vacation } = await withSieve(context.account, readVacation);
  const isWanted = ids === undefined || ids.includes(ID);
  return {
    accountId: context.account.id,
    state: stateOf(vacation),
    list: isWanted ? [pick(properties, { id: ID, ...vacation })] : [],
    notFound: (ids ?? []).filter((id) => id !== ID),
  };
}

/** `VacationResponse/set`: there is one, and it can only be changed. */
export async function vacationSet(args: Arguments, context: RequestContext): Promise<JsonObject> {
  const update = args.object('update') ?? {};
  const ifInState = args.text('ifInState');
  return withSieve(context.account, async (sieve) => {
    const current = await readVacation(sieve);
    const oldState = stateOf(current.vacation);
    if (ifInState !== undefined && ifInState !== oldState) throw new MethodError('stateMismatch');
    const result = newSetResult();
    for (const id of Object.keys(args.object('create') ?? {})) result.notCreated[id] = { type: 'singleton' };
    for (const id of args.texts('destroy', 100) ?? []) result.notDestroyed[id] = { type: 'singleton' };
    let { vacation } = current;
    for (const [id, patch] of Object.entries(update)) {
      try {
        if (id !== ID || !isObject(patch))
          throw invalidProperties(['id'], 'There is one vacation response: “singleton”.');
        const next = changed(vacation, patch);
        const { user } = context.account;
        await writeVacation(sieve, { vacation: next, include: current.include }, user.includes('@') ? [user] : []);
        vacation = next;
        result.updated[id] = null;
      } catch (error) {
        result.notUpdated[id] = sieveError(error).toJSON() as JsonObject;
      }
    }
    return setAnswer(context, oldState, stateOf(vacation), result);
  });
}
