import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mayImport } from '../support/layers.js';

const IMPORT = /^(?:import|export)\b[^'"`;]*?\bfrom\s+'([^']+)'|^import\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm;
const RULE = /^- \*\*([A-Z]+\d+)\*\*/gm;

const filesIn = (folder: string, ending: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => join(folder, file));

describe('architecture', () => {
  it.each(Object.entries(mayImport))('%s imports only what the table allows', (folder, allowed) => {
    const inner = Object.keys(mayImport).filter((other) => other.startsWith(`${folder}/`));
    const own = filesIn(folder, '.ts').filter((file) => !inner.some((other) => file.startsWith(`${other}/`)));
    const broken = own.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(IMPORT)]
        .map(([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? '')
        .map((spec) => (spec.startsWith('.') ? normalize(join(dirname(file), spec)) : spec))
        .filter((target) => ![`${folder}/`, ...allowed].some((prefix) => target.startsWith(prefix)))
        .map((target) => `${file} -> ${target}`),
    );
    expect(broken).toEqual([]);
  });

  // Decorators run upwards, and defining an element makes those that wait for it in the page: one that is to hear of
  // another language must know so before.
  it('makes elements listen for another language before it defines them', () => {
    const late = filesIn('src', '.ts').filter((file) =>
      /^@localized\(\)\s+@customElement/m.test(readFileSync(file, 'utf8')),
    );
    expect(late).toEqual([]);
  });

  it('tries every attack of docs/attacks.md where it says, or says why not', () => {
    const rows = [...readFileSync('docs/attacks.md', 'utf8').matchAll(/^\| (A-\d{2}) \|(.*)\|$/gm)];
    expect(rows.length).toBeGreaterThan(50);
    const untried = rows.flatMap(([, id = '', rest = '']) => {
      const [, file, words = id] = /\| (test\/\S+)(?: \((.+)\))? $/.exec(rest) ?? [];
      if (file === undefined) return rest.includes('| – ') ? [] : [`${id}: neither tried nor explained`];
      return readFileSync(file, 'utf8').includes(words) ? [] : [`${id}: ${file} does not name ${words}`];
    });
    expect(untried).toEqual([]);
  });

  it('has a test that names each of the protocol’s invariants', () => {
    const rows = [...readFileSync('docs/sync-invariants.md', 'utf8').matchAll(/^\| (I-\d+) \|(.*)\|$/gm)];
    expect(rows.map(([, id]) => id)).toEqual(Array.from({ length: 20 }, (_, at) => `I-${at + 1}`));
    const unnamed = rows.flatMap(([, id = '', rest = '']) => {
      const files = rest.match(/test\/[\w./-]+\.test\.ts/g) ?? [];
      if (files.length === 0) return [`${id}: no test`];
      const names = (file: string) =>
        new RegExp(`\\b(?:it|describe)\\b[^;]{0,160}?\\b${id}\\b`).test(readFileSync(file, 'utf8'));
      return files.filter((file) => !names(file)).map((file) => `${id}: not in ${file}`);
    });
    expect(unnamed).toEqual([]);
  });

  it('has a test for every numbered rule', () => {
    const tests = filesIn('test', '.test.ts')
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    const untested = filesIn('docs/rules', '.md').flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(RULE)]
        .map(([, rule = '']) => rule)
        .filter((rule) => !tests.includes(`[${rule}]`))
        .map((rule) => `${file}: ${rule}`),
    );
    expect(untested).toEqual([]);
  });
});
