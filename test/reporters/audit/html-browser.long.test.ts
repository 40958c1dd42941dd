import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { auditHtml } from '../../../src/reporters/audit/html.ts';
import type { AuditReport } from '../../../src/reporters/audit/audit-report.ts';
import { hasBrowser, LAUNCH, openPage, SKIPPED } from '../browser.ts';
import { hostileReports } from '../hostile-reports.ts';
import { AUDIT, auditOf, repositories } from '../sample-audit.ts';
import { obligation, REPOSITORY } from '../sample-report.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');
const MANY = 5000;
/** No act draws more rows than a screen and the next have room for; to draw them all would take a page seconds. */
const DRAWN = 400;

let browser: Browser;

const opened = (audit: AuditReport, options: BrowserContextOptions = {}) =>
  openPage(browser, [...auditHtml(audit)].join(''), options);

const names = async (page: Page): Promise<string[]> => page.locator('tbody .name').allTextContents();
const status = async (page: Page): Promise<string | null> => page.locator('#shown').textContent();
/** Of the first row, as they are read aloud. */
const outcomes = async (page: Page): Promise<(string | null)[]> =>
  page.evaluate(
    `[...document.querySelector('tbody tr').querySelectorAll('td.duty')].map((cell) => cell.firstElementChild?.getAttribute('aria-label') ?? null)`,
  );
const head = (page: Page, key: string) => page.locator(`thead th[data-key="${key}"] button`);

/** How many rows stand in the page after an act and the first picture of what it led to. */
async function drawnBy(page: Page, act: string): Promise<number> {
  return page.evaluate<number>(`(async () => {
    ${act};
    document.body.getBoundingClientRect();
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return document.querySelectorAll('tbody tr').length;
  })()`);
}

describe.skipIf(!hasBrowser)(`the page of an audit in a browser${SKIPPED}`, () => {
  beforeAll(async () => {
    browser = await chromium.launch(LAUNCH);
  }, 180_000);
  afterAll(() => browser.close());

  it('has a row for each repository and a column for each duty, with its outcome', async () => {
    const { page, misdeeds } = await opened(AUDIT);
    expect(await names(page)).toEqual(['./my-model', './phi', 'hf:nobody/nothing']);
    expect((await page.locator('thead .duty').allTextContents()).slice(0, 3)).toEqual([
      'agreement-copy',
      'built-with-llama',
      'notice-file',
    ]);
    expect(await page.locator('tbody tr').nth(0).locator('td').allTextContents()).toEqual([
      'llama-4',
      'finetune',
      '1',
      '1',
      '1',
      '✓',
      '✕',
      '✕',
      '?',
      '‖',
      '–',
      '○',
      '○',
    ]);
    expect(await outcomes(page)).toEqual([
      'Met',
      'Unmet, warning',
      'Unmet, error',
      'Unclear',
      'Waived',
      'Not applicable',
      'Not checked',
      'Not checked',
    ]);
    expect(await page.locator('tbody tr').nth(2).textContent()).toContain('could not be read');
    expect(await status(page)).toBe('All 3 repositories are shown.');
    expect(misdeeds).toEqual([]);
  });

  it('says of a repository on demand what is wrong and what to do', async () => {
    const { page } = await opened(AUDIT);
    await page.getByRole('button', { name: './my-model' }).click();
    const details = page.locator('tr.details');
    expect(await details.textContent()).toContain('No Notice file carries the Llama 4 attribution line');
    expect(await details.textContent()).toContain('Write “Built with Llama” where a reader of the card sees it.');
    expect(await details.textContent()).toContain('Waived: agreed with counsel');
    expect(await details.textContent()).not.toContain('undefined');
    await page.getByRole('button', { name: 'hf:nobody/nothing' }).click();
    expect(await details.nth(1).textContent()).toContain('there is no such repository (not-found). check the spelling');
    await page.getByRole('button', { name: './my-model' }).click();
    expect(await details.count()).toBe(1);
  });

  it('sorts by any column, worst first, and back; and filters, all at once', async () => {
    const { page } = await opened(auditOf(repositories(60)));
    await head(page, 'errors').click();
    const errors = async () => (await page.locator('tbody tr td:nth-child(4)').allTextContents()).map(Number);
    expect(await errors()).toEqual([...(await errors())].sort((one, other) => other - one));
    expect(await page.locator('th[data-key=errors]').getAttribute('aria-sort')).toBe('descending');
    await head(page, 'errors').click();
    expect(await errors()).toEqual([...(await errors())].sort((one, other) => one - other));
    await head(page, 'target').click();
    expect((await names(page)).filter((name) => name.includes('Widget')).slice(0, 4)).toEqual(
      [0, 1, 2, 4].map((at) => `hf:acme/Llama-Widget-${at}`),
    );
    await head(page, 'duty0').click();
    expect((await outcomes(page))[0]).toBe('Unmet, error');
    await page.getByRole('searchbox').fill('widget-1');
    expect(await status(page)).toBe('10 of 60 repositories are shown.');
    await page.getByLabel('Unmet or unclear').selectOption('agreement-copy');
    const left = await names(page);
    expect(left.length).toBeLessThan(10);
    expect(await page.locator('tbody tr td.duty:nth-child(7)').allTextContents()).toEqual(
      left.map(() => expect.stringMatching(/[✕?]/) as string),
    );
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByText('All 60 repositories are shown.').waitFor();
    expect((await names(page))[0]).toBe('hf:acme/Llama-Widget-0');
    await page.getByLabel('Outcome').selectOption('could not be read');
    expect(await names(page)).toEqual(['hf:acme/gone-5']);
    await page.getByLabel('Outcome').selectOption('no license found');
    expect((await names(page)).every((name) => name.includes('bread'))).toBe(true);
    expect((await names(page)).length).toBeGreaterThan(0);
  });

  it(`with ${MANY} repositories draws no more than is looked at: when it opens, sorts, filters and is scrolled to its end`, async () => {
    const audit = auditOf(repositories(MANY));
    const { page, misdeeds } = await opened(audit);
    expect(await status(page)).toBe(`All ${MANY} repositories are shown.`);
    const drawn: Record<string, number> = { open: await drawnBy(page, '') };
    for (const key of ['target', 'errors', 'duty3'])
      drawn[`sort by ${key}`] = await drawnBy(page, `document.querySelector('th[data-key=${key}] button').click()`);
    expect((await outcomes(page))[3]).toBe('Unmet, error');
    drawn['filter by name'] = await drawnBy(
      page,
      `const field = document.querySelector('input[name=name]'); field.value = 'widget-49'; field.dispatchEvent(new Event('input', { bubbles: true }))`,
    );
    expect(await status(page)).toMatch(/^\d+ of 5000 repositories are shown\.$/);
    expect((await names(page)).every((name) => name.includes('Widget-49'))).toBe(true);
    drawn['filter by duty'] = await drawnBy(
      page,
      `const field = document.querySelector('input[name=name]'); field.value = ''; const select = document.querySelector('select[name=duty]'); select.value = '2'; select.dispatchEvent(new Event('input', { bubbles: true }))`,
    );
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByText(`All ${MANY} repositories are shown.`).waitFor();
    expect(Object.entries(drawn).filter(([, rows]) => rows === 0 || rows > DRAWN)).toEqual([]);
    await page.evaluate(`(async () => {
      const wide = document.querySelector('.wide');
      for (let rounds = 0; rounds < 500 && document.querySelectorAll('tbody tr').length < ${MANY}; rounds += 1) {
        wide.scrollTop = wide.scrollHeight;
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      }
    })()`);
    expect(await page.locator('tbody tr').count()).toBe(MANY);
    expect((await names(page)).at(-1)).toBe(`hf:acme/Llama-Widget-${MANY - 1}`);
    expect(misdeeds).toEqual([]);
  });

  it('puts every repository on paper', async () => {
    const { page } = await opened(auditOf(repositories(350)), { colorScheme: 'dark' });
    expect(await page.locator('tbody tr').count()).toBeLessThan(350);
    await page.evaluate('window.dispatchEvent(new Event("beforeprint"))');
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('tbody tr').count()).toBe(350);
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
  });

  it('works by keyboard, with a focus that can be seen', async () => {
    const { page } = await opened(AUDIT);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the table');
    await head(page, 'warnings').focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('th[data-key=warnings]').getAttribute('aria-sort')).toBe('descending');
    await page.getByRole('button', { name: './my-model' }).focus();
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
    await page.keyboard.press('Space');
    expect(await page.locator('tr.details').count()).toBe(1);
  });

  it.each(['light', 'dark'] as const)('has no fault that axe finds (%s)', async (colorScheme) => {
    const { page } = await opened(AUDIT, { colorScheme });
    await page.getByRole('button', { name: './my-model' }).click();
    await page.evaluate(AXE);
    expect(
      await page.evaluate(
        'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`))',
      ),
    ).toEqual([]);
    const ground = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    expect(Number(/\d+/.exec(ground)?.[0]) > 128).toBe(colorScheme === 'light');
  });

  it.each([320, 1280])('scrolls sideways within the table alone (%d pixels)', async (width) => {
    const long = 'x'.repeat(500);
    const entry = { ...REPOSITORY, target: long, obligations: [obligation({ outcome: 'unmet', message: long })] };
    const { page } = await opened(auditOf([entry, entry]), { viewport: { width, height: 800 } });
    await page.locator('button.name').first().click();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  });

  it('says without its script what would show the repositories', async () => {
    const { page } = await opened(AUDIT, { javaScriptEnabled: false });
    expect(await page.locator('.without').textContent()).toContain('csv');
    expect(await page.locator('form, table').filter({ visible: true }).count()).toBe(0);
  });

  it('runs nothing of a repository, and asks the network for nothing', async () => {
    const reports = await hostileReports();
    const luring = ['javascript:window.pwned=1', 'http://evil.example', 'data:text/html,x'].map((address) => ({
      ...REPOSITORY,
      source: 'hub' as const,
      name: { ...REPOSITORY.name, page: address },
    }));
    const { page, misdeeds } = await opened(
      auditOf([...luring, ...reports.flatMap(([, report]) => report.repositories)]),
    );
    await page.evaluate('window.dispatchEvent(new Event("beforeprint"))');
    expect(await page.locator('tbody tr').count()).toBe(luring.length + reports.length);
    await page.evaluate('for (const button of document.querySelectorAll("button.name")) button.click()');
    expect(misdeeds).toEqual([]);
    expect(await page.evaluate('"pwned" in window')).toBe(false);
    expect(await page.locator('script').count()).toBe(3);
    expect(await page.locator('img, iframe, object, embed, svg, link, base, tbody script').count()).toBe(0);
    expect(
      await page.evaluate(
        '[...document.querySelectorAll("tbody a")].filter(({ protocol }) => protocol !== "https:").length',
      ),
    ).toBe(0);
  });
});
