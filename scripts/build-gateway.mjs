import { buildNode } from './build-node.mjs';

/** Builds the gateway for plain Node. */
export async function buildGateway(outDir = 'dist/gateway') {
  await buildNode({ index: 'gateway/index.ts' }, outDir);
}
