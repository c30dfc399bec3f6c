import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { built } from '../../src/cli/build.mjs';

/** How much script the page needs before it shows: what `index.html` asks for at once. All else comes on first use. */

const most = 300_000;

const folder = await built('app');
const page = readFileSync(join(folder, 'index.html'), 'utf8');
const asked = [...page.matchAll(/<(?:script|link)\b[^>]*?(?:src|href)="([^"]+\.js)"/g)].flatMap(([, path]) => (path === undefined ? [] : [path.replace(/^\.?\//, '')]));
const gzip = (path) => gzipSync(readFileSync(join(folder, path)), { level: 9 }).length;
const inWords = (bytes) => `${(bytes / 1000).toFixed(1).padStart(7)} kB`;

const first = asked.map((path) => ({ path, size: gzip(path) }));
const total = first.reduce((sum, { size }) => sum + size, 0);
const later = readdirSync(join(folder, 'assets'))
  .filter((name) => name.endsWith('.js') && !asked.includes(`assets/${name}`))
  .map((name) => ({ path: `assets/${name}`, size: gzip(`assets/${name}`) }))
  .toSorted((one, other) => other.size - one.size);

process.stdout.write('At once, gzip:\n');
for (const { path, size } of first) process.stdout.write(`${inWords(size)}  ${path}\n`);
process.stdout.write(`${inWords(total)}  together, of ${most / 1000} kB allowed\n\nOn first use, the largest:\n`);
for (const { path, size } of later.slice(0, 12)) process.stdout.write(`${inWords(size)}  ${path}\n`);
if (first.length === 0 || total > most) {
  process.stderr.write(first.length === 0 ? 'The page asks for no script.\n' : `The page needs ${inWords(total - most).trim()} too much before it shows.\n`);
  process.exitCode = 1;
}
