import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { meaning } from '../../src/compile/meaning.ts';
import type { RuleDocument } from '../../src/graph/document.ts';
import { parseDocument, printDocument } from '../../src/graph/serialise.ts';
import { home, ruleloom } from './server.ts';

/** A day's payments through the card-fraud graph, and the alerts that the simulation raises on them. */

export interface Day {
  readonly document: RuleDocument;
  /** In the order of their times, as lines of JSON; the last one comes an hour after all others, and only lets time pass. */
  readonly lines: readonly string[];
  readonly alerts: readonly string[];
}

const example = join(home, 'rules-examples/card-fraud');

export function makeDay(folder: string, events: number): Day {
  const read = parseDocument(readFileSync(join(example, 'card-fraud.rules.json'), 'utf8'), meaning).document;
  if (read === undefined) throw new Error('no example');
  const document: RuleDocument = {
    ...read,
    nodes: read.nodes.filter(({ kind }) => kind !== 'output').map((node) => (node.kind === 'source' ? { ...node, config: { ...node.config, live: { connector: 'webhook', settings: {} } } } : node)),
    edges: read.edges.filter(({ to }) => read.nodes.some(({ id, kind }) => id === to && kind !== 'output')),
  };
  const lines = payments(events);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'day.rules.json');
  writeFileSync(file, printDocument(document));
  writeFileSync(join(folder, 'day.ndjson'), `${lines.join('\n')}\n`);
  const said = ruleloom('simulate', file, '--source', `payments=${join(folder, 'day.ndjson')}`);
  return { document, lines, alerts: said.trim().split('\n') };
}

const hour = 3_600_000;

function payments(events: number): readonly string[] {
  const lines = ruleloom('generate', 'payments', '--events', String(events), '--consumers', '20000', '--seed', '11', '--json').trim().split('\n');
  const last = JSON.parse(lines.at(-1) ?? '') as Record<string, unknown>;
  const final = { ...last, payment_id: 'the-last', card: 'nobody', customer: 'nobody', amount: 10, time: new Date(Date.parse(String(last['time'])) + hour).toISOString() };
  return [...lines, JSON.stringify(final)];
}
