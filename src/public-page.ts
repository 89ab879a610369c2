// Composition root of `public.html`: a public calendar for whoever has its address, without the app and without a store.
import './public-page.css';
import { IkPublicPage } from './components/sharing/ik-public-page.js';
import { useLocale } from './components/shell/localization.js';
import { readPublic } from './sync/client/read-public.js';
import { allowOwnScripts } from './trusted-types.js';

/** As public/first-paint.js begins: somebody who has the app has perhaps chosen. */
function followTheme() {
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

allowOwnScripts();
followTheme();
await useLocale(navigator.language);
await customElements.whenDefined('ik-public-page');
const page = document.querySelector('ik-public-page');
if (page instanceof IkPublicPage) {
  page.read = readPublic;
  void page.load();
}
