// Writes the fingerprints of agreements (rules/agreements/*.json). The output is reproducible.
//
//   tsx scripts/fingerprint.ts [--check]       all versions, from the folder in LLAMA_AGREEMENTS (default:
// ../shared/agreements beside the checkout)   tsx scripts/fingerprint.ts --license example-1 --text file [--policy
// file] [--name "Example 1"] --out file [--check]
//
// --check writes nothing, and exits with 1 if a file is out of date.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import type { Fingerprint } from '../src/agreement/fingerprint.ts';
import { fingerprint, licenseFingerprint } from '../src/agreement/fingerprint.ts';
import { words } from '../src/agreement/words.ts';

const ROOT = join(import.meta.dirname, '..');
const AGREEMENTS = process.env['LLAMA_AGREEMENTS'] ?? join(ROOT, '../shared/agreements');
const VERSIONS = ['2', '3', '3.1', '3.2', '3.3', '4'];

interface Published {
  readonly license: string;
  readonly name: string;
  readonly text: string;
  readonly policy: string | null;
}

function sameWording(one: string, other: string): boolean {
  return words(one).hashes.join() === words(other).hashes.join();
}

/** The agreement of a file that has the use policy after it: cut before the line with the policy's title. */
function cutAtPolicy(text: string, policy: string): { agreement: string; appended: string | null } {
  const title = policy.split('\n').find((line) => line.trim() !== '') ?? '';
  const lines = text.split('\n');
  const at = lines.findIndex((line) => line.trim() !== '' && sameWording(line, title));
  if (at === -1) return { agreement: text, appended: null };
  return { agreement: lines.slice(0, at).join('\n'), appended: lines.slice(at).join('\n') };
}

function fingerprintOf({ license, name, text, policy }: Published): Fingerprint {
  const { agreement, appended } = policy === null ? { agreement: text, appended: null } : cutAtPolicy(text, policy);
  const policies = [policy, appended].filter((each) => each !== null);
  return licenseFingerprint(license, [
    fingerprint(agreement, { part: 'agreement', name }),
    ...policies.map((each) => fingerprint(each, { part: 'policy', name })),
  ]);
}

/** The part of the title before “Community License Agreement” and the like. */
function nameInTitle(text: string): string {
  const title = text.split('\n').find((line) => line.trim() !== '') ?? '';
  return title
    .replace(/[*#_]/g, '')
    .replace(/\s+(?:community\s+)?(?:license|agreement).*$/i, '')
    .trim();
}

function bytesOf(made: Fingerprint): string {
  const flat = JSON.stringify(made, null, 1);
  return `${flat.replace(/\{\s*("(?:clause|kind)": "[^"]*"),\s*("start": \d+),\s*("end": \d+)\s*\}/g, '{ $1, $2, $3 }')}\n`;
}

/** Writes the file, or with `check` only compares it. Returns whether the file is up to date. */
function settle(out: string, made: Fingerprint, check: boolean): boolean {
  const bytes = bytesOf(made);
  const upToDate = existsSync(out) && readFileSync(out, 'utf8') === bytes;
  if (upToDate || !check) {
    if (!upToDate) writeFileSync(out, bytes);
    return true;
  }
  console.error(`${out} is out of date: run npm run fingerprint`);
  return false;
}

function readIfAny(path: string | undefined): string | null {
  return path === undefined ? null : readFileSync(path, 'utf8');
}

function allVersions(): { out: string; published: Published }[] {
  return VERSIONS.map((version) => {
    const license = `llama-${version}`;
    const read = (name: string): string => readFileSync(join(AGREEMENTS, license, name), 'utf8');
    const published = { license, name: `Llama ${version}`, text: read('LICENSE'), policy: read('USE_POLICY.md') };
    return { out: join(ROOT, 'rules/agreements', `${license}.json`), published };
  });
}

const { values } = parseArgs({
  options: {
    license: { type: 'string' },
    text: { type: 'string' },
    policy: { type: 'string' },
    name: { type: 'string' },
    out: { type: 'string' },
    check: { type: 'boolean', default: false },
  },
});

function asked(): { out: string; published: Published }[] {
  const { license, text: path, policy, name, out } = values;
  if (license === undefined) return allVersions();
  if (path === undefined || out === undefined) throw new Error('--license needs --text and --out');
  const text = readFileSync(path, 'utf8');
  return [{ out, published: { license, name: name ?? nameInTitle(text), text, policy: readIfAny(policy) } }];
}

if (values.license === undefined && !existsSync(AGREEMENTS)) {
  console.log(
    'The fingerprints were not compared, because the official texts are missing: ' +
      `LLAMA_AGREEMENTS names their folder, by default ${AGREEMENTS}.`,
  );
  process.exit(values.check ? 0 : 1);
}

const settled = asked().map(({ out, published }) => settle(out, fingerprintOf(published), values.check));
process.exitCode = settled.every(Boolean) ? 0 : 1;
