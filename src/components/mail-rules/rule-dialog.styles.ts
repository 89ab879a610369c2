import { css } from 'lit';

export const ruleStyles = css`
  ik-dialog { --ik-dialog-width: 680px; }
  .stack { display: grid; gap: 16px; }
  fieldset { display: grid; gap: 8px; margin: 0; padding: 0; border: 0; min-inline-size: 0; }
  legend { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; padding: 0; margin-block-end: 8px; font-size: 14px; font-weight: 600; }
  legend .input { inline-size: auto; min-block-size: 34px; padding-block: 4px; font-weight: 400; }
  .line { display: grid; grid-template-columns: minmax(110px, 3fr) minmax(110px, 3fr) minmax(140px, 5fr) auto; gap: 8px; align-items: center; }
  .line.header { grid-template-columns: minmax(110px, 3fr) minmax(90px, 2fr) minmax(110px, 3fr) minmax(120px, 4fr) auto; }
  .line.action { grid-template-columns: minmax(150px, 4fr) minmax(160px, 7fr) auto; }
  .size { display: grid; grid-template-columns: 1fr auto; gap: 8px; }
  .size select { inline-size: auto; }
  .add { justify-self: start; }
  .check { display: flex; align-items: center; gap: 10px; min-block-size: 32px; font-size: 14px; cursor: pointer; }
  .check input { inline-size: 17px; block-size: 17px; margin: 0; accent-color: var(--ik-accent); }
  .quiet { margin: 0; color: var(--ik-text-2); font-size: 13px; }
  .problem { margin: 0; padding: 10px 12px; border-radius: var(--ik-radius); background: color-mix(in oklab, var(--ik-danger) 12%, var(--ik-surface)); }
  .try { display: grid; gap: 10px; padding: 14px; border-radius: 12px; background: var(--ik-surface-2); }
  .try p { margin: 0; }
  .try .row { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; }
  .try .row > label { display: flex; flex: 1 1 220px; align-items: center; gap: 8px; font-size: 14px; }
  .try select { flex: 1; }
  .found { max-block-size: 220px; margin: 0; padding: 0; overflow: auto; border-radius: 8px; background: var(--ik-surface); list-style: none; }
  .found li { display: grid; grid-template-columns: minmax(90px, 1fr) minmax(0, 2fr) auto; gap: 10px; padding: 7px 10px; border-block-start: 1px solid var(--ik-line); font-size: 13px; }
  .found li:first-child { border-block-start: 0; }
  .found span { overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }
  .found time { color: var(--ik-text-2); }
  progress { inline-size: 100%; block-size: 6px; accent-color: var(--ik-accent); }
  @media (pointer: coarse) { .check { min-block-size: 44px; } .line .input, .line button, legend .input { min-block-size: 44px; } }
  @media (width < 720px) {
    .line, .line.header { grid-template-columns: 1fr 1fr auto; }
    .line > :nth-last-child(2) { grid-column: 1 / -2; grid-row: 2; }
    .line.header > :nth-child(2) { grid-column: 1 / -1; grid-row: 2; }
    .line.header > :nth-last-child(2) { grid-row: 3; }
    .line.action { grid-template-columns: 1fr auto; }
    .line.action > :nth-last-child(2):not(:first-child) { grid-column: 1 / -2; grid-row: 2; }
    .line > .remove { grid-column: -2 / -1; grid-row: 1; }
  }
`;
