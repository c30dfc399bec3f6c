import type { NodeAnalysis } from '../../compile/analyse.ts';
import type { Compilation } from '../../compile/compile.ts';
import { inLanguage, words } from '../../data/text.ts';
import type { Words } from '../../data/text.ts';
import { fieldLabel } from '../../data/words.ts';
import type { Statistics } from '../../engine/contract.ts';
import { tableSchema } from '../../kinds/table/config.ts';
import type { Step, StreamRef, Template } from '../../plan/plan.ts';
import { inputsOf } from '../../plan/steps.ts';
import { leavesOf } from './leaves.ts';
import type { RowHits } from './table-hits.ts';

/** Which parts of a graph the rows of a run came to, and which none did: all from counts that a run makes anyway. */

export interface Coverage {
  /** In the order of the document; nodes that do not run are left out. */
  readonly nodes: readonly NodeCoverage[];
  readonly parts: number;
  /** Parts that no row reached. */
  readonly missed: number;
}

export interface NodeCoverage {
  readonly node: string;
  /** Rows that came to it; of a source those it took. */
  readonly rows: number;
  readonly parts: readonly CoveredPart[];
}

/**
 * An output, a reason that a rule gives, a row of a decision table (counted from 1) or that none of them matches, a
 * part of a condition, or that an alert or an output sends anything.
 */
export interface CoveredPart {
  readonly type: 'port' | 'reason' | 'row' | 'otherwise' | 'leaf' | 'sent';
  /** Unlike that of any other part of the node. */
  readonly id: string;
  readonly label: Words;
  readonly rows: number;
}

/** `tables` as `countTableRows` counted them; without them rows of tables are not told of. */
export function coverageOf(compilation: Compilation, statistics: Pick<Statistics, 'rows' | 'reasons' | 'sources'>, tables: ReadonlyMap<string, RowHits> = new Map()): Coverage {
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
      ...leaves.filter((leaf) => leaf.node === id).flatMap(({ probe, index, label }): readonly CoveredPart[] => {
        const rows = statistics.reasons[probe]?.[index];
        return rows === undefined ? [] : [{ type: 'leaf', id: `${probe} ${index}`, label, rows }];
      }),
      ...own.flatMap((step) => sentBy(step, statistics.rows)),
    ];
    return [{ node: id, rows: rowsInto(own, statistics), parts }];
  });
  const parts = nodes.flatMap((node) => node.parts);
  return { nodes, parts: parts.length, missed: parts.filter(({ rows }) => rows === 0).length };
}

type Counts = Statistics['rows'];

function rowsInto(steps: readonly Step[], { rows, sources }: Pick<Statistics, 'rows' | 'sources'>): number {
  const [first] = steps;
  if (first === undefined) return 0;
  if (first.op === 'source') return sources[first.id]?.accepted ?? 0;
  return inputsOf(first).flat().reduce((sum, stream) => sum + (rows[stream] ?? 0), 0);
}

/** That rows are late or rejected is no aim; where there is one output, rows came out if any came in. */
function portsOf({ ports }: NodeAnalysis, streams: Readonly<Record<string, StreamRef>>, rows: Counts): readonly CoveredPart[] {
  return ports.outputs.flatMap(({ id, role, label }): readonly CoveredPart[] => {
    const stream = streams[id];
    return stream === undefined || role === 'side' || role === 'outcome' ? [] : [{ type: 'port', id, label: words((lang) => inLanguage(label, lang) || id), rows: rows[stream] ?? 0 }];
  });
}

/** Tables give one reason for all rows, which are told one by one. */
function reasonsOf(step: Step, { node, around }: NodeAnalysis, counts: readonly number[] | undefined): readonly CoveredPart[] {
  if (step.op !== 'project' || counts === undefined || node.kind === 'table') return [];
  const fields = around.inputs['in']?.fields ?? [];
  return step.changes.flatMap((change, index): readonly CoveredPart[] => {
    if (!('reason' in change)) return [];
    const label = words((lang) => templateInWords(change.reason, (name) => fieldLabel(fields.find((field) => field.name === name) ?? { name }, lang)));
    return [{ type: 'reason', id: `${step.id} ${index}`, label, rows: counts[index] ?? 0 }];
  });
}

const templateInWords = (template: Template, label: (name: string) => string): string =>
  template.map((part) => (typeof part === 'string' ? part : `{${label(part.field)}}`)).join('');

function rowsOf({ node }: NodeAnalysis, hits: RowHits | undefined): readonly CoveredPart[] {
  const config = node.kind === 'table' && hits !== undefined ? tableSchema.safeParse(node.config) : undefined;
  if (config?.success !== true || hits === undefined) return [];
  const rows = config.data.rows.map((_, at): CoveredPart => ({ type: 'row', id: String(at + 1), label: { en: `row ${at + 1}`, zh: `第 ${at + 1} 行` }, rows: hits.rows.get(at + 1) ?? 0 }));
  return config.data.otherwise === undefined ? rows : [...rows, { type: 'otherwise', id: 'otherwise', label: { en: 'otherwise', zh: '其余情况' }, rows: hits.none }];
}

function sentBy(step: Step, rows: Counts): readonly CoveredPart[] {
  if (step.op === 'alert') return [{ type: 'sent', id: 'sent', label: { en: 'alerts', zh: '预警' }, rows: rows[`${step.id}.sent`] ?? 0 }];
  if (step.op === 'output') return [{ type: 'sent', id: 'rows', label: { en: 'rows', zh: '数据行' }, rows: rows[`${step.id}.rows`] ?? 0 }];
  return [];
}
