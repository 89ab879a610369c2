import { join } from 'node:path';
import { build } from 'vite';
import { describe, expect, it } from 'vitest';

/** What a bundler makes of a file that only imports another for what it does. */
async function bundleOf(path: string): Promise<string> {
  const entry = 'virtual:entry';
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === entry ? `\0${entry}` : undefined),
        load: (id) => (id === `\0${entry}` ? `import ${JSON.stringify(join(process.cwd(), path))};` : undefined),
      },
    ],
    build: { write: false, minify: false, rolldownOptions: { input: entry, external: [/^(?:lit|@lit|lucide)/] } },
  });
  const outputs = Array.isArray(result) ? result : [result];
  return outputs
    .flatMap((each) => ('output' in each ? each.output : []))
    .map((file) => ('code' in file ? file.code : ''))
    .join('');
}

describe('package.json sideEffects', () => {
  it.each([
    ['src/calendar.ts', 'ik-calendar'],
    ['src/contacts.ts', 'ik-contacts'],
  ])(
    'a bare import of %s registers <%s>',
    async (path, tag) => {
      expect(await bundleOf(path)).toMatch(new RegExp(`(?:customElement|define)\\(["']${tag}["']`));
    },
    30_000,
  );
});
