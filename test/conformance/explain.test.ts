import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { longer } from '../support/runs.ts';
import { compile } from '../../src/compile/compile.ts';
import { readCsv } from '../../src/data/read/csv.ts';
import type { Reading } from '../../src/data/read/reading.ts';
import type { Alert, Listener } from '../../src/engine/contract.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { explainAlert, explainEvent } from '../../src/lab/explain/explain.ts';
import type { Explanation, Feature, Visit } from '../../src/lab/explain/model.ts';
import type { Truth } from '../../src/lab/explain/truth.ts';
import type { Inquiry } from '../../src/lab/explain/runs.ts';
import { masked } from '../../src/lab/explain/mask.ts';
import { explanationInWords } from '../../src/lab/explain/words.ts';
import { replay } from '../../src/lab/replay.ts';
import { openTables } from '../../src/cli/tables.ts';
import { examples } from '../support/examples.ts';

/**
 * Explanations are worked out anew, from the rows themselves. So what they count is a check on the engine, and what the
 * engine decided is a check on them.
 */
const mostAlerts = 4 * longer;
const mostEvents = 2 * longer;

describe.each(examples)('$id', ({ id, document, folder }) => {
  const compilation = compile(document);
  const { plan } = compilation;
  const sources = plan.steps.filter((step) => step.op === 'source');

  async function open(): Promise<{
    readonly inquiry: Inquiry;
    readonly again: (listener: Listener) => Promise<void>;
    readonly alerts: readonly Alert[];
  }> {
    const { tables } = await openTables(compilation.analysis.document, plan, new Map(), {
      path: join(folder, `${id}.rules.json`),
      cwd: folder,
      lang: 'en',
    });
    const readings = new Map<string, Reading[]>();
    for (const step of sources) {
      const own: Reading[] = [];
      for await (const reading of readCsv([readFileSync(join(folder, 'data', `${step.id}.csv`))], step.fields, {
        batchRows: 400,
      }))
        own.push(reading);
      readings.set(step.id, own);
    }
    const inputs: Inquiry['inputs'] = (wanted) =>
      Promise.resolve(new Map(wanted.map((source) => [source, inputOf(readings.get(source) ?? [])])));
    const again = async (listener: Listener): Promise<void> => {
      await replay(plan, createEngine(plan, { tables, listener }), await inputs(sources.map((each) => each.id)));
    };
    const alerts: Alert[] = [];
    await again({ alert: (alert) => alerts.push(alert) });
    return { inquiry: { compilation, tables, inputs }, again, alerts };
  }

  test(
    'alerts, spread over the run',
    async () => {
      const { inquiry, alerts } = await open();
      expect(alerts.length).toBeGreaterThan(0);
      const nodes = [...new Set(alerts.map(({ node }) => node))];
      const chosen = nodes.flatMap((node) =>
        spread(
          alerts.filter((each) => each.node === node),
          Math.ceil(mostAlerts / nodes.length),
        ),
      );
      for (const alert of chosen) {
        const { found } = await explainAlert(inquiry, alert.id);
        expect(found).toHaveLength(1);
        for (const explanation of found ?? []) {
          checkExplanation(explanation);
          expect(explanation.about).toMatchObject({ type: 'alert', alert });
          expect(explanation.rows[0]).toMatchObject({ id: alert.row, time: alert.time, role: 'subject' });
          expect(explanation.nodes.find(({ node }) => node === alert.node)?.state).toBe('led');
          expect(ledSources(explanation).length).toBeGreaterThan(0);
        }
      }
      const last = chosen.at(-1)?.id ?? '';
      const plain = await explainAlert({ ...inquiry, keeping: { rowsApart: Infinity, values: 0 } }, last);
      for (const values of [Infinity, 5000])
        expect(await explainAlert({ ...inquiry, keeping: { rowsApart: 800, values } }, last)).toEqual(plain);
    },
  );

  test(
    'events, whatever became of them',
    async () => {
      const { inquiry, again } = await open();
      for (const source of sources.slice(0, 3)) {
        const ids = new Set<string>();
        await again({
          watch: (stream) =>
            stream !== `${source.id}.events`
              ? undefined
              : (flow) => {
                  const at = flow.fields.findIndex(({ name }) => name === source.key);
                  const column = flow.columns[at]?.get();
                  if (column?.type === 'text')
                    for (const each of spread([...column.dictionary], mostEvents)) ids.add(each);
                },
        });
        for (const event of spread([...ids], mostEvents)) {
          const { found } = await explainEvent(inquiry, source.id, event);
          expect(found?.length).toBeGreaterThan(0);
          for (const explanation of found ?? []) {
            checkExplanation(explanation);
            const { alerts, silences } = explanation;
            const raised = new Set(alerts.map(({ node }) => node));
            for (const { alert, stops } of silences) {
              expect(raised).not.toContain(alert);
              expect(stops.length).toBeGreaterThan(0);
            }
          }
        }
        const [some = ''] = ids;
        const plain = await explainEvent({ ...inquiry, keeping: { rowsApart: Infinity, values: 0 } }, source.id, some);
        for (const values of [Infinity, 5000])
          expect(await explainEvent({ ...inquiry, keeping: { rowsApart: 800, values } }, source.id, some)).toEqual(plain);
      }
    },
  );
});

async function* inputOf(readings: readonly Reading[]): AsyncGenerator<Reading, readonly []> {
  for (const reading of readings) yield await Promise.resolve(reading);
  return [];
}

const spread = <T>(all: readonly T[], most: number): readonly T[] =>
  all.filter((_, index) => index % Math.ceil(all.length / most) === 0);

const ledSources = ({ nodes }: Explanation) => nodes.filter(({ kind, state }) => kind === 'source' && state === 'led');

function checkExplanation(explanation: Explanation): void {
  expect(JSON.parse(JSON.stringify(explanation))).toStrictEqual(explanation);
  for (const row of explanation.rows) {
    for (const visit of row.visits) {
      checkBranches(visit);
      for (const feature of visit.features) checkFeature(feature, explanation);
    }
    if (row.made?.type === 'window') for (const feature of row.made.features) checkFeature(feature, explanation);
    if (row.made?.type === 'sequence') expect(row.made.parts.some((part) => part.row !== null)).toBe(true);
  }
  // What makes rows is always found again.
  const made = new Set(
    explanation.nodes
      .filter(({ kind }) => kind === 'window' || kind === 'join' || kind === 'sequence')
      .map(({ node }) => node),
  );
  for (const row of explanation.rows) expect(row.made !== undefined).toBe(made.has(row.node));
  for (const lang of ['en', 'zh'] as const) {
    const said = JSON.stringify(explanationInWords(explanation, lang));
    expect(said).not.toMatch(/undefined|NaN|\[object|null/);
    const hidden = masked(explanation);
    const told = JSON.stringify([hidden, explanationInWords(hidden, lang)]);
    for (const value of sensitiveIn(explanation)) expect(told).not.toContain(value);
  }
}

/** Texts long enough not to be found by chance. */
function sensitiveIn({ rows, listed }: Explanation): readonly string[] {
  const shown = rows.flatMap(({ visits }) => visits.flatMap(({ values }) => values));
  const values = [
    ...shown.flatMap(({ sensitive, value }) => (sensitive === true ? value : [])),
    ...Object.values(listed).flatMap((row) => row.sensitive.map((name) => row.values[name] ?? null)),
  ];
  return values.flatMap((value) => (typeof value === 'string' && /\d{3}/.test(value) ? value : []));
}

/** The branch that holds is the one that took the row, and the others were asked in vain. */
function checkBranches({ branches, ports }: Visit): void {
  branches.forEach((branch, index) => {
    expect(branch.truth.holds).toBe(branch.taken);
    expect(branch.taken && index < branches.length - 1).toBe(false);
    expect(adds(branch.truth)).toBe(true);
    if (branch.taken) expect(ports.map((port) => port.id)).toContain(branch.port);
    else expect(ports.map((port) => port.id)).not.toContain(branch.port);
  });
}

function adds({ kind, holds, parts, because }: Truth): boolean {
  if (because !== undefined && (because.holds !== holds || !adds(because))) return false;
  if (!parts.every(adds)) return false;
  if (kind === 'all') return holds === parts.every((part) => part.holds);
  if (kind === 'any') return holds === parts.some((part) => part.holds);
  return kind === 'test' || holds === !parts[0]?.holds;
}

function checkFeature({ fn, value: { value }, rows, count, name }: Feature, { listed }: Explanation): void {
  for (const row of rows) expect(listed).toHaveProperty(row.id);
  expect(rows.length).toBe(Math.min(50, count));
  const numbers = rows.map((row) => row.value).filter((each) => typeof each === 'number');
  const isWhole = count <= 50;
  switch (fn) {
    case 'count':
      expect(count, name).toBe(value);
      break;
    case 'distinct':
      if (isWhole) expect(new Set(rows.map((row) => JSON.stringify(row.value))).size, name).toBe(value);
      break;
    case 'sum':
      if (isWhole && count > 0)
        expect(
          numbers.reduce((a, b) => a + b, 0),
          name,
        ).toBeCloseTo(Number(value), 4);
      break;
    case 'average':
      if (isWhole && count > 0) expect(numbers.reduce((a, b) => a + b, 0) / count, name).toBeCloseTo(Number(value), 4);
      break;
    case 'max':
      if (isWhole && count > 0) expect(Math.max(...numbers), name).toBe(value);
      break;
    case 'min':
      if (isWhole && count > 0) expect(Math.min(...numbers), name).toBe(value);
      break;
    case 'last':
      expect(rows.at(-1)?.value ?? null, name).toEqual(value);
      break;
    case 'first':
      if (isWhole) expect(rows[0]?.value ?? null, name).toEqual(value);
      break;
    case 'stddev':
    case 'sincePrevious':
      expect(count === 0 ? value : 0, name).toBe(count === 0 ? null : 0);
      break;
  }
}
