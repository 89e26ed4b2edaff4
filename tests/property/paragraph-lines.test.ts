// Whatever the text and the measure: nothing is lost or doubled, order is a permutation, lines are as wide as they say.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { positionUnits } from '../../src/frame/position-units.ts';
import { UNIT_SPACE } from '../../src/frame/units.ts';
import { vanishesAtLineEnd } from '../../src/paragraph/find-breakpoints.ts';
import type {
  InlineItem,
  Line,
  ParagraphStyle,
  PreparedParagraph,
} from '../../src/paragraph/paragraph-types.ts';
import { breakLines } from '../../src/paragraph/break-lines.ts';
import { inlineStyle, Kit, stackOf } from '../unit/paragraph/paragraph-kit.ts';

const WORDS = [
  'کتاب', 'می\u200cخواهیم', 'خانهٔ', 'ښوونځی', 'لا', '«نقل»', '(دفتر)', '۱۲٬۵۰۰', '٪۴۲', '۲۵', '2024-05-08', '0799-123-456',
  'Kabul', 'T-72', 'Rafah,', '“quote”', 'https://payam.example/water-12', 'desk@payam.example', 'ver\u00adeins\u00adhaus', '12.5%',
  '\u{1f600}', '\u{1f469}\u200d\u{1f680}', '\u{1e900}\u{1e901}', '\u00a0', '\u200f', '\u2067x\u2069', 'e\u0301', '–', '·', '\n', '\u200b',
]; // prettier-ignore
const word = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) },
  {
    weight: 1,
    arbitrary: fc.string({
      unit: fc.constantFrom(...Array.from('آبسشکلهیABab01۲۳ .,()«»-\u200c\u00ad')),
      maxLength: 12,
    }),
  },
);
const text = fc
  .array(word, { maxLength: 40 })
  .chain((words) =>
    fc
      .array(fc.constantFrom(' ', ' ', ' ', '', '  '), { minLength: words.length, maxLength: words.length })
      .map((gaps) => words.map((w, i) => w + (gaps[i] ?? '')).join('')),
  );
const pieces = fc.array(fc.tuple(text, fc.nat(3)), { minLength: 1, maxLength: 4 });
const style = fc.record({
  direction: fc.constantFrom('ltr' as const, 'rtl' as const),
  plaintext: fc.boolean(),
  textAlign: fc.constantFrom(
    'justify' as const,
    'justify' as const,
    'start' as const,
    'center' as const,
    'end' as const,
  ),
  textAlignLast: fc.constantFrom('auto' as const, 'auto' as const, 'justify' as const),
  wrap: fc.constantFrom('wrap' as const, 'wrap' as const, 'balance' as const, 'nowrap' as const),
  overflowWrap: fc.constantFrom('normal' as const, 'anywhere' as const, 'break-word' as const),
  indent: fc.constantFrom(0, 0, 11, -4),
});
const measure = fc.oneof(fc.integer({ min: 20, max: 500 }), fc.constantFrom(153, 247));

describe('lines of any paragraph', () => {
  let kit: Kit;
  let styles: Kit['plain'][];
  beforeAll(async () => {
    kit = await Kit.make();
    styles = [
      kit.plain,
      inlineStyle(kit.fonts, { stack: stackOf(kit.fonts, { weight: 700 }) }),
      inlineStyle(kit.fonts, { size: 7, rise: 3, letterSpacing: 0.5 }),
      inlineStyle(kit.fonts, { wordSpacing: 2 }),
    ];
  });

  const check = (
    verify: (
      paragraph: PreparedParagraph,
      lines: readonly Line[],
      width: number,
      style: Partial<ParagraphStyle>,
    ) => void,
  ): void => {
    fc.assert(
      fc.property(pieces, style, measure, (parts, paragraphStyle, width) => {
        const items: InlineItem[] = parts.map(([piece, s]) => kit.text(piece, styles[s]));
        const paragraph = kit.prepare(items, paragraphStyle);
        verify(paragraph, breakLines(paragraph, width), width, paragraphStyle);
      }),
      { numRuns: 300 },
    );
  };

  it('hold every unit once, in order, but for the spaces between them', () => {
    check((_, lines) => {
      let next = 0;
      for (const line of lines) {
        expect(line.units.text).toBe(lines[0]?.units.text);
        for (let u = next; u < line.start; u++) expect(vanishesAtLineEnd(line.units, u)).toBe(true);
        expect(line.end).toBeGreaterThanOrEqual(line.start);
        next = line.end;
      }
      const units = lines.at(-1)?.units;
      for (let u = next; u < (units?.count ?? 0); u++)
        expect(units !== undefined && vanishesAtLineEnd(units, u)).toBe(true);
    });
  });

  it('have units whose offsets cover the text once and whose words show it', () => {
    check((paragraph, lines) => {
      for (const { units } of [paragraph, ...lines.slice(0, 1)]) {
        if (units.count > 0) expect(units.offset[0]).toBe(0);
        expect(units.offset[units.count]).toBe(units.text.length);
        for (let u = 0; u < units.count; u++) {
          const own = units.text.slice(units.offset[u], units.offset[u + 1]);
          const id = units.word[u] ?? -1;
          if (own === '') expect(id).toBe(-1);
          if (id >= 0 && own !== '\t')
            expect(kit.fonts.word(id).text).toBe(
              own.replace(/[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g, ''),
            );
        }
      }
    });
  });

  it('are seen in an order that has every unit once', () => {
    check((paragraph, lines) => {
      for (const line of lines) {
        const { order } = positionUnits(kit.item(paragraph, line), kit.fonts);
        const sorted = [...order].sort((a, b) => a - b);
        const hyphen = line.hyphen >= 0 && line.end > line.start ? 1 : 0;
        expect(sorted).toEqual(
          Array.from({ length: line.end - line.start + hyphen }, (_, i) => line.start + i),
        );
      }
    });
  });

  it('are as wide as painting makes them', () => {
    check((paragraph, lines) => {
      for (const line of lines)
        expect(kit.paintedWidth(kit.item(paragraph, line))).toBeCloseTo(line.width, 6);
    });
  });

  it('fill the measure to a hundredth of a point where they are justified, and never pass it unless flagged', () => {
    check((_, lines, width, { textAlign, textAlignLast, indent = 0 }) => {
      lines.forEach((line, index) => {
        const available = index === 0 ? width - indent : width;
        if (!line.overfull) expect(line.width).toBeLessThanOrEqual(available + 0.1);
        const forced = line.units.text.charCodeAt(line.units.offset[line.end] ?? 0) === 0x0a;
        const justified =
          textAlign === 'justify' && (textAlignLast === 'justify' || (line.continues !== 'end' && !forced));
        let spaces = 0;
        for (let u = line.start; u < line.end; u++) spaces += (line.units.flags[u] ?? 0) & UNIT_SPACE;
        if (justified && spaces > 0 && !line.overfull && !hardBreakAfter(line))
          expect(Math.abs(line.width - available)).toBeLessThan(0.01);
      });
    });
  });
});

/** Whether the line ends at a forced break (its last-line alignment applies). */
function hardBreakAfter(line: Line): boolean {
  const { text, offset } = line.units;
  return (
    /^[ \t]*[\n\v\f\u0085\u2028\u2029]/.test(text.slice(offset[line.end] ?? text.length)) &&
    line.continues !== 'end'
  );
}
