/** Something a person can do, known once: menus, shortcuts and the command box all read it. */
export interface Command {
  /** Stable, such as `calendar.new-event`. */
  readonly id: string;
  /** In the person's language. */
  readonly title: string;
  /** Heading in the command box and the shortcut sheet. */
  readonly group: string;
  /** `c`, `Ctrl+K`, `Shift+?`, or a sequence `g c`. `Ctrl` is ⌘ on Apple keyboards. */
  readonly shortcut?: string;
  /** Its keys, which have Ctrl or Alt, count in a dialog too. */
  readonly inDialogs?: boolean;
  /** Raw Lucide SVG. */
  readonly icon?: string;
  /** Whether it can be done now; absent: always. Otherwise its keys are the browser's. */
  when?(): boolean;
  run(): void;
  /** Takes what was typed in the command box: *Create: lunch tomorrow*. Offered below everything that was found. */
  runWith?(typed: string): void;
}

/** Commands of whatever is on screen now. */
export interface CommandRegistry {
  /** @returns A function that takes the commands out again; views call it when they leave. */
  add(commands: readonly Command[]): () => void;
  list(): readonly Command[];
  /** Called after each change of the list. @returns stops it. */
  subscribe(listener: () => void): () => void;
}

export function createCommandRegistry(): CommandRegistry {
  const commandsById = new Map<string, Command>();
  const listeners = new Set<() => void>();
  const notify = () => {
    for (const listener of listeners) listener();
  };
  return {
    add(commands) {
      for (const command of commands) commandsById.set(command.id, command);
      notify();
      return () => {
        for (const command of commands) if (commandsById.get(command.id) === command) commandsById.delete(command.id);
        notify();
      };
    },
    list: () => [...commandsById.values()],
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
