import { runProgram } from '../server/run-program.js';
import { readConfig, USAGE } from './config.js';
import { startGateway } from './gateway.js';

/** `ikebana gateway`: runs until it is told to end, then lets what runs come to its end. */
export const main = (args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<void> =>
  runProgram(
    {
      name: 'gateway',
      usage: USAGE,
      readConfig,
      async start(config, log) {
        const gateway = await startGateway({ config, log });
        if (config.servers.length === 0)
          log('warn', 'no-servers', {
            hint: 'It refuses everybody until a mail server is allowed: --server infomaniak',
          });
        const servers = config.servers.map(({ key }) => key).join(' ');
        return { started: { url: gateway.url, servers }, close: gateway.close };
      },
    },
    args,
    env,
  );
