// What a store needs so that every page has something to show: sessions, a report, imports, a changed record.
import { request, type APIRequestContext } from '@playwright/test';

const kPixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
export const roles = ['officer', 'verifier', 'head', 'planner', 'admin'] as const;

/** Cookies of a signed-in browser by role, and a value for each {name} in the patterns of the routes. */
export interface Sample {
  states: Record<string, Awaited<ReturnType<APIRequestContext['storageState']>>>;
  values: Record<string, string>;
}

export async function makeSample(baseURL: string, passwordOf: (name: string) => string): Promise<Sample> {
  const as: Record<string, APIRequestContext> = {};
  for (const role of roles) {
    as[role] = await request.newContext({ baseURL });
    await send(as[role], '/masuk', '/masuk', { akun: role, sandi: passwordOf(role) });
  }
  const visitor = await request.newContext({ baseURL });
  const officer = as.officer;

  const cave = await json(visitor, '/potensi/gua/goa-calau-petak');
  await send(visitor, `${cave.path}/keliru`, `${cave.path}/keliru`, { subject: 'place', message: 'Mulut gua di sisi utara.' });
  const record = `/kerja/potensi/${cave.id}`;
  await send(officer, `${record}/ubah`, `${record}/ubah`, { condition: 'good' });
  const photo = { name: 'gua.png', mimeType: 'image/png', buffer: Buffer.from(kPixel, 'base64') };
  await sendFile(officer, record, `${record}/foto`, { keterangan: 'Mulut gua', foto: photo });
  const { photos } = await json(officer, record);

  const read = await upload(officer, 'Contoh Uji');
  const saved = await upload(officer, 'Contoh Simpan');
  await send(officer, saved, saved, { do: 'simpan' });
  await settled(officer, saved);

  const people = (await (await as.admin.get('/kerja/akun')).text()).match(/\/kerja\/akun\/([0-9a-f-]{36})/)!;
  const office = (await (await as.admin.get('/kerja/kantor')).text()).match(/\/kerja\/kantor\/(?!baru)([a-z0-9-]+)/)!;
  const duty = (await (await as.admin.get(office[0])).text()).match(/tupoksi\/(?!baru)([0-9a-f-]{36})/)!;
  const reports = await json(officer, '/kerja/laporan');
  const states: Sample['states'] = {};
  for (const role of roles) states[role] = await as[role].storageState();
  return {
    states,
    values: {
      '{category}': 'gua', '{slug}': 'goa-calau-petak', '{district}': 'limun', '{village}': 'napal-melintang',
      '{code}': '15.03', '{set}': 'wilayah', '{z}': '9', '{x}': '401', '{y}': '259',
      '{before}': '1', '{after}': String(cave.version), '{key}': office[1], '{item}': duty[1],
      'potensi/{id}': cave.id, 'laporan/{id}': reports.reports[0].id, 'akun/{id}': people[1],
      '{digest}': photos[0].thumbnail,
      'impor/{id}': last(read), '/kerja/impor/{id}/batal': saved + '/batal',
    },
  };
}

const last = (path: string) => path.slice(path.lastIndexOf('/') + 1);

async function json(who: APIRequestContext, path: string) {
  return (await who.get(path, { headers: { accept: 'application/json' } })).json();
}

/** The fields of the form on `page` that is sent to `action`, as they stand. */
async function fieldsOf(who: APIRequestContext, page: string, action: string): Promise<Record<string, string>> {
  const html = await (await who.get(page)).text();
  const form = [...html.matchAll(/<form[^>]*action="([^"]*)"[^>]*>([\s\S]*?)<\/form>/g)].find((found) => found[1] === action);
  if (!form) throw new Error(`${page} has no form to ${action}`);
  const fields: Record<string, string> = {};
  const attribute = (tag: string, name: string) => unescaped(tag.match(new RegExp(` ${name}="([^"]*)"`))?.[1] ?? '');
  for (const [tag] of form[2].matchAll(/<input[^>]*>/g)) {
    const ticked = !/type="(radio|checkbox)"/.test(tag) || / checked/.test(tag);
    if (ticked && !/type="file"/.test(tag)) fields[attribute(tag, 'name')] = attribute(tag, 'value');
  }
  for (const [, tag, text] of form[2].matchAll(/(<textarea[^>]*>)([\s\S]*?)<\/textarea>/g)) fields[attribute(tag, 'name')] = unescaped(text.replace(/^\n/, ''));
  for (const [, tag, options] of form[2].matchAll(/(<select[^>]*>)([\s\S]*?)<\/select>/g))
    fields[attribute(tag, 'name')] = attribute(options.match(/<option[^>]* selected>/)?.[0] ?? options.match(/<option[^>]*>/)![0], 'value');
  return fields;
}

const unescaped = (text: string) => text.replaceAll('&#34;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

async function send(who: APIRequestContext, page: string, action: string, changes: Record<string, string>): Promise<string> {
  const answer = await who.post(action, { form: { ...(await fieldsOf(who, page, action)), ...changes }, maxRedirects: 0 });
  if (answer.status() !== 303) throw new Error(`${action} answered ${answer.status()}: ${await answer.text()}`);
  return answer.headers().location;
}

type Part = string | { name: string; mimeType: string; buffer: Buffer };

async function sendFile(who: APIRequestContext, page: string, action: string, changes: Record<string, Part>): Promise<string> {
  const answer = await who.post(action, { multipart: { ...(await fieldsOf(who, page, action)), ...changes }, maxRedirects: 0 });
  if (answer.status() !== 303) throw new Error(`${action} answered ${answer.status()}: ${await answer.text()}`);
  return answer.headers().location;
}

/** A file whose rows can be saved, mended, be double and be refused; the address of its import. */
async function upload(who: APIRequestContext, mark: string): Promise<string> {
  const rows = [
    'Nama;Jenis;Desa;Kecamatan;Lintang;Bujur;Sumber',
    `Air Terjun ${mark};air terjun;Napal Melintang;Limun;-2,6149;102,3951;survei dinas`,
    `Air Terjun ${mark} Dua;air terjun;Berkun;Limun;102,5343;-2,6464;survei dinas`,
    `Air Terjun ${mark} Tiga;air terjun;Berkun;Limun;-6,2;106,8;survei dinas`,
    `Air Terjun ${mark};air terjun;Napal Melintang;Limun;-2,6149;102,3951;survei dinas`,
  ];
  const file = { name: `${mark}.csv`, mimeType: 'text/csv', buffer: Buffer.from(rows.join('\r\n')) };
  const batch = await sendFile(who, '/kerja/impor', '/kerja/impor', { data: 'potential/wisata', berkas: file });
  await settled(who, batch);
  return batch;
}

async function settled(who: APIRequestContext, batch: string) {
  for (let tries = 0; (await (await who.get(batch)).text()).includes('<progress'); tries++) {
    if (tries > 200) throw new Error(`${batch} is never done`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
