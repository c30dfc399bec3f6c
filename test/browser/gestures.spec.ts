import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './page.ts';

/** Whatever is done with mouse and keys is taken back step by step, and done again: to the same file, byte for byte. */

const cards = (page: Page): Locator => page.locator('.react-flow__node-card');
const undo = (page: Page): Locator => page.getByRole('banner').getByRole('button', { name: /^Undo/ });
const redo = (page: Page): Locator => page.getByRole('banner').getByRole('button', { name: /^Redo/ });

/** The graph as a file, samples and tests with it. */
async function file(page: Page): Promise<string> {
  await page.keyboard.press('Control+Shift+e');
  const dialog = page.getByRole('dialog', { name: 'Export or share' });
  await dialog.getByRole('checkbox', { name: 'Include sample rows and saved tests' }).check();
  const [saved] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Save: Rule graph', exact: true }).click()]);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  return (await readFile(await saved.path())).toString();
}

/** Numbers that only look like chance: the same every time. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return Math.floor((state / 0x8000_0000) * sides);
  };
}

async function inSight(page: Page, roll: (sides: number) => number): Promise<Locator> {
  await page.getByRole('button', { name: /^Fit the whole graph/ }).click();
  return cards(page).nth(roll(await cards(page).count()));
}

async function drag(page: Page, held: Locator, right: number, down: number): Promise<void> {
  const box = (await held.count()) === 0 ? null : await held.boundingBox();
  if (box === null) return;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + right / 2, y + down / 2, { steps: 3 });
  await page.mouse.move(x + right, y + down, { steps: 3 });
  await page.mouse.up();
}

type Gesture = (page: Page, card: Locator, roll: (sides: number) => number) => Promise<void>;
const keys = (...pressed: readonly string[]): Gesture => async (page, card) => {
  await card.focus();
  await page.keyboard.press('Space');
  for (const key of pressed) await page.keyboard.press(key);
};

const gestures: readonly Gesture[] = [
  (page, card, roll) => drag(page, card, 40 + roll(80), roll(90) - 45),
  async (page, _, roll) => page.getByRole('navigation', { name: 'Nodes to add' }).getByRole('button', { name: /^(?:Filter|Scorecard|Merge|Alert)/ }).nth(roll(4)).click(),
  (page, card, roll) => drag(page, card.locator('.react-flow__handle.source').first(), 60 + roll(160), roll(120) - 60),
  keys('Alt+ArrowDown', 'Alt+ArrowRight', 'Alt+ArrowDown'),
  keys('Control+d'),
  keys('Control+c', 'Control+v'),
  keys('Control+x'),
  keys('Delete'),
  keys('Control+g'),
  keys('Alt+g'),
  async (page, card) => {
    await card.focus();
    await page.keyboard.press('n');
    await expect(page.getByRole('textbox', { name: 'Text of the note' })).toBeFocused();
    await page.keyboard.type('Ask the desk');
    await page.keyboard.press('Control+Enter');
  },
  async (page, card, roll) => {
    await card.click({ position: { x: 8, y: 8 } });
    const name = page.getByRole('textbox', { name: 'Name of the node' });
    if ((await name.count()) === 0) return;
    await name.fill(`Renamed ${roll(1000)}`);
    await name.press('Enter');
  },
];

test('thirty gestures are undone to the first file and redone to the last', async ({ page, context }) => {
  test.slow();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/#/graph/account-takeover');
  await expect(cards(page).first()).toBeVisible();
  const first = await file(page);
  const roll = dice(41);
  for (let done = 0; done < 30; done += 1) {
    await gestures[done < gestures.length ? done : roll(gestures.length)]?.(page, await inSight(page, roll), roll);
    // A wire that was let go on nothing asks what comes next.
    await page.keyboard.press('Escape');
  }
  const last = await file(page);
  expect(last).not.toBe(first);
  let steps = 0;
  for (; (await undo(page).getAttribute('aria-disabled')) !== 'true'; steps += 1) await page.keyboard.press('Control+z');
  expect(steps).toBeGreaterThan(15);
  expect(await file(page)).toBe(first);
  for (; (await redo(page).getAttribute('aria-disabled')) !== 'true'; steps -= 1) await page.keyboard.press('Control+Shift+z');
  expect(steps).toBe(0);
  expect(await file(page)).toBe(last);
});
