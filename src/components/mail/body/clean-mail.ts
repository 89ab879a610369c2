// HTML of mail made harmless. Two walls, each enough by itself: what is done here, and the policy of the frame's document
// (public/mail-frame.html), under which nothing runs and nothing is asked for whatever gets this far.
import { replaceCssUrls } from '../../../domain/mail/remote-css.js';
import { trackerOf } from '../../../domain/mail/trackers.js';
import { cleanLink } from './clean-link.js';
import { foldQuotes } from './fold-quotes.js';
import { ownStyle } from './own-style.js';
import { purify } from './purify.js';

/** Characters: more is shown as text. Reading a megabyte takes the page most of a second. */
export const MAX_HTML = 1_000_000;

/** A message's HTML, read into a document that shows nothing, runs nothing and loads nothing. */
export interface CleanMail {
  /** Its html element; cloned into each frame that shows it. */
  readonly root: HTMLElement;
  /** Addresses of pictures elsewhere, trackers left out; each once. */
  readonly remote: readonly string[];
  /** What trackers it holds, by service or host; each once. */
  readonly trackers: readonly string[];
  /** Content-IDs of pictures it shows from its own parts. */
  readonly cids: readonly string[];
  /** It sets colours: drawn on white, whatever the theme. */
  readonly isColoured: boolean;
  /** It says that it has colours for a dark theme itself. */
  readonly knowsDark: boolean;
}

/** What has no place in a letter: plays, asks, frames, runs. Its text stays where that makes sense. */
const FORBIDDEN_TAGS = (
  'audio video source track picture dialog form input button select textarea option optgroup datalist output meter progress ' +
  'fieldset legend label template slot noscript iframe frame frameset object embed applet svg math link base meta'
).split(' ');
const FORBIDDEN_ATTRIBUTES = (
  'srcset sizes ping action formaction method poster autofocus contenteditable tabindex accesskey popover popovertarget ' +
  'popovertargetaction is slot part exportparts loading crossorigin integrity nonce download target'
).split(' ');
const PICTURES = /^data:image\/(?:png|gif|jpe?g|webp|avif|bmp|x-icon);/i;

/** Reads and cleans. The time it takes grows with the text; give it at most `MAX_HTML` characters. */
export function cleanMail(html: string): CleanMail {
  const root = purify.sanitize(html, {
    USE_PROFILES: { html: true },
    WHOLE_DOCUMENT: true,
    RETURN_DOM: true,
    FORBID_TAGS: FORBIDDEN_TAGS,
    FORBID_ATTR: FORBIDDEN_ATTRIBUTES,
    ALLOW_DATA_ATTR: false,
    ALLOWED_URI_REGEXP: /^(?:(?:https?|mailto|tel|cid):|[^a-z]|[a-z+.-]+(?:[^a-z+.\-:]|$))/i,
  }) as HTMLElement;
  const pictures = new Pictures();
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    if (element.localName === 'a' || element.localName === 'area') cleanLink(element);
    else element.removeAttribute('name');
    pictures.takeOut(element);
  }
  foldQuotes(root);
  return {
    root,
    ...pictures.found(),
    isColoured: isColoured(root),
    knowsDark: /color-scheme["'\s:=]|supported-color-schemes/i.test(html) && /\bdark\b/i.test(html),
  };
}

/** Takes addresses of pictures out of elements, to be put back by `showPictures`. */
class Pictures {
  private readonly _remote = new Set<string>();
  private readonly _trackers = new Set<string>();
  private readonly _cids = new Set<string>();

  found() {
    return { remote: [...this._remote], trackers: [...this._trackers], cids: [...this._cids] };
  }

  takeOut(element: HTMLElement) {
    const { localName } = element;
    if (localName === 'img') this._image(element as HTMLImageElement);
    else element.removeAttribute('src');
    const background = element.getAttribute('background');
    if (background !== null) {
      element.removeAttribute('background');
      this._keep(element, 'ikBackground', background);
    }
    const style = element.getAttribute('style');
    if (style !== null && /url\(|@import/i.test(style)) {
      element.setAttribute('style', this._css(style));
      element.dataset.ikStyle = style;
    }
    if (localName === 'style') {
      const sheet = element.textContent ?? '';
      if (!/url\(|@import/i.test(sheet)) return;
      element.dataset.ikSheet = sheet;
      element.textContent = this._css(sheet);
    }
  }

  private _image(image: HTMLImageElement) {
    const src = (image.getAttribute('src') ?? '').trim();
    image.removeAttribute('src');
    image.removeAttribute('lowsrc');
    if (PICTURES.test(src)) return image.setAttribute('src', src);
    const url = remoteUrl(src);
    if (url !== undefined) {
      const style = ownStyle(image);
      const size = (attribute: string, own: string) => sizeOf(image.getAttribute(attribute)) ?? sizeOf(own);
      const hidden =
        style.display === 'none' ||
        style.visibility === 'hidden' ||
        image.hasAttribute('hidden') ||
        style.opacity === '0';
      const seen = { url, width: size('width', style.width), height: size('height', style.height), hidden };
      const tracker = trackerOf(seen);
      if (tracker !== undefined) {
        this._trackers.add(tracker.name);
        image.remove();
        return;
      }
    }
    this._keep(image, 'ikSrc', src);
  }

  /** Notes what kind of picture it is, and its address on the element. */
  private _keep(element: HTMLElement, name: 'ikSrc' | 'ikBackground', address: string) {
    const url = this._note(address);
    if (url !== undefined) element.dataset[name] = url;
  }

  private _css(css: string): string {
    return replaceCssUrls(css, (address) => {
      if (PICTURES.test(address)) return address;
      this._note(address);
      return undefined;
    });
  }

  /** @returns the address as it is to be asked for. */
  private _note(address: string): string | undefined {
    const cid = cidOf(address);
    if (cid !== undefined) {
      this._cids.add(cid);
      return `cid:${cid}`;
    }
    const url = remoteUrl(address);
    if (url !== undefined) this._remote.add(url);
    return url;
  }
}

/** `undefined` for what is no address elsewhere. Pictures come over https or not at all. */
function remoteUrl(address: string): string | undefined {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  url.protocol = 'https:';
  return url.href;
}

function cidOf(address: string): string | undefined {
  if (!/^cid:/i.test(address)) return undefined;
  const cid = address.slice(4);
  try {
    return decodeURIComponent(cid);
  } catch {
    return cid;
  }
}

function sizeOf(text: string | null): number | undefined {
  const number = /^\s*(\d{1,5})(?:\.\d+)?(?:px)?\s*$/.exec(text ?? '')?.[1];
  return number === undefined ? undefined : Number(number);
}

const COLOURS = '[bgcolor], [color], font[color], body[text], [data-ik-background]';

function isColoured(root: HTMLElement): boolean {
  if (root.querySelector(COLOURS) !== null) return true;
  const sheets = [...root.querySelectorAll('style')].map(({ textContent }) => textContent ?? '');
  const styles = [...root.querySelectorAll('[style]')].map((element) => element.getAttribute('style') ?? '');
  return [...sheets, ...styles].some((css) => /(?:^|[;{\s])(?:background(?:-color|-image)?|color)\s*:/i.test(css));
}

/** What a frame may show of the pictures. */
export interface PictureSources {
  /** Those from elsewhere, after the person asked for them. */
  readonly remote: boolean;
  /** Addresses (blob:) of the message's own parts by Content-ID. */
  readonly byCid: ReadonlyMap<string, string>;
}

/** Puts the addresses of pictures that may be shown back into a copy of the message. */
export function showPictures(root: HTMLElement, { remote, byCid }: PictureSources) {
  const resolve = (address: string) => {
    const cid = cidOf(address);
    if (cid !== undefined) return byCid.get(cid);
    if (PICTURES.test(address)) return address;
    return remote ? remoteUrl(address) : undefined;
  };
  for (const image of root.querySelectorAll<HTMLImageElement>('img[data-ik-src]')) {
    const url = resolve(image.dataset.ikSrc!);
    if (url !== undefined) image.src = url;
  }
  for (const element of root.querySelectorAll<HTMLElement>('[data-ik-background]')) {
    const url = resolve(element.dataset.ikBackground!);
    if (url !== undefined) element.style.backgroundImage = `url("${url}")`;
  }
  for (const element of root.querySelectorAll<HTMLElement>('[data-ik-style]'))
    element.setAttribute('style', replaceCssUrls(element.dataset.ikStyle!, resolve));
  for (const sheet of root.querySelectorAll<HTMLElement>('[data-ik-sheet]'))
    sheet.textContent = replaceCssUrls(sheet.dataset.ikSheet!, resolve);
}
