import fc from 'fast-check';
import jsonLogic from 'json-logic-js';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Field, Row, Value } from '../data/field.ts';
import type { Json } from '../data/schema.ts';
import { evaluate, holds } from '../logic/interpret.ts';
import { register } from '../logic/operations.ts';
import type { Inputs, Plan } from '../plan/plan.ts';
import { analyse } from './analyse.ts';
import { compile } from './compile.ts';
import { exportLogic } from './export.ts';
import type { ExportedAlert } from './export.ts';
import { above, documentOf, payments } from './testing.ts';
import type { NodeSketch } from './testing.ts';

beforeAll(() => register(jsonLogic));

const runs = Number(process.env['RULELOOM_RUNS'] ?? 1);
const apply = (logic: Json, data: object): unknown => jsonLogic.apply(logic as Parameters<typeof jsonLogic.apply>[0], data);
const alert: Readonly<Record<string, unknown>> = { severity: 'high', key: ['card'], title: 'Look', message: 'At this', channels: ['desk'] };

const exported = (...sketch: Parameters<typeof documentOf>): readonly ExportedAlert[] => exportLogic(compile(documentOf(...sketch))).alerts;

describe('an alert as JsonLogic', () => {
  test('is the condition that leads to it, over its base', () => {
    const [only] = exported([payments('pay'), ['large', 'condition', { when: above('amount', 500) }], ['warn', 'alert', alert]], ['pay > large', 'large > warn']);
    expect(only).toEqual({
      node: 'warn',
      name: 'warn',
      base: 'pay',
      logic: { and: [{ '!==': [{ var: 'amount' }, null] }, { '>': [{ var: 'amount' }, 500] }] },
      features: [],
      needs: [],
    });
  });

  test('declares what its rows remember, by what they are made of', () => {
    const [only] = exported(
      [
        payments('pay'),
        ['large', 'filter', { when: above('amount', 10) }],
        ['habits', 'rolling', { key: ['card'], features: [{ name: 'count_10m', fn: 'count', within: '10m' }, { name: 'unused', fn: 'sum', of: 'amount', within: '1h' }] }],
        ['burst', 'condition', { when: above('count_10m', 3) }],
        ['warn', 'alert', { ...alert, once: '1d' }],
      ],
      ['pay > large', 'large > habits', 'habits > burst', 'burst > warn'],
    );
    const atLeast10 = { and: [{ '!==': [{ var: 'amount' }, null] }, { '>': [{ var: 'amount' }, 10] }] };
    expect(only?.base).toBe('pay');
    expect(only?.features).toEqual([
      { name: 'count_10m', type: 'number', kind: 'rolling', fn: 'count', key: ['card'], window: '10m', frame: 'through', over: atLeast10 },
    ]);
    expect(only?.logic).toEqual({ and: [...atLeast10.and, { '>': [{ var: 'count_10m' }, 3] }] });
    expect(only?.suppress).toEqual({ key: ['card'], period: '1d' });
  });

  test('writes a computed field where it is used once, and declares one that is used twice', () => {
    const twice = { changes: [{ set: { name: 'twice' }, to: { logic: { '*': [{ var: 'amount' }, 2] } } }] };
    const nodes = (when: unknown): readonly NodeSketch[] => [payments('pay'), ['calc', 'compute', twice], ['rule', 'condition', { when }], ['warn', 'alert', alert]];
    const edges = ['pay > calc', 'calc > rule', 'rule > warn'];
    expect(exported(nodes(above('twice', 5)), edges)[0]?.features).toEqual([]);
    const both = { logic: { or: [above('twice', 5).logic, { '<': [{ var: 'twice' }, 1] }] } };
    expect(exported(nodes(both), edges)[0]?.features).toMatchObject([{ name: 'twice', kind: 'computed' }]);
  });

  test('forgets branches that meet again', () => {
    const rules: Readonly<Record<string, unknown>> = { branches: [{ id: 'a', name: 'a', when: above('amount', 9) }, { id: 'b', name: 'b', when: above('amount', 5) }] };
    const nodes: readonly NodeSketch[] = [payments('pay'), ['split', 'switch', rules], ['rule', 'condition', { when: above('amount', 100) }], ['warn', 'alert', alert]];
    const again = exported(nodes, ['pay > split', 'split.a > rule', 'split.b > rule', 'split.rest > rule', 'rule > warn']);
    const straight = exported(nodes, ['pay > rule', 'rule > warn', 'pay > split']);
    expect(again[0]?.logic).toEqual(straight[0]?.logic);
  });

  test('cuts a long chain of computed fields into features that can be read without deep recursion', () => {
    const links = Array.from({ length: 400 }, (_, at): NodeSketch => {
      const before = at === 0 ? 'amount' : `f${at - 1}`;
      return [`c${at}`, 'compute', { changes: [{ set: { name: `f${at}` }, to: { logic: { max: [{ '-': [{ var: before }, 1] }, 0] } } }] }];
    });
    const edges = links.map((_, at) => (at === 0 ? 'pay > c0' : `c${at - 1} > c${at}`));
    const [only] = exported([payments('pay'), ...links, ['rule', 'condition', { when: above('f399', 1) }], ['warn', 'alert', alert]], [...edges, 'c399 > rule', 'rule > warn']);
    const fires = (amount: number): unknown => {
      const data: Record<string, unknown> = { amount };
      for (const feature of only?.features ?? []) {
        const { name, logic } = feature as { name: string; logic: Json };
        data[name] = apply(logic, data);
      }
      return apply(only?.logic ?? null, data);
    };
    expect([fires(401), fires(402)]).toEqual([false, true]);
  });

  test('stands once for each base that leads to it', () => {
    const rule = { when: above('amount', 1) };
    const alerts = exported(
      [payments('a'), payments('b'), ['one', 'condition', rule], ['other', 'condition', rule], ['warn', 'alert', alert]],
      ['a > one', 'b > other', 'one > warn', 'other > warn'],
    );
    expect(alerts.map(({ node, base }) => `${node} ${base}`)).toEqual(['warn a', 'warn b']);
  });
});

/** Rows through the steps one by one, as the plan says them. Stateless steps only. */
function alertsFor(plan: Plan, row: Row): ReadonlySet<string> {
  const rows = new Map<string, Row>();
  const fired = new Set<string>();
  const scope = { fields: [], sets: [] };
  const into = (inputs: Inputs): Row | undefined => {
    const arriving = inputs.flatMap((input) => [rows.get(input)].filter((found) => found !== undefined));
    return arriving.length === 0 ? undefined : Object.fromEntries(arriving.flatMap((found) => Object.entries(found)));
  };
  for (const step of plan.steps) {
    if (step.op === 'source') rows.set(`${step.id}.events`, row);
    if (step.op === 'select') {
      const seen = into(step.input);
      if (seen === undefined) continue;
      const taken = step.branches.find((branch) => holds(branch.when, seen, scope));
      rows.set(`${step.id}.${taken?.port ?? 'rest'}`, seen);
    }
    if (step.op === 'project') {
      const seen = into(step.input);
      if (seen === undefined) continue;
      let now: Row = seen;
      for (const change of step.changes) if ('set' in change) now = { ...now, [change.set.name]: evaluate(change.to, now, scope) };
      rows.set(step.id, now);
    }
    if (step.op === 'alert' && into(step.input) !== undefined) fired.add(step.node);
  }
  return fired;
}

const fields: readonly Field[] = [
  { name: 'id', type: 'text', required: true },
  { name: 'at', type: 'time', required: true },
  { name: 'card', type: 'text' },
  { name: 'x', type: 'number', decimals: 0 },
  { name: 'y', type: 'number', decimals: 0, required: true },
];

const some = <T>(from: readonly T[], at: number): T => {
  const found = from[at % from.length];
  if (found === undefined) throw new Error('nothing to choose from');
  return found;
};

type Draw = readonly [kind: number, from: number, second: number, limit: number, field: number];

/** A graph of rules over one source, each drawn node reading from outputs of nodes before it. */
function graphOf(draws: readonly Draw[]): ReturnType<typeof documentOf> {
  const nodes: NodeSketch[] = [payments('pay', fields)];
  const edges: string[] = [];
  const outputs = ['pay'];
  draws.forEach(([kind, from, second, limit, which], at) => {
    const id = `n${at}`;
    const inputs = [...new Set([some(outputs, from), ...(second % 3 === 0 ? [some(outputs, second)] : [])])];
    const probe = documentOf([...nodes, [id, 'filter', {}]], [...edges, ...inputs.map((input) => `${input} > ${id}`)]);
    const numbers = analyse(probe).nodes.get(id)?.around.inputs['in']?.fields.filter((field) => field.type === 'number').map((field) => field.name) ?? ['y'];
    const field = some(numbers, which);
    const when = which % 5 === 0 ? { logic: { '!': [above(field, limit).logic] } } : above(field, limit);
    const sketches: readonly (readonly [NodeSketch, readonly string[]])[] = [
      [[id, 'filter', { when }], ['match', 'rest']],
      [[id, 'condition', { when }], ['match', 'rest']],
      [[id, 'compute', { changes: [{ set: { name: `f${at}` }, to: { logic: { '+': [{ var: field }, { var: 'y' }] } } }] }], ['rows']],
      [[id, 'switch', { branches: [{ id: 'a', name: 'a', when }, { id: 'b', name: 'b', when: above('y', limit - 2) }] }], ['a', 'b', 'rest']],
      [
        [id, 'scorecard', { items: [{ when, points: 3 }, { when: above('y', 2), points: 2 }], score: `s${at}`, band: `b${at}`, bands: [{ id: 'low', name: 'low' }, { id: 'high', name: 'high', from: 3 }] }],
        ['low', 'high'],
      ],
      [
        [id, 'table', { inputs: [{ field }], outputs: [{ name: `t${at}`, type: 'number' }], rows: [{ when: [`> ${limit}`], set: [1] }, { when: ['-'], set: [limit] }], hit: 'first', row: `r${at}` }],
        ['rows'],
      ],
    ];
    const [node, ports] = some(sketches, kind);
    nodes.push(node);
    edges.push(...inputs.map((input) => `${input} > ${id}`));
    outputs.push(...ports.map((port) => `${id}.${port}`));
  });
  const last = outputs.slice(-2);
  return documentOf([...nodes, ['warn', 'alert', alert]], [...edges, ...last.map((output) => `${output} > warn`)]);
}

test('the exported expression fires exactly where the plan does, for random graphs of rules and random rows', () => {
  const nat = fc.nat({ max: 1000 });
  const draw: fc.Arbitrary<Draw> = fc.tuple(nat, nat, nat, fc.integer({ min: -4, max: 8 }), nat);
  const number: fc.Arbitrary<Value> = fc.option(fc.integer({ min: -5, max: 10 }), { freq: 4 });
  const row: fc.Arbitrary<Row> = fc.record({ id: fc.constant('1'), at: fc.constant(0), card: fc.constant('c'), x: number, y: fc.integer({ min: -5, max: 10 }) });
  let fired = 0;
  let silent = 0;
  fc.assert(
    fc.property(fc.array(draw, { minLength: 1, maxLength: 7 }), fc.array(row, { minLength: 8, maxLength: 8 }), (draws, rows) => {
      const compiled = compile(graphOf(draws));
      expect(compiled.problems.filter((problem) => problem.severity === 'error').map((problem) => problem.message.en)).toEqual([]);
      const { alerts } = exportLogic(compiled);
      expect(alerts.length).toBe(1);
      for (const each of rows) {
        const expected = alertsFor(compiled.plan, each).has('warn');
        if (expected) fired += 1;
        else silent += 1;
        const data: Record<string, unknown> = { ...each };
        for (const feature of alerts[0]?.features ?? []) {
          const { name, logic } = feature as { name: string; logic: Json };
          data[name] = apply(logic, data);
        }
        expect(apply(alerts[0]?.logic ?? null, data)).toBe(expected);
      }
    }),
    { seed: 1, numRuns: 400 * runs },
  );
  expect(Math.min(fired, silent)).toBeGreaterThan(500);
});
