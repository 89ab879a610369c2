import { html, type TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';

/**
 * A Lucide icon from `import x from 'lucide-static/icons/….svg?raw'`, 18 px, in the text's colour, hidden from readers.
 * Only ever give it such an import: the string is trusted as markup.
 */
export function icon(svg: string): TemplateResult {
  return html`<span class="icon" aria-hidden="true">${unsafeHTML(svg)}</span>`;
}
