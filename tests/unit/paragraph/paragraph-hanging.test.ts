// `hanging-punctuation`: which marks stand outside, on which side, and what is left to fill.
import { beforeAll, describe, expect, it } from 'vitest';
import { breakLines } from '../../../src/paragraph/break-lines.ts';
import type { Line, ParagraphStyle } from '../../../src/paragraph/paragraph-types.ts';
import type { HangingPunctuation } from '../../../src/style/computed-style.ts';
import { SquareFonts } from '../../helpers/square-fonts.ts';
import { Kit, inlineStyle, lineText, stackOf } from './paragraph-kit.ts';

const hanging = (change: Partial<HangingPunctuation>): Partial<ParagraphStyle> => ({
  hangingPunctuation: { first: false, last: false, end: 'none', ...change },
});
/** Every letter, mark and space is ten points wide. */
const kit = new Kit(new SquareFonts());
const shown = (lines: readonly Line[]): string[] => lines.map((line) => `${lineText(line)}@${line.x}+${line.width}`); // prettier-ignore

describe('hanging-punctuation: force-end', () => {
  const style = hanging({ end: 'force' });

  it('leaves a stop or comma at a line’s end out of the measure', () => {
    expect(shown(kit.lines('ab cd, ef.', 50, style))).toEqual(['ab cd,@0+60', 'ef.@0+30']);
    expect(shown(kit.lines('ab cd, ef.', 50))).toEqual(['ab@0+20', 'cd,@0+30', 'ef.@0+30']);
  });

  it('hangs it also where it would fit, so that ragged text at the end side stands under the letters', () => {
    expect(shown(kit.lines('ab, cd.', 55, { ...style, textAlign: 'end' }))).toEqual([
      'ab,@35+30',
      'cd.@35+30',
    ]);
    expect(shown(kit.lines('ab.', 60, { ...style, textAlign: 'center' }))).toEqual(['ab.@20+30']);
  });

  it('hangs it at the left of right-to-left lines', () => {
    const lines = kit.lines('اب جد، هو.', 50, { ...style, direction: 'rtl' });
    expect(shown(lines)).toEqual(['اب جد،@-10+60', 'هو.@20+30']);
  });

  it('fills the measure with the rest of the line where it is justified', () => {
    const [line] = kit.lines('ab cd, efghi', 53, { ...style, textAlign: 'justify', textJustify: 'inter-word' }); // prettier-ignore
    expect(line?.spaceExtra).toBeCloseTo(3, 9);
    expect(line?.width).toBeCloseTo(63, 9);
    expect(line?.overfull).toBe(false);
  });

  it('does not hang a mark of the other direction, which does not stand at the line’s end', () => {
    expect(shown(kit.lines('اب \u2067cd.\u2069', 60, { ...style, direction: 'ltr' }))).toEqual(shown(kit.lines('اب \u2067cd.\u2069', 60, { direction: 'ltr' }))); // prettier-ignore
    const [line] = kit.lines('ab \u2066اب.\u2069', 90, { ...style, direction: 'rtl' });
    expect(line?.x).toBe(90 - (line?.width ?? 0));
  });

  it.each(['!', ';', ':', '…', '»', '-'])('does not hang %s', (mark) => {
    expect(shown(kit.lines(`ab cd${mark}`, 50, style))).toEqual(['ab@0+20', `cd${mark}@0+30`]);
  });

  it.each([',', '.', '\u060c', '\u06d4', '\u3001', '\u3002'])('hangs %s', (mark) => {
    expect(kit.lines(`اب جد${mark}`, 50, { ...style, direction: 'rtl' })).toHaveLength(1);
  });
});

describe('hanging-punctuation: allow-end', () => {
  const style = hanging({ end: 'allow' });

  it('hangs a mark only where the line would not hold it', () => {
    expect(shown(kit.lines('ab cd, ef', 50, style))).toEqual(['ab cd,@0+60', 'ef@0+20']);
    expect(shown(kit.lines('ab cd, efg', 60, { ...style, textAlign: 'end' }))).toEqual(['ab cd,@0+60', 'efg@30+30']); // prettier-ignore
  });

  it('lets a justified line end flush where the mark fits, and stretches the rest where it hangs', () => {
    const [fits] = kit.lines('ab cd, efghi', 63, { ...style, textAlign: 'justify' });
    expect(fits?.width).toBeCloseTo(63, 9);
    const [hangs] = kit.lines('ab cd, efghi', 53, { ...style, textAlign: 'justify' });
    expect(hangs?.width).toBeCloseTo(63, 9);
  });
});

describe('hanging-punctuation: first and last', () => {
  it('hangs an opening bracket or quotation mark at the start of the first line only', () => {
    for (const mark of ['“', '(', '«', '"', '»', '‘', '[']) {
      const lines = kit.lines(`${mark}ab (cd`, 40, hanging({ first: true }));
      expect(shown(lines)).toEqual([`${mark}ab@-10+30`, '(cd@0+30']);
    }
    expect(shown(kit.lines('.ab', 60, hanging({ first: true })))).toEqual(['.ab@0+30']);
  });

  it('hangs it at the right of a right-to-left paragraph', () => {
    const [line] = kit.lines('«اب» جد', 80, { ...hanging({ first: true }), direction: 'rtl' });
    expect((line?.x ?? 0) + (line?.width ?? 0)).toBe(90);
  });

  it('hangs it before the indent', () => {
    const [line] = kit.lines('“ab', 80, { ...hanging({ first: true }), indent: 20 });
    expect(line?.x).toBe(10);
  });

  it('hangs a closing one at the end of the last line only', () => {
    expect(shown(kit.lines('ab” cd”', 40, { ...hanging({ last: true }), textAlign: 'end' }))).toEqual(['ab”@10+30', 'cd”@20+30']); // prettier-ignore
    const rtl = kit.lines('اب»', 40, { ...hanging({ last: true }), textAlign: 'end', direction: 'rtl' });
    expect(shown(rtl)).toEqual(['اب»@-10+30']);
  });

  it('gives the first line its room, so that a word more may fit', () => {
    expect(shown(kit.lines('“ab cd', 50, hanging({ first: true })))).toEqual(['“ab cd@-10+60']);
  });

  it('does not hang the mark of a paragraph that goes on from elsewhere', async () => {
    const paragraph = kit.prepare('ab (cd', hanging({ first: true }));
    const [, second] = breakLines(paragraph, 40);
    const { resumeParagraph } = await import('../../../src/paragraph/resume-paragraph.ts');
    expect(shown(breakLines(resumeParagraph(paragraph, second!), 60))).toEqual(['(cd@0+30']);
  });
});

describe('hanging punctuation in the bundled fonts', () => {
  let bundled: Kit;
  beforeAll(async () => {
    bundled = await Kit.make();
  });

  it.each([
    ['ltr', 'The poet read for twenty minutes, and the hall stayed quiet. A letter came, at last, from Herat.', 'en'],
    ['rtl', 'زهرا نوری، در کابل، گفت که ۱۲۰ خانواده، هنوز به آب، دست‌رسی ندارند. کار آهسته، پیش می‌رود.', 'fa'],
  ] as const)('stands beyond the measure by its own advance in %s lines, which are flush without it', (direction, text, language) => {
    const style = inlineStyle(bundled.fonts, { stack: stackOf(bundled.fonts), language });
    let hung = 0;
    for (let measure = 90; measure < 180; measure += 3) {
      const lines = bundled.lines([bundled.text(text, style)], measure, { direction, textAlign: 'justify', ...hanging({ end: 'force' }) }); // prettier-ignore
      for (const line of lines.slice(0, -1)) {
        const mark = /[,.\u060c]$/.exec(lineText(line))?.[0] ?? '';
        const beyond = line.width - measure;
        expect(beyond > 0.01, lineText(line)).toBe(mark !== '');
        if (mark === '') continue;
        hung++;
        const alone = bundled.fonts.shapeWord(mark, style.stack, direction, language).advance * style.size;
        expect(Math.abs(beyond - alone)).toBeLessThan(0.5); // kerning
        if (direction === 'ltr') expect(line.x).toBe(0);
        else expect(line.x).toBeCloseTo(-beyond, 6);
      }
    }
    expect(hung).toBeGreaterThan(20);
  }); // prettier-ignore
});
