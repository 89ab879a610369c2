import { css } from 'lit';

export const dayRoomsStyles = css`
  :host { display: block; min-inline-size: 0; }
  ul { margin: 0; padding: 0; list-style: none; }
  li { display: flex; align-items: center; gap: 10px; min-block-size: 32px; }
  .dot { flex: none; inline-size: 10px; block-size: 10px; border-radius: 50%; background: var(--ik-ok); }
  .busy .dot { background: none; border: 2.5px solid var(--ik-danger); box-sizing: border-box; }
  .closed .dot { background: none; border: 2.5px solid var(--ik-text-2); box-sizing: border-box; }
  .what { flex: 1; min-inline-size: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .what span { margin-inline-start: 6px; color: var(--ik-text-2); }
  .book { flex: none; min-block-size: 32px; padding: 0 10px; margin-inline-end: -10px; border: 0; border-radius: 8px; background: none; color: var(--ik-accent); font-size: 13px; font-weight: 600; cursor: pointer; }
  .book:hover { background: var(--ik-accent-soft); }
  .empty { margin: 6px 0 2px; color: var(--ik-text-2); }
  .empty a { color: var(--ik-accent); }
  .waiting { block-size: 24px; margin-block: 8px; border-radius: 8px; background: var(--ik-surface-2); }
  @media (pointer: coarse) { li, .book { min-block-size: 44px; } }
`;
