import { describe, expect, it } from 'vitest';

import { COMMANDS, FLAGS, FORMATS } from '../../src/cli/flags.ts';
import { help } from '../../src/cli/help.ts';
import { RELATIONS } from '../../src/report.ts';

describe('the help', () => {
  it.each([null, ...COMMANDS])('fits 80 columns (%s)', (about) => {
    expect(help(about).split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it.each([...Object.keys(FLAGS).map((flag) => `--${flag}`), ...COMMANDS, ...FORMATS, ...RELATIONS])('names %s', (word) => {
    expect(help(null)).toContain(word);
  });

  it.each(COMMANDS)('says something of its own for %s', (command) => {
    expect(help(command)).toContain(command);
  });
});
