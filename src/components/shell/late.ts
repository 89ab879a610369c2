// What the app has beside its pages, loaded when the first view is there: reminders, the badge of its icon, the split screen, the
// person's status.
import { receiveDrops } from '../calendar/drops/receive-drops.js';
import { showReminders } from '../reminders/start-reminders.js';
import { NavigateEvent } from '../shared/navigate-event.js';
import { StatusOfPerson } from '../status/show-status.js';
import { showAppBadge } from './app-badge.js';
import type { IkApp } from './ik-app.js';
import { SplitScreen } from './split/split-screen.js';

/** @param app - With its services. */
export function startLate(app: IkApp): void {
  const { services } = app;
  if (services === undefined) return;
  const split = new SplitScreen(app, app.commands);
  const status = new StatusOfPerson(app, services);
  app.additions = {
    tools: () => split.tools(),
    person: () => status.person(),
    get more() {
      return status.more;
    },
    choose: () => void status.open(),
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
  receiveDrops(app);
}
