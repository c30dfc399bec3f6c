import type { Compilation } from '../../compile/compile.ts';
import { isRecord } from '../../data/contract.ts';
import type { RuleDocument, RuleNode } from '../../graph/document.ts';

/** A number in the settings of a node that decides which rows it takes. */
export interface Threshold {
  readonly node: string;
  /** Where it stands in the settings. */
  readonly path: readonly (string | number)[];
  readonly value: number;
  /** What stands before it, where it is part of a text, as in a table's cell. */
  readonly before: string;
  /** The field that is held against it, where that is one field. */
  readonly field: string | undefined;
  /** The outputs it decides over; undefined where that is any of those that set rows apart. */
  readonly ports: readonly string[] | undefined;
}

/** As it is named on a command line: `score.bands.1.from`. */
export const nameOfThreshold = ({ node, path }: Pick<Threshold, 'node' | 'path'>): string => [node, ...path].join('.');

/** Every threshold of the nodes that run, in the order of the document. */
export function thresholdsOf({ analysis, streams }: Compilation): readonly Threshold[] {
  return analysis.document.nodes.filter(({ id, kind }) => streams.has(id) && kind !== 'source').flatMap((node) => [...ofNode(node)]);
}

function* ofNode(node: RuleNode): Generator<Threshold> {
  const { id, kind, config } = node;
  if (!isRecord(config)) return;
  if (kind === 'scorecard') yield* ofBands(id, config);
  if (kind === 'anomaly' && typeof config['threshold'] === 'number') {
    yield { node: id, path: ['threshold'], value: config['threshold'], before: '', field: textOf(config['score']), ports: undefined };
  }
  if (kind === 'table') yield* ofCells(id, config);
  yield* inLogic(config, [], (path) => (kind === 'switch' && path[0] === 'branches' ? portAt(config, path) : undefined), id);
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const member = (value: unknown, name: string): unknown => (isRecord(value) ? value[name] : undefined);

/** A cut decides over its band and all above it. */
function* ofBands(node: string, config: Readonly<Record<string, unknown>>): Generator<Threshold> {
  const bands = listOf(config['bands']);
  for (const [index, band] of bands.entries()) {
    const from = member(band, 'from');
    if (typeof from !== 'number') continue;
    const ports = bands.slice(index).flatMap((each) => textOf(member(each, 'id')) ?? []);
    yield { node, path: ['bands', index, 'from'], value: from, before: '', field: textOf(config['score']), ports };
  }
}

const bound = /^(\s*(?:>=|<=|>|<|≥|≤)\s*)(-?\d+(?:\.\d+)?)\s*$/;

function* ofCells(node: string, config: Readonly<Record<string, unknown>>): Generator<Threshold> {
  const fields = listOf(config['inputs']).map((input) => textOf(member(input, 'field')));
  for (const [row, each] of listOf(config['rows']).entries()) {
    for (const [column, cell] of listOf(member(each, 'when')).entries()) {
      const [, before = '', value] = bound.exec(textOf(cell) ?? '') ?? [];
      if (value !== undefined) yield { node, path: ['rows', row, 'when', column], value: Number(value), before, field: fields[column], ports: undefined };
    }
  }
}

function portAt(config: Readonly<Record<string, unknown>>, [, index]: readonly (string | number)[]): readonly string[] | undefined {
  const port = typeof index === 'number' ? textOf(member(listOf(config['branches'])[index], 'id')) : undefined;
  return port === undefined ? undefined : [port];
}

const comparisons: ReadonlySet<string> = new Set(['>', '>=', '<', '<=']);

/** Numbers that conditions compare something with. */
function* inLogic(value: unknown, path: Threshold['path'], portsOf: (path: Threshold['path']) => readonly string[] | undefined, node: string): Generator<Threshold> {
  if (Array.isArray(value)) {
    for (const [index, each] of value.entries()) yield* inLogic(each, [...path, index], portsOf, node);
    return;
  }
  if (!isRecord(value)) return;
  for (const [name, each] of Object.entries(value)) {
    if (comparisons.has(name) && path.includes('logic') && Array.isArray(each)) {
      const field = each.map((part) => textOf(member(part, 'var'))).find((found) => found !== undefined);
      const compared: readonly unknown[] = each;
      for (const [index, part] of compared.entries()) {
        if (typeof part === 'number') yield { node, path: [...path, name, index], value: part, before: '', field, ports: portsOf(path) };
      }
    }
    yield* inLogic(each, [...path, name], portsOf, node);
  }
}

/** The document with another value there. */
export function withThreshold(document: RuleDocument, threshold: Threshold, value: number): RuleDocument {
  const written = threshold.before === '' ? value : `${threshold.before}${value}`;
  return {
    ...document,
    nodes: document.nodes.map((node) => (node.id === threshold.node ? { ...node, config: put(node.config, threshold.path, written) as typeof node.config } : node)),
  };
}

function put(into: unknown, [first, ...rest]: readonly (string | number)[], value: unknown): unknown {
  if (first === undefined) return value;
  if (Array.isArray(into)) return into.map((each: unknown, index) => (index === first ? put(each, rest, value) : each));
  return isRecord(into) ? { ...into, [first]: put(into[first], rest, value) } : into;
}

/** What stands there in a document, which may have changed since; undefined where that is no longer a threshold of its kind. */
export function valueAtThreshold(document: RuleDocument, { node, path, before }: Threshold): number | undefined {
  const written = path.reduce<unknown>((at, part) => (Array.isArray(at) ? (at as readonly unknown[])[Number(part)] : member(at, String(part))), document.nodes.find(({ id }) => id === node)?.config);
  if (typeof written === 'number') return before === '' ? written : undefined;
  const text = textOf(written);
  return text === undefined || before === '' || !text.startsWith(before) ? undefined : Number(text.slice(before.length));
}
