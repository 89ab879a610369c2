import { html, type TemplateResult } from 'lit';

const templates = new Map<string, TemplateStringsArray>();

/**
 * A Lucide icon from `import x from 'lucide-static/icons/….svg?raw'`, 18 px, in the text's colour, hidden from readers.
 * Only ever give it such an import: the string is trusted as markup.
 */
export function icon(svg: string): TemplateResult {
  return html`<span class="icon" aria-hidden="true">${html(templateOf(svg))}</span>`;
}

/** Lit knows a template by its strings: the same ones for the same icon. */
function templateOf(svg: string): TemplateStringsArray {
  const known = templates.get(svg);
  if (known !== undefined) return known;
  const strings = Object.assign([svg], { raw: [svg] });
  templates.set(svg, strings);
  return strings;
}
