import { css } from 'lit';

export const momentStyles = css`
  :host { display: block; min-inline-size: 0; }
  ul { margin: 0; padding: 0; list-style: none; }
  a { color: inherit; text-decoration: none; }
  .waiting { block-size: 72px; border-radius: 8px; background: var(--ik-surface-2); }
  .empty { margin: 6px 0 2px; color: var(--ik-text-2); }
  .quiet { color: var(--ik-text-2); }
  .all-day { display: flex; flex-wrap: wrap; gap: 6px; margin-block-end: 10px; }
  .pill {
    display: inline-flex; align-items: center; max-inline-size: 240px; min-block-size: 26px; padding: 2px 10px; border-radius: 99px; overflow: hidden;
    background: var(--hue-fill, var(--ik-surface-2)); color: var(--hue-text, var(--ik-text-2)); font-size: 12.5px; font-weight: 550;
  }
  .pill bdi { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .main {
    position: relative; display: flex; align-items: center; gap: 16px; padding-block: 0 14px; padding-inline-start: 18px;
  }
  .main::before {
    content: ''; position: absolute; inset-block: 0 14px; inset-inline-start: 0; inline-size: 4px; border-radius: 2px; background: var(--hue-bar);
  }
  .what { flex: 1; min-inline-size: 0; display: grid; gap: 2px; }
  .title { font-size: 17px; font-weight: 600; line-height: 1.3; overflow-wrap: anywhere; }
  .title:hover, .line:hover .text > bdi { text-decoration: underline; text-underline-offset: 3px; }
  /* A title of a thousand letters leaves room for what else the day has. */
  .title, .facts { display: -webkit-box; overflow: hidden; -webkit-box-orient: vertical; -webkit-line-clamp: 3; }
  .facts { margin: 0; color: var(--ik-text-2); overflow-wrap: anywhere; }
  .faces { display: flex; align-items: center; margin-block-start: 6px; }
  .faces .face { inline-size: 24px; block-size: 24px; font-size: 9.5px; border: 2px solid var(--ik-surface); box-sizing: content-box; }
  .faces .face + .face { margin-inline-start: -6px; }
  .more { margin-inline-start: 6px; font-size: 12px; color: var(--ik-text-2); }
  .join { flex: none; }
  /* Titles begin at one line, however long a time is: 9:00 AM, 11:15 PM. */
  .next { display: grid; grid-template-columns: minmax(42px, max-content) auto minmax(0, 1fr) auto; column-gap: 12px; padding-block-start: 12px; border-block-start: 1px solid var(--ik-line); }
  .next li, .line { display: grid; grid-column: 1 / -1; grid-template-columns: subgrid; }
  .line { align-items: center; min-block-size: 32px; border-radius: 8px; }
  .line time { color: var(--ik-text-2); font-variant-numeric: tabular-nums; }
  .dot { inline-size: 9px; block-size: 9px; border-radius: 3px; background: var(--hue-bar); }
  .text { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .when { grid-column: 4; font-size: 12.5px; color: var(--ik-text-2); }
  @media (pointer: coarse) { .line { min-block-size: 44px; } .pill { min-block-size: 36px; } .title { padding-block: 8px; } }
  @media (width < 480px) { .main { align-items: flex-start; flex-wrap: wrap; } .what { flex-basis: 100%; } .join { inline-size: 100%; } }
`;
