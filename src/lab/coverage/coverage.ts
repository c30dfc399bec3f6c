import type { NodeAnalysis } from '../../compile/analyse.ts';
import type { Compilation } from '../../compile/compile.ts';
import { inLanguage, words } from '../../data/text.ts';
import type { Words } from '../../data/text.ts';
import { fieldLabel } from '../../data/words.ts';
import type { Statistics } from '../../engine/contract.ts';
import { kindNamed } from '../../kinds/registry.ts';
import { tableSchema } from '../../kinds/table/config.ts';
import type { Step, StreamRef, Template } from '../../plan/plan.ts';
import { inputsOf } from '../../plan/steps.ts';
import { leavesOf } from './leaves.ts';
import type { Leaf } from './leaves.ts';
import type { RowHits } from './table-hits.ts';

/** Which parts of a graph the rows of a run came to, and which none did: all from counts that a run makes. */

export interface Coverage {
  /** In the order of the document; nodes that do not run are left out. */
  readonly nodes: readonly NodeCoverage[];
  readonly parts: number;
  /** Parts that no row reached. */
  readonly missed: number;
  /** The same by what they are to people; groups that have no part are left out. */
  readonly groups: readonly CoverageGroup[];
  /** How many rows each stream had, as a run counts them. */
  readonly rows: Readonly<Record<StreamRef, number>>;
}

export interface CoverageGroup {
  readonly group: CoveredPart['group'];
  readonly parts: number;
  readonly missed: number;
}

/** What is counted of runs to tell it: that of several adds up. */
export type Counted = Pick<Statistics, 'rows' | 'reasons' | 'sources'>;

export interface NodeCoverage {
  readonly node: string;
  /** Rows that came to it; of a source those it took. */
  readonly rows: number;
  readonly parts: readonly CoveredPart[];
}

/**
 * An output, a reason that a rule gives, a row of a decision table (counted from 1) or that none of them matches, a
 * part of a condition that holds or does not, or that an alert or an output sends anything.
 */
export interface CoveredPart {
  readonly type: 'port' | 'reason' | 'row' | 'otherwise' | 'holds' | 'fails' | 'sent';
  readonly group: 'rule' | 'row' | 'condition' | 'output';
  /** Unlike that of any other part of the node. */
  readonly id: string;
  readonly label: Words;
  readonly rows: number;
}

/** `tables` as `countTableRows` counted them; without them rows of tables are not told of. */
export function coverageOf(compilation: Compilation, statistics: Counted, tables: ReadonlyMap<string, RowHits> = new Map()): Coverage {
  const steps = compilation.plan.steps;
  const leaves = leavesOf(compilation.plan);
  const nodes = compilation.analysis.document.nodes.flatMap(({ id }): readonly NodeCoverage[] => {
    const node = compilation.analysis.nodes.get(id);
    const own = steps.filter((step) => step.node === id);
    if (node === undefined || own.length === 0) return [];
    const parts = [
      ...portsOf(node, compilation.streams.get(id) ?? {}, statistics.rows),
      ...own.flatMap((step) => reasonsOf(step, node, statistics.reasons[step.id])),
      ...rowsOf(node, tables.get(id)),
      ...leaves.filter((leaf) => leaf.node === id).flatMap((leaf) => sidesOf(leaf, statistics)),
      ...own.flatMap((step) => sentBy(step, statistics.rows)),
    ];
    return [{ node: id, rows: rowsInto(own, statistics), parts }];
  });
  const parts = nodes.flatMap((node) => node.parts);
  const groups = groupNames.flatMap((group): readonly CoverageGroup[] => {
    const own = parts.filter((part) => part.group === group);
    return own.length === 0 ? [] : [{ group, parts: own.length, missed: own.filter(isMissed).length }];
  });
  return { nodes, parts: parts.length, missed: parts.filter(isMissed).length, groups, rows: statistics.rows };
}

const groupNames = ['rule', 'row', 'condition', 'output'] as const;

export const isMissed = ({ rows }: Pick<CoveredPart, 'rows'>): boolean => rows === 0;

type Counts = Statistics['rows'];

function rowsInto(steps: readonly Step[], { rows, sources }: Pick<Counted, 'rows' | 'sources'>): number {
  const [first] = steps;
  if (first === undefined) return 0;
  if (first.op === 'source') return sources[first.id]?.accepted ?? 0;
  return rowsOfAll(inputsOf(first).flat(), rows);
}

const rowsOfAll = (streams: readonly StreamRef[], rows: Counts): number => streams.reduce((sum, stream) => sum + (rows[stream] ?? 0), 0);

/** A part of a condition decides nothing where it is always the same. */
function sidesOf({ probe, index, input, label }: Leaf, { reasons, rows }: Counted): readonly CoveredPart[] {
  const holds = reasons[probe]?.[index];
  if (holds === undefined) return [];
  return [
    { type: 'holds', group: 'condition', id: `${probe} ${index}`, label, rows: holds },
    { type: 'fails', group: 'condition', id: `${probe} ${index} not`, label, rows: rowsOfAll(input, rows) - holds },
  ];
}

/** That rows are late or rejected is no aim; where there is one output, rows came out if any came in. */
function portsOf({ node, ports }: NodeAnalysis, streams: Readonly<Record<string, StreamRef>>, rows: Counts): readonly CoveredPart[] {
  const sortsOut = kindNamed(node.kind)?.family === 'rule' && ports.outputs.length > 1;
  return ports.outputs.flatMap(({ id, role, label }): readonly CoveredPart[] => {
    const stream = streams[id];
    if (stream === undefined || role === 'side' || role === 'outcome') return [];
    return [{ type: 'port', group: sortsOut && role === 'main' ? 'rule' : 'output', id, label: words((lang) => inLanguage(label, lang) || id), rows: rows[stream] ?? 0 }];
  });
}

/** Tables give one reason for all rows, which are told one by one. */
function reasonsOf(step: Step, { node, around }: NodeAnalysis, counts: readonly number[] | undefined): readonly CoveredPart[] {
  if (step.op !== 'project' || counts === undefined || node.kind === 'table') return [];
  const fields = around.inputs['in']?.fields ?? [];
  return step.changes.flatMap((change, index): readonly CoveredPart[] => {
    if (!('reason' in change)) return [];
    const label = words((lang) => templateInWords(change.reason, (name) => fieldLabel(fields.find((field) => field.name === name) ?? { name }, lang)));
    return [{ type: 'reason', group: 'rule', id: `${step.id} ${index}`, label, rows: counts[index] ?? 0 }];
  });
}

const templateInWords = (template: Template, label: (name: string) => string): string =>
  template.map((part) => (typeof part === 'string' ? part : `{${label(part.field)}}`)).join('');

function rowsOf({ node }: NodeAnalysis, hits: RowHits | undefined): readonly CoveredPart[] {
  const config = node.kind === 'table' && hits !== undefined ? tableSchema.safeParse(node.config) : undefined;
  if (config?.success !== true || hits === undefined) return [];
  const rows = config.data.rows.map((_, at): CoveredPart => ({ type: 'row', group: 'row', id: String(at + 1), label: { en: `row ${at + 1}`, zh: `第 ${at + 1} 行` }, rows: hits.rows.get(at + 1) ?? 0 }));
  return config.data.otherwise === undefined ? rows : [...rows, { type: 'otherwise', group: 'row', id: 'otherwise', label: { en: 'otherwise', zh: '其余情况' }, rows: hits.none }];
}

function sentBy(step: Step, rows: Counts): readonly CoveredPart[] {
  if (step.op === 'alert') return [{ type: 'sent', group: 'output', id: 'sent', label: { en: 'alerts', zh: '预警' }, rows: rows[`${step.id}.sent`] ?? 0 }];
  if (step.op === 'output') return [{ type: 'sent', group: 'output', id: 'rows', label: { en: 'rows', zh: '数据行' }, rows: rows[`${step.id}.rows`] ?? 0 }];
  return [];
}
