import { css } from 'lit';

export const styles = css`
  ik-dialog { --ik-dialog-width: 620px; }
  .stack { display: grid; gap: 14px; }
  p { margin: 0; }
  .quiet { color: var(--ik-text-2); font-size: 13px; }
  .first { padding: 10px 12px; border-radius: var(--ik-radius); background: var(--ik-surface-2); font-size: 13.5px; }
  .tasks { display: flex; flex-wrap: wrap; gap: 8px; margin: 0; padding: 0; border: 0; min-inline-size: 0; }
  .tasks label { position: relative; display: grid; place-items: center; min-block-size: 34px; padding: 0 14px; border: 1px solid var(--ik-line); border-radius: 99px; font-size: 13.5px; font-weight: 550; cursor: pointer; }
  .tasks input { position: absolute; inset: 0; margin: 0; opacity: 0; cursor: pointer; }
  .tasks label:has(:checked) { border-color: transparent; background: var(--ik-accent); color: var(--ik-on-accent); }
  .tasks label:has(:disabled):not(:has(:checked)) { color: var(--ik-text-2); border-style: dashed; cursor: default; }
  .tasks label:has(:focus-visible) { outline: 2px solid var(--ik-accent); outline-offset: 2px; }
  .tick { display: flex; align-items: center; gap: 10px; min-block-size: 32px; font-size: 14px; cursor: pointer; }
  .tick input { inline-size: 17px; block-size: 17px; margin: 0; accent-color: var(--ik-accent); }
  .sent > summary { min-block-size: 32px; align-content: center; color: var(--ik-text-2); font-size: 13px; cursor: pointer; }
  .messages { display: grid; gap: 8px; max-block-size: 220px; overflow: auto; padding: 10px 12px; border: 1px solid var(--ik-line); border-radius: var(--ik-radius); }
  pre { margin: 0; font: 12.5px/1.5 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
  pre + pre { padding-block-start: 8px; border-block-start: 1px solid var(--ik-line); }
  .preview { display: grid; gap: 8px; }
  .busy { display: flex; align-items: center; gap: 10px; }
  .busy::before { content: ''; flex: none; inline-size: 14px; block-size: 14px; border: 2px solid var(--ik-line); border-block-start-color: var(--ik-accent); border-radius: 50%; animation: turn 0.9s linear infinite; }
  @keyframes turn { to { rotate: 1turn; } }
  div.answer { padding: 12px 14px; border-radius: var(--ik-radius); background: var(--ik-surface-2); white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.5; }
  textarea.answer { min-block-size: 180px; max-block-size: 46vh; field-sizing: content; resize: vertical; line-height: 1.5; }
  .problem { padding: 10px 12px; border-radius: var(--ik-radius); background: color-mix(in oklab, var(--ik-danger) 12%, var(--ik-surface)); overflow-wrap: anywhere; }
  @media (pointer: coarse) { .tasks label, .tick, .sent > summary { min-block-size: 44px; } }
`;
