import type { Page } from '@playwright/test';

type Dms = [number, number, number];

/** A photo as a phone takes it: the browser's own JPEG, with the GPS block of EXIF 2.3 for a place in the south-east. */
export async function jpegTakenAt(page: Page, at: { lat: Dms; lon: Dms }): Promise<Buffer> {
  const base64 = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [1600, 900];
    const paint = canvas.getContext('2d')!;
    paint.fillStyle = '#274';
    paint.fillRect(0, 0, 1600, 900);
    paint.fillStyle = '#dc8';
    paint.fillRect(400, 300, 800, 400);
    return canvas.toDataURL('image/jpeg').split(',')[1]!;
  });
  const jpeg = Buffer.from(base64, 'base64');
  const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), gpsBlock(at.lat, at.lon)]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(exif.length + 2);
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe1]), length, exif, jpeg.subarray(2)]);
}

function gpsBlock(lat: Dms, lon: Dms): Buffer {
  const u16 = (v: number) => Buffer.from(new Uint16Array([v]).buffer);
  const u32 = (v: number) => Buffer.from(new Uint32Array([v]).buffer);
  const entry = (tag: number, type: number, count: number, value: Buffer) => Buffer.concat([u16(tag), u16(type), u32(count), value]);
  const letter = (c: string) => Buffer.from([c.charCodeAt(0), 0, 0, 0]);
  const gps = 8 + 2 + 12 + 4;
  const data = gps + 2 + 4 * 12 + 4;
  const rationals = [...lat, ...lon].map((v) => Buffer.concat([u32(Math.round(v * 100)), u32(100)]));
  return Buffer.concat([
    Buffer.from('II'), u16(42), u32(8),
    u16(1), entry(0x8825, 4, 1, u32(gps)), u32(0),
    u16(4), entry(1, 2, 2, letter('S')), entry(2, 5, 3, u32(data)), entry(3, 2, 2, letter('E')), entry(4, 5, 3, u32(data + 24)), u32(0),
    ...rationals,
  ]);
}
