import { expect, test, type Page } from '@playwright/test';
import { address, axeFindings, signIn } from './support';

async function openForm(page: Page) {
  await signIn(page, 'officer');
  await page.goto(address() + '/kerja/potensi/baru?kategori=wisata');
  await expect(page.locator('[data-place-map][data-ready]')).toBeVisible();
}

const lat = (page: Page) => page.locator('input[name="place.lat"]');
const degrees = async (page: Page) => Number((await lat(page).inputValue()).replace('−', '-').replace(',', '.'));

test('a click on the map fills in the place and says that it was pointed at', async ({ page }) => {
  await openForm(page);
  await page.locator('.map-canvas').click({ position: { x: 200, y: 150 } });
  expect(await degrees(page)).toBeLessThan(-1.5);
  expect(await degrees(page)).toBeGreaterThan(-3.5);
  await expect(page.locator('input[name=place_precision][value=pointed]')).toBeChecked();
  await expect(page.locator('[data-place-map] [role=status]')).toContainText('Letak ditunjuk di peta');
  expect(await axeFindings(page)).toEqual([]);
});

test('the keyboard moves the map under the cross and takes the place', async ({ page }) => {
  await openForm(page);
  await page.locator('.map-canvas canvas').focus();
  await page.keyboard.press('Enter');
  const before = await degrees(page);
  await page.keyboard.press('ArrowUp');
  await expect(async () => {
    await page.keyboard.press('Enter');
    expect(await degrees(page)).toBeGreaterThan(before);
  }).toPass();
});

test('a border is drawn, kept as GeoJSON and shown again', async ({ page }) => {
  await openForm(page);
  await page.getByRole('button', { name: 'Batas' }).click();
  for (const [x, y] of [[250, 150], [330, 150], [330, 230]]) await page.locator('.map-canvas').click({ position: { x, y } });
  const shape = page.locator('textarea[name=shape]');
  const drawn = JSON.parse(await shape.inputValue());
  expect(drawn.type).toBe('Polygon');
  expect(drawn.coordinates[0]).toHaveLength(4);
  await page.locator('input[name=name]').fill('Kawasan Uji Batas');
  await page.locator('input[name=source]').fill('peta dinas');
  await page.getByLabel('Jenis').selectOption({ label: 'air terjun' });
  await page.locator('form.record button[type=submit]').click();
  await expect(page.locator('h1')).toContainText('Kawasan Uji Batas');
  await page.goto(page.url() + '/ubah');
  expect(JSON.parse(await shape.inputValue())).toEqual(drawn);
});

test('without JavaScript a line is pasted, and what is no GeoJSON is told at its field', async ({ browser }) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await signIn(page, 'officer');
  await page.goto(address() + '/kerja/potensi/baru?kategori=wisata');
  await page.locator('textarea[name=shape]').fill('{"type":"LineString","coordinates":[[102.4');
  await page.locator('form.record button[type=submit]').press('Enter');
  await expect(page.locator('.errs')).toContainText('Ini bukan GeoJSON');
  await expect(page.locator('textarea[name=shape]')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.locator('[data-place-map]')).toBeHidden();
});
