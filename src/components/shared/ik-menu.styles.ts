import { css } from 'lit';

export const styles = css`
  :host { display: inline-block; }
  :host([hidden]) { display: none; }
  .menu {
    position: fixed; inset: auto; margin: 0; min-inline-size: 180px; max-inline-size: min(340px, calc(100vw - 16px));
    max-block-size: min(70dvh, 480px); padding: 5px; overflow: auto; border: 1px solid var(--ik-line); border-radius: 12px;
    background: var(--ik-surface); color: var(--ik-text); box-shadow: var(--ik-shadow); font-size: 14px;
  }
  .item {
    display: flex; align-items: center; gap: 10px; inline-size: 100%; min-block-size: 34px; padding: 4px 10px; border: 0;
    border-radius: 8px; background: none; color: inherit; text-align: start; cursor: pointer;
  }
  .item:hover, .item:focus-visible { background: var(--ik-surface-2); outline-offset: -2px; }
  .item.danger { color: var(--ik-danger); }
  .item:disabled { opacity: 0.5; cursor: default; }
  .item .icon, .item .blank { inline-size: 18px; color: var(--ik-text-2); }
  .item.danger .icon { color: inherit; }
  .label { flex: 1; }
  .hint { color: var(--ik-text-2); font-size: 12px; }
  hr { block-size: 1px; margin: 5px 6px; border: 0; background: var(--ik-line); }
  @media (pointer: coarse) { .item { min-block-size: 44px; } }
`;
