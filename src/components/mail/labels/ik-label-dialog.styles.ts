import { css } from 'lit';

export const styles = css`
  .labels { display: grid; gap: 1px; max-block-size: 40vh; margin-block: 8px 0; overflow: auto; }
  .line { display: flex; align-items: center; gap: 4px; }
  .line.at, .line:hover { border-radius: 8px; background: var(--ik-accent-soft); }
  .labels label, .new { display: flex; align-items: center; gap: 10px; inline-size: 100%; min-block-size: 34px; padding: 4px 10px; border: 0; border-radius: 8px; background: none; color: inherit; font: inherit; font-size: 14px; text-align: start; cursor: pointer; }
  .new:hover, .new.at { background: var(--ik-accent-soft); }
  .labels label { flex: 1; min-inline-size: 0; }
  .line ik-menu { flex: none; }
  .labels [type=checkbox] { flex: none; margin: 0; inline-size: 17px; block-size: 17px; }
  .labels bdi { min-inline-size: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .new .icon { color: var(--ik-text-2); }
  .hint { min-block-size: 20px; margin: 8px 0 0; color: var(--ik-text-2); font-size: 13px; overflow-wrap: anywhere; }
  @media (pointer: coarse) { .labels label, .new { min-block-size: 44px; } }
`;
