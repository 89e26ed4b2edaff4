// After compiling: schemas for editors, printer profiles, and the code cache of the bundled program, made from one run over the sample issues.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadProgram } from './dist/lib/commands/load-program.js';
import {
  frontMatterJsonSchema,
  manifestJsonSchema,
  printerProfileJsonSchema,
} from './dist/lib/issue/json-schemas.js';
import { issueJsonSchema } from './dist/lib/commands/issue-json-schema.js';

mkdirSync('dist/schemas', { recursive: true });
writeFileSync('dist/schemas/manifest.schema.json', `${JSON.stringify(manifestJsonSchema(), null, 2)}\n`);
writeFileSync(
  'dist/schemas/front-matter.schema.json',
  `${JSON.stringify(frontMatterJsonSchema(), null, 2)}\n`,
);
writeFileSync(
  'dist/schemas/printer-profile.schema.json',
  `${JSON.stringify(printerProfileJsonSchema(), null, 2)}\n`,
);
writeFileSync('dist/schemas/issue.schema.json', `${JSON.stringify(issueJsonSchema(), null, 2)}\n`);

// Built-in printer profiles and their ICC profiles, for the bundled program and for the library beside it.
for (const folder of ['printers', 'profiles'])
  cpSync(`src/press/${folder}`, `dist/press/${folder}`, { recursive: true });

const launcher = join(import.meta.dirname, 'dist/cli.js');
const out = mkdtempSync(join(tmpdir(), 'nashr-build-'));
try {
  const program = loadProgram(launcher);
  process.argv = [process.execPath, launcher, 'build', '--quiet', '--out', out];
  await program.run();
  writeFileSync(program.cacheFile, program.makeCache());
} finally {
  rmSync(out, { recursive: true, force: true });
}
// What the samples come to is for `npm start` to say.
process.exitCode = 0;
