import { css } from 'lit';

export const styles = css`
  ik-dialog { --ik-dialog-width: 680px; }
  form { display: grid; gap: 14px; }
  fieldset { margin: 0; padding: 0; border: 0; min-inline-size: 0; }
  legend { margin-block-end: 8px; padding: 0; font-weight: 600; }
  .moments { display: flex; flex-wrap: wrap; gap: 6px; }
  .moments label { position: relative; cursor: pointer; }
  .moments input { position: absolute; inset: 0; opacity: 0; margin: 0; cursor: pointer; }
  .moments span { display: grid; place-items: center; min-block-size: 34px; padding: 0 13px; border: 1px solid var(--ik-line); border-radius: 99px; font-size: 13.5px; }
  .moments input:checked + span { border-color: var(--ik-accent); background: var(--ik-accent-soft); color: var(--ik-accent); font-weight: 600; }
  .moments input:focus-visible + span { outline: 2px solid var(--ik-accent); outline-offset: 2px; }
  .pair { display: grid; grid-template-columns: 1fr 1fr; gap: 10px; max-inline-size: 360px; }
  .check { display: flex; align-items: center; gap: 12px; min-block-size: 32px; cursor: pointer; }
  .all { padding-inline-start: 13px; font-weight: 600; }
  .where { display: grid; gap: 10px; padding-block-start: 12px; border-block-start: 1px solid var(--ik-line); }
  .quiet, .empty { margin: 0; color: var(--ik-text-2); }
  .empty { padding: 26px 12px; border: 1px dashed var(--ik-line); border-radius: 12px; text-align: center; }
  .busy { display: grid; gap: 8px; padding-block: 18px; }
  progress { inline-size: 100%; block-size: 8px; accent-color: var(--ik-accent); }
  .more { inline-size: 100%; }
  [role=alert] { margin: 0; color: var(--ik-danger); }
  @media (pointer: coarse) { .moments span, .check { min-block-size: 44px; } }
`;
