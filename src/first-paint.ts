// Runs before anything is painted (built as a classic script for the head), so that a chosen theme or accent never flashes the other one, My Day
// is there as it was kept, the view that is shown is fetched with the rest of the app, and the worker that reads what it shows
// starts while that is under way. The keys and the colours of the theme are those of src/components/shell/display-controller.ts.
import { firstPicture, showFirstPicture } from './components/first-picture/first-picture.js';
import { allowOwnScripts } from './trusted-types.js';
import { startEarlyWorker } from './workers/early-worker.js';

const contentOf = (name: string) => document.querySelector<HTMLMetaElement>(`meta[name=${name}]`)?.content;

function notesOfBrowser(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined; // storage is blocked
  }
}

function showTheme(theme: string) {
  const isDark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
  document.querySelector('meta[name=theme-color]')?.setAttribute('content', isDark ? '#121218' : '#f7f7f9');
}

/** What is painted first is a help: whatever is wrong with it, the app comes all the same. */
function paintPicture(notes: Storage): boolean {
  try {
    const picture = firstPicture(notes);
    if (picture !== undefined) showFirstPicture(picture);
    return picture !== undefined;
  } catch {
    notes.removeItem('ik-day-picture');
    return false;
  }
}

/** @param lastApp - What `/` leads to. */
function fetchView(lastApp: string) {
  const views = contentOf('ik-views'); // not in development
  const view = location.pathname.split('/')[1] || lastApp;
  const files = new Map<string, string[]>(views ? Object.entries(JSON.parse(views)) : []).get(view) ?? [];
  for (const file of files) {
    const link = document.createElement('link');
    link.rel = 'modulepreload';
    link.crossOrigin = '';
    link.href = `/${file}`;
    document.head.append(link);
  }
}

function startWorker() {
  const address = contentOf('ik-query-worker'); // not in development
  if (!address) return;
  allowOwnScripts();
  startEarlyWorker(address, 'ikebana'); // the name is the database's, of src/workers/channels.ts
}

const notes = notesOfBrowser();
showTheme(notes?.getItem('ik-theme') ?? 'auto');
document.documentElement.dataset.accent = notes?.getItem('ik-accent') ?? '';
const hasPicture = notes !== undefined && paintPicture(notes);
/** Once the app itself is there it has its own worker, and needs no fetching ahead. */
const goOn = () => {
  if (customElements.get('ik-app') !== undefined) return;
  startWorker();
  fetchView(notes?.getItem('ik-last-app') ?? 'calendar');
};
// Two cores are busy with what they have: a picture that is there is painted before anything else is begun.
if (hasPicture && !document.hidden) requestAnimationFrame(() => setTimeout(goOn));
else goOn();
