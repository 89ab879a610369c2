import { css } from 'lit';

export const styles = css`
  :host { display: block; container: ik-merge / inline-size; }
  .layout { display: grid; grid-template-columns: minmax(0, 1fr) minmax(240px, 300px); align-items: start; }
  .compare { display: grid; gap: 0; min-inline-size: 0; overflow-x: auto; padding: 4px 20px 20px; }
  .line {
    display: grid; grid-template-columns: 104px repeat(var(--cards), minmax(150px, 1fr)); column-gap: 16px; padding-block: 10px;
    border-block-end: 1px solid var(--ik-line); font-size: 13.5px;
  }
  .label { color: var(--ik-text-2); overflow-wrap: anywhere; }
  .cell { display: grid; align-content: start; gap: 4px; min-inline-size: 0; overflow-wrap: anywhere; white-space: pre-line; }
  .cell.out { opacity: 0.55; }
  .choice { display: flex; align-items: flex-start; gap: 8px; min-block-size: 24px; cursor: pointer; }
  .choice input { flex: none; inline-size: 16px; block-size: 16px; margin: 2px 0 0; accent-color: var(--ik-accent); }
  .choice .value { min-inline-size: 0; }
  .choice:not(:has(:checked)) .value { color: var(--ik-text-2); }
  .same { color: var(--ik-text-2); padding-inline-start: 24px; }
  .plain { padding-inline-start: 24px; }
  .hint { color: var(--ik-text-2); font-size: 12px; }
  .photo { inline-size: 56px; block-size: 56px; border-radius: 50%; object-fit: cover; }
  .head { align-items: start; padding-block: 14px; }
  .card { display: grid; gap: 8px; min-inline-size: 0; }
  .who { display: flex; align-items: center; gap: 10px; min-inline-size: 0; }
  .who .face { inline-size: 36px; block-size: 36px; }
  .who div { min-inline-size: 0; }
  .who strong { display: block; overflow-wrap: anywhere; font-weight: 600; }
  .who span:not(.face) { color: var(--ik-text-2); font-size: 12px; }
  .note-all { grid-column: 2 / -1; padding-block-start: 4px; }
  .after { position: sticky; inset-block-start: 0; border-inline-start: 1px solid var(--ik-line); min-block-size: 100%; }
  .after h2 { margin: 0; padding: 16px 20px 0; }
  .after ik-contact-card { block-size: auto; overflow: visible; }
  @container ik-merge (width < 1000px) {
    .layout.many { grid-template-columns: minmax(0, 1fr); }
    .many .after { position: static; border-inline-start: 0; }
  }
  @container ik-merge (width < 680px) {
    .layout { grid-template-columns: minmax(0, 1fr); }
    .after { position: static; border-inline-start: 0; }
  }
  @container ik-merge (width < 520px) {
    .compare { padding-inline: 16px; }
    .line { grid-template-columns: repeat(var(--cards), minmax(132px, 1fr)); row-gap: 6px; column-gap: 12px; }
    .line > .label { grid-column: 1 / -1; font-size: 12px; font-weight: 550; }
    .note-all { grid-column: 1 / -1; }
    .head > .label { display: none; }
  }
  @media (pointer: coarse) {
    .choice { min-block-size: 44px; align-items: center; }
    .choice input { inline-size: 20px; block-size: 20px; margin: 0; }
    .same, .plain { display: grid; align-content: center; min-block-size: 44px; padding-inline-start: 28px; }
  }
`;
