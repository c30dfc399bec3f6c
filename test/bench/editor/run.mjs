import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { findChromium } from '../../browser/chromium.mjs';
import { graphOf } from './graph.mjs';
import { emptyPlace, middleCard, opening, typing, updatesWhile } from './measure.mjs';

/** The editor with a graph of a thousand nodes, held against the editor with one. `--json` prints one object. */

const home = fileURLToPath(new URL('../../..', import.meta.url));
const json = process.argv.includes('--json');

async function main() {
  const server = spawn(process.execPath, ['src/cli/bin.mjs', 'start', '--port', '0', '--lang', 'en'], { cwd: home, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const browser = await chromium.launch({ executablePath: findChromium(), args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
    const small = await measure(browser, await addressOf(server), graphOf(1, 0));
    const large = await measure(browser, await addressOf(server), graphOf(1000, 1500));
    await browser.close();
    print(compare(small, large));
  } finally {
    server.kill();
  }
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

function print(lines) {
  const round = (value, unit) => (unit === 'ms' ? value.toFixed(0) : value.toFixed(2));
  if (json) {
    process.stdout.write(`${JSON.stringify({ nodes: 1000, edges: 1500, figures: lines })}\n`);
    return;
  }
  for (const { what, figure, goal, unit, most, reached } of lines) {
    process.stdout.write(`${what.padEnd(36)}${round(figure, unit).padStart(8)} ${unit.padEnd(20)}${most === true ? 'at most' : 'at least'} ${round(goal, unit).padStart(5)}  ${reached ? 'reached' : 'missed'}\n`);
  }
}

await main();
