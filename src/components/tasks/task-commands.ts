import { msg } from '@lit/localize';
import newIcon from 'lucide-static/icons/list-plus.svg?raw';
import type { Command } from '../../app/commands/command-registry.js';

/** What the commands of the list of tasks do. */
export interface TaskPanelCommands {
  /** Goes to the line that adds one. */
  add(): void;
  create(): void;
  /** Goes to the list. */
  list(): void;
}

/** The commands of the list of tasks, in the person's language. */
export function taskCommands(panel: TaskPanelCommands): readonly Command[] {
  const group = msg('Tasks');
  return [
    { id: 'tasks.add', title: msg('Add a task'), group, shortcut: 'n', icon: newIcon, run: () => panel.add() },
    { id: 'tasks.new', title: msg('New task with all details'), group, shortcut: 'Shift+N', run: () => panel.create() },
    { id: 'tasks.list', title: msg('Go to the list of tasks'), group, shortcut: 'l', run: () => panel.list() },
  ];
}
