import { expect, test } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { address } from './support';

test('what the command line changes shows within two seconds', async ({ request }) => {
  const page = address() + '/wilayah';
  const before = await request.get(page);
  const tag = before.headers()['etag'];
  expect(tag).toBeTruthy();
  expect((await request.get(page, { headers: { 'If-None-Match': tag! } })).status()).toBe(304);

  const file = join(process.env.SERUMPUN_DATA!, 'penduduk.csv');
  writeFileSync(file, 'kode,indikator,nama_indikator,nilai,satuan,sumber,tanggal,kepastian\n15.03,population,Jumlah penduduk,313098,orang,Uji baris perintah,2025-12,dinyatakan\n');
  execFileSync(process.env.SERUMPUN_PROGRAM!, ['import', 'observations', file, '--data', process.env.SERUMPUN_DATA!]);
  await expect(async () => {
    const after = await request.get(page, { headers: { 'If-None-Match': tag! } });
    expect(after.status()).toBe(200);
    expect(await after.text()).toContain('313.098');
  }).toPass({ timeout: 2_000, intervals: [100] });
});
