// The classic script of the head, in one file: it shares the app's rules and style sheets, and needs nothing of Lit but their form.
import { join } from 'node:path';
import { build } from 'vite';
import { smallIcons } from './one-file.mjs';
import { root } from './prepare.mjs';

/** @returns {Promise<string>} its code */
export async function buildFirstPaint() {
  const [{ output }] = await build({
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    plugins: [smallIcons()],
    resolve: { alias: [{ find: /^lit$/, replacement: '@lit/reactive-element/css-tag.js' }] },
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: join(root, 'src/first-paint.ts'), formats: ['iife'], name: 'ikFirstPaint' },
    },
  });
  return output[0].code;
}
