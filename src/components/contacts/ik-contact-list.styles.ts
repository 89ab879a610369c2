import { css } from 'lit';

export const styles = css`
  :host { display: block; position: relative; min-block-size: 0; block-size: 100%; container: ik-list / inline-size; }
  :host([hidden]) { display: none; }
  .scroller { position: relative; block-size: 100%; overflow: hidden auto; overscroll-behavior: contain; outline: none; contain: strict; }
  .spacer { position: relative; }
  .window { position: absolute; inset-block-start: 0; inset-inline: 0; }
  .row {
    display: grid; grid-template-columns: 32px minmax(0, 1.9fr) minmax(0, 2.4fr) minmax(0, 1.45fr) minmax(0, 1.35fr);
    align-items: center; column-gap: 12px; block-size: 48px; padding-inline: 16px; border-block-end: 1px solid var(--ik-line);
    font-size: 14px; color: var(--ik-text-2); cursor: default; user-select: none; contain: layout style;
  }
  .row > :not(.face) { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .name { color: var(--ik-text); font-weight: 600; }
  .row:hover { background: var(--ik-surface-2); }
  .row[aria-selected='true'], .row.current { background: var(--ik-accent-soft); }
  .scroller:focus-visible .row.active { outline: 2px solid var(--ik-accent); outline-offset: -2px; border-radius: 4px; }
  .face { cursor: pointer; }
  .row.ticked .face { background: var(--ik-accent); color: var(--ik-on-accent); }
  .row.ticked .face::before { content: '✓'; font-size: 16px; }
  .row.ticked .face { font-size: 0; }
  .row.ticked .face img { display: none; }
  .row.waiting > :not(.face) { block-size: 10px; border-radius: 5px; background: var(--ik-surface-2); }
  .row.waiting .name { inline-size: 60%; }
  .row.waiting .mail { inline-size: 75%; }
  .row.waiting .phone, .row.waiting .org { inline-size: 50%; }
  .row.waiting .face { background: var(--ik-surface-2); }
  ik-letter-rail { position: absolute; inset-block: 0; inset-inline-end: 0; z-index: 1; }
  .with-rail .row { padding-inline-end: 32px; }
  .state {
    display: grid; place-content: center; justify-items: center; gap: 10px; block-size: 100%; padding: 24px; text-align: center;
    color: var(--ik-text-2); font-size: 14px;
  }
  .state .icon svg { inline-size: 32px; block-size: 32px; opacity: 0.6; }
  .state strong { color: var(--ik-text); font-size: 15px; font-weight: 600; }
  @container ik-list (width < 640px) {
    .row { grid-template-columns: 32px minmax(0, 1fr) minmax(0, 1.2fr); }
    .phone, .org { display: none; }
  }
  @container ik-list (width < 440px) {
    .row { grid-template-columns: 36px minmax(0, 1fr); grid-template-rows: 1fr 1fr; padding-block: 5px; }
    .face { grid-row: span 2; inline-size: 36px; block-size: 36px; }
    .name { align-self: end; line-height: 18px; }
    .mail { align-self: start; line-height: 17px; font-size: 12.5px; }
    .row.only-name .name { grid-row: span 2; align-self: center; }
  }
`;
