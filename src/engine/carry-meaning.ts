import { idOf } from '../data/hash.ts';
import type { Expr } from '../logic/expr.ts';
import { reasonsName } from '../plan/plan.ts';
import type { Aggregate, Change, Inputs, Plan, ProjectStep, RollingFeature, SelectStep, SourceStep, Step, StreamRef, Template, WindowShape } from '../plan/plan.ts';
import { rowsOfSteps, unionOf } from '../plan/rows.ts';
import type { Rows } from '../plan/rows.ts';
import { outputsOf } from '../plan/steps.ts';
import { fieldsRead } from './flow/evaluate.ts';

/**
 * What streams and states of a plan mean, so that those of two plans can be told to be the same: by what is done to the
 * rows on their way, as far as it decides which of them come and what some of their fields hold. Names and places of
 * nodes, words, and fields that nobody asks for do not count.
 */
export interface Meanings {
  /** Which rows are in the stream; and, of these fields, what they hold. */
  readonly ofStream: (ref: StreamRef, fields?: readonly string[]) => string;
  /** What the step keeps; `own` without what leads to it. */
  readonly ofState: (step: Step) => { readonly own: string; readonly all: string };
}

/** Something that JSON can be made of. */
type Said = string | number | boolean | null | undefined | readonly Said[] | object;

export function meaningsOf({ steps, lang, zone, tables }: Plan): Meanings {
  const rows = rowsOfSteps(steps);
  const makers = new Map(steps.flatMap((step, at) => outputsOf(step).map((ref) => [ref, { step, at }] as const)));
  const known = new Map<string, string>();

  const read = (exprs: readonly Expr[], seen: Rows): readonly string[] => [...fieldsRead(exprs, seen)];
  const inputRows = (inputs: Inputs): Rows => unionOf(inputs, rows);

  function ofStream(ref: StreamRef, fields: readonly string[] = []): string {
    const wanted = [...new Set(fields)].sort();
    const name = JSON.stringify([ref, wanted]);
    const before = known.get(name);
    if (before !== undefined) return before;
    const maker = makers.get(ref);
    if (maker === undefined) throw new Error(`the plan has no stream ${ref}`);
    const meaning = follow(maker.step, ref, new Set(wanted));
    known.set(name, meaning);
    return meaning;
  }

  /** The order of the edges shows nowhere, but for the reasons of steps, which stand as these do in the plan. */
  function ofInputs(inputs: Inputs, fields: Iterable<string>): string {
    const wanted = [...fields];
    const each = (refs: Inputs): readonly string[] => [...new Set(refs.map((ref) => ofStream(ref, wanted)))];
    const placeOf = (ref: StreamRef): number => makers.get(ref)?.at ?? 0;
    const all = wanted.includes(reasonsName)
      ? each(inputs.toSorted((a, b) => placeOf(a) - placeOf(b)))
      : each(inputs).toSorted();
    const [only] = all;
    return only !== undefined && all.length === 1 ? only : told('union', all);
  }

  const told = (...said: readonly Said[]): string => idOf([JSON.stringify(said)]);

  function follow(step: Step, ref: StreamRef, wanted: Set<string>): string {
    switch (step.op) {
      case 'source':
        return told('source', ref.slice(step.id.length), contract(step), ref === `${step.id}.events` ? null : step.setAside);
      case 'select':
        return throughSelect(step, ref, wanted);
      case 'project':
        return throughProject(step, wanted);
      case 'merge': {
        const { source, time } = step;
        const isNamed = source !== undefined && wanted.delete(source.field.name);
        const isTimed = time !== undefined && wanted.delete(time.name);
        const meaning = ofInputs(step.input, wanted);
        if (!isNamed && !isTimed) return meaning;
        const names = source?.names.map((name, at) => [name, ofInputs(step.input.slice(at, at + 1), [])]);
        return told('merge', isTimed, isNamed ? [source.field, names] : null, meaning);
      }
      case 'rolling': {
        const features = step.features.filter(({ into }) => wanted.delete(into.name));
        if (features.length === 0) return ofInputs(step.input, wanted);
        const needed = [...wanted, ...step.key, ...aggregated(features, step.input)];
        return told('rolling', step.key, typesOf(features, step.input), features.map(plainly), ofInputs(step.input, needed));
      }
      case 'window': {
        const aggregates = step.aggregates.filter(({ into }) => wanted.has(into.name));
        const needed = [...step.key, ...aggregated(aggregates, step.input)];
        return told(
          'window', step.node, step.key, shapeOf(step.shape), step.start.name, step.end.name,
          typesOf(aggregates, step.input), aggregates.map(plainly), ofInputs(step.input, needed),
        );
      }
      case 'lookup': {
        const add = step.add.filter(({ field }) => wanted.delete(field.name));
        const isFound = step.found !== undefined && wanted.delete(step.found.name);
        if (add.length === 0 && !isFound) return ofInputs(step.input, wanted);
        const needed = [...wanted, ...step.on.map(({ field }) => field)];
        return told('lookup', step.table, step.on, add, isFound ? step.found : null, ofInputs(step.input, needed));
      }
      case 'join': {
        const fields = step.fields.filter(({ field }) => wanted.has(field.name));
        const side = (which: 'left' | 'right'): string => {
          const names = fields.flatMap((each) => (each.side === which ? [each.name] : []));
          return ofInputs(step[which], [...names, ...step.on.map((pair) => pair[which])]);
        };
        return told('join', step.node, step.on, step.from, step.to, step.mode, step.time.name, fields, side('left'), side('right'));
      }
      case 'dedupe':
        return told('dedupe', step.key, step.period, ofInputs(step.input, [...wanted, ...step.key]));
      case 'sequence': {
        const parts = step.steps.map(({ input, key, when, fields }) => {
          const kept = fields.filter(({ field }) => wanted.has(field.name));
          const needed = [...kept.map(({ name }) => name), ...key, ...read([when], inputRows(input))];
          return [key, saidOf(when), kept, ofInputs(input, needed)];
        });
        return told('sequence', step.node, step.within, step.absent, step.time?.name, parts);
      }
      case 'alert':
        return told(ref.slice(step.id.length), step.suppress?.period, step.suppress && step.key, ofInputs(step.input, step.suppress ? step.key : []));
      case 'output':
        return ofInputs(step.input, []);
    }
  }

  function throughSelect({ id, branches, input }: SelectStep, ref: StreamRef, wanted: Set<string>): string {
    const at = branches.findIndex(({ port }) => ref === `${id}.${port}`);
    const tried = at < 0 ? branches : branches.slice(0, at + 1);
    const reason = wanted.has(reasonsName) ? (branches[at]?.reason ?? []) : undefined;
    const seen = inputRows(input);
    const needed = [...wanted, ...read(tried.map(({ when }) => when), seen), ...fieldsIn(reason)];
    return told('select', at < 0, tried.map(({ when }) => saidOf(when)), worded(reason), ofInputs(input, needed));
  }

  function throughProject({ changes, input }: ProjectStep, wanted: Set<string>): string {
    const seen = inputRows(input);
    const made: Said[] = [];
    const want = (names: Iterable<string>): void => {
      for (const name of names) wanted.add(name);
    };
    for (const change of changes.toReversed()) {
      if ('set' in change) {
        if (!wanted.delete(change.set.name)) continue;
        want(read([change.to], seen));
        made.push(['set', plainField(change.set), saidOf(change.to)]);
      } else if ('rename' in change) {
        const isGone = wanted.delete(change.rename);
        const isWanted = wanted.delete(change.field.name);
        if (isWanted) wanted.add(change.rename);
        if (isGone || isWanted) made.push(['rename', change.rename, plainField(change.field)]);
      } else if ('drop' in change) {
        if (wanted.delete(change.drop)) made.push(['drop', change.drop]);
      } else if (wanted.has(reasonsName)) {
        want([...fieldsIn(change.reason), ...read([change.when], seen)]);
        made.push(['reason', worded(change.reason), saidOf(change.when)]);
      }
    }
    const meaning = ofInputs(input, wanted);
    return made.length === 0 ? meaning : told('project', made, meaning);
  }

  /** Words are put together in the language of the graph, by its clocks. */
  const worded = (template: Template | undefined): Said => (template === undefined ? null : [template, lang, zone]);

  /** Of what an expression asks of tables that come with the product, their version counts, too. */
  const saidOf = (expr: Expr | undefined): Said => {
    const text = JSON.stringify(expr);
    const asks = (names: readonly string[]): boolean => names.some((name) => text?.includes(`"fn":"${name}"`));
    return [expr, asks(byClocks) ? tables.zones : null, asks(byCase) ? tables.cases : null];
  };

  const shapeOf = (shape: WindowShape): Said => (shape.type === 'session' ? shape : [shape, tables.zones]);

  const plainly = ({ into, where, ...rest }: Aggregate): Said => ({ ...rest, into: plainField(into), where: saidOf(where) });

  /** Apart from what results are called. */
  const unnamed = ({ fn, of, window, frame, where }: Aggregate & Partial<RollingFeature>): Said => [fn, of, window, frame, saidOf(where)];

  function aggregated(aggregates: readonly Aggregate[], inputs: Inputs): readonly string[] {
    const seen = inputRows(inputs);
    return aggregates.flatMap(({ of, where }) => [...(of === undefined ? [] : [of]), ...(where === undefined ? [] : read([where], seen))]);
  }

  /** How what is aggregated is kept. */
  const typesOf = (aggregates: readonly Aggregate[], inputs: Inputs): Said =>
    aggregates.map(({ of }) => {
      const field = inputRows(inputs).fields.find(({ name }) => name === of);
      return field === undefined ? null : [field.type, field.decimals];
    });

  /** The fields of an input that a step keeps, in the order in which it has them. */
  const keptOf = (inputs: Inputs, names: readonly string[]): Said =>
    inputRows(inputs).fields.filter(({ name }) => names.includes(name)).map(({ name, type }) => [name, type]);

  function ofState(step: Step): { readonly own: string; readonly all: string } {
    const state = (own: Said, ...leading: readonly string[]) => ({ own: told(step.op, own), all: told(step.op, own, leading) });
    switch (step.op) {
      case 'source':
        return state([step.id, contract(step)]);
      case 'rolling':
        return state(
          [step.key, typesOf(step.features, step.input), step.features.map(unnamed)],
          ofInputs(step.input, [...step.key, ...aggregated(step.features, step.input)]),
        );
      case 'window':
        return state(
          [step.key, shapeOf(step.shape), typesOf(step.aggregates, step.input), step.aggregates.map(unnamed)],
          ofInputs(step.input, [...step.key, ...aggregated(step.aggregates, step.input)]),
        );
      case 'join': {
        const names = { left: namesOn('left'), right: namesOn('right') };
        function namesOn(side: 'left' | 'right'): readonly string[] {
          return step.op === 'join' ? step.fields.flatMap((each) => (each.side === side ? [each.name] : [])) : [];
        }
        const kept = [keptOf(step.left, names.left), keptOf(step.right, names.right)];
        return state(
          [step.on, step.from, step.to, step.mode, kept],
          ofInputs(step.left, [...names.left, ...step.on.map(({ left }) => left)]),
          ofInputs(step.right, [...names.right, ...step.on.map(({ right }) => right)]),
        );
      }
      case 'dedupe':
        return state([step.key, step.period], ofInputs(step.input, step.key));
      case 'sequence':
        return state(
          [step.within, step.absent, step.steps.map(({ key, when, input, fields }) => [key, saidOf(when), keptOf(input, fields.map(({ name }) => name))])],
          ...step.steps.map(({ input, key, when, fields }) =>
            ofInputs(input, [...fields.map(({ name }) => name), ...key, ...read([when], inputRows(input))])),
        );
      case 'alert':
        return step.suppress === undefined
          ? state(null, ofInputs(step.input, []))
          : state([step.key, step.suppress.period], ofInputs(step.input, step.key));
      case 'select':
        return state(
          step.branches.map(({ when }) => saidOf(when)),
          ofInputs(step.input, read(step.branches.map(({ when }) => when), inputRows(step.input))),
        );
      case 'project': {
        const exprs = step.changes.flatMap((change) => ('to' in change ? [change.to] : 'when' in change ? [change.when] : []));
        return state(step.changes.map(wordless), ofInputs(step.input, read(exprs, inputRows(step.input))));
      }
      case 'output': {
        const values = step.outcome?.values ?? [];
        return state(
          values.map(({ name, to }) => [name, saidOf(to)]),
          ofInputs(step.input, read(values.map(({ to }) => to), inputRows(step.input))),
        );
      }
      case 'merge':
      case 'lookup':
        return state(null, ofInputs(step.input, []));
    }
  }

  const wordless = (change: Change): Said =>
    'set' in change ? ['set', plainField(change.set), saidOf(change.to)]
    : 'rename' in change ? ['rename', change.rename, plainField(change.field)]
    : 'reason' in change ? ['reason', saidOf(change.when)]
    : change;

  return { ofStream, ofState };
}

/** Functions whose answers depend on time zones and on letter case, which come as tables with versions. */
const byClocks = ['year', 'month', 'day', 'hour', 'minute', 'weekday'];
const byCase = ['lower', 'upper'];

/** A field as rows have it, whatever people call it. */
function plainField({ name, type, decimals }: { readonly name: string; readonly type: string; readonly decimals?: number | undefined }): Said {
  return [name, type, decimals];
}

/** Which rows the source takes, as what, and in which order. */
const contract = ({ id, node, fields, time, key, lateness }: SourceStep): Said => [
  id, node, time, key, lateness,
  fields.map(({ name, type, from, decimals, required, values, min, max }) => [name, type, from, decimals, required, values, min, max]),
];

const fieldsIn = (template: Template | undefined): readonly string[] =>
  (template ?? []).flatMap((part) => (typeof part === 'string' ? [] : [part.field]));
