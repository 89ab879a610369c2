import { css } from 'lit';

export const styles = css`
  :host { display: block; block-size: 100%; min-block-size: 0; }
  .scroll { block-size: 100%; overflow: auto; overscroll-behavior: contain; }
  .column { display: grid; gap: 18px; inline-size: min(680px, 100%); margin: 0 auto; padding: 24px 20px 48px; }
  .column > * { scroll-margin-block-start: 20px; }
  h1 { margin: 0; font-size: 20px; font-weight: 650; }
  section { display: grid; gap: 14px; padding: 18px 20px; border: 1px solid var(--ik-line); border-radius: 14px; }
  h2 { margin: 0; font-size: 15px; font-weight: 650; }
  .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(220px, 1fr)); gap: 14px; }
  .segments { display: inline-flex; padding: 3px; margin: 0; border: 0; border-radius: 12px; background: var(--ik-surface-2); }
  .segments label { position: relative; display: grid; place-items: center; min-block-size: 36px; padding: 0 16px; border-radius: 9px; cursor: pointer; font-weight: 550; color: var(--ik-text-2); }
  .segments input { position: absolute; inset: 0; margin: 0; opacity: 0; cursor: pointer; }
  .segments label:has(:checked) { background: var(--ik-surface); color: var(--ik-text); box-shadow: 0 1px 2px rgb(20 20 40 / 0.16); }
  .segments label:has(:focus-visible) { outline: 2px solid var(--ik-accent); outline-offset: 2px; }
  .swatches { display: flex; flex-wrap: wrap; margin: 0; padding: 0; border: 0; min-inline-size: 0; }
  .swatches label { position: relative; display: grid; place-items: center; inline-size: 44px; block-size: 44px; border-radius: 50%; cursor: pointer; }
  .swatches label::before { content: ''; inline-size: 26px; block-size: 26px; border-radius: 50%; background: var(--swatch); }
  .swatches label:has(:checked)::before { outline: 2px solid var(--swatch); outline-offset: 3px; }
  .swatches input { position: absolute; inset: 0; margin: 0; opacity: 0; cursor: pointer; }
  .swatches label:has(:focus-visible) { outline: 2px solid var(--ik-text); outline-offset: -2px; }
  .row { display: flex; flex-wrap: wrap; align-items: center; gap: 12px; }
  .row > .grow { flex: 1 1 260px; }
  .row.end { align-items: end; }
  p { margin: 0; }
  .check { display: flex; align-items: center; gap: 10px; min-block-size: 36px; cursor: pointer; }
  .check input { flex: none; inline-size: 17px; block-size: 17px; margin: 0; accent-color: var(--ik-accent); }
  .hours { display: grid; grid-template-columns: minmax(0, 1fr); gap: 4px; margin: 0; padding: 0; border: 0; min-inline-size: 0; }
  legend, .name { padding: 0; margin-block-end: 5px; font-size: 13px; color: var(--ik-text-2); }
  .day { display: flex; align-items: center; gap: 8px; min-block-size: 40px; }
  .day .check { flex: 0 1 170px; min-inline-size: 92px; }
  .day .input { flex: 0 1 130px; min-inline-size: 0; }
  .reminders { display: grid; align-content: start; }
  .reminders ul { margin: 0 0 6px; padding: 0; list-style: none; }
  .reminders li { display: flex; align-items: center; justify-content: space-between; min-block-size: 32px; }
  .quiet { color: var(--ik-text-2); font-size: 13px; }
  .ok { color: var(--ik-ok); font-weight: 550; }
  meter { inline-size: 100%; block-size: 14px; }
  a { color: var(--ik-accent); }
  @media (pointer: coarse) { .segments label, .check, .day, .reminders li { min-block-size: 44px; } }
  @media (width < 480px) {
    .day .check { flex: 0 0 118px; }
    .day .input { padding-inline: 8px; }
    .day .input::-webkit-calendar-picker-indicator { display: none; } /* a press anywhere opens it there */
  }
  @media (width < 720px) { .column { padding: 16px 12px 32px; } section { padding: 16px; } }
`;
