// The W3C’s HTML tests of soft hyphens and of text-justify, the files as they are. Where a file has a test and a reference beside
// each other their lines are to be the same; the program’s
// own serif takes the place of the tests’ fonts, and squares that of Ahem.
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EM_FIXED, GLYPH_X_ADVANCE } from '../../src/font/font-types.ts';
import { textOfLine } from '../../src/frame/dump.ts';
import type { TextItem } from '../../src/frame/frame.ts';
import { positionUnits } from '../../src/frame/position-units.ts';
import { itemsOf, layOut, tenths, wordsOf } from '../helpers/lay-out.ts';
import type { LaidOut } from '../helpers/lay-out.ts';
import { glyphColumn } from '../unit/paragraph/paragraph-kit.ts';
import { W3C_HTML_DIFFERS } from './peers-exceptions.ts';

const FOLDER = new URL('../data/peers/w3c-html/', import.meta.url);
const FILES = readdirSync(FOLDER).sort();

/** The body of a file with only what has this class, under the style sheet of the file. */
async function lay(
  file: string,
  part: 'test' | 'ref',
  fonts: 'squares' | 'bundled' = 'bundled',
): Promise<LaidOut> {
  const html = readFileSync(new URL(file, FOLDER), 'utf8');
  const css = (/<style[^>]*>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? '').replace(
    /@font-face\s*\{[^}]*\}/g,
    '',
  );
  const body = new RegExp(`<div class="${part}"[\\s\\S]*?</div>`).exec(html)?.[0] ?? '';
  const language = /<html\s+lang="([^"]*)"/.exec(html)?.[1];
  return layOut(`<html${language === undefined ? '' : ` lang="${language}"`}><body>${body}</body></html>`, `@page { size: 400pt 600pt; margin: 0 } body { margin: 0 } ${css}`, { plain: false, fonts }); // prettier-ignore
}

const items = (laid: LaidOut): readonly TextItem[] => laid.pages.flatMap((page) => itemsOf(page, 'text'));

/** The lines as a reader sees them, and how wide they are. */
function lines(laid: LaidOut): readonly string[] {
  return items(laid).map((item) => {
    const hyphen = item.hyphen >= 0 ? laid.fonts.word(item.hyphen).text.replace('\u2010', '-') : '';
    return `${textOfLine(item).replaceAll('\u00ad', '')}${hyphen} ${tenths(item.width)}`;
  });
}

const sameAsReference = (file: string, differs = W3C_HTML_DIFFERS[file]): void =>
  it(`${file}: the test looks like its reference${differs === undefined ? '' : ` – not here: ${differs}`}`, async () => {
    const [test, reference] = [lines(await lay(file, 'test')), lines(await lay(file, 'ref'))];
    expect(test.length).toBeGreaterThan(0);
    if (differs === undefined) expect(test).toEqual(reference);
    else expect(test, 'agrees now: take the reason away').not.toEqual(reference);
  });

const noHyphens = (file: string): void =>
  it(`${file}: no word is hyphenated where the language is not known`, async () => {
    const laid = await lay(file, 'test');
    const words = 'Automatic hyphenation languages dictionaries integrated opportunities override extend.';
    expect(items(laid).map(textOfLine)).toEqual(words.split(' '));
    expect(items(laid).map(({ hyphen }) => hyphen)).toEqual(words.split(' ').map(() => -1));
  });

describe('W3C tests of hyphens', () => {
  noHyphens('hyphens-auto-003.html');
  noHyphens('hyphens-auto-004.html');
  sameAsReference('hyphens-manual-001.html');
  sameAsReference('hyphens-manual-002.html');
  sameAsReference('hyphens-none-001.html');
  sameAsReference('hyphens-none-002.html');
  sameAsReference('soft-hyphens-002.html');
  sameAsReference('soft-hyphens-003.html');
});

describe('W3C tests of text-justify', () => {
  it('text-justify-001.html: with none, spaces have their natural width', async () => {
    const laid = await lay('text-justify-001.html', 'test', 'squares');
    const words = items(laid).map((item) => wordsOf(laid, { ...item, x: 0 }));
    // Three letters and a space of 24 px are 72 pt.
    const three = ['XXX@0-54', 'XXX@72-126', 'XXX@144-198'];
    expect(words).toEqual([three, three, three.slice(0, 2)]);
  });

  it('text-justify-003.html: inter-character (distribute) is no value of this program, and is reported', async () => {
    const laid = await lay('text-justify-003.html', 'test');
    expect(laid.diagnostics.list.map(({ message }) => message).join()).toMatch(/text-justify/);
  });

  it('text-justify-004.html: no gap comes into a joined word, and the lines are flush', async () => {
    const laid = await lay('text-justify-004.html', 'test');
    const set = items(laid);
    expect(set.map(textOfLine).join(' ')).toBe(Array.from({ length: 5 }, () => 'مممممع').join(' '));
    set.slice(0, -1).forEach(({ width }) => expect(width).toBeCloseTo(290 * 0.75, 6));
    for (const item of set) {
      const { order, x } = positionUnits(item, laid.fonts);
      order.forEach((unit, i) => {
        const word = item.replacements.find((each) => each.unit === unit)?.word ?? laid.fonts.word(item.units.word[unit] ?? 0); // prettier-ignore
        if (word.text.trim() === '') return;
        expect(word.text.replaceAll('\u0640', '')).toBe('مممممع');
        const glyphs = glyphColumn(word, GLYPH_X_ADVANCE).reduce(
          (sum, advance) => sum + advance / EM_FIXED,
          0,
        );
        expect((x[i + 1] ?? 0) - (x[i] ?? 0)).toBeCloseTo(glyphs * 21, 3);
      });
    }
  });
});

describe('The files', () => {
  it('are 11', () => expect(FILES).toHaveLength(11));
});
