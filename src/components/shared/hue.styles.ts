import { css } from '@lit/reactive-element/css-tag.js';

/**
 * Colours of a calendar or a face from its hue. Set `--h` (OKLCH hue, 0–360) on an element with the class `hue`, then
 * use `--hue-fill` (background), `--hue-text` (text on the fill), `--hue-bar` (accent bar, tick boxes, dots).
 * `light-dark()` follows `color-scheme`, which the tokens set together with the theme.
 */
export const hue = css`
  .hue {
    --hue-fill: light-dark(oklch(0.94 0.045 var(--h, 265)), oklch(0.32 0.07 var(--h, 265)));
    --hue-text: light-dark(oklch(0.33 0.09 var(--h, 265)), oklch(0.9 0.05 var(--h, 265)));
    --hue-bar: light-dark(oklch(0.62 0.15 var(--h, 265)), oklch(0.7 0.13 var(--h, 265)));
  }
`;
