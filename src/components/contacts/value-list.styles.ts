import { css } from 'lit';

/** A line of a form for each of several values: kind, value, buttons. */
export const valueLines = css`
  .line { display: grid; grid-template-columns: 112px minmax(0, 1fr) auto; gap: 6px; align-items: start; }
  .line.untyped { grid-template-columns: minmax(0, 1fr) auto; }
  .buttons { display: flex; }
  .buttons [aria-pressed='true'] { color: var(--ik-accent); }
  .buttons [aria-pressed='true'] svg { fill: currentColor; }
  select.input { padding-inline: 8px; }
  @media (width < 480px) {
    .line { grid-template-columns: minmax(0, 1fr) auto; }
    .line > .value { grid-column: 1; }
    .line > .buttons { grid-row: 1; grid-column: 2; }
  }
`;
