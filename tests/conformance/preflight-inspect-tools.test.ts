// What an inspection finds in files by several writers, against what poppler's pdffonts, pdfimages and pdfinfo find there.
// Tools that are not installed are skipped, with the reason.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildIssue } from '../../src/build-issue.ts';
import type { Box, InspectedPage } from '../../src/preflight/inspect/inspected-pdf.ts';
import { inspectBytes } from '../unit/preflight/tiny-pdf.ts';
import type { Inspection } from '../unit/preflight/tiny-pdf.ts';

const ROOT = new URL('../..', import.meta.url).pathname;

/** Standard output; null when the program is not installed. */
function run(program: string, ...words: string[]): string | null {
  const { error, stdout } = spawnSync(program, words, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return error === undefined ? stdout : null;
}

const POSTSCRIPT = `%!PS
/Helvetica findfont 20 scalefont setfont 72 700 moveto (Karez) show
0.2 setlinewidth 72 600 moveto 300 600 lineto stroke
/Courier findfont 9 scalefont setfont 72 500 moveto (Water) show showpage`;

/** How a file is made from the sample issue or a PostScript program, by a command line. */
const WRITERS: Readonly<Record<string, (files: { sample: string; program: string; out: string }) => readonly [string, ...string[]]>> = {
  'Ghostscript': ({ sample, out }) => ['gs', '-q', '-dNOPAUSE', '-dBATCH', '-sDEVICE=pdfwrite', '-o', out, sample],
  'Ghostscript in PDF 1.3 and CMYK': ({ sample, out }) => ['gs', '-q', '-dNOPAUSE', '-dBATCH', '-r100', '-sDEVICE=pdfwrite', '-dLastPage=5', '-dCompatibilityLevel=1.3', '-sColorConversionStrategy=CMYK', '-dProcessColorModel=/DeviceCMYK', '-o', out, sample],
  'Ghostscript from PostScript, fonts left out': ({ program, out }) => ['gs', '-q', '-dNOPAUSE', '-dBATCH', '-sDEVICE=pdfwrite', '-dNEVEREMBED', '-dEmbedAllFonts=false', '-o', out, program],
  'cairo': ({ sample, out }) => ['pdftocairo', '-pdf', '-l', '6', sample, out],
  'qpdf, linearized': ({ sample, out }) => ['qpdf', '--linearize', '--object-streams=generate', sample, out],
  'qpdf, uncompressed': ({ sample, out }) => ['qpdf', '--qdf', '--object-streams=disable', sample, out],
  'MuPDF': ({ sample, out }) => ['mutool', 'clean', '-gggz', sample, out],
}; // prettier-ignore

let folder = '';
let sample = '';
let press = '';
let program = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nashr-tools-'));
  sample = join(folder, 'sample.pdf');
  program = join(folder, 'program.ps');
  const date = new Date('2024-05-08T00:00:00Z');
  const built = await buildIssue(join(ROOT, 'issues/2024-19.yaml'), { publicationFolder: ROOT, date });
  writeFileSync(sample, built.pdf);
  press = join(folder, 'press.pdf');
  const forPress = await buildIssue(join(ROOT, 'issues/2024-19.yaml'), { publicationFolder: ROOT, date, edition: 'press' }); // prettier-ignore
  writeFileSync(press, forPress.pdf);
  writeFileSync(program, POSTSCRIPT);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The path of what a writer made; the reason for skipping when it is not installed. */
function written(name: string): { path: string } | { missing: string } {
  if (name === 'nashr') return { path: sample };
  if (name === 'nashr for the press') return { path: press };
  const out = join(folder, `${name.replaceAll(/\W/g, '-')}.pdf`);
  const [tool, ...words] = WRITERS[name]?.({ sample, program, out }) ?? [''];
  return run(tool, ...words) === null ? { missing: `${tool} is not installed` } : { path: out };
}

describe.for(['nashr', 'nashr for the press', ...Object.keys(WRITERS)])('a file by %s', (name) => {
  let path = '';
  let missing = '';
  let found: Inspection;

  beforeAll(async () => {
    const made = written(name);
    if ('missing' in made) missing = made.missing;
    else {
      path = made.path;
      found = await inspectBytes(new Uint8Array(readFileSync(path)));
    }
  });

  it('is read without problems', ({ skip }) => {
    if (missing !== '') {
      skip(missing);
      return;
    }
    expect(found.codes).toEqual([]);
    expect(found.pages.flatMap(({ problems }) => problems)).toEqual([]);
    expect(found.pages.every(({ events }) => events.length > 0)).toBe(true);
  });

  it('has the fonts of pdffonts', ({ skip }) => {
    const said = missing === '' ? run('pdffonts', path) : null;
    if (said === null) {
      skip(missing || 'pdffonts is not installed');
      return;
    }
    const theirs = said.split('\n').slice(2).flatMap(readFontLine);
    const mine = found.pdf.file.fonts.map(({ name: font, embedded, subset, toUnicode, object }) => ({ name: font, embedded, subset, toUnicode, object })); // prettier-ignore
    expect(mine.length).toBeGreaterThan(0);
    // pdffonts lists fonts that stand in the resources, used or not.
    expect(theirs).toEqual(expect.arrayContaining(mine));
    if (!name.includes('PostScript') && !name.includes('1.3')) expect(mine).toHaveLength(theirs.length);
  });

  it('has the pictures of pdfimages, at the same resolution', ({ skip }) => {
    const said = missing === '' ? run('pdfimages', '-list', path) : null;
    if (said === null) {
      skip(missing || 'pdfimages is not installed');
      return;
    }
    const theirs = said.split('\n').slice(2).flatMap(readImageLine);
    const mine = found.pages.flatMap(imagesOf);
    const order = (lines: readonly ImageLine[]): string[] => lines.map((line) => JSON.stringify([line.page, line.object, line.width, line.height, line.color, line.bits])).toSorted(); // prettier-ignore
    expect(order(mine)).toEqual(order(theirs));
    for (const { page, object, ppi } of mine) {
      const same = theirs.filter((each) => each.page === page && each.object === object);
      const near = same.some((each) => ppi.every((value, axis) => Math.abs(value - (each.ppi[axis] ?? 0)) <= 1 + value / 100)); // prettier-ignore
      expect(near, `picture ${object} on page ${page}`).toBe(true);
    }
  });

  it('has the boxes and turns of pdfinfo', ({ skip }) => {
    const said = missing === '' ? run('pdfinfo', '-box', '-f', '1', '-l', '99999', path) : null;
    if (said === null) {
      skip(missing || 'pdfinfo is not installed');
      return;
    }
    expect(Number(/^Pages:\s+(\d+)/m.exec(said)?.[1])).toBe(found.pdf.pageCount);
    expect(/^PDF version:\s+(\S+)/m.exec(said)?.[1]).toBe(found.pdf.file.version);
    for (const page of found.pages) {
      const box = (key: string): number[] => (new RegExp(`^Page +${page.number} ${key}Box:(.*)$`, 'm').exec(said)?.[1] ?? '').trim().split(/\s+/).map(Number); // prettier-ignore
      const { media } = page.boxes;
      const crop = page.boxes.crop ?? media;
      const wanted: Record<string, Box> = { Media: media, Crop: crop, Bleed: page.boxes.bleed ?? crop, Trim: page.boxes.trim ?? crop, Art: page.boxes.art ?? crop }; // prettier-ignore
      for (const [key, mine] of Object.entries(wanted))
        expect(box(key), `page ${page.number} ${key}Box`).toEqual(
          mine.map((edge) => expect.closeTo(edge, 1)),
        );
      const rotation = new RegExp(`^Page +${page.number} rot:\\s+(\\d+)`, 'm').exec(said)?.[1];
      expect(Number(rotation)).toBe(page.rotate);
    }
  });
});

interface FontLine {
  readonly name: string;
  readonly embedded: boolean;
  readonly subset: boolean;
  readonly toUnicode: boolean;
  readonly object: number;
}

function readFontLine(line: string): FontLine[] {
  const match = /^(\S+).* (yes|no) +(yes|no) +(yes|no) +(\d+) +\d+$/.exec(line);
  if (match === null) return [];
  const [, name = '', embedded, subset, toUnicode, object] = match;
  return [{ name: name === '[none]' ? '' : name, embedded: embedded === 'yes', subset: subset === 'yes', toUnicode: toUnicode === 'yes', object: Number(object) }]; // prettier-ignore
}

interface ImageLine {
  readonly page: number;
  readonly object: number | null;
  readonly width: number;
  readonly height: number;
  readonly color: string;
  readonly bits: number;
  readonly ppi: readonly [number, number];
}

/** Soft masks and masks come as rows of their own there. */
function readImageLine(line: string): ImageLine[] {
  const [page, , type, width, height, color, , bits, , , object, , x, y] = line.trim().split(/\s+/);
  if (type !== 'image' && type !== 'stencil') return [];
  return [{ page: Number(page), object: Number(object), width: Number(width), height: Number(height), color: type === 'stencil' ? 'stencil' : (color ?? ''), bits: Number(bits), ppi: [Number(x), Number(y)] }]; // prettier-ignore
}

function imagesOf(page: InspectedPage): ImageLine[] {
  return page.events.flatMap((event) => {
    if (event.kind !== 'image') return [];
    const { object, width, height, bits, mask, space } = event.image;
    return [{ page: page.number, object, width, height, color: mask ? 'stencil' : colorName(space.kind), bits, ppi: event.ppi }]; // prettier-ignore
  });
}

function colorName(kind: string): string {
  return kind === 'indexed' ? 'index' : kind;
}
