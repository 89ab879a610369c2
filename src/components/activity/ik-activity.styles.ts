import { css } from 'lit';

export const styles = css`
  :host { display: contents; }
  .sign {
    position: relative; display: grid; place-items: center; inline-size: 44px; block-size: 44px; padding: 0; border: 0; border-radius: 12px;
    background: none; color: var(--ik-text-2); cursor: pointer;
  }
  .sign:hover, .sign[aria-expanded='true'] { background: var(--ik-surface-2); color: var(--ik-text); }
  .sign .icon svg { inline-size: 20px; block-size: 20px; }
  .sign.problem { color: var(--ik-danger); }
  .sign.busy { color: var(--ik-accent); }
  .far { position: absolute; inset-block-end: 3px; inset-inline: 8px; block-size: 3px; border-radius: 2px; background: var(--ik-line); overflow: hidden; }
  .far::after { content: ''; position: absolute; inset: 0; inset-inline-end: calc((1 - var(--far)) * 100%); border-radius: 2px; background: var(--ik-accent); }
  .count::after { content: attr(data-count); }
  .count {
    position: absolute; inset-block-start: 4px; inset-inline-end: 2px; min-inline-size: 16px; padding: 0 4px; border-radius: 8px;
    background: var(--ik-accent); color: var(--ik-on-accent); font-size: 10px; font-weight: 650; line-height: 16px; text-align: center;
  }
  @media (width < 720px) {
    .sign {
      position: fixed; z-index: 20; inset-block-end: calc(var(--ik-tabs-height, 60px) + env(safe-area-inset-bottom) + 10px); inset-inline-start: 10px;
      background: var(--ik-surface); box-shadow: var(--ik-shadow);
    }
    :host([quiet]) .sign { display: none; }
  }
  @media print { .sign { display: none; } }
`;
