import { expect, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const address = () => process.env.SERUMPUN_ADDRESS!;

/** The password of an account of the demo: lines `name<TAB>role<TAB>password`. */
export function passwordOf(name: string): string {
  const line = process.env.SERUMPUN_ACCOUNTS!.split('\n').find((l) => l.split('\t')[0] === name);
  if (!line) throw new Error(`the demo has no account ${name}`);
  return line.split('\t')[2];
}

export async function signIn(page: Page, name: string) {
  await page.goto(address() + '/masuk');
  await page.locator('input[name=akun]').fill(name);
  await page.locator('input[name=sandi]').fill(passwordOf(name));
  await page.keyboard.press('Enter');
  await expect(page).not.toHaveURL(/\/masuk/);
}

/** What axe finds on the page as it is now; the content security policy stays in force (the script is evaluated, not injected). */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const found = await page.evaluate(async () => {
    const { violations } = await (window as any).axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return violations.flatMap((v: any) => v.nodes.map((n: any) => `${v.id}: ${n.target.join(' ')}: ${n.failureSummary}`));
  });
  return found;
}

/** Moves the focus by Tab until `selector` has it, as a person at the keyboard would. */
export async function tabTo(page: Page, selector: string, limit = 120) {
  for (let i = 0; i < limit; i++) {
    if (await page.evaluate((s) => document.activeElement?.matches(s) ?? false, selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reaches ${selector}`);
}
