import { msg } from '@lit/localize';
import { html, nothing } from 'lit';
import { type LinkConcern, linkConcerns, shownHost } from '../../../domain/mail/link-concerns.js';
import '../../shared/ik-dialog.js';
import type { PressedLink } from './mail-frame.js';

const said: Readonly<Record<LinkConcern, () => string>> = {
  'other-host': () => msg('The text of the link names another place than the one it leads to.'),
  'look-alike': () => msg('The name of the place has letters that may be made to look like another name.'),
  'user-info': () => msg('What stands before the “@” looks like the place, and is not.'),
  number: () => msg('The place has a number instead of a name.'),
};

/** The question before a link is followed that does not lead where it says; nothing without one. */
export function askLink(link: PressedLink | undefined, close: () => void) {
  if (link === undefined) return nothing;
  const open = () => {
    window.open(link.href, '_blank', 'noopener,noreferrer');
    close();
  };
  return html`<ik-dialog open compact heading=${msg('Open this link?')} @ik-close=${close}>
    ${linkConcerns(link.text, link.href).map((concern) => html`<p>${said[concern]()}</p>`)}
    <p>${msg('It says:')} “${link.text.slice(0, 200)}”</p>
    <p>${msg('It leads to:')}</p>
    <p class="address"><strong>${shownHost(link.href)}</strong><br />${link.href.slice(0, 1000)}</p>
    <button slot="footer" type="button" class="button" data-autofocus @click=${close}>${msg('Do not open')}</button>
    <button slot="footer" type="button" class="button danger" @click=${open}>${msg('Open')}</button>
  </ik-dialog>`;
}
