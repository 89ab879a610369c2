import { css } from '@lit/reactive-element/css-tag.js';

export const styles = css`
  .year {
    display: grid; grid-template-columns: repeat(auto-fill, minmax(218px, 1fr)); align-content: start; gap: 22px 28px; padding: 16px 20px 28px; overflow: auto;
    scrollbar-width: thin; overscroll-behavior: contain; touch-action: pan-y pinch-zoom;
  }
  .small-month { min-inline-size: 0; }
  .month-name {
    min-block-size: 32px; margin: 0; padding: 0 8px; border: 0; border-radius: 8px; background: none; color: inherit; font: inherit; font-size: 15px; font-weight: 650; cursor: pointer;
  }
  .month-name::first-letter { text-transform: uppercase; }
  .month-name:hover { background: var(--ik-surface-2); }
  .month-name:focus-visible { outline: 2px solid var(--ik-accent); }
  .small-week { display: grid; grid-template-columns: repeat(7, minmax(0, 1fr)); }
  .initial { padding-block: 3px; color: var(--ik-text-2); font-size: 10.5px; text-align: center; }
  .year .cell { display: grid; place-items: center; min-block-size: 32px; border-radius: 9px; cursor: pointer; }
  .year .none, .small-week:not(:has(.initial, .cell:not(.none))) { visibility: hidden; } /* a row without days is no row */
  .year .number { min-inline-size: 28px; border-radius: 8px; font-size: 12.5px; font-variant-numeric: tabular-nums; line-height: 28px; text-align: center; }
  .year .cell:hover .number { box-shadow: inset 0 0 0 1px var(--ik-text-2); }
  .year .today .number { background: var(--ik-accent); color: var(--ik-on-accent); font-weight: 650; }
  .busy-1 .number { background: color-mix(in oklab, var(--ik-accent) 11%, transparent); }
  .busy-2 .number { background: color-mix(in oklab, var(--ik-accent) 22%, transparent); }
  .busy-3 .number { background: color-mix(in oklab, var(--ik-accent) 34%, transparent); font-weight: 600; }
  .busy-4 .number { background: color-mix(in oklab, var(--ik-accent) 48%, transparent); font-weight: 650; }
  .year .today[class*='busy-']:not(.busy-0) .number { box-shadow: 0 0 0 2px var(--ik-surface), 0 0 0 4px var(--ik-accent); }
  @container ik-calendar (width < 560px) {
    .year { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 14px 16px; padding: 10px 12px 84px; }
    .small-month { cursor: pointer; }
    .month-name { min-block-size: 44px; padding: 0 3px; }
    .year .cell { min-block-size: 24px; }
    .year .number { min-inline-size: 22px; font-size: 11px; line-height: 22px; border-radius: 7px; }
  }
`;
