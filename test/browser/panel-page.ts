import type { Locator, Page } from '@playwright/test';
import { expect } from './page.ts';

/** A graph with the panel of a node, as the specs of panels work on it. */

export const inspector = (page: Page): Locator => page.getByRole('complementary', { name: /Selected node|所选节点/ });
export const node = (page: Page, id: string): Locator => page.locator(`.react-flow__node[data-id="${id}"]`);
/** What a card says is what its name says to those who can't see it, however small it is drawn. */
export const says = async (page: Page, id: string, words: RegExp): Promise<void> =>
  // A number and its unit do not part at the end of a line.
  expect(node(page, id)).toHaveAttribute('aria-label', new RegExp(words.source.replaceAll(' ', String.raw`\s`)));

export async function open(page: Page, graph: string): Promise<void> {
  await page.goto(`/#/graph/${graph}`);
  await expect(page.locator('.react-flow__node').first()).toBeVisible();
  await fit(page);
}

/** A graph that no example has. */
export async function openFile(page: Page, graph: { readonly id: string }): Promise<void> {
  await page.goto('/');
  await page.locator('input[type=file]').first().setInputFiles({ name: `${graph.id}.rules.json`, mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(graph)) });
  await expect(page.locator('.react-flow__node').first()).toBeVisible();
  await fit(page);
}

/** What is out of sight is not drawn. */
export const fit = (page: Page): Promise<void> => page.getByRole('button', { name: /^(?:Fit the whole graph|显示整个图)/ }).click();

export async function select(page: Page, id: string): Promise<void> {
  await node(page, id).click();
  await expect(inspector(page).getByRole('heading', { level: 2 })).toBeVisible();
  await fit(page);
}

export async function choose(page: Page, blank: string | RegExp, option: string | RegExp): Promise<void> {
  await inspector(page).getByRole('combobox', { name: blank }).first().click();
  await page.getByRole('option', { name: option }).first().click();
}

export async function type(page: Page, blank: string | RegExp, text: string): Promise<void> {
  const box = inspector(page).getByRole('textbox', { name: blank }).first();
  await box.click();
  await box.fill('');
  await box.pressSequentially(text);
  await box.press('Enter');
}

/** What a spreadsheet copied, at what has the focus. */
export const paste = (page: Page, text: string): Promise<void> =>
  page.evaluate((copied) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', copied);
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);

/** One step takes back what was changed, and there was no other. */
export async function undo(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(?:Undo|撤销)[:：]/ }).click();
  await expect(page.getByRole('button', { name: /^(?:Undo|撤销)$/ })).toHaveAttribute('aria-disabled', 'true');
}
