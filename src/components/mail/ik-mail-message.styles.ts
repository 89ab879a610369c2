import { css } from 'lit';

export const styles = css`
  :host { display: block; }
  article { position: relative; border: 1px solid var(--ik-line); border-radius: 12px; background: var(--ik-surface); }
  header { display: flex; align-items: center; gap: 4px; padding: 10px 16px 10px 8px; }
  .toggle {
    flex: 1; min-inline-size: 0; display: flex; align-items: center; gap: 12px; padding: 4px 8px; border: 0; border-radius: 10px; background: none; text-align: start; cursor: pointer;
  }
  .toggle .face { align-self: start; }
  .who { min-inline-size: 0; flex: 1; font-size: 14px; line-height: 20px; color: var(--ik-text-2); }
  .name { color: var(--ik-text); font-weight: 600; overflow-wrap: anywhere; }
  .address { font-size: 13px; overflow-wrap: anywhere; }
  .line { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  time { flex: none; color: var(--ik-text-2); font-size: 13.5px; font-variant-numeric: tabular-nums; }
  .small { inline-size: 32px; min-block-size: 32px; }
  .small .icon svg { inline-size: 16px; block-size: 16px; }
  .on svg { fill: #e0a100; color: #e0a100; }
  .unread .name::before { content: ''; display: inline-block; inline-size: 7px; block-size: 7px; margin-inline-end: 7px; border-radius: 50%; background: var(--ik-accent); vertical-align: 2px; }
  .details { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 3px 14px; margin: 0 16px 12px; padding: 10px 14px; border-radius: 8px; background: var(--ik-surface-2); font-size: 13px; }
  dt { color: var(--ik-text-2); }
  dd { margin: 0; overflow-wrap: anywhere; }
  dd bdi { display: block; }
  .labels { display: flex; flex-wrap: wrap; gap: 0 4px; padding: 0 16px 8px; }
  .labels .label { max-inline-size: 30ch; margin: 0; font-size: 12.5px; }
  .chips { display: flex; flex-wrap: wrap; gap: 8px; padding: 0 16px 10px; }
  .chips:empty { display: none; }
  .chip { min-block-size: 26px; }
  .chip .icon svg { inline-size: 14px; block-size: 14px; }
  .chip button, .link { min-block-size: 24px; padding: 0 2px; border: 0; background: none; color: var(--ik-accent); font-weight: 600; cursor: pointer; }
  .link { text-decoration: underline; }
  .note { display: flex; gap: 8px; margin: 0 16px 10px; color: var(--ik-text-2); font-size: 13px; }
  .content { padding: 2px 16px 16px; overflow-x: auto; }
  ik-mail-attachments, ik-mail-invitation { display: block; padding: 0 16px 16px; }
  /* A name, and under it for whom it is: the addresses are among the details. */
  @container ik-thread (width < 480px) {
    header { padding-inline: 4px 12px; gap: 0; }
    .who > * { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .who > .address { display: none; }
  }
  .menu { position: absolute; inset-block-end: 8px; inset-inline-end: 8px; }
  article.open { padding-block-end: 36px; }
  @media print {
    article { padding: 0 !important; border: 0; border-block-end: 1px solid var(--ik-line); border-radius: 0; }
    .menu, .small, .chips, .unread .name::before, :host([paper]) header, :host([paper]) .details { display: none; }
    .content { padding: 0 0 8px; overflow: visible; }
    /* A frame that begins a hair below the top of a page would begin on the next one. */
    :host([paper]) .content { padding: 0; }
  }
  @media (pointer: coarse) { .chip button, .link { min-block-size: 44px; } .small { inline-size: 44px; min-block-size: 44px; } article.open { padding-block-end: 50px; } }
`;
