import { expect, test, type Page } from '@playwright/test';
import { address, axeFindings, signIn } from './support';
import { jpegTakenAt } from './jpeg';

/** Lets go of a file over the page, as a person's mouse does. */
async function drop(page: Page, name: string, type: string, bytes: Buffer, times = 1) {
  const transfer = await page.evaluateHandle(([name, type, base64, times]) => {
    const transfer = new DataTransfer();
    const bytes = Uint8Array.from(atob(base64 as string), (c) => c.charCodeAt(0));
    for (let i = 0; i < (times as number); ++i) transfer.items.add(new File([bytes], name as string, { type: type as string }));
    return transfer;
  }, [name, type, bytes.toString('base64'), times] as const);
  for (const event of ['dragenter', 'dragover', 'drop']) await page.dispatchEvent('main', event, { dataTransfer: transfer });
}

test('a table dropped on the page is named, sent and checked', async ({ page }) => {
  await signIn(page, 'officer');
  await page.goto(address() + '/kerja/impor');
  const told = page.locator('form [role=status]');
  await expect(told).toContainText('lepaskan berkas');
  const file = Buffer.from('Nama;Desa;Lintang;Bujur\r\nGoa Jatuh;Napal Melintang;-2,6149;102,3951\r\n');
  await drop(page, 'dua.csv', 'text/csv', file, 2);
  await expect(told).toContainText('Satu berkas saja');
  expect(await axeFindings(page)).toEqual([]);
  await drop(page, 'jatuh.csv', 'text/csv', file);
  await expect(page.locator('h1')).toContainText('Uji impor');
  await expect(page.locator('main')).toContainText('jatuh.csv');
});

test('a chosen file is named with its size and waits for the button', async ({ page }) => {
  await signIn(page, 'officer');
  await page.goto(address() + '/kerja/impor');
  await page.locator('input[type=file]').setInputFiles({ name: 'pilih.csv', mimeType: 'text/csv', buffer: Buffer.alloc(2_500, 'a') });
  await expect(page.locator('form [role=status]')).toHaveText(/pilih\.csv, 2,5 kB/i);
  await expect(page).toHaveURL(/\/kerja\/impor$/);
});

test("a photo's own place is offered, and nothing hidden is served", async ({ page }) => {
  await signIn(page, 'officer');
  await page.goto(address() + '/kerja/potensi');
  await page.locator('main tbody th a').first().click();
  const record = page.url();
  await drop(page, 'goa.jpg', 'image/jpeg', await jpegTakenAt(page, { lat: [2, 36, 20], lon: [102, 23, 50] }));
  const caption = page.locator('input[name=keterangan]');
  await expect(caption).toBeFocused(); // the caption is the person's to write
  await caption.fill('Mulut goa');
  await page.keyboard.press('Enter');

  await expect(page.locator('main')).toContainText('Foto terbaru diambil di −2,605556; 102,397222.');
  const served = await page.request.get(address() + (await page.locator('main figure a').last().getAttribute('href'))!);
  const bytes = await served.body();
  expect(bytes.subarray(8, 12).toString()).toBe('WEBP');
  expect(bytes.includes('Exif') || bytes.includes('EXIF')).toBe(false);

  await page.getByRole('link', { name: 'Pakai sebagai letak' }).click();
  await expect(page.locator('input[name="place.lat"]')).toHaveValue('−2,605556');
  await expect(page.locator('input[name="place.lon"]')).toHaveValue('102,397222');
  await expect(page.locator('input[name=place_precision][value=gps]')).toBeChecked();
  await page.goto(record); // proposed once, kept nowhere
  await expect(page.getByRole('link', { name: 'Pakai sebagai letak' })).toHaveCount(0);
});
