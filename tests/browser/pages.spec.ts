// Every page of the program, on a phone and on a desk, light and dark, in both languages: what a demanding reader checks.
import { connect } from 'node:net';
import { expect, test, type Page } from '@playwright/test';
import { addressesOf, routes, sample, states } from './pages';
import { roles } from './sample';
import { address, axeFindings } from './support';

const looks = [
  { name: 'phone, light, Indonesian', size: { width: 390, height: 844 }, colorScheme: 'light', prefix: '' },
  { name: 'desk, dark, English', size: { width: 1440, height: 900 }, colorScheme: 'dark', prefix: '/en' },
  { name: 'phone, dark, English', size: { width: 390, height: 844 }, colorScheme: 'dark', prefix: '/en' },
  { name: 'desk, light, Indonesian', size: { width: 1440, height: 900 }, colorScheme: 'light', prefix: '' },
] as const;

const read = routes().filter((route) => route.method === 'GET');

/** Whoever may read the route: the visitor, or the first of the roles. */
async function readerOf(path: string): Promise<string | undefined> {
  for (const role of ['', ...roles]) {
    const cookie = sample().states[role]?.cookies.map((c) => `${c.name}=${c.value}`).join('; ') ?? '';
    const answer = await fetch(address() + path, { headers: { cookie, accept: 'text/html' }, redirect: 'manual' });
    await answer.body?.cancel();
    if (answer.status < 400) return /text\/html/.test(answer.headers.get('content-type') ?? '') ? role : undefined;
  }
  throw new Error(`nobody may read ${path}`);
}

for (const look of looks) {
  test.describe(look.name, () => {
    const phone = look.size.width < 1000;
    for (const { pattern } of read) {
      test(pattern, async ({ browser }) => {
        const paths = addressesOf(pattern);
        const role = await readerOf(paths[0]);
        test.skip(role === undefined, 'a file, a picture, data, or it leads on: no page');
        const page = await (await browser.newContext({
          viewport: look.size, colorScheme: look.colorScheme, isMobile: phone, hasTouch: phone, storageState: sample().states[role!],
        })).newPage();
        const told = messagesOf(page);
        for (const path of paths) {
          const answer = await page.goto(address() + (look.prefix + path).replace(/\/$/, ''));
          expect.soft(answer!.status(), path).toBeLessThan(400);
          expect.soft(await faultsOf(page, phone), path).toEqual([]);
          expect.soft(await axeFindings(page), path).toEqual([]);
        }
        expect(told).toEqual([]);
        await page.context().close();
      });
    }
  });
}

test('no state is listed for a page that is gone', () => {
  const patterns = read.map((route) => route.pattern);
  expect(Object.keys(states).filter((pattern) => !patterns.includes(pattern))).toEqual([]);
});

test('every public page fits in the first round trips', async () => {
  for (const { pattern, permission } of read) {
    if (permission) continue;
    for (const path of addressesOf(pattern)) {
      const { type, bytes } = await firstLoad(path);
      if (type.startsWith('text/html')) expect.soft(bytes, path).toBeLessThanOrEqual(14_600);
    }
  }
});

function messagesOf(page: Page): string[] {
  const told: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !/WebGL|GPU|swiftshader/i.test(message.text())) told.push(message.text());
  });
  page.on('pageerror', (error) => told.push(String(error)));
  return told;
}

/** What axe does not judge: the frame of every page, width at 320 px and with text twice as large, and targets for a finger. */
async function faultsOf(page: Page, phone: boolean): Promise<string[]> {
  const faults = await page.evaluate((phone) => {
    const found: string[] = [];
    const count = (selector: string) => document.querySelectorAll(selector).length;
    if (count('h1') !== 1) found.push(`${count('h1')} h1`);
    if (!document.documentElement.lang) found.push('no lang');
    if (!document.querySelector('.skip[href="#isi"]') || count('main#isi') !== 1) found.push('no way past the frame');
    if (document.querySelector('[style]:not(.leaflet-container, .leaflet-container *, .maplibregl-map, .maplibregl-map *)')) found.push('a style attribute');
    if (!phone) return found;
    for (const target of document.querySelectorAll<HTMLElement>('a, button, input, select, textarea, summary')) {
      const box = (target.closest('label') ?? target).getBoundingClientRect();
      const inText = getComputedStyle(target).display === 'inline' && !!target.closest('p, li, dd, td, th, small, figcaption');
      const elsewhere = target.closest('.skip, .leaflet-container, .maplibregl-map') || target.getAttribute('type') === 'hidden';
      if (box.width > 0 && box.height < 43.5 && !inText && !elsewhere) found.push(`${Math.round(box.height)} px high: ${target.outerHTML.slice(0, 120)}`);
    }
    return found;
  }, phone);
  const usual = page.viewportSize()!;
  if (phone) await page.setViewportSize({ width: 320, height: 640 });
  else await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
  faults.push(...(await tooWide(page, phone ? 'at 320 px' : 'with text twice as large')));
  await page.setViewportSize(usual);
  await page.evaluate(() => (document.documentElement.style.fontSize = ''));
  return faults;
}

async function tooWide(page: Page, when: string): Promise<string[]> {
  return page.evaluate((when) => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const out = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > width + 1 && !e.closest('.scroll'));
    return [`wider than the screen ${when}: ${out.slice(0, 3).map((e) => e.outerHTML.slice(0, 100)).join(' | ')}`];
  }, when);
}

/** Bytes that come over a new connection for the page alone, head included, as a browser asks for it. */
function firstLoad(path: string): Promise<{ type: string; bytes: number }> {
  const { hostname, port, host } = new URL(address());
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () =>
      socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nAccept: text/html\r\nAccept-Encoding: br\r\nConnection: close\r\n\r\n`));
    let head = '';
    socket.on('data', (piece) => (head += head.length < 4_000 ? piece.toString('latin1') : ''));
    socket.on('error', reject);
    socket.on('close', () => resolve({ type: head.match(/content-type: ([^\r]*)/i)?.[1] ?? '', bytes: socket.bytesRead }));
  });
}
