// What the app has beside its pages, loaded when the first view is there: reminders, the badge of its icon, the sign of what goes
// on, the split screen, the person's status.
import '../activity/ik-activity.js';
import { msg } from '@lit/localize';
import inviteIcon from 'lucide-static/icons/calendar-plus-2.svg?raw';
import type { Command } from '../../app/commands/command-registry.js';
import { activityCommand } from '../activity/activity-command.js';
import { receiveDrops } from '../calendar/drops/receive-drops.js';
import { keepDayPicture } from '../day/keep-day-picture.js';
import { showReminders } from '../reminders/start-reminders.js';
import { NavigateEvent } from '../shared/navigate-event.js';
import { describeError } from '../shared/problem-message.js';
import { StatusOfPerson } from '../status/show-status.js';
import { showAppBadge } from './app-badge.js';
import { farCommands } from './far-commands.js';
import type { IkApp } from './ik-app.js';
import { SplitScreen } from './split/split-screen.js';

/** @param app - With its services. */
export function startLate(app: IkApp): void {
  const { services } = app;
  if (services === undefined) return;
  const split = new SplitScreen(app, app.commands);
  const status = new StatusOfPerson(app, services);
  const openActivity = () => app.renderRoot.querySelector('ik-activity')?.open();
  const activity = activityCommand(openActivity);
  app.commands.add([activity]);
  app.additions = {
    tools: () => split.tools(),
    person: () => status.person(),
    get more() {
      return [{ id: activity.id, label: msg('Activity'), icon: activity.icon! }, ...status.more];
    },
    choose: (id) => void (id === activity.id ? openActivity() : status.open()),
    bar: () => split.bar(),
    beside: () => split.beside(),
    get besideApp() {
      return split.besideApp;
    },
    address: (url, from) => split.address(url, from),
  };
  showReminders({
    services,
    root: document.body,
    display: () => app.display,
    go: (url) => app.dispatchEvent(new NavigateEvent(url)),
  });
  showAppBadge(services);
  keepDayPicture(services, () => app.display);
  receiveDrops(app);
  const addLate = () => app.commands.add([addToEventCommand(app, () => split.pathOf('contacts')), ...farCommands(app)]);
  addLate();
  window.addEventListener('lit-localize-status', addLate);
  services.subscriptions.start().catch(() => {}); // offline before it was kept: the next start has it
}

/** The keyboard's way to what dragging a contact onto an event does. @param path - Of the contacts, where they are shown. */
function addToEventCommand(app: IkApp, path: () => string | undefined): Command {
  return {
    id: 'shell.add-to-event',
    title: msg('Add this contact to an event'),
    group: msg('Contacts'),
    icon: inviteIcon,
    // A list, a slash, and a contact.
    when: () => path()?.includes('/') === true,
    run: () =>
      void import('../calendar/drops/add-to-event.js')
        .then(({ addToEvent }) => addToEvent(app, app.services!, app.display, path() ?? ''))
        .catch((error: unknown) => app.notify(describeError(error), { kind: 'error' })),
  };
}
