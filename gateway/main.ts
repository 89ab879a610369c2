import { ConfigError, readConfig, USAGE } from './config.js';
import { type Gateway, startGateway } from './gateway.js';
import { createLog } from './log.js';

const SETUP_ERRORS: Readonly<Record<string, (port: number, host: string) => string>> = {
  EADDRINUSE: (port) => `Port ${port} is taken by another program. Choose another: --port ${port + 1}`,
  EACCES: (port) => `Port ${port} needs rights this account does not have. Choose one above 1023.`,
  EADDRNOTAVAIL: (_, host) => `This machine has no address “${host}”.`,
  ENOTFOUND: (_, host) => `There is no host “${host}”.`,
};

function fail(error: unknown, port: number, host: string): never {
  const { code, message } = error as NodeJS.ErrnoException;
  process.stderr.write(`${SETUP_ERRORS[code ?? '']?.(port, host) ?? message}\n`);
  process.exit(error instanceof ConfigError ? 2 : 1);
}

/** `ikebana gateway`: runs until it is told to end, then lets what runs come to its end. */
export async function main(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<void> {
  let config: ReturnType<typeof readConfig>;
  try {
    config = readConfig(args, env);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\nikebana gateway --help lists all options.\n`);
    process.exit(2);
  }
  if (config === 'help') {
    process.stdout.write(USAGE);
    return;
  }
  const log = createLog(config.logLevel, (line) => process.stdout.write(line), Date.now);
  let gateway: Gateway;
  try {
    gateway = await startGateway({ config, log });
  } catch (error) {
    return fail(error, config.port, config.host);
  }
  process.on('uncaughtException', (error) => {
    // Only where: what an error says may hold what people wrote.
    log('error', 'uncaught', { reason: error.name, stack: error.stack?.split('\n').slice(1, 6).join('\n') });
    process.exit(1);
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => {
      log('info', 'ending', { signal });
      gateway.close().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  log('info', 'started', { url: gateway.url, servers: config.servers.map(({ key }) => key).join(' ') });
  if (config.servers.length === 0)
    log('warn', 'no-servers', { hint: 'It refuses everybody until a mail server is allowed: --server infomaniak' });
}
