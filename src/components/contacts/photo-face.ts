import { css, html } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { type Face, face } from './contact-face.js';

const show = (event: Event) => ((event.target as HTMLImageElement).hidden = false);

/**
 * As `face`, with a photo: `data:` or `blob:`. A card may hold anything as its photo: until the browser shows it, and where it
 * cannot, there are the initials. Add `photoFaceStyles` too.
 */
export function photoFace(of: Face & { readonly photo: string }) {
  if (!/^(?:data:image\/|blob:)/.test(of.photo)) return face(of);
  // Another photo is another element: the one before must not be seen in the meantime.
  const image = keyed(of.photo, html`<img src=${of.photo} alt="" decoding="async" hidden @load=${show}>`);
  return face(of, html`${image}<span>${of.initials}</span>`);
}

export const photoFaceStyles = css`
  .face img { inline-size: 100%; block-size: 100%; object-fit: cover; border-radius: 50%; }
  .face img[hidden], .face img:not([hidden]) + span { display: none; }
`;
