// All rules by name, one file per group. Some remember what earlier pages said: every run makes its own.
import type { PreflightRule } from '../report-types.ts';
import { accessibilityRules } from './accessibility-rules.ts';
import { boxesRules } from './boxes-rules.ts';
import { colorRules } from './color-rules.ts';
import { documentRules } from './document-rules.ts';
import { fontRules } from './font-rules.ts';
import { geometryRules } from './geometry-rules.ts';
import { metadataRules } from './metadata-rules.ts';
import { overprintRules } from './overprint-rules.ts';
import { structureRules } from './structure-rules.ts';
import { textRules } from './text-rules.ts';
import { transparencyRules } from './transparency-rules.ts';

/** Rules for one run over one file, in the order of the report. */
export function createRules(): readonly PreflightRule[] {
  return [
    ...documentRules(),
    ...metadataRules(),
    ...boxesRules(),
    ...fontRules(),
    ...colorRules(),
    ...overprintRules(),
    ...geometryRules(),
    ...transparencyRules(),
    ...textRules(),
    ...accessibilityRules(),
    ...structureRules(),
  ];
}
