import { css } from 'lit';

export const styles = css`
  :host { display: grid; grid-template-rows: auto 1fr; block-size: 100dvh; background: var(--ik-bg); color: var(--ik-text); }
  header {
    display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; padding: 12px 20px;
    border-block-end: 1px solid var(--ik-line); background: var(--ik-surface);
  }
  h1 { margin: 0; font-size: 17px; font-weight: 650; overflow-wrap: anywhere; }
  header p { display: flex; align-items: center; gap: 6px; margin: 0; font-size: 13px; color: var(--ik-text-2); }
  header .icon svg { inline-size: 15px; block-size: 15px; }
  header a { margin-inline-start: auto; }
  main { min-block-size: 0; display: grid; padding: 16px 20px; }
  ik-calendar { min-block-size: 0; block-size: 100%; }
  .state { place-self: center; padding-inline: 16px; max-inline-size: 48ch; text-align: center; display: grid; gap: 12px; justify-items: center; line-height: 1.5; }
  .state h2 { margin: 0; font-size: 17px; font-weight: 650; }
  .state p { margin: 0; color: var(--ik-text-2); }
  .state .icon { color: var(--ik-text-2); }
  .state .icon svg { inline-size: 32px; block-size: 32px; }
  @media (max-width: 600px) {
    main { padding: 8px; }
    header { display: grid; grid-template-columns: 1fr auto; padding: 10px 14px; }
    header p { order: 1; grid-column: 1 / -1; }
  }
`;
