// The programs that strangers read PDFs with: pdf.js (Firefox) comes with nashr; PDFium (Chrome) and poppler are asked when they are
// installed. None is told of tags: each gives the text of a page as it stands there.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Diagnostics } from '../../base/diagnostic.ts';
import { openReading } from '../pdfjs/read-pdf.ts';
import { DEFAULT_LIMITS } from '../pdfjs/reader-thread.ts';
import type { ReadingLimits } from '../pdfjs/reader-thread.ts';

/** A program that reads PDFs. */
export interface TextReader {
  readonly name: string;
  /** Null when it is not installed. */
  readonly version: string | null;
  /** Where it comes from, for those who lack it. */
  readonly source: string;
  /** The text of each page. Rejects when the file cannot be read, or not in time. */
  read(bytes: Uint8Array): Promise<readonly string[]>;
}

/** Looks up which readers are here; nothing is loaded before one reads. */
export function loadReaders(limits: ReadingLimits = DEFAULT_LIMITS): readonly TextReader[] {
  return [pdfJs(limits), pdfium(limits), poppler(limits)];
}

/** Version of an npm package; null when it is not installed. */
function packageVersion(name: string): string | null {
  try {
    let folder = dirname(createRequire(import.meta.url).resolve(name));
    while (!existsSync(join(folder, 'package.json'))) {
      const above = dirname(folder);
      if (above === folder) return null;
      folder = above;
    }
    for (; folder !== dirname(folder); folder = dirname(folder)) {
      const file = join(folder, 'package.json');
      if (!existsSync(file)) continue;
      const { name: found, version } = JSON.parse(readFileSync(file, 'utf8')) as { readonly name?: string; readonly version?: string }; // prettier-ignore
      if (found === name) return version ?? 'unknown';
    }
    return null;
  } catch {
    return null;
  }
}

function pdfJs(limits: ReadingLimits): TextReader {
  return {
    name: 'pdf.js',
    version: packageVersion('pdfjs-dist'),
    source: 'npm package pdfjs-dist',
    async read(bytes) {
      const diagnostics = new Diagnostics();
      const reading = await openReading(bytes, { file: '', diagnostics, limits });
      if (reading === null) throw new Error(diagnostics.list.at(-1)?.message);
      const { document, within } = reading;
      try {
        const pages: string[] = [];
        for (let number = 1; number <= document.numPages; number++) {
          const page = await within(document.getPage(number));
          const { items } = await within(page.getTextContent());
          pages.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('')); // prettier-ignore
          page.cleanup();
        }
        return pages;
      } finally {
        await reading.close();
      }
    },
  };
}

/** What runs in PDFium's thread: it cannot be interrupted, only ended. */
const PDFIUM_PROGRAM = `
const { workerData, parentPort } = require('node:worker_threads');
import(workerData.library).then(async ({ PDFiumLibrary }) => {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(workerData.bytes);
  const pages = [];
  for (const page of document.pages()) pages.push(page.getText());
  parentPort.postMessage(pages);
});
`;

const PDFIUM = '@hyzyla/pdfium';

function pdfium({ fileSeconds }: ReadingLimits): TextReader {
  return {
    name: 'PDFium',
    version: packageVersion(PDFIUM),
    source: `npm package ${PDFIUM}`,
    read(bytes) {
      const { Worker } = process.getBuiltinModule('node:worker_threads');
      const library = pathToFileURL(createRequire(import.meta.url).resolve(PDFIUM)).href;
      return new Promise((done, fail) => {
        const thread = new Worker(PDFIUM_PROGRAM, {
          eval: true,
          workerData: { library, bytes: Uint8Array.from(bytes) },
          stdout: true,
          stderr: true,
        });
        const end = (settle: () => void): void => {
          clearTimeout(clock);
          settle();
          void thread.terminate();
        };
        const clock = setTimeout(() => end(() => fail(new Error(`it took longer than ${fileSeconds} s`))), fileSeconds * 1000); // prettier-ignore
        thread.on('message', (pages: readonly string[]) => end(() => done(pages)));
        thread.on('error', (error) => end(() => fail(error)));
        thread.on('exit', () => end(() => fail(new Error('it ended without an answer'))));
      });
    },
  };
}

function poppler({ fileSeconds }: ReadingLimits): TextReader {
  const { execFile, spawnSync } = process.getBuiltinModule('node:child_process');
  const asked = spawnSync('pdftotext', ['-v'], { encoding: 'utf8', timeout: 10_000 });
  const version = asked.error === undefined ? (/version (\S+)/.exec(asked.stderr)?.[1] ?? 'unknown') : null;
  return {
    name: 'poppler',
    version,
    source: 'pdftotext of poppler-utils',
    async read(bytes) {
      const folder = mkdtempSync(join(tmpdir(), 'nashr-readers-'));
      try {
        const file = join(folder, 'file.pdf');
        const out = join(folder, 'file.txt');
        writeFileSync(file, bytes);
        await new Promise<void>((done, fail) => {
          execFile(
            'pdftotext',
            ['-enc', 'UTF-8', file, out],
            { timeout: fileSeconds * 1000 },
            (error, _, told) => {
              if (error === null) done();
            else fail(new Error(error.killed === true ? `it took longer than ${fileSeconds} s` : told.trim() || error.message)); // prettier-ignore
            },
          );
        });
        // Each page ends with a form feed.
        return readFileSync(out, 'utf8').split('\f').slice(0, -1);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}
