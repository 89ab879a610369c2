import { css } from 'lit';

export const styles = css`
  :host { display: block; block-size: 100%; min-block-size: 0; }
  .scroll { block-size: 100%; overflow: auto; padding: 26px; container: ik-day / inline-size; }
  header { display: flex; align-items: flex-start; gap: 12px; margin-block-end: 22px; }
  .greeting { flex: 1; min-inline-size: 0; }
  .date { margin: 0; color: var(--ik-text-2); }
  .date::first-letter { text-transform: uppercase; }
  h1 { margin: 2px 0 0; font-size: 27px; font-weight: 700; line-height: 1.25; letter-spacing: -0.01em; overflow-wrap: anywhere; }
  .grid { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 4fr); gap: 16px; }
  .card {
    position: relative; min-inline-size: 0; padding: 14px 16px; border: 1px solid var(--ik-line); border-radius: 14px; background: var(--ik-surface);
  }
  .card:only-child, .card:nth-child(5) { grid-column: 1 / -1; }
  /* Of three, the first stands beside the two others. */
  .card:first-child:nth-last-child(3) { grid-row: span 2; }
  .top { display: flex; align-items: center; gap: 8px; min-block-size: 20px; margin-block-end: 10px; }
  .top h2 { flex: 1; margin: 0; }
  .top a { color: var(--ik-accent); font-size: 12.5px; font-weight: 600; text-decoration: none; }
  .top a:hover { text-decoration: underline; }
  .arranging .card { border-style: dashed; border-color: color-mix(in oklab, var(--ik-text-2) 55%, transparent); }
  .arranging .card .body { opacity: 0.6; }
  .card.dragged { opacity: 0.55; }
  .card.over::after { content: ''; position: absolute; inset: -5px; border: 2px solid var(--ik-accent); border-radius: 18px; pointer-events: none; }
  .handle { cursor: grab; touch-action: none; }
  .dragging, .dragging .handle { cursor: grabbing; }
  .top .icon-button { min-block-size: 32px; inline-size: 32px; margin-block: -6px; color: var(--ik-text-2); }
  .hidden { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; margin-block-start: 16px; }
  .hint { margin: 0 0 14px; color: var(--ik-text-2); }
  .failed { padding: 10px 12px; border: 1px solid var(--ik-danger); border-radius: var(--ik-radius); }
  @media print {
    .scroll { block-size: auto; overflow: visible; padding: 0; }
    .card { break-inside: avoid; }
    .top a, .icon-button, .button { display: none; }
  }
  @container ik-day (width < 760px) { .grid { grid-template-columns: minmax(0, 1fr); } }
  @media (width < 720px) { .scroll { padding: 16px 14px 24px; } header { margin-block-end: 16px; } h1 { font-size: 23px; } .grid { gap: 12px; } }
  @media (pointer: coarse) { .top .icon-button { min-block-size: 44px; inline-size: 44px; margin-block: -12px; } .top a { padding: 13px 0; margin-block: -13px; } }
`;
