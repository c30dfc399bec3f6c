import fc from 'fast-check';
import jsonLogic from 'json-logic-js';
import { beforeAll, describe, expect, test } from 'vitest';
import { runs } from '../../test/support/runs.ts';
import type { Field, Row, Value } from '../data/field.ts';
import type { Json } from '../data/schema.ts';
import { evaluate, holds } from '../logic/interpret.ts';
import { register } from '../logic/operations.ts';
import type { Inputs, Plan } from '../plan/plan.ts';
import { analyse } from './analyse.ts';
import { compile } from './compile.ts';
import { exportLogic } from './export.ts';
import type { ExportedAlert } from './export.ts';
import { planJson } from './plan-json.ts';
import { above, documentOf, payments } from './testing.ts';
import type { NodeSketch } from './testing.ts';

beforeAll(() => register(jsonLogic));

const apply = (logic: Json, data: object): unknown => jsonLogic.apply(logic as Parameters<typeof jsonLogic.apply>[0], data);
const alert: Readonly<Record<string, unknown>> = { severity: 'high', key: ['card'], title: 'Look', message: 'At this', channels: ['desk'] };

const exported = (...sketch: Parameters<typeof documentOf>): readonly ExportedAlert[] => exportLogic(compile(documentOf(...sketch))).alerts;

/** What the export says of a row of its base, its computed features worked out first. */
function answers(exportedAlert: ExportedAlert | undefined, row: Readonly<Record<string, unknown>>): unknown {
  const data: Record<string, unknown> = { ...row };
  for (const feature of exportedAlert?.features ?? []) {
    const { name, logic } = feature as { name: string; logic: Json };
    data[name] = apply(logic, data);
  }
  return apply(exportedAlert?.logic ?? null, data);
}

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
    expect([answers(only, { amount: 401 }), answers(only, { amount: 402 })]).toEqual([false, true]);
  });

  test('gives raw JsonLogic the fields that it reads by name', () => {
    const changes = [{ set: { name: 'double' }, to: { logic: { '*': [{ var: 'amount' }, 2] } } }, { rename: 'country', to: 'land' }];
    const when = { raw: { and: [{ '>': [{ var: 'double' }, 10] }, { '==': [{ var: 'land' }, 'CN'] }] } };
    const [only] = exported([payments('pay'), ['calc', 'compute', { changes }], ['rule', 'condition', { when }], ['warn', 'alert', alert]], ['pay > calc', 'calc > rule', 'rule > warn']);
    expect(answers(only, { amount: 50, country: 'CN' })).toBe(true);
    expect(answers(only, { amount: 50, country: 'DE' })).toBe(false);
  });

  test('asks raw JsonLogic that makes up names of the rows at its node', () => {
    const changes = [{ set: { name: 'double' }, to: { logic: { '*': [{ var: 'amount' }, 2] } } }, { drop: 'fraud' }];
    const when = { raw: { '>': [{ var: { cat: ['dou', 'ble'] } }, 10] } };
    const [only] = exported([payments('pay'), ['calc', 'compute', { changes }], ['rule', 'condition', { when }], ['warn', 'alert', alert]], ['pay > calc', 'calc > rule', 'rule > warn']);
    expect(only?.base).toBe('rule');
    expect(answers(only, { double: 11 })).toBe(true);
  });

  test('keeps a value that comes by one of two paths', () => {
    const nodes: readonly NodeSketch[] = [
      payments('pay'),
      ['more', 'compute', { changes: [{ set: { name: 'more' }, to: { logic: { '+': [{ var: 'amount' }, 0.5] } } }] }],
      ['large', 'filter', { when: above('amount', 100) }],
      ['some', 'filter', { when: above('amount', 0) }],
      ['rule', 'condition', { when: above('more', 5) }],
      ['warn', 'alert', alert],
    ];
    const edges = ['pay > more', 'more > large', 'large > some', 'pay > some', 'some > rule', 'more > rule', 'rule > warn'];
    expect(answers(exported(nodes, edges)[0], { amount: 9 })).toBe(true);
  });

  test('declares the key by which alerts are held back', () => {
    const changes = [{ set: { name: 'whose' }, to: { logic: { cat: [{ var: 'card' }, '-', { var: 'country' }] } } }];
    const nodes: readonly NodeSketch[] = [payments('pay'), ['calc', 'compute', { changes }], ['warn', 'alert', { ...alert, key: ['whose'], once: '1h' }]];
    const [only] = exported(nodes, ['pay > calc', 'calc > warn']);
    expect(only?.suppress?.key).toEqual(['whose']);
    expect(only?.features).toMatchObject([{ name: 'whose', kind: 'computed' }]);
  });

  test('guards what only one of two streams promises', () => {
    const fields = (min: number, max: number): readonly Field[] => [
      { name: 'id', type: 'text', required: true }, { name: 'at', type: 'time', required: true }, { name: 'card', type: 'text' },
      { name: 'x', type: 'number', required: true, min, max },
    ];
    const when = { logic: { '>': [{ '/': [10, { var: 'x' }] }, 1] } };
    const document = documentOf([payments('a', fields(1, 10)), payments('b', fields(-5, 0)), ['rule', 'condition', { when }], ['warn', 'alert', alert]], ['a > rule', 'b > rule', 'rule > warn']);
    const { steps } = planJson(compile(document).plan) as { steps: readonly { op: string; branches?: readonly { when: Json }[] }[] };
    const printed = steps.find((step) => step.op === 'select')?.branches?.[0]?.when ?? null;
    expect([apply(printed, { x: 0 }), apply(printed, { x: 5 })]).toEqual([false, true]);
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
        expect(answers(alerts[0], each)).toBe(expected);
      }
    }),
    runs(400),
  );
  expect(Math.min(fired, silent)).toBeGreaterThan(500);
});

test('a plan stands on its own: value sets by their values, now by its field', () => {
  const when = { logic: { and: [{ in: [{ var: 'card' }, { set: 'watched' }] }, { '<': [{ var: 'at' }, { '-': [{ now: [] }, { duration: '1h' }] }] }] } };
  const sets = [{ id: 'watched', name: 'Watched cards', type: 'text', values: ['c1'] }];
  const { plan, problems } = compile(documentOf([payments('pay'), ['rule', 'condition', { when }], ['warn', 'alert', alert]], ['pay > rule', 'rule > warn'], { sets }));
  expect(problems.filter((problem) => problem.severity === 'error').map((problem) => problem.message.en)).toEqual([]);
  expect(JSON.stringify(plan.steps)).not.toMatch(/"kind":"(set|now)"/);
});
