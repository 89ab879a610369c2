import { css, html, nothing, type TemplateResult } from 'lit';
import { presenceOf } from '../status/known-statuses.js';

export interface Face {
  readonly initials: string;
  readonly hue: number;
  /** Mail address or account: of those who have said how they are it is shown. */
  readonly who?: string;
}

/** The round face of a contact: initials in its hue. Add `hue` and `faceStyles` to the element's styles. */
export function face(of: Face, inside?: TemplateResult) {
  const presence = of.who && presenceOf(of.who);
  return html`<span class="face hue ${presence || ''}" aria-hidden="true" .style=${`--h:${of.hue}`}>${inside ?? (of.initials || nothing)}</span>`;
}

export const faceStyles = css`
  .face {
    display: inline-grid; place-items: center; flex: none; inline-size: 32px; block-size: 32px; border-radius: 50%; overflow: hidden;
    background: light-dark(oklch(0.88 0.07 var(--h)), oklch(0.37 0.09 var(--h))); color: var(--hue-text);
    font-size: 12px; font-weight: 650; user-select: none;
  }
  .face:is(.online, .away, .dnd) { position: relative; overflow: visible; }
  .face:is(.online, .away, .dnd)::after {
    content: ''; position: absolute; inset-block-end: -1px; inset-inline-end: -1px; inline-size: 9px; block-size: 9px; border-radius: 50%;
    border: 2px solid var(--ik-surface); background: var(--ik-ok);
  }
  .face.away::after { background: light-dark(#c77700, #e6a23c); }
  .face.dnd::after { background: var(--ik-danger); }
`;
