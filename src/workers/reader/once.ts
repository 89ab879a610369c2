/** Ids that are kept: of commands given in other tabs only one half ever comes. */
const MAX_KEPT = 256;

/** @returns whether something is heard of for the first time; always, when it has no id. */
export function createOnce(): (id: string | undefined) => boolean {
  const heard = new Set<string>();
  return (id) => {
    if (id === undefined) return true;
    if (heard.delete(id)) return false;
    heard.add(id);
    if (heard.size > MAX_KEPT) heard.delete([...heard][0] as string);
    return true;
  };
}
