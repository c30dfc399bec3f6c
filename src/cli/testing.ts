import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { above, documentOf, payments } from '../compile/testing.ts';
import type { NodeSketch } from '../compile/testing.ts';
import type { RuleDocument } from '../graph/document.ts';
import type { Io } from './io.ts';

/** Commands in a folder of their own, for tests. */

/** A folder that is there for the length of a test. */
export function testFolder(): { readonly path: () => string; readonly write: (name: string, content: string | Uint8Array | RuleDocument) => Promise<void> } {
  let path = '';
  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), 'ruleloom-'));
  });
  afterEach(() => rm(path, { recursive: true }));
  return {
    path: () => path,
    write: (name, content) => writeFile(join(path, name), typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content)),
  };
}

export interface Told {
  readonly io: Io;
  readonly out: () => string;
  readonly err: () => string;
  /** What goes to standard output as bytes. */
  readonly sink: (chunk: Uint8Array) => Promise<boolean>;
}

export function listen(cwd: string, lang: Io['lang'] = 'en'): Told {
  const decoder = new TextDecoder();
  let out = '';
  let err = '';
  return {
    io: { out: (text) => (out += text), err: (text) => (err += text), cwd, lang, interactive: false },
    out: () => out,
    err: () => err,
    sink: (chunk) => {
      out += decoder.decode(chunk, { stream: true });
      return Promise.resolve(true);
    },
  };
}

/** Payments above 100 raise an alert for their card, once an hour; all others go on to an output. */
export function largePayments(sample: unknown, more: object = {}): RuleDocument {
  const [id, kind, config] = payments('pay');
  const nodes: readonly NodeSketch[] = [
    [id, kind, { ...config, lateness: '10s', sample }],
    ['large', 'condition', { when: above('amount', 100) }],
    ['warn', 'alert', { severity: 'high', key: ['card'], title: 'Large payment on {card}', message: '{amount} EUR', once: '1h', channels: ['desk'] }],
    ['small', 'output', { target: { type: 'file', settings: { path: 'small.csv' } }, fields: ['id', 'amount'], outcome: { type: 'tag', values: [{ name: 'half', to: { logic: { '/': [{ var: 'amount' }, 2] } } }] } }],
  ];
  return documentOf(nodes, ['pay > large', 'large.match > warn', 'large.rest > small'], more);
}

export const row = (id: string, second: number, more: object = {}): Readonly<Record<string, unknown>> => ({ id, at: new Date(Date.UTC(2026, 2, 1, 9, 0, second)).toISOString(), ...more });
