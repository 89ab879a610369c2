// The text of a window: the rich editor in the page's own tree while it is needed, or the field of plain text.
import { msg } from '@lit/localize';
import { signatureHtml } from './begin-draft.js';
import { type ComposeDraft, type ComposeQuote, escapeHtml, htmlOfText } from './compose-draft.js';
import { editorFragment, textOfNodes } from './editor-html.js';
import { sheet } from './editor-sheet.js';
import { TextEditor, type TextEditorOptions, type TextFormat } from './text-editor.js';

export interface ComposeTextOptions extends Omit<TextEditorOptions, 'onChange'> {
  onChange(text: Pick<ComposeDraft, 'html' | 'text'>): void;
}

export class ComposeText {
  private _editor: TextEditor | undefined;
  private _told = '';

  constructor(
    private readonly _host: HTMLElement,
    private readonly _options: ComposeTextOptions,
  ) {}

  /** Shows the editor with this in it. */
  open(html: string) {
    if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets.push(sheet);
    const root = document.createElement('div');
    root.slot = 'text';
    root.className = 'ik-compose-text';
    root.role = 'textbox';
    root.ariaMultiLine = 'true';
    root.ariaLabel = msg('Message text');
    root.dir = 'auto';
    this._host.append(root);
    this._editor = new TextEditor(root, { ...this._options, onChange: () => this._tell() });
    this._editor.setHtml(html);
    this._told = this._editor.html;
  }

  end() {
    this._editor?.end();
    this._editor?.root.remove();
    this._editor = undefined;
  }

  private _tell() {
    const editor = this._editor;
    if (editor === undefined) return;
    const { html } = editor;
    // The editor also speaks of what it tidied up itself.
    if (html === this._told) return;
    this._told = html;
    this._options.onChange({ html, text: editor.text });
  }

  private _typed(area: HTMLTextAreaElement) {
    this._options.onChange({ html: '', text: area.value });
  }

  focus(at: 'start' | 'end' | 'kept' = 'kept') {
    this._editor?.focus(at);
  }

  has = (format: TextFormat) => this._editor?.has(format) === true;
  toggle = (format: Exclude<TextFormat, 'link'>) => this._editor?.toggle(format);
  clearFormats = () => this._editor?.clearFormats();

  /** '' takes the link away. What is typed without a scheme is an address of the web, or of mail. */
  link(typed: string) {
    const text = typed.trim();
    const isMail = /^[^\s@/:]+@[^\s@/:]+$/.test(text);
    const address =
      text === '' || /^(?:https?|mailto|tel):/i.test(text) ? text : `${isMail ? 'mailto:' : 'https://'}${text}`;
    this._editor?.link(address, text);
  }

  selectedText(area: HTMLTextAreaElement | null): string {
    if (this._editor !== undefined) return this._editor.selectedText;
    return area === null ? '' : area.value.slice(area.selectionStart, area.selectionEnd);
  }

  insertText(text: string, area: HTMLTextAreaElement | null) {
    if (this._editor !== undefined) {
      this._editor.insertText(text);
      this._tell();
    } else if (area !== null) {
      area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end');
      this._typed(area);
    }
  }

  insertHtml(html: string, area: HTMLTextAreaElement | null) {
    if (this._editor === undefined) return this.insertText(textOfNodes(editorFragment(html)), area);
    this._editor.insertHtml(html);
    return this._tell();
  }

  insertPicture(url: string, { name, cid }: { readonly name: string; readonly cid?: string }) {
    this._editor?.insertPicture(url, cid!, name);
    this._tell();
  }

  /** The signature of another identity takes the place of the one before; what the person made of it stays. */
  changeSignature(before: string, after: string, area: HTMLTextAreaElement | null) {
    if (before === after) return;
    if (this._editor !== undefined) {
      this._editor.setSignature(after === '' ? '' : signatureHtml(after));
      this._tell();
    } else if (area !== null) {
      const old = `\n\n-- \n${before}`;
      const fresh = after === '' ? '' : `\n\n-- \n${after}`;
      if (before === '') area.value += fresh;
      else if (area.value.includes(old)) area.value = area.value.replace(old, () => fresh);
      this._typed(area);
    }
  }

  /** The quote becomes part of what is written. */
  takeQuote(quote: ComposeQuote, draft: ComposeDraft, area: HTMLTextAreaElement | null) {
    if (this._editor === undefined) {
      if (area === null) return;
      area.value = `${draft.text}\n\n${quote.attribution}\n${quote.text}\n`;
      return this._typed(area);
    }
    const inner = quote.html === '' ? htmlOfText(quote.text.replace(/^> ?/gm, '')) : quote.html;
    const head = `<div>${escapeHtml(quote.attribution).replaceAll('\n', '<br>')}</div>`;
    const body = quote.isForward ? `<div>${inner}</div>` : `<blockquote>${inner}</blockquote>`;
    this._editor.setHtml(`${draft.html}<div><br></div>${head}${body}`);
    this._editor.focus('start');
    return this._tell();
  }
}
