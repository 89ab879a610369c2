// Flags of IMAP and keywords of JMAP (RFC 8621 §4.1.1).

const KEYWORDS: Readonly<Record<string, string>> = {
  '\\seen': '$seen',
  '\\flagged': '$flagged',
  '\\answered': '$answered',
  '\\draft': '$draft',
};
const FLAGS: Readonly<Record<string, string>> = {
  $seen: '\\Seen',
  $flagged: '\\Flagged',
  $answered: '\\Answered',
  $draft: '\\Draft',
};

/** Keywords are ASCII without what IMAP and JMAP reserve, 255 characters at most. */
const KEYWORD = /^[!#$&'+\-./0-9:;<=>?@A-Z^_`a-z|~]{1,255}$/;

export function keywordsOf(flags: ReadonlySet<string>): string[] {
  const found = new Set<string>();
  for (const flag of flags) {
    const known = KEYWORDS[flag.toLowerCase()];
    if (known !== undefined) found.add(known);
    else if (!flag.startsWith('\\') && KEYWORD.test(flag)) found.add(flag.toLowerCase());
  }
  return [...found];
}

/** @returns `undefined` for what is no keyword. */
export function flagOf(keyword: string): string | undefined {
  const lower = keyword.toLowerCase();
  return FLAGS[lower] ?? (KEYWORD.test(keyword) ? lower : undefined);
}

/** Marked as deleted and not gone yet: nobody wants to see it. */
export const isDeleted = (flags: ReadonlySet<string>) => [...flags].some((flag) => flag.toLowerCase() === '\\deleted');
