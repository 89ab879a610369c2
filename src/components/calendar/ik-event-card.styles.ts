import { css } from 'lit';

export const styles = css`
  :host { display: block; }
  dl { margin: 0; display: grid; grid-template-columns: 20px minmax(0, 1fr); gap: 9px 8px; }
  dt { color: var(--ik-text-2); line-height: 20px; }
  dt .icon svg { inline-size: 16px; block-size: 16px; vertical-align: -3px; }
  dd { margin: 0; overflow-wrap: anywhere; }
  a { color: var(--ik-accent); }
  .join { font-weight: 650; text-decoration: none; }
  .join:hover { text-decoration: underline; }
  .quiet { color: var(--ik-text-2); }
  .odd { color: var(--ik-danger); }
  .long { white-space: pre-line; max-block-size: 160px; overflow: auto; }
  .long:focus-visible, summary:focus-visible { outline: 2px solid var(--ik-accent); outline-offset: 2px; border-radius: 4px; }
  summary { display: flex; align-items: center; gap: 8px; cursor: pointer; list-style: none; }
  summary::-webkit-details-marker { display: none; }
  summary::after {
    content: ''; inline-size: 7px; block-size: 7px; margin: 0 4px 4px auto; border: solid var(--ik-text-2); border-width: 0 1.5px 1.5px 0;
    rotate: 45deg; flex: none;
  }
  details[open] summary::after { rotate: -135deg; margin-block-end: -4px; }
  .faces { display: inline-flex; }
  .faces .face { inline-size: 26px; block-size: 26px; font-size: 9.5px; border: 2px solid var(--ik-surface); box-sizing: content-box; margin: -2px; }
  .faces .face + .face { margin-inline-start: -5px; }
  .people { margin: 6px 0 0; padding: 0; list-style: none; display: grid; gap: 3px; max-block-size: 170px; overflow: auto; }
  .answer { color: inherit; text-decoration-color: var(--ik-line); text-underline-offset: 3px; }
  .answer:hover { color: var(--ik-accent); }
  .answer.declined { text-decoration: line-through; }
  @media (pointer: coarse) { summary, .join { min-block-size: 44px; } .join { display: inline-flex; align-items: center; } }
`;
