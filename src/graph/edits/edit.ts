import { deepestJson, jsonFault } from '../../data/json.ts';
import type { Problem } from '../../data/problem.ts';
import type { Text, Words } from '../../data/text.ts';
import { z } from '../../data/zod.ts';
import type { RuleDocument, RuleNode } from '../document.ts';
import type { Meaning } from '../meaning.ts';
import { error, nameOf, shorten } from '../problems.ts';

/** A named, pure change of a document. */
export interface Edit<Schema extends z.ZodType> {
  readonly args: Schema;
  /** What it does, for the list of changes and the tooltip of undo; in terms of the document before. */
  words(args: z.output<Schema>, before: RuleDocument): Words;
  apply(before: RuleDocument, args: z.output<Schema>, meaning: Meaning): Outcome;
}

/** The changed document, or why nothing was changed. */
export type Outcome = Done | Refused;

export interface Done {
  readonly document: RuleDocument;
  /** The ids of the nodes, groups or notes it made, to be selected next. */
  readonly made?: readonly string[] | undefined;
  /** Where it did more than its arguments say, what is to be said after the words of the edit. */
  readonly more?: Words | undefined;
  readonly problem?: undefined;
}

export interface Refused {
  readonly document?: undefined;
  readonly problem: Problem;
}

/** An edit that takes whatever it is given and never throws for it. */
export interface CheckedEdit<Schema extends z.ZodType> {
  readonly args: Schema;
  run(before: RuleDocument, args: unknown, meaning: Meaning): Edited;
}

export type Edited = (Done & { readonly words: Words }) | Refused;

export function defineEdit<Schema extends z.ZodType>(edit: Edit<Schema>): CheckedEdit<Schema> {
  return {
    args: edit.args,
    run(before, args, meaning) {
      // A config lies deeper in a document than in the arguments of an edit.
      const fault = jsonFault(args, deepestJson - 10);
      const parsed = edit.args.safeParse(args);
      if (fault !== undefined || !parsed.success) {
        const path = fault?.at ?? parsed.error?.issues[0]?.path ?? [];
        return refused('bad-arguments', `This change cannot be made: “${shorten(path.map(String).join(' › '))}” is not as it must be`, `无法进行此更改：“${shorten(path.map(String).join(' › '))}”不符合要求`);
      }
      const outcome = edit.apply(before, parsed.data, meaning);
      if (outcome.problem !== undefined) return outcome;
      const words = edit.words(parsed.data, before);
      const { more } = outcome;
      return { ...outcome, words: more === undefined ? words : { en: `${words.en} ${more.en}`, zh: `${words.zh}${more.zh}` } };
    },
  };
}

export const done = (document: RuleDocument, made?: readonly string[], more?: Words): Done => ({ document, made, more });

export const refused = (code: string, en: string, zh: string, about?: Pick<Problem, 'node' | 'field' | 'at'>): Refused => ({
  problem: error(code, en, zh, about),
});

export const unknown = (what: Words, id: string): Refused =>
  refused('unknown-part', `There is no ${what.en} “${shorten(id)}” any more`, `${what.zh}“${shorten(id)}”已不存在`);

export const parts = {
  node: { en: 'node', zh: '节点' },
  edge: { en: 'edge', zh: '连线' },
  port: { en: 'port', zh: '端口' },
  field: { en: 'field', zh: '字段' },
  group: { en: 'group', zh: '分组' },
  note: { en: 'note', zh: '便签' },
  set: { en: 'value set', zh: '值集合' },
  table: { en: 'table', zh: '参考表' },
  column: { en: 'column', zh: '列' },
  test: { en: 'test', zh: '测试' },
} as const;

/** Words around a name: `quote('Add', '添加', node)` is “Add “Velocity””. */
export function quote(en: string, zh: string, named: { readonly name: Text; readonly id?: string | undefined } | undefined): Words {
  if (named === undefined) return { en, zh };
  const name = nameOf(named);
  return { en: `${en} “${name.en}”`, zh: `${zh}“${name.zh}”` };
}

/** Words for one thing by name, for several by number. */
export function quoteAll(en: string, zh: string, nodes: readonly RuleNode[]): Words {
  const [only] = nodes;
  if (nodes.length === 1) return quote(en, zh, only);
  return { en: `${en} ${nodes.length} nodes`, zh: `${zh} ${nodes.length} 个节点` };
}

export const findNode = (document: RuleDocument, id: string): RuleNode | undefined =>
  document.nodes.find((node) => node.id === id);

/** The first id that names none of these. */
export function missingId(ids: Iterable<string>, among: readonly { readonly id: string }[]): string | undefined {
  const known = new Set(among.map(({ id }) => id));
  for (const id of ids) if (!known.has(id)) return id;
  return undefined;
}

/** The list with one item changed; the list itself where nothing did. */
export function changeItem<Item extends { readonly id: string }>(items: Item[], id: string, change: (item: Item) => Item): Item[] {
  return items.map((item) => (item.id === id ? change(item) : item));
}

/** Positions are whole numbers: a drag leaves no digits behind that no one can see. */
export const wholePoint = ([x, y]: readonly [number, number]): [number, number] => [Math.round(x) + 0, Math.round(y) + 0];

export const configSchema = z.record(z.string(), z.unknown());
