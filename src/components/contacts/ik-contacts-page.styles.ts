import { css } from 'lit';

export const styles = css`
  :host { display: block; block-size: 100%; min-block-size: 0; }
  .content { display: grid; grid-template-rows: auto minmax(0, 1fr); block-size: 100%; container: ik-content / inline-size; }
  .panes { display: grid; grid-template-columns: minmax(0, 1fr) minmax(280px, 330px); min-block-size: 0; }
  .panes[hidden] { display: none; }
  ik-duplicates { grid-row: 1 / -1; }
  .panes > * { min-block-size: 0; min-inline-size: 0; }
  .panes > :last-child { border-inline-start: 1px solid var(--ik-line); }
  .panes.single { grid-template-columns: minmax(0, 1fr); }
  .panes.single > :last-child { border-inline-start: 0; }
  .none {
    display: grid; place-content: center; justify-items: center; gap: 8px; padding: 24px; color: var(--ik-text-2); font-size: 14px;
    text-align: center;
  }
  .none .icon svg { inline-size: 32px; block-size: 32px; opacity: 0.6; }
  .empty { display: grid; justify-items: center; gap: 12px; max-inline-size: 340px; }
  .empty .icon svg { inline-size: 36px; block-size: 36px; opacity: 0.6; }
  .empty .button .icon svg { inline-size: 18px; block-size: 18px; opacity: 1; }
  .empty strong { color: var(--ik-text); font-size: 16px; font-weight: 600; }
  .empty p { margin: 0; }
  .empty div { display: flex; flex-wrap: wrap; justify-content: center; gap: 8px; }
  .fab {
    position: absolute; inset-inline-end: 16px; inset-block-end: 16px; z-index: 2; display: none; inline-size: 54px; block-size: 54px;
    place-items: center; border: 0; border-radius: 16px; background: var(--ik-accent); color: var(--ik-on-accent);
    box-shadow: var(--ik-shadow); cursor: pointer;
  }
  .fab svg { inline-size: 24px; block-size: 24px; }
  @container ik-content (width < 640px) {
    .fab { display: grid; }
  }
  /* The open contact; the list is a sheet of its own. */
  @media print {
    :host, .content, .panes:not([hidden]) { display: block; block-size: auto; container-type: normal; }
    .panes > :last-child { border: 0; }
    ik-contacts-header, .fab, .panes:has(ik-contact-card) > ik-contact-list { display: none !important; }
  }
`;
