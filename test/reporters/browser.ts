import { existsSync } from 'node:fs';

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
