import { runProgram } from '../server/run-program.js';
import { readConfig, USAGE } from './config.js';
import { createSendCode } from './mail/send-code.js';
import { startRelay } from './relay.js';
import { openSqliteStore } from './store/sqlite-store.js';

/** `ikebana relay`: runs until it is told to end, then writes what waits and ends. */
export const main = (args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<void> =>
  runProgram(
    {
      name: 'relay',
      usage: USAGE,
      readConfig,
      async start(config, log) {
        const sendCode = await createSendCode(config, (line) => process.stdout.write(line));
        const store = await openSqliteStore({ folder: config.data });
        try {
          const relay = await startRelay({ config, store, log, sendCode });
          return { started: { url: relay.url, data: config.data, signUp: config.signUp }, close: relay.close };
        } catch (error) {
          await store.close();
          throw error;
        }
      },
    },
    args,
    env,
  );
