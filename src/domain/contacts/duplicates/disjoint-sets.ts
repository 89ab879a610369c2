/** Numbers 0 … n − 1 in sets that only grow together (union by size, path halving): next to linear. */
export interface DisjointSets {
  /** One number that stands for the set. */
  find(member: number): number;
  /** @returns whether they were apart. */
  unite(a: number, b: number): boolean;
}

export function createDisjointSets(count: number): DisjointSets {
  const parents = new Uint32Array(count);
  const sizes = new Uint32Array(count).fill(1);
  for (let at = 0; at < count; at += 1) parents[at] = at;
  const parentOf = (member: number) => parents[member] as number;
  const find = (member: number) => {
    let at = member;
    while (parentOf(at) !== at) {
      parents[at] = parentOf(parentOf(at));
      at = parentOf(at);
    }
    return at;
  };
  return {
    find,
    unite(a, b) {
      let [big, small] = [find(a), find(b)];
      if (big === small) return false;
      if ((sizes[big] as number) < (sizes[small] as number)) [big, small] = [small, big];
      parents[small] = big;
      sizes[big] = (sizes[big] as number) + (sizes[small] as number);
      return true;
    },
  };
}
