import { css } from 'lit';

export const styles = css`
  :host { display: block; min-block-size: 0; --name: 252px; --names: 252px; --day: 200px; }
  .grid-part { display: grid; grid-template-rows: auto minmax(0, 1fr); block-size: 100%; min-block-size: 0; }
  .head, .row { display: grid; grid-template-columns: var(--name) minmax(0, 1fr); }
  /* A day of a week has room for words. */
  .week .head, .week.all { min-inline-size: calc(var(--names) + 7 * var(--day)); }
  .heads { overflow: hidden; border-block-end: 1px solid var(--ik-line); font-size: 11.5px; color: var(--ik-text-2); }
  .head > * { min-block-size: 30px; line-height: 30px; }
  .corner { position: sticky; inset-inline-start: 0; z-index: 1; background: var(--ik-surface); padding-inline-start: 16px; font-size: 11px; text-transform: uppercase; letter-spacing: 0.03em; }
  .hours { position: relative; overflow: hidden; }
  .hours span { position: absolute; inset-inline-start: calc(var(--at) * 1%); white-space: nowrap; font-variant-numeric: tabular-nums; }
  .week .hours span { padding-inline-start: 8px; }
  .hours .today { color: var(--ik-accent); font-weight: 600; }
  .scroll { overflow: auto; overscroll-behavior: contain; min-block-size: 0; }
  .all { position: relative; block-size: calc(var(--count) * var(--height)); }
  .row {
    contain: size layout style; /* not paint: each row would be a clip of its own, and drawn anew with its neighbours */
    position: absolute; inset-inline: 0; block-size: var(--height);
    border-block-end: 1px solid var(--ik-line); background: var(--ik-surface);
    /* A picture of its own: one that goes to another place has its neighbours, where it was and where it comes, not drawn anew. */
    will-change: transform;
  }
  .name { position: sticky; inset-inline-start: 0; z-index: 4; background: var(--ik-surface); display: grid; align-content: center; gap: 1px; min-inline-size: 0; padding: 0 12px 0 16px; border-inline-end: 2px solid var(--ik-line); font-size: 12.5px; }
  .name > * { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .title { display: flex; gap: 5px; font-size: 14px; }
  .title button { min-inline-size: 0; min-block-size: 22px; padding: 0; border: 0; background: none; font-weight: 600; overflow: hidden; text-overflow: ellipsis; cursor: pointer; }
  .title button:hover { text-decoration: underline; }
  .title span, .where { color: var(--ik-text-2); }
  .tags { display: flex; gap: 4px; }
  .tags .chip { padding: 0 7px; font-size: 11px; line-height: 17px; }
  .strip {
    position: relative; min-inline-size: 0; cursor: pointer; touch-action: manipulation;
    background-image: linear-gradient(to right, var(--ik-line) 1px, transparent 1px); background-size: calc(100% / var(--lines)) 100%;
  }
  .strip:focus-visible { outline-offset: -2px; }
  .closed { position: absolute; inset-block: 0; inset-inline-start: calc(var(--at) * 1%); inline-size: calc(var(--size) * 1%); background: var(--ik-surface-2); opacity: 0.75; pointer-events: none; }
  .booking, .free { position: absolute; inset-block: 8px; margin-inline-start: 1px; border-radius: 8px; font-size: 12px; line-height: 1.3; overflow: hidden; }
  .free { inset-inline-start: calc(var(--at) * 1%); inline-size: max(6px, calc(var(--size) * 1% - 3px)); }
  /* Colours are found once for a row, and not for each of its bookings. It has no height: nothing of them is seen here. */
  .marks { background: var(--hue-fill); color: var(--hue-text); box-shadow: inset 7px 0 0 -4px var(--hue-bar); }
  /* Where it stands comes from timeline-marks.ts. */
  .booking {
    /* Whole lines only: who booked goes out of sight beside a title that leaves no room. */
    display: flex; flex-flow: column wrap; align-content: flex-start; column-gap: 12px; min-inline-size: 6px; padding: 3px 8px 3px 12px; border: 0; background: inherit; color: inherit; box-shadow: inherit; text-align: start; cursor: pointer;
    font-weight: 600; z-index: 1;
  }
  /* Nothing makes it wider than its time: its words go on beside it. Before its states, which stand lower. */
  .booking:where(.tight) { display: block; min-inline-size: 3px; padding: 0; overflow: visible; }
  :where(.week) .booking { z-index: 2; inset-block: 6px; font-size: 11px; }
  .booking > * { inline-size: 100%; }
  .booking small { display: block; font-weight: 450; font-size: 11px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
  .booking.waiting { background: repeating-linear-gradient(135deg, var(--hue-fill) 0 7px, var(--ik-surface) 7px 11px); }
  .booking.lost, .booking.declined, .booking.released, .booking.cancelled { text-decoration: line-through; opacity: 0.8; z-index: 0; inset-block: auto 4px; block-size: 22px; padding-block: 1px; }
  .booking.above { inset-block: 4px 28px; }
  .booking.shared { inset-block: 4px auto; block-size: 46%; }
  .booking.shared:nth-of-type(even) { inset-block: auto 4px; }
  .booking.odd::after { content: '!'; position: absolute; inset-block-start: 2px; inset-inline-end: 4px; color: var(--ik-danger); font-weight: 800; }
  .label { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden; overflow-wrap: anywhere; hyphens: auto; }
  :is(.lost, .declined, .released, .cancelled) .label { -webkit-line-clamp: 1; }
  .tight .label { display: block; position: absolute; inset-block-start: 3px; max-block-size: round(down, 100% - 6px, 1lh); inline-size: auto; inset-inline-start: 0; box-sizing: border-box; padding-inline: 8px 2px; overflow: hidden; overflow-wrap: normal; pointer-events: none; }
  .above.tight .label { inset-block-start: 2px; max-block-size: round(down, 100% - 2px, 1lh); }
  .free { display: grid; place-items: center; border: 1.5px dashed var(--ik-accent); color: var(--ik-accent); font-weight: 600; pointer-events: none; z-index: 2; background: color-mix(in oklab, var(--ik-surface) 70%, transparent); }
  .week .free { z-index: 1; }
  .week .free.cursor { z-index: 3; background: none; border-width: 2px; }
  .free.cursor { background: var(--ik-accent-soft); }
  .now { position: absolute; z-index: 3; inset-block: 0; inset-inline-start: calc(var(--at) * 1%); inline-size: 2px; background: var(--ik-danger); pointer-events: none; }
  @container rooms (width < 720px) {
    :host { --name: minmax(0, 1fr); --names: 0px; --day: 190px; }
    /* Fingers meet half an hour of a day. */
    .day .head, .day.all { min-inline-size: calc(24px + var(--lines) * var(--hour)); }
    .head { display: block; }
    .corner { display: none; }
    .row { grid-template: 40px minmax(0, 1fr) / minmax(0, 1fr); padding-inline: 12px; }
    .head { padding-inline: 12px; }
    .name { justify-self: start; max-inline-size: calc(100cqi - 24px); inset-inline-start: 12px; padding: 4px 0 0; border: 0; }
    .name .tags, .name .where.alone { display: none; }
    .strip { border: 1px solid var(--ik-line); border-radius: 8px; margin-block-end: 8px; overflow: hidden; }
    .free { inset-block: 3px; }
    .booking { inset-block: 6px; font-size: 11px; }
    /* All of the name's place is pressed, and a bit of what is below: a finger's height. The button itself would be cut off. */
    .title button::after { content: ''; position: absolute; inset: 0 0 -4px; }
  }
  @media print {
    :host, .grid-part { display: block; block-size: auto; }
    .heads, .scroll { overflow: visible; }
    .now, .free { display: none; }
    .row { break-inside: avoid; }
    .closed, .marks { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  }
`;
