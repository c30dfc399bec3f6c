import { textSchema } from '../../data/schema.ts';
import { z } from '../../data/zod.ts';
import type { RuleDocument, RuleGroup } from '../document.ts';
import { changeItem, defineEdit, done, missingId, parts, quote, unknown } from './edit.ts';
import { checkNewId, freshId } from './ids.ts';

const some = z.array(z.string()).min(1);
const findGroup = (document: RuleDocument, id: string): RuleGroup | undefined => document.groups.find((group) => group.id === id);

export const group = defineEdit({
  args: z.object({ nodes: some, name: textSchema, id: z.string().optional() }),
  words: ({ name }) => quote('Group as', '编组为', { name }),
  apply(before, { nodes, name, id: wanted }) {
    const lost = missingId(nodes, before.nodes);
    if (lost !== undefined) return unknown(parts.node, lost);
    const fault = wanted === undefined ? undefined : checkNewId(wanted, before.groups);
    if (fault !== undefined) return fault;
    const members = new Set(nodes);
    const id = wanted ?? freshId(before.groups.map((each) => each.id), name, 'group');
    const groups = [...withoutMembers(before.groups, members), { id, name, nodes: [...members] }];
    return done({ ...before, groups }, [id]);
  },
});

export const ungroup = defineEdit({
  args: z.object({ group: z.string() }),
  words: (args, before) => quote('Ungroup', '取消分组', findGroup(before, args.group)),
  apply(before, { group: id }) {
    if (findGroup(before, id) === undefined) return unknown(parts.group, id);
    return done({ ...before, groups: before.groups.filter((each) => each.id !== id) });
  },
});

export const renameGroup = defineEdit({
  args: z.object({ group: z.string(), name: textSchema }),
  words: (args, before) => quote('Rename the group', '重命名分组', findGroup(before, args.group)),
  apply: (before, { group: id, name }) => change(before, id, (each) => ({ ...each, name })),
});

export const toggleGroup = defineEdit({
  args: z.object({ group: z.string(), collapsed: z.boolean().optional() }),
  words: (args, before) => {
    const found = findGroup(before, args.group);
    return args.collapsed ?? !(found?.collapsed ?? false) ? quote('Collapse', '折叠', found) : quote('Expand', '展开', found);
  },
  apply: (before, { group: id, collapsed }) =>
    change(before, id, (each) => ({ ...each, collapsed: collapsed ?? !(each.collapsed ?? false) })),
});

export const addToGroup = defineEdit({
  args: z.object({ group: z.string(), nodes: some }),
  words: (args, before) => quote('Add to the group', '加入分组', findGroup(before, args.group)),
  apply(before, { group: id, nodes }) {
    const lost = missingId(nodes, before.nodes);
    if (lost !== undefined) return unknown(parts.node, lost);
    const target = findGroup(before, id);
    if (target === undefined) return unknown(parts.group, id);
    const members = new Set(nodes);
    const others = before.groups.filter((each) => each.id !== id);
    const kept = new Map(withoutMembers(others, members).map((each) => [each.id, each]));
    const grown = { ...target, nodes: [...new Set([...target.nodes, ...members])] };
    return done({ ...before, groups: before.groups.flatMap((each) => (each.id === id ? grown : (kept.get(each.id) ?? []))) });
  },
});

export const removeFromGroup = defineEdit({
  args: z.object({ nodes: some }),
  words: () => ({ en: 'Take out of the group', zh: '移出分组' }),
  apply(before, { nodes }) {
    const lost = missingId(nodes, before.nodes);
    if (lost !== undefined) return unknown(parts.node, lost);
    return done({ ...before, groups: withoutMembers(before.groups, new Set(nodes)) });
  },
});

/** The groups without these nodes. A group that so becomes empty goes. */
export function withoutMembers(groups: RuleGroup[], gone: ReadonlySet<string>): RuleGroup[] {
  if (!groups.some((each) => each.nodes.some((id) => gone.has(id)))) return groups;
  return groups.flatMap((each) => {
    const nodes = each.nodes.filter((id) => !gone.has(id));
    if (nodes.length === each.nodes.length) return [each];
    return nodes.length === 0 ? [] : [{ ...each, nodes }];
  });
}

function change(before: RuleDocument, id: string, how: (group: RuleGroup) => RuleGroup): ReturnType<typeof done> | ReturnType<typeof unknown> {
  if (findGroup(before, id) === undefined) return unknown(parts.group, id);
  return done({ ...before, groups: changeItem(before.groups, id, how) });
}
