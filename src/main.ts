// Composition root of the app: puts the parts together and hands them to <ik-app>.
import './app.css';
import { msg, str } from '@lit/localize';
import { createServices, personalCollections } from './app/create-services.js';
import { describeError } from './components/shared/problem-message.js';
import { IkApp } from './components/shell/ik-app.js';
import { useLocale } from './components/shell/localization.js';
import { AppError } from './domain/errors.js';
import { registerServiceWorker } from './service-worker-client.js';
import { allowOwnScripts } from './trusted-types.js';

async function start() {
  await customElements.whenDefined('ik-app');
  const app = document.querySelector('ik-app');
  if (!(app instanceof IkApp)) return;
  app.version = import.meta.env.VITE_APP_VERSION;
  acceptLaunchedFiles(app);
  try {
    app.services = createServices({
      firstCollections: namedCollections,
      onEarlierFailure: (error) => void app.notify(earlierFailure(error), { kind: 'error' }),
    });
  } catch (error) {
    app.startError = error;
  }
  startLateParts(app);
  if (import.meta.env.PROD) await registerServiceWorker(app);
}

function earlierFailure(error: unknown): string {
  return msg(str`Your last change before the app was closed could not be made: ${describeError(error)}`);
}

/** The first calendar and address book, named in the browser's language: nobody has chosen another yet. */
async function namedCollections() {
  await useLocale(navigator.language);
  return personalCollections(msg('Personal'));
}

/** Longer than the first view takes to be drawn. */
const LATE_MS = 2000;

/** Reminders go off, and all else that no page waits for is there, from when the first view is. */
function startLateParts(app: IkApp) {
  const isSplit = location.search.includes('beside=');
  setTimeout(async () => (await import('./components/shell/late.js')).startLate(app), isSplit ? 0 : LATE_MS);
}

interface LaunchParams {
  readonly files: readonly { getFile(): Promise<File> }[];
}

/** Files that were opened with the installed app (`file_handlers` of the manifest). */
function acceptLaunchedFiles(app: IkApp) {
  const { launchQueue } = window as {
    readonly launchQueue?: { setConsumer(take: (launch: LaunchParams) => void): void };
  };
  launchQueue?.setConsumer(async ({ files }) => {
    const opened = await Promise.all(files.map((handle) => handle.getFile()));
    if (opened.length > 0) app.importFiles(opened);
  });
}

// The store is closed on purpose (a backup takes its place, and the page is loaded anew): who asked a moment before waits for nothing.
addEventListener('unhandledrejection', (event) => {
  if (event.reason instanceof AppError && event.reason.code === 'store/closed') event.preventDefault();
});
allowOwnScripts();
void start();
