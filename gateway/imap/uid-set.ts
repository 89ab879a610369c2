/** UIDs as IMAP writes sets (RFC 9051 §9, sequence-set): `1:3,7`. */
export function uidSet(uids: readonly number[]): string {
  const sorted = [...new Set(uids)].sort((a, b) => a - b);
  const parts: string[] = [];
  for (let at = 0; at < sorted.length; ) {
    const first = sorted[at] as number;
    let end = at;
    while (sorted[end + 1] === (sorted[end] as number) + 1) end++;
    parts.push(end === at ? String(first) : `${first}:${sorted[end]}`);
    at = end + 1;
  }
  return parts.join(',');
}

/** The same in pieces that fit into a command line of any server. */
export function uidSets(uids: readonly number[]): string[] {
  const MAX_CHARACTERS = 4_000;
  const sets: string[] = [];
  let set = '';
  for (const part of uidSet(uids).split(',')) {
    if (set !== '' && set.length + part.length >= MAX_CHARACTERS) {
      sets.push(set);
      set = '';
    }
    set += set === '' ? part : `,${part}`;
  }
  return set === '' ? sets : [...sets, set];
}
