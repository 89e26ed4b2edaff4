// Bundles the command line into one file: start-up is half the cost of a small issue.
import { defineConfig } from 'rolldown';

export default defineConfig({
  input: { cli: 'src/cli.ts' },
  platform: 'node',
  // Native or wasm packages and heavy readers stay in node_modules and are loaded when first used.
  external: [/^node:/, 'sharp', 'harfbuzzjs', 'yoga-layout', 'yoga-layout/load', /^pdfjs-dist/, 'pdf-parse'],
  output: { dir: 'dist', format: 'esm', minify: false, entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
});
