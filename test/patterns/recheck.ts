import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';

import { check, type AttackPattern } from 'recheck';
import { expect, it } from 'vitest';

import { MAX_TEXT_CHARS } from '../../src/rulebook/pattern.ts';
import { allPatterns } from './all-patterns.ts';

// Run by `npm run patterns`. A proof of all patterns takes minutes, so `proven.txt` keeps the hash of each pattern that
// was proven, below the version of recheck that proved it. Only the others are tried. Without the file, all are.

const PROVEN = join(import.meta.dirname, 'proven.txt');
const RECHECK = `recheck ${(createRequire(import.meta.url)('recheck/package.json') as { version: string }).version}`;

/** Milliseconds for one pattern; nearly all take a few. What is not decided then is not held against a pattern. */
const TIMEOUT_MS = 30_000;
/** A pattern that needs the square of so many steps runs for half a minute, one that is linear for milliseconds. */
const ATTACK_CHARS = 200_000;
const MAX_ATTACK_MS = 10_000;

it('the time of every pattern grows no faster than the text', { timeout: 60 * 60_000 }, async () => {
  const patterns = await allPatterns();
  expect(patterns.length).toBeGreaterThan(500);
  const proven = provenBefore();
  const kept = new Set<string>();
  const slow: string[] = [];
  for (const { source, flags, from } of patterns) {
    const hash = createHash('sha256').update(`${flags}/${source}`).digest('hex').slice(0, 24);
    kept.add(hash);
    if (proven.has(hash)) continue;
    // A sticky pattern is tried at one place, as if it began with `^`.
    const [tried, how] = flags.includes('y') ? [`^(?:${source})`, flags.replace('y', '')] : [source, flags];
    const found = await check(tried, how, { timeout: TIMEOUT_MS });
    if (found.status !== 'vulnerable') continue;
    // The automaton proves what it says. What fuzzing suspects of a large pattern has to show; so has a glob, which is
    // matched with short texts only.
    const isGlob = from.startsWith('src/rulebook/pattern.ts');
    const attack = attackOf(found.attack, isGlob ? MAX_TEXT_CHARS : ATTACK_CHARS);
    if ((isGlob || found.checker === 'fuzz') && ends(new RegExp(source, flags), attack)) continue;
    kept.delete(hash);
    slow.push(`${from} /${source}/${flags}: ${found.complexity.summary} on ${found.attack.pattern}`);
  }
  writeFileSync(PROVEN, [RECHECK, ...[...kept].sort(), ''].join('\n'));
  expect(slow).toEqual([]);
});

function provenBefore(): ReadonlySet<string> {
  const [version, ...hashes] = existsSync(PROVEN) ? readFileSync(PROVEN, 'utf8').split('\n') : [];
  return new Set(version === RECHECK ? hashes : []);
}

function attackOf({ pumps, suffix }: AttackPattern, size: number): string {
  const length = pumps.reduce((sum, { pump }) => sum + pump.length, 0);
  const count = Math.ceil(size / Math.max(1, length));
  return pumps.map(({ prefix, pump }) => prefix + pump.repeat(count)).join('') + suffix;
}

function ends(pattern: RegExp, text: string): boolean {
  try {
    runInContext('pattern.test(text)', createContext({ pattern, text }), { timeout: MAX_ATTACK_MS });
    return true;
  } catch {
    return false;
  }
}
