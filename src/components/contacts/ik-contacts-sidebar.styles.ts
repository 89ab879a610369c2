import { css } from 'lit';

export const styles = css`
  :host { display: block; }
  .new { inline-size: 100%; min-block-size: 38px; margin-block-end: 14px; }
  nav { display: grid; gap: 1px; }
  .head { display: flex; align-items: center; justify-content: space-between; margin: 14px 0 2px; padding-inline: 10px 2px; }
  .head .icon-button { inline-size: 32px; min-block-size: 32px; }
  .head svg { inline-size: 15px; block-size: 15px; }
  .line { position: relative; display: flex; border-radius: 8px; }
  .line a {
    flex: 1; min-inline-size: 0; display: grid; grid-template-columns: 18px minmax(0, 1fr) auto; align-items: center; gap: 10px;
    min-block-size: 32px; padding: 4px 10px; border-radius: 8px; color: var(--ik-text); font-size: 14px; text-decoration: none;
  }
  .line a .icon { color: var(--ik-text-2); }
  .line:hover a { background: var(--ik-surface-2); }
  .line a[aria-current='page'] { background: var(--ik-accent-soft); color: var(--ik-accent); font-weight: 600; }
  .line a[aria-current='page'] .icon { color: inherit; }
  .group a { padding-inline-start: 30px; }
  .line.over a { outline: 2px solid var(--ik-accent); outline-offset: -2px; background: var(--ik-accent-soft); }
  .import {
    display: flex; align-items: center; gap: 10px; inline-size: 100%; min-block-size: 32px; margin-block-start: 14px; padding: 4px 10px;
    border: 0; border-radius: 8px; background: none; color: var(--ik-text-2); font-size: 14px; text-align: start; cursor: pointer;
  }
  .import:hover { background: var(--ik-surface-2); color: var(--ik-text); }
  .label { overflow-wrap: anywhere; }
  .label .mark { display: inline-grid; margin-inline-start: 6px; vertical-align: -2px; }
  .count { color: var(--ik-text-2); font-size: 12.5px; font-variant-numeric: tabular-nums; }
  a[aria-current='page'] .count { color: inherit; }
  .line ik-menu { position: absolute; inset-block: 0; inset-inline-end: 2px; display: grid; align-items: center; opacity: 0; }
  .line:hover ik-menu, .line:focus-within ik-menu { opacity: 1; }
  .line:hover.has-menu .count, .line:focus-within.has-menu .count { opacity: 0; }
  ik-menu::part(button) { inline-size: 32px; min-block-size: 30px; }
  @media (hover: none) {
    .line ik-menu { position: static; opacity: 1; }
    ik-menu::part(button), .head .icon-button { inline-size: 44px; min-block-size: 44px; }
    .new { min-block-size: 44px; }
    .line:hover.has-menu .count, .line:focus-within.has-menu .count { opacity: 1; }
    .line a, .import { min-block-size: 44px; }
  }
`;
