// A message that is answered or passed on, as it goes below what is written.
import { cleanMail, MAX_HTML } from '../body/clean-mail.js';
import { ATTRIBUTION_CLASS, QUOTE_CLASS } from './compose-draft.js';
import { textOfNodes } from './editor-html.js';

/** The message's body, harmless, with the addresses of its pictures; what was folded for reading is open again. */
function bodyOf(html: string): HTMLElement {
  const { root } = cleanMail(html.slice(0, MAX_HTML));
  const body = root.querySelector<HTMLElement>(':scope > body') ?? root;
  for (const details of body.querySelectorAll('details.ik-quote')) {
    details.querySelector(':scope > summary')?.remove();
    details.replaceWith(...details.childNodes);
  }
  for (const host of body.querySelectorAll('.ik-host')) host.remove();
  for (const element of body.querySelectorAll<HTMLElement>('*')) {
    const { ikSrc, ikStyle, ikBackground } = element.dataset;
    if (ikSrc !== undefined) element.setAttribute('src', ikSrc);
    if (ikStyle !== undefined) element.setAttribute('style', ikStyle);
    if (ikBackground !== undefined) element.setAttribute('background', ikBackground);
    for (const name of ['data-ik-src', 'data-ik-style', 'data-ik-background']) element.removeAttribute(name);
  }
  // Sheets of a message would style what is written above it, too.
  for (const sheet of body.querySelectorAll('style')) sheet.remove();
  return body;
}

/** @returns HTML and text of a message; text of its HTML where it has no other. */
export function quotable(message: { readonly html: string; readonly text: string }): {
  readonly html: string;
  readonly text: string;
} {
  if (message.html === '') return message;
  const body = bodyOf(message.html);
  return { html: body.innerHTML, text: message.text === '' ? textOfNodes(body) : message.text };
}

/** A draft of ours, divided into what is written and what is quoted. */
export interface DividedDraft {
  readonly own: string;
  readonly ownText: string;
  readonly quote?: {
    readonly attribution: string;
    readonly html: string;
    readonly text: string;
    readonly isForward: boolean;
  };
}

export function divideDraft(html: string): DividedDraft {
  const body = bodyOf(html);
  const original = body.querySelector<HTMLElement>(`:scope > .${QUOTE_CLASS}`);
  original?.remove();
  // The one box that all of it is written in.
  const [only, ...others] = body.children;
  const inner = unwrapped(body, only, others.length);
  const divided = { own: inner.innerHTML, ownText: textOfNodes(inner) };
  if (original === null) return divided;
  const attribution = original.querySelector(`.${ATTRIBUTION_CLASS}`);
  const quoted = original.querySelector(':scope > blockquote') ?? original.lastElementChild;
  return {
    ...divided,
    quote: {
      attribution: attribution === null ? '' : textOfNodes(attribution),
      html: quoted?.innerHTML ?? '',
      text: quoted === null ? '' : textOfNodes(quoted),
      isForward: original.querySelector(':scope > blockquote') === null,
    },
  };
}

function unwrapped(body: HTMLElement, only: Element | undefined, others: number): Element {
  const isBox = only?.localName === 'div' && others === 0 && (body.textContent ?? '') === (only.textContent ?? '');
  return isBox ? only : body;
}
