import { css, html } from 'lit';
import { face } from './contact-face.js';

/** A card may hold anything as its photo: what the browser cannot show gives way to the initials, and stays in the card. */
const hide = (event: Event) => ((event.target as HTMLImageElement).hidden = true);
const show = (event: Event) => ((event.target as HTMLImageElement).hidden = false);

/** As `face`, with a photo. Add `photoFaceStyles` too. */
export function photoFace(of: { readonly initials: string; readonly hue: number; readonly photo: string }) {
  if (!of.photo.startsWith('data:image/')) return face(of);
  return face(of, html`<img src=${of.photo} alt="" @error=${hide} @load=${show}><span>${of.initials}</span>`);
}

export const photoFaceStyles = css`
  .face img { inline-size: 100%; block-size: 100%; object-fit: cover; }
  .face img:not([hidden]) + span { display: none; }
`;
