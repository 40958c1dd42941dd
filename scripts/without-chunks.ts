import type { Plugin } from 'esbuild';

/** The Hub's client can upload in chunks as well, which nobody here asks of it; one of the packages for that brings no license text. */
export const withoutChunks: Plugin = {
  name: 'without-chunks',
  setup(program) {
    program.onResolve({ filter: /^(?:gearhash-jit|@huggingface\/xetchunk-wasm)$/ }, ({ path }) => ({ path, namespace: 'left-out' }));
    program.onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({ contents: 'module.exports = {};' }));
  },
};
