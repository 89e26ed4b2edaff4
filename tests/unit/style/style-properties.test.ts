// Properties: one behaviour of each group, values computed for a paragraph of 12 pt.
import { describe, expect, test } from 'vitest';
import { mm } from '../../../src/base/length.ts';
import { LONGHANDS, PROPERTIES } from '../../../src/style/property-table.ts';
import { PREFACE, PROPERTY_CASES } from './property-cases.ts';
import { declare, styleTree } from './style-helpers.ts';

const px = (value: number): number => value * 0.75;
const length = (points: number, percent = 0): { points: number; percent: number } => ({ points, percent });

/** Computed style; fails when anything was complained about. */
function computed(declarations: string): ReturnType<typeof declare>['style'] {
  const { style, problems } = declare(declarations);
  expect(problems).toEqual([]);
  return style;
}

describe('each property', () => {
  const before = declare(PREFACE).style;
  test.each(PROPERTY_CASES)('%s: %s', (name, value, expected) => {
    expect(computed(`${PREFACE} ${name}: ${value}`)).toMatchObject(expected);
    expect(before).not.toMatchObject(expected);
  });
});

describe('lengths', () => {
  test.each([
    ['1pt', 1],
    ['4px', 3],
    ['10mm', mm(10)],
    ['1cm', mm(10)],
    ['40Q', mm(10)],
    ['1in', 72],
    ['2pc', 24],
    ['2em', 20],
    ['1rem', 12],
    ['2ex', 10],
    ['2ch', 10],
    ['2lh', 30],
    ['1rlh', 14.4],
    ['0', 0],
    ['-1e1pt', -10],
    ['calc(1em + 2 * (3pt - 1pt))', 14],
    ['calc(10pt / 4 - 1pt)', 1.5],
    ['min(1em, 8pt, 1in)', 8],
    ['max(1em, 8pt)', 10],
    ['clamp(1pt, 20pt, 1em)', 10],
  ])('margin-left: %s is %d points at 10 pt on 15', (text, points) => {
    const { left } = computed(`font-size: 10pt; line-height: 15pt; margin-left: ${text}`).margin;
    expect(left).toHaveProperty('points', expect.closeTo(points, 9));
  });

  test('calc() keeps percentages beside points', () => {
    expect(computed('width: calc(100% / 3 - 2 * 1pt)').width).toEqual(length(-2, expect.closeTo(33.333, 3)));
  });

  test('min() of a length and a percentage is refused and says why', () => {
    const { problems } = declare('width: min(50%, 3pt)');
    expect(problems[0]).toMatchObject({ code: 'C003', hint: expect.stringContaining('percentages') });
  });

  test.each(['10vw', '1vh', '2dvh', '1vmin'])('%s is refused because a page has no viewport', (value) => {
    const { style, problems } = declare(`width: ${value}`);
    expect(problems[0]).toMatchObject({ code: 'C003', hint: expect.stringContaining('screen') });
    expect(style.width).toBe('auto');
  });

  test('a length without unit is refused', () => {
    expect(declare('margin-left: 3').problems[0]?.hint).toContain('unit');
  });

  test('a negative padding is refused', () => {
    expect(declare('padding-left: -1pt').problems[0]?.code).toBe('C003');
  });
});

describe('boxes', () => {
  test('margin takes one to four values clockwise', () => {
    const { margin } = computed('margin: 1pt 2pt 3pt');
    expect(margin).toEqual({ top: length(1), right: length(2), bottom: length(3), left: length(2) });
    expect(computed('margin: 1pt auto').margin.left).toBe('auto');
  });

  test('border sets width, style and colour in any order, and no style means no width', () => {
    const { border } = computed(
      'border: red 2pt dotted; border-left: none; color: blue; border-top-color: currentcolor',
    );
    expect(border.right).toMatchObject({ width: 2, style: 'dotted', color: { red: 1, green: 0 } });
    expect(border.left).toMatchObject({ width: 0, style: 'none' });
    expect(border.top.color).toMatchObject({ red: 0, blue: 1 });
  });

  test('the border shorthand of a side keeps the other sides', () => {
    const { border } = computed('border-width: thin; border-style: solid; border-bottom: 3pt double green');
    expect(border.top).toMatchObject({ width: px(1), style: 'solid' });
    expect(border.bottom).toMatchObject({ width: 3, style: 'double' });
  });

  test('background gives a colour, and a transparent one gives none', () => {
    expect(computed('background: #f4f0e9').backgroundColor).toMatchObject({ red: 0xf4 / 255 });
    expect(computed('background: url(a.png) red')).toMatchObject({
      backgroundImage: 'a.png',
      backgroundColor: { red: 1 },
    });
    expect(computed('background: red; background: transparent').backgroundColor).toBeNull();
  });

  test('inset, position and z-index place a box, which becomes a block', () => {
    const style = computed('display: inline; position: absolute; inset: 1mm auto; z-index: 2; float: left');
    expect(style).toMatchObject({ display: 'block', position: 'absolute', zIndex: 2, float: 'none' });
    expect(style.inset).toEqual({ top: length(mm(1)), right: 'auto', bottom: length(mm(1)), left: 'auto' });
  });

  test('object-position takes keywords in either order', () => {
    expect(computed('object-position: 50% 16%').objectPosition).toEqual({
      x: length(0, 50),
      y: length(0, 16),
    });
    expect(computed('object-position: top right').objectPosition).toEqual({
      x: length(0, 100),
      y: length(0, 0),
    });
    expect(computed('object-position: bottom').objectPosition).toEqual({
      x: length(0, 50),
      y: length(0, 100),
    });
    expect(declare('object-position: left right').problems).toHaveLength(1);
  });

  test('sizes, opacity and tables', () => {
    expect(computed('max-width: none; min-height: 5mm; width: min-content; opacity: 150%')).toMatchObject({
      maxWidth: 'none',
      minHeight: length(mm(5)),
      width: 'min-content',
      opacity: 1,
    });
    expect(
      computed('border-collapse: collapse; border-spacing: 1pt 2pt; caption-side: bottom'),
    ).toMatchObject({
      borderCollapse: 'collapse',
      borderSpacing: { x: 1, y: 2 },
      captionSide: 'bottom',
    });
  });
});

describe('flex and columns', () => {
  test.each([
    ['1', 1, 1, length(0)],
    ['none', 0, 0, 'auto'],
    ['auto', 1, 1, 'auto'],
    ['2 30mm', 2, 1, length(mm(30))],
    ['1 1 0', 1, 1, length(0)],
    ['0 auto', 0, 1, 'auto'],
  ])('flex: %s', (value, flexGrow, flexShrink, flexBasis) => {
    expect(computed(`flex: ${value}`)).toMatchObject({ flexGrow, flexShrink, flexBasis });
  });

  test('flex: 1 1 1 1 is refused', () => {
    expect(declare('flex: 1 1 1 1').problems[0]?.code).toBe('C003');
  });

  test('a normal gap is 1em between columns and nothing in a flex container', () => {
    expect(computed('font-size: 9pt').columnGap).toEqual(length(9));
    expect(computed('display: flex').columnGap).toEqual(length(0));
    expect(computed('gap: 2mm 3mm')).toMatchObject({ rowGap: length(mm(2)), columnGap: length(mm(3)) });
    expect(computed('gap: 2mm').columnGap).toEqual(length(mm(2)));
  });

  test('columns takes a count and a width in any order', () => {
    expect(computed('columns: 12em 3')).toMatchObject({ columnCount: 3, columnWidth: 144 });
    expect(computed('columns: auto 2')).toMatchObject({ columnCount: 2, columnWidth: 'auto' });
    expect(computed('column-rule: .25pt solid red').columnRule).toMatchObject({
      width: 0.25,
      style: 'solid',
    });
  });

  test('breaks, orphans, pages, flows and the step of the grid', () => {
    expect(computed('page-break-before: always; break-inside: avoid; orphans: 3; page: euro')).toMatchObject({
      breakBefore: 'page',
      breakInside: 'avoid',
      orphans: 3,
      page: 'euro',
    });
    expect(computed('flow-into: lead; block-step-size: 5mm')).toMatchObject({
      flowInto: 'lead',
      blockStepSize: mm(5),
    });
  });
});

describe('text', () => {
  test('line-height is points, whatever way it is written', () => {
    expect(computed('font-size: 10pt; line-height: 1.5').lineHeight).toBe(15);
    expect(computed('font-size: 10pt; line-height: 150%').lineHeight).toBe(15);
    expect(computed('font-size: 10pt; line-height: 5mm').lineHeight).toBeCloseTo(mm(5), 9);
    expect(computed('font-size: 10pt; line-height: normal').lineHeight).toBe(12);
  });

  test('vertical-align raises sup, lowers sub, and takes lengths and shares of the line', () => {
    expect(computed('vertical-align: 2.2pt').verticalAlign).toBe(2.2);
    expect(computed('vertical-align: super').verticalAlign).toBe(4);
    expect(computed('vertical-align: sub').verticalAlign).toBeCloseTo(-2.4, 9);
    expect(computed('line-height: 20pt; vertical-align: -10%').verticalAlign).toBe(-2);
    expect(computed('vertical-align: middle').verticalAlign).toBe('middle');
  });

  test('text alignment, justification, wrapping and hyphenation', () => {
    expect(
      computed(
        'text-align: justify; text-align-last: justify; text-justify: kashida; text-wrap: balance; hyphens: auto',
      ),
    ).toMatchObject({
      textAlign: 'justify',
      textAlignLast: 'justify',
      textJustify: 'kashida',
      textWrap: 'balance',
      hyphens: 'auto',
    });
    expect(computed('hyphenate-limit-chars: 6 2 3').hyphenateLimitChars).toEqual([6, 2, 3]);
    expect(computed('hyphenate-limit-chars: auto 3').hyphenateLimitChars).toEqual([5, 3, 3]);
    expect(computed('hanging-punctuation: allow-end first').hangingPunctuation).toEqual({ first: true, last: false, end: 'allow' }); // prettier-ignore
    expect(computed('hanging-punctuation: last').hangingPunctuation).toEqual({ first: false, last: true, end: 'none' }); // prettier-ignore
    expect(computed('hyphenate-limit-lines: no-limit').hyphenateLimitLines).toBe(Infinity);
    expect(computed('letter-spacing: -.012em; word-spacing: 1pt')).toMatchObject({
      letterSpacing: expect.closeTo(-0.144, 9),
      wordSpacing: 1,
    });
  });

  test('text-decoration keeps line and colour, and one line only', () => {
    expect(computed('text-decoration: underline red')).toMatchObject({
      textDecorationLine: 'underline',
      textDecorationColor: { red: 1 },
    });
    expect(computed('text-decoration: line-through').textDecorationColor).toBeNull();
    expect(declare('text-decoration: underline overline').problems[0]?.code).toBe('C003');
    for (const wrong of ['hanging-punctuation: first force-end allow-end', 'hyphenate-limit-lines: -1', 'hyphenate-limit-zone: -1pt'])
      expect(declare(wrong).problems[0]?.code, wrong).toBe('C003'); // prettier-ignore
  });

  test('initial-letter sinks by its whole lines unless told otherwise', () => {
    expect(computed('initial-letter: 3').initialLetter).toEqual({ size: 3, sink: 3 });
    expect(computed('initial-letter: 2.5 1').initialLetter).toEqual({ size: 2.5, sink: 1 });
    expect(computed('initial-letter: 3 raise').initialLetter).toEqual({ size: 3, sink: 1 });
  });
});

describe('fonts', () => {
  test('families are strings or identifiers joined by spaces', () => {
    expect(computed("font-family: 'Source Serif 4', Noto  Naskh Arabic, serif").fontFamily).toEqual([
      'Source Serif 4', 'Noto Naskh Arabic', 'serif',
    ]); // prettier-ignore
  });

  test('the font shorthand sets what it names and resets the rest', () => {
    const style = computed(
      'font-variant-numeric: oldstyle-nums; font-stretch: 75%; font: italic small-caps 600 9pt/12pt A B, serif',
    );
    expect(style).toMatchObject({
      fontStyle: 'italic',
      fontWeight: 600,
      fontSize: 9,
      lineHeight: 12,
      fontStretch: 100,
      fontFamily: ['A B', 'serif'],
      fontFeatures: { smcp: 1 },
    });
    expect(computed('font: 10pt serif')).toMatchObject({ fontWeight: 400, lineHeight: 12 });
  });

  test('font-variant keywords become features, and font-feature-settings win', () => {
    const style = computed(
      'font-variant-numeric: oldstyle-nums tabular-nums; font-variant-ligatures: no-common-ligatures; font-feature-settings: "onum" 0, "ss01"',
    );
    expect(style.fontFeatures).toEqual({ clig: 0, liga: 0, onum: 0, ss01: 1, tnum: 1 });
    expect(declare('font-variant-numeric: oldstyle-nums lining-nums').problems).toHaveLength(1);
    expect(computed('font-kerning: none').fontKerning).toBe(false);
    expect(computed('font-variation-settings: "wght" 450').fontVariations).toEqual({ wght: 450 });
  });

  test('font sizes: percentages and steps of the parent', () => {
    expect(computed('font-size: 150%').fontSize).toBe(18);
    expect(computed('font-size: larger').fontSize).toBeCloseTo(14.4, 9);
    expect(computed('font-size: x-large').fontSize).toBe(18);
  });
});

describe('generated content', () => {
  test('content is a list of parts', () => {
    expect(
      computed(`content: "p. " counter(page, persian) string(section, last) attr(data-x) leader(dotted)
        target-counter(attr(href), page, persian) target-text("#x") open-quote counters(a, ".") url("x.svg")`)
        .content,
    ).toEqual([
      { kind: 'string', text: 'p. ' },
      { kind: 'counter', name: 'page', style: 'persian' },
      { kind: 'named-string', name: 'section', which: 'last' },
      { kind: 'attr', name: 'data-x' },
      { kind: 'leader', pattern: '.' },
      { kind: 'target-counter', url: { attr: 'href' }, name: 'page', style: 'persian' },
      { kind: 'target-text', url: '#x' },
      { kind: 'quote', which: 'open-quote' },
      { kind: 'counters', name: 'a', separator: '.', style: 'decimal' },
      { kind: 'url', url: 'x.svg' },
    ]);
  });

  test('an unknown counter style is refused by name', () => {
    expect(declare('content: counter(page, persain)').problems[0]?.hint).toContain('persain');
    expect(declare('list-style: klingon').problems[0]?.code).toBe('C003');
  });

  test('counters, string-set, quotes, bookmarks and lists', () => {
    const style = computed(
      'counter-reset: a b 3; counter-increment: a; string-set: t content(text) " x", u "y"; quotes: "«" "»" "‹" "›"; bookmark-level: 2; bookmark-label: attr(title); list-style: inside "– "',
    );
    expect(style).toMatchObject({
      counterReset: [{ name: 'a', value: 0 }, { name: 'b', value: 3 }],
      counterIncrement: [{ name: 'a', value: 1 }],
      quotes: [['«', '»'], ['‹', '›']],
      bookmarkLevel: 2,
      bookmarkLabel: [{ kind: 'attr', name: 'title' }],
      listStyleType: '"– "',
      listStylePosition: 'inside',
    }); // prettier-ignore
    expect(style.stringSet).toEqual([
      {
        name: 't',
        parts: [
          { kind: 'content', which: 'text' },
          { kind: 'string', text: ' x' },
        ],
      },
      { name: 'u', parts: [{ kind: 'string', text: 'y' }] },
    ]);
  });
});

describe('colours', () => {
  const rgb = (red: number, green: number, blue: number, alpha = 1): object => ({
    kind: 'rgb',
    red,
    green,
    blue,
    alpha,
  });
  test.each([
    ['rebeccapurple', rgb(0.4, 0.2, 0.6)],
    ['#f80', rgb(1, 0x88 / 255, 0)],
    ['#ff880080', rgb(1, 0x88 / 255, 0, 128 / 255)],
    ['rgb(255, 0, 51)', rgb(1, 0, 0.2)],
    ['rgba(255,255,255,.6)', rgb(1, 1, 1, 0.6)],
    ['rgb(100% 0% 20% / 50%)', rgb(1, 0, 0.2, 0.5)],
    ['hsl(120, 100%, 25%)', rgb(0, 0.5, 0)],
    ['hsl(0.5turn 100 50 / 0.5)', rgb(0, 1, 1, 0.5)],
    ['device-cmyk(0.2 98% 0.85 0.14)', { kind: 'cmyk', cyan: 0.2, magenta: 0.98, yellow: 0.85, black: 0.14 }],
    ['device-cmyk(0, 0, 0, 1)', { kind: 'cmyk', cyan: 0, magenta: 0, yellow: 0, black: 1 }],
    ['spot("PANTONE 485 C", 40%)', { kind: 'spot', name: 'PANTONE 485 C', tint: 0.4 }],
    [
      'spot("Gold", 1, device-cmyk(0 20% 60% .1))',
      { kind: 'spot', name: 'Gold', tint: 1, recipe: [0, 0.2, 0.6, 0.1] },
    ],
  ])('%s', (text, expected) => {
    const { color } = computed(`color: ${text}`);
    const near = Object.fromEntries(
      Object.entries(expected).map(([k, v]) => [
        k,
        typeof v === 'number' ? expect.closeTo(v, 9) : (v as unknown),
      ]),
    );
    expect(color).toMatchObject(near);
  });

  test.each([
    ['p {\n  color: spot("Gold") }', { line: 2, column: 3 }],
    ['p { --gold: spot("Gold");\n  color: var(--gold) }', { line: 2, column: 3 }],
    ['p { color: red;\n\n color: device-cmyk(0 0 0 1) }', { line: 3, column: 2 }],
    ['p { color: #ff880080 }', { line: 1, column: 5 }],
    ['p { color: #ff8800 }', undefined],
    ['p { color: transparent }', { line: 1, column: 5 }],
  ])('that a press may refuse knows where it is written: %s', (css, place) => {
    const { color } = styleTree(css, { is: 'html', children: ['p#x'] }).of('x');
    const found = color.place;
    expect(found === undefined ? undefined : { line: found.line, column: found.column }).toEqual(place);
  });

  test.each(['#ff', 'rgb(1, 2)', 'hsl(1 2)', 'device-cmyk(1 2 3)', 'rede', 'rgb(1 2 3, 4)'])(
    '%s is refused',
    (text) => {
      expect(declare(`color: ${text}`).problems[0]?.code).toBe('C003');
    },
  );

  test('currentcolor as colour is that of the parent', () => {
    expect(computed('color: currentcolor').color).toMatchObject({ red: 0, green: 0, blue: 0 });
  });
});

describe('the table', () => {
  test('every property says what it accepts', () => {
    for (const [name, property] of PROPERTIES) expect(property.values, name).not.toBe('');
  });

  test('every initial value can be written as it is documented, and then means the same', () => {
    for (const { name, initialText } of LONGHANDS.values()) {
      const { style, problems } = declare(`${name}: ${initialText}`);
      expect([name, initialText, problems]).toEqual([name, initialText, []]);
      expect(style, name).toEqual(declare(`${name}: initial`).style);
    }
  });

  test('every documented keyword of a keyword property is accepted', () => {
    for (const { name, values } of LONGHANDS.values()) {
      if (!/^[a-z-]+(?: \| [a-z-]+)+$/.test(values)) continue;
      for (const word of values.split(' | ')) {
        if (['length', 'percentage', 'number', 'integer', 'string'].includes(word)) continue;
        expect([name, word, declare(`${name}: ${word}`).problems]).toEqual([name, word, []]);
      }
    }
  });

  test('properties that do nothing on paper pass without a word, unknown ones do not', () => {
    expect(declare('print-color-adjust: exact; cursor: pointer').problems).toEqual([]);
    expect(declare('colour: red').problems[0]).toMatchObject({ code: 'C002', hint: 'did you mean "color"?' });
    expect(declare('-webkit-columns: 2').problems[0]).toMatchObject({
      code: 'C002',
      hint: 'did you mean "columns"?',
    });
    expect(declare('grid-template-areas: "a"').problems[0]?.code).toBe('C002');
  });
});
