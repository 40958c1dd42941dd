import { describe, expect, it } from 'vitest';

import { COMMANDS, FLAGS, FORMATS } from '../../src/cli/flags.ts';
import { help } from '../../src/cli/help.ts';
import { RELATIONS } from '../../src/report.ts';

describe('the help', () => {
  it.each([null, ...COMMANDS])('fits 80 columns (%s)', (about) => {
    expect(
      help(about)
        .split('\n')
        .filter((line) => line.length > 80),
    ).toEqual([]);
  });

  it.each([...COMMANDS, ...FORMATS, ...RELATIONS])('names %s', (word) => {
    expect(help(null)).toContain(word);
  });

  it.each(Object.entries(FLAGS).flatMap(([flag, { commands }]) => commands.map((command) => [command, flag] as const)))(
    'of %s names --%s',
    (command, flag) => {
      // What any command takes, the help of the program says.
      const everywhere = ['help', 'version'].includes(flag);
      expect(help(everywhere ? null : command)).toContain(`--${flag}`);
    },
  );

  it.each(COMMANDS)('says something of its own for %s', (command) => {
    expect(help(command)).toContain(command);
  });
});
