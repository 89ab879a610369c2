import { html, type TemplateResult } from 'lit';

/** A word of an address with what stands behind it. */
const WORDS = /[^@./_?&=+:-]*[@./_?&=+:-]+|[^@./_?&=+:-]+$/g;

/** A mail or web address that goes into the next line between its words; broken at any letter it is hard to read. */
export function breakAddress(address: string): TemplateResult {
  const words = address.match(WORDS) ?? [];
  return html`${words.map((word, index) => (index === 0 ? word : html`<wbr />${word}`))}`;
}
