// Text for `format=flowed` (RFC 3676 §4): lines of 76 characters that readers may join again.

const WIDTH = 76;

/**
 * Soft breaks where lines are long; quoted lines keep their marks, a line that would be read as a quote or as `From ` is
 * stuffed with a blank. Blanks at the ends of lines go, but for the signature's `-- `.
 */
export function flow(text: string): string {
  return text.replace(/\r\n?/g, '\n').split('\n').flatMap(flowLine).join('\n');
}

function flowLine(line: string): string[] {
  if (line === '-- ') return [line];
  const marks = /^(?:> ?)*/.exec(line)![0].replace(/ /g, '');
  const content = (marks === '' ? line : line.replace(/^(?:> ?)*/, '')).replace(/[ \t]+$/, '');
  const lead = marks === '' ? '' : `${marks} `;
  const lines: string[] = [];
  let rest = content;
  while (rest.length > WIDTH - lead.length) {
    const at = breakAt(rest, WIDTH - lead.length - 1);
    if (at === -1) break;
    lines.push(lead + stuff(rest.slice(0, at + 1), marks));
    rest = rest.slice(at + 1);
  }
  lines.push(rest === '' ? marks : lead + stuff(rest, marks));
  return lines;
}

/** The last blank up to `width`, or else the first one behind it, with a word on both sides; -1 without one. */
function breakAt(text: string, width: number): number {
  for (let at = Math.min(width, text.length - 2); at > 0; at -= 1) if (isBreak(text, at)) return at;
  for (let at = width + 1; at < text.length - 1; at += 1) if (isBreak(text, at)) return at;
  return -1;
}

/** A line must not begin with a blank that was its own, nor end in the signature's mark. */
function isBreak(text: string, at: number): boolean {
  return text[at] === ' ' && text[at + 1] !== ' ' && text[at - 1] !== ' ' && text.slice(0, at + 1) !== '-- ';
}

/** Behind quote marks the blank that follows them is the stuffing. */
function stuff(line: string, marks: string): string {
  return marks === '' && /^(?: |>|From )/.test(line) ? ` ${line}` : line;
}
