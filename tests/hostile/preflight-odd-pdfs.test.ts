// PDFs that are sound and odd – scans, forms, portfolios, turned pages, letters one under the other – given to `nashr text` and
// `nashr verify`: what is read, and what is said of the rest.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument, PDFName, degrees } from '@cantoo/pdf-lib';
import { afterAll, describe, expect, test } from 'vitest';
import { textCommand } from '../../src/commands/text.ts';
import { verifyCommand } from '../../src/commands/verify.ts';
import { checkParagraph, checkPdfText } from '../../src/testing/index.ts';
import { spyConsole } from '../cli/cli-kit.ts';

const folder = mkdtempSync(join(tmpdir(), 'nashr-odd-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes a file that `fill` has put pages into. */
async function written(name: string, fill: (document: PDFDocument) => void | Promise<void>): Promise<string> {
  const document = await PDFDocument.create();
  await fill(document);
  const file = join(folder, `${name}.pdf`);
  writeFileSync(file, await document.save({ useObjectStreams: false }));
  return file;
}

function lines(document: PDFDocument, ...texts: readonly string[]): void {
  const page = document.addPage([300, 200]);
  texts.forEach((text, index) => page.drawText(text, { x: 20, y: 150 - 20 * index, size: 10 }));
}

async function text(file: string): Promise<{ status: number; stdout: string; stderr: string }> {
  const console = spyConsole();
  const status = await textCommand(file, { layout: 'pages', format: 'human' }, console);
  return { status, stdout: console.stdout, stderr: console.stderr };
}

async function verify(
  file: string,
  update: boolean,
): Promise<{ status: number; stdout: string; stderr: string }> {
  const console = spyConsole();
  const status = await verifyCommand([file], { update, quiet: false, format: 'human' }, console);
  return { status, stdout: console.stdout, stderr: console.stderr };
}

describe('a PDF without text', () => {
  const empty = (): Promise<string> =>
    written('empty', (document) => {
      document.addPage([200, 100]).drawRectangle({ x: 9, y: 9, width: 50, height: 50 });
    });

  test('is said to have none', async () => {
    const file = await empty();
    expect(await text(file)).toEqual({
      status: 0,
      stdout: '',
      stderr: `${file}  warning  P004  The PDF has no text: its pages are empty, or pictures and drawings (a scan?)\n`,
    });
  });

  test('has no golden text', async () => {
    const file = await empty();
    const { status, stderr } = await verify(file, true);
    expect(status).toBe(3);
    expect(stderr).toContain('error  V002  No golden text is written: it would be empty');
    expect(existsSync(file.replace('.pdf', '.expected.txt'))).toBe(false);
  });

  test('is no reason not to answer a test', async () => {
    expect((await checkParagraph(await empty(), 'a word')).passed).toBe(false);
  });
});

describe('what is no text of the pages', () => {
  test('is told with the names of the fields that were filled in', async () => {
    const file = await written('form', (document) => {
      lines(document, 'A form');
      const page = document.getPage(0);
      const form = document.getForm();
      for (const name of ['first', 'second', 'third', 'fourth', 'empty']) {
        const field = form.createTextField(name);
        if (name !== 'empty') field.setText(`${name} value`);
        field.addToPage(page, { x: 20, y: 20, width: 80, height: 16 });
      }
      form.createCheckBox('box').addToPage(page, { x: 120, y: 20 });
    });
    expect(await text(file)).toEqual({
      status: 0,
      stdout: 'A form\n',
      stderr: `${file}  note  P004  What is filled into form fields is not read: first, second, third and 1 more\n`,
    });
    expect((await checkPdfText(file, 'A form')).passed).toBe(true);
  });

  test('is told with the names of attached files', async () => {
    const file = await written('portfolio', async (document) => {
      lines(document, 'Open this portfolio with another program');
      await document.attach(new TextEncoder().encode('hello'), 'letter.txt', { mimeType: 'text/plain' });
      document.catalog.set(PDFName.of('Collection'), document.context.obj({ Type: 'Collection' }));
    });
    const { status, stdout, stderr } = await text(file);
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'Open this portfolio with another program\n' });
    expect(stderr).toBe(`${file}  note  P004  What is in attached files is not read: letter.txt\n`);
  });
});

test('page labels that run in a circle are not taken for lost text', async () => {
  const file = await written('labels', (document) => {
    lines(document, 'one');
    lines(document, 'two');
    const labels = document.context.obj({});
    const reference = document.context.register(labels);
    labels.set(PDFName.of('Kids'), document.context.obj([reference]));
    document.catalog.set(PDFName.of('PageLabels'), reference);
  });
  const { status, stdout, stderr } = await text(file);
  expect({ status, stdout }).toEqual({ status: 0, stdout: 'one\n\f\ntwo\n' });
  expect(stderr).toBe(`${file}  note  P004  The page labels cannot be read: pages are counted from 1\n`);
  expect((await verify(file, true)).status).toBe(0);
  expect((await verify(file, false)).status).toBe(0);
});

test.each([0, 90, 180, 270])('a page turned by %i degrees is read as it is when it is not', async (turn) => {
  const file = await written(`turned-${turn}`, (document) => {
    lines(document, 'First line', 'second line');
    document.getPage(0).setRotation(degrees(turn));
  });
  expect(await text(file)).toEqual({ status: 0, stdout: 'First line second line\n', stderr: '' });
});

test('letters one under the other are read in their order', async () => {
  const file = await written('stacked', (document) => lines(document, 'S', 'T', 'A', 'C', 'K'));
  expect((await text(file)).stdout).toBe('S T A C K\n');
});

test.each(['2.0', '9.9'])('a file that says it is PDF %s is read', async (version) => {
  const file = await written(`version-${version}`, (document) => lines(document, 'A text'));
  const document = await PDFDocument.create();
  lines(document, 'A text');
  const bytes = Buffer.from(await document.save({ useObjectStreams: false }));
  bytes.write(`%PDF-${version}`, 0, 'latin1');
  writeFileSync(file, bytes);
  expect(await text(file)).toEqual({ status: 0, stdout: 'A text\n', stderr: '' });
});

test('an empty text to compare with is said to be empty, without a list of all that the PDF has', async () => {
  const file = await written('plain', (document) => lines(document, 'A text'));
  const { passed, message } = await checkPdfText(file, '\ufeff\n');
  expect(passed).toBe(false);
  expect(message).toBe(`the expected text is empty, and ${file} has text`);
});
