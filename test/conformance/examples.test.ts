import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import jsonLogic from 'json-logic-js';
import { describe as suite, expect, test } from 'vitest';
import { analyse } from '../../src/compile/analyse.ts';
import { compile } from '../../src/compile/compile.ts';
import { describe } from '../../src/compile/describe.ts';
import { exportLogic } from '../../src/compile/export.ts';
import { meaning } from '../../src/compile/meaning.ts';
import { planJson } from '../../src/compile/plan-json.ts';
import { languages } from '../../src/data/text.ts';
import type { RuleNode } from '../../src/graph/document.ts';
import { perform } from '../../src/graph/edits/edits.ts';
import { begin, undo } from '../../src/graph/history.ts';
import { parseDocument, printDocument } from '../../src/graph/serialise.ts';
import { examples } from '../support/examples.ts';
import type { Example } from '../support/examples.ts';

const expected = [
  'abandoned-cart', 'account-takeover', 'card-fraud', 'consumer-group', 'credit-decision', 'device-monitor', 'price-sensitive', 'risk-warning',
];

test('all eight examples are there, with a story, data and tests, in under 2 MB', () => {
  expect(examples.map((example) => example.id)).toEqual(expected);
  let bytes = 0;
  for (const { folder, document } of examples) {
    expect(existsSync(join(folder, 'README.md'))).toBe(true);
    expect(document.tests.length).toBeGreaterThanOrEqual(3);
    expect(document.notes.length).toBeGreaterThan(0);
    for (const file of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (file.isFile()) bytes += statSync(join(file.parentPath, file.name)).size;
    }
  }
  expect(bytes).toBeLessThan(2_000_000);
});

suite.each(examples)('$id', (example: Example) => {
  const { document, text, folder } = example;

  test('is printed as it stands', () => {
    expect(printDocument(document)).toBe(text);
  });

  test('has no problem', () => {
    const found = analyse(document).problems.filter((problem) => problem.severity !== 'hint');
    expect(found.map((problem) => `${problem.node ?? ''}: ${problem.message.en}`)).toEqual([]);
  });

  test('binds files that are there, with the headers of the contract', () => {
    for (const node of document.nodes) {
      const sample = record(node.config['sample']);
      if (node.kind !== 'source' || sample['type'] !== 'file') continue;
      const path = join(folder, String(sample['path']));
      expect(existsSync(path), path).toBe(true);
      if (!path.endsWith('.csv')) continue;
      const [head = ''] = readFileSync(path, 'utf8').split('\n', 1);
      const headers = head.split(',');
      for (const field of fieldsOf(node)) expect(headers).toContain(field['from'] ?? field['name']);
    }
  });

  test.each(languages)('says each node in %s', (lang) => {
    for (const { node, name, sentence } of describe(document, lang)) {
      expect(name, node).not.toBe('');
      expect(sentence, node).not.toBe('');
      expect(sentence, node).not.toMatch(/undefined|\[object|NaN/);
      if (lang === 'zh') expect(`${name}${sentence}`, node).toMatch(/\p{Script=Han}/u);
    }
  });

  test('compiles to a plan and to JsonLogic that plain json-logic-js can run', () => {
    const compiled = compile(document);
    expect(compiled.notRun).toEqual([]);
    const nodes = new Set(compiled.plan.steps.map((step) => step.node));
    expect(document.nodes.map((node) => node.id).filter((id) => !nodes.has(id))).toEqual([]);
    expect(JSON.stringify(planJson(compiled.plan))).not.toContain('"kind":"call"');
    const { alerts } = exportLogic(compiled);
    const named = document.nodes.filter((node) => node.kind === 'alert').map((node) => node.id);
    expect(new Set(alerts.map((alert) => alert.node))).toEqual(new Set(named));
    for (const alert of alerts) {
      if (alert.needs.length > 0) continue;
      expect(typeof jsonLogic.apply(alert.logic as Parameters<typeof jsonLogic.apply>[0], {})).toBe('boolean');
    }
  });

  test('a renamed field is followed everywhere, and one undo gives the same bytes', () => {
    const { nodes } = analyse(document);
    let renamed = 0;
    for (const [id, { outputs }] of nodes) {
      const made = new Set(
        Object.values(outputs).flatMap(({ fields }) =>
          fields.filter(({ name, origins }) => origins.some((origin) => origin.node === id && origin.field === name)).map(({ name }) => name),
        ),
      );
      for (const from of made) {
        const performed = perform(begin(document), 'renameField', { node: id, from, to: 'renamed_here' }, meaning);
        // Fields that a kind names by itself, such as a list of reasons, keep their name.
        if (performed.history === undefined) continue;
        const after = performed.history.document;
        if (printDocument(after) === text) continue;
        renamed += 1;
        const sole = [...nodes.values()].every(({ outputs: all }) =>
          Object.values(all).every(({ fields }) => fields.every((field) => field.name !== from || field.origins.length < 2)),
        );
        if (sole) {
          const broken = analyse(after).problems.filter((problem) => problem.severity === 'error');
          expect(broken.map((problem) => `${id}.${from}: ${problem.node}: ${problem.message.en}`)).toEqual([]);
        }
        expect(printDocument(undo(performed.history).document)).toBe(text);
        expect(parseDocument(printDocument(after)).problems).toEqual([]);
      }
    }
    expect(renamed).toBeGreaterThan(0);
  });

  test('a field renamed by hand is reported at each node that speaks of it', () => {
    const analysed = analyse(document);
    for (const source of document.nodes.filter((node) => node.kind === 'source')) {
      const fields = fieldsOf(source);
      for (const field of fields) {
        const name = String(field['name']);
        const users = usersOf(example, source.id, name);
        const config = { ...source.config, fields: fields.map((each) => (each === field ? { ...field, name: 'renamed_by_hand' } : each)) };
        const { document: byHand } = parseDocument({ ...document, nodes: document.nodes.map((node) => (node === source ? { ...source, config } : node)) });
        if (byHand === undefined) throw new Error('it is still a document');
        const told = new Set(analyse(byHand).problems.map((problem) => problem.node));
        for (const user of users) {
          const state = analysed.nodes.get(user)?.node.kind;
          expect(told.has(user), `${user} (${state}) speaks of ${source.id}.${name}`).toBe(true);
        }
      }
    }
  });
});

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

function fieldsOf(source: RuleNode): readonly Readonly<Record<string, unknown>>[] {
  const fields = source.config['fields'];
  return Array.isArray(fields) ? fields.map(record) : [];
}

/** The nodes whose configs refer to a field that only this source gives. */
function usersOf({ document }: Example, source: string, name: string): readonly string[] {
  const { nodes } = analyse(document);
  return [...nodes.values()].flatMap(({ node, around }) => {
    const speaks = meaning.references(node).some((reference) => {
      if (reference.to !== 'field') return false;
      const arriving = around.inputs[reference.input]?.fields.find((field) => field.name === reference.name);
      return arriving?.origins.length === 1 && arriving.origins[0]?.node === source && arriving.origins[0].field === name;
    });
    return speaks ? [node.id] : [];
  });
}

test('the consumer group warns of 9 and 10, and of nothing else', () => {
  const example = examples.find(({ id }) => id === 'consumer-group');
  if (example === undefined) throw new Error('the example is missing');
  const { alerts } = exportLogic(compile(example.document));
  expect(alerts.length).toBe(1);
  const [alert] = alerts;
  if (alert === undefined) throw new Error('no alert');
  expect(alert.features).toEqual([]);
  expect(alert.needs).toEqual([]);
  const logic = alert.logic as Parameters<typeof jsonLogic.apply>[0];
  expect(jsonLogic.uses_data(record(alert.logic))).toEqual(['value']);
  for (let value = 0; value <= 10; value += 1) expect(jsonLogic.apply(logic, { value })).toBe(value > 8);
  expect(jsonLogic.apply(logic, {})).toBe(false);
  expect(jsonLogic.apply(logic, { value: null })).toBe(false);
});
