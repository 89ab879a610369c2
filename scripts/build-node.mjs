// Builds a program for plain Node: our files in few, packages stay imports.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * @param {Readonly<Record<string, string>>} input Files from the repository, by the names they get.
 * @param {string} outDir Absolute, or from the repository.
 */
export async function buildNode(input, outDir) {
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
        input: Object.fromEntries(Object.entries(input).map(([name, file]) => [name, join(root, file)])),
        output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
      },
    },
  });
}
