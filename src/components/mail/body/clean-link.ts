import { linkConcerns, safeHref, shownHost } from '../../../domain/mail/link-concerns.js';

/**
 * Leaves a link only where it may lead, in a tab of its own that knows nothing of where it came from. A link that does not lead
 * where it says shows its host, also where nobody asks before it is followed (Safari runs no listener in such a frame).
 */
export function cleanLink(link: HTMLElement) {
  const raw = link.getAttribute('href');
  if (raw === null) return;
  if (/^#[\w.:-]{1,200}$/.test(raw)) return; // a place in the message itself
  const href = safeHref(raw);
  link.removeAttribute('href');
  if (href === undefined) return;
  link.setAttribute('href', href);
  link.setAttribute('target', '_blank');
  link.setAttribute('rel', 'noopener noreferrer');
  link.setAttribute('title', href);
  if (link.localName !== 'a' || linkConcerns(link.textContent ?? '', href).length === 0) return;
  const host = link.ownerDocument.createElement('span');
  host.className = 'ik-host';
  host.textContent = ` [${shownHost(href)}]`;
  link.append(host);
}

/** The text of a link as its writer made it. */
export function linkText(link: Element): string {
  const copy = link.cloneNode(true) as Element;
  for (const host of copy.querySelectorAll('.ik-host')) host.remove();
  return (copy.textContent ?? '').replace(/\s+/g, ' ').trim();
}
