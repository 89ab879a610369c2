import { css } from 'lit';

export const styles = css`
  :host {
    display: grid; grid-template: auto minmax(0, 1fr) / minmax(0, 1.45fr) minmax(300px, 1fr); min-block-size: 100dvh; background: var(--ik-bg); color: var(--ik-text);
    --unit: min(1dvh, 0.75dvw);
  }
  .board { display: contents; }
  .now {
    grid-row: 1 / -1; display: grid; align-content: space-between; gap: calc(var(--unit) * 3); min-inline-size: 0; padding: calc(var(--unit) * 5); background: var(--ik-surface-2); color: var(--ik-text);
  }
  .now.free { background: var(--ik-ok); color: var(--ik-on-accent); }
  .now.busy { background: var(--ik-danger); color: var(--ik-on-accent); }
  h1 { margin: 0; font-size: calc(var(--unit) * 5.5); font-weight: 700; line-height: 1.15; overflow-wrap: anywhere; }
  .where { margin: calc(var(--unit) * 0.8) 0 0; font-size: calc(var(--unit) * 2.6); }
  .big { display: flex; align-items: center; gap: calc(var(--unit) * 3); margin: 0; font-size: calc(var(--unit) * 17); font-weight: 800; line-height: 1; letter-spacing: -0.03em; }
  .big .icon svg { display: block; inline-size: calc(var(--unit) * 13); block-size: calc(var(--unit) * 13); stroke-width: 2.4; }
  .until { margin: calc(var(--unit) * 2) 0 0; font-size: calc(var(--unit) * 7); font-weight: 600; line-height: 1.15; text-wrap: balance; }
  .who { display: grid; gap: calc(var(--unit) * 1.6); min-block-size: calc(var(--unit) * 9); margin: 0; padding: 0; list-style: none; font-size: calc(var(--unit) * 3); }
  .who strong { display: block; font-size: calc(var(--unit) * 4.2); font-weight: 650; overflow-wrap: anywhere; }
  .side { display: grid; grid-template-rows: minmax(0, 1fr) auto auto; gap: 18px; grid-row: 1 / -1; min-block-size: 0; padding: calc(var(--unit) * 4); }
  .clock { display: flex; align-items: baseline; justify-content: space-between; flex-wrap: wrap; gap: 0 16px; margin: 0 0 calc(var(--unit) * 3); }
  time { font-size: calc(var(--unit) * 8); font-weight: 650; line-height: 1; font-variant-numeric: tabular-nums; }
  .date { color: var(--ik-text-2); font-size: max(14px, calc(var(--unit) * 2.2)); }
  h2 { margin: 0 0 8px; font-size: max(12px, calc(var(--unit) * 1.9)); font-weight: 650; color: var(--ik-text-2); text-transform: uppercase; letter-spacing: 0.04em; }
  .today { min-block-size: 0; overflow: auto; }
  .next { margin: 0; padding: 0; list-style: none; }
  .next li { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 2px 16px; padding: 12px 0; border-block-start: 1px solid var(--ik-line); font-size: max(15px, calc(var(--unit) * 2.5)); }
  .next .times { font-variant-numeric: tabular-nums; white-space: nowrap; }
  .next .title { font-weight: 600; overflow-wrap: anywhere; }
  .next .by { grid-column: 2; color: var(--ik-text-2); font-size: max(13px, calc(var(--unit) * 2)); }
  .none { margin: 0; color: var(--ik-text-2); font-size: max(15px, calc(var(--unit) * 2.4)); }
  .book { display: flex; align-items: center; gap: 18px; padding: 16px; border: 1px solid var(--ik-line); border-radius: 14px; background: var(--ik-surface); }
  .book ik-qr-code { flex: none; --ik-qr-size: max(110px, calc(var(--unit) * 17)); inline-size: var(--ik-qr-size); }
  .book p { margin: 0; font-size: max(15px, calc(var(--unit) * 2.4)); font-weight: 600; line-height: 1.35; }
  .book small { display: block; margin-block-start: 4px; font-size: max(13px, calc(var(--unit) * 1.8)); font-weight: 450; color: var(--ik-text-2); }
  .foot { display: flex; align-items: center; gap: 12px; min-block-size: 32px; margin: 0; font-size: max(13px, calc(var(--unit) * 1.8)); color: var(--ik-text-2); }
  .foot .grow { flex: 1; }
  .foot .away { display: flex; align-items: center; gap: 8px; color: var(--ik-text); font-weight: 600; }
  .foot svg { inline-size: 18px; block-size: 18px; }
  .failure { grid-column: 1 / -1; grid-row: 1 / -1; place-self: center; }
  .state { display: grid; justify-items: center; gap: 12px; max-inline-size: 44ch; padding: 24px; text-align: center; line-height: 1.5; }
  .state h1 { font-size: 19px; }
  .state p { margin: 0; color: var(--ik-text-2); }
  .state .icon svg { inline-size: 36px; block-size: 36px; color: var(--ik-text-2); }
  :host([fullscreen]) .full { display: none; }
  @media (orientation: portrait) {
    :host { grid-template: minmax(46dvh, auto) minmax(0, 1fr) / minmax(0, 1fr); --unit: min(0.75dvh, 1dvw); }
    .now { grid-row: 1; }
    .side { grid-row: 2; grid-template-rows: auto auto 1fr; }
    .foot { align-self: end; }
  }
  @media (width < 560px) {
    :host { --unit: 1dvw; }
    .now { padding: 24px 20px; }
    .side { padding: 20px; }
    h1 { font-size: 26px; } .where, .who { font-size: 15px; } .who strong { font-size: 18px; } .until { font-size: 26px; } time { font-size: 34px; }
  }
  @media (pointer: coarse) { .foot { min-block-size: 44px; } }
`;
