// Any text at all is a style sheet: it gives rules and diagnostics with places inside the text, never an exception.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { styleTree } from '../unit/style/style-helpers.ts';

/** Pieces that meet the parsers' interesting paths more often than random letters do. */
const piece = fc.oneof(
  fc.constantFrom(
    'p',
    '.a',
    '#x',
    '*',
    '::before',
    ':nth-child(',
    ':not(',
    ')',
    '(',
    '{',
    '}',
    '[',
    ']',
    ';',
    ':',
    ',',
    '"',
    "'",
    '\\',
    '/*',
    '*/',
    '!important',
    '@media',
    '@page',
    '@font-face',
    '@import',
    '@top-left',
    'margin',
    'color',
    '--a',
    'var(--a',
    'calc(',
    '1pt',
    '-2em',
    '50%',
    '2n+1',
    'url(',
    'rgb(',
    'src',
    'unicode-range',
    'U+0-FF',
    'content',
    'counter(',
    'font',
    'flex',
    ' ',
    '\n',
    '>',
    '+',
    '~',
    '=',
    '/',
    '.',
    '-',
    '<!--',
    '\0',
    '\uFEFF',
  ),
  fc.string({ unit: 'binary', maxLength: 3 }),
);

test('any text parses, styles a document, and is complained about only inside itself', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const css = pieces.join('');
      const lines = css.split(/\r\n|[\n\r\f]/);
      const { diagnostics } = styleTree(css, {
        is: 'html',
        children: [{ is: 'p#x.a', attributes: { style: css } }],
      });
      for (const { place, code, message } of diagnostics.list) {
        expect(code).toMatch(/^C00[1-6]$/);
        expect(message).not.toContain('undefined');
        const line = lines[(place?.line ?? 0) - 1];
        expect(line).toBeDefined();
        expect(place?.column).toBeGreaterThan(0);
        expect(place?.column).toBeLessThanOrEqual((line?.length ?? 0) + 1);
      }
    }),
    { numRuns: 400 },
  );
});

test('a declaration means the same whatever stands before and after it', () => {
  const rubbish = fc.array(
    fc.constantFrom('colr: red', '3pt', 'color red', 'a: ]', 'width: 1vw', '', 'b: "x"', 'c: (1'),
    { maxLength: 4 },
  );
  fc.assert(
    fc.property(rubbish, rubbish, (before, after) => {
      const own = (list: readonly string[]): readonly string[] => list.filter((text) => !text.includes('('));
      const css = `p { ${[...own(before), 'height: 7pt', ...after].join('; ')} }`;
      expect(styleTree(css, { is: 'html', children: ['p#x'] }).of('x').height).toEqual({
        points: 7,
        percent: 0,
      });
    }),
  );
});
