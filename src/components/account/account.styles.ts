import { css } from 'lit';

/** What the dialogs about the account share. */
export const accountStyles = css`
  ik-dialog { --ik-dialog-width: 460px; }
  .stack { display: grid; gap: 14px; }
  p { margin: 0; }
  .quiet { color: var(--ik-text-2); font-size: 13px; }
  .row { display: flex; flex-wrap: wrap; align-items: center; gap: 12px; }
  .row > .grow { flex: 1 1 220px; min-inline-size: 0; }
  .problem { margin: 0; padding: 10px 12px; border-radius: var(--ik-radius); background: color-mix(in oklab, var(--ik-danger) 12%, var(--ik-surface)); color: var(--ik-text); }
  .hint { margin: 0; padding: 10px 12px; border-radius: var(--ik-radius); background: var(--ik-surface-2); font-size: 13px; }
  .digits { justify-self: center; font-size: 40px; font-weight: 650; letter-spacing: 0.08em; font-variant-numeric: tabular-nums; }
  .code { display: grid; grid-template-columns: repeat(auto-fill, minmax(58px, 1fr)); gap: 6px 10px; padding: 12px; margin: 0; border-radius: 12px; background: var(--ik-surface-2); font: 600 15px ui-monospace, monospace; letter-spacing: 0.06em; text-align: center; user-select: all; }
  .centre { display: grid; justify-items: center; gap: 12px; text-align: center; }
  .wait { display: flex; align-items: center; gap: 12px; }
  .wait::before { content: ''; flex: none; inline-size: 18px; block-size: 18px; border: 2px solid var(--ik-line); border-block-start-color: var(--ik-accent); border-radius: 50%; animation: turn 0.9s linear infinite; }
  @keyframes turn { to { rotate: 1turn; } }
  details > summary { cursor: pointer; color: var(--ik-text-2); font-size: 13px; min-block-size: 32px; align-content: center; }
  details[open] > summary { margin-block-end: 8px; }
  @media (pointer: coarse) { details > summary { min-block-size: 44px; } }
`;
