// Addresses at line ends, and the tracking of Latin letters: the last means before a line gapes.
import { beforeAll, describe, expect, it } from 'vitest';
import { positionUnits } from '../../../src/frame/position-units.ts';
import { countSpacedClusters } from '../../../src/frame/unit-advance.ts';
import { UNIT_SPACE } from '../../../src/frame/units.ts';
import type { Line, ParagraphStyle } from '../../../src/paragraph/paragraph-types.ts';
import { leastMeasure } from '../../../src/paragraph/prepare-paragraph.ts';
import { resumeParagraph } from '../../../src/paragraph/resume-paragraph.ts';
import { breakLines } from '../../../src/paragraph/break-lines.ts';
import { SquareFonts } from '../../helpers/square-fonts.ts';
import { Kit, inlineStyle, lineText } from './paragraph-kit.ts';

const squares = new Kit(new SquareFonts());
let kit: Kit;
beforeAll(async () => {
  kit = await Kit.make();
});
/** em of a line's spaces. */
const gap = (line: Line): number => line.spaceExtra / 10 + kit.fonts.shapeWord(' ', kit.plain.stack, 'ltr', '').advance; // prettier-ignore
const texts = (lines: readonly Line[]): string[] => lines.map(lineText);

describe('addresses', () => {
  it('stay whole where a line can be had without cutting them', () => {
    expect(texts(squares.lines('write to desk@payam.example now', 200))).toEqual(['write to', 'desk@payam.example', 'now']); // prettier-ignore
  });

  it('are cut at their punctuation, without a hyphen, where they fit in no line', () => {
    const lines = squares.lines('to desk@payam.example', 120, { overflowWrap: 'break-word' });
    expect(texts(lines)).toEqual(['to desk@', 'payam', '.example']);
    expect(lines.every(({ hyphen }) => hyphen === -1)).toBe(true);
    expect(lines.map(({ continues }) => continues)).toEqual(['direct', 'direct', 'end']);
    expect(texts(squares.lines('https://www.example.org/news/today', 200))).toEqual(['https://www.example', '.org/news/today']); // prettier-ignore
  });

  it('are cut where spaces would gape otherwise', () => {
    const text = 'The page gives the date as 28 May 2026, while letters may be sent to desk@payam.example, and ours is https://payam.example/school-42 as before.'; // prettier-ignore
    const whole = inlineStyle(kit.fonts, { whiteSpace: 'nowrap' });
    const parts = text
      .split(/(\S+payam\S+)/)
      .map((part, i) => kit.text(part, i % 2 === 1 ? whole : undefined));
    const style = { textAlign: 'justify', textJustify: 'inter-word' } as const;
    const loose = (lines: readonly Line[]): number => lines.slice(0, -1).filter((line) => gap(line) > 0.6).length; // prettier-ignore
    let before = 0;
    let after = 0;
    for (let measure = 150; measure < 300; measure += 5) {
      before += loose(kit.lines(parts, measure, style));
      const lines = kit.lines(text, measure, style);
      after += loose(lines);
      if (loose(kit.lines(parts, measure, style)) === 0) expect(texts(lines).join('|')).toContain('desk@payam.example'); // prettier-ignore
    }
    expect(after).toBeLessThan(before * 0.6);
  });

  it('count their parts, not their whole, in the least width of a paragraph', () => {
    expect(leastMeasure(squares.prepare('desk@payam.example'))).toBe(80);
    expect(leastMeasure(squares.prepare('desk@payam.example', { wrap: 'nowrap' }))).toBe(180);
    const nowrap = inlineStyle(squares.fonts, { whiteSpace: 'nowrap' });
    expect(leastMeasure(squares.prepare([squares.text('desk@payam.example', nowrap)]))).toBe(180);
  });

  it('go on at another measure from where they were cut', () => {
    const paragraph = squares.prepare('to desk@payam.example', { overflowWrap: 'break-word' });
    const [, second] = breakLines(paragraph, 120);
    expect(texts(breakLines(resumeParagraph(paragraph, second!), 300))).toEqual(['payam.example']);
  });
});

describe('tracking', () => {
  const TEXT =
    'Version 9.3 of MapLeaf was used to set the page, and Hindukush Weather Lab paid for the paper of which OpenLedger knows nothing.';
  const set = (measure: number, change: Partial<ParagraphStyle> = {}): readonly Line[] =>
    kit.lines(TEXT, measure, { textAlign: 'justify', ...change });

  it('is for lines whose spaces would pass 0.6 em, of text-justify: auto, and never more than a fiftieth of an em', () => {
    let tracked = 0;
    for (let measure = 100; measure < 260; measure += 3) {
      for (const [i, line] of set(measure).slice(0, -1).entries()) {
        expect(line.tracking).toBeLessThanOrEqual(0.2 + 1e-9);
        if (line.tracking === 0) continue;
        tracked++;
        expect(i).toBeGreaterThanOrEqual(0);
        // All that it can give, or as much as brings the spaces to 0.6 em.
        if (line.tracking < 0.2 - 1e-9) expect(gap(line)).toBeLessThan(0.6 + 1e-6);
        const clusters = letters(line);
        const spaces = spacesOf(line);
        expect(gap(line) + ((line.tracking / 10) * (clusters + spaces)) / spaces).toBeGreaterThan(0.6 - 1e-6);
      }
      for (const line of set(measure, { textJustify: 'inter-word' })) expect(line.tracking).toBe(0);
    }
    expect(tracked).toBeGreaterThan(5);
  });

  it('fills the measure as it is painted, in units of its own that leave the paragraph’s alone', () => {
    for (let measure = 100; measure < 260; measure += 3) {
      const paragraph = kit.prepare(TEXT, { textAlign: 'justify' });
      for (const line of breakLines(paragraph, measure)) {
        const item = kit.item(paragraph, line);
        expect(positionUnits(item, kit.fonts).x.at(-1)).toBeCloseTo(line.width, 6);
        if (line.tracking > 0) expect(item.units.styles[0]?.letterSpacing).toBe(line.tracking);
      }
      expect(paragraph.units.styles[0]?.letterSpacing).toBe(0);
    }
  });

  it('is not for right-to-left text, ragged text, or a line of one word', () => {
    for (const line of kit.lines(TEXT, 150, { direction: 'rtl', textAlign: 'justify' })) expect(line.tracking).toBe(0); // prettier-ignore
    for (const line of kit.lines(TEXT, 150)) expect(line.tracking).toBe(0);
    for (const line of kit.lines('one two', 40, { textAlign: 'justify' })) expect(line.tracking).toBe(0);
  });

  function letters({ units, start, end }: Line): number {
    let count = 0;
    for (let u = start; u < end; u++)
      if (((units.flags[u] ?? 0) & UNIT_SPACE) === 0) count += countSpacedClusters(kit.fonts.word(units.word[u] ?? 0)); // prettier-ignore
    return count;
  }
  function spacesOf({ units, start, end }: Line): number {
    let count = 0;
    for (let u = start; u < end; u++) if (((units.flags[u] ?? 0) & UNIT_SPACE) !== 0) count++;
    return count;
  }
});
