import { describe, expect, it } from 'vitest';

import { temporaryFolder } from '../sources/temporary-folder.ts';
import { ACTS, COMMANDS, quotedPlaces } from './quoted-places.ts';
import { survives } from './survives.ts';

describe('text that acts is shown, not done', () => {
  it.each(quotedPlaces(ACTS))('in %s', async (place, files, flags) => {
    const { repositories } = await survives([temporaryFolder(files), ...flags], place === 'an attestation' ? 0 : 1);
    expect(repositories).toMatchObject([{ lineage: { licenses: ['llama-4'] } }]);
  });
});

describe('a workflow command is no command', () => {
  it.each(quotedPlaces(COMMANDS))('in %s', async (place, files, flags) => {
    const { repositories } = await survives([temporaryFolder(files), ...flags], place === 'an attestation' ? 0 : 1);
    expect(repositories).toMatchObject([{ lineage: { licenses: ['llama-4'] } }]);
  });
});
