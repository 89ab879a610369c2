/** Mail links anywhere in the app open a window to write in. Its code comes with the first of them. */
export function followMailLinks(app: HTMLElement): void {
  const write = (href: string) =>
    void import('../mail/compose/open-compose.js').then(
      ({ openMailLink }) => openMailLink(app, href),
      () => location.assign(href), // offline before it was kept
    );
  app.addEventListener('ik-mail-link', ({ href }) => write(href));
  app.addEventListener('click', (event) => {
    const link = event.composedPath().find((one) => one instanceof HTMLAnchorElement && one.protocol === 'mailto:');
    if (link === undefined || event.defaultPrevented) return;
    event.preventDefault();
    write((link as HTMLAnchorElement).href);
  });
}
