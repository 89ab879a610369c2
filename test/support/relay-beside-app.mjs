// The built app and a relay of its own beside it, as `npm start` runs them.

import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog, DEFAULT_CONFIG, openSqliteStore, startRelay } from '../../dist/relay/index.js';
import { serveStatic } from '../../scripts/serve-static.mjs';

/**
 * @param {object} [options] of the relay: `rates`, `sendCode`
 * @returns The app's address, the relay's, and what ends both.
 */
export async function startAppAndRelay(options = {}) {
  const data = await mkdtemp(join(tmpdir(), 'ikebana-relay-'));
  const log = createLog('error', (line) => process.stderr.write(line), Date.now);
  const begin = async (port) => {
    const store = await openSqliteStore({ folder: data });
    return startRelay({ config: { ...DEFAULT_CONFIG, port, host: 'localhost', data }, store, log, ...options });
  };
  let relay = await begin(0);
  const { port } = relay;
  const answers = { '/relay.json': () => JSON.stringify({ relay: relay.url }) };
  const app = await serveStatic({ folder: 'dist/app', answers });
  return {
    url: app.url,
    relay: relay.url,
    data,
    /** The relay is away … */
    endRelay: () => relay.close(),
    /** … and back, with what it had. */
    async beginRelay() {
      relay = await begin(port);
    },
    async close() {
      await app.close();
      await relay.close();
    },
  };
}
