// The text that is answered, as plain text (RFC 3676 §4.5; rule MC4).

/** Characters of a quote: who wants more reads the message itself. */
const MAX_QUOTE = 500_000;

/** Each line behind a mark; marks of quotes in it grow by one, and a signature at its end is left out. */
export function quoteText(text: string): string {
  return withoutSignature(text.slice(0, MAX_QUOTE).replace(/\r\n?/g, '\n'))
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' || line.startsWith('>') ? `>${line}` : `> ${line}`))
    .join('\n');
}

function withoutSignature(text: string): string {
  const at = text.lastIndexOf('\n-- \n');
  return at === -1 ? text : text.slice(0, at);
}

/** The own text, then the quote with the line that says whose it is. */
export function withQuote(own: string, quote: { readonly attribution: string; readonly text: string }): string {
  return `${own.trimEnd()}\n\n${quote.attribution}\n${quote.text}\n`;
}
