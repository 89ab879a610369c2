import type { Command } from './command-registry.js';

/** The parts of a KeyboardEvent that name a stroke. */
export interface KeyStroke {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  /** Milliseconds; only differences count. */
  readonly timeStamp: number;
}

/** The second stroke of a sequence must follow within this time. */
export const SEQUENCE_MS = 1500;

const isPrintable = (key: string) => [...key].length === 1;

/**
 * A stroke as shortcuts are written: `c`, `Ctrl+K`, `Shift+ArrowLeft`, `?`. Shift is left out where it only makes
 * another sign. On keyboards whose letters are not Latin the key's position counts, so that `c` works there too.
 */
export function strokeName(stroke: KeyStroke, apple: boolean): string {
  const isLetterPosition = /^Key[A-Z]$/.test(stroke.code);
  const isForeignLetter = isPrintable(stroke.key) && stroke.key > '~';
  const key = isForeignLetter && isLetterPosition ? stroke.code.slice(3) : stroke.key;
  const isLetter = /^[a-z]$/i.test(key);
  const names = [
    (apple ? stroke.metaKey : stroke.ctrlKey) && 'Ctrl',
    stroke.altKey && 'Alt',
    stroke.shiftKey && (isLetter || !isPrintable(key)) && 'Shift',
    isLetter ? key.toUpperCase() : key === ' ' ? 'Space' : key,
  ];
  return names.filter(Boolean).join('+');
}

/** The same for what a command says: `c` is `C`, `Shift+?` is `?`. */
function normalise(shortcut: string): string {
  return shortcut
    .split(' ')
    .map((part) => {
      const names = part.split('+');
      const key = names.pop() || '+';
      const isLetter = /^[a-z]$/i.test(key);
      const modifiers = ['Ctrl', 'Alt', 'Shift'].filter((name) => names.includes(name));
      const kept = modifiers.filter((name) => name !== 'Shift' || isLetter || !isPrintable(key));
      return [...kept, isLetter ? key.toUpperCase() : key].join('+');
    })
    .join(' ');
}

/** Finds the command of the strokes a person types, sequences included. */
export interface ShortcutMatcher {
  /** `'pending'` when the stroke begins a sequence. */
  press(stroke: KeyStroke): Command | 'pending' | undefined;
}

export function createShortcutMatcher(commands: () => readonly Command[], apple: boolean): ShortcutMatcher {
  let typed: { readonly name: string; readonly at: number } | undefined;
  return {
    press(stroke) {
      if (['Control', 'Shift', 'Alt', 'Meta'].includes(stroke.key)) return undefined;
      const name = strokeName(stroke, apple);
      const before = typed && stroke.timeStamp - typed.at <= SEQUENCE_MS ? `${typed.name} ${name}` : undefined;
      typed = undefined;
      const shortcuts = commands()
        .filter((command) => command.shortcut && (command.when?.() ?? true))
        .map((command) => [normalise(command.shortcut as string), command] as const);
      const found = shortcuts.find(([shortcut]) => shortcut === before) ?? shortcuts.find(([s]) => s === name);
      if (found) return found[1];
      if (!shortcuts.some(([shortcut]) => shortcut.startsWith(`${name} `))) return undefined;
      typed = { name, at: stroke.timeStamp };
      return 'pending';
    },
  };
}

/** A shortcut's keys for the eye, one list per stroke: `[['Ctrl', 'K']]`, `[['G'], ['C']]`. */
export function shortcutKeys(shortcut: string, apple: boolean): readonly (readonly string[])[] {
  const signs: Readonly<Record<string, string>> = {
    ...(apple ? { Ctrl: '⌘', Alt: '⌥', Shift: '⇧' } : {}),
    ArrowLeft: '←',
    ArrowRight: '→',
    ArrowUp: '↑',
    ArrowDown: '↓',
    Escape: 'Esc',
  };
  return normalise(shortcut)
    .split(' ')
    .map((stroke) => (stroke === '+' ? ['+'] : stroke.split('+').map((key) => signs[key] ?? key)));
}
