import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HtmlElement } from '../../src/document/html-tree.ts';
import { parseHtml } from '../../src/document/parse-html.ts';
import { readPlainHtml } from '../../src/document/plain-html.ts';

/** An element as nested lists, with all that is known of it. */
function shape({
  tag,
  attributes,
  id,
  classes,
  index,
  previous,
  next,
  parent,
  children,
}: HtmlElement): unknown {
  const beside = [parent?.tag, previous?.tag, next?.tag];
  return [tag, [...attributes], id, classes, index, beside, children.map((child) => (child.kind === 'text' ? child.text : shape(child)))]; // prettier-ignore
}

const spelling = (text: string, language: string): string => `${language}(${text.toUpperCase()})`;

/** Whether the page was taken as a plain one; its tree is then the one that the parser makes. */
function isSame(html: string): boolean {
  const plain = readPlainHtml(html);
  if (plain === null) {
    expect(readPlainHtml(html, spelling)).toBeNull();
    return false;
  }
  expect([html, shape(plain)]).toEqual([html, shape(parseHtml(html))]);
  expect([html, shape(readPlainHtml(html, spelling) as HtmlElement)]).toEqual([html, shape(parseHtml(html, spelling))]); // prettier-ignore
  return true;
}

const text = fc.constantFrom('متن ', 'A', ' ', '\n', '  ', 'a\u0000b', '\uFEFF', '\u0085', '😀', '\uD800', '"', "'", '>', '=', '/', ']]>', '&amp;', '&lt;b&gt;', '&#39;', '&#x27;', '&#x3D;', '&nbsp;', '&emsp;', '&zwnj;', '&hellip;', '&#128512;', '&#x1F600;', '&shy;', '&times;'); // prettier-ignore
const odd = fc.constantFrom('&', '& ', '&amp', '&ampx;', '&notin;', '&#0;', '&#128;', '&#xD800;', '&#1234567;', '&#;', '&;', '&timesb;', '<', '< a', '<1>', '</', '<!', '<!-', '<?x?>', '<![CDATA[a]]>', '<!DOCTYPE html SYSTEM "a">', '<!--a--!>', '<!-->', '<!--->', '<!-- a', '<!--a--->', '</p>', '</br>', '<P>', '<p', '<image>', '<style>a<b</style>', '<script>', '<textarea>', '<form>', '<math>', '<foreignObject>', '<iframe>', '<ns:p>', '</ p>', '</p >', '</p a>'); // prettier-ignore
const comment = fc.constantFrom(
  '<!-- a -->',
  '<!---->',
  '<!--<p>-->',
  '<!--&-->',
  '<!doctype html>',
  '<!DOCTYPE html>',
);
const value = fc.array(fc.constantFrom('a', 'b c', ' ', '>', '<', "'", '/', '=', '&amp;', '&quot;', '&#x27;', 'متن', '\u0000', '&', '&amp', '\n'), { maxLength: 3 }).map((parts) => parts.join('')); // prettier-ignore
const attributeName = fc.constantFrom('class', 'id', 'lang', 'dir', 'data-source', 'href', 'src', 'viewBox', 'xlink:href', 'hidden', 'alt', 'aria-label', 'HREF', 'a1', '1a', '2', '__proto__', '-a', 'a_b', 'a.b', ':a', 'constructor', '"', '='); // prettier-ignore
const attribute = fc.oneof(
  { weight: 20, arbitrary: fc.tuple(attributeName, fc.constant('="'), value, fc.constant('"')) },
  { weight: 3, arbitrary: fc.tuple(attributeName, fc.constant("='"), value, fc.constant("'")) },
  {
    weight: 1,
    arbitrary: fc.tuple(attributeName, fc.constantFrom('=a', '', '= "a"', ' ="a"', '="a', '=', '=a/')),
  },
);
const attributes = fc.array(fc.tuple(fc.constantFrom(' ', ' ', ' ', '\n', '  ', '\t', '', '/'), attribute), { maxLength: 3 }).map((list) => list.flat(2).join('')); // prettier-ignore
const end = fc.constantFrom('>', '>', '>', ' >', '/>', ' />', '\n>', '/ >');
const voidName = fc.constantFrom('br', 'hr', 'img', 'meta', 'link', 'col', 'wbr');
const name = fc.constantFrom('div', 'div', 'section', 'p', 'span', 'em', 'a', 'ul', 'li', 'h2', 'table', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td', 'dl', 'dt', 'dd', 'pre', 'svg', 'g', 'path', 'title', 'head', 'body', 'figure', 'article'); // prettier-ignore

const { content } = fc.letrec<{ content: string; element: string }>((tie) => ({
  content: fc
    .array(
      fc.oneof(
        { maxDepth: 5 },
        { weight: 4, arbitrary: text },
        { weight: 4, arbitrary: tie('element') },
        {
          weight: 1,
          arbitrary: fc.tuple(fc.constant('<'), voidName, attributes, end).map((parts) => parts.join('')),
        },
        { weight: 1, arbitrary: comment },
      ),
      { maxLength: 4 },
    )
    .map((parts) => parts.join('')),
  element: fc.tuple(name, attributes, end, tie('content')).map(([tag, given, close, inside]) => `<${tag}${given}${close}${inside}${close.startsWith('/>') ? '' : `</${tag}>`}`), // prettier-ignore
}));

test('whatever is taken as a plain page, the parser makes the same tree of it', () => {
  let taken = 0;
  const page = fc.oneof(
    { weight: 3, arbitrary: content },
    { weight: 1, arbitrary: content.map((inside) => `<!doctype html>\n<html lang="fa"><head><title>a &amp; b</title></head><body>${inside}</body></html>\n`) }, // prettier-ignore
    { weight: 1, arbitrary: fc.tuple(content, odd, content).map((parts) => parts.join('')) },
  );
  fc.assert(
    fc.property(page, (html) => {
      if (isSame(html)) taken++;
    }),
    { numRuns: 20_000, seed: 3 },
  );
  expect(taken).toBeGreaterThan(6000);
});

test('elements that end others where they begin are left to the parser', () => {
  const names = 'html head title meta link style p address article aside blockquote div dl dt dd figcaption figure footer header hr main nav ol ul li pre section table thead tbody tfoot tr th td colgroup col caption h1 h2 h6 a span svg g body select option button rt rp details'.split(' '); // prettier-ignore
  for (const outer of names)
    for (const inner of names) isSame(`<div><${outer}><${inner}>a</${inner}></${outer}></div>`);
});

test('elements nested a thousand deep come out as from the parser', () => {
  const html = `${'<div>'.repeat(1000)}a${'</div>'.repeat(1000)}<p>b</p>`;
  expect(isSame(html)).toBe(true);
});

test('what is unusual is left to the parser', () => {
  for (const html of [
    '<p>a',
    'a</p>',
    '<p>a<p>b</p>',
    '<p class=a>b</p>',
    '<p>&notin;</p>',
    '<style>p{}</style>',
    '<P>a</P>',
    '<p>a</p >',
    '<title>a</title>',
    '<p 1="a">b</p>',
  ])
    // prettier-ignore
    expect(readPlainHtml(html)).toBeNull();
});
