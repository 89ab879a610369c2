// `SieveScript` (RFC 9661).
import { createHash } from 'node:crypto';
import { invalidProperties, MethodError, SetError } from '../errors.js';
import { type ManageSieve, SieveRefusal } from '../sieve/manage-sieve.js';
import { isScriptName, scriptBlobId, scriptId, scriptNameOf, sieveError, withSieve } from '../sieve/scripts.js';
import { type Arguments, type Json, type JsonObject, pick } from './arguments.js';
import { readBlob } from './blobs.js';
import type { RequestContext } from './context.js';
import { readProperties } from './mailbox-get.js';
import { createdId, newSetResult, readSetRequest, setAnswer } from './set.js';
import { readVacation, writeVacation } from './vacation.js';

const PROPERTIES = ['id', 'name', 'blobId', 'isActive'];

interface Scripts {
  readonly names: readonly string[];
  /** That of the person, also while the vacation script goes before it. */
  readonly active: string | null;
  readonly state: string;
}

async function readScripts(sieve: ManageSieve): Promise<Scripts> {
  const names = (await sieve.list()).map(({ name }) => name).filter(isScriptName);
  const { include: active } = await readVacation(sieve);
  const hash = createHash('sha256').update(JSON.stringify([names, active]));
  // Contents count too, and are short.
  for (const name of names) hash.update(`\0${await sieve.get(name)}`);
  return { names, active, state: hash.digest('base64url').slice(0, 12) };
}

/** `SieveScript/get`. */
export async function sieveGet(args: Arguments, context: RequestContext): Promise<JsonObject> {
  const ids = args.texts('ids', 500);
  const properties = readProperties(args, PROPERTIES);
  const { names, active, state } = await withSieve(context.account, readScripts);
  const list = names.map((name) => ({
    id: scriptId(name),
    name,
    blobId: scriptBlobId(name),
    isActive: name === active,
  }));
  return {
    accountId: context.account.id,
    state,
    list: list.filter(({ id }) => ids === undefined || ids.includes(id)).map((one) => pick(properties, one)),
    notFound: (ids ?? []).filter((id) => !list.some((one) => one.id === id)),
  };
}

async function textOf(context: RequestContext, blobId: Json | undefined): Promise<string> {
  const blob = typeof blobId === 'string' ? await readBlob(context, blobId) : undefined;
  if (blob === undefined) throw new SetError('blobNotFound', 'The script is not there.', { notFound: [blobId ?? ''] });
  return Buffer.from(blob.bytes).toString();
}

/** Makes a script the one in use, behind the vacation answer when there is one. `null` for none. */
async function activate(sieve: ManageSieve, name: string | null, user: string): Promise<void> {
  const current = await readVacation(sieve);
  if (current.isActive && current.vacation.isEnabled)
    await writeVacation(sieve, { vacation: current.vacation, include: name }, user.includes('@') ? [user] : []);
  else await sieve.activate(name ?? '');
}

function nameOf(value: Json | undefined): string {
  if (typeof value !== 'string' || !isScriptName(value))
    throw invalidProperties(['name'], 'A script cannot have this name.');
  return value;
}

/** `SieveScript/set`. */
export async function sieveSet(args: Arguments, context: RequestContext): Promise<JsonObject> {
  return withSieve(context.account, async (sieve) => {
    const before = await readScripts(sieve);
    const request = readSetRequest(args, context, before.state);
    const result = newSetResult();
    const failures = { create: result.notCreated, update: result.notUpdated, destroy: result.notDestroyed };
    const attempt = async (kind: keyof typeof failures, id: string, work: () => Promise<void>) => {
      try {
        await work();
      } catch (error) {
        failures[kind][id] = sieveError(error).toJSON() as JsonObject;
      }
    };
    for (const [key, { name: given, blobId }] of request.create)
      await attempt('create', key, async () => {
        const name = given === undefined || given === null ? `script-${Date.now().toString(36)}` : nameOf(given);
        if ((await readScripts(sieve)).names.includes(name))
          throw new SetError('alreadyExists', 'There is a script of this name.');
        await sieve.put(name, await textOf(context, blobId));
        const id = scriptId(name);
        result.created[key] = { id, name, blobId: scriptBlobId(name), isActive: false };
        context.created.set(key, id);
      });
    for (const [id, patch] of request.update)
      await attempt('update', id, async () => {
        const name = scriptNameOf(id);
        if (name === undefined) throw new SetError('notFound');
        if (patch.blobId !== undefined) await sieve.put(name, await textOf(context, patch.blobId));
        if (patch.name !== undefined && patch.name !== name) {
          const to = nameOf(patch.name);
          const { include, isActive } = await readVacation(sieve);
          await sieve.rename(name, to);
          if (isActive && include === name) await activate(sieve, to, context.account.user);
          result.updated[id] = { id: scriptId(to), blobId: scriptBlobId(to) };
        } else result.updated[id] = null;
      });
    for (const id of request.destroy)
      await attempt('destroy', id, async () => {
        const name = scriptNameOf(id);
        if (name === undefined) throw new SetError('notFound');
        if ((await readVacation(sieve)).include === name) throw new SetError('sieveIsActive', 'The script is in use.');
        await sieve.remove(name);
        result.destroyed.push(id);
      });
    const isWell = Object.values(failures).every((map) => Object.keys(map).length === 0);
    const onSuccess = args.text('onSuccessActivateScript');
    if (isWell && onSuccess !== undefined) {
      const name = scriptNameOf(createdId(context, onSuccess));
      if (name === undefined) throw new MethodError('invalidArguments', 'There is no such script.');
      await activate(sieve, name, context.account.user);
    } else if (isWell && args.boolean('onSuccessDeactivateScript')) await activate(sieve, null, context.account.user);
    return setAnswer(context, before.state, (await readScripts(sieve)).state, result);
  });
}

/** `SieveScript/validate`. */
export async function sieveValidate(args: Arguments, context: RequestContext): Promise<JsonObject> {
  const text = await textOf(context, args.text('blobId')).catch((error: unknown) => {
    throw error instanceof SetError ? new MethodError('blobNotFound', error.message) : error;
  });
  return withSieve(context.account, async (sieve) => {
    try {
      await sieve.check(text);
      return { accountId: context.account.id, error: null };
    } catch (error) {
      if (!(error instanceof SieveRefusal)) throw error;
      return { accountId: context.account.id, error: sieveError(error).toJSON() as JsonObject };
    }
  });
}
