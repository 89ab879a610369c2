import { css, html, nothing, type TemplateResult } from 'lit';

/** The round face of a contact: initials in its hue. Add `hue` and `faceStyles` to the element's styles. */
export function face(of: { readonly initials: string; readonly hue: number }, inside?: TemplateResult) {
  return html`<span class="face hue" aria-hidden="true" .style=${`--h:${of.hue}`}>${inside ?? (of.initials || nothing)}</span>`;
}

export const faceStyles = css`
  .face {
    display: inline-grid; place-items: center; flex: none; inline-size: 32px; block-size: 32px; border-radius: 50%; overflow: hidden;
    background: light-dark(oklch(0.88 0.07 var(--h)), oklch(0.37 0.09 var(--h))); color: var(--hue-text);
    font-size: 12px; font-weight: 650; user-select: none;
  }
`;
