import { msg, str } from '@lit/localize';
import { css } from 'lit';
import type { ContactRow } from '../../../domain/contacts/contact-row.js';
import { build } from '../../shared/build.js';
import { tokens } from '../../shared/tokens.styles.js';
import { phoneText } from '../contact-links.js';
import type { PrintedList } from './contacts-printing.js';

/** Of the document while the sheet is in it: paper instead of the app, whichever way it is held. */
const PAGE = `
  @page { margin: 12mm 10mm; }
  @media screen { .ik-print { display: none; } }
  @media print {
    html, body { block-size: auto !important; background: #fff !important; }
    body > :not(.ik-print) { display: none !important; }
  }
`;

/** Always light: its host has no theme. */
const styles = css`
  :host { display: block; background: #fff; color: #14141d; font: 9.5pt / 1.35 var(--ik-font); --line: #c9c9d4; --quiet: #4c4c5c; }
  h1 { margin: 0 0 3mm; font-size: 15pt; font-weight: 650; }
  h1 small { margin-inline-start: 3mm; color: var(--quiet); font-size: 10pt; font-weight: 450; }
  table { inline-size: 100%; border-collapse: collapse; table-layout: fixed; }
  th { padding: 0 3mm 1mm 0; border-block-end: 0.3mm solid var(--quiet); color: var(--quiet); font-size: 8.5pt; font-weight: 600; text-align: start; }
  td { padding: 1.2mm 3mm 1.2mm 0; border-block-end: 0.2mm solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
  td:first-child { font-weight: 600; }
  td:last-child { padding-inline-end: 0; font-variant-numeric: tabular-nums; }
  tr { break-inside: avoid; }
  p { color: var(--quiet); }
`;

/** Puts contacts onto paper, a line for each. @returns takes the sheet away. */
export function showContactsSheet(rows: readonly ContactRow[], { heading, info }: PrintedList): () => void {
  const { lang } = document.documentElement;
  const host = build('div', { className: 'ik-print', lang });
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [tokens, styles].map(({ styleSheet }) => styleSheet!);
  const count = info?.count ?? rows.length;
  const total = count === 1 ? msg('1 contact') : msg(str`${count.toLocaleString(lang || 'en')} contacts`);
  const heads = [msg('Name'), msg('Organisation'), msg('Email'), msg('Phone')].map((text) => build('th', {}, text));
  const lines = rows.map(({ name, organization, email, phone }) =>
    build(
      'tr',
      {},
      ...[name || msg('Without a name'), organization === name ? '' : organization, email, phoneText(phone)].map(
        (text) => build('td', { dir: 'auto' }, text),
      ),
    ),
  );
  root.append(
    build('h1', {}, heading, build('small', {}, total)),
    build('table', {}, build('thead', {}, build('tr', {}, ...heads)), build('tbody', {}, ...lines)),
  );
  const left = (count - rows.length).toLocaleString(lang || 'en');
  if (count > rows.length) root.append(build('p', {}, msg(str`And ${left} more.`)));
  const page = new CSSStyleSheet();
  page.replaceSync(PAGE);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, page];
  document.body.append(host);
  return () => {
    host.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== page);
  };
}
