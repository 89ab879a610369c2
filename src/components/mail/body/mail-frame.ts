// Fills the document of a frame with a cleaned message, and keeps the frame as high as what is in it.
import { linkConcerns } from '../../../domain/mail/link-concerns.js';
import { MailLinkEvent } from '../../shared/mail-link-event.js';
import { linkText } from './clean-link.js';
import { type CleanMail, type PictureSources, showPictures } from './clean-mail.js';
import { type FrameLooks, frameSheet } from './frame-sheet.js';

/** CSS pixels; a higher message scrolls in its frame: one of a million pixels must not make the page as long. */
const MAX_HEIGHT = 40_000;
/** A message as high as its frame and a bit more grows with it for ever. */
const MAX_STEPS = 40;
/** Wide messages are made smaller down to this, then they scroll sideways. */
const MIN_ZOOM = 0.5;

/** A link that was pressed, with what is odd about it. */
export interface PressedLink {
  readonly href: string;
  readonly text: string;
}

export interface FrameContent {
  readonly mail: CleanMail;
  readonly pictures: PictureSources;
  readonly looks: FrameLooks;
  /** A link that does not lead where it says was pressed: ask before. */
  onOddLink(link: PressedLink): void;
}

/**
 * Draws into a frame that has loaded one of public/mail-frame*.html.
 *
 * @returns What lets go of it; `undefined` when the frame holds something else, such as the browser's page of an error.
 */
export function fillFrame(frame: HTMLIFrameElement, content: FrameContent): (() => void) | undefined {
  const page = pageOf(frame);
  if (page === undefined) return undefined;
  drawInto(page, content);
  const abort = new AbortController();
  const { signal } = abort;
  page.addEventListener('click', (event) => onClick(event, page, content), { signal });
  page.addEventListener('auxclick', (event) => onClick(event, page, content), { signal });
  page.addEventListener('keydown', (event) => passOn(event, frame), { signal });
  const stop = followHeight(frame, page);
  page.addEventListener('load', stop.look, { capture: true, signal });
  page.addEventListener('toggle', stop.look, { capture: true, signal });
  return () => {
    abort.abort();
    stop.end();
  };
}

/** Its document, once it is there whole: before, it has no root to draw into, and its `load` asks again. */
function pageOf({ contentDocument: page }: HTMLIFrameElement): Document | undefined {
  const isOurs = page?.readyState === 'complete' && /\/mail-frame(?:-images)?\.html$/.test(page.location.pathname);
  return isOurs ? page : undefined;
}

/** Takes all out of a frame that a message has brought into it: the next one finds it as it was loaded. */
export function emptyFrame(frame: HTMLIFrameElement): void {
  const page = pageOf(frame);
  if (page === undefined) return;
  const root = page.documentElement;
  for (const name of root.getAttributeNames()) root.removeAttribute(name);
  for (const sheet of page.head.querySelectorAll('style')) sheet.remove();
  for (const child of [...root.children]) if (child !== page.head) child.remove();
  root.append(page.createElement('body'));
  frame.style.blockSize = '';
  // Laid out once without either message: else the next would be scrolled as this one was, and its colours could come slowly out of
  // those of this one.
  void root.scrollWidth;
}

/** Replaces what the document shows by the message, also to be printed. */
export function drawInto(page: Document, { mail, pictures, looks }: Pick<FrameContent, 'mail' | 'pictures' | 'looks'>) {
  const copy = page.importNode(mail.root, true);
  showPictures(copy, pictures);
  const root = page.documentElement;
  for (const name of ['lang', 'dir']) root.setAttribute(name, copy.getAttribute(name) ?? '');
  if (copy.getAttribute('dir') === null) root.setAttribute('dir', 'auto');
  const sheet = page.createElement('style');
  sheet.textContent = frameSheet(looks);
  for (const old of page.head.querySelectorAll('style')) old.remove();
  page.head.append(sheet, ...copy.querySelectorAll(':scope > head > style'));
  const body = copy.querySelector(':scope > body') ?? page.createElement('body');
  root.querySelector(':scope > body')?.replaceWith(body);
}

function onClick(event: MouseEvent, page: Document, { onOddLink }: FrameContent) {
  const link = (event.target as Element | null)?.closest?.('a[href], area[href]');
  if (!link || event.button === 2) return;
  const href = link.getAttribute('href')!;
  if (href.startsWith('#')) {
    event.preventDefault(); // the frame is as high as its content: the page scrolls
    const name = href.slice(1);
    [...page.querySelectorAll('[id], a[name]')]
      .find((element) => element.id === name || element.getAttribute('name') === name)
      ?.scrollIntoView();
    return;
  }
  const text = linkText(link);
  if (linkConcerns(text, href).length === 0) {
    if (!/^mailto:/i.test(href)) return;
    event.preventDefault();
    page.defaultView?.frameElement?.dispatchEvent(new MailLinkEvent(href));
    return;
  }
  event.preventDefault();
  onOddLink({ href, text });
}

/** Keys pressed in the frame are the page's: its shortcuts go on working. */
function passOn(event: KeyboardEvent, frame: HTMLIFrameElement) {
  const { key, code, ctrlKey, metaKey, altKey, shiftKey, repeat } = event;
  const options = { key, code, ctrlKey, metaKey, altKey, shiftKey, repeat };
  const copy = new KeyboardEvent('keydown', { ...options, bubbles: true, composed: true, cancelable: true });
  if (!frame.dispatchEvent(copy)) event.preventDefault();
}

function followHeight(frame: HTMLIFrameElement, page: Document) {
  let steps = 0;
  let width = 0;
  let height = 0;
  const look = () => {
    const { documentElement: root } = page;
    const body = root.querySelector<HTMLElement>(':scope > body');
    if (body === null || frame.clientWidth === 0) return;
    if (frame.clientWidth !== width) {
      width = frame.clientWidth;
      steps = 0;
      root.style.setProperty('zoom', '1');
      const zoom = Math.max(MIN_ZOOM, width / Math.max(root.scrollWidth, body.scrollWidth, 1));
      if (zoom < 0.99) root.style.setProperty('zoom', String(zoom));
    }
    const scale = Number(root.style.getPropertyValue('zoom') || 1);
    const content = Math.max(root.getBoundingClientRect().height, body.scrollHeight * Math.min(scale, 1));
    // A scroll bar for what is too wide takes room below it.
    const bar = root.scrollWidth > root.clientWidth + 1 ? 16 : 0;
    const wanted = Math.min(MAX_HEIGHT, Math.ceil(content) + bar);
    if (wanted === height) return;
    if (wanted > height && height > 0) steps += 1;
    if (steps > MAX_STEPS) return;
    height = wanted;
    frame.style.blockSize = `${wanted}px`;
  };
  let due = 0;
  let isOver = false;
  // In the next frame: an observer that changes what it observes complains.
  const soon = () => {
    cancelAnimationFrame(due);
    if (isOver) return; // a picture of it comes when another message is shown
    due = requestAnimationFrame(look);
  };
  // The frame's own observer: one of the page takes what is in the frame for less deep than the frame.
  const { ResizeObserver: Observer } = page.defaultView as unknown as typeof globalThis;
  const resize = new Observer(soon);
  resize.observe(page.documentElement);
  if (page.body !== null) resize.observe(page.body);
  const outer = new ResizeObserver(soon);
  outer.observe(frame);
  for (const image of page.images) void image.decode().then(soon, soon);
  look();
  return {
    look,
    end() {
      isOver = true;
      resize.disconnect();
      outer.disconnect();
      cancelAnimationFrame(due);
    },
  };
}
