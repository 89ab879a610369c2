// Builds the relay for plain Node: our files in few, packages stay imports.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

/** @param {string} outDir Absolute, or from the repository. */
export async function buildRelay(outDir = 'dist/relay') {
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    build: {
      target: 'node20',
      ssr: true,
      outDir: join(root, outDir),
      emptyOutDir: true,
      minify: false,
      rollupOptions: {
        input: { index: join(root, 'relay/index.ts'), 'write-thread': join(root, 'relay/store/write-thread.ts') },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
      },
    },
  });
}
