import { css } from 'lit';

export const styles = css`
  :host { display: contents; }
  .state {
    position: relative; display: grid; place-items: center; inline-size: 44px; block-size: 44px; padding: 0; border: 0; border-radius: 12px;
    background: none; color: var(--ik-text-2); cursor: pointer;
  }
  .state:hover, .state[aria-expanded='true'] { background: var(--ik-surface-2); color: var(--ik-text); }
  .state .icon svg { inline-size: 20px; block-size: 20px; }
  .state.problem { color: var(--ik-danger); }
  .count::after { content: attr(data-count); }
  .count {
    position: absolute; inset-block-start: 4px; inset-inline-end: 2px; min-inline-size: 16px; padding: 0 4px; border-radius: 8px;
    background: var(--ik-accent); color: var(--ik-on-accent); font-size: 10px; font-weight: 650; line-height: 16px; text-align: center;
  }
  .card {
    position: fixed; inset: auto; inset-block-end: 76px; inset-inline-start: 62px; inline-size: min(300px, calc(100vw - 24px)); margin: 0;
    padding: 14px 16px; border: 1px solid var(--ik-line); border-radius: 14px; background: var(--ik-surface); color: var(--ik-text);
    box-shadow: var(--ik-shadow);
  }
  .card h2 { margin: 0 0 6px; font-size: 14px; font-weight: 650; }
  .card p { margin: 0 0 6px; color: var(--ik-text-2); }
  .card .relay { overflow-wrap: anywhere; font-size: 12.5px; }
  .card .button { margin-block-start: 6px; }
  @media (width < 720px) {
    .state {
      position: fixed; z-index: 20; inset-block-end: calc(var(--ik-tabs-height, 60px) + env(safe-area-inset-bottom) + 10px); inset-inline-start: 10px;
      background: var(--ik-surface); box-shadow: var(--ik-shadow);
    }
    :host([quiet]) .state { display: none; }
    .card { inset-block-end: calc(var(--ik-tabs-height, 60px) + env(safe-area-inset-bottom) + 62px); inset-inline-start: 10px; }
  }
`;
