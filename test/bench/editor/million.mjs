import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from '../build.mjs';

/** The card-fraud example with a million payments, in the page and beside it in Node, in turns. */

const home = fileURLToPath(new URL('../../..', import.meta.url));
const here = fileURLToPath(new URL('.', import.meta.url));
const graph = join(home, 'rules-examples/card-fraud/card-fraud.rules.json');
const slow = { timeout: 120_000 };

/** Figures of the page as shares of Node's in the same round, and the longest task of the page's own thread. */
export async function million(browser, address, { events, rounds, say }) {
  const folder = mkdtempSync(join(tmpdir(), 'ruleloom-million-'));
  try {
    const [data, before] = [join(folder, 'payments.csv'), join(folder, 'before.rules.json')];
    generate(data, events);
    writeFileSync(before, JSON.stringify(otherVersion()));
    await bundle({ node: `${here}in-node.ts` }, join(folder, 'dist'));
    const node = (what, ...graphs) => {
      const { stdout, status } = spawnSync(process.execPath, [join(folder, 'dist/node.js'), what, data, ...graphs], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
      if (status !== 0) throw new Error(`Node ended with ${status}`);
      return JSON.parse(stdout);
    };
    const seen = [];
    for (let round = 0; round < rounds; round += 1) {
      const page = await inPage(browser, address, data, before, events, say);
      const [run, compare, command] = [node('run', graph), node('compare', graph, before), byCommand(data)];
      if (page.alerts !== run.alerts) throw new Error(`the page has ${page.alerts} alerts, Node ${run.alerts}`);
      say(`  Node: by command ${command.toFixed()} ms, the engine alone ${run.ms.toFixed()} ms, compare ${compare.ms.toFixed()} ms`);
      seen.push({ page: page.phases, run, compare, command });
    }
    return figuresOf(seen);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function figuresOf(seen) {
  const middle = (of) => seen.map(of).toSorted((one, other) => one - other)[(seen.length - 1) >> 1];
  const toCharts = ({ dropped, run }) => dropped.ms + run.ms;
  const phases = Object.keys(seen[0].page);
  const took = (name) => ({ what: `${name}, by the clock`, figure: middle(({ page }) => page[name].ms), unit: 'ms', goal: undefined, most: true });
  return [
    { what: 'a million payments, from drop to charts', figure: middle(({ page }) => toCharts(page)), unit: 'ms', goal: undefined, most: true },
    { what: 'the same in Node: ruleloom simulate', figure: middle(({ command }) => command), unit: 'ms', goal: undefined, most: true },
    { what: 'the page as a share of that', figure: middle(({ page, command }) => toCharts(page) / command), unit: '', goal: 1.5, most: true },
    { what: 'the engine alone in Node, read and run', figure: middle(({ run }) => run.ms), unit: 'ms', goal: undefined, most: true },
    { what: 'a comparison, as a share of the run', figure: middle(({ page }) => page.compare.ms / page.run.ms), unit: '', goal: 2.2, most: true },
    { what: 'a comparison in Node, as a share', figure: middle(({ run, compare }) => compare.ms / run.ms), unit: '', goal: 2.2, most: true },
    ...phases.map((name) => ({ what: `longest task: ${name}`, figure: middle(({ page }) => page[name].longest), unit: 'ms', goal: 100, most: true })),
    ...phases.filter((name) => !['dropped', 'run', 'rows'].includes(name)).map(took),
  ];
}

/** From the start of the command to the last line of its answer. */
function byCommand(data) {
  const start = performance.now();
  const { status } = spawnSync(process.execPath, [join(home, 'src/cli/bin.mjs'), 'simulate', graph, '--source', `payments=${data}`], { stdio: 'ignore' });
  if (status !== 0) throw new Error(`the command ended with ${status}`);
  return performance.now() - start;
}

function generate(file, events) {
  const out = openSync(file, 'w');
  const { status } = spawnSync(process.execPath, [join(home, 'src/cli/bin.mjs'), 'generate', 'payments', '--events', String(events), '--consumers', '10000'], { stdio: ['ignore', out, 'inherit'] });
  closeSync(out);
  if (status !== 0) throw new Error(`the generator ended with ${status}`);
}

/** The graph with two other thresholds. */
function otherVersion() {
  const document = JSON.parse(readFileSync(graph, 'utf8'));
  for (const { id, config } of document.nodes) {
    if (id === 'testing') config.when = { logic: { '>=': [{ var: 'small_10m' }, 3] } };
    if (id === 'score') config.bands = config.bands.map((band) => (band.id === 'block' ? { ...band, from: 50 } : band));
  }
  return document;
}

/** From a file that is dropped on the source to charts, then what else people do with so many rows, and a comparison. */
async function inPage(browser, address, data, before, events, say) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  const page = await context.newPage();
  const phases = {};
  /** How long something takes by the clock, and the longest task of the page's own thread meanwhile. */
  const phase = async (name, act) => {
    await page.waitForTimeout(300);
    await browser.startTracing(page, { categories: ['toplevel', '__metadata'] });
    const start = performance.now();
    await act();
    const ms = performance.now() - start;
    await page.waitForTimeout(300);
    phases[name] = { ms, ...longestTask(await browser.stopTracing()) };
    say(`  ${name}: ${JSON.stringify(phases[name], (_, value) => (typeof value === 'number' ? Math.round(value) : value))}`);
  };
  const dock = page.getByRole('region', { name: 'Problems, data, results and live preview' });
  const look = (name) => dock.getByRole('group', { name: 'Results as' }).getByRole('button', { name, exact: true }).click();
  const inSight = (selector, text = '') => page.waitForFunction(([wanted, words]) => [...document.querySelectorAll(wanted)].some((each) => each.textContent.includes(words)), [selector, text], { polling: 'raf', ...slow });
  const study = page.getByRole('main');

  await page.goto(`${address}#/graph/card-fraud`);
  await page.waitForSelector('.react-flow__node');
  await page.keyboard.press('Escape');
  await page.waitForTimeout(1500);
  await page.getByRole('tab', { name: 'Results' }).click();
  await page.evaluate(() => document.body.append(Object.assign(document.createElement('input'), { type: 'file', id: 'given', hidden: true })));
  await page.locator('#given').setInputFiles(data);
  await phase('dropped', async () => {
    await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(document.querySelector('#given').files[0]);
      const onto = document.querySelector('.react-flow__node[data-id="payments"]');
      const { x, y } = onto.getBoundingClientRect();
      for (const type of ['dragover', 'drop']) onto.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, clientX: x + 20, clientY: y + 20, dataTransfer }));
    });
    await page.locator('button:not([aria-disabled="true"])', { hasText: 'Use this data' }).waitFor(slow);
  });
  await phase('run', async () => {
    await page.getByRole('button', { name: 'Use this data' }).click();
    await inSight('section p', `${events.toLocaleString('en')} events read`);
    await inSight('li[data-sev] strong');
  });
  const counts = await dock.locator('li[data-sev] strong').allTextContents();
  const alerts = counts.reduce((sum, each) => sum + Number(each.replaceAll(',', '')), 0);
  await phase('rules', async () => {
    await look('Rules');
    await dock.getByRole('table').first().waitFor(slow);
  });
  await phase('values', async () => {
    await look('Values');
    await dock.locator('table.unseen').first().waitFor({ state: 'attached', ...slow });
  });
  await phase('rows', async () => {
    await page.locator('.react-flow__node[data-id="habits"]').getByRole('button', { name: /^rows: / }).click();
    const rows = page.getByRole('grid', { name: 'Card habits, rows' });
    await rows.getByRole('row').nth(5).waitFor(slow);
    const box = await rows.boundingBox();
    await page.mouse.move(box.x + 200, box.y + 100);
    for (let turn = 0; turn < 40; turn += 1) await page.mouse.wheel(0, turn % 4 === 3 ? 2_000_000 : 600);
    await page.waitForTimeout(500);
  });
  const explained = () => page.locator('aside[aria-label="Why"][aria-busy="false"] h3').first().waitFor({ state: 'attached', ...slow });
  await page.getByRole('tab', { name: 'Results' }).click();
  await look('List');
  await phase('an explanation', async () => {
    await page.getByRole('grid', { name: 'Alerts' }).getByRole('button', { name: 'Why?' }).last().click();
    await explained();
  });
  const told = await page.locator('aside[aria-label="Why"]').innerText();
  await phase('the next one', async () => {
    await page.getByRole('toolbar', { name: 'What is explained' }).getByRole('button', { name: 'Next alert' }).click();
    await page.waitForFunction((before) => {
      const panel = document.querySelector('aside[aria-label="Why"][aria-busy="false"]');
      return panel?.querySelector('h3') && panel.innerText !== before;
    }, told, { polling: 'raf', ...slow });
  });
  await page.keyboard.press('Escape');
  await phase('measure', async () => {
    await page.keyboard.press('Alt+m');
    await study.getByRole('table', { name: 'Per alert and rule' }).waitFor(slow);
  });
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+c');
  await phase('compare', async () => {
    await study.locator('input[type="file"]').first().setInputFiles(before);
    await study.getByRole('region', { name: 'What it comes to' }).waitFor(slow);
  });
  await context.close();
  return { alerts, phases };
}

/** Of all that the page's own thread did: by the clock, and by its own time, which others on the machine do not lengthen. */
function longestTask(trace) {
  const { traceEvents } = JSON.parse(trace.toString());
  const own = new Set(traceEvents.flatMap(({ name, pid, tid, args }) => (name === 'thread_name' && args.name === 'CrRendererMain' ? [`${pid} ${tid}`] : [])));
  const tasks = traceEvents.filter(({ name, pid, tid, dur }) => name.endsWith('RunTask') && dur !== undefined && own.has(`${pid} ${tid}`));
  return { longest: Math.max(0, ...tasks.map(({ dur }) => dur / 1000)), longestWork: Math.max(0, ...tasks.map(({ tdur = 0 }) => tdur / 1000)) };
}
