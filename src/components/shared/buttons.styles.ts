import { css } from '@lit/reactive-element/css-tag.js';

/** Buttons and small parts that every element needs, also the embeddable ones. */
export const buttons = css`
  *, ::before, ::after { box-sizing: border-box; }
  .icon { display: inline-grid; place-items: center; flex: none; }
  .icon svg { inline-size: 18px; block-size: 18px; display: block; }
  button, input, select, textarea { font: inherit; color: inherit; letter-spacing: inherit; }
  :focus-visible { outline: 2px solid var(--ik-accent); outline-offset: 2px; }
  .button, .icon-button {
    display: inline-flex; align-items: center; justify-content: center; gap: 8px; min-block-size: 36px; padding: 0 14px;
    border: 1px solid var(--ik-line); border-radius: var(--ik-radius); background: var(--ik-surface); color: var(--ik-text);
    font-weight: 550; font-size: 13.5px; cursor: pointer; text-decoration: none; white-space: nowrap;
  }
  .icon-button { inline-size: 36px; padding: 0; }
  .icon-button.plain { border-color: transparent; background: transparent; }
  .button:hover, .icon-button:hover { background: var(--ik-surface-2); }
  .chip {
    display: inline-flex; align-items: center; gap: 6px; padding: 2px 9px; border-radius: 99px; background: var(--ik-surface-2);
    color: var(--ik-text-2); font-size: 12px; font-weight: 550;
  }
  .visually-hidden {
    position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
  }
  @media (pointer: coarse) { .button, .icon-button { min-block-size: 44px; } .icon-button { inline-size: 44px; } }
`;
