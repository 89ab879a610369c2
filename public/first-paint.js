// Runs before anything is painted (a classic script in the head), so that a chosen theme never flashes the other one.
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
})();
