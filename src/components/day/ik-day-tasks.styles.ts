import { css } from 'lit';

export const dayTasksStyles = css`
  :host { display: block; min-inline-size: 0; }
  ul { margin: 0; padding: 0; list-style: none; }
  li { display: flex; align-items: center; gap: 4px; min-block-size: 32px; }
  .tick { flex: none; display: grid; place-items: center; inline-size: 32px; block-size: 32px; margin-inline-start: -8px; padding: 0; border: 0; border-radius: 50%; background: none; cursor: pointer; }
  .circle { display: grid; place-items: center; inline-size: 17px; block-size: 17px; border: 1.6px solid var(--hue-bar, var(--ik-text-2)); border-radius: 50%; }
  .circle svg { inline-size: 12px; block-size: 12px; opacity: 0; }
  .tick:hover .circle svg, .tick:focus-visible .circle svg, .tick[aria-checked='true'] .circle svg { opacity: 1; }
  .tick:disabled { cursor: default; }
  .title { flex: 1; min-inline-size: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .done .title { text-decoration: line-through; color: var(--ik-text-2); }
  .due { flex: none; padding-inline-start: 8px; font-size: 12.5px; color: var(--ik-text-2); }
  .late { color: var(--ik-danger); }
  .empty { margin: 6px 0 2px; color: var(--ik-text-2); }
  .waiting { block-size: 24px; margin-block: 8px; border-radius: 8px; background: var(--ik-surface-2); }
  .more { display: inline-block; margin-block-start: 6px; color: var(--ik-accent); font-size: 13px; font-weight: 550; text-decoration: none; }
  @media (pointer: coarse) { li { min-block-size: 44px; } .tick { inline-size: 44px; block-size: 44px; margin-inline-start: -14px; } }
`;
