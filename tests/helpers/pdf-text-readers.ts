// The programs that read text out of PDFs, as strangers use them: the text of each page.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { PDFParse } from 'pdf-parse';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export type PageReader = (pdf: Uint8Array) => Promise<string[]>;

export const readWithPdfJs: PageReader = async (pdf) => {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const pages: string[] = [];
  for (let i = 1; i <= document.numPages; i++) {
    const { items } = await (await document.getPage(i)).getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''));
  }
  await document.destroy();
  return pages;
};

export const readWithPdfParse: PageReader = (pdf) => parse(pdf, {});
export const readWithPdfParseUncelled: PageReader = (pdf) => parse(pdf, { cellSeparator: '' });

async function parse(pdf: Uint8Array, options: { cellSeparator?: string }): Promise<string[]> {
  const parser = new PDFParse({ data: new Uint8Array(pdf), verbosity: 0 });
  const result = await parser.getText(options);
  await parser.destroy();
  return result.pages.map((page) => page.text);
}

export const readWithPdfium: PageReader = async (pdf) => {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(new Uint8Array(pdf));
  const pages: string[] = [];
  for (const page of document.pages()) pages.push(page.getText());
  document.destroy();
  library.destroy();
  return pages;
};

/** False when the tool is not installed. */
export function hasPoppler(): boolean {
  return spawnSync('pdftotext', ['-v']).error === undefined;
}

export const readWithPoppler: PageReader = (pdf) => {
  const folder = mkdtempSync(join(tmpdir(), 'nashr-'));
  try {
    writeFileSync(join(folder, 'in.pdf'), pdf);
    execFileSync('pdftotext', ['-enc', 'UTF-8', join(folder, 'in.pdf'), join(folder, 'out.txt')], { stdio: 'pipe' }); // prettier-ignore
    const pages = readFileSync(join(folder, 'out.txt'), 'utf8').split('\f');
    if (pages.at(-1)?.trim() === '') pages.pop();
    return Promise.resolve(pages);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** False when the tool is not installed. */
export function hasMupdf(): boolean {
  return spawnSync('mutool', ['-v']).error === undefined;
}

/** The pages as MuPDF's text device gives them: `format` is one of mutool's. */
export function mupdfReader(format: 'text' | 'stext' = 'text'): PageReader {
  return (pdf) => {
    const folder = mkdtempSync(join(tmpdir(), 'nashr-'));
    try {
      writeFileSync(join(folder, 'in.pdf'), pdf);
      const out = join(folder, 'out-%d');
      execFileSync('mutool', ['draw', '-q', '-F', format, '-o', out, join(folder, 'in.pdf')], { stdio: 'pipe' }); // prettier-ignore
      const pages: string[] = [];
      for (let i = 1; existsSync(join(folder, `out-${i}`)); i++) {
        const page = readFileSync(join(folder, `out-${i}`), 'utf8');
        pages.push(format === 'text' ? page : textOfStructure(page));
      }
      return Promise.resolve(pages);
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
}

/** The characters of MuPDF's XML, a space after each of its lines. */
function textOfStructure(xml: string): string {
  const parts = xml.matchAll(/<char [^>]*\bc="([^"]*)"|<\/line>/gu);
  return Array.from(parts, ([, character]) => (character === undefined ? ' ' : unescaped(character))).join(
    '',
  );
}

function unescaped(text: string): string {
  const names: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return text
    .replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => names[name] ?? '');
}
