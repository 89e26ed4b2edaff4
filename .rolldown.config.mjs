// Bundles the command line into one file, program.cjs, and its launcher, cli.js: start-up is half the cost of a small issue.
// program.cjs is a script, no module, because V8 keeps no code cache for modules (src/commands/load-program.ts).
import { fileURLToPath } from 'node:url';
import { defineConfig, rolldown } from 'rolldown';

const absent = fileURLToPath(new URL('./.rolldown.absent.mjs', import.meta.url));

const escaped = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Puts cli.js beside the program and has it load the program's packages: a script cannot import without a warning. */
const launcher = {
  name: 'launcher',
  renderChunk: (code) =>
    code.replace(/\bimport\((?=["'](?:sharp|yoga-layout|pdfjs-dist|pdf-parse|lcms-wasm|@cantoo\/pdf-lib|@napi-rs\/canvas|node:child_process|node:crypto)\b|["']pdfmake(?:\/fonts\/[^"']*)?["'])/g, 'loadPackage('),
  // commander wants it for commands that are programs of their own, which nashr has not got.
  transform: (code, id) =>
    id.includes('/commander/') ? code.replace("const childProcess = require('node:child_process');", '') : null,
  async generateBundle(_options, chunks) {
    // Node decodes ASCII five times as fast, and V8 keeps it in half the memory.
    for (const chunk of Object.values(chunks))
      if (chunk.type === 'chunk') chunk.code = chunk.code.replace(/[^\x00-\x7f]/g, escaped);
    const bundle = await rolldown({
      input: fileURLToPath(new URL('./src/commands/launch.ts', import.meta.url)),
      platform: 'node',
      external: [/^node:/],
    });
    const { output } = await bundle.generate({ format: 'esm' });
    await bundle.close();
    this.emitFile({ type: 'asset', fileName: 'cli.js', source: output[0].code });
  },
};

export default defineConfig({
  input: { program: 'src/cli.ts' },
  platform: 'node',
  // Native packages, wasm and readers stay in node_modules and are loaded when first used.
  external: [/^node:/, 'sharp', 'harfbuzzjs', 'yoga-layout/load', /^pdfjs-dist/, 'pdf-parse', 'lcms-wasm', '@cantoo/pdf-lib', '@napi-rs/canvas', 'pdfmake', /^pdfmake\/fonts\//],
  resolve: { alias: { fontkit: absent, linebreak: absent, 'png-js': absent } },
  plugins: [launcher],
  output: {
    dir: 'dist',
    format: 'cjs',
    // Without comments and white space; names stay, for reports of failures.
    minify: { mangle: false, compress: true, codegen: { removeWhitespace: true } },
    codeSplitting: false,
    entryFileNames: '[name].cjs',
  },
});
