import { css } from 'lit';

export const styles = css`
  :host { display: flex; flex-direction: column; block-size: 100%; min-block-size: 0; container: slots-page / inline-size; }
  header { display: flex; align-items: center; gap: 9px; padding: 12px 16px; border-block-end: 1px solid var(--ik-line); }
  h1 { flex: 1; margin: 0 5px; font-size: 18px; font-weight: 650; }
  h2, h3, h4, p, dl, dd, ul { margin: 0; padding: 0; }
  ul { list-style: none; }
  .menu-button { display: none; }
  .scroller { flex: 1; min-block-size: 0; overflow: auto; scrollbar-width: thin; }
  .content { display: grid; grid-template-columns: minmax(220px, 290px) minmax(0, 1fr); gap: 24px; align-items: start; padding: 16px; }
  .honest { margin: 16px 16px 0; padding: 10px 14px; border-radius: var(--ik-radius); background: var(--ik-surface-2); color: var(--ik-text-2); font-size: 13.5px; }
  .list { display: grid; gap: 8px; }
  .one { display: grid; gap: 2px; inline-size: 100%; padding: 10px 14px; border: 1px solid var(--ik-line); border-radius: var(--ik-radius); background: var(--ik-surface); text-align: start; cursor: pointer; }
  .one:hover { background: var(--ik-surface-2); }
  .one[aria-current=true] { border-color: var(--ik-accent); background: var(--ik-accent-soft); }
  .one strong { overflow-wrap: anywhere; }
  .quiet { color: var(--ik-text-2); font-size: 13px; }
  .one[aria-current=true] .quiet { color: var(--ik-text); }
  .detail { display: grid; gap: 14px; }
  .top { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
  .top h2 { flex: 1 1 200px; font-size: 20px; overflow-wrap: anywhere; }
  .facts { display: grid; gap: 4px; font-size: 14px; }
  .facts div { display: flex; gap: 8px; align-items: baseline; }
  .facts dt { color: var(--ik-text-2); }
  .facts .icon svg { inline-size: 16px; block-size: 16px; }
  .facts .icon { align-self: center; }
  .facts dd { min-inline-size: 0; overflow-wrap: anywhere; }
  .free { display: grid; gap: 14px; padding-block-start: 14px; border-block-start: 1px solid var(--ik-line); }
  .free h3 { font-size: 15px; font-weight: 600; }
  .free h3 .quiet { font-weight: 450; }
  .day { display: grid; grid-template-columns: 150px minmax(0, 1fr); gap: 6px 12px; align-items: start; }
  .day h4 { padding-block-start: 7px; font-size: 13.5px; font-weight: 550; }
  .slots { display: flex; flex-wrap: wrap; gap: 6px; }
  .slot { min-inline-size: 66px; min-block-size: 34px; padding: 0 10px; border: 1px solid var(--ik-line); border-radius: 9px; background: var(--ik-surface); font-variant-numeric: tabular-nums; cursor: pointer; }
  .slot:hover { border-color: var(--ik-accent); background: var(--ik-accent-soft); }
  .more { justify-self: start; }
  .others { grid-column: 1 / -1; display: grid; gap: 10px; padding-block-start: 14px; border-block-start: 1px solid var(--ik-line); }
  .others h2 { font-size: 15px; }
  .others li { display: flex; flex-wrap: wrap; gap: 8px 14px; align-items: center; padding: 10px 14px; border: 1px solid var(--ik-line); border-radius: var(--ik-radius); }
  .others li > div { flex: 1 1 240px; display: grid; gap: 2px; }
  .state { flex: 1; display: grid; place-content: center; justify-items: center; gap: 12px; padding: 24px; color: var(--ik-text-2); text-align: center; }
  .state > .icon svg { inline-size: 34px; block-size: 34px; }
  .state p { max-inline-size: 460px; }
  .skeleton { block-size: 34px; border-radius: 9px; background: var(--ik-surface-2); }
  @media (width < 780px) { .menu-button { display: inline-flex; } }
  @media (pointer: coarse) { .slot { min-block-size: 44px; } }
  @container slots-page (width < 620px) {
    header { padding: 6px 8px; gap: 4px; }
    .content { grid-template-columns: minmax(0, 1fr); gap: 16px; padding: 12px; }
    .honest { margin: 12px 12px 0; }
    .day { grid-template-columns: minmax(0, 1fr); }
    .day h4 { padding: 0; }
  }
`;
