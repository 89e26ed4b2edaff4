// The published JSON Schemas (draft 2020-12) of the manifest, the front matter and printer profiles, from the declarations that validate them.
import { printerFileSchema } from './printer-settings.ts';
import type { JsonSchema } from './schema-kit.ts';
import { frontMatterSchema, manifestSchema } from './schema.ts';

const DRAFT = 'https://json-schema.org/draft/2020-12/schema';

/** The schema of `issues/*.yaml`, as plain JSON. */
export function manifestJsonSchema(): JsonSchema {
  return { $schema: DRAFT, title: 'nashr manifest', ...manifestSchema.json };
}

/** The schema of an article's front matter, as plain JSON. */
export function frontMatterJsonSchema(): JsonSchema {
  return { $schema: DRAFT, title: 'nashr article front matter', ...frontMatterSchema.json };
}

/** The schema of printer profiles, as plain JSON. */
export function printerProfileJsonSchema(): JsonSchema {
  return { $schema: DRAFT, title: 'nashr printer profile', ...printerFileSchema.json };
}
