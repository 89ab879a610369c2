import { css } from 'lit';
import { labelStyles } from './label-chips.js';

export const styles = [
  labelStyles,
  css`
  :host { display: block; position: relative; min-block-size: 0; block-size: 100%; container: ik-list / inline-size; }
  :host([hidden]) { display: none; }
  .scroller { position: relative; block-size: 100%; overflow: hidden auto; overscroll-behavior: contain; outline: none; contain: strict; touch-action: pan-y; }
  .spacer { position: relative; margin-block-end: var(--ik-list-end, 0); overflow: hidden; }
  .window { position: absolute; inset-block-start: 0; inset-inline: 0; }
  .row {
    position: relative; display: grid; grid-template: 'dot face from marks time' 'dot face subject subject subject' 'dot face preview preview preview' / 8px 32px minmax(0, 1fr) auto auto;
    align-content: center; column-gap: 10px; row-gap: 2px; block-size: var(--row); padding-inline: 4px 16px; border-block-end: 1px solid var(--ik-line); background: var(--ik-surface);
    font-size: 13.5px; line-height: 19px; color: var(--ik-text-2); cursor: default; user-select: none; contain: layout style;
  }
  .row > span:not(.face, .dot), .row > time { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .dot { grid-area: dot; align-self: start; justify-self: center; inline-size: 7px; block-size: 7px; margin-block-start: 7px; border-radius: 50%; }
  .unread .dot { background: var(--ik-accent); }
  .face { grid-area: face; align-self: start; margin-block-start: 3px; cursor: pointer; }
  .from { grid-area: from; color: var(--ik-text); font-size: 14px; }
  .size { color: var(--ik-text-2); font-weight: 450; font-size: 12.5px; }
  .subject { grid-area: subject; color: var(--ik-text); font-size: 14px; }
  .preview { grid-area: preview; font-size: 12.5px; line-height: 17px; }
  time { grid-area: time; font-size: 12.5px; font-variant-numeric: tabular-nums; }
  .marks { grid-area: marks; display: inline-flex; align-items: center; gap: 5px; }
  .marks .icon svg { inline-size: 14px; block-size: 14px; }
  .snoozed, .scheduled { display: inline-flex; color: var(--ik-accent); }
  .star svg, .on svg { fill: #e0a100; color: #e0a100; }
  .unread .from, .unread .subject { font-weight: 650; }
  .file { display: inline-block; max-inline-size: 45%; overflow: hidden; text-overflow: ellipsis; vertical-align: bottom; color: var(--ik-text); font-weight: 550; }
  .file .icon svg { inline-size: 12px; block-size: 12px; margin-inline-end: 3px; vertical-align: -1px; }
  mark { border-radius: 3px; background: light-dark(#ffe79a, #6b5300); color: var(--ik-text); }
  .row:hover { background: var(--ik-surface-2); }
  .row.current { background: var(--ik-accent-soft); }
  .row.ticked { background: var(--ik-accent-soft); }
  .scroller:focus-visible .row.active { outline: 2px solid var(--ik-accent); outline-offset: -2px; border-radius: 4px; }
  .row.ticked .face { background: var(--ik-accent); color: var(--ik-on-accent); font-size: 0; }
  .row.ticked .face::before { content: '✓'; font-size: 16px; }
  .quick { position: absolute; inset-block-start: 50%; inset-inline-end: 10px; display: none; translate: 0 -50%; padding: 2px; border-radius: 8px; background: var(--ik-surface); box-shadow: var(--ik-shadow); }
  @media (hover: hover) { .row:hover .quick { display: flex; } .row:hover:has(.quick) :is(time, .marks) { visibility: hidden; } .picking .row:hover :is(time, .marks) { visibility: visible; } .picking .row:hover .quick { display: none; } }
  .quick button { display: grid; place-items: center; inline-size: 32px; block-size: 32px; border: 0; border-radius: 7px; background: none; color: var(--ik-text-2); cursor: pointer; }
  .quick button:hover { background: var(--ik-surface-2); color: var(--ik-text); }
  .quick .icon svg { inline-size: 16px; block-size: 16px; }
  .compact .row { grid-template: 'dot face from marks time' 'dot face subject subject subject' / 8px 28px minmax(0, 1fr) auto auto; row-gap: 0; }
  .compact .face { inline-size: 28px; block-size: 28px; font-size: 11px; margin-block-start: 4px; }
  .compact .preview { display: none; }
  .row.waiting > :not(.face, .dot) { block-size: 10px; border-radius: 5px; background: var(--ik-surface-2); }
  .row.waiting .from { inline-size: 45%; } .row.waiting .subject { inline-size: 70%; } .row.waiting .preview { inline-size: 85%; }
  .row.waiting .face { background: var(--ik-surface-2); }
  :host([lines]) .row { grid-template: 'dot face from subject preview marks time' / 8px 28px minmax(0, 200px) minmax(0, auto) minmax(0, 1fr) auto minmax(52px, auto); align-items: center; }
  :host([lines]) .row > :is(.dot, .face) { align-self: center; margin-block-start: 0; }
  :host([lines]) .face { inline-size: 28px; block-size: 28px; font-size: 11px; }
  :host([lines]) .compact .row .preview { display: block; }
  :host([lines]) .row time { text-align: end; }
  :host([lines]) .row.waiting .subject { inline-size: 200px; }
  .hint { position: absolute; inset-inline: 0; display: flex; align-items: center; gap: 10px; padding-inline: 24px; background: var(--ik-surface-2); color: var(--ik-text-2); font-weight: 600; }
  .hint.left { flex-direction: row-reverse; }
  .hint.armed { background: var(--ik-accent); color: var(--ik-on-accent); }
  .state { display: grid; place-content: center; justify-items: center; gap: 10px; block-size: 100%; padding: 24px; text-align: center; color: var(--ik-text-2); font-size: 14px; }
  .state strong { color: var(--ik-text); font-size: 15px; font-weight: 600; }
`,
];
