import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessibleInBothThemes, langs, locales, test } from './page.ts';

/** The canvas, worked on with a real mouse and real keys. */

const card = (page: Page, node: string): Locator => page.locator(`.react-flow__node[data-id="${node}"]`);
const eyelet = (page: Page, node: string, port: string, type: 'source' | 'target'): Locator =>
  page.locator(`.react-flow__handle.${type}[data-nodeid="${node}"][data-handleid="${port}"]`);
const edge = (page: Page, from: string, to: string): Locator => page.locator(`[data-edge="${from} ${to}"]`);
const zoom = (page: Page): Locator => page.getByRole('group', { name: 'Zoom' });
const undo = (page: Page, what: string): Locator => page.getByRole('button', { name: `Undo: ${what}` });
const selected = (page: Page): Locator => page.locator('.react-flow__node.selected');
/** Nothing is there to undo. */
const untouched = (page: Page): Promise<void> => expect(page.getByRole('button', { name: 'Undo', exact: true })).toHaveAttribute('aria-disabled', 'true');

async function open(page: Page, graph = 'card-fraud'): Promise<void> {
  await page.goto(`/#/graph/${graph}`);
  await expect(page.locator('.react-flow__node').first()).toBeVisible();
}

interface Spot {
  readonly x: number;
  readonly y: number;
}

async function boxOf(locator: Locator): Promise<Spot & { readonly width: number; readonly height: number }> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('It is not on the page.');
  return box;
}

async function middle(locator: Locator): Promise<Spot> {
  const { x, y, width, height } = await boxOf(locator);
  return { x: x + width / 2, y: y + height / 2 };
}

async function drag(page: Page, from: Spot, to: Spot, release = true): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  if (release) await page.mouse.up();
}

/** A place on the canvas with nothing on it. */
const empty = { x: 330, y: 120 };

test('a click selects, Shift adds, and a click beside selects nothing', async ({ page }) => {
  await open(page);
  await card(page, 'habits').click();
  await expect(selected(page)).toHaveCount(1);
  await card(page, 'testing').click({ modifiers: ['Shift'] });
  await expect(selected(page)).toHaveCount(2);
  await card(page, 'habits').click({ modifiers: ['Shift'] });
  await expect(selected(page)).toHaveAttribute('data-id', 'testing');
  await page.mouse.click(empty.x, empty.y);
  await expect(selected(page)).toHaveCount(0);
});

test('a frame drawn with Shift selects all that it touches', async ({ page }) => {
  await open(page);
  const from = await middle(card(page, 'payments'));
  const to = await middle(card(page, 'habits'));
  await page.keyboard.down('Shift');
  await drag(page, { x: from.x - 30, y: from.y - 60 }, { x: to.x, y: to.y + 20 });
  await page.keyboard.up('Shift');
  await expect(selected(page)).toHaveCount(3);
});

test('a drag beside the cards moves the whole canvas', async ({ page }) => {
  await open(page);
  const before = await middle(card(page, 'habits'));
  await drag(page, empty, { x: empty.x + 80, y: empty.y + 60 });
  const after = await middle(card(page, 'habits'));
  expect([after.x - before.x, after.y - before.y].map(Math.round)).toEqual([80, 60]);
  await untouched(page);
});

test('what is dragged is moved in one step, and undone in one', async ({ page }) => {
  await open(page);
  const before = await middle(card(page, 'habits'));
  const inspector = page.getByRole('complementary', { name: 'Selected node' });
  await drag(page, before, { x: before.x + 12, y: before.y + 90 }, false);
  // No panel takes room from the canvas while something is held in the hand.
  await expect(selected(page)).toHaveAttribute('data-id', 'habits');
  await expect(inspector).toHaveCount(0);
  await page.mouse.up();
  await expect(inspector).toBeVisible();
  const moved = await middle(card(page, 'habits'));
  // It may have fallen in line with something.
  expect(Math.abs(moved.y - before.y - 90)).toBeLessThan(20);
  await undo(page, 'Move “Card habits”').click();
  await expect.poll(async () => (await middle(card(page, 'habits'))).y).toBeCloseTo(before.y, 0);
  await untouched(page);
});

test('what is dragged falls in line with what is near it, and shows along what', async ({ page }) => {
  await open(page);
  const other = await boxOf(card(page, 'known-devices'));
  const before = await boxOf(card(page, 'habits'));
  const held = { x: before.x + 40, y: before.y + 12 };
  await drag(page, held, { x: held.x - 20, y: held.y + 40 }, false);
  await page.mouse.move(held.x - 20, held.y + other.y - before.y + 3, { steps: 3 });
  await expect(page.locator('[data-guides] path')).not.toHaveCount(0);
  await page.mouse.up();
  await expect(page.locator('[data-guides]')).toHaveCount(0);
  expect((await boxOf(card(page, 'habits'))).y).toBeCloseTo(other.y, 0);
});

test.describe('with fingers', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  test('one moves the canvas or a card, two zoom, a tap opens', async ({ page }) => {
    await open(page);
    const client = await page.context().newCDPSession(page);
    const swipe = async (...fingers: readonly (readonly [from: Spot, to: Spot])[]): Promise<void> => {
      for (let step = 0; step <= 6; step += 1) {
        const touchPoints = fingers.map(([from, to], id) => ({ id, x: from.x + ((to.x - from.x) * step) / 6, y: from.y + ((to.y - from.y) * step) / 6 }));
        await client.send('Input.dispatchTouchEvent', { type: step === 0 ? 'touchStart' : 'touchMove', touchPoints });
      }
      await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    };
    const first = card(page, 'payments');
    const before = await middle(first);
    await swipe([{ x: 200, y: 140 }, { x: 240, y: 200 }]);
    const panned = await middle(first);
    expect([panned.x - before.x, panned.y - before.y].map(Math.round)).toEqual([40, 60]);
    await untouched(page);

    await swipe([panned, { x: panned.x + 30, y: panned.y + 80 }]);
    await expect(selected(page)).toHaveAttribute('data-id', 'payments');
    const inspector = page.getByRole('complementary', { name: 'Selected node' });
    await expect(inspector).toHaveCount(0);
    const moved = await middle(first);
    expect(moved.y - panned.y).toBeGreaterThan(40);

    await expect(zoom(page)).toContainText('60%');
    await swipe([{ x: 180, y: 140 }, { x: 130, y: 140 }], [{ x: 240, y: 140 }, { x: 290, y: 140 }]);
    await expect(zoom(page)).toContainText(/[12]\d\d%/);
    await page.getByRole('button', { name: 'Fit the whole graph' }).tap();
    await expect(zoom(page)).toContainText(/[123]\d%/);
    await first.tap();
    await expect(inspector).toBeVisible();
  });
});

test('an edge is drawn from an eyelet to a card', async ({ page }) => {
  await open(page);
  await drag(page, await middle(eyelet(page, 'testing', 'rest', 'source')), await middle(card(page, 'unusual')));
  await expect(edge(page, 'testing.rest', 'unusual')).toHaveAccessibleName('Edge from Card testing (rest) to Unusual amount');
  await expect(undo(page, 'Connect “Card testing” to “Unusual amount”')).toBeEnabled();
});

test('an edge is drawn from an input backwards, too', async ({ page }) => {
  await open(page);
  await drag(page, await middle(eyelet(page, 'unusual', 'in', 'target')), await middle(card(page, 'known-devices')));
  await expect(edge(page, 'known-devices', 'unusual')).toBeAttached();
});

test.describe('an edge that cannot be is refused while it is drawn', () => {
  for (const [to, reason] of [['payments', 'Nothing can lead into this node'], ['habits', 'This edge would send rows round in a circle']] as const) {
    test(`to ${to}`, async ({ page }) => {
      await open(page);
      await drag(page, await middle(eyelet(page, 'testing', 'match', 'source')), await middle(card(page, to)), false);
      await expect(page.locator('[data-canvas]').getByText(reason)).toBeVisible();
      await expect(card(page, to).locator('[data-dimmed]')).toBeVisible();
      await page.mouse.up();
      await expect(page.locator('[data-dimmed]')).toHaveCount(0);
      await untouched(page);
    });
  }
});

test('an edge dropped on nothing asks what comes next, and connects it', async ({ page }) => {
  await open(page);
  const from = await middle(eyelet(page, 'testing', 'rest', 'source'));
  await drag(page, from, { x: from.x + 60, y: from.y + 30 });
  await expect(page.getByRole('combobox', { name: 'Find what comes next' })).toBeFocused();
  await expect(page.getByRole('option', { name: /^Filter/ })).toHaveCount(1);
  await expect(page.getByRole('option', { name: /^Source/ })).toHaveCount(0);
  await page.keyboard.type('dedu');
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(card(page, 'dedupe')).toBeVisible();
  await expect(edge(page, 'testing.rest', 'dedupe')).toBeAttached();
  await undo(page, 'Add “Dedupe”').click();
  await expect(card(page, 'dedupe')).toHaveCount(0);
  await expect(edge(page, 'testing.rest', 'dedupe')).toHaveCount(0);
});

test('the plus of an output connects to what is there already, too', async ({ page }) => {
  await open(page);
  await card(page, 'testing').hover();
  await card(page, 'testing').getByRole('button', { name: 'Add or connect after “rest”' }).click();
  await page.keyboard.type('review list');
  await page.keyboard.press('Enter');
  await expect(edge(page, 'testing.rest', 'review-list')).toBeAttached();
});

test('an edge is selected and deleted; a node is, and its line closes', async ({ page }) => {
  await open(page);
  const spot = await middle(edge(page, 'payments', 'known-devices'));
  await page.mouse.click(spot.x, spot.y);
  await expect(edge(page, 'payments', 'known-devices')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Backspace');
  await expect(edge(page, 'payments', 'known-devices')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await card(page, 'known-devices').click();
  await page.keyboard.press('Delete');
  await expect(card(page, 'known-devices')).toHaveCount(0);
  await expect(edge(page, 'payments', 'habits')).toBeAttached();
});

test('a kind dropped on an edge is put between', async ({ page }) => {
  await open(page);
  const spot = await middle(edge(page, 'payments', 'known-devices'));
  const from = await middle(page.getByRole('navigation', { name: 'Nodes to add' }).getByRole('button', { name: /^Filter/ }));
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(spot.x - 10, spot.y - 10, { steps: 6 });
  await page.mouse.move(spot.x, spot.y, { steps: 3 });
  await page.mouse.up();
  await expect(edge(page, 'payments', 'filter')).toBeAttached();
  await expect(page.locator('[data-edge$=" known-devices"]')).toHaveAccessibleName(/^Edge from Filter/);
  await expect(undo(page, 'Insert “Filter”')).toBeEnabled();
});

test('cards show less the smaller they are', async ({ page }) => {
  await open(page);
  await expect(card(page, 'habits')).toContainText('What each card did');
  const { x, y } = await middle(page.locator('[data-canvas]'));
  await page.mouse.move(x, y);
  const percent = async (): Promise<number> => Number.parseInt(await zoom(page).innerText(), 10);
  const zoomOutTo = async (goal: number): Promise<void> => {
    for (let turn = 0; turn < 60 && (await percent()) > goal; turn += 1) {
      await page.mouse.wheel(0, 60);
      await page.waitForTimeout(20);
    }
  };
  await zoomOutTo(50);
  await expect(card(page, 'habits')).toHaveText('Card habits');
  await zoomOutTo(25);
  await expect(card(page, 'habits')).toHaveText('');
  await expect(card(page, 'habits')).toHaveAccessibleName(/^Card habits, Rolling features/);
  await zoom(page).getByRole('button', { name: 'Fit the whole graph' }).click();
  for (const node of ['payments', 'authorisation', 'testing-alert', 'review-list']) await expect(card(page, node)).toBeInViewport({ ratio: 0.99 });
  await zoom(page).getByRole('button', { name: 'Zoom to 100%' }).click();
  await expect(zoom(page)).toContainText('100%');
});

test('arrows go from node to node, Alt moves, Enter opens', async ({ page }) => {
  await open(page);
  await card(page, 'payments').click();
  await page.keyboard.press('ArrowRight');
  await expect(card(page, 'known-devices')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowUp');
  await expect(card(page, 'testing')).toBeFocused();
  await expect(selected(page)).toHaveAttribute('data-id', 'testing');
  const before = await middle(card(page, 'testing'));
  await page.keyboard.press('Alt+ArrowDown');
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(async () => (await middle(card(page, 'testing'))).y).toBeGreaterThan(before.y + 5);
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await middle(card(page, 'testing'))).y).toBeCloseTo(before.y, 0);
  const inspector = page.getByRole('complementary', { name: 'Selected node' });
  await inspector.getByRole('button', { name: 'Close' }).click();
  await card(page, 'testing').focus();
  await page.keyboard.press('Enter');
  await expect(inspector.getByRole('textbox', { name: 'Name of the node' })).toHaveValue('Card testing');
  // From the node the tab key leads to its outputs.
  await card(page, 'testing').focus();
  await page.keyboard.press('Tab');
  await expect(card(page, 'testing').getByRole('button', { name: 'Add or connect after “match”' })).toBeFocused();
});

test('arrows come to nodes that are out of sight', async ({ page }) => {
  await open(page);
  await zoom(page).getByRole('button', { name: 'Zoom to 100%' }).click();
  await card(page, 'habits').click();
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowRight');
  await expect(card(page, 'authorisation')).toBeFocused();
  await expect(card(page, 'authorisation')).toBeInViewport({ ratio: 0.99 });
});

test('a window that grows shows the cards that it has room for', async ({ page }) => {
  await page.setViewportSize({ width: 800, height: 600 });
  await open(page);
  await expect(card(page, 'authorisation')).toHaveCount(0);
  await page.setViewportSize({ width: 1800, height: 1000 });
  await expect(card(page, 'authorisation')).toBeVisible();
});

test('after a run ports and edges have their counts; after an edit edges are one thread again', async ({ page }) => {
  await open(page);
  const first = edge(page, 'payments', 'known-devices');
  const threads = async (): Promise<number> => ((await first.locator('path').last().getAttribute('d')) ?? '').split('M').length - 1;
  expect(await threads()).toBe(1);
  await page.keyboard.press('Control+Enter');
  await expect(card(page, 'testing').getByRole('button', { name: 'match: 27 rows, show them' })).toBeVisible();
  await expect(edge(page, 'testing.match', 'testing-alert')).toHaveAccessibleName('Edge from Card testing (match) to Card is being tested, 27 rows');
  expect(await threads()).toBe(3);
  await first.locator('text').click();
  await expect(page.getByRole('tabpanel')).toContainText('1,700 rows');
});

test('a note is written on where it lies', async ({ page }) => {
  await open(page);
  const note = page.locator('.react-flow__node-note', { hasText: 'Thieves try a card' });
  await note.dblclick();
  await page.getByRole('textbox', { name: 'Text of the note' }).fill('Small sums first');
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('.react-flow__node-note', { hasText: 'Small sums first' })).toBeVisible();
  await undo(page, 'Edit a note').click();
  await expect(note).toBeVisible();
});

for (const lang of langs) {
  test.describe(`in ${lang}, light or dark`, () => {
    test.use({ locale: locales[lang] });

    test('anyone can use the canvas', async ({ page }) => {
      await open(page);
      await page.keyboard.press('Control+Enter');
      await expect(card(page, 'testing').getByRole('button', { name: lang === 'zh' ? /命中：27 ?行/ : /match: 27 rows/ })).toBeVisible();
      await card(page, 'testing').click();
      await expectAccessibleInBothThemes(page, '[data-canvas]');
    });
  });
}
