// HTML on its way into the editor, and out of it: simple markup, no styles, nothing from elsewhere.
import { ownStyle } from '../body/own-style.js';
import { purify } from '../body/purify.js';

const TAGS = (
  'a b strong i em u s strike del ins sub sup code pre p div br span font h1 h2 h3 h4 h5 h6 blockquote ul ol li hr img ' +
  'table thead tbody tfoot tr th td caption'
).split(' ');
const ATTRIBUTES = 'href src alt width height title colspan rowspan dir lang class style data-cid id type'.split(' ');

/** Class of the signature in what is written: another identity changes what is in it. */
export const SIGNATURE_CLASS = 'ik-signature';

/** Harmless nodes of this document. Bold, italic and underlined text stays so where styles said it; styles go. */
export function editorFragment(html: string): DocumentFragment {
  const fragment = purify.sanitize(html, {
    ALLOWED_TAGS: [...TAGS, 'input'],
    ALLOWED_ATTR: ATTRIBUTES,
    ALLOW_DATA_ATTR: false,
    ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|tel:|blob:|cid:|#)/i,
    RETURN_DOM_FRAGMENT: true,
  }) as unknown as DocumentFragment;
  for (const element of fragment.querySelectorAll<HTMLElement>('*')) tidy(element);
  return document.importNode(fragment, true);
}

function tidy(element: HTMLElement): void {
  const { localName } = element;
  // The editor's own marks of where the cursor was; any other field has no place in a letter.
  if (localName === 'input') {
    if (!/^squire-selection-(?:start|end)$/.test(element.id)) element.remove();
    return;
  }
  element.removeAttribute('id');
  element.removeAttribute('type');
  if (element.className !== SIGNATURE_CLASS) element.removeAttribute('class');
  if (localName === 'img' && !/^blob:/.test(element.getAttribute('src') ?? '')) {
    // Pictures come as files: one from elsewhere would be asked for by being pasted.
    element.replaceWith(element.getAttribute('alt') ?? '');
    return;
  }
  const { fontWeight, fontStyle, textDecorationLine } = ownStyle(element);
  const isBold = fontWeight === 'bold' || Number(fontWeight) >= 600;
  for (const [wanted, tag] of [
    [isBold && localName !== 'b' && localName !== 'strong', 'b'],
    [fontStyle === 'italic' && localName !== 'i' && localName !== 'em', 'i'],
    [textDecorationLine.includes('underline') && localName !== 'u' && localName !== 'a', 'u'],
  ] as const) {
    if (!wanted) continue;
    const inner = element.ownerDocument.createElement(tag);
    inner.append(...element.childNodes);
    element.append(inner);
  }
  element.removeAttribute('style');
}

const BLOCKS = /^(?:address|article|blockquote|div|dl|h[1-6]|hr|li|ol|p|pre|section|table|tr|ul)$/;

/** The same as plain text: a line for each block, lists with dashes or numbers, addresses of links behind them. */
export function textOfNodes(root: Node): string {
  let out = '';
  const newLine = () => {
    if (out !== '' && !out.endsWith('\n')) out += '\n';
  };
  const walk = (node: Node, depth: number) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const isPre = node.parentElement?.closest('pre') !== null;
      const text = (node.nodeValue ?? '').replaceAll('\u200b', '');
      out += isPre ? text : text.replace(/[ \t\n\r]+/g, ' ').replaceAll('\u00a0', ' ');
      return;
    }
    if (!(node instanceof Element) || /^(?:style|script|title|head|summary)$/.test(node.localName)) return;
    if (node.localName === 'br') {
      out += '\n';
      return;
    }
    const isBlock = BLOCKS.test(node.localName);
    if (isBlock) newLine();
    if (node.localName === 'blockquote' && depth < 20) {
      const inner = textOfNodes(wrapped(node)).trimEnd();
      out += `${inner
        .split('\n')
        .map((line) => (line.startsWith('>') ? `>${line}` : `> ${line}`.trimEnd()))
        .join('\n')}\n`;
      return;
    }
    if (node.localName === 'li') out += marker(node);
    if (node.localName === 'img') out += node.getAttribute('alt') ? `[${node.getAttribute('alt')}]` : '';
    for (const child of node.childNodes) walk(child, depth + 1);
    if (node.localName === 'td' || node.localName === 'th') out += '\t';
    if (node.localName === 'a') out += address(node);
    if (isBlock) newLine();
    if (node.localName === 'p') out += '\n';
  };
  for (const child of root.childNodes) walk(child, 0);
  return out.replace(/\n$/, '');
}

/** The inside of an element as a root of its own. */
function wrapped(element: Element): DocumentFragment {
  const fragment = element.ownerDocument.createDocumentFragment();
  fragment.append(...[...element.childNodes].map((node) => node.cloneNode(true)));
  return fragment;
}

function marker(item: Element): string {
  const list = item.parentElement;
  if (list?.localName !== 'ol') return '- ';
  return `${[...list.children].indexOf(item) + 1}. `;
}

function address(link: Element): string {
  const href = link.getAttribute('href') ?? '';
  const text = (link.textContent ?? '').trim();
  const plain = href.replace(/^mailto:/i, '');
  return href === '' || text === '' || text === plain || `${text}/` === plain || plain.endsWith(`//${text}`)
    ? ''
    : ` <${plain}>`;
}
