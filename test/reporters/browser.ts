import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';

import { temporaryFolder } from '../sources/temporary-folder.ts';

/** Where Debian and Ubuntu put Chromium, or where `CHROMIUM` says that it is. */
const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

export const hasBrowser = existsSync(CHROMIUM);

/** For the name of what needs a browser. */
export const SKIPPED = hasBrowser ? '' : ` (skipped: there is no ${CHROMIUM}; the variable CHROMIUM names another)`;

export const LAUNCH = {
  executablePath: CHROMIUM,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
  ],
};

/** A page opened from a file, as somebody opens it who got it by mail, and what the page did that it should not. */
export async function openPage(
  browser: Browser,
  html: string,
  options: BrowserContextOptions,
): Promise<{ page: Page; misdeeds: string[] }> {
  const file = join(temporaryFolder(), 'report.html');
  writeFileSync(file, html);
  const context = await browser.newContext(options);
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const misdeeds: string[] = [];
  page.on('request', (request) => request.url().startsWith('file:') || misdeeds.push(`asked for ${request.url()}`));
  page.on('console', (message) => misdeeds.push(`logged ${message.text()}`));
  page.on('pageerror', (error) => misdeeds.push(`failed: ${error.message}`));
  page.on('dialog', (dialog) => {
    misdeeds.push(`asked ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(pathToFileURL(file).href);
  return { page, misdeeds };
}
