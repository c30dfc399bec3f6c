import type { JsonPath } from '../data/json.ts';
import { equalJson } from '../data/json.ts';
import type { Detail } from './details.ts';
import { details } from './details.ts';
import type { ReferenceTable, RuleDocument, RuleEdge, RuleGroup, RuleNode, RuleNote, SavedTest, ValueSet } from './document.ts';
import { documentSchema } from './document.ts';
import { renameNodeIds } from './node-ids.ts';

/** What became of a graph between two versions, thing by thing. */
export interface DocumentDiff {
  readonly before: RuleDocument;
  readonly after: RuleDocument;
  readonly changes: readonly Change[];
}

/** Everything a document lists, by what one of it is called. */
export interface Things {
  readonly node: RuleNode;
  readonly edge: RuleEdge;
  readonly group: RuleGroup;
  readonly note: RuleNote;
  readonly set: ValueSet;
  readonly table: ReferenceTable;
  readonly test: SavedTest;
}
export type ThingName = keyof Things;

export type Change =
  | { [Name in ThingName]: ThingChange<Name> }[ThingName]
  /** The graph's own name, description and language. */
  | { readonly what: 'graph'; readonly how: 'changed'; readonly layout: false; readonly details: readonly Detail[] }
  /** The nodes stand in another order, in which reasons are listed. */
  | { readonly what: 'order'; readonly how: 'changed'; readonly layout: false };

export type ThingChange<Name extends ThingName> =
  | { readonly what: Name; readonly how: 'added'; readonly layout: boolean; readonly after: Things[Name] }
  | { readonly what: Name; readonly how: 'removed'; readonly layout: boolean; readonly before: Things[Name] }
  | {
      readonly what: Name;
      readonly how: 'changed';
      /** Only where things stand and how they look: what the graph does is the same. */
      readonly layout: boolean;
      readonly before: Things[Name];
      readonly after: Things[Name];
      readonly details: readonly Detail[];
    };

export function diffDocuments(before: RuleDocument, after: RuleDocument): DocumentDiff {
  const ids = changedIds(before.nodes, after.nodes);
  const oldIds = new Map([...ids].map(([from, to]) => [to, from]));
  const was = renameNodeIds(before, ids);
  const own = ownDetails(before, after);
  const changes: Change[] = [
    ...(own.length > 0 ? [{ what: 'graph', how: 'changed', layout: false, details: own } as const] : []),
    ...compareThings('node', before.nodes, after.nodes, byId, (at) => at[0] === 'at', ({ id }) => oldIds.get(id) ?? id),
    ...(sameNodeOrder(was, after) ? [] : [{ what: 'order', how: 'changed', layout: false } as const]),
    ...compareThings('edge', was.edges, after.edges, ({ from, to }) => `${from} ${to}`, never),
    ...compareThings('set', before.sets, after.sets, byId, never),
    ...compareThings('table', before.tables, after.tables, byId, never),
    ...compareThings('test', was.tests, after.tests, testKey, never, renamedTests(was.tests, after.tests)),
    ...compareThings('group', was.groups, after.groups, byId, always),
    ...compareThings('note', before.notes, after.notes, byId, always),
  ];
  return { before, after, changes };
}

/** Whether only the looks changed, so that nothing need be tested or published again. */
export const isLayoutOnly = ({ changes }: DocumentDiff): boolean => changes.every(({ layout }) => layout);

const byId = ({ id }: { readonly id: string }): string => id;
const always = (): boolean => true;
const never = (): boolean => false;

const lists = new Set(['format', 'version', 'nodes', 'edges', 'groups', 'notes', 'sets', 'tables', 'tests']);

function ownDetails(before: RuleDocument, after: RuleDocument): Detail[] {
  const keys = new Set([...Object.keys(documentSchema.shape), ...Object.keys(before), ...Object.keys(after)]);
  return [...keys].filter((key) => !lists.has(key)).flatMap((key) => details(before[key], after[key], [key]));
}

function sameNodeOrder(before: RuleDocument, after: RuleDocument): boolean {
  const known = new Set(after.nodes.map(byId));
  const left = before.nodes.map(byId).filter((id) => known.has(id));
  const kept = new Set(left);
  const right = after.nodes.map(byId).filter((id) => kept.has(id));
  return left.every((id, index) => id === right[index]);
}

function compareThings<Name extends ThingName>(
  what: Name,
  before: readonly Things[Name][],
  after: readonly Things[Name][],
  keyOf: (thing: Things[Name]) => string,
  isLayout: (at: JsonPath) => boolean,
  keyAfter = keyOf,
): ThingChange<Name>[] {
  const old = keyed(before, keyOf);
  const found: ThingChange<Name>[] = [];
  const layout = isLayout([]);
  for (const [key, thing] of keyed(after, keyAfter)) {
    const was = old.get(key);
    old.delete(key);
    if (was === undefined) found.push({ what, how: 'added', layout, after: thing });
    else {
      const changed = details(was, thing, []);
      if (changed.length > 0) {
        found.push({ what, how: 'changed', layout: changed.every(({ at }) => isLayout(at)), before: was, after: thing, details: changed });
      }
    }
  }
  for (const was of old.values()) found.push({ what, how: 'removed', layout, before: was });
  return found;
}

/** Nodes that only go by another id now: old to new. */
function changedIds(before: readonly RuleNode[], after: readonly RuleNode[]): Map<string, string> {
  const known = new Set(before.map(byId));
  const kept = new Set(after.map(byId));
  const come = after.filter(({ id }) => !known.has(id));
  const ids = new Map<string, string>();
  for (const node of before) {
    if (kept.has(node.id)) continue;
    const index = come.findIndex((each) => equalJson({ ...each, id: '' }, { ...node, id: '' }));
    const [now] = index < 0 ? [] : come.splice(index, 1);
    if (now !== undefined) ids.set(node.id, now.id);
  }
  return ids;
}

const testKey = ({ name }: SavedTest): string => JSON.stringify(name);

/** Tests have no id. A new name for the same test is a rename, not one test gone and another come. */
function renamedTests(before: readonly SavedTest[], after: readonly SavedTest[]): (test: SavedTest) => string {
  const namesBefore = new Set(before.map(testKey));
  const namesAfter = new Set(after.map(testKey));
  const free = before.filter((test) => !namesAfter.has(testKey(test)));
  const oldKeys = new Map<SavedTest, string>();
  for (const test of after) {
    if (namesBefore.has(testKey(test))) continue;
    const index = free.findIndex((each) => equalJson({ ...each, name: '' }, { ...test, name: '' }));
    const [was] = index < 0 ? [] : free.splice(index, 1);
    if (was !== undefined) oldKeys.set(test, testKey(was));
  }
  return (test) => oldKeys.get(test) ?? testKey(test);
}

/** By key; what has a key that is taken gets one with a number. */
function keyed<Thing>(things: readonly Thing[], keyOf: (thing: Thing) => string): Map<string, Thing> {
  const map = new Map<string, Thing>();
  for (const thing of things) {
    const key = keyOf(thing);
    let free = key;
    for (let number = 2; map.has(free); number++) free = `${key} #${number}`;
    map.set(free, thing);
  }
  return map;
}
