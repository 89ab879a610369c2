// A program from its command line to its end.
import { createLog, type Log, type LogFields, type LogLevel, stackOf } from './log.js';
import { ConfigError } from './options.js';

interface ProgramConfig {
  readonly port: number;
  readonly host: string;
  readonly logLevel: LogLevel;
}

export interface Program<Config extends ProgramConfig> {
  /** As it is typed behind `ikebana`. */
  readonly name: string;
  readonly usage: string;
  /** @throws {ConfigError} */
  readConfig(args: readonly string[], env: NodeJS.ProcessEnv): Config | 'help';
  /** Rejects when it cannot be, and has then put back what it had begun. @returns what its log says of it, and what ends it. */
  start(config: Config, log: Log): Promise<{ readonly started: LogFields; close(): Promise<unknown> }>;
}

const SETUP_ERRORS: Readonly<Record<string, (port: number, host: string) => string>> = {
  EADDRINUSE: (port) => `Port ${port} is taken by another program. Choose another: --port ${port + 1}`,
  EACCES: (port) => `Port ${port} needs rights this account does not have. Choose one above 1023.`,
  EADDRNOTAVAIL: (_, host) => `This machine has no address “${host}”.`,
  ENOTFOUND: (_, host) => `There is no host “${host}”.`,
};

function fail(error: unknown, port = 0, host = ''): never {
  const { code, message } = error as NodeJS.ErrnoException;
  process.stderr.write(`${SETUP_ERRORS[code ?? '']?.(port, host) ?? message}\n`);
  process.exit(error instanceof ConfigError ? 2 : 1);
}

/** Runs until it is told to end, then lets what runs come to its end. */
export async function runProgram<Config extends ProgramConfig>(
  { name, usage, readConfig, start }: Program<Config>,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<void> {
  let config: Config | 'help';
  try {
    config = readConfig(args, env);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\nikebana ${name} --help lists all options.\n`);
    process.exit(2);
  }
  if (config === 'help') {
    process.stdout.write(usage);
    return;
  }
  const log = createLog(config.logLevel, (line) => process.stdout.write(line), Date.now);
  const { port, host } = config;
  const running = await start(config, log).catch((error: unknown) => fail(error, port, host));
  // A bug ends it in order: what is durable stays, and the next start finds it. Only where it was is written: what an error
  // says may hold what people wrote.
  process.on('uncaughtException', (error) => {
    log('error', 'uncaught', { reason: error.name, stack: stackOf(error) });
    process.exit(1);
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => {
      log('info', 'ending', { signal });
      running.close().then(
        () => process.exit(0),
        (error) => fail(error),
      );
    });
  // Last: whoever reads it may end it.
  log('info', 'started', running.started);
}
