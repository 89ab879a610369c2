import { css } from 'lit';

export const styles = css`
  .filters { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 10px; }
  .scroller { position: relative; block-size: min(420px, 46vh); margin-block-start: 12px; overflow: auto; border: 1px solid var(--ik-line); border-radius: 10px; }
  .all { position: relative; }
  .row { position: absolute; inset-inline: 0; display: flex; align-items: center; gap: 12px; block-size: 52px; padding-inline: 12px; cursor: pointer; }
  .row:hover, .row:focus-within { background: var(--ik-surface-2); }
  .row.picked { background: var(--ik-accent-soft); }
  .row.none { cursor: default; }
  .row input { flex: none; inline-size: 18px; block-size: 18px; margin: 0; accent-color: var(--ik-accent); }
  .who { min-inline-size: 0; flex: 1; overflow: hidden; font-size: 14px; line-height: 1.3; text-overflow: ellipsis; white-space: nowrap; }
  .who small { display: block; overflow: hidden; color: var(--ik-text-2); font-size: 12.5px; text-overflow: ellipsis; }
  .tag { flex: none; color: var(--ik-text-2); font-size: 12px; }
  .below { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; min-block-size: 40px; margin-block-start: 8px; color: var(--ik-text-2); font-size: 13.5px; }
  .below .space { flex: 1; }
  .link { min-block-size: 32px; padding: 0 4px; border: 0; background: none; color: var(--ik-accent); font: inherit; font-weight: 600; cursor: pointer; }
  .empty { padding: 24px; color: var(--ik-text-2); text-align: center; }
  @media (width <= 520px) { .filters { grid-template-columns: minmax(0, 1fr); } .scroller { block-size: 44vh; } }
  @media (pointer: coarse) { .link { min-block-size: 44px; } .filters input, .filters select { font-size: 16px; } }
`;
