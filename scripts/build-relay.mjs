import { buildNode } from './build-node.mjs';

/** Builds the relay for plain Node. */
export async function buildRelay(outDir = 'dist/relay') {
  await buildNode({ index: 'relay/index.ts', 'write-thread': 'relay/store/write-thread.ts' }, outDir);
}
