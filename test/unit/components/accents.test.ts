// Accents that a person may choose can be read wherever they are used (WCAG 1.4.3), in both themes.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { accents } from '../../../src/domain/settings/settings.js';

const read = (name: string) => readFileSync(`src/components/shared/${name}.css`, 'utf8');
const css = read('accents');
const [light = '', dark = ''] = read('tokens').split('@media');

const token = (of: string, name: string) => new RegExp(`--ik-${name}: (#[0-9a-f]{6})`).exec(of)?.[1] ?? '';
/** @returns of the light and of the dark theme */
const pair = (of: string, name: string) =>
  new RegExp(`--ik-${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(of)?.slice(1) ?? [];

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

describe('accents', () => {
  it('have violet as the design has it', () => {
    expect(pair(css, 'violet')).toEqual([token(light, 'accent'), token(dark, 'accent')]);
  });

  it.each(accents)('%s can be read on every ground, and what is written on it, too', (name) => {
    const colours = pair(css, name);
    const rule = css.slice(css.indexOf(`[data-accent="${name}"]`));
    for (const [at, tokens] of [light, dark].entries()) {
      const soft = name === 'violet' ? token(tokens, 'accent-soft') : pair(rule, 'accent-soft')[at]!;
      const grounds = ['bg', 'surface', 'surface-2', 'on-accent'].map((ground) => token(tokens, ground));
      for (const ground of [soft, ...grounds]) expect(contrast(colours[at]!, ground)).toBeGreaterThanOrEqual(4.5);
    }
  });
});
