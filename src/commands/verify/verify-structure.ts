// A built web edition → whether its text stands in the tags of its PDF: every block once, in reading order. Programs that judge PDF/UA
// pass a file whose text is left out of its tags; a screen reader passes over that text.
import type { Diagnostics } from '../../base/diagnostic.ts';
import type { BuiltIssue } from '../../build-issue.ts';
import type { Finding } from '../../preflight/report-types.ts';

/** What is wrong with the text in the tags, not with the tags themselves. */
const OF_TEXT: ReadonlySet<string> = new Set(['missing', 'text-outside', 'text-twice', 'text-missing', 'text-added', 'reading-order', 'artifact-share']); // prettier-ignore

/** How many faults there are that leave no doubt; each kind is told (V006), other places than expected as a warning. */
export async function verifyStructure(
  manifest: string,
  { id, pdf, text }: BuiltIssue,
  diagnostics: Diagnostics,
): Promise<number> {
  const { checkStructure } = await import('../../preflight/check-structure.ts');
  const findings = await checkStructure(pdf, { file: `${id}.pdf`, diagnostics, expected: text });
  const own = (findings ?? []).filter(({ rule }) => OF_TEXT.has(rule.replace('structure.', '')));
  const errors = own.filter(({ severity }) => severity === 'error');
  for (const severity of ['error', 'warning'] as const) {
    const [first, ...others] = own.filter((finding) => finding.severity === severity);
    if (first === undefined) continue;
    const more = others.length === 0 ? '' : `, and ${others.length} more such finding${others.length === 1 ? '' : 's'}`; // prettier-ignore
    const message = `The tags do not hold the text once and in reading order: ${told(first)}${more}`;
    diagnostics[severity]('V006', message, { file: manifest }, 'nashr preflight with the manifest as its profile tells every place'); // prettier-ignore
  }
  return errors.length;
}

function told({ page, message }: Finding): string {
  return page === null ? message : `${message} (page ${page})`;
}
