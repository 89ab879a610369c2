import { css } from 'lit';

export const dayMailStyles = css`
  :host { display: block; min-inline-size: 0; }
  ul { margin: 0; padding: 0; list-style: none; }
  .mail {
    position: relative; display: grid; grid-template: 'face from time' auto 'face subject subject' auto / auto minmax(0, 1fr) auto; gap: 1px 12px; align-items: center;
    padding: 9px 0 9px 8px; border-block-end: 1px solid var(--ik-line); color: inherit; text-decoration: none;
  }
  li:last-child .mail { border-block-end: 0; }
  .mail:hover { background: var(--ik-surface-2); }
  .mail .face { grid-area: face; }
  .from { grid-area: from; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .subject { grid-area: subject; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  time { grid-area: time; font-size: 12.5px; color: var(--ik-text-2); }
  .unread .from, .unread .subject { font-weight: 600; }
  .unread::before {
    content: ''; position: absolute; inset-inline-start: 0; inset-block-start: calc(50% - 4px); inline-size: 7px; block-size: 7px; border-radius: 50%; background: var(--ik-accent);
  }
  .empty { margin: 6px 0 2px; color: var(--ik-text-2); }
  .empty a { color: var(--ik-accent); }
  .waiting { block-size: 52px; margin-block: 6px; border-radius: 8px; background: var(--ik-surface-2); }
`;
