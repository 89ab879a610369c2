import { css } from 'lit';

export const styles = css`
  dialog {
    inline-size: min(620px, calc(100vw - 24px)); max-block-size: min(70dvh, 560px); margin: 12dvh auto auto; padding: 0; overflow: hidden;
    border: 1px solid var(--ik-line); border-radius: 16px; background: var(--ik-surface); color: var(--ik-text); box-shadow: var(--ik-shadow);
  }
  dialog[open] { display: flex; flex-direction: column; }
  dialog::backdrop { background: rgb(15 15 30 / 0.3); }
  .search { display: flex; align-items: center; gap: 10px; padding: 4px 8px 4px 16px; border-block-end: 1px solid var(--ik-line); color: var(--ik-text-2); }
  input { flex: 1; min-inline-size: 0; min-block-size: 48px; border: 0; outline: none; background: none; color: var(--ik-text); font-size: 16px; text-overflow: ellipsis; }
  /* The field is the only place for the focus here: its row shows it. */
  input:focus-visible { outline: none; }
  .search:has(:focus-visible) { border-color: var(--ik-accent); box-shadow: inset 0 -1px var(--ik-accent); }
  .list { flex: 1; min-block-size: 0; padding: 6px; overflow: auto; overscroll-behavior: contain; }
  .group { padding: 8px 10px 4px; }
  .option { display: flex; align-items: center; gap: 12px; min-block-size: 40px; padding: 4px 10px; border-radius: 10px; cursor: pointer; }
  .option[aria-selected='true'] { background: var(--ik-accent-soft); }
  .option .icon, .option .blank { inline-size: 18px; color: var(--ik-text-2); }
  .option[aria-selected='true'] .icon { color: var(--ik-accent); }
  .text { flex: 1; min-inline-size: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .detail { color: var(--ik-text-2); font-size: 13px; margin-inline-start: 8px; }
  .nothing { padding: 24px; margin: 0; text-align: center; color: var(--ik-text-2); }
  @media (width < 720px) { dialog { margin-block-start: 8px; max-block-size: calc(100dvh - 16px); } .option { min-block-size: 48px; } .text { white-space: normal; } .option kbd { display: none; } }
`;
