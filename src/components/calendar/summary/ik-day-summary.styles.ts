import { css } from 'lit';

export const styles = css`
  :host { display: flex; flex-direction: column; flex: 1; min-block-size: 0; container: day-summary / inline-size; }
  .bar { flex: none; display: flex; align-items: center; gap: 9px; padding: 12px 16px; border-block-end: 1px solid var(--ik-line); }
  .bar .space { flex: 1; }
  .menu-button { display: none; }
  .bar .icon-button:dir(rtl) svg { scale: -1 1; }
  .scroll { flex: 1; min-block-size: 0; overflow: auto; overscroll-behavior: contain; padding: 28px 20px 48px; }
  .page { display: grid; gap: 24px; max-inline-size: 720px; margin-inline: auto; }
  .near { margin: 0; color: var(--ik-accent); font-size: 13px; font-weight: 600; }
  h1 { margin: 0; font-size: 24px; font-weight: 680; line-height: 1.25; }
  .counts { margin: 4px 0 0; color: var(--ik-text-2); }
  h2 { display: flex; align-items: center; gap: 8px; margin: 0 0 6px; font-size: 13px; font-weight: 600; color: var(--ik-text-2); }
  h2 svg { inline-size: 15px; block-size: 15px; }
  h2.late { color: var(--ik-danger); }
  ul { display: grid; gap: 4px; margin: 0; padding: 0; list-style: none; }
  .entry { display: grid; grid-template-columns: 116px 4px minmax(0, 1fr); gap: 0 12px; min-block-size: 44px; align-items: center; padding: 6px 8px; border-radius: 10px; color: var(--ik-text); text-decoration: none; overflow-wrap: anywhere; }
  .entry:hover { background: var(--ik-surface-2); }
  .entry > i { align-self: stretch; border-radius: 3px; background: var(--hue-bar); }
  .time { color: var(--ik-text-2); font-variant-numeric: tabular-nums; font-size: 13.5px; }
  .title { font-weight: 600; }
  .tentative .title { font-style: italic; }
  .more { display: block; color: var(--ik-text-2); font-size: 13px; }
  .overlap { display: flex; align-items: start; gap: 6px; color: var(--ik-danger); font-size: 13px; }
  .overlap svg { inline-size: 14px; block-size: 14px; margin-block-start: 2px; }
  .state { display: grid; justify-items: center; gap: 12px; padding: 48px 16px; color: var(--ik-text-2); text-align: center; }
  .state svg { inline-size: 40px; block-size: 40px; }
  .state p { margin: 0; }
  .skeleton { display: grid; gap: 10px; }
  .skeleton span { block-size: 44px; border-radius: 10px; background: var(--ik-surface-2); }
  footer { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 14px; padding-block-start: 16px; border-block-start: 1px solid var(--ik-line); color: var(--ik-text-2); font-size: 13px; }
  footer p { margin: 0; flex: 1 1 240px; }
  footer a { color: var(--ik-accent); line-height: 32px; }
  @media (width < 780px) { .menu-button { display: inline-flex; } }
  @media (pointer: coarse) { footer a { line-height: 44px; } .bar .button { min-block-size: 44px; } }
  @container day-summary (width < 560px) {
    .bar { padding: 6px 8px; gap: 4px; }
    .bar .button.open { display: none; }
    .scroll { padding: 18px 12px 90px; }
    h1 { font-size: 20px; }
    .entry { grid-template-columns: 4px minmax(0, 1fr); gap: 0 10px; }
    .entry > i { grid-row: 1 / span 2; }
    .time { grid-column: 2; }
    .entry > div { grid-column: 2; }
    .time:empty { display: none; }
  }
`;

/** On paper, beside the styles of the screen: all of it, black on white, without buttons. */
export const paperStyles = css`
  :host { display: block; background: #fff; color: #14141d; font: 10pt / 1.35 var(--ik-font); print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .page { display: block; max-inline-size: none; }
  .page > * { margin-block-end: 6mm; }
  h1 { font-size: 17pt; }
  h2 { break-after: avoid; padding-block-end: 1mm; border-block-end: 0.3mm solid #4c4c5c; }
  .entry { grid-template-columns: 32mm 1mm minmax(0, 1fr); gap: 0 3mm; min-block-size: 0; padding: 1.2mm 0; border-radius: 0; break-inside: avoid; color: inherit; }
  .entry > i { grid-row: auto; }
  .time, .entry > div { grid-column: auto; }
  ul { gap: 0; }
  footer { display: none; }
`;
