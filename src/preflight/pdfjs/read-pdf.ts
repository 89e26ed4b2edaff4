// Bytes → an open PDF in pdf.js, with the reasons why one cannot be opened as diagnostics.
import { messageOf } from '../../base/message-of.ts';
import { readFileSync, statSync } from 'node:fs';
import { Diagnostics } from '../../base/diagnostic.ts';
import { damagesOf, isIncomplete, whyUnreadable } from './pdf-damage.ts';
import { DEFAULT_LIMITS, ReadingStopped, startReaderThread } from './reader-thread.ts';
import type { ReaderThread, ReadingLimits } from './reader-thread.ts';

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

/** An open file and how its answers are waited for. */
export interface PdfReading {
  readonly document: PdfDocument;
  /** Settles as the answer does, or rejects with ReadingStopped when a limit is reached. */
  readonly within: <T>(answer: Promise<T>) => Promise<T>;
  /** Parts of the file are lost, and pages with them, maybe. */
  readonly isDamaged: boolean;
  /** Pages, from 1, of which nothing is left. */
  readonly lost: ReadonlySet<number>;
  /** What pdf.js has complained of since this was last asked; nothing where there are no limits. */
  readonly takeWarnings: () => readonly string[];
  close(): Promise<void>;
}

/** Opens a PDF; null with P002 (damaged, no PDF) or P003 (encrypted). `file` names it in diagnostics. */
export async function openPdf(
  bytes: Uint8Array,
  file: string,
  diagnostics: Diagnostics,
): Promise<PdfDocument | null> {
  return (await openReading(bytes, { file, diagnostics }))?.document ?? null;
}

export interface ReadingOptions {
  /** Named in diagnostics. */
  readonly file: string;
  readonly diagnostics: Diagnostics;
  /** For files of strangers: reads in a thread of its own, which is ended when it takes longer. Without, there is no limit. */
  readonly limits?: ReadingLimits | undefined;
  /** Of a file whose end is lost the pages are searched that are there (P004). Default: it cannot be read. */
  readonly rescues?: boolean | undefined;
}

/** Opens a PDF as openPdf does, with limits if there are any. */
export async function openReading(
  bytes: Uint8Array,
  { file, diagnostics, limits, rescues }: ReadingOptions,
): Promise<PdfReading | null> {
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const thread = limits === undefined ? null : startReaderThread(pdfjs, withRoomFor(bytes, limits));
  try {
    // pdf.js takes the buffer over and wants no Buffer of Node's: it gets a copy.
    const opening = pdfjs.getDocument({
      data: Uint8Array.from(bytes),
      verbosity: 0,
      isEvalSupported: false,
      useSystemFonts: false,
      ...(thread !== null && { worker: thread.worker }),
    }).promise;
    const reading = readingOf(await (thread === null ? opening : thread.within(opening)), thread);
    const damages = damagesOf(reading.takeWarnings());
    for (const damage of damages) diagnostics.warning('P004', `The file is damaged: ${damage}`, { file });
    return { ...reading, isDamaged: damages.length > 0 };
  } catch (error) {
    await thread?.close();
    if (error instanceof Error && error.name === 'PasswordException') {
      diagnostics.error(
        'P003',
        'The PDF is encrypted and asks for a password',
        { file },
        'save a copy without password',
      );
    } else if (error instanceof ReadingStopped) {
      diagnostics.error('P002', `The PDF cannot be opened: ${error.message}`, { file });
    } else {
      const { message, hint } = whyUnreadable(bytes, messageOf(error));
      const rescued = rescues === true ? await openRest(bytes, { file, diagnostics, limits }) : null; // prettier-ignore
      if (rescued !== null) return rescued;
      diagnostics.error('P002', message, { file }, hint);
    }
    return null;
  }
}

/** What is left of a file whose end is missing, or cannot be read; null where that has no page. */
async function openRest(
  bytes: Uint8Array,
  { file, diagnostics, limits }: ReadingOptions,
): Promise<PdfReading | null> {
  const { rescuePdf } = await import('./rescue-pdf.ts');
  const rest = rescuePdf(bytes);
  if (rest === null) return null;
  const reading = await openReading(rest.bytes, { file, diagnostics: new Diagnostics(), limits });
  if (reading === null) return null;
  const found = rest.of === null ? `${rest.found} page${rest.found === 1 ? '' : 's'}` : `${rest.found} of ${rest.of} pages`; // prettier-ignore
  const order = rest.of === null ? '; whether there were others cannot be said' : '';
  const what = isIncomplete(bytes) ? 'is incomplete: its end is missing' : 'is damaged: the list of its pages cannot be found'; // prettier-ignore
  diagnostics.warning('P004', `The PDF ${what}; ${found} ${rest.found === 1 ? 'was' : 'were'} found in what is there${order}`, { file }, 'download or copy it again'); // prettier-ignore
  return { ...reading, isDamaged: true, lost: rest.lost };
}

/** The file itself is in memory, and once more while it is handed over. */
function withRoomFor(bytes: Uint8Array, limits: ReadingLimits): ReadingLimits {
  const megabytes = (limits.megabytes ?? DEFAULT_LIMITS.megabytes ?? 0) + (2 * bytes.length) / 1024 / 1024;
  return { ...limits, megabytes };
}

const NO_PAGES: ReadonlySet<number> = new Set();

function readingOf(document: PdfDocument, thread: ReaderThread | null): PdfReading {
  if (thread === null) {
    return { document, within: (answer) => answer, isDamaged: false, lost: NO_PAGES, takeWarnings: () => [], close: () => document.destroy() }; // prettier-ignore
  }
  const { within, takeWarnings } = thread;
  return { document, within, isDamaged: false, lost: NO_PAGES, takeWarnings, close: () => thread.close() };
}
