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
const slow = { timeout: 600_000 };

export async function million(browser, address, { events = 1_000_000, rounds = 3, say = () => {} } = {}) {
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
      const page = await inPage(browser, address, data, before, say);
      const [run, compare] = [node('run', graph), node('compare', graph, before)];
      if (page.alerts !== run.alerts) throw new Error(`the page has ${page.alerts} alerts, Node ${run.alerts}`);
      seen.push({ page, node: { run, compare } });
      say(seen.at(-1));
    }
    return seen;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
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

/** From a file that is dropped on the source, by way of what a person looks at, to a comparison. */
export async function inPage(browser, address, data, before, say) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  const page = await context.newPage();
  const phases = {};
  /** How long something takes, the processors' time for it, and the longest task of the page meanwhile. */
  const phase = async (name, act) => {
    await page.waitForTimeout(300);
    if (!process.env.NOTRACE) await browser.startTracing(page, { categories: [...(process.env.PROF ? ['disabled-by-default-v8.cpu_profiler', 'v8', 'devtools.timeline'] : []), 'toplevel', 'disabled-by-default-devtools.timeline', '__metadata'] });
    const [start, work] = [performance.now(), await cpuOf(browser)];
    await act();
    const ms = performance.now() - start;
    const cpu = (await cpuOf(browser)) - work;
    await page.waitForTimeout(300);
    phases[name] = { ms, cpu, ...(process.env.NOTRACE ? {} : longestTask(await browser.stopTracing(), name)) };
    say({ phase: name, ...Object.fromEntries(Object.entries(phases[name]).map(([key, value]) => [key, Math.round(value)])) });
  };
  const dock = page.getByRole('region', { name: 'Problems, data, results and live preview' });
  const look = (name) => dock.getByRole('group', { name: 'Results as' }).getByRole('button', { name, exact: true }).click();

  await page.goto(`${address}#/graph/card-fraud`);
  await page.waitForSelector('.react-flow__node');
  await page.keyboard.press('Escape');
  await page.waitForTimeout(1500);
  await page.evaluate(() => document.body.append(Object.assign(document.createElement('input'), { type: 'file', id: 'given' })));
  await page.locator('#given').setInputFiles(data);
  await phase('dropped, until it can be used', async () => {
    await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(document.querySelector('#given').files[0]);
      const onto = document.querySelector('.react-flow__node[data-id="payments"]');
      const { x, y } = onto.getBoundingClientRect();
      for (const type of ['dragover', 'drop']) onto.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, clientX: x + 20, clientY: y + 20, dataTransfer }));
    });
    await page.locator('button:not([aria-disabled="true"])', { hasText: 'Use this data' }).waitFor(slow);
  });
  await phase('used, until charts are there', async () => {
    await page.getByRole('button', { name: 'Use this data' }).click();
    const t0 = performance.now();
    await page.getByRole('dialog').waitFor({ state: 'detached', ...slow });
    say({ phase: '  keep', ms: performance.now() - t0 });
    await page.getByRole('tab', { name: 'Results' }).click(slow);
    await dock.getByText('1,000,000').first().waitFor(slow);
    await dock.locator('[data-sev]').first().waitFor(slow);
  });
  const figures = await dock.locator('li[data-sev] strong').allTextContents();
  const alerts = figures.reduce((sum, each) => sum + Number(each.replaceAll(',', '')), 0);
  await phase('rules', async () => {
    await look('Rules');
    await dock.getByRole('table').first().waitFor(slow);
  });
  await phase('values', async () => {
    await look('Values');
    await dock.getByText(/1,000,000|middle/i).first().waitFor(slow);
    await page.waitForTimeout(3000);
  });
  await page.screenshot({ path: '/tmp/scale/p.png' });
  await context.close();
  return { alerts, phases };
}

/** The time that all processors worked for the browser so far, in milliseconds. */
async function cpuOf(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  if (process.env.SAYCPU) console.log(processInfo.map((p) => `${p.type} ${p.id} ${p.cpuTime.toFixed(1)}`).join(', '));
  return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0);
}

/** Of all that the page's own thread did: by the clock, and by its own time, which others on the machine do not lengthen. */
function longestTask(trace, phaseName) {
  if (process.env.SAYCPU) import('node:fs').then((fs) => fs.writeFileSync(`/tmp/scale/trace-${phaseName.slice(0, 4)}.json`, trace));
  const { traceEvents } = JSON.parse(trace.toString());
  const own = new Set(traceEvents.flatMap(({ name, pid, tid, args }) => (name === 'thread_name' && args.name === 'CrRendererMain' ? [`${pid} ${tid}`] : [])));
  const tasks = traceEvents.filter(({ name, pid, tid, dur }) => name.endsWith('RunTask') && dur !== undefined && own.has(`${pid} ${tid}`));
  return { longest: Math.max(0, ...tasks.map(({ dur }) => dur / 1000)), longestWork: Math.max(0, ...tasks.map(({ tdur = 0 }) => tdur / 1000)) };
}
