/** A field body on one line (RFC 5322 §2.2.3): a fold, with the blanks around it, is one space. */
export function unfold(value: string): string {
  if (!value.includes('\n') && !value.includes('\r')) return value.trim();
  return value.replace(/[ \t\r\n]+/g, (blanks) => (/[\r\n]/.test(blanks) ? ' ' : blanks)).trim();
}

/** Comments (RFC 5322 §3.2.2), those in comments too, as one space each. Linear; what is not closed goes to the end. */
export function withoutComments(text: string): string {
  if (!text.includes('(')) return text;
  let result = '';
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]!;
    if (character === '(') {
      if (depth === 0) result += ' ';
      depth += 1;
    } else if (character === ')' && depth > 0) depth -= 1;
    else if (character === '\\' && depth > 0) at += 1;
    else if (depth === 0) result += character;
  }
  return result;
}
