import { css } from 'lit';

export const styles = css`
  :host { display: grid; gap: 14px; }
  .link { display: grid; gap: 10px; padding: 14px; border: 1px solid var(--ik-line); border-radius: var(--ik-radius); }
  .head { display: grid; grid-template-columns: 1fr auto; gap: 2px 14px; align-items: start; cursor: pointer; }
  .name { font-weight: 550; }
  .hint { grid-column: 1 / -1; margin: 0; font-size: 13px; color: var(--ik-text-2); line-height: 1.45; }
  .switch {
    appearance: none; flex: none; inline-size: 40px; block-size: 24px; margin: 0; border-radius: 99px; cursor: pointer;
    background: color-mix(in oklab, var(--ik-text-2) 55%, var(--ik-surface)); position: relative; transition: background 0.15s;
  }
  .switch::before {
    content: ''; position: absolute; inset-block-start: 3px; inset-inline-start: 3px; inline-size: 18px; block-size: 18px;
    border-radius: 50%; background: var(--ik-surface); transition: translate 0.15s;
  }
  .switch:checked { background: var(--ik-accent); }
  .switch:checked::before { translate: 16px; }
  .switch:dir(rtl):checked::before { translate: -16px; }
  .switch:disabled { opacity: 0.55; cursor: default; }
  .address { display: grid; grid-template-columns: 1fr auto; gap: 8px; align-items: end; }
  .address input { font-family: ui-monospace, monospace; font-size: 12.5px; text-overflow: ellipsis; }
  .error { margin: 0; font-size: 13px; color: var(--ik-danger); }
  @media (pointer: coarse) {
    .head { min-block-size: 44px; }
    .field input, .field select { min-block-size: 44px; }
  }
  @media (forced-colors: active) { .switch { border: 1px solid; } .switch:checked::before { background: Highlight; } }
`;
