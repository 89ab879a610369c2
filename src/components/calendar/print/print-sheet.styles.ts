import { css } from 'lit';

/** Of the document while a sheet is in it: paper instead of the app. */
export const pageStyles = (landscape: boolean): string => `
  @page { size: ${landscape ? 'landscape' : 'portrait'}; margin: 10mm; }
  @media screen { .ik-print { display: none; } }
  @media print {
    html, body { block-size: auto !important; background: #fff !important; }
    body > :not(.ik-print) { display: none !important; }
  }
`;

/** The sheet itself. It is always light: its host has no theme. Sizes are in points and millimetres, as paper's are. */
export const sheetStyles = css`
  :host { display: block; background: #fff; color: #14141d; font: 9pt / 1.3 var(--ik-font); print-color-adjust: exact; -webkit-print-color-adjust: exact; --line: #c9c9d4; --quiet: #4c4c5c; }
  * { box-sizing: border-box; }
  h1 { margin: 0 0 3mm; font-size: 15pt; font-weight: 650; line-height: 7mm; }
  h1 small { margin-inline-start: 3mm; color: var(--quiet); font-size: 10pt; font-weight: 450; }
  h2 { margin: 0; font-size: 10pt; font-weight: 650; break-after: avoid; }
  .legend { display: flex; flex-wrap: wrap; gap: 1mm 5mm; margin: 2mm 0 0; padding: 0; list-style: none; color: var(--quiet); font-size: 8pt; }
  .legend li::before { content: ''; display: inline-block; inline-size: 2.6mm; block-size: 2.6mm; margin-inline-end: 1.5mm; border-radius: 0.7mm; background: var(--hue-bar); vertical-align: -0.2mm; }
  .event { overflow: hidden; border-inline-start: 0.8mm solid var(--hue-bar); border-radius: 0.8mm; color: var(--hue-text); background: var(--hue-fill); overflow-wrap: anywhere; }
  .event.cancelled, .event.done, .event.declined { text-decoration: line-through; opacity: 0.75; }
  .event.tentative { font-style: italic; outline: 0.2mm dashed var(--hue-bar); outline-offset: -0.2mm; background: #fff; }
  .event.free { background: #fff; outline: 0.2mm solid var(--hue-bar); outline-offset: -0.2mm; }
  .event.away, .entry.away { background: repeating-linear-gradient(135deg, var(--hue-fill) 0 1.6mm, #fff 1.6mm 3.2mm); outline: 0.2mm solid var(--hue-bar); outline-offset: -0.2mm; }
  .event.away::before { content: '⊘ '; }
  .event.away.focus::before { content: '◉ '; }
  .event.task::before { content: '☐ '; }
  .event.task.done::before { content: '☑ '; }
  .before { border-inline-start-style: dotted; }

  .heads { display: grid; border-block-end: 0.3mm solid var(--quiet); }
  .heads > * { padding: 0 1.5mm 1mm; font-weight: 600; }
  .heads .today { color: var(--ik-accent); }

  .month .heads { grid-template-columns: repeat(7, minmax(0, 1fr)); }
  .weeks { display: flex; flex-direction: column; min-block-size: 160mm; border: 0.2mm solid var(--line); border-block-start: 0; }
  .week { flex: 1 0 auto; position: relative; display: grid; grid-template-columns: repeat(7, minmax(0, 1fr)); grid-auto-rows: min-content; gap: 0.4mm 0; min-block-size: 20mm; padding-block-end: 1mm; border-block-start: 0.2mm solid var(--line); break-inside: avoid; }
  .week.long { break-inside: auto; }
  .week > .back { position: absolute; inset-block: 0; inline-size: calc(100% / 7); inset-inline-start: calc(100% / 7 * var(--c)); border-inline-start: 0.2mm solid var(--line); }
  .week > .back.first { border: 0; }
  .back.outside, .back.weekend { background: #f6f6f9; }
  .number { position: relative; grid-row: 1; padding: 0.6mm 1.5mm 0; font-weight: 600; font-size: 9pt; }
  .outside.number { color: var(--quiet); font-weight: 450; }
  .number.today { color: var(--ik-accent); font-weight: 750; text-decoration: underline; }
  .number small { float: inline-end; color: var(--quiet); font-size: 7pt; font-weight: 450; }
  .week .event { position: relative; margin-inline: 0.8mm; padding-inline: 1mm; font-size: var(--size); line-height: 1.3; max-block-size: 2.6em; }
  .one-line .week .event { white-space: nowrap; text-overflow: ellipsis; overflow-wrap: normal; }

  .time { --gutter: 13mm; }
  .time .heads, .lane, .hours { display: grid; grid-template-columns: var(--gutter) repeat(var(--days), minmax(0, 1fr)); }
  .lane { gap: 0.4mm 0; padding-block: 0.6mm; border-block-end: 0.3mm solid var(--quiet); }
  .lane:empty { padding: 0; border: 0; }
  .lane .event { margin-inline: 0.6mm; padding-inline: 1mm; font-size: 8pt; line-height: 3.8mm; white-space: nowrap; text-overflow: ellipsis; }
  .hours { position: relative; block-size: var(--height); border-block-end: 0.2mm solid var(--line); break-inside: avoid; }
  .hour { position: absolute; inset-inline: 0; border-block-start: 0.2mm solid var(--line); padding-inline-end: 1mm; color: var(--quiet); font-size: 7pt; line-height: 3mm; }
  .hour:first-child { border: 0; }
  .column { position: relative; border-inline-start: 0.2mm solid var(--line); }
  .column:last-child { border-inline-end: 0.2mm solid var(--line); }
  .column .event { position: absolute; padding: 0.2mm 1mm; border: 0.15mm solid #fff; border-inline-start: 0.8mm solid var(--hue-bar); font-size: 8pt; line-height: 1.25; }
  .column .event.tight { padding-block: 0; font-size: 6.5pt; line-height: 1.1; }
  .event b { font-weight: 650; }

  .list { margin-block-start: 4mm; }
  .list.more { break-before: page; }
  .list section { margin-block-end: 4mm; }
  .list h2 { padding-block-end: 0.8mm; border-block-end: 0.3mm solid var(--quiet); }
  .list h2.today { color: var(--ik-accent); }
  .entry { display: grid; grid-template-columns: 30mm 3mm minmax(0, 1fr); align-items: baseline; padding-block: 0.9mm; border-block-end: 0.2mm solid var(--line); break-inside: avoid; }
  .entry i { inline-size: 2mm; block-size: 2mm; border-radius: 50%; background: var(--hue-bar); }
  .entry > span:first-child { color: var(--quiet); font-variant-numeric: tabular-nums; }
  .entry small { display: block; color: var(--quiet); font-size: 8pt; }
  .entry.cancelled p, .entry.done p, .entry.declined p { text-decoration: line-through; }
  .entry.tentative p { font-style: italic; }
  .entry p { margin: 0; overflow-wrap: anywhere; }
  .empty { color: var(--quiet); }

  .sheet > .year { position: static; display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 4mm 8mm; padding: 0; overflow: visible; }
  .year .small-month { break-inside: avoid; }
  .year .month-name { min-block-size: 0; padding: 0 1mm; font-size: 10.5pt; }
  .year .initial { font-size: 7pt; padding: 0; }
  .year .cell { min-block-size: 0; }
  .year .number { padding: 0; min-inline-size: 8mm; font-size: 9.5pt; line-height: 7mm; text-align: center; }
  .year .none { display: block; min-block-size: 0; }
`;
