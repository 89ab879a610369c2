/** What of a message is put into the address of a chat. */
export interface ChatQuote {
  readonly address: string;
  readonly name: string;
  readonly subject: string;
  readonly date: string;
}

/** Characters of a value. */
const MAX_VALUE = 300;

/**
 * The address of a correspondent's chat: a template with `{address}`, `{name}`, `{subject}` and `{date}` filled in, percent-encoded.
 * `undefined` for a template that leads to no page and no app of its own.
 */
export function chatLink(template: string, quote: ChatQuote): string | undefined {
  const href = template
    .trim()
    .replace(/\{(address|name|subject|date)\}/g, (_all, name: keyof ChatQuote) =>
      encodeURIComponent(quote[name].slice(0, MAX_VALUE)),
    );
  if (!URL.canParse(href)) return undefined;
  const { protocol } = new URL(href);
  return protocol === 'https:' || /^(?:xmpp|matrix|sip|im|msteams|slack|sgnl|tg|whatsapp|threema):$/.test(protocol)
    ? href
    : undefined;
}
