// A message without HTML: its text with links, quotes by depth, what was quoted and the signature set apart.
import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { quoteBlocks, unflow } from '../../../domain/mail/flowed-text.js';
import { splitReply } from '../../../domain/mail/quoted-text.js';

/** Characters drawn at first: more makes the page slow, and nobody reads it there. */
const MAX_TEXT = 200_000;
const LINK = /\b(?:https?:\/\/|mailto:|www\.)[^\s<>"]{2,2000}|[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}\b/gi;
/** What ends a sentence does not belong to the address before it. */
const TRAILING = /[.,;:!?)\]}'’»]{1,20}$/;

/** @param flow - As its Content-Type says (RFC 3676). */
export function plainBody(text: string, flow: { readonly flowed: boolean; readonly delSp: boolean }): TemplateResult {
  const shown = text.length > MAX_TEXT ? text.slice(0, MAX_TEXT) : text;
  const { own, quoted, signature } = splitReply(flow.flowed ? unflow(shown, flow.delSp) : shown);
  return html`<div class="plain" dir="auto">
    ${own === '' ? nothing : html`<div>${blocks(own)}</div>`}
    ${quoted === '' ? nothing : quote(quoted, own === '')}
    ${signature === '' ? nothing : html`<div class="signature">${links(signature)}</div>`}
    ${shown.length < text.length ? html`<p class="cut">${msg('This text is very long: here is its beginning. All of it is in the source.')}</p>` : nothing}
  </div>`;
}

function quote(text: string, open: boolean) {
  return html`<details class="quote" ?open=${open}><summary aria-label=${msg('Quoted text')} title=${msg('Quoted text')}>•••</summary>${blocks(text)}</details>`;
}

function blocks(text: string) {
  return quoteBlocks(text).map(({ depth, text: inside }) =>
    depth === 0
      ? html`<div>${links(inside)}</div>`
      : html`<blockquote class="depth-${((depth - 1) % 3) + 1}">${links(inside)}</blockquote>`,
  );
}

/** Text with its addresses as links. */
export function links(text: string): (string | TemplateResult)[] {
  const parts: (string | TemplateResult)[] = [];
  let last = 0;
  for (const match of text.matchAll(LINK)) {
    const address = match[0].replace(TRAILING, '');
    const href = /^(?:https?:|mailto:)/i.test(address)
      ? address
      : address.includes('@') && !address.startsWith('www.')
        ? `mailto:${address}`
        : `https://${address}`;
    parts.push(
      text.slice(last, match.index),
      html`<a href=${href} target="_blank" rel="noopener noreferrer">${address}</a>`,
    );
    last = match.index + address.length;
  }
  parts.push(text.slice(last));
  return parts;
}
