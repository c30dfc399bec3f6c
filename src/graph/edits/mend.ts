import { z } from '../../data/zod.ts';
import type { RuleDocument, RuleEdge, RuleGroup } from '../document.ts';
import { splitEnd } from '../document.ts';
import { defineEdit, done } from './edit.ts';
import type { PortsOf } from './ends.ts';
import { portsOf, readEnd, writeEnd } from './ends.ts';
import { freshId } from './ids.ts';

/** Puts right what can be put right without a choice: what `checkStructure` finds, but for circles and lost tests. */
export const mend = defineEdit({
  args: z.object({}),
  words: () => ({ en: 'Mend the graph', zh: '修复规则图' }),
  apply(before, _, meaning) {
    const nodes = distinct(before.nodes);
    const ids = new Set(nodes.map(({ id }) => id));
    return done(changed(before, {
      nodes,
      edges: soundEdges(before.edges, ids, portsOf({ ...before, nodes }, meaning)),
      groups: soundGroups(distinct(before.groups), ids),
      notes: distinct(before.notes),
      sets: distinct(before.sets),
      tables: distinct(before.tables),
    }));
  },
});

/** Where two things share an id, the first keeps it: that is the one that all else leads to. */
function distinct<Item extends { id: string }>(items: Item[]): Item[] {
  const all = new Set(items.map(({ id }) => id));
  const seen = new Set<string>();
  const mended = items.map((item) => {
    const id = seen.has(item.id) ? freshId(all, item.id, 'item') : item.id;
    all.add(id);
    seen.add(id);
    return id === item.id ? item : { ...item, id };
  });
  return mended.every((item, index) => item === items[index]) ? items : mended;
}

/** Edges between nodes that are there, each once, however its ends are written. */
function soundEdges(edges: RuleEdge[], ids: ReadonlySet<string>, ports: PortsOf): RuleEdge[] {
  const seen = new Set<string>();
  const sound = edges.filter(({ from, to }) => {
    const key = `${writeEnd(readEnd(from, 'outputs', ports), 'outputs', ports)} ${writeEnd(readEnd(to, 'inputs', ports), 'inputs', ports)}`;
    const keep = !seen.has(key) && ids.has(splitEnd(from).node) && ids.has(splitEnd(to).node);
    seen.add(key);
    return keep;
  });
  return sound.length === edges.length ? edges : sound;
}

/** Each node in the first of the groups that name it; groups that so become empty go. */
function soundGroups(groups: RuleGroup[], ids: ReadonlySet<string>): RuleGroup[] {
  const taken = new Set<string>();
  const sound = groups.flatMap((group) => {
    const nodes = group.nodes.filter((id) => {
      const keep = ids.has(id) && !taken.has(id);
      taken.add(id);
      return keep;
    });
    if (nodes.length === group.nodes.length) return [group];
    return nodes.length === 0 ? [] : [{ ...group, nodes }];
  });
  return sound.length === groups.length && sound.every((group, index) => group === groups[index]) ? groups : sound;
}

function changed(before: RuleDocument, parts: Partial<RuleDocument>): RuleDocument {
  const same = Object.entries(parts).every(([key, part]) => before[key] === part);
  return same ? before : { ...before, ...parts };
}
