import { css } from 'lit';

export const styles = css`
  .search { inline-size: 100%; }
  ul { display: grid; gap: 2px; max-block-size: 50vh; margin: 12px 0 0; padding: 0; overflow: auto; list-style: none; }
  li { display: flex; align-items: center; gap: 4px; border-radius: 10px; }
  li:hover, li:focus-within { background: var(--ik-surface-2); }
  .text { display: grid; flex: 1; gap: 2px; min-inline-size: 0; padding: 8px 10px; border: 0; border-radius: 10px; background: none; color: inherit; font: inherit; text-align: start; cursor: pointer; }
  .name { font-weight: 600; overflow-wrap: anywhere; }
  .text small { overflow: hidden; color: var(--ik-text-2); font-size: 13px; text-overflow: ellipsis; white-space: nowrap; }
  form { display: grid; gap: 12px; }
  .quiet { margin: 12px 0 0; color: var(--ik-text-2); font-size: 13.5px; }
  .empty { display: grid; gap: 6px; justify-items: center; padding: 28px 12px; color: var(--ik-text-2); text-align: center; }
  .empty .icon svg { inline-size: 30px; block-size: 30px; }
  .empty p { margin: 0; }
  .preview { max-block-size: 34vh; margin: 0; padding: 10px 12px; overflow: auto; border: 1px solid var(--ik-line); border-radius: 10px; background: var(--ik-surface-2); font: inherit; font-size: 13.5px; overflow-wrap: anywhere; white-space: pre-wrap; }
  [role=alert] { margin: 12px 0 0; color: var(--ik-danger); }
  @media (pointer: coarse) { .text { min-block-size: 44px; } }
`;
