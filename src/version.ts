import { readFileSync } from 'node:fs';

declare const PACKAGE_VERSION: string | undefined;

/** The address for bug reports. */
export const REPORT_AT = 'https://github.com/llama-license-lint/llama-license-lint/issues';

/** The version of this package: set by the build, or read from package.json if the sources run unbuilt. */
export function version(): string {
  if (typeof PACKAGE_VERSION === 'string') return PACKAGE_VERSION;
  const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : '';
}
