import { msg } from '@lit/localize';
import mergeIcon from 'lucide-static/icons/merge.svg?raw';
import distinctIcon from 'lucide-static/icons/users-round.svg?raw';
import type { Command } from '../../../app/commands/command-registry.js';

/** What the commands among the duplicates do: with the group that is shown. */
export interface DuplicatesCommands {
  merge(): void;
  distinct(): void;
  step(by: 1 | -1): void;
}

/** In the person's language. */
export function duplicatesCommands(page: DuplicatesCommands): readonly Command[] {
  const group = msg('Contacts');
  return [
    {
      id: 'duplicates.merge',
      title: msg('Merge the cards that are shown'),
      group,
      shortcut: 'm',
      icon: mergeIcon,
      run: () => page.merge(),
    },
    {
      id: 'duplicates.distinct',
      title: msg('Not the same person'),
      group,
      shortcut: 'x',
      icon: distinctIcon,
      run: () => page.distinct(),
    },
    { id: 'duplicates.next', title: msg('Next possible duplicate'), group, shortcut: 'j', run: () => page.step(1) },
    {
      id: 'duplicates.previous',
      title: msg('Previous possible duplicate'),
      group,
      shortcut: 'k',
      run: () => page.step(-1),
    },
  ];
}
