// Scripts of an account (RFC 9661), and the one that is made of a person's rules.
import { compileSieve } from '../../domain/mail/rules/compile-sieve.js';
import type { RulePlace } from '../../domain/mail/rules/plan-rules.js';
import { type MailRules, NO_RULES } from '../../domain/mail/rules/rule.js';
import type { ServerRules } from '../../domain/mail/rules/server-rules.js';
import { readSieveHeader, SCRIPT_NAME, type SieveHeader } from '../../domain/mail/rules/sieve-header.js';
import type { Vacation } from '../../domain/mail/rules/vacation.js';
import { readError } from './calls.js';
import type { JmapConnection } from './connection.js';
import { readEach } from './context.js';
import { MethodFailure } from './failure.js';
import { type Json, member, readId, readList, readRecord } from './read-value.js';
import { VACATION } from './session.js';

/** A script is at most that long; ours are shorter than what servers take. */
const MAX_SCRIPT_BYTES = 1_000_000;
const MAX_SCRIPTS = 200;

interface ScriptInfo {
  readonly id: string;
  readonly name: string;
  readonly blobId: string;
  readonly isActive: boolean;
}

interface Scripts {
  readonly all: readonly ScriptInfo[];
  readonly ours?: ScriptInfo;
  /** Of ours. */
  readonly text: string;
  readonly header?: SieveHeader;
}

function readScript(value: unknown): ScriptInfo {
  const script = readRecord(value, 'SieveScript');
  const name = member(script, 'name');
  return {
    id: readId(member(script, 'id'), 'SieveScript.id'),
    name: typeof name === 'string' ? name.slice(0, 500) : '',
    blobId: readId(member(script, 'blobId'), 'SieveScript.blobId'),
    isActive: member(script, 'isActive') === true,
  };
}

async function readScripts(connection: JmapConnection, signal?: AbortSignal): Promise<Scripts> {
  const args = await connection.ask('SieveScript/get', { ids: null }, signal);
  readList(member(args, 'list'), 'scripts', MAX_SCRIPTS);
  const all = readEach(member(args, 'list'), readScript);
  const ours = all.find(({ name }) => name === SCRIPT_NAME);
  if (ours === undefined) return { all, text: '' };
  const bytes = await connection.download(ours.blobId, MAX_SCRIPT_BYTES, signal);
  const text = new TextDecoder().decode(bytes);
  const header = readSieveHeader(text);
  return { all, ours, text, ...(header && { header }) };
}

/** The first thing of a `/set` that was refused, in the server's words. */
function refusalOf(args: Json): string | undefined {
  for (const name of ['notCreated', 'notUpdated', 'notDestroyed']) {
    const [error] = Object.values((member(args, name) as Json | null | undefined) ?? {});
    if (error === undefined) continue;
    const { type, description } = readError(error);
    return description || type;
  }
  return undefined;
}

async function set(connection: JmapConnection, args: Json, signal?: AbortSignal): Promise<string | undefined> {
  try {
    return refusalOf(await connection.ask('SieveScript/set', args, signal));
  } catch (error) {
    if (error instanceof MethodFailure) return error.error.description || error.error.type;
    throw error;
  }
}

/** What was there without us is in use again, or nothing. */
async function standBack(connection: JmapConnection, { all, ours, header }: Scripts, signal?: AbortSignal) {
  if (ours?.isActive !== true) return;
  const other = all.find(({ name }) => name === header?.include);
  const next = other === undefined ? { onSuccessDeactivateScript: true } : { onSuccessActivateScript: other.id };
  await set(connection, next, signal);
}

async function put(connection: JmapConnection, text: string, ours: ScriptInfo | undefined, signal?: AbortSignal) {
  const blobId = await connection.upload(new TextEncoder().encode(text), 'application/sieve', signal);
  const args =
    ours === undefined
      ? { create: { ours: { name: SCRIPT_NAME, blobId } }, onSuccessActivateScript: '#ours' }
      : { update: { [ours.id]: { blobId } }, onSuccessActivateScript: ours.id };
  return set(connection, args, signal);
}

async function withdraw(connection: JmapConnection, scripts: Scripts, signal?: AbortSignal) {
  const { ours } = scripts;
  if (ours === undefined) return;
  await standBack(connection, scripts, signal);
  await set(connection, { destroy: [ours.id] }, signal);
}

export interface RulesAtServerOptions {
  /** As this device has them. */
  readonly rules: MailRules;
  pathOf(place: RulePlace): readonly string[] | undefined;
  /** The answer while one is away, where that is changed: null takes it out of the script. Else it stays as it is there. */
  readonly vacation?: Vacation | null;
  /** Of the person: mail to one of them is answered. */
  readonly addresses?: readonly string[];
}

/**
 * Makes the script at the server that of the rules, unless another device has written a later one (MU10, MU11, MU12).
 *
 * @throws {JmapFailure} It cannot be reached. @throws {MethodFailure} It does not do what it says it can.
 */
export async function bringRules(
  connection: JmapConnection,
  options: RulesAtServerOptions,
  signal?: AbortSignal,
): Promise<ServerRules> {
  const { rules, pathOf, addresses = [] } = options;
  const { sieveExtensions, capabilities } = connection.session();
  const canAnswer = sieveExtensions?.includes('vacation') === true;
  const hasVacation = capabilities.has(VACATION) || canAnswer;
  const none = { at: 'device', hasScripts: false, canForward: false, hasVacation } as const;
  if (sieveExtensions === undefined) return none;
  const scripts = await readScripts(connection, signal);
  const { all, ours, header } = scripts;
  const active = all.find((script) => script.isActive && script.name !== SCRIPT_NAME)?.name;
  const kept = all.some(({ name }) => name === header?.include) ? header?.include : undefined;
  const include = active ?? kept;
  const can = {
    hasScripts: true,
    canForward: sieveExtensions.includes('copy'),
    hasVacation,
    ...(canAnswer && { hasAudiences: true }),
    ...(include !== undefined && { include }),
  };
  const vacation = (options.vacation === undefined ? header?.vacation : options.vacation) ?? undefined;
  const isOurs = ours?.isActive === true;
  const isNewer = header !== undefined && header.rules.changed > rules.changed;
  const newer = { problem: { kind: 'newer', text: '' } } as const;
  if (isNewer && options.vacation === undefined) return { ...can, at: isOurs ? 'server' : 'device', ...newer };
  const given = isNewer ? header.rules : rules;
  const rest = { pathOf, addresses, ...(include !== undefined && { include }), ...(vacation && { vacation }) };
  const whole = compileSieve(given, rest);
  const missing = whole.needs.filter((name) => !sieveExtensions.includes(name));
  // What the server lacks for rules does not keep it from answering.
  const isAnswering = vacation?.isOn === true;
  const script = missing.length > 0 ? compileSieve(NO_RULES, rest) : whole;
  const lacks = { problem: { kind: 'extensions', text: missing.join(', ') } } as const;
  const hasRules = given.rules.some(({ isOn }) => isOn) || given.blocked.length > 0;
  const standing = {
    ...can,
    at: hasRules && missing.length === 0 ? 'server' : 'device',
    ...(isNewer ? newer : hasRules && missing.length > 0 ? lacks : {}),
  } as const;
  if (!isAnswering && (!hasRules || missing.length > 0)) {
    if (vacation === undefined) await withdraw(connection, scripts, signal);
    else await rememberVacation(connection, scripts, script.text, signal);
    return standing;
  }
  const lacking = script.needs.filter((name) => !sieveExtensions.includes(name));
  if (lacking.length > 0) return { ...standing, problem: { kind: 'extensions', text: lacking.join(', ') } };
  if (isOurs && scripts.text === script.text) return standing;
  const refused = await put(connection, script.text, ours, signal);
  if (refused === undefined) return standing;
  const problem = { kind: 'refused', text: refused.slice(0, 500) } as const;
  return { ...can, at: isOurs ? standing.at : 'device', problem };
}

/** An answer that is off stays in the script, which is not in use: it is there the next time. */
async function rememberVacation(connection: JmapConnection, scripts: Scripts, text: string, signal?: AbortSignal) {
  const { ours } = scripts;
  await standBack(connection, scripts, signal);
  if (ours === undefined || scripts.text === text) return;
  const blobId = await connection.upload(new TextEncoder().encode(text), 'application/sieve', signal);
  await set(connection, { update: { [ours.id]: { blobId } } }, signal);
}

/** The answer that the script at the server gives, or gave; `undefined` when it has none. */
export async function vacationOfScript(connection: JmapConnection): Promise<Vacation | undefined> {
  if (connection.session().sieveExtensions?.includes('vacation') !== true) return undefined;
  const { ours, header } = await readScripts(connection);
  return header?.vacation && { ...header.vacation, isOn: header.vacation.isOn && ours?.isActive === true };
}

/** Rules as the script at the server has them; `undefined` when there is none of ours. */
export async function rulesAtServer(connection: JmapConnection): Promise<MailRules | undefined> {
  if (connection.session().sieveExtensions === undefined) return undefined;
  return (await readScripts(connection)).header?.rules;
}
