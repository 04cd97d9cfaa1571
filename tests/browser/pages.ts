// Every page, taken from `serumpun routes`: what is not a page says so itself by what it answers.
import type { Sample } from './sample';

export interface Route {
  method: string;
  pattern: string;
  permission: string;
}

export const routes = (): Route[] =>
  process.env.SERUMPUN_ROUTES!.trim().split('\n').map((line) => {
    const [method, pattern, permission] = line.split('\t');
    return { method, pattern, permission };
  });

export const sample = (): Sample => JSON.parse(process.env.SERUMPUN_SAMPLE!);

/** States of a page that its address decides. */
export const states: Record<string, string[]> = {
  '/cari': ['?q=gua', '?q=limun', '?q=zzz'],
  '/potensi': ['?wilayah=15.03.02'],
  '/kerja/potensi': ['?keadaan=published', '?q=zzz'],
  '/kerja/potensi/baru': ['?kategori=gua', '?kategori=retribusi'],
  '/kerja/laporan': ['?lihat=dijawab'],
  '/kerja/impor/{id}/baris': ['?yang=refused', '?yang=duplicate'],
  '/kerja/wilayah': ['?kec=limun'],
};

/** The addresses of a GET route in the demo; a name without a sample is an error here, not a page left out. */
export function addressesOf(pattern: string): string[] {
  const { values } = sample();
  const path = values[pattern] ?? pattern.replace(/([^/]*)\/([^/]*?)(\{\w+\})/g, (whole, before, prefix, name) => {
    const value = values[`${before}/${name}`] ?? values[name];
    if (!value) throw new Error(`the sample has no ${before}/${name} for ${pattern}`);
    return `${before}/${prefix}${value}`;
  });
  return [path, ...(states[pattern] ?? []).map((query) => path + query)];
}
