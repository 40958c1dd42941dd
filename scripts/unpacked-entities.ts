import { pathToFileURL } from 'node:url';
import type { Plugin } from 'esbuild';

const PACKED = /[\\/]entities[\\/]dist[\\/]generated[\\/]decode-data-html\.js$/;

/**
 * The table of HTML's character references comes packed so tightly that unpacking it takes 2 ms of every start. The
 * bundle holds it unpacked, which is 13 KB more.
 */
export const unpackedEntities: Plugin = {
  name: 'unpacked-entities',
  setup(build) {
    build.onLoad({ filter: PACKED }, async ({ path }) => {
      const { htmlDecodeTree } = (await import(pathToFileURL(path).href)) as typeof import('entities/decode');
      const bytes = Buffer.alloc(htmlDecodeTree.length * 2);
      for (const [index, unit] of htmlDecodeTree.entries()) bytes.writeUInt16LE(unit, index * 2);
      // Few machines have the other order of bytes, but Node runs on them.
      return {
        contents: `const bytes = Buffer.from('${bytes.toString('base64')}', 'base64');
if (new Uint8Array(Uint16Array.of(1).buffer)[0] === 0) bytes.swap16();
export const htmlDecodeTree = new Uint16Array(Uint8Array.from(bytes).buffer);`,
      };
    });
  },
};
