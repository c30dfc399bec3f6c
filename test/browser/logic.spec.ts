import { expect, test } from './page.ts';
import { exampleIds, ruleloom } from './ruleloom.ts';

for (const id of exampleIds) {
  test(`${id} shows the logic that the command line prints`, async ({ page }) => {
    await page.goto(`/#${id}`);
    const { alerts } = ruleloom('compile', id, '--logic') as { alerts: { node: string; logic: unknown; features: unknown[] }[] };
    const shown = page.locator('[data-alert]');
    await expect(shown).toHaveCount(alerts.length);
    for (const [at, alert] of alerts.entries()) {
      await expect(shown.nth(at)).toHaveAttribute('data-alert', alert.node);
      expect(JSON.parse((await shown.nth(at).locator('[data-code=logic]').textContent()) ?? '')).toEqual(alert.logic);
      const features = shown.nth(at).locator('[data-code=features]');
      await expect(features).toHaveCount(alert.features.length === 0 ? 0 : 1);
      if (alert.features.length > 0) expect(JSON.parse((await features.textContent()) ?? '')).toEqual(alert.features);
    }
  });
}

test('copies the logic as it stands', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/#consumer-group');
  await page.locator('[data-alert]').first().getByRole('button', { name: /^Copy/ }).first().click();
  await expect(page.locator('[data-alert]').first()).toContainText('Copied');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const { alerts } = ruleloom('compile', 'consumer-group', '--logic') as { alerts: { logic: unknown }[] };
  expect(JSON.parse(copied)).toEqual(alerts[0]?.logic);
});
