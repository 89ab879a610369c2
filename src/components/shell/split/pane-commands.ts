// Two apps side by side have commands with the same keys: those of the pane that has the focus come first.
import type { Command, CommandRegistry } from '../../../app/commands/command-registry.js';

export interface PaneCommands {
  /** For what is beside the page. */
  readonly beside: CommandRegistry;
  /** The keys of this pane come first from now on. */
  prefer(pane: 'page' | 'beside'): void;
}

export function createPaneCommands(registry: CommandRegistry): PaneCommands {
  const besides = new Set<Command>();
  let preferred: 'page' | 'beside' = 'page';
  /** Put behind all others: of two with the same keys the first is run. */
  const putBack = (commands: readonly Command[]) => {
    registry.add(commands)();
    registry.add(commands);
  };
  const order = () => {
    const all = registry.list().filter(({ id }) => !id.startsWith('shell.'));
    putBack(all.filter((command) => besides.has(command) === (preferred === 'page')));
  };
  return {
    beside: {
      ...registry,
      add(commands) {
        for (const command of commands) besides.add(command);
        const takeOut = registry.add(commands);
        order();
        return () => {
          for (const command of commands) besides.delete(command);
          takeOut();
        };
      },
    },
    prefer(pane) {
      if (pane === preferred) return;
      preferred = pane;
      order();
    },
  };
}
