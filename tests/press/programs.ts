// Programs that judge PDFs and know nothing of this project, run beside the tests: what they print.
import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** What a program prints on standard output. Rejects when it ends with an error or takes longer than three minutes. */
export async function run(program: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await execute(program, args, { maxBuffer: 64 * 1024 * 1024, timeout: 180_000 });
  return stdout;
}

/** False when the program is not installed. */
export function isInstalled(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;
}

export const MISSING = {
  qpdf: !isInstalled('qpdf') && 'qpdf is not installed',
  poppler: !isInstalled('pdfinfo') && 'poppler is not installed',
  ghostscript: !isInstalled('gs') && 'Ghostscript is not installed',
  mutool: !isInstalled('mutool') && 'mutool is not installed',
  verapdf:
    (process.env['VERAPDF_CLASSPATH'] ?? '') === ''
      ? 'VERAPDF_CLASSPATH does not name the veraPDF libraries'
      : !isInstalled('java') && 'Java is not installed',
} as const;
