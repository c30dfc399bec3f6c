import type { Compilation } from '../../compile/compile.ts';
import { valueAt } from '../../data/columns.ts';
import type { Engine, EngineOptions, Listener } from '../../engine/contract.ts';
import { createEngineOf } from '../../engine/engine.ts';
import { countOf, timeOf } from '../../engine/flow/flow.ts';
import type { Flow } from '../../engine/flow/flow.ts';
import { keyColumns } from '../../engine/flow/key-columns.ts';
import { alertId } from '../../engine/steps/alert.ts';
import type { AlertStep, SourceStep, StreamRef } from '../../plan/plan.ts';
import { rowsOfSteps } from '../../plan/rows.ts';
import { alertRows } from './alert-rows.ts';
import type { Behind } from './alert-rows.ts';
import { followSources } from './follow-sources.ts';
import type { Catching } from './follow-sources.ts';
import { growingCodes } from './grown.ts';
import { keyLists, listOf } from './key-lists.ts';
import type { Ledger, LedgerAlert, LedgerKey, LedgerRule, LedgerSource, OtherLabels } from './ledger.ts';
import { longestOf } from './longest.ts';
import { ruleOutputs } from './rule-outputs.ts';
import type { RuleOutput } from './rule-outputs.ts';
import type { KeyList } from './source-columns.ts';

/** A run that keeps a ledger on its way. */
export interface LedgerRun {
  readonly engine: Engine;
  /** Once the run has ended. */
  readonly ledger: () => Ledger;
}

export interface LedgerOptions extends Omit<EngineOptions, 'snapshot'> {
  /** Instead of the fields with the role label. */
  readonly labels?: OtherLabels | undefined;
  /** Further lists of fields to key rows by. */
  readonly keys?: readonly (readonly string[])[] | undefined;
}

export function ledgerRun(compilation: Compilation, { labels, keys = [], ...options }: LedgerOptions = {}): LedgerRun {
  const { plan } = compilation;
  const streams = rowsOfSteps(plan.steps);
  const steps = plan.steps.filter((step) => step.op === 'source');
  const alertSteps = plan.steps.filter((step) => step.op === 'alert');
  const lists = keyLists(steps, alertSteps, keys);
  const following = followSources(plan, lists, labels);
  const { sources, behind, catching } = following;
  const rules = ruleOutputs(compilation).map((output) => ruleTaker(output, catching()));
  const alerts = alertSteps.map((step) => alertTaker(step, listOf(lists, step.key), catching(), catching(), behind));
  const watchers = new Map<StreamRef, (flow: Flow) => void>([
    ...following.watchers,
    ...alerts.flatMap(({ step, sent, held }) => [[`${step.id}.sent`, sent], [`${step.id}.held`, held]] as const),
  ]);
  for (const { output, take } of rules) {
    const other = watchers.get(output.stream);
    watchers.set(output.stream, other === undefined ? take : (flow) => (other(flow), take(flow)));
  }

  const engine = createEngineOf(plan, { ...options, listener: joined(options.listener, watchers) }, following.operatorFor);
  return {
    engine,
    ledger: () => ({
      sources: sources.map(({ step, columns }): LedgerSource => ({ ...columns.all(), ...namesOf(step, compilation) })),
      rules: rules.map((rule) => rule.all()).sort((one, two) => two.hits - one.hits),
      alerts: alerts.map((alert) => alert.all(compilation, lists)),
      keys: lists.map(({ names, space }): LedgerKey => ({
        names,
        fields: names.flatMap((name) => [...streams.values()].flatMap(({ fields }) => fields.find((field) => field.name === name) ?? []).slice(0, 1)),
        values: Array.from({ length: space.limit() }, (_, id) => space.valuesOf(id)),
      })),
      longest: longestOf(plan),
    }),
  };
}

/** What a host listens to, and what the ledger does. */
function joined(listener: Listener | undefined, watchers: ReadonlyMap<StreamRef, (flow: Flow) => void>): Listener {
  return {
    ...listener,
    watch: (stream) => {
      const [own, other] = [watchers.get(stream), listener?.watch?.(stream)];
      if (own === undefined || other === undefined) return own ?? other;
      return (flow) => {
        own(flow);
        other(flow);
      };
    },
  };
}

function ruleTaker(output: RuleOutput, catching: Catching): { readonly output: RuleOutput; readonly take: (flow: Flow) => void; readonly all: () => LedgerRule } {
  let hits = 0;
  return {
    output,
    take: (flow) => {
      hits += countOf(flow);
      catching.add(flow);
    },
    all: () => ({ ...output, hits, caught: catching.all() }),
  };
}

interface AlertTaker {
  readonly step: AlertStep;
  readonly sent: (flow: Flow) => void;
  readonly held: (flow: Flow) => void;
  readonly all: (compilation: Compilation, lists: readonly KeyList[]) => LedgerAlert;
}

function alertTaker(step: AlertStep, list: KeyList | undefined, caught: Catching, heldBack: Catching, behind: Behind): AlertTaker {
  const keys = growingCodes();
  const lineages = alertRows(behind);
  const ids: string[] = [];
  let held = 0;
  return {
    step,
    sent: (flow) => {
      caught.add(flow);
      const columns = keyColumns(flow, step.key);
      const own = list?.space.idsOf(columns, flow.rows, flow.frame.length);
      const count = countOf(flow);
      for (let index = 0; index < count; index += 1) {
        const row = flow.rows?.[index] ?? index;
        const key = columns.map((column) => valueAt(column, row));
        ids.push(alertId(step.node, key, timeOf(flow.frame, row), flow.frame.idOf(row)));
        keys.put(own?.[row] ?? -1);
      }
      lineages.take(flow);
    },
    held: (flow) => {
      held += countOf(flow);
      heldBack.add(flow);
    },
    all: ({ analysis }, lists) => ({
      node: step.node,
      name: analysis.nodes.get(step.node)?.node.name ?? step.node,
      severity: step.severity,
      sent: ids.length,
      held,
      caught: caught.all(),
      heldBack: heldBack.all(),
      ids,
      ...lineages.all(),
      key: list === undefined ? -1 : lists.indexOf(list),
      keys: keys.all().slice(),
    }),
  };
}

function namesOf(step: SourceStep, compilation: Compilation): Pick<LedgerSource, 'id' | 'name' | 'event'> {
  return {
    id: step.id,
    name: compilation.analysis.nodes.get(step.node)?.node.name ?? step.node,
    event: compilation.fields.get(step.node)?.['events']?.event,
  };
}
