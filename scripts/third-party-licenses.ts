import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const PACKAGE_FOLDER = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/;
const LICENSE_FILE = /^(?:licen[cs]e|copying|notice)(?:-\w+)?(?:\.(?:md|txt))?$/i;

/**
 * The license texts of the bundled packages, sorted by name, including those of third-party code in a package.
 * @throws if a package has no license file, and therefore cannot be shipped.
 */
export async function thirdPartyLicenses(inputs: readonly string[]): Promise<string> {
  const folders = new Set(inputs.flatMap((input) => PACKAGE_FOLDER.exec(input)?.[0] ?? []));
  const entries = await Promise.all([...folders].sort().map(entry));
  return `The program contains these packages.\n\n${entries.join('\n')}`;
}

async function entry(folder: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Readonly<
    Record<'name' | 'version' | 'license', string>
  >;
  const files = await licenseFiles(folder);
  if (files.length === 0 || files[0]?.includes('/') === true)
    throw new Error(`${folder} is bundled, but has no license file`);
  const texts = await Promise.all(
    files.map(async (file) => `${headingOf(file)}${(await readFile(join(folder, file), 'utf8')).trim()}`),
  );
  return `${'-'.repeat(80)}\n${manifest.name} ${manifest.version} (${manifest.license})\n\n${texts.join('\n\n')}\n`;
}

/** The package's own license first, then those in its folders. */
async function licenseFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const paths = entries
    .filter((file) => file.isFile() && LICENSE_FILE.test(file.name))
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    );
  const depth = (path: string): number => path.split('/').length;
  return paths
    .filter((path) => !path.includes('node_modules/'))
    .sort((one, other) => depth(one) - depth(other) || (one < other ? -1 : 1));
}

function headingOf(file: string): string {
  return file.includes('/') ? `It contains code under this license (${file}):\n\n` : '';
}
