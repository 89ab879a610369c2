import { css } from 'lit';

export const styles = css`
  :host { display: grid; gap: 12px; }
  :host(ik-rule-editor) { padding: 12px; border: 1px solid var(--ik-line); border-radius: var(--ik-radius); }
  .line { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; font-size: 13px; }
  .line :is(select, input), details :is(select, input) {
    min-block-size: 36px; padding: 4px 10px; border: 1px solid var(--ik-line); border-radius: var(--ik-radius); background: var(--ik-surface); color: var(--ik-text); font-size: 14px;
  }
  .line input[type='number'] { inline-size: 76px; }
  fieldset { display: flex; flex-wrap: wrap; gap: 4px; min-inline-size: 0; margin: 0; padding: 0; border: 0; }
  fieldset label { position: relative; }
  fieldset input { position: absolute; inset: 0; opacity: 0; margin: 0; cursor: pointer; }
  fieldset span { display: grid; place-items: center; min-inline-size: 38px; block-size: 34px; padding-inline: 8px; border: 1px solid var(--ik-line); border-radius: 99px; font-size: 12.5px; }
  fieldset input:checked + span { background: var(--ik-accent); border-color: transparent; color: var(--ik-on-accent); }
  fieldset input:focus-visible + span { outline: 2px solid var(--ik-accent); outline-offset: 2px; }
  summary { inline-size: fit-content; min-block-size: 32px; padding-block: 6px; font-size: 13px; font-weight: 550; cursor: pointer; }
  .grid { display: grid; grid-template-columns: repeat(auto-fit, minmax(190px, 1fr)); gap: 10px; padding-block: 6px; }
  .grid label { display: grid; gap: 4px; font-size: 12.5px; color: var(--ik-text-2); }
  .grid :is(input, select) { inline-size: 100%; min-inline-size: 0; }
  .wide { grid-column: 1 / -1; }
  [aria-invalid='true'] { border-color: var(--ik-danger); }
  .error { margin: 0; color: var(--ik-danger); font-size: 12.5px; }
  ul { display: grid; gap: 4px; margin: 0; padding: 0; list-style: none; }
  li { display: flex; align-items: center; justify-content: space-between; gap: 8px; min-block-size: 36px; font-size: 13px; border-block-end: 1px solid var(--ik-line); }
  h4 { margin: 8px 0 2px; font-size: 12.5px; font-weight: 550; color: var(--ik-text-2); }
  @media (max-width: 720px) { .line :is(select, input), details :is(select, input), fieldset span, summary { min-block-size: 44px; } fieldset span { min-inline-size: 44px; } }
`;
