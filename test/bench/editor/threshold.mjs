import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * How often a second the cards of a rule and of what follows from it count anew while the rule's threshold is dragged, and how
 * long after it was chosen they do so at all.
 */

const example = fileURLToPath(new URL('../../../rules-examples/card-fraud/card-fraud.rules.json', import.meta.url));
const slow = { timeout: 120_000 };

export async function followed(browser, address, events, seconds = 4) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', reducedMotion: 'reduce' });
  await page.goto(address);
  await page.locator('input[type=file]').setInputFiles({ name: 'bench.rules.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(withEvents(events))) });
  await page.waitForSelector('.react-flow__node', slow);
  await page.keyboard.press('Control+Enter');
  const dock = page.getByRole('region', { name: 'Problems, data, results and live preview' });
  await dock.getByText(`${events.toLocaleString('en')} events read`).waitFor(slow);
  await dock.getByRole('group', { name: 'Results as' }).getByRole('button', { name: 'Values', exact: true }).click();
  await dock.getByRole('list', { name: 'Thresholds' }).getByRole('button', { name: 'Risk score: amount ≥ € 100' }).click(slow);
  const chosen = performance.now();
  const handle = dock.getByRole('slider', { name: /^Risk score: amount/ });
  await handle.waitFor(slow);
  await handle.hover();
  const { x, y, width, height } = await handle.boundingBox();
  const [from, level] = [x + width / 2, y + height - 6];
  await page.mouse.move(from, level);
  await page.evaluate(() => {
    const counted = (window.bench = { on: true, count: -1, start: performance.now() });
    let before;
    const look = () => {
      const now = ['score', 'action'].map((id) => document.querySelector(`.react-flow__node[data-id="${id}"]`)?.textContent).join();
      if (now !== before) counted.count += 1;
      before = now;
      if (counted.on) requestAnimationFrame(look);
    };
    look();
  });
  await page.mouse.down();
  await page.mouse.move(from + 20, level);
  await page.waitForFunction(() => window.bench.count > 0, undefined, { polling: 'raf', ...slow });
  const wait = performance.now() - chosen;
  await page.evaluate(() => Object.assign(window.bench, { count: 0, start: performance.now() }));
  const end = Date.now() + seconds * 1000;
  for (let step = 0; Date.now() < end; step += 1) {
    // Each time far enough for another value: to and fro, as a hand that looks for the right one.
    const way = (step * 12) % 800;
    await page.mouse.move(from + 20 + (way < 400 ? way : 800 - way), level);
    await page.waitForTimeout(16);
  }
  const rate = await page.evaluate(() => {
    window.bench.on = false;
    return (window.bench.count * 1000) / (performance.now() - window.bench.start);
  });
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await page.close();
  return { rate, wait };
}

function withEvents(events) {
  const document = JSON.parse(readFileSync(example, 'utf8'));
  for (const { id, config } of document.nodes) if (id === 'payments') config.sample = { type: 'generator', preset: 'payments', stream: 'payments', events, seed: 1 };
  return document;
}
