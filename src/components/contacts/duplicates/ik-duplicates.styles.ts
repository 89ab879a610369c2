import { css } from 'lit';

export const styles = css`
  :host { display: grid; grid-template-rows: auto auto minmax(0, 1fr); block-size: 100%; min-block-size: 0; container: ik-duplicates / inline-size; }
  header {
    display: flex; align-items: center; gap: 8px; min-block-size: 56px; padding: 9px 16px; border-block-end: 1px solid var(--ik-line);
  }
  h1 { display: flex; align-items: center; gap: 10px; flex: 1; min-inline-size: 0; margin: 0; font-size: 18px; font-weight: 650; }
  h1 span:first-child { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  h1 .chip { flex: none; font-variant-numeric: tabular-nums; }
  .menu-button { display: none; }
  .book { inline-size: auto; max-inline-size: 200px; min-block-size: 36px; }
  .bar { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; padding: 8px 16px; border-block-end: 1px solid var(--ik-line); background: var(--ik-accent-soft); font-size: 13px; }
  .bar span:not(.icon) { flex: 1; min-inline-size: 160px; }
  .bar > .icon { color: var(--ik-accent); }
  .panes, :host > .state { grid-row: 3; }
  .panes { display: grid; grid-template-columns: minmax(250px, 330px) minmax(0, 1fr); min-block-size: 0; }
  .panes > * { min-block-size: 0; min-inline-size: 0; }
  .panes > ik-duplicate-list { border-inline-end: 1px solid var(--ik-line); }
  .panes.single { grid-template-columns: minmax(0, 1fr); }
  .panes.single > ik-duplicate-list { border-inline-end: 0; }
  .pane { display: grid; grid-template-rows: auto auto minmax(0, 1fr) auto; block-size: 100%; overflow: hidden; }
  .pane > ik-merge-form { grid-row: 3; overflow: auto; overscroll-behavior: contain; border-block-start: 1px solid var(--ik-line); }
  .why { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 10px; padding: 14px 20px; font-weight: 600; font-size: 14.5px; overflow-wrap: anywhere; }
  .why:focus-visible { outline-offset: -2px; border-radius: 4px; }
  .grade { padding: 2px 9px; border: 1px solid var(--ik-line); border-radius: 99px; background: var(--ik-surface); color: var(--ik-text-2); font-size: 12px; font-weight: 550; }
  .grade.certain { color: var(--ik-ok); }
  .grade.likely { color: var(--ik-accent); }
  .advice { margin: -6px 0 0; padding: 0 20px 14px; color: var(--ik-text-2); font-size: 13px; grid-row: 2; }
  .advice + .advice { display: none; }
  footer {
    grid-row: 4; display: flex; flex-wrap: wrap; justify-content: flex-end; gap: 8px; padding: 12px 20px; border-block-start: 1px solid var(--ik-line);
    background: var(--ik-surface);
  }
  .state {
    display: grid; place-content: center; justify-items: center; gap: 12px; padding: 24px; text-align: center; color: var(--ik-text-2);
    font-size: 14px;
  }
  .state p { margin: 0; max-inline-size: 360px; }
  .state strong { color: var(--ik-text); font-size: 16px; font-weight: 600; }
  .state > .icon svg { inline-size: 36px; block-size: 36px; color: var(--ik-ok); }
  progress { inline-size: 240px; block-size: 8px; accent-color: var(--ik-accent); }
  @media (width < 780px) { .menu-button { display: inline-flex; } }
  @container ik-duplicates (width < 640px) {
    header { padding: 6px 10px; gap: 6px; }
    h1 { font-size: 16px; }
    .label { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
    .book { max-inline-size: 132px; }
    .bar { padding-inline: 12px; }
    .why, .advice, footer { padding-inline: 16px; }
    footer .button { flex: 1; padding-inline: 8px; }
    footer .button.primary { flex: 1 0 100%; order: -1; }
  }
`;
