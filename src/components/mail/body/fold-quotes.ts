/** What mail programs put around the message an answer is to, the outermost first. */
const QUOTES =
  '.gmail_quote, .gmail_quote_container, blockquote[type=cite], .yahoo_quoted, .protonmail_quote, .moz-cite-prefix, #divRplyFwdMsg, #appendonsend, .zmail_extra, .tutanota_quote';
const FORWARDED = /^\s*-{3,}\s*(?:forwarded|weitergeleitet|message transféré|messaggio inoltrato|mensaje reenviado)/i;
/** These stand before the quote, which goes on to the end. */
const MARKS_BEGINNING = '#divRplyFwdMsg, #appendonsend, .moz-cite-prefix';

/**
 * Folds the quoted end of an answer into a `details`, which opens without a script. What is forwarded, and a message that is
 * nothing but a quote, is left open.
 */
export function foldQuotes(root: HTMLElement) {
  const first = [...root.querySelectorAll<HTMLElement>(QUOTES)].find((element) => !FORWARDED.test(textOf(element)));
  const parent = first?.parentElement;
  if (first === undefined || !parent || !hasTextBefore(root, first)) return;
  const details = root.ownerDocument.createElement('details');
  details.className = 'ik-quote';
  const summary = root.ownerDocument.createElement('summary');
  summary.textContent = '•••';
  details.append(summary);
  parent.insertBefore(details, first);
  if (first.matches(MARKS_BEGINNING)) while (details.nextSibling !== null) details.append(details.nextSibling);
  else details.append(first);
}

const textOf = (element: Element) => (element.textContent ?? '').slice(0, 400);

function hasTextBefore(root: HTMLElement, element: Element): boolean {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (element.contains(node)) return false;
    if (node.parentElement?.closest('style, title') === null && /\S/.test(node.nodeValue ?? '')) return true;
  }
  return false;
}
