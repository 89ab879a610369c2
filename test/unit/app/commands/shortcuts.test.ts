import { describe, expect, it } from 'vitest';
import type { Command } from '../../../../src/app/commands/command-registry.js';
import {
  createShortcutMatcher,
  type KeyStroke,
  SEQUENCE_MS,
  shortcutKeys,
  strokeName,
} from '../../../../src/app/commands/shortcuts.js';

const stroke = (key: string, more: Partial<KeyStroke> = {}): KeyStroke => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  timeStamp: 0,
  ...more,
});
const command = (shortcut: string): Command => ({ id: shortcut, title: shortcut, group: 'Test', shortcut, run() {} });
const commands = ['c', 'g c', 'g s', 'Ctrl+K', 'Shift+?', 'Shift+N', 'ArrowLeft'].map(command);

describe('strokeName', () => {
  it.each([
    ['a letter', stroke('c'), false, 'C'],
    ['a letter with shift', stroke('C', { shiftKey: true }), false, 'Shift+C'],
    ['a sign that needs shift on this keyboard', stroke('?', { shiftKey: true }), false, '?'],
    ['control', stroke('k', { ctrlKey: true }), false, 'Ctrl+K'],
    ['command on Apple keyboards', stroke('k', { metaKey: true }), true, 'Ctrl+K'],
    ['control on Apple keyboards is not command', stroke('k', { ctrlKey: true }), true, 'K'],
    ['a Cyrillic keyboard by position', stroke('с', { code: 'KeyC' }), false, 'C'],
    ['the space bar', stroke(' '), false, 'Space'],
  ] as const)('names %s', (_what, given, apple, name) => {
    expect(strokeName(given, apple)).toBe(name);
  });
});

describe('createShortcutMatcher', () => {
  const press = (...strokes: readonly KeyStroke[]) => {
    const matcher = createShortcutMatcher(() => commands, false);
    return strokes.map((s) => {
      const found = matcher.press(s);
      return typeof found === 'object' ? found.id : found;
    });
  };
  it.each([
    ['one key', [stroke('c')], ['c']],
    ['a sequence', [stroke('g'), stroke('c', { timeStamp: 400 })], ['pending', 'g c']],
    ['a sequence too slow is two keys', [stroke('g'), stroke('c', { timeStamp: SEQUENCE_MS + 1 })], ['pending', 'c']],
    ['a sequence that leads nowhere', [stroke('g'), stroke('x')], ['pending', undefined]],
    [
      'a modifier alone does not break a sequence',
      [stroke('g'), stroke('Shift'), stroke('s')],
      ['pending', undefined, 'g s'],
    ],
    ['the key with a modifier only with it', [stroke('k'), stroke('k', { ctrlKey: true })], [undefined, 'Ctrl+K']],
    ['question mark', [stroke('?', { shiftKey: true })], ['Shift+?']],
    [
      'shift and a letter is not the letter',
      [stroke('C', { shiftKey: true }), stroke('N', { shiftKey: true })],
      [undefined, 'Shift+N'],
    ],
    ['an arrow', [stroke('ArrowLeft')], ['ArrowLeft']],
  ] as const)('finds %s', (_what, strokes, ids) => {
    expect(press(...strokes)).toEqual(ids);
  });
});

describe('shortcutKeys', () => {
  it.each([
    ['Ctrl+K', false, [['Ctrl', 'K']]],
    ['Ctrl+K', true, [['⌘', 'K']]],
    ['g c', false, [['G'], ['C']]],
    ['Shift+ArrowLeft', false, [['Shift', '←']]],
    ['Shift+?', false, [['?']]],
  ] as const)('shows %s (apple: %s)', (shortcut, apple, keys) => {
    expect(shortcutKeys(shortcut, apple)).toEqual(keys);
  });
});
