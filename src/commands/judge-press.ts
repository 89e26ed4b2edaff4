// The files of a press edition as they were just written → what preflight says of them, by the profile they were written for.
// Preflight reads the bytes; of what the writer knows it gets the profile and the text that must come back.
import type { Diagnostics } from '../base/diagnostic.ts';
import type { PrinterProfile } from '../base/printer-profile.ts';
import { openPdfForInspection } from '../preflight/inspect/open-pdf-for-inspection.ts';
import { judge } from '../preflight/preflight.ts';
import type { Verdict } from '../preflight/report/format-report.ts';
import { formatTarget } from '../preflight/report/format-report.ts';

/** One file of the edition. */
export interface FileToJudge {
  /** Named in the findings. */
  readonly path: string;
  readonly pdf: Uint8Array;
}

export interface JudgePressOptions {
  readonly profile: PrinterProfile;
  /** Of the issue: pages parted by form feeds. */
  readonly text: string;
  readonly diagnostics: Diagnostics;
}

/** Judges each file. One that cannot be read is an error among the diagnostics, and has no verdict. */
export async function judgePress(
  files: readonly FileToJudge[],
  { profile, text, diagnostics }: JudgePressOptions,
): Promise<readonly Verdict[]> {
  const target = { standard: profile.standard, profile };
  // A cover apart: each file has only a part of the text.
  const expectedText = files.length === 1 ? text.split('\f') : undefined;
  const verdicts: Verdict[] = [];
  for (const { path, pdf } of files) {
    const opened = await openPdfForInspection(pdf, { file: path, diagnostics });
    if (opened === null) continue;
    const { passed, findings } = await judge(opened, target, { file: path, expectedText });
    verdicts.push({ file: path, passed, target: formatTarget(target), findings });
  }
  return verdicts;
}
