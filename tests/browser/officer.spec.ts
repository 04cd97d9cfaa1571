import { expect, test, type Page } from '@playwright/test';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { address, signIn } from './support';

// As an office's spreadsheet comes: semicolons, decimal commas, one pair swapped, one outside, one without a name.
const rows = (mark: string) =>
  [
    'Nama Objek;Jenis;Desa;Kecamatan;Lintang;Bujur;Keterangan;Sumber',
    `Air Terjun ${mark} Satu;air terjun;Napal Melintang;Limun;-2,6149;102,3951;Setinggi 20 meter;survei dinas`,
    `Air Terjun ${mark} Dua;air terjun;Berkun;Limun;102,5343;-2,6464;Tertukar;survei dinas`,
    `Air Terjun ${mark} Tiga;air terjun;Berkun;Limun;-6,2;106,8;Di luar;survei dinas`,
    ';air terjun;Berkun;Limun;-2,6464;102,5343;Tanpa nama;survei dinas',
  ].join('\r\n') + '\r\n';

function fileOf(mark: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'serumpun-import-')), 'wisata.csv');
  writeFileSync(path, rows(mark));
  return path;
}

/** Enter, and the page that it leads to. */
async function enter(page: Page) {
  const arrived = page.waitForEvent('framenavigated');
  await page.keyboard.press('Enter');
  await arrived;
  await page.waitForLoadState();
}

async function press(page: Page, name: RegExp) {
  const button = page.getByRole('button', { name }).first();
  await button.focus();
  await enter(page);
}

async function follow(page: Page, name: RegExp | string) {
  const link = page.getByRole('link', { name }).first();
  await link.focus();
  await enter(page);
}

async function upload(page: Page, mark: string) {
  await page.goto(address() + '/kerja/impor');
  await page.locator('select[name=data]').selectOption('potential/wisata');
  await page.locator('input[type=file]').setInputFiles(fileOf(mark));
  await press(page, /^Uji berkas/);
  await settled(page);
}

/** Reading and writing are jobs: the page says how far they are until they are done. */
async function settled(page: Page) {
  await expect(async () => {
    if (await page.locator('progress').count()) await page.reload();
    expect(await page.locator('progress').count()).toBe(0);
  }).toPass();
}

for (const viewport of [{ width: 390, height: 844 }, { width: 1440, height: 900 }]) {
  test(`from a spreadsheet with mistakes to a public page and back, at ${viewport.width} px`, async ({ browser }) => {
    const mark = `Uji ${viewport.width}`;
    const as = async (name: string) => {
      const page = await (await browser.newContext({ viewport })).newPage();
      await signIn(page, name);
      return page;
    };
    const officer = await as('officer');
    await upload(officer, mark);
    const refused = officer.locator('main');
    await expect(refused).toContainText('Lintang');
    await expect(refused).toContainText('tertukar');
    await expect(refused).toContainText('Kabupaten Sarolangun');

    // The swapped pair is mended in bulk; what stays refused is left out and can be downloaded.
    const swapped = officer.locator('input[name=usul][value=swapped]');
    await swapped.focus();
    if (!(await swapped.isChecked())) await officer.keyboard.press('Space');
    await press(officer, /^Perbarui hasil uji/);
    await settled(officer);
    await press(officer, /^Simpan/);
    await settled(officer);
    await expect(officer.locator('[role=status]').first()).toContainText('2');
    const batch = officer.url();

    await officer.goto(`${address()}/kerja/potensi?q=${encodeURIComponent(mark)}`);
    await follow(officer, new RegExp(`Air Terjun ${mark} Satu`));
    const record = officer.url();
    await press(officer, /Ajukan/);

    const verifier = await as('verifier');
    await verifier.goto(address() + '/kerja/verifikasi');
    await follow(verifier, new RegExp(`Air Terjun ${mark} Satu`));
    await press(verifier, /Nyatakan|Verifikasi|Benar|Sudah diperiksa|Setujui/);
    const head = await as('head');
    await head.goto(record);
    await press(head, /Terbitkan/);

    const visitor = await (await browser.newContext({ viewport, javaScriptEnabled: false })).newPage();
    await visitor.goto(`${address()}/cari?q=${encodeURIComponent(mark)}`);
    await follow(visitor, new RegExp(`Air Terjun ${mark} Satu`));
    await expect(visitor.locator('h1')).toContainText(`Air Terjun ${mark} Satu`);
    await expect(visitor.locator('main svg').first()).toBeVisible();
    await expect(visitor.getByText(`Air Terjun ${mark} Dua`)).toHaveCount(0);

    // Undo takes the draft back and keeps, with the reason, what was published since.
    await officer.goto(batch);
    await follow(officer, /Batalkan|Urungkan|Tarik kembali/);
    await press(officer, /Batalkan|Urungkan|Tarik kembali/);
    await settled(officer);
    await officer.goto(`${address()}/kerja/potensi?q=${encodeURIComponent(mark)}`);
    await expect(officer.getByRole('link', { name: `Air Terjun ${mark} Satu` })).toHaveCount(1);
    await expect(officer.getByRole('link', { name: `Air Terjun ${mark} Dua` })).toHaveCount(0);
  });
}
