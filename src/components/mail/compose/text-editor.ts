// The rich text of a message, by Squire. It works in the page's own tree only (in shadow trees there is no selection it could
// read), so its element is a slotted child of the window.
import Squire from 'squire-rte';
import { editorFragment, SIGNATURE_CLASS, textOfNodes } from './editor-html.js';

export type TextFormat = 'bold' | 'italic' | 'underline' | 'strike' | 'bullets' | 'numbers' | 'quote' | 'link';

/** Squire without its two writes of HTML strings, which Trusted Types forbid, and without handles on pictures. */
class SafeSquire extends Squire {
  constructor(root: HTMLElement) {
    super(root, {
      sanitizeToDOMFragment: (html: string) => editorFragment(html),
      didError: () => {},
    });
    this._imageResizer.destroy();
  }

  /** What undo and redo bring back. */
  override _setRawHTML(html: string) {
    const fragment = editorFragment(html);
    if (fragment.firstChild === null) fragment.append(this.createDefaultBlock());
    this._root.replaceChildren(fragment);
    this._ignoreChange = true;
    return this;
  }
}

export interface TextEditorOptions {
  /** Something is different. */
  onChange(): void;
  /** Formats at the cursor may be others. */
  onPath(): void;
  onPictures(files: readonly File[]): void;
  /** Address of a picture of the message. */
  pictureUrl(cid: string): string | undefined;
}

export class TextEditor {
  private readonly _squire: SafeSquire;

  constructor(
    readonly root: HTMLElement,
    private readonly _options: TextEditorOptions,
  ) {
    this._squire = new SafeSquire(root);
    this._squire.addEventListener('input', () => {
      _options.onChange();
    });
    this._squire.addEventListener('pathChange', () => _options.onPath());
    this._squire.addEventListener('pasteImage', (event) => {
      const { clipboardData } = (event as CustomEvent<{ clipboardData: DataTransfer }>).detail;
      _options.onPictures([...clipboardData.files]);
    });
  }

  end() {
    this._squire.destroy();
  }

  focus(at: 'start' | 'end' | 'kept' = 'kept') {
    if (at === 'start') this._squire.moveCursorToStart();
    if (at === 'end') this._squire.moveCursorToEnd();
    this._squire.focus();
  }

  /** Pictures of the message (`cid:`) are shown by their addresses here. */
  setHtml(html: string) {
    const shown = html.replace(/(<img\b[^>]*?\bsrc=")cid:([^"]+)("[^>]*>)/gi, (whole, before, cid: string, after) => {
      const url = this._options.pictureUrl(cid);
      return url === undefined ? whole : `${before}${url}" data-cid="${cid}${after}`;
    });
    this._squire.setHTML(shown);
  }

  /** As it goes out: pictures are `cid:` again. */
  get html(): string {
    const copy = this._copy();
    for (const image of copy.querySelectorAll<HTMLElement>('img[data-cid]')) {
      image.setAttribute('src', `cid:${image.dataset.cid}`);
      image.removeAttribute('data-cid');
    }
    return copy.innerHTML;
  }

  get text(): string {
    return textOfNodes(this._copy());
  }

  private _copy(): HTMLElement {
    // Into a document that shows nothing: pictures without an address there are not asked for.
    const copy = document.implementation.createHTMLDocument('').importNode(this.root, true);
    for (const mark of copy.querySelectorAll('input')) mark.remove();
    return copy;
  }

  get isEmpty(): boolean {
    return this.text.trim() === '' && this.root.querySelector('img') === null;
  }

  insertPicture(url: string, cid: string, alt: string) {
    const image = document.createElement('img');
    image.src = url;
    image.dataset.cid = cid;
    image.alt = alt;
    this._squire.insertElement(image);
  }

  insertHtml(html: string) {
    this._squire.insertHTML(html, false);
  }

  insertText(text: string) {
    this._squire.insertPlainText(text, false);
  }

  /** The text that is selected; '' for none. */
  get selectedText(): string {
    return this._squire.getSelectedText();
  }

  has(format: TextFormat): boolean {
    const tags: Readonly<Record<TextFormat, string>> = {
      bold: 'B',
      italic: 'I',
      underline: 'U',
      strike: 'S',
      bullets: 'UL',
      numbers: 'OL',
      quote: 'BLOCKQUOTE',
      link: 'A',
    };
    return this._squire.hasFormat(tags[format]);
  }

  toggle(format: Exclude<TextFormat, 'link'>) {
    const isOn = this.has(format);
    const squire = this._squire;
    const acts: Readonly<Record<Exclude<TextFormat, 'link'>, () => unknown>> = {
      bold: () => (isOn ? squire.removeBold() : squire.bold()),
      italic: () => (isOn ? squire.removeItalic() : squire.italic()),
      underline: () => (isOn ? squire.removeUnderline() : squire.underline()),
      strike: () => (isOn ? squire.removeStrikethrough() : squire.strikethrough()),
      bullets: () => (isOn ? squire.removeList() : squire.makeUnorderedList()),
      numbers: () => (isOn ? squire.removeList() : squire.makeOrderedList()),
      quote: () => (isOn ? squire.decreaseQuoteLevel() : squire.increaseQuoteLevel()),
    };
    acts[format]();
    squire.focus();
  }

  /** '' takes the link away. @param text - Written where nothing is selected. */
  link(address: string, text = '') {
    this._squire.focus();
    if (address === '') this._squire.removeLink();
    else {
      if (this.selectedText === '' && text !== '') this._squire.insertPlainText(text, false);
      this._squire.makeLink(address);
    }
  }

  clearFormats() {
    this._squire.removeAllFormatting();
    this._squire.focus();
  }

  undo() {
    this._squire.undo();
  }

  redo() {
    this._squire.redo();
  }

  /** Puts another signature in the place of the one there is; '' takes it away. Without one it goes to the end. */
  setSignature(html: string) {
    this._squire.saveUndoState();
    const old = this.root.querySelector(`.${SIGNATURE_CLASS}`);
    if (html === '') return old?.remove();
    const fragment = editorFragment(`<div class="${SIGNATURE_CLASS}">${html}</div>`);
    if (old === null) this.root.append(fragment);
    else old.replaceWith(fragment);
  }
}
