// W3C i18n tests: joining across the boundaries of inline elements (css-text/shaping, 25 cases). The HTML of a case
// becomes inline items; the glyphs of the case and of its reference (written with ZWJ and ZWNJ) are compared.
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { GLYPH_ID } from '../../src/font/font-types.ts';
import type { InlineItem, InlineStyle } from '../../src/paragraph/paragraph-types.ts';
import { glyphColumn, inlineStyle, Kit, stackOf } from '../unit/paragraph/paragraph-kit.ts';

interface ShapingCase {
  readonly id: string;
  readonly test: string;
  readonly ref: readonly string[];
  readonly css: string;
}

const CASES = JSON.parse(
  readFileSync(new URL('../data/paragraph/w3c-i18n-shaping-inline.json', import.meta.url), 'utf8'),
) as readonly ShapingCase[];

/** Cases that are not followed, with the reason; one that passes nevertheless fails the run. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'css-text/shaping/shaping_lig-005.html':
    'expects that a part of a ligature in an element of its own loses its joining forms; here letters stay joined and only the ligature goes',
  'css-text/shaping/shaping_lig-007.html': 'as lig-005',
};

describe('letters join across inline boundaries as W3C expects', () => {
  let kit: Kit;
  beforeAll(async () => {
    kit = await Kit.make();
  });

  it('has all 25 cases', () => {
    expect(CASES).toHaveLength(25);
  });

  for (const { id, test, ref, css } of CASES) {
    const [reference] = ref;
    // The ligature cases without a reference only ask that the letters still join.
    const wanted = reference ?? '\u0639&zwj;<span>&zwj;\u0644&zwj;</span>&zwj;\u0627';
    it(`${id}${id in EXCEPTIONS ? ' is a reasoned exception' : ''}`, () => {
      const seen = glyphs(kit, toItems(kit, test, css));
      const expected = glyphs(kit, toItems(kit, wanted, css));
      if (id in EXCEPTIONS) expect(seen).not.toEqual(expected);
      else expect(seen).toEqual(expected);
    });
  }
});

/** Glyphs of the paragraph that can be seen: ids in logical order of units, without zero-width ones made by ZWJ and ZWNJ. */
function glyphs(kit: Kit, items: readonly InlineItem[]): number[] {
  const { units } = kit.prepare(items, { direction: 'rtl', language: 'ar' });
  const invisible = new Set(
    glyphColumn(kit.fonts.shapeWord('\u200c\u200d', kit.plain.stack, 'rtl', 'ar'), GLYPH_ID),
  );
  const seen: number[] = [];
  for (let u = 0; u < units.count; u++) {
    const id = units.word[u] ?? -1;
    if (id < 0) continue;
    const word = kit.fonts.word(id);
    const shown = glyphColumn(word, GLYPH_ID).filter((glyph) => !invisible.has(glyph));
    seen.push(...(word.direction === 'rtl' ? shown.reverse() : shown));
  }
  return seen;
}

/** The few elements that the cases use. Padding, margins and borders are inline objects, as document/ makes them. */
function toItems(kit: Kit, html: string, css: string): InlineItem[] {
  const decoded = html
    .replaceAll('&zwj;', '\u200d')
    .replaceAll('&zwnj;', '\u200c')
    .replace(/&#x([0-9A-F]+);/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));
  const spaced = /(?:padding|margin|border): *(?!0;)/.test(css);
  const items: InlineItem[] = [];
  let style = kit.plain;
  for (const token of decoded.split(/(<[^>]+>)/)) {
    if (token === '') continue;
    if (token === '<bdi>') items.push({ kind: 'open', mode: 'isolate', direction: 'rtl' });
    else if (token === '</bdi>') items.push({ kind: 'close' });
    else if (token.startsWith('<')) {
      style = token.startsWith('</') ? kit.plain : styleOf(kit, css, token);
      if (spaced)
        items.push({
          kind: 'object',
          object: { width: 5, ascent: 0, descent: 0, box: null },
          style: kit.plain,
        });
    } else items.push(kit.text(token, style));
  }
  return items;
}

function styleOf(kit: Kit, css: string, tag: string): InlineStyle {
  if (tag === '<b>' || css.includes('bold'))
    return inlineStyle(kit.fonts, { stack: stackOf(kit.fonts, { weight: 700 }) });
  if (css.includes('italic'))
    return inlineStyle(kit.fonts, { stack: stackOf(kit.fonts, { style: 'italic' }) });
  if (css.includes('120%')) return inlineStyle(kit.fonts, { size: 12 });
  if (css.includes('underline')) return inlineStyle(kit.fonts, { underline: kit.plain.color });
  return inlineStyle(kit.fonts); // another element with the same look is another style
}
