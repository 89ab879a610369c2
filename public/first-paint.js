// Runs before anything is painted (a classic script in the head), so that a chosen theme never flashes the other one, and the view that
// is shown is fetched with the rest of the app.
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
})();
