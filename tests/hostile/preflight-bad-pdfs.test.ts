// Files that are broken, locked, huge or no PDFs, given to everything that reads a PDF: `nashr text`, `nashr verify` and nashr/testing.
// Each ends in an error with code and file, in all of the text, or in a part of it and a warning that says what is missing.
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { textCommand } from '../../src/commands/text.ts';
import { verifyCommand } from '../../src/commands/verify.ts';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { extractText } from '../../src/preflight/pdfjs/extract-text.ts';
import type { ExtractedText } from '../../src/preflight/pdfjs/extracted-text.ts';
import { readStructure } from '../../src/preflight/structure/read-structure.ts';
import * as testing from '../../src/testing/index.ts';
import { spyConsole } from '../cli/cli-kit.ts';
import {
  BROKEN_OFF,
  HELVETICA,
  PARTIAL,
  READABLE,
  REFUSED,
  bomb,
  cut,
  endlessPages,
  manyPages,
} from '../helpers/bad-pdfs.ts';
import { countCpuTime } from '../cpu-time.ts';
import { taggedPdf } from '../unit/preflight/tagged-pdf.ts';
import { writeObjects } from '../unit/preflight/tiny-pdf.ts';

const folder = mkdtempSync(join(tmpdir(), 'nashr-bad-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A test does not wait for the limits of users. */
const SHORT = { answerSeconds: 4, fileSeconds: 5, megabytes: 150 };

async function text(file: string, options: Partial<Parameters<typeof textCommand>[1]> = {}) {
  const console = spyConsole();
  const status = await textCommand(file, { layout: 'pages', format: 'human', ...options }, console);
  return { status, stdout: console.stdout, stderr: console.stderr };
}

async function verify(file: string, options: Partial<Parameters<typeof verifyCommand>[1]> = {}) {
  const console = spyConsole();
  const status = await verifyCommand(
    [file],
    { update: false, quiet: false, format: 'human', ...options },
    console,
  );
  return { status, stdout: console.stdout, stderr: console.stderr };
}

async function written(name: string, make: () => Uint8Array | Promise<Uint8Array>): Promise<string> {
  const file = join(folder, `${name.replaceAll(/\W+/g, '-')}.pdf`);
  writeFileSync(file, await make());
  return file;
}

/** All checks of nashr/testing, with questions that a file must be read for. */
function checks(source: testing.PdfSource): readonly (() => Promise<unknown>)[] {
  return [
    () => testing.checkPageCount(source, 1),
    () => testing.checkParagraph(source, 'x y z'),
    () => testing.checkPdfText(source, 'x y z'),
    () => testing.checkTagged(source),
    () => testing.checkTitle(source, 'x'),
    () => testing.checkLanguage(source, 'fa'),
    () => testing.checkBookmark(source, 'x'),
    () => testing.checkLink(source, 'https://example.org/'),
    () => testing.checkFonts(source),
  ];
}

describe.each(REFUSED)('a file: $name', ({ name, code, make }) => {
  test.each([{}, { structure: true }] as const)('is an error of nashr text, with %o', async (options) => {
    const file = await written(name, make);
    const { status, stdout, stderr } = await text(file, options);
    if ('structure' in options && status === 0) {
      // Its tags are read without its text: the part that is missing is named.
      expect(stderr).toContain('P004');
      return;
    }
    expect(stderr).toMatch(new RegExp(`${file}  error  ${code}  \\w`));
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  });

  test('is an error of nashr verify, and no golden text is written', async () => {
    const file = await written(name, make);
    const { status, stderr } = await verify(file, { update: true });
    expect(status).toBe(1);
    expect(stderr).toContain(`${file}  error  ${code}  `);
    expect(existsSync(file.replace('.pdf', '.expected.txt'))).toBe(false);
  });

  test('neither passes nor fails a question about its text', async () => {
    const file = await written(name, make);
    const asked = testing.checkPdfText(file, 'x y z');
    await expect(asked).rejects.toThrow(testing.UnreadablePdfError);
    await expect(asked).rejects.toThrow(new RegExp(code));
    await expect(asked).rejects.toThrow(file);
  });
});

test('what cannot be opened decides no check at all', async () => {
  for (const name of ['empty', 'a picture', 'a tenth of a file', 'locked by a password']) {
    const bad = REFUSED.find((each) => each.name === name);
    const bytes = await bad?.make();
    expect(bytes).toBeDefined();
    for (const check of checks(bytes ?? new Uint8Array())) {
      const asked = check();
      await expect(asked).rejects.toThrow(testing.UnreadablePdfError);
      await expect(asked).rejects.toThrow(bad?.code);
    }
  }
}); // prettier-ignore

test.each([
  ['a picture', 'it is a PNG picture'],
  ['a web page', 'it is a web page'],
  ['an archive', 'it is a zip archive'],
  ['a text', 'it has no header %PDF-'],
  ['empty', 'the file is empty'],
  ['a tenth of a file', 'its end is missing'],
])('the error says what is wrong with a file: %s', async (name, reason) => {
  const bad = REFUSED.find((each) => each.name === name);
  const diagnostics = new Diagnostics();
  expect(await extractText((await bad?.make()) ?? new Uint8Array(), { file: 'x.pdf', diagnostics })).toBeNull();
  expect(diagnostics.list[0]?.message).toContain(reason);
}); // prettier-ignore

describe.each(READABLE)('a file $name', ({ name, make, text: expected }) => {
  test('gives all of its text, without a warning', async () => {
    const { status, stdout, stderr } = await text(await written(name, make), { strict: true });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout.trim()).toBe(expected);
  });
});

describe.each(PARTIAL)('a file $name', ({ name, make, says }) => {
  test('gives a part of its text, and says which part is missing', async () => {
    const file = await written(name, make);
    const { status, stderr } = await text(file);
    expect(stderr).toContain(`${file}  warning  P004  `);
    expect(stderr).toContain(says);
    expect(status).toBe(0);
    expect((await text(file, { strict: true })).status).toBe(1);
    const { missing, diagnostics } = JSON.parse((await text(file, { format: 'json' })).stdout) as ExtractedText & { diagnostics: unknown[] }; // prettier-ignore
    expect(diagnostics).not.toEqual([]);
    const page = /page (\d)/i.exec(says)?.[1];
    if (page !== undefined) expect(missing).toEqual([{ from: Number(page), to: Number(page) }]);
  });

  test('decides no check of its text', async () => {
    const bytes = await make();
    await expect(testing.checkPdfText(bytes, 'x y z')).rejects.toThrow(testing.UnreadablePdfError);
    await expect(testing.checkPdfText(bytes, 'x y z')).rejects.toThrow(says);
  });
});

describe.each(BROKEN_OFF)('a file $name', ({ name, make, says, pages, lost }) => {
  test('gives the pages that are there, at their numbers, and says that it is no whole', async () => {
    const file = await written(name, make);
    const { status, stdout, stderr } = await text(file);
    expect(status).toBe(0);
    expect(stderr).toContain(`${file}  warning  P004  The PDF is incomplete: its end is missing; ${says} in what is there`); // prettier-ignore
    const there = Array.from({ length: pages }, (_, index) => lost.some(({ from, to }) => index + 1 >= from && index < to) ? '' : `line ${index + 1}`); // prettier-ignore
    expect(stdout.split('\n\f\n').map((page) => page.trim())).toEqual(there);
    expect((await text(file, { strict: true })).status).toBe(1);
    const json = JSON.parse((await text(file, { format: 'json' })).stdout) as ExtractedText;
    expect(json).toMatchObject({ missing: lost, damaged: true });
  });

  test('never becomes a golden text, and never is the same as one', async () => {
    const file = await written(name, make);
    const golden = file.replace('.pdf', '.expected.txt');
    const update = await verify(file, { update: true });
    expect(update.status).toBe(3);
    expect(update.stderr).toMatch(
      /error {2}P004 {2}No golden text is written: (the file is damaged|pages? \d)/,
    );
    expect(existsSync(golden)).toBe(false);
    writeFileSync(golden, (await text(file)).stdout);
    const same = await verify(file);
    rmSync(golden);
    expect(same.status).toBe(3);
    expect(same.stdout).toBe('');
    expect(same.stderr).toMatch(/error {2}P004 {2}It cannot be said whether the text is the same: /);
  });

  test('decides no check at all', async () => {
    const bytes = await make();
    for (const check of checks(bytes)) await expect(check()).rejects.toThrow(testing.UnreadablePdfError);
    await expect(testing.checkPageCount(bytes, pages)).rejects.toThrow('its end is missing');
  });
});

test('a file that breaks off where readers make do with it decides no check of the whole', async () => {
  // The cross-reference table is lost, and what it stands for is there.
  const whole = Buffer.from(manyPages(3)).toString('latin1');
  const part = new Uint8Array(Buffer.from(`${whole.slice(0, whole.indexOf('\nxref'))}\ntrailer\n<</Root 1 0 R>>\n`, 'latin1')); // prettier-ignore
  const diagnostics = new Diagnostics();
  const found = await extractText(part, { file: 'x.pdf', diagnostics, limits: SHORT });
  expect(found).toMatchObject({ damaged: true, missing: [] });
  expect(diagnostics.list.map(({ code }) => code)).toEqual(['P004']);
  for (const check of checks(part)) await expect(check()).rejects.toThrow(testing.UnreadablePdfError);
  expect((await testing.checkParagraph(part, 'line 2')).passed).toBe(true);
});

test('a linearised file that breaks off is known by the length that it says', async () => {
  const objects = { 1: '<< /Linearized 1 /L 99999 /H [1 2] /O 5 /E 9 /N 2 /T 9 >>', 5: `<< /Type /Page /MediaBox [0 0 200 100] /Resources << /Font << /F 10 0 R >> >> /Contents 6 0 R >>`, 6: { data: 'BT /F 10 Tf 10 50 Td (first page) Tj ET' }, 10: HELVETICA }; // prettier-ignore
  const diagnostics = new Diagnostics();
  const found = await extractText(writeObjects('%PDF-1.7', objects, '/Root 7 0 R'), { file: 'x.pdf', diagnostics, limits: SHORT }); // prettier-ignore
  expect(found?.pages.map(({ blocks }) => blocks.map(({ text: block }) => block))).toEqual([['first page']]);
  expect(diagnostics.list[0]?.message).toContain('its end is missing; 1 page was found');
});

test('a file whose catalog is lost is searched, too', async () => {
  const whole = Buffer.from(manyPages(3)).toString('latin1').replace('/Type /Catalog /Pages', '/Tipe /Cetelog /Peges'); // prettier-ignore
  const diagnostics = new Diagnostics();
  const found = await extractText(new Uint8Array(Buffer.from(whole, 'latin1')), { file: 'x.pdf', diagnostics, limits: SHORT }); // prettier-ignore
  expect(found?.pages).toHaveLength(3);
  expect(diagnostics.hasErrors).toBe(false);
  expect(diagnostics.list.map(({ code }) => code)).toContain('P004');
});

test('a file that breaks off and is encrypted is not searched', async () => {
  const whole = Buffer.from(manyPages(3)).toString('latin1').replace('2 0 obj', '1 0 obj\n<</Filter/Standard/V 1/R 2/O(aa)/U(bb)/P -4>>\nendobj\n2 0 obj'); // prettier-ignore
  const diagnostics = new Diagnostics();
  const part = new Uint8Array(Buffer.from(whole.slice(0, -200), 'latin1'));
  expect(await extractText(part, { file: 'x.pdf', diagnostics, limits: SHORT })).toBeNull();
  expect(diagnostics.list).toMatchObject([{ code: 'P002' }]);
});

test('searching a file that breaks off for pages takes its time and no more', async () => {
  const hostile = [`%PDF-1.7\n${'1 0 obj '.repeat(300_000)}`, `%PDF-1.7\n${'1 '.repeat(1_000_000)}`, `%PDF-1.7\n${'1 0 obj <</Type/Pages/Kids[1 0 R 1 0 R]/Count 2>> endobj '.repeat(40_000)}`, `%PDF-1.7\n1${' '.repeat(2_000_000)}`]; // prettier-ignore
  for (const file of hostile) {
    const elapsed = countCpuTime();
    const diagnostics = new Diagnostics();
    await extractText(new Uint8Array(Buffer.from(file, 'latin1')), {
      file: 'x.pdf',
      diagnostics,
      limits: SHORT,
    });
    expect(diagnostics.list.map(({ code }) => code)).toEqual(['P002']);
    expect(elapsed()).toBeLessThan(10_000);
  }
});

test('pages behind one that cannot be read are read', async () => {
  const diagnostics = new Diagnostics();
  const sound = Buffer.from(manyPages(9)).toString('latin1');
  const broken = new Uint8Array(Buffer.from(sound.replace('/Type /Page ', '/Type /Pige '), 'latin1'));
  const options = { file: 'x.pdf', diagnostics, limits: SHORT };
  const found = await extractText(broken, options);
  expect(found?.pages.at(-1)?.blocks[0]?.text).toBe('line 9');
  expect(found?.pages.length).toBe(9);
});

describe('a file cut off at any place', () => {
  const tagged = taggedPdf();
  test.each([
    ['plain', manyPages(20)],
    ['tagged', tagged],
  ])('is refused, or read in part with a warning: %s', async (_, whole) => {
    for (const percent of [1, 10, 30, 50, 70, 90, 95, 99]) {
      for (const read of [extractText, readStructure]) {
        const diagnostics = new Diagnostics();
        const found = await read(cut(whole, percent), { file: 'x.pdf', diagnostics, limits: SHORT });
        expect(diagnostics.list.length, `${percent} %`).toBeGreaterThan(0);
        if (found === null) expect(diagnostics.hasErrors).toBe(true);
      }
    }
  });
});

test('ten thousand million pages are read up to the limit, and the others are named', async () => {
  for (const read of [extractText, readStructure]) {
    const diagnostics = new Diagnostics();
    const begun = performance.now();
    const found = await read(endlessPages(), { file: 'x.pdf', diagnostics, maxPages: 20, limits: SHORT });
    expect(performance.now() - begun).toBeLessThan(20_000);
    expect(diagnostics.list[0]?.message).toBe('Only the first 20 of 10000000000 pages were read');
    if (found !== null && 'missing' in found)
      expect(found.missing).toEqual([{ from: 21, to: 10_000_000_000 }]); // prettier-ignore
    else expect(found?.pages).toBe(10_000_000_000);
  }
});

describe('a stream that unpacks to a thousand times its size', () => {
  test.each([
    ['blanks', ' '],
    ['one endless string', '('],
    ['text', 'BT /F 1 Tf (abc) Tj ET '],
  ])('of %s is given up within the limits of time and memory', async (_, filler) => {
    const bytes = bomb(250, filler);
    expect(bytes.length).toBeLessThan(6_000_000);
    const diagnostics = new Diagnostics();
    const before = process.memoryUsage.rss();
    const found = await extractText(bytes, { file: 'bomb.pdf', diagnostics, limits: { ...SHORT, answerSeconds: 2 } }); // prettier-ignore
    expect(found).toBeNull();
    expect(diagnostics.list.map(({ message }) => message).join()).toMatch(/longer than \d+ s|more than \d+ MB of memory/); // prettier-ignore
    expect(process.memoryUsage.rss() - before).toBeLessThan(1200 * 1024 * 1024);
  });
});

describe('what is no file', () => {
  test('but a folder, a pipe, or nothing, is an error and not waited for', async () => {
    const pipe = join(folder, 'pipe.pdf');
    execFileSync('mkfifo', [pipe]);
    mkdirSync(join(folder, 'folder.pdf'));
    for (const [name, reason] of [
      ['pipe.pdf', 'no regular file'],
      ['folder.pdf', 'a folder'],
      ['none.pdf', 'no such file'],
    ] as const) {
      const file = join(folder, name);
      for (const { status, stderr } of [await text(file), await text(file, { structure: true }), await verify(file)]) {
        expect(status).toBe(1);
        expect(stderr).toContain(`${file}  error  P002  The file cannot be read`);
        expect(stderr).toContain(reason);
      }
      await expect(testing.checkPageCount(file, 1)).rejects.toThrow(reason);
    }
  }); // prettier-ignore

  test('is an error as a golden text, too', async () => {
    const file = await written('sound', () => manyPages(1));
    const pipe = join(folder, 'sound.expected.txt');
    execFileSync('mkfifo', [pipe]);
    expect(await verify(file)).toMatchObject({
      status: 3,
      stderr: expect.stringContaining('V002') as string,
    });
    await expect(testing.checkPdfText(file, { file: pipe })).rejects.toThrow('cannot be read');
  });

  test('is an error as a manifest, too', async () => {
    const pipe = join(folder, 'manifest.yaml');
    execFileSync('mkfifo', [pipe]);
    expect(await verify(pipe)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('M001') as string,
    });
  });

  test('that may be read is an error, unless one may read all', async () => {
    const file = await written('locked-away', () => manyPages(1));
    chmodSync(file, 0);
    const { status, stderr } = await text(file);
    if (process.getuid?.() === 0) expect(status).toBe(0);
    else expect(stderr).toContain('P002  The file cannot be read: no permission');
  });
});
