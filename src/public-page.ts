// Composition root of `public.html`: a public calendar for whoever has its address, without the app and without a store.
import './public-page.css';
import { IkPublicPage } from './components/sharing/ik-public-page.js';
import { followTheme } from './components/shell/follow-theme.js';
import { useLocale } from './components/shell/localization.js';
import { readPublic } from './sync/client/read-public.js';
import { allowOwnScripts } from './trusted-types.js';

allowOwnScripts();
followTheme();
await useLocale(navigator.language);
await customElements.whenDefined('ik-public-page');
const page = document.querySelector('ik-public-page');
if (page instanceof IkPublicPage) {
  page.read = readPublic;
  void page.load();
}
