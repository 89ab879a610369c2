// The bar below what is written. Tools that are more than a format (templates, writing help) are added to `moreTools`.
import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import boldIcon from 'lucide-static/icons/bold.svg?raw';
import italicIcon from 'lucide-static/icons/italic.svg?raw';
import linkIcon from 'lucide-static/icons/link.svg?raw';
import bulletsIcon from 'lucide-static/icons/list.svg?raw';
import numbersIcon from 'lucide-static/icons/list-ordered.svg?raw';
import clearIcon from 'lucide-static/icons/remove-formatting.svg?raw';
import strikeIcon from 'lucide-static/icons/strikethrough.svg?raw';
import quoteIcon from 'lucide-static/icons/text-quote.svg?raw';
import underlineIcon from 'lucide-static/icons/underline.svg?raw';
import { writingHelpTool } from '../../assistant/writing-help-tool.js';
import { icon } from '../../shared/icon.js';
import { templateTool } from '../templates/template-tool.js';
import type { ComposeTarget, ComposeTool } from './compose-target.js';
import type { TextFormat } from './text-editor.js';

/** Beside the formats, in this order. */
export const moreTools: ComposeTool[] = [templateTool, writingHelpTool];

interface FormatBar {
  has(format: TextFormat): boolean;
  toggle(format: Exclude<TextFormat, 'link'>): void;
  link(): void;
  clear(): void;
}

const KEYS: Partial<Record<TextFormat, string>> = {
  bold: 'Ctrl+B',
  italic: 'Ctrl+I',
  underline: 'Ctrl+U',
  link: 'Ctrl+K',
};

/** Buttons of formats, in groups. */
export function formatBar(bar: FormatBar): TemplateResult {
  const button = (format: TextFormat, label: string, svg: string, run: () => void) => {
    const isOn = bar.has(format);
    const title = KEYS[format] === undefined ? label : `${label} (${KEYS[format]})`;
    return html`<button type="button" class=${classMap({ 'icon-button': true, plain: true, on: isOn })} aria-label=${label} title=${title} aria-pressed=${format === 'link' ? nothing : String(isOn)}
      @pointerdown=${(event: Event) => event.preventDefault()} @click=${run}>${icon(svg)}</button>`;
  };
  const toggle = (format: Exclude<TextFormat, 'link'>, label: string, svg: string) =>
    button(format, label, svg, () => bar.toggle(format));
  return html`<div class="formats" role="toolbar" aria-label=${msg('Formats')}>
    ${toggle('bold', msg('Bold'), boldIcon)} ${toggle('italic', msg('Italic'), italicIcon)} ${toggle('underline', msg('Underline'), underlineIcon)}
    ${toggle('strike', msg('Strikethrough'), strikeIcon)}<span class="gap"></span>
    ${toggle('bullets', msg('Bulleted list'), bulletsIcon)} ${toggle('numbers', msg('Numbered list'), numbersIcon)} ${toggle('quote', msg('Quote'), quoteIcon)}<span class="gap"></span>
    ${button('link', msg('Link'), linkIcon, () => bar.link())}
    <button type="button" class="icon-button plain" aria-label=${msg('Clear formats')} title=${msg('Clear formats')} @pointerdown=${(event: Event) => event.preventDefault()}
      @click=${() => bar.clear()}>${icon(clearIcon)}</button>
  </div>`;
}

/** Buttons of the further tools. */
export const toolButtons = (target: ComposeTarget) =>
  moreTools
    .filter(({ when }) => when?.(target) ?? true)
    .map(
      (tool) =>
        html`<button type="button" class="icon-button plain" aria-label=${tool.label()} title=${tool.label()} @click=${() => tool.run(target)}>${icon(tool.icon)}</button>`,
    );
