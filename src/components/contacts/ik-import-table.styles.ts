import { css } from 'lit';

export const styles = css`
  :host { display: block; margin-block-end: 14px; }
  .how { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 10px; margin-block-end: 12px; }
  .check { display: flex; align-items: center; gap: 9px; min-block-size: 38px; align-self: end; }
  .check input { inline-size: 17px; block-size: 17px; margin: 0; }
  .scroll { overflow: auto; max-block-size: min(46vh, 420px); border: 1px solid var(--ik-line); border-radius: var(--ik-radius); }
  table { border-collapse: collapse; font-size: 13px; }
  th, td { padding: 6px 10px; text-align: start; white-space: nowrap; }
  th { position: sticky; inset-block-start: 0; background: var(--ik-surface); border-block-end: 1px solid var(--ik-line); font-weight: 600; vertical-align: bottom; }
  th span { display: block; max-inline-size: 300px; margin-block-end: 5px; overflow: hidden; text-overflow: ellipsis; }
  /* As wide as what is chosen: a name that is cut says nothing. */
  th select.input { font-weight: 500; field-sizing: content; inline-size: auto; min-inline-size: max(140px, 100%); max-inline-size: 300px; min-block-size: 34px; }
  th.kept select { color: var(--ik-text-2); }
  td { max-inline-size: 220px; overflow: hidden; text-overflow: ellipsis; color: var(--ik-text); }
  tr + tr td { border-block-start: 1px solid var(--ik-line); }
  .pages { display: flex; align-items: center; gap: 8px; margin-block-start: 8px; color: var(--ik-text-2); font-size: 13px; }
  .pages > span { margin-inline-end: auto; }
  .hint { margin: 8px 0 0; color: var(--ik-text-2); font-size: 13px; }
  @media (pointer: coarse) { th select.input { min-block-size: 44px; } }
`;
