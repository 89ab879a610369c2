// Plain text as its writer meant it: format=flowed and marks of quotes (RFC 3676).

/** Lines of the same depth of quoting, in order. */
export interface TextBlock {
  /** How many `>` stood before it; 0 for what is not quoted. */
  readonly depth: number;
  readonly text: string;
}

/** Deeper quotes are shown as if they were this deep. */
const MAX_DEPTH = 9;

/**
 * Joins the lines that were broken for sending (RFC 3676 §4.2) and takes the blanks out that kept them from harm (§4.4).
 * Marks of quotes stay. Bounded: linear in the text.
 *
 * @param delSp - The blank at a line's end belongs to the break (§4.3).
 */
export function unflow(text: string, delSp: boolean): string {
  const out: string[] = [];
  let open: { depth: number; text: string } | undefined;
  const close = () => {
    if (open !== undefined) out.push(`${open.depth === 0 ? '' : `${'>'.repeat(open.depth)} `}${open.text}`);
    open = undefined;
  };
  for (const line of text.replace(/\r\n?/g, '\n').split('\n')) {
    const depth = /^>*/.exec(line)![0].length;
    const content = line.slice(depth).replace(/^ /, '');
    const isSignature = content === '-- ';
    if (open !== undefined && (open.depth !== depth || isSignature)) close();
    const before: string = open?.text ?? '';
    const flows = content.endsWith(' ') && !isSignature;
    open = { depth, text: before + (flows && delSp ? content.slice(0, -1) : content) };
    if (!flows) close();
  }
  close();
  return out.join('\n');
}

/** Divides text by its marks of quotes; a blank between marks does not count. */
export function quoteBlocks(text: string): TextBlock[] {
  const blocks: { depth: number; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const marks = /^(?:> ?)*/.exec(line)![0];
    const depth = Math.min(MAX_DEPTH, marks.replaceAll(' ', '').length);
    const last = blocks.at(-1);
    const content = line.slice(marks.length);
    if (last?.depth === depth) last.lines.push(content);
    else blocks.push({ depth, lines: [content] });
  }
  return blocks.map(({ depth, lines }) => ({ depth, text: lines.join('\n') }));
}
