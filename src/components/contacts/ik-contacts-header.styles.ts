import { css } from 'lit';

export const styles = css`
  :host { display: block; flex: none; container: ik-header / inline-size; border-block-end: 1px solid var(--ik-line); }
  :host([hidden]) { display: none; }
  header {
    display: flex; align-items: center; gap: 8px; min-block-size: 56px; padding: 9px 16px;
  }
  h1 {
    display: flex; align-items: center; gap: 10px; flex: 1; min-inline-size: 0; margin: 0; font-size: 18px; font-weight: 650;
  }
  h1 span:first-child { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  h1 .chip { flex: none; font-variant-numeric: tabular-nums; }
  .search {
    position: relative; display: flex; align-items: center; flex: 0 1 220px; min-inline-size: 110px; border-radius: var(--ik-radius);
    background: var(--ik-surface-2); color: var(--ik-text-2);
  }
  .search .icon { position: absolute; inset-inline-start: 11px; pointer-events: none; }
  .search .icon svg { inline-size: 16px; block-size: 16px; }
  .search input {
    inline-size: 100%; min-block-size: 36px; padding: 0 34px; border: 0; border-radius: inherit; background: none; color: var(--ik-text);
    font-size: 14px;
  }
  .search input::placeholder { color: var(--ik-text-2); opacity: 1; }
  .search input::-webkit-search-cancel-button { margin-inline-end: -22px; }
  .search kbd {
    position: absolute; inset-inline-end: 9px; padding: 1px 6px; border: 1px solid var(--ik-line); border-radius: 5px; font: inherit;
    font-size: 11px; pointer-events: none;
  }
  .search input:not(:placeholder-shown) ~ kbd, .search input:focus ~ kbd { display: none; }
  .selected h1 { color: var(--ik-accent); }
  .short { display: none; }
  .menu-button { display: var(--ik-menu-button, none); }
  /* Where the page has no room for its sidebar beside the rail. */
  @container ik-header (width < 740px) { .label { display: none; } }
  @container ik-header (width < 640px) {
    header { flex-wrap: wrap; padding: 6px 10px; gap: 4px; }
    .import, .search kbd { display: none; }
    .long { position: absolute; inline-size: 1px; block-size: 1px; clip-path: inset(50%); }
    .short { display: inline; }
    .search { order: 1; flex: 1 0 100%; margin-block-end: 4px; }
    .search input { min-block-size: 44px; }
  }
`;
