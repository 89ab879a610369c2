import { css } from '@lit/reactive-element/css-tag.js';

/** Header and frame. */
export const frameStyles = css`
  :host {
    display: flex; flex-direction: column; min-block-size: 320px; block-size: 640px; container: ik-calendar / inline-size;
    background: var(--ik-surface); color: var(--ik-text); font: 14px/1.4 var(--ik-font); overflow: hidden; position: relative;
  }
  :host([hidden]) { display: none; }
  .header { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; padding: 12px 16px; border-block-end: 1px solid var(--ik-line); }
  .header h2 { flex: 1; margin: 0 6px; font-size: 18px; font-weight: 650; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
  .views { display: flex; padding: 3px; border-radius: var(--ik-radius); background: var(--ik-surface-2); }
  .views button {
    min-block-size: 32px; padding: 0 11px; border: 0; border-radius: 8px; background: none; color: var(--ik-text-2);
    font: inherit; font-weight: 550; cursor: pointer;
  }
  .views button[aria-pressed=true] { background: var(--ik-surface); color: var(--ik-text); box-shadow: 0 1px 2px rgb(20 20 40 / 0.1); }
  .stage { flex: 1; min-block-size: 0; position: relative; contain: strict; }
  .stage > * { position: absolute; inset: 0; }
  .month, .time, .scroller { touch-action: pan-y pinch-zoom; }
  .note {
    position: absolute; inset-inline: 0; inset-block-start: 64px; z-index: 5; margin: 0 auto; inline-size: fit-content; max-inline-size: 86%;
    padding: 8px 14px; border-radius: 99px; background: var(--ik-surface-2); color: var(--ik-text-2); font-size: 13px;
    box-shadow: var(--ik-shadow); pointer-events: none;
  }
  .note.error { color: var(--ik-danger); border-radius: var(--ik-radius); pointer-events: auto; }
  .rtl-flip:dir(rtl) svg { scale: -1 1; }
  @container ik-calendar (width < 560px) {
    .header { padding: 8px; gap: 6px; }
    .header h2 { font-size: 16px; white-space: normal; }
    .views { order: 1; inline-size: 100%; }
    .views button { flex: 1; padding: 0 4px; }
  }
`;

/** The grids. Positions and hues come from each chip's own style. */
export const gridStyles = css`
  .event {
    position: absolute; overflow: hidden; padding-inline: 10px 4px; border-radius: 6px; color: var(--hue-text); font-size: 12px;
    white-space: nowrap; text-overflow: ellipsis; text-align: start; cursor: pointer; user-select: none; -webkit-user-select: none; -webkit-touch-callout: none;
    background: linear-gradient(var(--hue-bar) 0 0) 4px 50% / 3px calc(100% - 8px) no-repeat, var(--chip-fill, transparent);
  }
  .event:dir(rtl) { background-position-x: calc(100% - 4px), 0; text-align: right; text-overflow: clip; }
  .event:dir(rtl), .event:dir(rtl):not(.short) b { unicode-bidi: plaintext; }
  .bar, .box, .row { --chip-fill: var(--hue-fill); }
  .event:hover { --chip-fill: color-mix(in oklab, var(--hue-fill) 92%, var(--ik-text)); }
  .event.event:focus-visible { outline: 2px solid var(--ik-accent); outline-offset: 1px; z-index: 4; }
  .event.cancelled { text-decoration: line-through; opacity: 0.65; }
  .event.tentative:is(.bar, .box, .row) { --chip-fill: var(--ik-surface); outline: 1px dashed var(--hue-bar); outline-offset: -1px; }
  .event.free:is(.box, .row:not(.bar)) { --chip-fill: var(--ik-surface); box-shadow: inset 0 0 0 1px var(--hue-bar); }
  .event.tentative { font-style: italic; }
  .event.lifted { opacity: 0.4; }
  .copies { cursor: copy; }
  .copies .lifted { opacity: 1; }
  .event.ghost { z-index: 5; pointer-events: none; box-shadow: var(--ik-shadow), inset 0 0 0 2px var(--hue-bar); }
  .month .event, .lane .event {
    inset-inline-start: 4px; block-size: 22px; line-height: 22px; inline-size: calc(var(--n, 1) * 100% + (var(--n, 1) - 1) * 1px - 8px); z-index: 1;
  }
  .event.before { border-start-start-radius: 0; border-end-start-radius: 0; }
  .event.after { border-start-end-radius: 0; border-end-end-radius: 0; }
  .more {
    position: absolute; inset-inline: 4px; block-size: 22px; padding-inline: 8px; overflow: hidden; border-radius: 6px; color: var(--ik-text-2);
    font-size: 12px; font-weight: 550; line-height: 22px; white-space: nowrap; cursor: pointer; z-index: 1;
  }
  .rest { min-inline-size: 24px; padding: 3px 0; background: var(--ik-surface-2); font-size: 11px; text-align: center; }
  .more:hover { background: var(--ik-surface-2); }
  [role=gridcell]:focus-visible { outline: 2px solid var(--ik-accent); outline-offset: -2px; z-index: 3; }

  .month { display: flex; flex-direction: column; }
  .weekdays { display: grid; grid-template-columns: repeat(7, minmax(0, 1fr)); flex: none; }
  .weekday { padding: 8px 10px 6px; color: var(--ik-text-2); font-size: 12px; font-weight: 550; overflow: hidden; }
  .weeks { flex: 1; min-block-size: 0; display: grid; grid-template-rows: repeat(var(--weeks), minmax(0, 1fr)); }
  .week { display: grid; grid-template-columns: repeat(7, minmax(0, 1fr)); border-block-start: 1px solid var(--ik-line); contain: strict; }
  .month .cell { position: relative; min-inline-size: 0; border-inline-start: 1px solid var(--ik-line); }
  .month .cell:first-child { border-inline-start: 0; }
  .month .number {
    display: block; inline-size: fit-content; min-inline-size: 24px; margin: 3px 4px; padding-inline: 5px; border-radius: 8px; font-size: 13px;
    font-weight: 550; line-height: 24px; text-align: center; white-space: nowrap;
  }
  .outside .number { color: var(--ik-text-2); }
  .outside { background: color-mix(in oklab, var(--ik-bg) 60%, transparent); }
  .month .weekend { background: var(--ik-weekend, var(--ik-bg)); }
  .today > .number { background: var(--ik-accent); color: var(--ik-on-accent); }

  .time { display: flex; flex-direction: column; --gutter: 56px; }
  .heads, .lane, .hours-row { display: grid; grid-template-columns: var(--gutter) minmax(0, 1fr); flex: none; }
  .heads { grid-template-columns: var(--gutter) repeat(var(--days), minmax(0, 1fr)); }

  .day-head { display: grid; gap: 2px; justify-items: start; padding: 8px 9px 6px; border-inline-start: 1px solid var(--ik-line); cursor: pointer; }
  .day-head .weekday { padding: 0; }
  .day-head .number { min-inline-size: 32px; margin-inline-start: -4px; padding-inline: 4px; border-radius: 9px; font-size: 19px; font-weight: 600; line-height: 32px; text-align: center; }
  .lane { border-block-end: 2px solid var(--ik-line); }
  .gutter { color: var(--ik-text-2); font-size: 11px; text-align: end; padding-block: 6px 0; padding-inline: 2px 8px; }
  .cells, .canvas { display: grid; grid-template-columns: repeat(var(--days), minmax(0, 1fr)); }
  .lane .cell { position: relative; border-inline-start: 1px solid var(--ik-line); }
  .lane .more { inset-block-start: 78px; }
  .scroller { flex: 1; min-block-size: 0; overflow: hidden auto; scrollbar-width: thin; overscroll-behavior: contain; }
  .hours-row { block-size: calc(24 * var(--hour)); contain: strict; }
  .hours { display: grid; grid-template-rows: repeat(23, var(--hour)); padding-block: calc(var(--hour) - 8px) 0; padding-inline: 0 8px; }
  .hour { line-height: 16px; white-space: nowrap; }
  .canvas { background: repeating-linear-gradient(transparent 0 calc(var(--hour) - 1px), var(--ik-line) 0 var(--hour)); }
  .column { position: relative; border-inline-start: 1px solid var(--ik-line); }
  .column.weekend { background: repeating-linear-gradient(var(--ik-weekend, var(--ik-bg)) 0 calc(var(--hour) - 1px), transparent 0 var(--hour)); }
  .box { margin-inline-start: 3px; padding-block: 3px; border-radius: 8px; line-height: 16px; white-space: pre-line; text-overflow: clip; overflow: clip; overflow-clip-margin: content-box; contain: size layout; }
  .box b { display: block; font-weight: 600; }
  .event.short { padding-block: 0; white-space: nowrap; text-overflow: ellipsis; overflow: hidden; }
  .box.short b { display: inline; }
  .now { position: absolute; inset-inline: 0; z-index: 3; border-block-start: 2px solid var(--ik-danger); translate: 0 -1px; pointer-events: none; }
  .now::before { content: ''; position: absolute; inset-inline-start: -5px; inset-block-start: -6px; inline-size: 10px; block-size: 10px; border-radius: 50%; background: var(--ik-danger); }
  .cursor { position: absolute; inset-inline: 2px; border-radius: 6px; box-shadow: inset 0 0 0 2px var(--ik-accent); pointer-events: none; display: none; }
  .column:focus-visible .cursor { display: block; }
  .column:focus-visible { outline: none; }
  .box:hover::after { content: ''; position: absolute; inset-inline: 0; inset-block-end: 0; block-size: 7px; cursor: ns-resize; }
  .month .bar:hover::after, .lane .bar:hover::after { content: ''; position: absolute; inset-block: 0; inset-inline-end: 0; inline-size: 8px; cursor: ew-resize; }
  :host([readonly]) .event::after { display: none; }

  .schedule { overflow: auto; padding: 4px 16px 24px; scrollbar-width: thin; }
  .schedule .group { content-visibility: auto; contain-intrinsic-size: auto 120px; padding-block-end: 6px; }
  .schedule .day { margin: 14px 0 8px; font-size: 12.5px; font-weight: 600; letter-spacing: 0.03em; text-transform: uppercase; color: var(--ik-text-2); }
  .schedule .today .day { color: var(--ik-accent); }
  .row { position: static; display: block; margin-block-end: 8px; padding: 8px 12px 8px 18px; border-radius: 10px; font-size: 14px; white-space: normal; }
  .row b { display: block; font-weight: 600; }
  .extend { display: block; margin: 12px auto 0; min-block-size: 36px; padding: 0 16px; border: 0; border-radius: 99px; background: var(--ik-surface-2); color: var(--ik-text-2); font: inherit; font-weight: 550; cursor: pointer; }
  .empty { margin: 40px 0; color: var(--ik-text-2); text-align: center; }
  .empty:empty { display: none; }
  @media (pointer: coarse) { .views button, .extend { min-block-size: 44px; } }

  @container ik-calendar (width < 560px) {
    .time { --gutter: 40px; }
    .day-head { justify-items: center; padding-inline: 2px; }
    .day-head .number { margin: 0; font-size: 16px; line-height: 28px; min-inline-size: 28px; }
    .weekday { padding-inline: 4px; text-align: center; }
    .month .event, .lane .event, .event.box { font-size: 11px; padding-inline: 7px 2px; text-overflow: clip; }
    .month .event, .lane .event, .more { inset-inline-start: 1px; inline-size: calc(var(--n, 1) * 100% - 2px); padding-inline-end: 0; }
    .month .event, .box { background-position-x: 1px, 0; }
    .event:dir(rtl):not(.row) { background-position-x: calc(100% - 1px), 0; }
    .more { padding-inline: 3px; }
    .gutter { padding-inline-end: 4px; font-size: 10px; }
    .month .number { margin: 3px auto; }
  }
`;
