// Loads the fold from its sources with one line changed: a little module loader, so that a mutant costs milliseconds.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as hpke from '@hpke/core';
import * as hkdf from '@noble/hashes/hkdf.js';
import * as hmac from '@noble/hashes/hmac.js';
import * as sha2 from '@noble/hashes/sha2.js';
import * as cborg from 'cborg';
import ts from 'typescript';
import type { foldAccount } from '../../../src/sync/protocol/account-fold.js';
import type { foldDocument } from '../../../src/sync/protocol/document-fold.js';
import type { Mutant } from './mutants.js';

const FOLDER = 'src/sync/protocol';
const packages: Readonly<Record<string, unknown>> = {
  cborg,
  '@hpke/core': hpke,
  '@noble/hashes/hkdf.js': hkdf,
  '@noble/hashes/hmac.js': hmac,
  '@noble/hashes/sha2.js': sha2,
};
const options = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
const compile = (source: string) => ts.transpileModule(source, { compilerOptions: options }).outputText;

const sources = new Map(
  readdirSync(FOLDER).map((file) => [file.replace(/\.ts$/, ''), readFileSync(join(FOLDER, file), 'utf8')]),
);
const compiled = new Map<string, string>();

/** Compiles what is asked for, once. */
function codeOf(name: string): string {
  const known = compiled.get(name) ?? compile(sources.get(name)!);
  compiled.set(name, known);
  return known;
}

/** What a mutated protocol judges with. */
export interface Folds {
  readonly foldDocument: typeof foldDocument;
  readonly foldAccount: typeof foldAccount;
}

/** @throws when the text does not stand exactly there any more: the mutant has to follow the code. */
export function loadFolds(mutant?: Mutant): Folds {
  const [file, from, to] = mutant ?? [];
  const source = file === undefined ? '' : (sources.get(file) ?? '');
  if (from !== undefined && !source.includes(from)) throw new Error(`Not in ${file}: ${from}`);
  // Every place: the same rule may be said twice.
  const changed = file === undefined ? '' : compile(source.replaceAll(from!, () => to!));
  const loaded = new Map<string, Record<string, unknown>>();
  const load = (name: string): unknown => {
    if (name in packages) return packages[name];
    const id = name.replace(/^\.\//, '').replace(/\.js$/, '');
    const known = loaded.get(id);
    if (known !== undefined) return known;
    const exports: Record<string, unknown> = {};
    loaded.set(id, exports);
    new Function('exports', 'require', id === file ? changed : codeOf(id))(exports, load);
    return exports;
  };
  return { ...(load('./document-fold.js') as Folds), ...(load('./account-fold.js') as Folds) };
}
