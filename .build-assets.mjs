// After compiling: schemas for editors, and the wasm that the bundle loads from beside itself.
import { mkdirSync, writeFileSync } from 'node:fs';
import { frontMatterJsonSchema, manifestJsonSchema } from './dist/lib/issue/json-schemas.js';

mkdirSync('dist/schemas', { recursive: true });
writeFileSync('dist/schemas/manifest.schema.json', `${JSON.stringify(manifestJsonSchema(), null, 2)}\n`);
writeFileSync('dist/schemas/front-matter.schema.json', `${JSON.stringify(frontMatterJsonSchema(), null, 2)}\n`);
