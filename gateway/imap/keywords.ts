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

/** What programs tell each other of a message, and no person has named. */
const isMark = (flag: string) => /^(?:\$|junk$|nonjunk$|notjunk$)/i.test(flag);

/**
 * Of flags that a message is to get, those its mailbox can keep (PERMANENTFLAGS, RFC 9051 §7.1; absent, or with `\*`, all of
 * them), as it spells them. Marks of programs go without saying: what they are about is done all the same.
 *
 * @returns `refused`: a label, or a flag, that would be lost
 */
export function keepable(
  flags: readonly string[],
  permanent: ReadonlySet<string> | undefined,
): { readonly kept: readonly string[]; readonly refused: readonly string[] } {
  if (permanent === undefined || permanent.has('\\*')) return { kept: flags, refused: [] };
  const spelling = new Map([...permanent].map((flag) => [flag.toLowerCase(), flag]));
  return {
    kept: flags.flatMap((flag) => spelling.get(flag.toLowerCase()) ?? []),
    refused: flags.filter((flag) => !spelling.has(flag.toLowerCase()) && !isMark(flag)),
  };
}

/** Marked as deleted and not gone yet: nobody wants to see it. */
export const isDeleted = (flags: ReadonlySet<string>) => [...flags].some((flag) => flag.toLowerCase() === '\\deleted');
