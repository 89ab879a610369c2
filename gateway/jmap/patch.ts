// Changes of one object (RFC 8620 §5.3, PatchObject).
import { SetError } from '../errors.js';
import { isObject, type Json, type JsonObject } from './arguments.js';

/** A set of words (`keywords`, `mailboxIds`) as a patch leaves it. */
export interface SetPatch {
  /** All of it, where the patch names the whole. */
  readonly whole?: ReadonlySet<string>;
  readonly add: ReadonlySet<string>;
  readonly remove: ReadonlySet<string>;
}

const unescapePointer = (text: string) => text.replaceAll('~1', '/').replaceAll('~0', '~');

/** @throws {SetError} `invalidPatch`: the values are not all true, or the patch names a thing and parts of it. */
export function readSetPatch(patch: JsonObject, name: string): SetPatch | undefined {
  const add = new Set<string>();
  const remove = new Set<string>();
  for (const [path, value] of Object.entries(patch)) {
    if (!path.startsWith(`${name}/`)) continue;
    const key = unescapePointer(path.slice(name.length + 1));
    if (value !== true && value !== null && value !== false)
      throw new SetError('invalidPatch', `“${path}” has to be true or null.`);
    (value === true ? add : remove).add(key);
  }
  const whole = patch[name];
  if (whole === undefined) return add.size + remove.size === 0 ? undefined : { add, remove };
  if (add.size + remove.size > 0) throw new SetError('invalidPatch', `The patch names “${name}” and parts of it.`);
  return { whole: readSet(whole, name), add, remove };
}

/** The keys of an object whose values are all true. @throws {SetError} `invalidProperties` */
export function readSet(value: Json, name: string): Set<string> {
  if (!isObject(value) || Object.values(value).some((one) => one !== true))
    throw new SetError('invalidProperties', `“${name}” has to be a map of true.`, { properties: [name] });
  return new Set(Object.keys(value));
}
