import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Report } from '../../../src/report.ts';
import { html } from '../../../src/reporters/html/html.ts';
import { temporaryFolder } from '../../sources/temporary-folder.ts';
import { hasBrowser, LAUNCH, openPage, SKIPPED } from '../browser.ts';
import { hostileReports } from '../hostile-reports.ts';
import { obligation, ONE, REPOSITORY, reportOf, SEVERAL } from '../sample-report.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

let browser: Browser;

const opened = (report: Report, options: BrowserContextOptions = {}) => openPage(browser, html(report), options);

const visible = async (page: Page, selector: string): Promise<number> =>
  page.locator(selector).filter({ visible: true }).count();

describe.skipIf(!hasBrowser)(`in a browser${SKIPPED}`, () => {
  beforeAll(async () => {
    browser = await chromium.launch(LAUNCH);
  }, 180_000);
  afterAll(() => browser.close());

  it('the filters hide what is not chosen, count it, and give it back', async () => {
    const { page, misdeeds } = await opened(ONE);
    const status = page.locator('#shown');
    expect(await status.textContent()).toBe('All 8 duties are shown.');
    await page.locator('input[value="met"]').uncheck();
    await page.locator('input[value="not-checked"]').uncheck();
    expect(await status.textContent()).toBe('5 of 8 duties are shown.');
    expect([await visible(page, 'article'), await visible(page, '.overview tr[data-state]')]).toEqual([5, 5]);
    expect(await visible(page, 'article[data-state="met"], article[data-state="not-checked"]')).toBe(0);
    await page.locator('input[value="error"]').uncheck();
    expect(await visible(page, 'article')).toBe(2);
    await page.locator('input[value="warning"]').uncheck();
    await page.locator('input[value="info"]').uncheck();
    expect([await visible(page, 'article'), await visible(page, 'section.license h3')]).toEqual([0, 0]);
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByText('All 8 duties are shown.').waitFor();
    expect(await visible(page, 'article')).toBe(8);
    expect(misdeeds).toEqual([]);
  });

  it('the filter by repository shows one of several', async () => {
    const { page } = await opened(
      reportOf([
        ...SEVERAL.repositories,
        { ...REPOSITORY, target: './other', obligations: [obligation({ outcome: 'unmet' })] },
      ]),
    );
    expect([await visible(page, 'section.repository'), await visible(page, 'article')]).toEqual([4, 9]);
    await page.getByLabel('Repository').selectOption('./other');
    expect([await visible(page, 'section.repository'), await visible(page, 'article')]).toEqual([1, 1]);
    expect(await page.locator('#shown').textContent()).toBe('1 of 9 duties are shown.');
  });

  it('works by keyboard, with a focus that can be seen', async () => {
    const { page } = await opened(ONE);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the report');
    expect(await page.evaluate('document.activeElement.getBoundingClientRect().left >= 0')).toBe(true);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    expect(await page.locator('#shown').textContent()).toMatch(/^\d of 8/);
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
  });

  it('without its script everything is shown, and nothing that needs it', async () => {
    const { page } = await opened(SEVERAL, { javaScriptEnabled: false });
    expect([
      await visible(page, 'article'),
      await visible(page, 'section.repository'),
      await visible(page, 'form'),
    ]).toEqual([8, 3, 0]);
  });

  it.each(['light', 'dark'] as const)('has no fault that axe finds (%s)', async (colorScheme) => {
    const { page } = await opened(SEVERAL, { colorScheme });
    await page.evaluate(AXE);
    expect(
      await page.evaluate(
        'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`))',
      ),
    ).toEqual([]);
    const ground = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    expect(Number(/\d+/.exec(ground)?.[0]) > 128).toBe(colorScheme === 'light');
  });

  it('is printed dark on white, without the filters, and says when some duties are hidden', async () => {
    const { page } = await opened(ONE, { colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print' });
    expect([await visible(page, 'form'), await visible(page, '#shown')]).toEqual([0, 0]);
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
    await page.emulateMedia({ media: 'screen' });
    await page.locator('input[value="met"]').uncheck();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#shown').filter({ visible: true }).textContent()).toBe('7 of 8 duties are shown.');
  });

  it.each([320, 1280])('needs no scrolling sideways (%d pixels)', async (width) => {
    const long = 'x'.repeat(500);
    const entry = {
      ...REPOSITORY,
      target: long,
      name: { value: long, from: 'directory' as const },
      obligations: [
        obligation({ outcome: 'unmet', message: long, evidence: [{ file: long, line: 1, column: 1, says: long }] }),
      ],
    };
    const { page } = await opened(reportOf([entry, entry]), { viewport: { width, height: 800 } });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  });

  it('runs nothing of a repository, and asks the network for nothing', async () => {
    const reports = await hostileReports();
    expect(reports.length).toBeGreaterThan(50);
    const { page, misdeeds } = await opened(reportOf(reports.flatMap(([, { repositories }]) => repositories)));
    expect(misdeeds).toEqual([]);
    expect(await page.evaluate('"pwned" in window')).toBe(false);
    expect(await page.locator('script, img, iframe, object, embed, svg, link, base').count()).toBe(1);
    expect(await page.locator('section.repository').count()).toBe(reports.length);
    expect(await page.title()).toBe(`Llama license report: ${reports.length} repositories`);
  });

  it('would not run it even if it were no longer text', async () => {
    const file = join(temporaryFolder(), 'report.html');
    writeFileSync(
      file,
      html(ONE).replace(
        '<main id="report">',
        '<main id="report"><script>window.pwned = 1</script><img src="x" onerror="window.pwned = 1"><a href="javascript:window.pwned = 1">x</a>',
      ),
    );
    const page = await browser.newPage();
    await page.goto(pathToFileURL(file).href);
    await page.getByText('x', { exact: true }).click();
    expect(await page.evaluate('"pwned" in window')).toBe(false);
    await page.close();
  });
});
