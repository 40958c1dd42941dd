import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const PACKAGE_FOLDER = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/;
const LICENSE_FILE = /^(licen[cs]e|copying|notice)([.-].*)?$/i;

/**
 * The license texts of the packages that the bundled files come from, in the order of their names.
 * @throws when one has no license file: then it may not be shipped.
 */
export async function thirdPartyLicenses(inputs: readonly string[]): Promise<string> {
  const folders = new Set(inputs.flatMap((input) => PACKAGE_FOLDER.exec(input)?.[0] ?? []));
  const entries = await Promise.all([...folders].sort().map(entry));
  return `The program contains these packages.\n\n${entries.join('\n')}`;
}

async function entry(folder: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const files = (await readdir(folder)).filter((file) => LICENSE_FILE.test(file)).sort();
  if (files.length === 0) throw new Error(`${folder} is bundled, but holds no license file`);
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return `${'-'.repeat(80)}\n${field(manifest, 'name')} ${field(manifest, 'version')} (${field(manifest, 'license')})\n\n${texts.map((text) => text.trim()).join('\n\n')}\n`;
}

function field(manifest: unknown, name: string): string {
  if (typeof manifest !== 'object' || manifest === null) return '';
  const value: unknown = Reflect.get(manifest, name);
  return typeof value === 'string' ? value : '';
}
