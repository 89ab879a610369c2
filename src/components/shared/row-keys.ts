/** Where a key leads in a list; `undefined` for keys that lead nowhere. May be outside of the list. */
export function rowForKey(
  key: string,
  { at, count, page }: { readonly at: number; readonly count: number; readonly page: number },
): number | undefined {
  switch (key) {
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    case 'ArrowDown':
      return at + 1;
    case 'ArrowUp':
      return at - 1;
    case 'PageDown':
      return at + Math.max(1, page);
    case 'PageUp':
      return at - Math.max(1, page);
    default:
      return undefined;
  }
}
