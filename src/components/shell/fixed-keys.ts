// Keys that are no commands: what they do depends on where the focus is. For the sheet of shortcuts.
import { msg } from '@lit/localize';

export interface FixedKey {
  readonly title: string;
  /** Written as commands write theirs; several ways are alternatives. */
  readonly shortcuts: readonly string[];
}

export interface FixedGroup {
  readonly group: string;
  readonly keys: readonly FixedKey[];
}

/** @param ids - Of the commands of what is on screen. */
export function fixedKeys(ids: readonly string[]): readonly FixedGroup[] {
  const has = (...apps: readonly string[]) => ids.some((id) => apps.some((app) => id.startsWith(`${app}.`)));
  const key = (title: string, ...shortcuts: readonly string[]): FixedKey => ({ title, shortcuts });
  const lists: FixedGroup = {
    group: msg('In lists'),
    keys: [
      key(msg('To the next, or the one before'), 'ArrowDown', 'ArrowUp'),
      key(msg('To the first, or the last'), 'Home', 'End'),
      key(msg('Open'), 'Enter'),
      key(msg('Select, or not'), 'Space'),
      key(msg('Select from here on'), 'Shift+ArrowDown', 'Shift+ArrowUp'),
      key(msg('Select all'), 'Ctrl+A'),
      key(msg('Select nothing'), 'Escape'),
    ],
  };
  const calendar: FixedGroup = {
    group: msg('In the calendar'),
    keys: [
      key(msg('To another day or time'), 'ArrowLeft', 'ArrowRight'),
      key(msg('To the events of a day, and back'), 'Enter', 'Escape'),
      key(msg('Next or previous page'), 'PageDown', 'PageUp'),
    ],
  };
  const writing: FixedGroup = {
    group: msg('While writing mail'),
    keys: [
      key(msg('Send'), 'Ctrl+Enter'),
      key(msg('Bold, italic, underlined'), 'Ctrl+B', 'Ctrl+I', 'Ctrl+U'),
      key(msg('Make a link'), 'Ctrl+K'),
      key(msg('Close, and keep the draft'), 'Escape'),
    ],
  };
  const rooms: FixedGroup = {
    group: msg('In the timeline of rooms'),
    keys: [
      key(msg('To another time'), 'ArrowLeft', 'ArrowRight'),
      key(msg('To another room'), 'ArrowUp', 'ArrowDown'),
      key(msg('Book, or open'), 'Enter'),
    ],
  };
  const split: FixedGroup = {
    group: msg('At the divider'),
    keys: [
      key(msg('Wider or narrower'), 'ArrowLeft', 'ArrowRight'),
      key(msg('As narrow, or as wide, as can be'), 'Home', 'End'),
      key(msg('Both alike'), 'Enter'),
    ],
  };
  const forms: FixedGroup = {
    group: msg('In forms'),
    keys: [key(msg('Save'), 'Ctrl+Enter'), key(msg('Cancel'), 'Escape')],
  };
  return [
    ...(has('mail', 'contacts') ? [lists] : []),
    ...(has('calendar') ? [calendar] : []),
    ...(has('mail') ? [writing] : []),
    ...(has('rooms') ? [rooms] : []),
    ...(ids.includes('shell.split') ? [split] : []),
    forms,
  ];
}
