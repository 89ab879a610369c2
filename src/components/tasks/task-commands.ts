import { msg } from '@lit/localize';
import downIcon from 'lucide-static/icons/arrow-down.svg?raw';
import upIcon from 'lucide-static/icons/arrow-up.svg?raw';
import inIcon from 'lucide-static/icons/corner-down-right.svg?raw';
import outIcon from 'lucide-static/icons/corner-left-up.svg?raw';
import newIcon from 'lucide-static/icons/list-plus.svg?raw';
import type { Command } from '../../app/commands/command-registry.js';
import type { TaskMove } from '../../domain/tasks/arrange-task.js';

/** What the commands of the list of tasks do. */
export interface TaskPanelCommands {
  /** Goes to the line that adds one. */
  add(): void;
  create(): void;
  /** Goes to the list. */
  list(): void;
  /** The list has the keyboard, and a task in it. */
  canArrange(): boolean;
  arrange(move: TaskMove): void;
}

/** The commands of the list of tasks, in the person's language. */
export function taskCommands(panel: TaskPanelCommands): readonly Command[] {
  const group = msg('Tasks');
  return [
    { id: 'tasks.add', title: msg('Add a task'), group, shortcut: 'n', icon: newIcon, run: () => panel.add() },
    { id: 'tasks.new', title: msg('New task with all details'), group, shortcut: 'Shift+N', run: () => panel.create() },
    { id: 'tasks.list', title: msg('Go to the list of tasks'), group, shortcut: 'l', run: () => panel.list() },
    ...moveItems().map(({ id, label, shortcut }) => ({
      id: `tasks.${id}`,
      title: label,
      group,
      shortcut,
      when: () => panel.canArrange(),
      run: () => panel.arrange(id),
    })),
  ];
}

/** Ways of a task in the list, with their keys. */
export function moveItems() {
  return [
    { id: 'up', label: msg('Move the task up'), shortcut: 'Alt+ArrowUp', icon: upIcon },
    { id: 'down', label: msg('Move the task down'), shortcut: 'Alt+ArrowDown', icon: downIcon },
    { id: 'in', label: msg('Make it a subtask of the one above'), shortcut: 'Alt+ArrowRight', icon: inIcon },
    { id: 'out', label: msg('Take it out of its task'), shortcut: 'Alt+ArrowLeft', icon: outIcon },
  ] as const satisfies readonly {
    readonly id: TaskMove;
    readonly label: string;
    readonly shortcut: string;
    readonly icon: string;
  }[];
}
