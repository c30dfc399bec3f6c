/** How much may be tried, and a moment for others in between. */
export interface Patience {
  readonly mostTries: number;
  readonly between: () => Promise<void>;
}

/**
 * A smallest part of some items for which something still holds: without any one of them it would not, unless the
 * patience ran out before that was sure. It is taken to hold for all of them.
 */
export async function reduced<Item>(items: readonly Item[], holds: (some: readonly Item[]) => boolean, { mostTries, between }: Patience): Promise<readonly Item[]> {
  let tries = 0;
  let kept = items;
  // What came last usually counts: often a few of them are enough to begin with.
  for (let size = 1; size < items.length && kept === items && tries < mostTries; size *= 2) {
    const last = items.slice(-size);
    tries += 1;
    await between();
    if (holds(last)) kept = last;
  }
  for (let size = Math.ceil(items.length / 2); size >= 1 && kept.length > 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    // The oldest go first: what came just before usually counts.
    for (let from = 0; from < kept.length && tries < mostTries; ) {
      const without = kept.toSpliced(from, size);
      tries += 1;
      await between();
      if (without.length > 0 && holds(without)) kept = without;
      else from += size;
    }
  }
  return kept;
}
