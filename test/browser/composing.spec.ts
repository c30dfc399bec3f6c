import type { CDPSession, Locator, Page } from '@playwright/test';
import { expect, locales, test } from './page.ts';

/** Chinese is typed with an input method: letters come first, and Enter or Escape are its own until words are chosen. */

test.use({ locale: locales.zh });

const undo = (page: Page, what: string): Locator => page.getByRole('button', { name: `撤销：${what}`, exact: true });
const nothingDone = (page: Page): Promise<void> => expect(page.getByRole('button', { name: '撤销', exact: true, includeHidden: true })).toHaveAttribute('aria-disabled', 'true');
const inspector = (page: Page): Locator => page.getByRole('complementary', { name: '所选节点' });
const card = (page: Page, node: string): Locator => page.locator(`.react-flow__node[data-id="${node}"]`);

/** Letters as an input method shows them, and the keys that it takes for itself. */
async function compose(hands: CDPSession, letters: string): Promise<void> {
  await hands.send('Input.imeSetComposition', { text: letters, selectionStart: letters.length, selectionEnd: letters.length });
  for (const code of ['Enter', 'ArrowDown', 'Tab', 'Escape']) await hands.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: code, code, windowsVirtualKeyCode: 229 });
}

const choose = (hands: CDPSession, words: string): Promise<unknown> => hands.send('Input.insertText', { text: words });

async function open(page: Page): Promise<CDPSession> {
  await page.goto('/#/graph/card-fraud');
  await expect(card(page, 'habits')).toBeVisible();
  return page.context().newCDPSession(page);
}

test('what finds things takes nothing before words are chosen', async ({ page }) => {
  const hands = await open(page);
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: '查找节点' })).toBeFocused();
  await compose(hands, 'sx');
  await expect(page.getByRole('searchbox', { name: '查找节点' })).toBeFocused();
  await nothingDone(page);
  await choose(hands, '筛选');
  await page.keyboard.press('Enter');
  await undo(page, '添加“筛选”').click();

  await page.keyboard.press('Control+k');
  const command = page.getByRole('combobox', { name: '查找命令' });
  await expect(command).toBeFocused();
  await compose(hands, 'shense');
  await expect(command).toBeFocused();
  await choose(hands, '深色');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');

  await page.keyboard.press('Control+f');
  const find = page.getByRole('combobox', { name: '在图中查找节点或字段' });
  await expect(find).toBeFocused();
  await compose(hands, 'yongka');
  await expect(find).toBeFocused();
  await choose(hands, '用卡情况');
  await page.keyboard.press('Enter');
  await expect(card(page, 'habits')).toBeFocused();

  // What an output leads to.
  await page.keyboard.press('c');
  await expect(page.locator('input:focus')).toBeVisible();
  await compose(hands, 'fuhe');
  await expect(page.locator('input:focus')).toBeVisible();
  await nothingDone(page);
  await choose(hands, '复核列表');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^撤销：.*复核列表/ })).toBeEnabled();
});

test('what is written into the graph is kept once words are chosen, and is one step', async ({ page }) => {
  const hands = await open(page);
  await card(page, 'fraud-alert').click();
  const name = inspector(page).getByRole('textbox', { name: '节点名称' });
  const told = inspector(page).getByRole('combobox', { name: '通知谁' });
  const written = async (box: Locator, letters: string, words: string): Promise<void> => {
    await box.click();
    await compose(hands, letters);
    await expect(box).toBeFocused();
    await nothingDone(page);
    await choose(hands, words);
    await page.keyboard.press('Enter');
  };
  await name.click();
  await page.keyboard.press('Control+a');
  await written(name, 'daoshua', '盗刷');
  await undo(page, '重命名“疑似盗刷”').click();
  await nothingDone(page);

  await written(told, 'fengkong', '风控组');
  await expect(inspector(page)).toContainText('风控组');
  await page.getByRole('button', { name: /^撤销：/ }).click();
  await nothingDone(page);

  const title = inspector(page).getByRole('textbox', { name: '标题', exact: true });
  await title.fill('');
  await expect(page.getByRole('button', { name: /^撤销：/ })).toBeEnabled();
  await title.pressSequentially('{');
  await compose(hands, 'shanghu');
  await expect(title).toHaveValue('{shanghu');
  await choose(hands, '商户');
  await expect(inspector(page).getByRole('option', { name: /商户/ }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(title).toHaveValue('{merchant}');
});

test('notes, versions and lists wait for words, too', async ({ page }) => {
  const hands = await open(page);
  await page.locator('[data-canvas]').focus();
  await page.keyboard.press('n');
  const note = page.getByRole('textbox', { name: '便签内容' });
  await expect(note).toBeFocused();
  await compose(hands, 'wen');
  await expect(note).toBeFocused();
  await choose(hands, '问反欺诈组');
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('.react-flow__node-note', { hasText: '问反欺诈组' })).toBeVisible();

  await page.keyboard.press('Control+s');
  const panel = page.getByRole('complementary', { name: '版本与操作步骤' });
  await panel.getByRole('textbox', { name: '版本名称' }).click();
  await compose(hands, 'chugao');
  await expect(panel).toBeVisible();
  await expect(panel.getByRole('button', { name: '存为版本 1' })).toBeVisible();
  await choose(hands, '初稿');
  await panel.getByRole('textbox', { name: '备注' }).click();
  await compose(hands, 'yuanyin');
  await choose(hands, '原因');
  await panel.getByRole('button', { name: '存为版本 1' }).click();
  await expect(panel).toContainText('版本 1：初稿');
  await expect(panel).toContainText('原因');

  await page.keyboard.press('Control+Shift+l');
  const lists = page.getByRole('dialog', { name: '名单与参考表' });
  await lists.getByRole('button', { name: '添加名单' }).click();
  const cell = lists.getByRole('textbox').last();
  await cell.click();
  await compose(hands, 'shenzhen');
  await expect(cell).toBeFocused();
  await choose(hands, '深圳');
  await page.keyboard.press('Enter');
  await expect(lists).toContainText('1 个值');
});
