// Bytes → an open PDF in pdf.js, with the reasons why one cannot be opened as diagnostics.
import { messageOf } from '../base/message-of.ts';
import { readFileSync, statSync } from 'node:fs';
import type { Diagnostics } from '../base/diagnostic.ts';

type PdfJs = typeof import('pdfjs-dist/legacy/build/pdf.mjs');
export type PdfDocument = Awaited<ReturnType<PdfJs['getDocument']>['promise']>;
export type PdfPage = Awaited<ReturnType<PdfDocument['getPage']>>;

/** Larger files are refused: everything is read into memory. */
const MAX_BYTES = 512 * 1024 * 1024;

/** The file's bytes, or null with P002 or X002. */
export function readPdfFile(file: string, diagnostics: Diagnostics): Uint8Array | null {
  try {
    const status = statSync(file);
    if (!status.isFile()) {
      const what = status.isDirectory() ? 'a folder' : 'no regular file';
      diagnostics.error('P002', `The file cannot be read: it is ${what}`, { file });
      return null;
    }
    if (status.size > MAX_BYTES) {
      const allowed = `${MAX_BYTES / 1024 / 1024} MB are allowed`;
      diagnostics.error('X002', `The file has ${Math.ceil(status.size / 1024 / 1024)} MB; ${allowed}`, {
        file,
      });
      return null;
    }
    return new Uint8Array(readFileSync(file));
  } catch (error) {
    diagnostics.error('P002', `The file cannot be read: ${fileReason(error)}`, { file });
    return null;
  }
}

function fileReason(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'there is no such file';
  if (code === 'EACCES' || code === 'EPERM') return 'no permission';
  return messageOf(error);
}

/** Opens a PDF; null with P002 (damaged, no PDF) or P003 (encrypted). `file` names it in diagnostics. */
export async function openPdf(
  bytes: Uint8Array,
  file: string,
  diagnostics: Diagnostics,
): Promise<PdfDocument | null> {
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs');
  try {
    // pdf.js takes the buffer over and wants no Buffer of Node's: it gets a copy.
    return await pdfjs.getDocument({
      data: Uint8Array.from(bytes),
      verbosity: 0,
      isEvalSupported: false,
      useSystemFonts: false,
    }).promise;
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') {
      diagnostics.error(
        'P003',
        'The PDF is encrypted and asks for a password',
        { file },
        'save a copy without password',
      );
    } else {
      diagnostics.error('P002', `This is no PDF that can be read: ${messageOf(error)}`, { file });
    }
    return null;
  }
}
