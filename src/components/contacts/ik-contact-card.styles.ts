import { css } from 'lit';

export const styles = css`
  .picture { max-inline-size: 160px; max-block-size: 80px; border-radius: 6px; }
  :host { display: block; block-size: 100%; overflow: auto; overscroll-behavior: contain; background: var(--ik-surface); }
  :host([hidden]) { display: none; }
  .card { display: grid; gap: 16px; padding: 20px 22px 28px; }
  .bar { display: none; align-items: center; justify-content: space-between; margin: -8px -10px -8px; }
  .who { display: grid; justify-items: center; gap: 8px; text-align: center; }
  .who .face { inline-size: 84px; block-size: 84px; font-size: 28px; }
  h2 { margin: 6px 0 0; font-size: 20px; font-weight: 650; line-height: 1.25; overflow-wrap: anywhere; }
  .who p { margin: 0; color: var(--ik-text-2); font-size: 13.5px; overflow-wrap: anywhere; }
  .actions { display: flex; flex-wrap: wrap; justify-content: center; gap: 6px; margin-inline: -10px; }
  .actions .icon-button { inline-size: 38px; background: var(--ik-surface-2); border-color: transparent; }
  @media (pointer: coarse) { .actions .icon-button { inline-size: 44px; } }
  .actions .icon-button:hover { background: var(--ik-accent-soft); color: var(--ik-accent); }
  .star[aria-pressed='true'] { color: var(--ik-accent); }
  .star[aria-pressed='true'] svg { fill: currentColor; }
  dl { display: grid; grid-template-columns: minmax(72px, max-content) minmax(0, 1fr); gap: 9px 20px; margin: 0; font-size: 13.5px; }
  .pair { display: contents; }
  dt { max-inline-size: 110px; color: var(--ik-text-2); overflow-wrap: anywhere; }
  dd { margin: 0; color: var(--ik-text); overflow-wrap: anywhere; white-space: pre-line; }
  dd a { color: inherit; text-decoration: none; }
  dd a:hover { color: var(--ik-accent); text-decoration: underline; }
  .preferred { display: inline-block; margin-inline-start: 6px; color: var(--ik-accent); font-size: 11px; }
  .chips { display: flex; flex-wrap: wrap; gap: 6px; }
  .chip { background: var(--ik-accent-soft); color: var(--ik-accent); }
  details { padding: 12px 16px; border: 1px solid var(--ik-line); border-radius: 12px; font-size: 13px; }
  summary { color: var(--ik-text-2); cursor: pointer; }
  details dl { margin-block-start: 10px; font-size: 12.5px; }
  @media (pointer: coarse) { summary { min-block-size: 44px; margin-block: -8px; align-content: center; } }
  .waiting span { border-radius: 8px; background: var(--ik-surface-2); }
  .waiting .line { block-size: 14px; inline-size: 70%; }
  .waiting .round { inline-size: 84px; block-size: 84px; border-radius: 50%; justify-self: center; }
  .state {
    display: grid; place-content: center; justify-items: center; gap: 8px; block-size: 100%; padding: 24px; color: var(--ik-text-2);
    font-size: 14px; text-align: center;
  }
  .card + .state { block-size: auto; }
  .state .icon svg { inline-size: 32px; block-size: 32px; opacity: 0.6; }
  :host([narrow]) .bar { display: flex; }
  @media print { :host { block-size: auto; overflow: visible; } .card .bar, .actions { display: none; } .who { justify-items: start; text-align: start; } }
`;
