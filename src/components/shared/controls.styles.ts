import { css } from 'lit';
import { buttons } from './buttons.styles.js';

/** Buttons, fields and small parts that every screen shares. Elements add it to their own styles. */
export const controls = css`
  ${buttons}
  .button:disabled, .icon-button:disabled { opacity: 0.5; cursor: default; }
  .button.primary { background: var(--ik-accent); border-color: transparent; color: var(--ik-on-accent); }
  .button.primary:hover { background: color-mix(in oklab, var(--ik-accent) 88%, var(--ik-text)); }
  .button.soft { background: var(--ik-surface-2); border-color: transparent; }
  .button.danger { color: var(--ik-danger); }
  .field { display: grid; gap: 5px; font-size: 13px; color: var(--ik-text-2); }
  .input, .field input:not([type='checkbox'], [type='radio'], [type='color'], [type='range']), .field select, .field textarea {
    inline-size: 100%; min-block-size: 38px; padding: 7px 11px; border: 1px solid var(--ik-line); border-radius: var(--ik-radius);
    background: var(--ik-surface); color: var(--ik-text); font-size: 14px;
  }
  .field textarea { min-block-size: 84px; resize: vertical; }
  input { text-overflow: ellipsis; }
  ::file-selector-button {
    margin: 0; margin-inline-end: 10px; padding: 3px 10px; border: 1px solid var(--ik-line); border-radius: 8px; background: var(--ik-surface-2);
    color: var(--ik-text); font: inherit; font-weight: 550; cursor: pointer;
  }
  .icon-button, label.check input { flex: none; }
  @media (pointer: coarse) {
    .input, .field input:not([type='checkbox'], [type='radio'], [type='color'], [type='range']), .field select, label.check { min-block-size: 44px; }
  }
  .eyebrow { margin: 0; font-size: 11px; font-weight: 600; letter-spacing: 0.05em; text-transform: uppercase; color: var(--ik-text-2); }
  @media (prefers-reduced-motion: reduce) { * { transition: none !important; animation: none !important; } }
`;
