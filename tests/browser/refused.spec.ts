// A form that is refused is shown again: every error at its field, and above the form as a link to that field.
import { expect, test, type Page } from '@playwright/test';
import { addressesOf, sample } from './pages';
import { address, axeFindings } from './support';

const forms = [
  { as: '', pattern: '/masuk', what: 'an empty sign-in' },
  { as: '', pattern: '/potensi/{category}/{slug}/keliru', what: 'an empty report' },
  { as: 'officer', pattern: '/kerja/potensi/baru', query: '?kategori=gua', what: 'an empty record' },
  { as: 'officer', pattern: '/kerja/impor', what: 'an import without a file' },
  { as: 'officer', pattern: '/kerja/laporan/{id}', what: 'an empty answer' },
  { as: 'officer', pattern: '/akun/sandi', what: 'an empty change of password' },
  { as: 'admin', pattern: '/kerja/akun/baru', what: 'an empty account' },
  { as: 'admin', pattern: '/kerja/akun/{id}', what: 'a role without a date' },
  { as: 'admin', pattern: '/kerja/kantor/baru', what: 'an office without a name' },
  { as: 'admin', pattern: '/kerja/kantor/{key}/tupoksi/baru', what: 'an empty duty' },
];

for (const { as, pattern, query, what } of forms) {
  test(`${what} is shown again with its errors`, async ({ browser }) => {
    const page = await (await browser.newContext({ storageState: sample().states[as], viewport: { width: 390, height: 844 } })).newPage();
    await page.goto(address() + addressesOf(pattern)[0] + (query ?? ''));
    await send(page);
    await showsErrors(page);
  });
}

test('a return without a reason says so beside the reason, and keeps the record in view', async ({ browser }) => {
  const as = async (role: string) => (await browser.newContext({ storageState: sample().states[role] })).newPage();
  const officer = await as('officer');
  await officer.goto(`${address()}/kerja/potensi?keadaan=draft`);
  await officer.locator('tbody th a').first().click();
  const name = await officer.locator('h1').innerText();
  await officer.getByRole('button', { name: 'Ajukan untuk diperiksa' }).click();
  await expect(officer.locator('main')).toContainText('diajukan');
  const verifier = await as('verifier');
  await verifier.goto(officer.url());
  await verifier.getByRole('button', { name: 'Kembalikan' }).click();
  await showsErrors(verifier);
  await expect(verifier.locator('h1')).toHaveText(name);
  await expect(verifier.locator('textarea[name=alasan][aria-invalid=true]')).toHaveCount(1);
});

async function send(page: Page) {
  for (const required of await page.locator('main [required]').all()) await required.evaluate((e) => e.removeAttribute('required'));
  const form = page.locator('main form[method=post]').filter({ has: page.locator('input:not([type=hidden]), textarea') }).first();
  for (const line of await form.locator('input[type=text], input[type=password], textarea').all()) await line.fill('');
  await form.locator('button:not([type=button])').first().click();
}

async function showsErrors(page: Page) {
  const summary = page.locator('main .errs[role=alert]');
  await expect(summary).toBeVisible();
  await expect(page).toHaveTitle(/^Kesalahan: /);
  const links = summary.locator('a[href^="#"]');
  expect(await links.count()).toBeGreaterThan(0);
  for (const href of await links.evaluateAll((all) => all.map((a) => a.getAttribute('href')!)))
    await expect(page.locator(`[id="${href.slice(1)}"][aria-invalid=true], fieldset.bad [id="${href.slice(1)}"]`), href).toHaveCount(1);
  expect(await axeFindings(page)).toEqual([]);
}
