import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, runQuickly, test } from './page.ts';

/** What a run found, as it follows from edits. */

const panel = (page: Page, name: string): Locator => page.getByRole('tabpanel', { name });
const row = (page: Page, name: RegExp): Locator => panel(page, 'Results').getByRole('table', { name: 'Hits per rule' }).getByRole('row', { name });
const amount = (page: Page): Locator => page.getByRole('group', { name: 'When the rule matches', exact: true }).getByRole('textbox', { name: 'Value' });

test('after an edit what a run found follows by itself; told not to, it says so and one key brings it up to date', async ({ page }) => {
  await page.goto('/#/graph/credit-decision');
  await page.locator('.react-flow__node[data-id="large"]').click();
  await runQuickly(page);
  await expect(panel(page, 'Results')).toBeVisible();
  const hits = row(page, /^A large sum/).getByRole('cell').first();
  const before = await hits.textContent();
  await amount(page).fill('5000');
  await expect(hits).not.toHaveText(before ?? '');
  const now = await hits.textContent();
  await expect(page.getByText('Edited since the run')).toHaveCount(0);

  await page.getByRole('button', { name: /^The last run/ }).click();
  const choice = page.getByRole('menuitemcheckbox', { name: /^Run again by itself after edits/ });
  await expect(choice).toBeChecked();
  await expectAccessible(page, '[role=menu]');
  await choice.click();
  await page.keyboard.press('Escape');
  await amount(page).fill('15000');
  const stale = page.getByRole('button', { name: /^Edited since the run/ });
  await expect(stale).toBeVisible();
  await expect(hits).toHaveText(now ?? '');
  await page.keyboard.press('Control+Enter');
  await expect(hits).toHaveText(before ?? '');
  await expect(stale).toHaveCount(0);
  await page.reload();
  await expect(page.locator('.react-flow__node').first()).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: /^The last run/ }).click();
  await expect(page.getByRole('menuitemcheckbox')).not.toBeChecked();
});

test('values lie beside the thresholds of rules: dragged, the rule changes in one step and counts follow', async ({ page }) => {
  await page.goto('/#/graph/credit-decision');
  const card = page.locator('.react-flow__node[data-id="large"]');
  await expect(card).toBeVisible();
  await runQuickly(page);
  await expect(panel(page, 'Results')).toBeVisible();
  await page.getByRole('button', { name: 'Values', exact: true }).click();
  await page.getByRole('list', { name: 'Thresholds' }).getByRole('button', { name: 'A large sum: amount ≥ € 15,000' }).click();
  const handle = page.getByRole('slider', { name: /^A large sum: amount/ });
  await expect(handle).toHaveAttribute('aria-valuetext', '≥ € 15,000');
  await expectAccessible(page, '[role=tabpanel]');

  // What the chart says adds up to what the card counted.
  const chart = panel(page, 'Results').getByRole('table');
  const sum = async (column: number): Promise<number> => (await chart.getByRole('row').getByRole('cell').allTextContents()).reduce((all, text, at) => (at % 2 === column ? all + Number(text.replaceAll(',', '')) : all), 0);
  await expect(panel(page, 'Results').getByText('at A large sum, 158 rows')).toBeVisible();
  await expect(panel(page, 'Results').getByText('entered an alert101')).toBeVisible();
  expect([await sum(0), await sum(1)]).toEqual([101, 57]);

  const match = card.getByRole('button', { name: /^match: / });
  await expect(match).toHaveAccessibleName('match: 95 rows, show them');
  const undo = page.getByRole('button', { name: /^Undo/ });
  await expect(undo).toHaveAttribute('aria-disabled', 'true');
  const box = await handle.boundingBox();
  if (box === null) throw new Error('There is no threshold.');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height - 6);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 160, box.y + box.height - 6, { steps: 8 });
  // Not let go yet: the graph is as it was, the counts are not.
  await expect(match).not.toHaveAccessibleName(/^match: 95 /);
  await expect(undo).toHaveAttribute('aria-disabled', 'true');
  const tried = await handle.getAttribute('aria-valuetext');
  // Where the hand rests, so do the counts: a run with that value counts the same.
  const counted: (string | null)[] = [];
  await expect.poll(async () => {
    counted.push(await match.getAttribute('aria-label'));
    return counted.length > 3 && new Set(counted.slice(-4)).size === 1;
  }, { intervals: [100] }).toBe(true);
  await page.mouse.up();
  await expect(handle).toHaveAttribute('aria-valuetext', tried ?? '');
  await expect(page.getByText('Edited since the run')).toHaveCount(0);
  await expect(undo).toHaveAttribute('aria-disabled', 'false');
  await expect(page.locator('[data-id="large-alert"]')).not.toContainText('95');
  await expect(match).toHaveAccessibleName(counted.at(-1) ?? '');
  await undo.click();
  await expect(undo).toHaveAttribute('aria-disabled', 'true');
  await expect(match).toHaveAccessibleName('match: 95 rows, show them');

  await handle.focus();
  await page.keyboard.press('ArrowRight');
  await expect(handle).toHaveAttribute('aria-valuetext', '≥ € 16,000');
});

test('rules say how much of all they take, by events and by keys, and which take the same; the figures add up', async ({ page }) => {
  await page.goto('/#/graph/card-fraud');
  await expect(page.locator('.react-flow__node').first()).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: 'Rules', exact: true }).click();
  const rules = panel(page, 'Results').getByRole('table', { name: 'Hits per rule' });
  const cells = (name: RegExp): Promise<readonly string[]> => rules.getByRole('row', { name }).getByRole('cell').allTextContents();
  await expect(panel(page, 'Results').getByRole('heading', { name: 'Of 1,700 payments' })).toBeVisible();
  expect(await cells(/^Risk score, block/)).toEqual(['', '32', '1.9%', '4', '100%', '65%']);
  // What a rule shares with others and what is its own are all that it took.
  expect(await cells(/^Card testing/)).toEqual(['', '27', '1.6%', '0', '100%', '55%']);
  expect(await cells(/^All rules/)).toEqual(['', '99', '5.8%', '', '49%', '100%']);
  await expect(panel(page, 'Results').getByRole('listitem').filter({ hasText: 'Card testing' }).first()).toContainText('2784% of the first, 100% of the second');
  await expectAccessible(page, '[role=tabpanel]');
  await page.getByRole('group', { name: 'Counted by' }).getByRole('button', { name: 'card' }).click();
  await expect(panel(page, 'Results').getByRole('heading', { name: /^By card, of \d+$/ })).toBeVisible();
  expect(await cells(/^Risk score, block/)).toHaveLength(3);
  await page.getByRole('group', { name: 'Counted by' }).getByRole('button', { name: 'payments' }).click();

  await test.step('what two rules took, and what one took, row by row', async () => {
    await panel(page, 'Results').getByRole('button', { name: /^Risk score, block, 70 and up \+ Card testing: 27 hits/ }).click();
    await expect(panel(page, 'Results').getByText('27 rows', { exact: true })).toBeVisible();
    await expect(page.getByRole('grid', { name: 'Risk score, block, 70 and up + Card testing' }).getByRole('row').nth(1)).toBeVisible();
    await rules.getByRole('button', { name: /^Unusual amount: 59 hits/ }).click();
    await expect(panel(page, 'Results').getByText('59 rows', { exact: true })).toBeVisible();
  });

  await test.step('a rule over time, as large as there is room, and a stretch of it', async () => {
    await rules.getByRole('button', { name: 'Unusual amount over time' }).click();
    const line = panel(page, 'Results').getByRole('listbox', { name: 'Unusual amount over time' });
    await line.focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Shift+ArrowLeft');
    await expectAccessible(page, '[role=tabpanel]');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('group', { name: 'Only', exact: true })).toContainText('14 Mar to 15 Mar');
    const [, hits = ''] = await cells(/^Unusual amount/);
    expect(Number(hits)).toBeLessThan(59);
    await expect(panel(page, 'Results').getByRole('region', { name: 'Unusual amount over time' })).toContainText(`Hits${hits}`);
    await panel(page, 'Results').getByRole('button', { name: 'Close' }).click();
    await expect(panel(page, 'Results').getByRole('region', { name: 'Rules that take the same' })).toBeVisible();
  });
});

test('alerts lie on a time line: a stretch of it, or a key, is then all that every part of the results is about', async ({ page }) => {
  await page.goto('/#/graph/card-fraud');
  await expect(page.locator('.react-flow__node').first()).toBeVisible();
  await page.keyboard.press('Control+Enter');
  const results = panel(page, 'Results');
  const line = results.getByRole('listbox', { name: 'Alerts over time' });
  const bars = line.getByRole('option');
  await expect(bars).toHaveCount(15);
  const only = page.getByRole('group', { name: 'Only', exact: true });
  const totals = async (): Promise<readonly number[]> => (await bars.evaluateAll((each) => each.map((bar) => bar.getAttribute('aria-label') ?? ''))).map((label) => Number(/: ([\d,]+)/.exec(label)?.[1]?.replaceAll(',', '')));
  const sum = async (): Promise<number> => (await totals()).reduce((all, count) => all + count, 0);
  expect(await sum()).toBe(9);

  await test.step('by keys: exact counts of each bar, a stretch chosen, closer, and back', async () => {
    await line.focus();
    await page.keyboard.press('Home');
    for (let steps = 0; steps < 6; steps += 1) await page.keyboard.press('ArrowRight');
    await expect(page.locator(`[id="${(await line.getAttribute('aria-activedescendant')) ?? ''}"]`)).toHaveAccessibleName('7 Mar: 2, Critical 1, High 1');
    await page.keyboard.press('Shift+ArrowRight');
    await expect(bars.and(page.locator('[aria-selected=true]'))).toHaveCount(2);
    await page.keyboard.press('Enter');
    await expect(only).toContainText('7 Mar to 8 Mar');
    await expect(only.getByRole('status')).toHaveText('2 of 9 alerts');
    await expect.poll(sum).toBe(2);
    await expect(line).toBeFocused();
    await page.keyboard.press('+');
    await expect(only).not.toContainText('7 Mar to 8 Mar');
    await page.keyboard.press('Escape');
    await expect(only).toHaveCount(0);
    await expect(bars).toHaveCount(15);
  });

  const box = await line.boundingBox();
  if (box === null) throw new Error('There is no time line.');
  await page.mouse.move(box.x + (box.width * 9.5) / 15, box.y + 30);
  await page.mouse.down();
  await page.mouse.move(box.x + (box.width * 11.5) / 15, box.y + 30, { steps: 6 });
  await page.mouse.up();
  await expect(only).toContainText('10 Mar to 12 Mar');
  await expect(only.getByRole('status')).toHaveText('7 of 9 alerts');
  await expect(results.getByRole('heading', { name: '7 alerts by 6 hours' })).toBeVisible();
  await expectAccessible(page, '[role=tabpanel]');
  await page.getByRole('button', { name: 'List', exact: true }).click();
  await expect(page.getByRole('grid', { name: 'Alerts' })).toHaveAttribute('aria-rowcount', '8');
  await page.getByRole('button', { name: 'Overview', exact: true }).click();

  await results.getByRole('button', { name: /^c-329096: 2 alerts/ }).click();
  await expect(only.getByRole('status')).toHaveText('2 of 9 alerts');
  const hits = results.getByRole('button', { name: /^Risk score, block, 70 and up: \d+ hits/ });
  const count = (await hits.textContent()) ?? '';
  expect(Number(count)).toBeLessThan(32);
  await hits.click();
  await expect(panel(page, 'Data').getByText(`${count} of 32 rows`)).toBeVisible();
  await page.getByRole('tab', { name: 'Results' }).click();
  const rows = only.getByRole('button', { name: /payments of 1,700, show them$/ });
  const own = /^\d+/.exec((await rows.textContent()) ?? '')?.[0] ?? '';
  await rows.click();
  await expect(panel(page, 'Data').getByText(`${own} of 1,700 rows`)).toBeVisible();
  await page.getByRole('tab', { name: 'Results' }).click();
  await only.getByRole('button', { name: /^Remove.*10 Mar to 12 Mar$|: 10 Mar to 12 Mar$/ }).click();
  await expect(only).not.toContainText('Mar');
  await page.mouse.move(box.x + box.width / 2, box.y + 40);
  await page.mouse.wheel(0, -120);
  await expect(only).toContainText('Mar');
  await only.getByRole('button', { name: 'Show all' }).click();
  await expect(only).toHaveCount(0);
});

for (const example of ['card-fraud', 'credit-decision']) {
  test(`all figures on screen of ${example} add up`, async ({ page }) => {
    await page.goto(`/#/graph/${example}`);
    await expect(page.locator('.react-flow__node').first()).toBeVisible();
    await page.keyboard.press('Control+Enter');
    const results = panel(page, 'Results');
    const line = results.getByRole('listbox', { name: 'Alerts over time' });
    await expect(line).toBeVisible();
    const number = (text: string | null | undefined): number => Number(/[\d,]+/.exec(text ?? '')?.[0]?.replaceAll(',', '') ?? NaN);
    const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);

    // What cards and edges count: what leaves by an edge is what its port counts, what enters an alert or a rule leaves it.
    const cards: { readonly label: string; readonly ports: ReadonlyMap<string, number> }[] = [];
    for (const card of await page.locator('.react-flow__node[data-id]').all()) {
      const told = await card.getByRole('button', { name: /: [\d,]+ rows?, show them$/ }).evaluateAll((all) => all.map((each) => each.getAttribute('aria-label') ?? ''));
      const ports = new Map(told.map((label) => [label.slice(0, label.lastIndexOf(': ')), number(label.slice(label.lastIndexOf(': ')))]));
      cards.push({ label: (await card.getAttribute('aria-label')) ?? '', ports });
    }
    const entering = new Map<string, number>();
    for (const label of await page.getByRole('button', { name: /^Edge from .* rows$/ }).evaluateAll((all) => all.map((each) => each.getAttribute('aria-label') ?? ''))) {
      const [, from = '', output = '', to = '', count = ''] = /^Edge from (.*) \((.*)\) to (.*), ([\d,]+) rows$/.exec(label) ?? [];
      expect(cards.find((card) => card.label.startsWith(from))?.ports.get(output) ?? 0, label).toBe(number(count));
      entering.set(to, (entering.get(to) ?? 0) + number(count));
    }
    expect(entering.size).toBeGreaterThan(3);
    for (const [to, count] of entering) {
      const { ports = new Map<string, number>() } = cards.find((card) => card.label.startsWith(to)) ?? {};
      if (ports.has('sent') || ports.has('match')) expect(sum([...ports.values()]), to).toBe(count);
    }
    const sent = sum(cards.map(({ ports }) => ports.get('sent') ?? 0));

    // What became of alerts: by severity, over time, by rule and in the list.
    const severities = await results.getByRole('listitem').locator('strong').allTextContents();
    const bars = await line.getByRole('option').evaluateAll((all) => all.map((bar) => (bar.getAttribute('aria-label') ?? '').split(': ').at(-1) ?? ''));
    expect(sum(severities.map(number))).toBe(sent);
    expect(sum(bars.map(number))).toBe(sent);
    expect(sum(bars.flatMap((bar) => bar.split(', ').slice(1).map(number)))).toBe(sent);
    expect(number(await results.getByRole('heading', { name: /^[\d,]+ alerts? by/ }).textContent())).toBe(sent);
    const rules = results.getByRole('table', { name: 'Hits per rule' });
    const foot = await rules.locator('tfoot').getByRole('cell').allTextContents();
    expect(number(foot.at(-2))).toBe(sent);
    const column = async (at: number): Promise<number> => sum((await rules.locator('tbody tr').evaluateAll((rows, nth) => rows.map((each) => [...each.querySelectorAll('td')].at(nth)?.textContent ?? ''), at)).map((text) => number(text) || 0));
    expect(await column(-2)).toBe(sent);
    expect(await column(-1)).toBe(number(foot.at(-1)));

    // Each count opens as many rows.
    for (const button of await rules.locator('tbody tr').getByRole('button', { name: /hits, show them$/ }).all()) {
      const count = number(await button.textContent());
      await button.click();
      await expect(panel(page, 'Data').getByText(`${count.toLocaleString('en')} ${count === 1 ? 'row' : 'rows'}`, { exact: true })).toBeVisible();
      await page.getByRole('tab', { name: 'Results' }).click();
    }
    await page.getByRole('button', { name: 'List', exact: true }).click();
    await expect(page.getByRole('grid', { name: 'Alerts' })).toHaveAttribute('aria-rowcount', String(sent + 1));

    await page.getByRole('button', { name: 'Rules', exact: true }).click();
    await expect(results.getByRole('heading', { name: /^Of [\d,]+ / })).toBeVisible();
    for (const pair of await results.getByRole('region', { name: 'Rules that take the same' }).getByRole('button', { name: /hits, show them$/ }).all()) {
      const [label, count] = [(await pair.getAttribute('aria-label')) ?? '', number(await pair.textContent())];
      // No pair took more than either rule.
      for (const name of label.slice(0, label.lastIndexOf(': ')).split(' + ')) expect(count).toBeLessThanOrEqual(number(await rules.getByRole('button', { name: `${name}: ` }).textContent()));
    }
  });
}
