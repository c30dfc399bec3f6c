import type { Plan, SourceStep, Step, StreamRef } from '../plan/plan.ts';
import { rowsOfSteps, unionOf } from '../plan/rows.ts';
import type { Rows, RowsByStream } from '../plan/rows.ts';
import { inputsOf, isMaker, outputsOf, portsOf, streamOf } from '../plan/steps.ts';
import { partsOf } from './components.ts';
import type { EngineOptions } from './contract.ts';
import type { Flow } from './flow/flow.ts';
import { createSource } from './ingest/source.ts';
import type { Source } from './ingest/source.ts';
import type { Together } from './ingest/lateness.ts';
import type { Operator, StepContext } from './operator.ts';
import { createKeySpace } from './state/keys.ts';
import type { KeySpace } from './state/keys.ts';
import type { TextStore } from './state/texts.ts';
import { createVersionedTable } from './state/versions.ts';
import type { VersionedTable } from './state/versions.ts';
import { createUnion } from './union/union.ts';
import type { Unite } from './union/union.ts';

/** A plan taken apart: streams by number, steps with what they read and give, and which of them rows connect. */
export interface Wiring {
  readonly streams: readonly Stream[];
  readonly components: readonly Component[];
  /** By the id of its step. */
  readonly sources: ReadonlyMap<string, Inlet>;
  readonly steps: readonly WiredStep[];
  /** By the fields of their keys. */
  readonly keySpaces: ReadonlyMap<string, KeySpace>;
  /** Tables that the host keeps and changes meanwhile, with the parts whose rows are looked up in them. */
  readonly kept: ReadonlyMap<string, KeptTable>;
}

export interface KeptTable {
  readonly table: VersionedTable;
  readonly components: readonly Component[];
}

export interface Stream {
  readonly ref: StreamRef;
  readonly watch: ((flow: Flow) => void) | undefined;
  count: number;
}

/** Steps that rows connect go through their rounds together. */
export interface Component {
  readonly together: Together;
  readonly sources: readonly Inlet[];
  readonly steps: readonly WiredStep[];
  /** The end of the last round. */
  until: number;
}

export interface Inlet {
  readonly source: Source;
  readonly component: Component;
  readonly node: string;
  readonly events: number;
  readonly late: number;
  readonly rejected: number;
  /** Outputs that rows lead to which are set aside. */
  readonly aside: readonly WiredStep[];
}

/** An operator with what it reads and gives. */
export interface WiredStep {
  readonly step: Exclude<Step, SourceStep>;
  readonly operator: Operator;
  readonly keys: KeySpace;
  readonly inputs: readonly { readonly streams: readonly number[]; readonly unite: Unite }[];
  readonly outputs: readonly number[];
}

export interface Parts {
  readonly texts: TextStore;
  readonly alert: StepContext['alert'];
  readonly output: StepContext['output'];
  readonly operatorFor: (step: Exclude<Step, SourceStep>, context: StepContext) => Operator;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

export function wire({ steps: planned, lang, zone }: Plan, { listener, tables }: EngineOptions, parts: Parts): Wiring {
  const rows = rowsOfSteps(planned);
  const streams: Stream[] = [];
  const numbers = new Map<StreamRef, number>();
  const outputs = planned.map((step) =>
    outputsOf(step).map((ref) => {
      const stream = streams.push({ ref, watch: listener?.watch?.(ref), count: 0 }) - 1;
      numbers.set(ref, stream);
      return stream;
    }),
  );
  const streamNumbered = (ref: StreamRef): number => {
    const known = numbers.get(ref);
    if (known === undefined) throw new Error(`the plan has no stream ${ref}`);
    return known;
  };
  const ranks = makerRanks(planned);
  const keySpaces = new Map<string, KeySpace>();
  const spaceFor = (names: readonly string[]): KeySpace => {
    const name = JSON.stringify(names);
    const known = keySpaces.get(name) ?? createKeySpace();
    keySpaces.set(name, known);
    return known;
  };
  const kept = new Map<string, Mutable<KeptTable>>();
  const keptTables = new Map<string, VersionedTable>();
  const keepFor = (component: Component, name: string): void => {
    const known = kept.get(name) ?? { table: createVersionedTable(), components: [] };
    kept.set(name, known);
    keptTables.set(name, known.table);
    if (!known.components.includes(component)) known.components.push(component);
  };
  const components: Component[] = [];
  const inlets = new Map<string, Mutable<Inlet>>();
  const steps: WiredStep[] = [];

  for (const places of partsOf(planned)) {
    const own: Mutable<Component> = {
      together: { paces: [], released: -Infinity },
      sources: [],
      steps: [],
      until: -Infinity,
    };
    for (const at of places) {
      const step = planned[at];
      if (step === undefined) continue;
      const maker = ranks.get(step.id) ?? 0;
      if (step.op === 'source') {
        const [events = 0, late = 0, rejected = 0] = outputs[at] ?? [];
        const source = createSource({ step, telling: { lang, zone }, maker, together: own.together, ...asideRows(step, rows) });
        const inlet = { source, component: own, node: step.node, events, late, rejected, aside: [] };
        inlets.set(step.id, inlet);
        own.sources.push(inlet);
        continue;
      }
      const keys = spaceFor(keyNames(step));
      const named = step.op === 'lookup' && step.table.type === 'managed' ? step.table.name : undefined;
      if (named !== undefined && tables?.has(named) !== true) keepFor(own, named);
      const context: StepContext = {
        telling: { lang, zone },
        at,
        maker,
        keys,
        texts: parts.texts,
        tables: tables ?? new Map(),
        kept: keptTables,
        alert: parts.alert,
        output: parts.output,
        inputs: inputsOf(step).map((refs) => unionOf(refs, rows)),
        ports: portsOf(step).map((port) => rows.get(streamOf(step, port)) ?? noRows),
      };
      const inputs = inputsOf(step).map((refs, index) => ({
        streams: refs.map(streamNumbered),
        unite: createUnion(
          refs.map((ref) => rows.get(ref) ?? noRows),
          context.inputs[index] ?? noRows,
          step.op === 'merge' && step.source !== undefined,
        ),
      }));
      const wired: WiredStep = {
        step,
        operator: parts.operatorFor(step, context),
        keys,
        inputs,
        outputs: outputs[at] ?? [],
      };
      own.steps.push(wired);
      steps.push(wired);
    }
    components.push(own);
  }
  for (const wired of steps) {
    for (const ref of new Set(inputsOf(wired.step).flat())) {
      const id = asideOf(ref, planned);
      if (id === undefined) continue;
      if (wired.step.op !== 'output') throw new Error(`${ref} may only lead to outputs`);
      const inlet = inlets.get(id);
      if (inlet !== undefined && !inlet.aside.includes(wired)) inlet.aside.push(wired);
    }
  }
  return { streams, components, sources: inlets, steps, keySpaces, kept };
}

const noRows: Rows = { fields: [], time: undefined };

const asideRows = (
  step: SourceStep,
  rows: RowsByStream,
): { readonly events: Rows; readonly late: Rows; readonly rejected: Rows } => ({
  events: rows.get(`${step.id}.events`) ?? noRows,
  late: rows.get(`${step.id}.late`) ?? noRows,
  rejected: rows.get(`${step.id}.rejected`) ?? noRows,
});

/** The source whose late or rejected rows the stream is. */
function asideOf(ref: StreamRef, steps: readonly Step[]): string | undefined {
  return steps.find((step) => step.op === 'source' && (ref === `${step.id}.late` || ref === `${step.id}.rejected`))?.id;
}

/** By step: nodes that make rows by their ids, and steps of one node as they stand in the plan. */
function makerRanks(steps: readonly Step[]): ReadonlyMap<string, number> {
  const makers = steps.filter((step) => step.op === 'source' || isMaker(step));
  const ordered = makers.toSorted((a, b) => (a.node < b.node ? -1 : a.node > b.node ? 1 : 0));
  return new Map(ordered.map((step, rank) => [step.id, rank]));
}

/** Steps with the same key share its numbers. */
function keyNames(step: Step): readonly string[] {
  switch (step.op) {
    case 'rolling':
    case 'window':
    case 'dedupe':
    case 'alert':
      return step.key;
    case 'join':
      return step.on.map((pair) => pair.left);
    case 'sequence':
      return step.steps[0]?.key ?? [];
    default:
      return [];
  }
}
