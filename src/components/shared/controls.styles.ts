import { css } from 'lit';

/** Buttons, fields and small parts that every screen shares. Elements add it to their own styles. */
export const controls = css`
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
  .button:hover, .icon-button:hover { background: var(--ik-surface-2); }
  .button:disabled, .icon-button:disabled { opacity: 0.5; cursor: default; }
  .button.primary { background: var(--ik-accent); border-color: transparent; color: var(--ik-on-accent); }
  .button.primary:hover { background: color-mix(in oklab, var(--ik-accent) 88%, var(--ik-text)); }
  .button.soft { background: var(--ik-surface-2); border-color: transparent; }
  .button.danger { color: var(--ik-danger); }
  .icon-button { inline-size: 36px; padding: 0; }
  .icon-button.plain { border-color: transparent; background: transparent; }
  .icon-button.plain:hover { background: var(--ik-surface-2); }
  .field { display: grid; gap: 5px; font-size: 13px; color: var(--ik-text-2); }
  .input, .field input:not([type='checkbox'], [type='radio'], [type='color'], [type='range']), .field select, .field textarea {
    inline-size: 100%; min-block-size: 38px; padding: 7px 11px; border: 1px solid var(--ik-line); border-radius: var(--ik-radius);
    background: var(--ik-surface); color: var(--ik-text); font-size: 14px;
  }
  .field textarea { min-block-size: 84px; resize: vertical; }
  .chip {
    display: inline-flex; align-items: center; gap: 6px; padding: 2px 9px; border-radius: 99px; background: var(--ik-surface-2);
    color: var(--ik-text-2); font-size: 12px; font-weight: 550;
  }
  .eyebrow { margin: 0; font-size: 11px; font-weight: 600; letter-spacing: 0.05em; text-transform: uppercase; color: var(--ik-text-2); }
  .visually-hidden {
    position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
  }
  @media (pointer: coarse) { .button, .icon-button { min-block-size: 44px; } .icon-button { inline-size: 44px; } }
  @media (prefers-reduced-motion: reduce) { * { transition: none !important; animation: none !important; } }
`;
