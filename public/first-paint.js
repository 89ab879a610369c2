// Runs before anything is painted (a classic script in the head), so that a chosen theme never flashes the other one, the view that
// is shown is fetched with the rest of the app, and the worker that reads what it shows starts while that is under way.
// The key and the colours are those of src/components/shell/display-controller.ts.
(() => {
  let theme = 'auto';
  try {
    theme = localStorage.getItem('ik-theme') || theme;
  } catch {
    // storage is blocked: the device's theme
  }
  const isDark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
  document.querySelector('meta[name=theme-color]').content = isDark ? '#121218' : '#f7f7f9';

  const views = document.querySelector('meta[name=ik-views]')?.content; // not in development
  const view = /^\/(?:day|$)/.test(location.pathname) ? 'day' : location.pathname.split('/')[1];
  const files = new Map(views ? Object.entries(JSON.parse(views)) : []).get(view) ?? [];
  for (const file of files) {
    const link = document.createElement('link');
    link.rel = 'modulepreload';
    link.crossOrigin = '';
    link.href = `/${file}`;
    document.head.append(link);
  }

  const worker = document.querySelector('meta[name=ik-query-worker]')?.content; // not in development
  if (!worker) return;
  // The policy of src/trusted-types.ts, which comes too late here.
  globalThis.trustedTypes?.createPolicy('default', {
    createScriptURL(address) {
      if (new URL(address, location.href).origin === location.origin) return address;
      throw new TypeError(`Scripts come from this site only, not from ${address}`);
    },
  });
  // Taken over by src/workers/early-worker.ts; the name is the database's, of src/workers/channels.ts.
  const early = {
    name: 'ikebana',
    address: worker,
    worker: new Worker(worker, { type: 'module', name: 'ikebana' }),
    heard: [],
  };
  early.worker.addEventListener('message', ({ data }) => early.heard.push(data));
  early.worker.addEventListener('error', () => {
    early.failed = true;
  });
  globalThis.ikEarlyWorker = early;
})();
