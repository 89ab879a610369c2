import { css } from 'lit';

export const styles = css`
  :host { display: contents; }
  .stack {
    position: fixed; inset: auto; inset-block-end: calc(16px + var(--ik-tabs-height, 0px) + env(safe-area-inset-bottom));
    inset-inline: 16px; margin: 0 auto; padding: 0; border: 0; background: none; overflow: visible; pointer-events: none;
    display: grid; justify-items: center; gap: 8px; inline-size: auto; block-size: auto; max-inline-size: none;
  }
  .stack:not(:popover-open) { display: none; }
  .regions { display: grid; justify-items: center; gap: 8px; max-inline-size: 100%; }
  .notice {
    display: flex; align-items: center; gap: 6px; max-inline-size: min(560px, 100%); min-block-size: 44px; padding: 4px 6px 4px 16px;
    border-radius: 12px; background: var(--ik-text); color: var(--ik-surface); box-shadow: var(--ik-shadow); pointer-events: auto;
    font-size: 14px;
  }
  .notice.error { background: var(--ik-surface); color: var(--ik-text); border: 1px solid var(--ik-danger); }
  .message { flex: 1; padding-block: 6px; overflow-wrap: anywhere; }
  button {
    display: inline-grid; place-items: center; min-block-size: 36px; min-inline-size: 36px; padding: 0 12px; border: 0;
    border-radius: 8px; background: none; color: inherit; font-weight: 650; cursor: pointer; white-space: nowrap;
  }
  button:hover { background: color-mix(in oklab, currentColor 14%, transparent); }
  button:focus-visible { outline-color: currentColor; outline-offset: -2px; }
  button.close { padding: 0; }
  /* Phones have a round button above the tabs. */
  @media (width < 720px) { .stack { inset-block-end: calc(84px + var(--ik-tabs-height, 0px) + env(safe-area-inset-bottom)); } }
  @media (width < 720px) { .stack.high { inset-block: calc(8px + env(safe-area-inset-top)) auto; } }
  @media print { .stack { display: none; } }
  @media (pointer: coarse) { button { min-block-size: 44px; min-inline-size: 44px; } }
`;
