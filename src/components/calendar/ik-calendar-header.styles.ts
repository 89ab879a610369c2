import { css } from 'lit';

export const styles = css`
  :host { display: block; container: calendar-header / inline-size; position: relative; z-index: 10; }
  header { display: flex; align-items: center; gap: 9px; padding: 12px 16px; border-block-end: 1px solid var(--ik-line); }
  .titles { flex: 1 1 auto; min-inline-size: 0; display: flex; align-items: center; gap: 8px; }
  h1 { margin: 0; margin-inline-start: 5px; min-inline-size: 0; font-size: 18px; font-weight: 650; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .week { flex: none; font-size: 12px; }
  /* Gives way before the title does. */
  ik-calendar-search { flex: 0 99999 264px; min-inline-size: 130px; }
  .step:dir(rtl) svg { scale: -1 1; }
  .menu-button { display: var(--ik-menu-button, none); }
  .drop, .find { display: none; }
  @container calendar-header (width < 980px) { ik-view-switch { --buttons: none; --menu: inline-block; } }
  @container calendar-header (width < 740px) {
    .find { display: inline-flex; }
    ik-calendar-search, .week { display: none; }
    .searching ik-calendar-search { display: block; flex: 1; }
    .searching .titles, .searching .find { display: none; }
  }
  /* Where the page has no room for its sidebar beside the rail. */
  @container calendar-header (width < 620px) {
    header { padding: 6px 8px; gap: 2px; flex-wrap: wrap; }
    .titles { display: contents; }
    .drop { margin-inline-end: auto; }
    ik-period-menu { order: 1; flex-basis: 100%; }
    .today, .step { display: none; }
    h1 { position: absolute; inline-size: 1px; block-size: 1px; clip-path: inset(50%); }
    .drop {
      display: inline-flex; align-items: center; gap: 8px; min-block-size: 44px; padding: 0 8px; border: 0; background: none; color: var(--ik-text); font: inherit;
      font-size: 18px; font-weight: 650; cursor: pointer;
    }
    .titles.undated h1 { position: static; flex: 1; inline-size: auto; block-size: auto; clip-path: none; }
    .drop svg { inline-size: 15px; block-size: 15px; }
  }
  @media print { .today, .step, .menu-button, .find, .drop, ik-calendar-search, ik-view-switch, ik-period-menu { display: none; } }
`;
