/** More of one field are not read; the last ones say where a message belongs. */
const MAX_IDS = 1000;

/**
 * The ids of Message-ID, In-Reply-To or References (RFC 5322 §3.6.4), without brackets (RFC 8621 §4.1.2.5). Words around
 * them, as old mailers write, are left out; a field of nothing but one bare word is that word.
 */
export function readMessageIds(field: string): string[] {
  const ids: string[] = [];
  for (const [, id = ''] of field.matchAll(/<([^<>]*)>/g)) {
    const clean = id.replace(/\s+/g, '');
    if (clean !== '') ids.push(clean);
  }
  if (ids.length > MAX_IDS) return [ids[0]!, ...ids.slice(1 - MAX_IDS)];
  if (ids.length > 0) return ids;
  const bare = field.trim().replace(/[<>]/g, '');
  return bare !== '' && bare.length <= 998 && /^[^\s"(),:;]+@?[^\s"(),:;]*$/.test(bare) ? [bare] : [];
}
