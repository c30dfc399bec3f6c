import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { findChromium } from '../../browser/chromium.mjs';
import { graphOf } from './graph.mjs';
import { million } from './million.mjs';
import { emptyPlace, middleCard, opening, typing, updatesWhile } from './measure.mjs';

/**
 * The editor with a graph of a thousand nodes, held against the editor with one; by the name of `million`, a million
 * payments in the page, held against Node. `--json` prints one object.
 */

const home = fileURLToPath(new URL('../../..', import.meta.url));
const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean' }, rounds: { type: 'string', default: '3' }, events: { type: 'string', default: '1000000' } } });
const [part = 'nodes'] = positionals;

async function main() {
  const server = spawn(process.execPath, ['src/cli/bin.mjs', 'start', '--port', '0', '--lang', 'en'], { cwd: home, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const browser = await chromium.launch({ executablePath: findChromium(), args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
    const figures = part === 'million' ? await ofMillion(browser, await addressOf(server)) : await ofNodes(browser, await addressOf(server));
    await browser.close();
    print(part, figures);
  } finally {
    server.kill();
  }
}

async function ofNodes(browser, address) {
  const small = await measure(browser, address, graphOf(1, 0));
  const large = await measure(browser, address, graphOf(1000, 1500));
  return compare(small, large);
}

async function ofMillion(browser, address) {
  const figures = await million(browser, address, { events: Number(values.events), rounds: Number(values.rounds), say: (line) => process.stderr.write(`${line}\n`) });
  return figures.map((line) => ({ ...line, reached: line.goal === undefined ? undefined : line.figure <= line.goal }));
}

let address;
async function addressOf({ stdout }) {
  if (address !== undefined) return address;
  for await (const line of createInterface({ input: stdout })) {
    address = /http:\/\/\S+/.exec(line)?.[0];
    if (address !== undefined) return address;
  }
  throw new Error('The app did not say where it is.');
}

async function measure(browser, home, graph) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  await page.goto(home);
  await page.locator('input[type=file]').setInputFiles({ name: 'bench.rules.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(graph)) });
  await page.waitForSelector('.react-flow__node', { timeout: 60_000 });
  await page.waitForTimeout(1500);
  const seen = {};
  const moved = async () => {
    const pan = await updatesWhile(page, '.react-flow__viewport', await emptyPlace(page));
    const { id, place } = await middleCard(page);
    const drag = await updatesWhile(page, `.react-flow__node[data-id="${id}"]`, place);
    return { pan, drag };
  };
  await page.locator('[data-canvas]').focus();
  await page.keyboard.press('Control+0');
  await page.waitForTimeout(800);
  Object.assign(seen, await moved());
  await page.locator('[data-canvas]').focus();
  await page.keyboard.press('Shift+1');
  await page.waitForTimeout(800);
  const far = await moved();
  seen.panFitted = far.pan;
  seen.dragFitted = far.drag;
  await page.locator('[data-canvas]').focus();
  await page.keyboard.press('Control+0');
  await page.waitForTimeout(800);
  const { place } = await middleCard(page);
  await page.mouse.click(...place);
  seen.typing = await typing(page, page.getByRole('textbox', { name: 'Name of the node' }));
  await page.waitForTimeout(1500);
  seen.opening = await opening(page);
  await page.close();
  return seen;
}

const compare = (small, large) => [
  { what: 'pan at zoom 1', figure: large.pan / small.pan, goal: 0.95, unit: 'of an empty canvas' },
  { what: 'drag at zoom 1', figure: large.drag / small.drag, goal: 0.95, unit: 'of an empty canvas' },
  { what: 'pan, whole graph fitted', figure: large.panFitted / small.panFitted, goal: 0.6, unit: 'of an empty canvas' },
  { what: 'drag, whole graph fitted', figure: large.dragFitted / small.dragFitted, goal: 0.6, unit: 'of an empty canvas' },
  { what: 'typing in a panel, 95th percentile', figure: large.typing, goal: 50, unit: 'ms', most: true },
  { what: 'opening to first paint', figure: large.opening, goal: 1.5 * small.opening + 500, unit: 'ms', most: true },
].map((line) => ({ ...line, reached: line.most === true ? line.figure <= line.goal : line.figure >= line.goal }));

function print(name, lines) {
  const round = (value, unit) => (unit === 'ms' ? value.toFixed(0) : value.toFixed(2));
  if (values.json) {
    process.stdout.write(`${JSON.stringify({ part: name, figures: lines })}\n`);
    return;
  }
  for (const { what, figure, goal, unit, most, reached } of lines) {
    const asked = goal === undefined ? '' : `${most === true ? 'at most' : 'at least'} ${round(goal, unit).padStart(5)}  ${reached ? 'reached' : 'missed'}`;
    process.stdout.write(`${`${what.padEnd(44)}${round(figure, unit).padStart(8)} ${unit.padEnd(20)}${asked}`.trimEnd()}\n`);
  }
}

await main();
