import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { findChromium } from '../../browser/chromium.mjs';
import { graphOf } from './graph.mjs';
import { million } from './million.mjs';
import { followed } from './threshold.mjs';
import { emptyPlace, middleCard, opening, typing, updatesWhile } from './measure.mjs';

/**
 * The editor with a graph of a thousand nodes, held against the editor with one; by the name of `million`, a million
 * payments in the page, held against Node; by that of `threshold`, how often counts follow one that is dragged. Both in rounds (`--rounds`), of which the middle counts. `--json` prints one object.
 */

const home = fileURLToPath(new URL('../../..', import.meta.url));
const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean' }, rounds: { type: 'string', default: '3' }, events: { type: 'string', default: '1000000' } } });
const [part = 'nodes'] = positionals;

async function main() {
  const server = spawn(process.execPath, ['src/cli/bin.mjs', 'start', '--port', '0', '--lang', 'en'], { cwd: home, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const browser = await chromium.launch({ executablePath: findChromium(), args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
    const figures = await partsOf(browser, await addressOf(server))[part]();
    await browser.close();
    print(part, figures);
  } finally {
    server.kill();
  }
}

const partsOf = (browser, address) => ({
  nodes: async () => [...(await ofNodes(browser, address)), ...(await ofThreshold(browser, address, 100_000))],
  threshold: async () => [...(await ofThreshold(browser, address, 100_000)), ...(await ofThreshold(browser, address, Number(values.events)))],
  million: () => ofMillion(browser, address),
});

async function ofThreshold(browser, address, events) {
  const { rate, wait } = await followed(browser, address, events);
  const what = `threshold dragged, ${events.toLocaleString('en')} rows`;
  return [
    { what, figure: rate, goal: 10, unit: 'updates a second', reached: rate >= 10 },
    { what: `${what}: first answer`, figure: wait, goal: undefined, unit: 'ms' },
  ];
}

async function ofNodes(browser, address) {
  const small = await open(browser, address, graphOf(1, 0));
  const large = await open(browser, address, graphOf(1000, 1500));
  const shares = [];
  for (let round = 0; round < Number(values.rounds); round += 1) {
    const [empty, full] = [await moved(small), await moved(large)];
    shares.push(Object.fromEntries(Object.keys(full).map((what) => [what, full[what] / empty[what]])));
    process.stderr.write(`  round ${round + 1}: ${Object.keys(full).map((what) => `${what} ${full[what].toFixed(1)} of ${empty[what].toFixed(1)}`).join(', ')}\n`);
  }
  const answer = await typed(large);
  return figuresOf(shares, answer, await opening(small), await opening(large));
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

async function open(browser, home, graph) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  await page.goto(home);
  await page.locator('input[type=file]').setInputFiles({ name: 'bench.rules.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(graph)) });
  await page.waitForSelector('.react-flow__node', { timeout: 60_000 });
  await page.waitForTimeout(1500);
  return page;
}

/** How often a second what is panned and dragged is seen elsewhere, at zoom 1 and with the whole graph in sight. */
async function moved(page) {
  await page.bringToFront();
  const both = async (keys) => {
    await look(page, keys);
    const pan = await updatesWhile(page, '.react-flow__viewport', await emptyPlace(page));
    await look(page, keys);
    const { id, place } = await middleCard(page);
    const drag = await updatesWhile(page, `.react-flow__node[data-id="${id}"]`, place);
    await page.keyboard.press('Control+z');
    return { pan, drag };
  };
  const near = await both(['Shift+1', 'Control+0']);
  const far = await both(['Shift+1']);
  return { pan: near.pan, drag: near.drag, panFitted: far.pan, dragFitted: far.drag };
}

/** Everything in sight, or the middle of it at zoom 1: the same place in every round. */
async function look(page, keys) {
  await page.locator('[data-canvas]').focus();
  for (const key of keys) {
    await page.keyboard.press(key);
    await page.waitForTimeout(800);
  }
}

async function typed(page) {
  await look(page, ['Control+0']);
  const { place } = await middleCard(page);
  await page.mouse.click(...place);
  const answer = await typing(page, page.getByRole('textbox', { name: 'Name of the node' }));
  await page.waitForTimeout(1500);
  return answer;
}

function figuresOf(shares, answer, empty, full) {
  const middle = (what) => shares.map((round) => round[what]).toSorted((one, other) => one - other)[(shares.length - 1) >> 1];
  return [
    { what: 'pan at zoom 1', figure: middle('pan'), goal: 0.95, unit: 'of an empty canvas' },
    { what: 'drag at zoom 1', figure: middle('drag'), goal: 0.95, unit: 'of an empty canvas' },
    { what: 'pan, whole graph fitted', figure: middle('panFitted'), goal: 0.6, unit: 'of an empty canvas' },
    { what: 'drag, whole graph fitted', figure: middle('dragFitted'), goal: 0.6, unit: 'of an empty canvas' },
    { what: 'typing in a panel, 95th percentile', figure: answer, goal: 50, unit: 'ms', most: true },
    { what: 'opening to first paint', figure: full, goal: 1.5 * empty + 500, unit: 'ms', most: true },
  ].map((line) => ({ ...line, reached: line.most === true ? line.figure <= line.goal : line.figure >= line.goal }));
}

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
