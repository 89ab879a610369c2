import { css } from 'lit';

export const styles = css`
  .card {
    position: fixed; inset: auto; margin: 0; padding: 10px 14px 14px; inline-size: min(360px, calc(100vw - 24px)); max-block-size: 80dvh; overflow: auto;
    border: 1px solid var(--ik-line); border-radius: 16px; background: var(--ik-surface); color: var(--ik-text); box-shadow: var(--ik-shadow); font: 14px/1.45 var(--ik-font);
  }
  form { display: grid; gap: 10px; }
  .top { display: flex; gap: 4px; align-items: center; }
  .title { flex: 1; min-inline-size: 0; min-block-size: 44px; padding: 4px 2px; border: 0; border-block-end: 2px solid var(--ik-line); background: none; color: var(--ik-text); font: 600 17px/1.3 var(--ik-font); }
  .title:focus { outline: none; border-color: var(--ik-accent); }
  .icon-button { inline-size: 32px; min-block-size: 32px; color: var(--ik-text-2); }
  dl { margin: 0; display: grid; grid-template-columns: 20px minmax(0, 1fr); gap: 6px 8px; }
  dt { color: var(--ik-text-2); }
  dt .icon svg { inline-size: 16px; block-size: 16px; vertical-align: -3px; }
  dd { margin: 0; overflow-wrap: anywhere; }
  .name { grid-column: 1 / -1; font-weight: 600; }
  .reminders { display: flex; flex-wrap: wrap; gap: 2px 8px; }
  .reminders span { display: inline-flex; align-items: center; }
  .reminders .icon-button { margin-block: -5px; }
  .reminders .icon-button svg { inline-size: 15px; block-size: 15px; }
  .quiet { color: var(--ik-text-2); }
  .link { justify-self: start; padding: 2px 0; border: 0; background: none; color: var(--ik-accent); font: inherit; font-size: 12.5px; cursor: pointer; min-block-size: 24px; }
  .link:hover { text-decoration: underline; }
  .buttons { display: flex; justify-content: flex-end; gap: 8px; }
  p { margin: 0; color: var(--ik-danger); font-size: 13px; }
  @media (width < 560px) {
    .card { inset: auto 0 0; inline-size: 100%; max-inline-size: none; border-radius: 16px 16px 0 0; padding-block-end: calc(20px + env(safe-area-inset-bottom)); }
  }
  @media (pointer: coarse) { .icon-button { inline-size: 44px; min-block-size: 44px; } .link { min-block-size: 44px; } .button { min-block-size: 44px; } }
`;
