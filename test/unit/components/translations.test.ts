import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const units = (language: string) => {
  const text = readFileSync(`docs/translations/${language}.xlf`, 'utf8');
  return [...text.matchAll(/<trans-unit id="([^"]+)">([\s\S]*?)<\/trans-unit>/g)].map(([, id, body = '']) => ({
    id,
    source: /<source>([\s\S]*?)<\/source>/.exec(body)?.[1] ?? '',
    target: /<target>([\s\S]*?)<\/target>/.exec(body)?.[1],
  }));
};
const placeholders = (text: string) => [...text.matchAll(/<x id="(\d+)"/g)].map(([, id]) => id).sort();

describe.each(['fr', 'de', 'it', 'es'])('translation into %s', (language) => {
  it('has every message', () => {
    const missing = units(language).filter(({ target }) => !target);
    expect(missing.map(({ source }) => source)).toEqual([]);
  });

  it('keeps the places of names and numbers', () => {
    const changed = units(language).filter(
      ({ source, target }) => placeholders(source).join() !== placeholders(target ?? '').join(),
    );
    expect(changed).toEqual([]);
  });
});
