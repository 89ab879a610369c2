import { css } from 'lit';

export const styles = css`
  :host { display: block; min-inline-size: 0; }
  iframe { display: block; inline-size: 100%; block-size: 40px; border: 0; background: none; }
  iframe[hidden] { display: none; }
  iframe.white { border-radius: 8px; background: #fff; }
  .plain { font-size: 15px; line-height: 1.55; overflow-wrap: anywhere; }
  .plain > * { white-space: pre-wrap; }
  .plain > :first-child { margin-block-start: 0; }
  .plain, .plain details, .plain blockquote { tab-size: 4; }
  .plain a { color: var(--ik-accent); }
  blockquote { margin: 4px 0; padding-inline-start: 12px; border-inline-start: 2px solid var(--ik-line); color: var(--ik-text-2); }
  .depth-1 { border-color: oklch(0.62 0.13 265); } .depth-2 { border-color: oklch(0.62 0.13 150); } .depth-3 { border-color: oklch(0.62 0.13 40); }
  .signature { margin-block-start: 14px; color: var(--ik-text-2); }
  .plain > .cut { color: var(--ik-text-2); font-size: 13px; white-space: normal; }
  details.quote { margin-block: 10px; }
  summary {
    display: inline-grid; place-items: center; min-block-size: 24px; padding: 0 10px; border-radius: 99px; background: var(--ik-surface-2); color: var(--ik-text-2);
    font-size: 11px; letter-spacing: 1px; list-style: none; cursor: pointer;
  }
  summary::-webkit-details-marker { display: none; }
  .notice { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; color: var(--ik-text-2); }
  .address { overflow-wrap: anywhere; padding: 8px 10px; border-radius: 8px; background: var(--ik-surface-2); font-size: 13px; }
  .address strong { color: var(--ik-danger); }
  @media (pointer: coarse) { summary { min-block-size: 44px; } }
`;
