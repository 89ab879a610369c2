// What an operator sets of a program: by flag, or by environment.
import { parseArgs } from 'node:util';

/** Why a program does not start as it was asked to; for whoever typed it. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

export const text = { type: 'string' } as const;
export const many = { type: 'string', multiple: true } as const;
export const flag = { type: 'boolean' } as const;

type Options = Readonly<Record<string, typeof text | typeof many | typeof flag>>;
type Value = string | boolean | string[];

/** The options as they were given. Every call throws ConfigError when the value does not fit. */
export interface Given<Name extends string> {
  text(name: Name): string | undefined;
  list(name: Name): readonly string[];
  is(name: Name): boolean;
  number(name: Name, otherwise: number, least: number, most: number): number;
  oneOf<const Choice extends string>(name: Name, otherwise: Choice, choices: readonly Choice[]): Choice;
}

function fromEnvironment(options: Options, prefix: string, env: NodeJS.ProcessEnv): Record<string, Value> {
  const values: Record<string, Value> = {};
  for (const [name, option] of Object.entries(options)) {
    const variable = `${prefix}_${name.replaceAll('-', '_').toUpperCase()}`;
    const value = env[variable];
    if (value === undefined || value === '') continue;
    if (option.type === 'boolean') {
      if (!/^(?:1|0|true|false)$/.test(value))
        throw new ConfigError(`${variable} is “${value}”: it has to be true or false.`);
      values[name] = /^(?:1|true)$/.test(value);
    } else if ('multiple' in option) values[name] = value.split(',').map((part) => part.trim());
    else values[name] = value;
  }
  return values;
}

function fromFlags(options: Options, args: readonly string[]): Record<string, Value> {
  try {
    return { ...parseArgs({ args: [...args], options, allowPositionals: false }).values } as Record<string, Value>;
  } catch (error) {
    throw new ConfigError((error as Error).message);
  }
}

/**
 * Flags win over the environment, where `--quota-mb` is `<PREFIX>_QUOTA_MB`.
 *
 * @throws {ConfigError} There is no such option, or it has no value.
 */
export function readOptions<const O extends Options>(
  options: O,
  prefix: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Given<keyof O & string> {
  const values = { ...fromEnvironment(options, prefix, env), ...fromFlags(options, args) };
  const word = (name: string) => values[name] as string | undefined;
  return {
    text: word,
    list: (name) => (values[name] as string[] | undefined) ?? [],
    is: (name) => values[name] === true,
    number(name, otherwise, least, most) {
      const given = word(name);
      const value = given === undefined ? otherwise : Number(given);
      if (given?.trim() === '' || !Number.isInteger(value) || value < least || value > most)
        throw new ConfigError(`--${name} is “${given}”: it has to be a whole number from ${least} to ${most}.`);
      return value;
    },
    oneOf(name, otherwise, choices) {
      const value = word(name) ?? otherwise;
      if (!choices.some((choice) => choice === value))
        throw new ConfigError(`--${name} is “${value}”: ${choices.join(', ')}.`);
      return value as typeof otherwise;
    },
  };
}

/** @param name - What it is, for the message. @returns the address without a slash at its end. */
export function checkOrigin(name: string, value: string, schemes: readonly string[]): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const isPlain =
    url !== undefined && url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
  if (!isPlain || !schemes.includes(url.protocol))
    throw new ConfigError(
      `“${value}” is no ${name}: it has to look like ${schemes[0]}//host or ${schemes[0]}//host:port.`,
    );
  return `${url.protocol}//${url.host}`;
}
