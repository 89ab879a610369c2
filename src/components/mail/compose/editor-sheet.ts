// Looks of the text that is written: it stands in the page's own tree, where no element's styles reach.

export const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  .ik-compose-text {
    min-block-size: 100px; outline: 0; padding: 4px 16px 12px; color: var(--ik-text); font: 15px/1.5 var(--ik-font); overflow-wrap: anywhere; cursor: text;
  }
  .ik-compose-text p { margin: 0 0 1em; }
  .ik-compose-text blockquote { margin: 4px 0; padding-inline-start: 12px; border-inline-start: 2px solid var(--ik-line); color: var(--ik-text-2); }
  .ik-compose-text ul, .ik-compose-text ol { margin: 4px 0; padding-inline-start: 26px; }
  .ik-compose-text a { color: var(--ik-accent); }
  .ik-compose-text img { max-inline-size: 100%; block-size: auto; }
  .ik-compose-text pre, .ik-compose-text code { font: 13px/1.5 ui-monospace, monospace; white-space: pre-wrap; }
  .ik-compose-text table { border-collapse: collapse; }
  .ik-compose-text td, .ik-compose-text th { padding: 2px 6px; border: 1px solid var(--ik-line); }
  .ik-compose-text .ik-signature { color: var(--ik-text-2); }
  @media (pointer: coarse) { .ik-compose-text { font-size: 16px; } }
`);
