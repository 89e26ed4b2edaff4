// Bundles the command line into one file and a few parts loaded when used: start-up is half the cost of a small issue.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'rolldown';

const absent = fileURLToPath(new URL('./.rolldown.absent.mjs', import.meta.url));

export default defineConfig({
  input: { cli: 'src/cli.ts' },
  platform: 'node',
  // Native packages, wasm and readers stay in node_modules and are loaded when first used.
  external: [/^node:/, 'sharp', 'harfbuzzjs', 'yoga-layout/load', /^pdfjs-dist/, 'pdf-parse'],
  resolve: { alias: { fontkit: absent, linebreak: absent, 'png-js': absent } },
  output: {
    dir: 'dist',
    format: 'esm',
    minify: false,
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
  },
});
