import { css } from 'lit';

export const styles = css`
  :host {
    display: grid; grid-template-rows: auto minmax(0, 1fr); block-size: 480px; min-inline-size: 0; overflow: hidden;
    container: ik-contacts / inline-size; border: 1px solid var(--ik-line); border-radius: 14px; background: var(--ik-surface);
    color: var(--ik-text); font: 14px/1.45 var(--ik-font); text-align: start;
  }
  :host([hidden]) { display: none; }
  header { display: flex; align-items: center; gap: 8px; padding: 10px 12px; border-block-end: 1px solid var(--ik-line); }
  .search { position: relative; display: flex; flex: 1; align-items: center; border-radius: var(--ik-radius); background: var(--ik-surface-2); }
  .search .icon { position: absolute; inset-inline-start: 11px; color: var(--ik-text-2); pointer-events: none; }
  .search .icon svg { inline-size: 16px; block-size: 16px; }
  .search input { flex: 1; min-inline-size: 0; min-block-size: 36px; padding: 0 10px 0 34px; border: 0; border-radius: inherit; background: none; }
  .search input::placeholder { color: var(--ik-text-2); opacity: 1; }
  .count { color: var(--ik-text-2); font-size: 12.5px; font-variant-numeric: tabular-nums; white-space: nowrap; }
  .panes { display: grid; grid-template-columns: minmax(0, 1fr) minmax(240px, 42%); min-block-size: 0; }
  .panes > * { min-block-size: 0; min-inline-size: 0; }
  .panes.single { grid-template-columns: minmax(0, 1fr); }
  .panes > ik-contact-card { border-inline-start: 1px solid var(--ik-line); }
  .panes.single > ik-contact-card { border: 0; }
  .state {
    display: grid; place-content: center; justify-items: center; gap: 10px; padding: 24px; color: var(--ik-text-2); text-align: center;
  }
  .state p { margin: 0; }
`;
