import { ConfigError, readConfig, USAGE } from './config.js';
import { createLog } from './log.js';
import { createSendCode } from './mail/send-code.js';
import { type Relay, startRelay } from './relay.js';
import { openSqliteStore } from './store/sqlite-store.js';
import type { RelayStore } from './store/store.js';

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

/** `ikebana relay`: runs until it is told to end, then writes what waits and ends. */
export async function main(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<void> {
  let config: ReturnType<typeof readConfig>;
  try {
    config = readConfig(args, env);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\nikebana relay --help lists all options.\n`);
    process.exit(2);
  }
  if (config === 'help') {
    process.stdout.write(USAGE);
    return;
  }
  const log = createLog(config.logLevel, (line) => process.stdout.write(line), Date.now);
  let store: RelayStore | undefined;
  let relay: Relay;
  try {
    const sendCode = await createSendCode(config, (line) => process.stdout.write(line));
    store = await openSqliteStore({ folder: config.data });
    relay = await startRelay({ config, store, log, sendCode });
  } catch (error) {
    await store?.close();
    return fail(error, config.port, config.host);
  }
  // A bug ends the relay in order: what is durable stays, and the next start finds it.
  process.on('uncaughtException', (error) => {
    log('error', 'uncaught', { reason: `${error.name}: ${error.message}`, stack: error.stack });
    process.exit(1);
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => {
      log('info', 'ending', { signal });
      relay.close().then(
        () => process.exit(0),
        (error) => fail(error),
      );
    });
  log('info', 'started', { url: relay.url, data: config.data, signUp: config.signUp });
}
