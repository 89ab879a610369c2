import { unsafeCSS } from '@lit/reactive-element/css-tag.js';
import raw from './tokens.css?inline';

/** The design tokens for an element that stands alone in a foreign page: set on its host instead of on :root. */
export const tokens = unsafeCSS(
  // Each of these is worked out when the element's file is built.
  raw
    .replaceAll(':root', ':host')
    .replaceAll('[data-theme="dark"]', '[data-theme=dark]')
    .replaceAll('[data-theme=dark]', ':host([data-theme=dark])'),
);
