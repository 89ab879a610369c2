// Scripts of an account (RFC 9661), and the one that is made of a person's rules.
import { compileSieve } from '../../domain/mail/rules/compile-sieve.js';
import type { RulePlace } from '../../domain/mail/rules/plan-rules.js';
import type { MailRules } from '../../domain/mail/rules/rule.js';
import type { ServerRules } from '../../domain/mail/rules/server-rules.js';
import { readSieveHeader, SCRIPT_NAME, type SieveHeader } from '../../domain/mail/rules/sieve-header.js';
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

async function put(connection: JmapConnection, text: string, ours: ScriptInfo | undefined, signal?: AbortSignal) {
  const blobId = await connection.upload(new TextEncoder().encode(text), 'application/sieve', signal);
  const args =
    ours === undefined
      ? { create: { ours: { name: SCRIPT_NAME, blobId } }, onSuccessActivateScript: '#ours' }
      : { update: { [ours.id]: { blobId } }, onSuccessActivateScript: ours.id };
  return set(connection, args, signal);
}

/** What was there without us is in use again, or nothing. */
async function withdraw(connection: JmapConnection, { all, ours, header }: Scripts, signal?: AbortSignal) {
  if (ours === undefined) return;
  if (ours.isActive) {
    const other = all.find(({ name }) => name === header?.include);
    const next = other === undefined ? { onSuccessDeactivateScript: true } : { onSuccessActivateScript: other.id };
    await set(connection, next, signal);
  }
  await set(connection, { destroy: [ours.id] }, signal);
}

export interface RulesAtServerOptions {
  /** As this device has them. */
  readonly rules: MailRules;
  pathOf(place: RulePlace): readonly string[] | undefined;
}

/**
 * Makes the script at the server that of the rules, unless another device has written a later one (MU10, MU11, MU12).
 *
 * @throws {JmapFailure} It cannot be reached. @throws {MethodFailure} It does not do what it says it can.
 */
export async function bringRules(
  connection: JmapConnection,
  { rules, pathOf }: RulesAtServerOptions,
  signal?: AbortSignal,
): Promise<ServerRules> {
  const { sieveExtensions, capabilities } = connection.session();
  const hasVacation = capabilities.has(VACATION);
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
    ...(include !== undefined && { include }),
  };
  const isOurs = ours?.isActive === true;
  if (header !== undefined && header.rules.changed > rules.changed)
    return { ...can, at: isOurs ? 'server' : 'device', problem: { kind: 'newer', text: '' } };
  const isEmpty = !rules.rules.some(({ isOn }) => isOn) && rules.blocked.length === 0;
  if (isEmpty && ours !== undefined) await withdraw(connection, scripts, signal);
  if (isEmpty) return { ...can, at: 'device' };
  const script = compileSieve(rules, { pathOf, ...(include !== undefined && { include }) });
  const missing = script.needs.filter((name) => !sieveExtensions.includes(name));
  if (missing.length > 0) {
    await withdraw(connection, scripts, signal);
    return { ...can, at: 'device', problem: { kind: 'extensions', text: missing.join(', ') } };
  }
  if (isOurs && scripts.text === script.text) return { ...can, at: 'server' };
  const refused = await put(connection, script.text, ours, signal);
  if (refused === undefined) return { ...can, at: 'server' };
  return { ...can, at: isOurs ? 'server' : 'device', problem: { kind: 'refused', text: refused.slice(0, 500) } };
}

/** Rules as the script at the server has them; `undefined` when there is none of ours. */
export async function rulesAtServer(connection: JmapConnection): Promise<MailRules | undefined> {
  if (connection.session().sieveExtensions === undefined) return undefined;
  return (await readScripts(connection)).header?.rules;
}
