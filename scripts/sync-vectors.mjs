// Writes the known answers of the sync protocol (docs/sync-protocol.md) to test/fixtures/sync, the same bytes every time.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'vite';

const server = await createServer({
  configFile: false,
  server: { middlewareMode: true, ws: false, watch: null },
  appType: 'custom',
});
try {
  const { makeVectors } = await server.ssrLoadModule('/test/support/sync/vectors.ts');
  mkdirSync('test/fixtures/sync', { recursive: true });
  for (const [name, vectors] of Object.entries(await makeVectors())) {
    const lines = vectors.map((vector) => JSON.stringify(vector)).join(',\n');
    writeFileSync(`test/fixtures/sync/${name}.json`, `[\n${lines}\n]\n`);
    console.log(`${name}: ${vectors.length}`);
  }
} finally {
  await server.close();
}
