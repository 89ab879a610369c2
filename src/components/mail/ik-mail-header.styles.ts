import { css } from 'lit';

export const styles = css`
  :host { display: block; flex: none; position: relative; z-index: 5; border-block-end: 1px solid var(--ik-line); container: ik-mail-header / inline-size; }
  :host([hidden]) { display: none; }
  header { display: flex; align-items: center; gap: 8px; min-block-size: 56px; padding: 9px 16px; }
  .search { position: relative; display: flex; align-items: center; flex: 0 1 450px; min-inline-size: 110px; border-radius: var(--ik-radius); background: var(--ik-surface-2); color: var(--ik-text-2); }
  .search .icon { position: absolute; inset-inline-start: 11px; pointer-events: none; }
  .search .icon svg { inline-size: 16px; block-size: 16px; }
  .search input { inline-size: 100%; min-block-size: 36px; padding: 0 34px; border: 0; border-radius: inherit; background: none; color: var(--ik-text); font-size: 14px; text-overflow: ellipsis; }
  .search input::placeholder { color: var(--ik-text-2); opacity: 1; }
  .search input::-webkit-search-cancel-button { margin-inline-end: -22px; }
  .search kbd { position: absolute; inset-inline-end: 9px; padding: 1px 6px; border: 1px solid var(--ik-line); border-radius: 5px; font: inherit; font-size: 11px; pointer-events: none; }
  .search input:not(:placeholder-shown) ~ kbd, .search input:focus ~ kbd { display: none; }
  .pill { min-block-size: 32px; padding: 0 11px; border: 0; font-size: 12.5px; cursor: pointer; }
  .pill:hover, .pill[aria-expanded='true'] { background: var(--ik-accent-soft); color: var(--ik-accent); }
  .pill .icon svg { inline-size: 14px; block-size: 14px; }
  .space { flex: 1; }
  .state { flex: none; min-block-size: 24px; }
  .state.ok { color: color-mix(in oklab, var(--ik-ok) 80%, var(--ik-text)); }
  .state .icon svg { inline-size: 14px; block-size: 14px; }
  .menu-button { display: var(--ik-menu-button, none); }
  .panel {
    position: absolute; inset-block-start: calc(100% - 4px); inset-inline-start: 16px; inline-size: min(560px, calc(100% - 32px)); padding: 16px; border: 1px solid var(--ik-line);
    border-radius: 12px; background: var(--ik-surface); box-shadow: var(--ik-shadow);
  }
  .fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(200px, 1fr)); gap: 12px; }
  .ticks { display: flex; flex-wrap: wrap; align-content: center; gap: 4px 16px; grid-column: 1 / -1; }
  .tick { display: flex; align-items: center; gap: 8px; min-block-size: 32px; font-size: 14px; }
  .buttons { display: flex; justify-content: flex-end; gap: 8px; margin-block-start: 14px; }
  dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 6px 16px; margin: 0; font-size: 13.5px; }
  dd { margin: 0; color: var(--ik-text-2); }
  code { font-size: 12.5px; }
  p { margin: 12px 0 0; color: var(--ik-text-2); font-size: 13px; }
  @container ik-mail-header (width < 560px) {
    header { padding: 6px 10px; gap: 4px; }
    .search { flex: 1; }
    .space, .state.ok { display: none; }
    .search input { min-block-size: 44px; }
    .search kbd, .pill .label { display: none; }
    .pill { min-block-size: 44px; min-inline-size: 44px; justify-content: center; background: none; }
    dl { grid-template-columns: minmax(0, 1fr); gap: 2px; }
    dd { margin-block-end: 6px; }
  }
`;
