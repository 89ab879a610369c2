import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';

/** Six digits as people read them: in two groups. */
export const digitsText = (digits: string): string => `${digits.slice(0, 3)} ${digits.slice(3)}`;

export const digitsPart = (digits: string): TemplateResult =>
  html`<output class="digits" aria-label=${msg(str`Digits ${[...digits].join(' ')}`)}>${digitsText(digits)}</output>`;

export const waitPart = (text: string): TemplateResult => html`<p class="wait" role="status">${text}</p>`;

/** A code in its groups, each its own part: so a group that is wrong is found again. */
export const codePart = (code: string): TemplateResult =>
  html`<p class="code" aria-label=${msg('Code')}>${code.split(' ').map((group) => html`<span>${group} </span>`)}</p>`;
