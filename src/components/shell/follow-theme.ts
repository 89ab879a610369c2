/** For pages beside the app. As src/first-paint.ts begins: somebody who has the app has perhaps chosen. */
export function followTheme(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', () => {
    let chosen: string | null = null;
    try {
      chosen = localStorage.getItem('ik-theme');
    } catch {
      // storage is blocked: nobody has chosen
    }
    if (chosen === 'light' || chosen === 'dark') return;
    document.documentElement.dataset.theme = dark.matches ? 'dark' : 'light';
  });
}
