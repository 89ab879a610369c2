import { css } from 'lit';

export const styles = css`
  :host { display: block; block-size: 100%; min-block-size: 0; }
  .content { position: relative; display: grid; grid-template-rows: auto minmax(0, 1fr); block-size: 100%; min-inline-size: 0; container: rooms / inline-size; }
  header { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; min-block-size: 56px; padding: 10px 16px; border-block-end: 1px solid var(--ik-line); }
  h1 { margin: 0; font-size: 17px; font-weight: 650; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .grow { flex: 1; }
  .now { color: color-mix(in oklab, var(--ik-ok) 70%, var(--ik-text)); background: color-mix(in oklab, var(--ik-ok) 12%, transparent); }
  .menu { display: none; }
  .search { inline-size: 150px; }
  .switch { display: flex; padding: 3px; border-radius: 12px; background: var(--ik-surface-2); }
  .switch button { min-block-size: 32px; padding: 0 12px; border: 0; border-radius: 9px; background: none; color: var(--ik-text-2); font-size: 13.5px; font-weight: 550; cursor: pointer; }
  .switch button[aria-pressed=true] { background: var(--ik-surface); color: var(--ik-text); box-shadow: 0 1px 2px rgb(20 20 40 / 0.14); }
  .arrow svg:dir(rtl) { scale: -1 1; }
  .empty { display: grid; place-content: center; justify-items: center; gap: 12px; padding: 24px; text-align: center; color: var(--ik-text-2); }
  .empty .big svg { inline-size: 40px; block-size: 40px; opacity: 0.6; }
  .empty strong { color: var(--ik-text); font-size: 17px; }
  .empty p { margin: 0; max-inline-size: 46ch; }
  @container rooms (width < 900px) { .search { inline-size: 110px; } .create > span:not(.icon) { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); } }
  @container rooms (width < 720px) {
    header { padding: 8px 12px; gap: 6px; }
    .menu { display: inline-flex; }
    h1 { flex: 1; font-size: 16px; }
    header > .button:not(.create, .share) { display: none; }
    h1 { order: -1; flex-basis: calc(100% - 50px); }
    .menu { order: -2; }
    .grow, .search, .now { display: none; }
    .switch button { padding: 0 9px; }
  }
  @media print {
    :host, .content { display: block; block-size: auto; container-type: normal; }
    header > :not(h1) { display: none !important; }
    header { padding-inline: 0; border: 0; }
  }
  @media (pointer: coarse) { .switch button { min-block-size: 44px; min-inline-size: 44px; } }
`;
