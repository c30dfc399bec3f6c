import type { RuleDocument, RuleEdge } from './document.ts';
import { splitEnd } from './document.ts';

/** Who leads to whom. Everything comes in document order; edges to nowhere are left aside. */
export interface Topology {
  /** Every node after all that lead to it. Nodes that stand on a cycle, or after one, come last, in document order. */
  readonly order: readonly string[];
  /** The part of the order that no cycle disturbs. */
  readonly sorted: readonly string[];
  /** Each group of nodes that reach one another. */
  readonly cycles: readonly (readonly string[])[];
  readonly into: ReadonlyMap<string, readonly RuleEdge[]>;
  readonly outOf: ReadonlyMap<string, readonly RuleEdge[]>;
}

export function topology(graph: Pick<RuleDocument, 'nodes' | 'edges'>): Topology {
  const position = new Map<string, number>();
  graph.nodes.forEach((node, index) => {
    if (!position.has(node.id)) position.set(node.id, index);
  });
  const into = new Map<string, RuleEdge[]>();
  const outOf = new Map<string, RuleEdge[]>();
  for (const edge of graph.edges) {
    const from = splitEnd(edge.from).node;
    const to = splitEnd(edge.to).node;
    if (!position.has(from) || !position.has(to)) continue;
    push(outOf, from, edge);
    push(into, to, edge);
  }
  const ids = [...position.keys()];
  const { ordered, rest } = sort(ids, position, into, outOf);
  return { order: [...ordered, ...rest], sorted: ordered, cycles: rest.length === 0 ? [] : cycles(rest, into, outOf), into, outOf };
}

/** All nodes that rows from these can reach; they themselves only where a cycle leads back. */
export const downstream = (of: Iterable<string>, { outOf }: Topology): Set<string> =>
  reach(of, (id) => (outOf.get(id) ?? []).map((edge) => splitEnd(edge.to).node));

/** All nodes whose rows can reach these. */
export const upstream = (of: Iterable<string>, { into }: Topology): Set<string> =>
  reach(of, (id) => (into.get(id) ?? []).map((edge) => splitEnd(edge.from).node));

/** Whether an edge between two nodes would close a cycle. */
export const wouldCycle = (graph: Pick<RuleDocument, 'nodes' | 'edges'>, from: string, to: string): boolean =>
  from === to || downstream([to], topology(graph)).has(from);

function reach(of: Iterable<string>, next: (id: string) => readonly string[]): Set<string> {
  const found = new Set<string>();
  const open = [...of];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const each of next(id)) {
      if (found.has(each)) continue;
      found.add(each);
      open.push(each);
    }
  }
  return found;
}

/** Kahn's order, always taking the ready node that stands first in the document. */
function sort(
  ids: readonly string[],
  position: ReadonlyMap<string, number>,
  into: ReadonlyMap<string, readonly RuleEdge[]>,
  outOf: ReadonlyMap<string, readonly RuleEdge[]>,
): { ordered: string[]; rest: string[] } {
  const waits = new Map(ids.map((id) => [id, into.get(id)?.length ?? 0]));
  const ready = heap((id: string) => position.get(id) ?? 0);
  for (const id of ids) if (waits.get(id) === 0) ready.push(id);
  const ordered: string[] = [];
  for (let id = ready.pop(); id !== undefined; id = ready.pop()) {
    ordered.push(id);
    waits.delete(id);
    for (const edge of outOf.get(id) ?? []) {
      const to = splitEnd(edge.to).node;
      const left = (waits.get(to) ?? 0) - 1;
      waits.set(to, left);
      if (left === 0) ready.push(to);
    }
  }
  return { ordered, rest: ids.filter((id) => waits.has(id)) };
}

/** A queue that gives the least item first. */
function heap<Item>(rank: (item: Item) => number): { push(item: Item): void; pop(): Item | undefined } {
  const items: Item[] = [];
  const at = (index: number): number => {
    const item = items[index];
    return item === undefined ? Infinity : rank(item);
  };
  const swap = (a: number, b: number): void => {
    const left = items[a];
    const right = items[b];
    if (left === undefined || right === undefined) return;
    items[a] = right;
    items[b] = left;
  };
  return {
    push(item) {
      let index = items.push(item) - 1;
      for (let parent = (index - 1) >> 1; index > 0 && at(index) < at(parent); parent = (index - 1) >> 1) {
        swap(index, parent);
        index = parent;
      }
    },
    pop() {
      swap(0, items.length - 1);
      const least = items.pop();
      for (let index = 0; ; ) {
        const left = 2 * index + 1;
        const child = at(left + 1) < at(left) ? left + 1 : left;
        if (!(at(child) < at(index))) return least;
        swap(index, child);
        index = child;
      }
    },
  };
}

/** Strongly connected nodes, found without recursion: long chains must not overflow the stack. */
function cycles(
  ids: readonly string[],
  into: ReadonlyMap<string, readonly RuleEdge[]>,
  outOf: ReadonlyMap<string, readonly RuleEdge[]>,
): string[][] {
  const finished: string[] = [];
  const seen = new Set<string>();
  for (const root of ids) {
    const open: { id: string; next: number }[] = seen.has(root) ? [] : [{ id: root, next: 0 }];
    seen.add(root);
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const edge = outOf.get(top.id)?.[top.next++];
      if (edge === undefined) {
        finished.push(top.id);
        open.pop();
        continue;
      }
      const to = splitEnd(edge.to).node;
      if (!seen.has(to)) open.push({ id: to, next: 0 });
      seen.add(to);
    }
  }

  const owner = new Map<string, string>();
  const groups = new Map<string, string[]>();
  for (const root of finished.toReversed()) {
    const open = owner.has(root) ? [] : [root];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (owner.has(id)) continue;
      owner.set(id, root);
      push(groups, root, id);
      for (const edge of into.get(id) ?? []) open.push(splitEnd(edge.from).node);
    }
  }
  const rank = new Map(ids.map((id, index) => [id, index]));
  const inOrder = (a: string, b: string): number => (rank.get(a) ?? -1) - (rank.get(b) ?? -1);
  return [...groups.values()]
    .map((group) => group.filter((id) => rank.has(id)).toSorted(inOrder))
    .filter((group) => group.length > 1 || group.some((id) => leadsToItself(id, outOf)))
    .toSorted((a, b) => inOrder(a[0] ?? '', b[0] ?? ''));
}

const leadsToItself = (id: string, outOf: ReadonlyMap<string, readonly RuleEdge[]>): boolean =>
  (outOf.get(id) ?? []).some((edge) => splitEnd(edge.to).node === id);

function push<Key, Item>(lists: Map<Key, Item[]>, key: Key, item: Item): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}
