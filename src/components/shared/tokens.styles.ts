import { unsafeCSS } from '@lit/reactive-element/css-tag.js';
import raw from './tokens.css?inline';

/** The design tokens for an element that stands alone in a foreign page: set on its host instead of on :root. */
export const tokens = unsafeCSS(
  raw.replaceAll(':root', ':host').replace(/\[data-theme="?dark"?\](?= *\{)/g, ':host([data-theme=dark])'),
);
