import { buildNode } from './build-node.mjs';

/** Builds the relay for plain Node. */
export async function buildRelay(outDir = 'dist/relay') {
  const threads = ['write-thread', 'checkpoint-thread'].map((name) => [name, `relay/store/${name}.ts`]);
  await buildNode({ index: 'relay/index.ts', ...Object.fromEntries(threads) }, outDir);
}
