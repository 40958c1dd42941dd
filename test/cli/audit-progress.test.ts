import { describe, expect, it } from 'vitest';

import { Progress } from '../../src/cli/audit-progress.ts';
import { REPOSITORY, UNREADABLE } from '../reporters/sample-report.ts';

interface Watched {
  readonly progress: Progress;
  readonly said: string[];
  readonly pass: (milliseconds: number) => void;
}

function watched({ terminal = false, quiet = false, columns = 80 } = {}): Watched {
  const said: string[] = [];
  let now = Date.UTC(2026, 0, 1, 12, 0, 0);
  const progress = new Progress({ write: (text) => said.push(text), isTTY: terminal, columns }, quiet, () => now);
  return {
    progress,
    said,
    pass(milliseconds) {
      now += milliseconds;
    },
  };
}

/** Audits so many repositories, one each so many milliseconds. */
function audit({ progress, pass }: Watched, count: number, each: number): void {
  for (let at = 0; at < count; at += 1) {
    pass(each);
    progress.done(at % 10 === 3 ? UNREADABLE : REPOSITORY);
  }
}

describe('the progress of an audit', () => {
  it('is a line every few seconds where there is no terminal, and the total', () => {
    const run = watched();
    run.progress.listed(300, 100);
    audit(run, 200, 100);
    run.progress.end('j.ndjson');
    expect(run.said).toEqual([
      '100 of 300 repositories\n',
      '150 of 300 repositories, 5 could not be read, about 15 s left\n',
      '200 of 300 repositories, 10 could not be read, about 10 s left\n',
      '250 of 300 repositories, 15 could not be read, about 5 s left\n',
      '300 of 300 repositories, 20 could not be read\n',
      'audited 200 of 300 repositories in 20 s, 100 before; the journal is j.ndjson\n',
    ]);
  });

  it('is a bar that is drawn over on a terminal, within its width, and gone at the end', () => {
    const run = watched({ terminal: true, columns: 50 });
    run.progress.listed(50, 0);
    audit(run, 50, 60);
    run.progress.end('j.ndjson');
    const drawn = run.said.slice(0, -2);
    expect(drawn.length).toBeGreaterThan(10);
    expect(drawn.filter((text) => !/^\r\u001b\[K[█░]{24} \d+ of 50[^\n]*$/.test(text) || text.length > 49 + 4)).toEqual(
      [],
    );
    expect(run.said.at(-2)).toBe('\r\u001b[K');
    expect(run.said.at(-1)).toBe('audited 50 of 50 repositories in 3 s; the journal is j.ndjson\n');
  });

  it('says until when it waits for the Hub, once for all that wait', () => {
    const run = watched();
    run.progress.listed(10, 0);
    run.progress.waits(300);
    for (let at = 0; at < 8; at += 1) run.progress.waits(120_000);
    const until = new Date(Date.UTC(2026, 0, 1, 12, 2, 0)).toTimeString().slice(0, 8);
    expect(run.said).toEqual([
      '0 of 10 repositories\n',
      `0 of 10 repositories; waiting for the Hub's rate limit until ${until}\n`,
    ]);
    run.pass(130_000);
    run.progress.done(REPOSITORY);
    expect(run.said.at(-1)).toBe('1 of 10 repositories\n');
  });

  it('is nothing when it is to be quiet', () => {
    for (const terminal of [true, false]) {
      const run = watched({ terminal, quiet: true });
      run.progress.listed(20, 0);
      audit(run, 20, 3000);
      run.progress.waits(60_000);
      run.progress.end('j.ndjson');
      expect(run.said).toEqual([]);
    }
  });
});
