import { css } from 'lit';

export const styles = css`
  :host { display: block; block-size: 100%; min-block-size: 0; }
  .content { position: relative; display: grid; grid-template-rows: auto minmax(0, 1fr); block-size: 100%; min-inline-size: 0; container: ik-content / inline-size; }
  .panes { display: grid; grid-template-columns: minmax(300px, 34.2%) minmax(0, 1fr); min-block-size: 0; }
  .panes.bottom { grid-template-columns: minmax(0, 1fr); grid-template-rows: minmax(160px, 42%) minmax(0, 1fr); }
  .panes.single { grid-template: minmax(0, 1fr) / minmax(0, 1fr); }
  .list, .reader { min-block-size: 0; min-inline-size: 0; }
  .list { display: grid; grid-template-rows: auto minmax(0, 1fr); }
  .list[hidden] { display: none; }
  .panes.right > .reader { border-inline-start: 1px solid var(--ik-line); }
  .panes.bottom > .reader { border-block-start: 1px solid var(--ik-line); }
  .none { display: grid; place-content: center; justify-items: center; gap: 8px; block-size: 100%; margin: 0; padding: 24px; color: var(--ik-text-2); font-size: 14px; text-align: center; }
  .none p { margin: 0; }
  .none .icon svg { inline-size: 32px; block-size: 32px; opacity: 0.6; }
  .empty { display: grid; justify-items: center; gap: 10px; max-inline-size: 320px; }
  .empty .icon svg { inline-size: 34px; block-size: 34px; opacity: 0.6; }
  .empty .button .icon svg { inline-size: 18px; block-size: 18px; opacity: 1; }
  .empty strong { color: var(--ik-text); font-size: 16px; font-weight: 600; }
  .empty p { margin: 0; }
  .fab {
    position: absolute; inset-inline-end: 16px; inset-block-end: 16px; z-index: 2; display: none; inline-size: 54px; block-size: 54px; place-items: center; border: 0; border-radius: 16px;
    background: var(--ik-accent); color: var(--ik-on-accent); box-shadow: var(--ik-shadow); cursor: pointer;
  }
  .fab .icon svg { inline-size: 22px; block-size: 22px; }
  @container ik-content (width < 640px) {
    .fab { display: grid; }
    ik-mail-list { --ik-list-end: 82px; }
  }
  /* The message that is open; else what is in sight of the list. */
  @media print {
    :host, .content, .panes:has(ik-mail-thread) { display: block; block-size: auto; container-type: normal; }
    .content > :not(.panes), .fab, .panes:has(ik-mail-thread) > .list, .panes:not(:has(ik-mail-thread)) > .reader { display: none !important; }
    .panes > .reader { border: 0 !important; }
    .panes:not(:has(ik-mail-thread)) { grid-template: minmax(0, 1fr) / minmax(0, 1fr); block-size: 96vh; }
  }
`;
