// What the app has beside its pages, loaded when the first view is there: reminders, the badge of its icon.
import { showReminders } from '../reminders/start-reminders.js';
import { NavigateEvent } from '../shared/navigate-event.js';
import { showAppBadge } from './app-badge.js';
import type { IkApp } from './ik-app.js';

/** @param app - With its services. */
export function startLate(app: IkApp): void {
  const { services } = app;
  if (services === undefined) return;
  showReminders({
    services,
    root: document.body,
    display: () => app.display,
    go: (url) => app.dispatchEvent(new NavigateEvent(url)),
  });
  showAppBadge(services);
}
