import { expect, test } from '@playwright/test';
import { address, tabTo } from './support';

const sizes = [
  { name: 'phone', viewport: { width: 390, height: 844 } },
  { name: 'desktop', viewport: { width: 1440, height: 900 } },
];

for (const { name, viewport } of sizes) {
  for (const javaScriptEnabled of [true, false]) {
    test.describe(`a visitor at a ${name}${javaScriptEnabled ? '' : ' without JavaScript'}`, () => {
      test.use({ viewport, javaScriptEnabled });

      test('finds a cave by a misspelt name, sees where it is, and reports a mistake, by keyboard alone', async ({ page }) => {
        await page.goto(address() + '/');
        await tabToLocator(page, 'input[name=q]');
        await page.keyboard.type('goa calao petak');
        await page.keyboard.press('Enter');
        const found = page.getByRole('link', { name: 'Goa Calau Petak' });
        await found.focus();
        await page.keyboard.press('Enter');
        await expect(page.locator('h1')).toHaveText(/Goa Calau Petak/);
        await expect(page.locator('main svg[role=img], main figure svg, main section svg').first()).toBeVisible();
        await expect(page.locator('main')).toContainText('oerban.com');

        const report = page.getByRole('link', { name: /keliru|Laporkan/i }).first();
        await report.focus();
        await page.keyboard.press('Enter');
        await page.locator('main form textarea').first().focus();
        await page.keyboard.type('Pintu masuknya di sisi utara, bukan selatan.');
        const subject = page.locator('main form input[type=radio]').first();
        if (await subject.count()) {
          await subject.focus();
          await page.keyboard.press('Space');
        }
        await page.locator('main form button[type=submit]').first().focus();
        await page.keyboard.press('Enter');
        await expect(page.locator('[role=status]')).toBeVisible();
      });

      test('reads the list beside the map', async ({ page }) => {
        await page.goto(address() + '/peta');
        await expect(page.getByRole('link', { name: 'Goa Calau Petak' }).first()).toBeVisible();
        if (javaScriptEnabled) {
          await expect(page.locator('.leaflet-container')).toBeVisible();
          await tabTo(page, '.map-place');
          await page.keyboard.press('Enter');
          await expect(page.locator('.leaflet-popup-content a').first()).toBeVisible();
        }
      });
    });
  }
}

async function tabToLocator(page: import('@playwright/test').Page, selector: string) {
  await page.locator(selector).focus();
}

test('a page asks nothing of other hosts and loads no script that is needed', async ({ page }) => {
  const foreign: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(address())) foreign.push(request.url());
  });
  for (const path of ['/', '/potensi', '/peta', '/wilayah', '/en/']) await page.goto(address() + path);
  expect(foreign).toEqual([]);
});
