// What somebody wrote, and what of it was quoted or is a signature, in plain text of any program.

export interface ReplyParts {
  /** What the sender wrote. */
  readonly own: string;
  /** What stands below it of other mail, with the line that says whose it is; empty without. */
  readonly quoted: string;
  /** Behind `-- ` (RFC 3676 §4.3), without that line; empty without. */
  readonly signature: string;
}

/** Lines a line like `On … wrote:` may be broken into. */
const MAX_SPAN = 5;
const MAX_LINE = 500;
/** `On … wrote:` in the languages whose programs write so; the verb may stand before the name. */
const BEGINS = /(?:^|-{2,} ?)(?:on|le|am|il|el|op|den|em|vào|w dniu|dnia)\s/i;
const WROTE =
  /(?:wrote|sent|schrieb|a écrit|ha scritto|escribió|geschreven|schreef|skrev|escreveu|napisał\(?a?\)?|đã viết)\s*(?::|-{2,})?\s*$|\sschrieb\s.{0,200}:\s*$/i;
/** `2014-10-17 11:28 GMT+03:00 Name <a@b.example>:` */
const DATED = /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\s.{0,300}<\s*[^<>\s]+@[^<>\s]+>.{0,20}$/;
const RULER =
  /^\s*-{2,}\s*(?:original message|ursprüngliche nachricht|message d'origine|messaggio originale|mensaje original|.{1,100} wrote)\s*-{2,}\s*$/i;
const FIELD =
  /^\s*\*?(?:from|sent|to|date|subject|cc|von|gesendet|an|datum|betreff|de|envoyé|à|objet|da|inviato|a|oggetto|data|enviado|para|asunto|fecha|fra|sendt|til|emne|från|skickat|till|ämne|van|verzonden|aan|onderwerp)\s?\*?\s?:/i;
const FORWARDED =
  /^\s*-{3,}\s*(?:forwarded message|weitergeleitete nachricht|message transféré|messaggio inoltrato|mensaje reenviado)\s*-{3,}/i;

/**
 * Divides the text of an answer. What is forwarded stays the sender's own; without a mark of a quote everything is. Bounded:
 * linear in the text.
 */
export function splitReply(text: string): ReplyParts {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const start = quoteStart(lines);
  const head = lines.slice(0, start);
  // What is written below the quote is the sender's own, too.
  const below = start < lines.length ? belowQuote(lines, start) : lines.length;
  const signed = head.findLastIndex((line) => line === '-- ' || line === '--');
  const own = [...(signed === -1 ? head : head.slice(0, signed)), ...lines.slice(below)];
  return {
    own: own.join('\n').trim(),
    quoted: lines.slice(start, below).join('\n').trim(),
    signature:
      signed === -1
        ? ''
        : head
            .slice(signed + 1)
            .join('\n')
            .trim(),
  };
}

function quoteStart(lines: readonly string[]): number {
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]!.slice(0, MAX_LINE);
    if (FORWARDED.test(line)) return lines.length;
    if (
      RULER.test(line) ||
      DATED.test(`${line} ${lines[at + 1]?.slice(0, MAX_LINE) ?? ''}`.trim()) ||
      DATED.test(line) ||
      isAttribution(lines, at) ||
      isHeader(lines, at)
    )
      return at;
    if (line.startsWith('>') && isQuoteToEnd(lines, at)) return at;
  }
  return lines.length;
}

function isAttribution(lines: readonly string[], at: number): boolean {
  const first = lines[at]!.slice(0, MAX_LINE).trim();
  if (!BEGINS.test(first) || first.startsWith('>')) return false;
  let joined = '';
  for (const line of lines.slice(at, at + MAX_SPAN)) {
    joined += ` ${line.slice(0, MAX_LINE)}`;
    if (WROTE.test(joined) && /\d/.test(joined)) return true;
  }
  return false;
}

/** Two fields of a header right below each other. */
function isHeader(lines: readonly string[], at: number): boolean {
  return FIELD.test(lines[at]!.slice(0, MAX_LINE)) && FIELD.test(lines[at + 1]?.slice(0, MAX_LINE) ?? '');
}

/** Only quoted and empty lines follow, up to something the sender wrote below. */
function isQuoteToEnd(lines: readonly string[], at: number): boolean {
  return lines.slice(at + 1, at + 3).every((line) => /^\s*$|^>/.test(line));
}

/** Where the sender goes on below a quote whose lines are all marked; behind the text otherwise. */
function belowQuote(lines: readonly string[], start: number): number {
  if (isHeader(lines, start) || RULER.test(lines[start]!)) return lines.length;
  const marked = lines.findIndex((line, index) => index >= start && line.startsWith('>') && !WROTE.test(line));
  if (marked === -1 || marked > start + MAX_SPAN + 2) return lines.length;
  let at = marked;
  while (at < lines.length && (lines[at]!.startsWith('>') || lines[at]!.trim() === '')) at += 1;
  return at;
}
