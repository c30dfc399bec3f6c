import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The card-fraud graph, and its own generator's payments as lines of JSON. */

export const home = fileURLToPath(new URL('../../..', import.meta.url));
export const bin = join(home, 'src/cli/bin.mjs');

/** Without its outputs, which lead to systems that are not here. */
export function cardFraud(live = { connector: 'webhook', settings: {} }) {
  const document = JSON.parse(readFileSync(join(home, 'rules-examples/card-fraud/card-fraud.rules.json'), 'utf8'));
  const outputs = new Set(document.nodes.filter(({ kind }) => kind === 'output').map(({ id }) => id));
  const nodes = document.nodes.filter(({ id }) => !outputs.has(id)).map((node) => (node.kind === 'source' ? { ...node, config: { ...node.config, live } } : node));
  return { ...document, nodes, edges: document.edges.filter(({ to }) => !outputs.has(to)) };
}

/** Deliveries of so many lines, one after the other, as fast as somebody takes them. */
export async function* deliveries({ events, consumers, size, start = '2020-01-01' }) {
  const child = spawn(process.execPath, [bin, 'generate', 'payments', '--events', String(events), '--consumers', String(consumers), '--seed', '11', '--start', start, '--json'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = () => void child.kill('SIGKILL');
  process.on('exit', gone);
  let rest = Buffer.alloc(0);
  try {
    for await (const chunk of child.stdout) {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      let from = 0;
      for (let end = endOfLines(rest, from, size); end > 0; end = endOfLines(rest, from, size)) {
        yield Buffer.from(rest.subarray(from, end - 1));
        from = end;
      }
      rest = rest.subarray(from);
    }
    if (rest.length > 0) yield rest;
  } finally {
    gone();
    process.off('exit', gone);
  }
}

export async function deliveriesAtHand(options) {
  const all = [];
  for await (const each of deliveries(options)) all.push(each);
  return all;
}

/** Behind so many line feeds; 0 where there are fewer. */
function endOfLines(bytes, from, size) {
  let at = from;
  for (let left = size; left > 0; left -= 1) {
    at = bytes.indexOf(10, at) + 1;
    if (at === 0) return 0;
  }
  return at;
}

export const linesIn = (bytes) => {
  let count = 1;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) count += at + 1 < bytes.length ? 1 : 0;
  return count;
};
