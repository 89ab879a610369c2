// What other apps can do, from wherever one is: goes there, and runs the app's own command (rule SL12 in docs/rules/shell.md).
import { msg, str } from '@lit/localize';
// Other signs than the apps have: what they share with this would be files more for the first view.
import newEventIcon from 'lucide-static/icons/calendar-plus-2.svg?raw';
import exportIcon from 'lucide-static/icons/download.svg?raw';
import writeIcon from 'lucide-static/icons/pencil.svg?raw';
import tasksIcon from 'lucide-static/icons/square-check-big.svg?raw';
import newTaskIcon from 'lucide-static/icons/square-plus.svg?raw';
import newContactIcon from 'lucide-static/icons/user-round-plus.svg?raw';
import type { Command, CommandRegistry } from '../../app/commands/command-registry.js';
import type { Services } from '../../app/services.js';
import { firstOf } from '../../domain/watchable.js';
import { SLOTS_URL, TASKS_URL } from '../calendar/calendar-route.js';
import { NavigateEvent } from '../shared/navigate-event.js';
import { sections } from './settings-contents.js';
import { settingsIcon } from './shell-commands.js';

export interface FarHost extends HTMLElement {
  readonly services: Services | undefined;
  readonly commands: CommandRegistry;
}

/** A page whose code does not come within this time, in milliseconds, runs nothing by itself any more. */
const PATIENCE = 10_000;

interface Far {
  /** Of the command as its app has it. */
  readonly id: string;
  readonly title: string;
  readonly group: string;
  readonly icon: string;
  readonly shortcut?: string;
  /** Where it is known. */
  readonly url: string;
}

const SENTENCE = { id: 'calendar.quick', url: '/calendar' };

function fars(): readonly Far[] {
  const [calendar, contacts, settings] = [msg('Calendar'), msg('Contacts'), msg('Settings')];
  return [
    { id: 'calendar.new', title: msg('New event'), group: calendar, icon: newEventIcon, url: '/calendar' },
    { id: 'calendar.new-task', title: msg('New task'), group: calendar, icon: newTaskIcon, url: '/calendar' },
    { id: 'contacts.new', title: msg('New contact'), group: contacts, icon: newContactIcon, url: '/contacts' },
    { id: 'mail.new', title: msg('New message'), group: msg('Mail'), icon: writeIcon, url: '/mail' },
    { id: 'rooms.book', title: msg('Book a room'), group: msg('Rooms'), icon: newEventIcon, url: '/rooms' },
    { id: 'settings.export', title: msg('Export everything'), group: settings, icon: exportIcon, url: '/settings' },
    { id: 'settings.backup', title: msg('Make a backup…'), group: settings, icon: exportIcon, url: '/settings' },
  ];
}

const find = (registry: CommandRegistry, id: string) => registry.list().find((command) => command.id === id);

/** The command, once its app has brought it; `undefined` when that takes too long. */
function arrival(registry: CommandRegistry, id: string): Promise<Command | undefined> {
  return new Promise((resolve) => {
    const end = () => {
      stop();
      clearTimeout(timer);
      resolve(find(registry, id));
    };
    const stop = registry.subscribe(() => find(registry, id) && end());
    const timer = setTimeout(end, PATIENCE);
    if (find(registry, id)) end();
  });
}

async function runThere(host: FarHost, { id, url }: Pick<Far, 'id' | 'url'>, typed?: string): Promise<void> {
  host.dispatchEvent(new NavigateEvent(url));
  const { collections } = host.services!;
  // A form has where to save to, as if the page had been there for long.
  const lists = (['calendar', 'addressbook'] as const).map((kind) => firstOf(collections.watch(kind)).catch(() => []));
  const [command] = await Promise.all([arrival(host.commands, id), ...lists]);
  requestAnimationFrame(() => (typed === undefined ? command?.run() : command?.runWith?.(typed)));
}

/** Those of apps that are shown are left to them. */
export function farCommands(host: FarHost): readonly Command[] {
  const isFar = (id: string) => () => find(host.commands, id) === undefined;
  const lead = (id: string, title: string, icon: string, url: string, shortcut: string): Command => ({
    ...{ id: `far.${id}`, title, group: msg('Calendar'), icon, shortcut, when: isFar(id) },
    run: () => void host.dispatchEvent(new NavigateEvent(url)),
  });
  return [
    ...fars().map((far) => ({ ...far, id: `far.${far.id}`, when: isFar(far.id), run: () => void runThere(host, far) })),
    {
      ...{
        id: `far.${SENTENCE.id}`,
        title: msg('New event from a sentence'),
        group: msg('Calendar'),
        icon: newEventIcon,
      },
      when: isFar(SENTENCE.id),
      run: () => void runThere(host, SENTENCE),
      runWith: (typed: string) => void runThere(host, SENTENCE, typed),
    },
    lead('calendar.tasks', msg('Show the tasks'), tasksIcon, TASKS_URL, 'g t'),
    lead('calendar.slots', msg('Show the bookable times'), newEventIcon, SLOTS_URL, 'g b'),
    ...sections().map(
      ([id, name]): Command => ({
        ...{
          id: `shell.settings-${id}`,
          title: msg(str`Settings: ${name}`),
          group: msg('Settings'),
          icon: settingsIcon,
        },
        run: () => void host.dispatchEvent(new NavigateEvent(`/settings/${id}`)),
      }),
    ),
  ];
}
