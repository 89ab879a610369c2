import { build } from '../../shared/build.js';
import { hue } from '../../shared/hue.styles.js';
import { tokens } from '../../shared/tokens.styles.js';
import { pageStyles } from '../print/print-sheet.styles.js';
import { paperStyles, styles } from './ik-day-summary.styles.js';

/**
 * Puts what a summary's page shows into the place of the app while it is printed: all of it, always light.
 *
 * @param page - As it is drawn; a copy of it is printed.
 * @returns takes it away.
 */
export function showOnPaper(page: Element): () => void {
  const host = build('div', { className: 'ik-print', lang: document.documentElement.lang });
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [tokens, hue, styles, paperStyles].map(({ styleSheet }) => styleSheet!);
  root.append(page.cloneNode(true));
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(pageStyles(false));
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  document.body.append(host);
  return () => {
    host.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
  };
}
