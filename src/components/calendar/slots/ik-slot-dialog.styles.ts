import { css } from 'lit';

export const styles = css`
  ik-dialog { --ik-dialog-width: 720px; }
  form { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 14px; align-items: start; }
  .wide { grid-column: 1 / -1; }
  .title { grid-column: 1 / -1; inline-size: 100%; min-block-size: 44px; padding: 6px 2px; border: 0; border-block-end: 2px solid var(--ik-line); background: none; font-size: 20px; font-weight: 600; }
  .title:focus { outline: none; border-color: var(--ik-accent); }
  fieldset { display: grid; gap: 8px; margin: 0; padding: 0; border: 0; min-inline-size: 0; }
  legend { padding: 0 0 5px; font-size: 13px; color: var(--ik-text-2); }
  .line { display: flex; flex-wrap: wrap; gap: 8px 14px; align-items: center; }
  .line .input { inline-size: auto; }
  .range .input { inline-size: 122px; }
  .days { display: flex; gap: 4px; flex-wrap: wrap; }
  .weekday { position: relative; cursor: pointer; }
  .weekday input { position: absolute; opacity: 0; inset: 0; margin: 0; cursor: pointer; }
  .weekday span { display: grid; place-items: center; min-inline-size: 42px; min-block-size: 34px; padding-inline: 4px; border: 1px solid var(--ik-line); border-radius: 9px; font-size: 13px; color: var(--ik-text); }
  .weekday input:checked + span { background: var(--ik-accent); border-color: transparent; color: var(--ik-on-accent); font-weight: 600; }
  .weekday input:focus-visible + span { outline: 2px solid var(--ik-accent); outline-offset: 2px; }
  .range { display: flex; gap: 6px; align-items: center; }
  .adds { display: flex; flex-wrap: wrap; gap: 8px; }
  .check { display: flex; gap: 8px; align-items: center; min-block-size: 32px; font-size: 14px; cursor: pointer; }
  .check input { margin: 0; inline-size: 18px; block-size: 18px; accent-color: var(--ik-accent); }
  .with { display: flex; gap: 8px; }
  .with .input { flex: 1; min-inline-size: 0; }
  .hint { margin: 0; font-size: 12.5px; color: var(--ik-text-2); }
  .error { margin: 0; color: var(--ik-danger); font-size: 13px; }
  .found { margin: 0; padding: 9px 12px; border-radius: var(--ik-radius); background: var(--ik-surface-2); font-size: 13.5px; }
  .field .text { min-block-size: 240px; line-height: 1.5; }
  .when { grid-column: 1 / -1; margin: 0; font-size: 16px; font-weight: 600; }
  .stack { display: grid; grid-template-columns: minmax(0, 1fr); gap: 14px; }
  @media (pointer: coarse) { .weekday span { min-block-size: 44px; min-inline-size: 44px; } .check { min-block-size: 44px; } }
  @media (width < 560px) { form { grid-template-columns: minmax(0, 1fr); } }
`;
