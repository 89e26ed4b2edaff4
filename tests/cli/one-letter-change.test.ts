// One letter of one article is changed in a sample issue: what is different then in the text, in what nashr verify says, in the pages
// and in the objects of the file.
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument, PDFName, PDFRawStream, decodePDFRawStream } from '@cantoo/pdf-lib';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BuiltIssue } from '../../src/build-issue.ts';
import { buildIssue } from '../../src/build-issue.ts';
import { verifyCommand } from '../../src/commands/verify.ts';
import type { TextDifference } from '../../src/preflight/compare/compare-text.ts';
import { formatDifferences } from '../../src/preflight/compare/format-differences.ts';
import { inFolder, spyConsole } from './cli-kit.ts';

const ROOT = join(import.meta.dirname, '../..');
const MANIFEST = 'issues/2024-20.yaml';
const TIMEOUT = 120_000;

let folder = '';
let before: BuiltIssue;

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'nashr-letter-')));
  for (const part of ['issues', 'templates', 'fonts']) cpSync(join(ROOT, part), join(folder, part), { recursive: true }); // prettier-ignore
  before = await buildIssue(join(folder, MANIFEST));
  await inFolder(folder, () => verifyCommand([MANIFEST], { update: true, quiet: true, format: 'json' }, spyConsole()), true); // prettier-ignore
}, TIMEOUT);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Change {
  readonly article: string;
  readonly from: string;
  readonly to: string;
}

/** Does the work with an article changed; the change is taken back. */
async function changed<T>({ article, from, to }: Change, work: () => Promise<T>): Promise<T> {
  const file = join(folder, 'issues/articles', article);
  const sound = readFileSync(file, 'utf8');
  expect(sound.split(from)).toHaveLength(2);
  writeFileSync(file, sound.replace(from, to));
  try {
    return await work();
  } finally {
    writeFileSync(file, sound);
  }
}

interface FileParts {
  /** Of each page, decoded. */
  readonly contents: readonly string[];
  /** Every other object by number. */
  readonly objects: ReadonlyMap<string, string>;
}

async function partsOf(pdf: Uint8Array): Promise<FileParts> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  const objects = new Map<string, string>();
  for (const [reference, object] of document.context.enumerateIndirectObjects()) {
    if (object instanceof PDFRawStream) objects.set(String(reference), streamOf(object));
    else objects.set(String(reference), String(object));
  }
  const contents = document.getPages().map((page) => {
    const reference = String(page.node.get(PDFName.of('Contents')));
    const content = objects.get(reference) ?? '';
    objects.delete(reference);
    return content;
  });
  return { contents, objects };
}

function streamOf(stream: PDFRawStream): string {
  const type = String(stream.dict.get(PDFName.of('Type')) ?? stream.dict.get(PDFName.of('Subtype')) ?? '');
  let data = stream.contents;
  try {
    data = decodePDFRawStream(stream).decode();
  } catch {
    // A picture: its bytes are compared as they are.
  }
  return `${type} ${Buffer.from(data).toString('latin1')}`;
}

/** Pages, from 1, whose content is not the same. */
function differentPages(a: FileParts, b: FileParts): readonly number[] {
  return a.contents.flatMap((content, index) => (content === b.contents[index] ? [] : [index + 1]));
}

/** What each page shows and where. */
async function shown(pdf: Uint8Array): Promise<readonly string[]> {
  const document = await getDocument({ data: Uint8Array.from(pdf), verbosity: 0 }).promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    pages.push(items.map((item) => ('str' in item ? `${item.str} ${item.transform.join(' ')}` : '')).join('\n')); // prettier-ignore
  }
  await document.destroy();
  return pages;
}

describe.each([
  { language: 'English', page: 1, title: 'The Librarian Keeps Two Ledgers', change: { article: 'two-ledgers.md', from: 'painted blue,', to: 'painted glue,' } },
  { language: 'Persian', page: 8, title: '«چراغ ما صدای آب می\u200cدهد»', change: { article: 'little-power.md', from: 'بهتر از وزارت', to: 'بهتر از وزارا' } },
])('a letter of an article in $language that the issue has elsewhere too', ({ page, title, change }) => {
  let after: BuiltIssue;
  beforeAll(async () => void (after = await changed(change, () => buildIssue(join(folder, MANIFEST)))), TIMEOUT);

  test('changes exactly its word in the text', () => {
    const words = before.text.split(/\s+/);
    const others = after.text.split(/\s+/);
    expect(others).toHaveLength(words.length);
    const different = words.flatMap((word, at) => (word === others[at] ? [] : [[word, others[at]]]));
    expect(different).toEqual([[change.from.split(' ').at(-1), change.to.split(' ').at(-1)]]);
    expect(after.text.length).toBe(before.text.length);
  });

  test('changes the content of its own page and no other object', async () => {
    const [a, b] = [await partsOf(before.pdf), await partsOf(after.pdf)];
    expect(differentPages(a, b)).toEqual([page]);
    expect(b.objects.size).toBe(a.objects.size);
    const others = [...a.objects].filter(([number, object]) => b.objects.get(number) !== object);
    // Where the objects stand in the file, and the file's number, which is made from all of it.
    expect(others.map(([, object]) => object.split(' ')[0])).toEqual(['/XRef']);
  });

  test('is named by nashr verify with its page, article and word, and nothing else is', async () => {
    await changed(change, () => inFolder(folder, async () => {
      const console = spyConsole();
      expect(await verifyCommand([MANIFEST], { update: false, quiet: true, format: 'json' }, console)).toBe(3);
      const report = JSON.parse(console.stdout) as { readonly issues: readonly { readonly differences: readonly TextDifference[] }[] };
      expect(report.issues[0]?.differences).toEqual([{ page, kind: 'changed', articles: [title], against: 'golden', expected: expect.stringContaining(change.from) as string, actual: expect.stringContaining(change.to) as string }]);
      const printed = formatDifferences(report.issues[0]?.differences ?? []);
      expect(printed).toContain(`[${change.from.split(' ').at(-1)}`);
      expect(printed).toContain(`[${change.to.split(' ').at(-1)}`);
      expect(printed.match(/\[/g)).toHaveLength(2);
      // Both lines and the title are isolated in their own direction.
      expect(printed.match(/[\u2066\u2067]/g)).toHaveLength(3);
      expect(printed.match(/\u2069/g)).toHaveLength(3);
    }, true));
  }, TIMEOUT);
}); // prettier-ignore

describe('a letter that the issue has nowhere else', () => {
  const change: Change = { article: 'two-ledgers.md', from: 'painted blue', to: 'painted blu\u0263' };

  test('changes the font and the codes of letters first used after it, but not what other pages show', async () => {
    const after = await changed(change, () => buildIssue(join(folder, MANIFEST)));
    const [a, b] = [await partsOf(before.pdf), await partsOf(after.pdf)];
    expect(b.objects.size).toBe(a.objects.size);
    // A code stands for what is shown first: later ones go up by one. Earlier pages cannot change.
    expect(differentPages(a, b)[0]).toBe(1);
    const [was, is] = [await shown(before.pdf), await shown(after.pdf)];
    expect(was.flatMap((page, index) => (page === is[index] ? [] : [index + 1]))).toEqual([1]);
    expect(after.text.replace('blu\u0263', 'blue')).toBe(before.text);
    const metadata = (parts: FileParts) => [...parts.objects.values()].filter((object) => object.startsWith('/Metadata')); // prettier-ignore
    expect(metadata(b)).toEqual(metadata(a));
  }, TIMEOUT); // prettier-ignore
});
