import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { firstStrongDirection } from '../../../src/article/text-direction.ts';
import { bare, render } from './render.ts';

const ZWNJ = '\u200C';

describe('notes', () => {
  test('are numbered by their first call, in the digits of the language', () => {
    const html = bare('یک[^b] دو[^a] سه[^b]\n\n[^a]: الف\n[^b]: ب **مهم**\n[^c]: هرگز');
    expect(html).toContain(
      '<a class="footnote-ref" href="#fn-a-1" id="fnref-a-1" role="doc-noteref"><sup>۱</sup></a>',
    );
    expect(html).toContain('href="#fn-a-1" id="fnref-a-1-2"');
    expect(html.indexOf('ب <strong>مهم</strong>')).toBeLessThan(html.indexOf('<p>الف</p>'));
    expect(html).not.toContain('هرگز');
  });

  test('stand inline too, and may call further notes', () => {
    const html = bare('a^[first[^x]] b\n\n[^x]: second\n    goes on', 'en');
    expect(html.match(/<li id="fn-a-\d"/g)).toHaveLength(2);
    expect(html).toContain('<p>second\ngoes on</p>');
    expect(html).toContain('<sup>1</sup>');
  });

  test('without a definition stay as they are written', () => {
    expect(bare('a[^nobody]', 'en')).toBe('<p>a[^nobody]</p>');
  });

  test('without a definition are reported where they are called', () => {
    const { list } = render('یک\nدو[^b] سه[^nobody]\n\n[^b]: ب\n  پ[^none]');
    const of = ({ code, place, hint }: (typeof list)[number]): unknown => [code, place?.file, place?.line, place?.column, hint]; // prettier-ignore
    expect(list.map(of)).toEqual([
      ['A011', 'a.md', 11, 10, 'write [^nobody]: and the note, or \\[^nobody] where no note is meant'],
      ['A011', 'a.md', 14, 4, 'write [^none]: and the note, or \\[^none] where no note is meant'],
    ]);
  });

  test.each(['\\[^x]', '`[^x]`', '[^x](#y)', '[^x]{.note}', '[^ x]', 'a[^x]\n\n[^X]: b'])(
    'written %j call no missing note',
    (text) => {
      expect(render(text).list.filter(({ code }) => code === 'A011')).toEqual([]);
    },
  );

  test('say where they are written, inline ones where they are called', () => {
    const { html } = render('یک\n\nدو[^b]\nسه^[چهار^[پنج]]\n\n[^b]: ب');
    const places = [...html.matchAll(/<li id="fn-a-(\d)"[^>]* data-source="([^"]*)"/g)];
    expect(places.map(([, number, place]) => [number, place])).toEqual([
      ['1', 'a.md:15'],
      ['2', 'a.md:13'],
      ['3', 'a.md:13'],
    ]);
  });
});

describe('poems', () => {
  test.each(['\t', ' / ', ' * '])('hemistichs are parted by %j', (separator) => {
    expect(bare(`:::poem\nالف${separator}ب\n:::`)).toBe('<div class="poem">\n<div class="couplet"><span class="hemistich">الف</span><span class="hemistich">ب</span></div>\n</div>'); // prettier-ignore
  });

  test('blank lines part stanzas; title and poet stand around', () => {
    const html = bare(':::poem رستم | فردوسی\nا / ب\n\nج / د\n:::');
    expect(html.match(/class="stanza"/g)).toHaveLength(2);
    expect(html).toMatch(
      /^<div class="poem">\n<p class="poem-title">رستم<\/p>[^]*<p class="poem-source">فردوسی<\/p>\n<\/div>$/,
    );
  });

  test('lines without a second hemistich are free verse', () => {
    expect(bare(':::poem\nیک\nدو\n:::')).toBe('<div class="poem free-verse">\n<div class="verse">یک</div>\n<div class="verse">دو</div>\n</div>'); // prettier-ignore
  });

  test('a line that looks like a list or heading is verse', () => {
    expect(bare(':::poem\n# a / - b\n:::', 'en')).toContain('<span class="hemistich"># a</span><span class="hemistich">- b</span>'); // prettier-ignore
  });
});

describe('containers', () => {
  test('nest, and an unclosed one ends with its parent', () => {
    expect(bare(':::box\n:::quote\na\n:::\nb\n:::\nc\n\n:::quote\nd', 'en')).toBe('<aside class="box">\n<blockquote class="quote">\n<p>a</p>\n</blockquote>\n<p>b</p>\n</aside>\n<p>c</p>\n<blockquote class="quote">\n<p>d</p>\n</blockquote>'); // prettier-ignore
  });

  test('::: within a code fence closes nothing', () => {
    expect(bare(':::box\n```\n:::\n```\n:::', 'en')).toContain('<pre><code>:::\n</code></pre>\n</aside>');
  });

  test('of an unknown name are reported and set as a plain block', () => {
    const { html, list } = render(':::warnung\na\n:::', undefined, 'en');
    expect(html).toContain('<div class="warnung"');
    expect(list).toMatchObject([{ code: 'A009', place: { line: 10, column: 1 } }]);
  });
});

describe('attributes', () => {
  test.each([
    ['[text]{lang=en .x #y}', '<p dir="ltr"><span lang="en" id="y" class="x">text</span></p>'],
    ['متن [text]{lang=en} متن', '<p>متن <span lang="en" dir="ltr">text</span> متن</p>'],
    ['*الف*{.b}', '<p><em class="b">الف</em></p>'],
    ['## سر {#s .t}', '<h2 id="s" class="t">سر</h2>'],
    ['متن {.note}', '<p class="note">متن</p>'],
    ['متن\n{.note}', '<p class="note">متن</p>'],
    ['- الف\n\n{.list}', '<ul class="list">\n<li>الف</li>\n</ul>'],
    ['متن \\{.note}', '<p>متن {.note}</p>'],
    ['{متن}', '<p>{متن}</p>'],
  ])('%j', (text, html) => {
    expect(bare(text)).toBe(html);
  });

  test('beyond the allow-list are removed and reported', () => {
    const { html, list } = render('الف\n\n*ب*{onclick=x dir=sideways}');
    expect(html).toContain('<em>ب</em>');
    expect(list.map(({ code, place }) => `${code} ${place?.line}`)).toEqual(['A006 12', 'A006 12']);
  });
});

describe('figures', () => {
  test('a picture alone in a paragraph is a figure; its title is the caption', () => {
    const { html, pictures } = render('![عکس کوه](media/کوه%20بلند.jpg "در بهار"){credit="AFP" .wide}');
    expect(html).toBe('<figure data-source="a.md:10" class="wide"><img src="issues/articles/media/کوه بلند.jpg" alt="عکس کوه"><figcaption>در بهار <span class="credit">AFP</span></figcaption>\n</figure>\n'); // prettier-ignore
    expect(pictures).toMatchObject([
      { source: 'issues/articles/media/کوه بلند.jpg', place: { file: 'a.md', line: 10 } },
    ]);
  });

  test('without a title the alternative text is the caption, with its markup', () => {
    expect(bare('![a *b*](x.jpg)', 'en')).toBe('<figure><img src="issues/articles/x.jpg" alt="a b"><figcaption>a <em>b</em></figcaption>\n</figure>'); // prettier-ignore
  });

  test('whose alternative text is in another language says so, and its caption where that is the same text', () => {
    expect(bare('![درختی](x.jpg){lang=fa}', 'en')).toBe('<figure><img src="issues/articles/x.jpg" alt="درختی" lang="fa"><figcaption><span lang="fa" dir="rtl">درختی</span></figcaption>\n</figure>'); // prettier-ignore
    expect(bare('![a tree](x.jpg "درختی"){lang=en}', 'fa')).toContain('lang="en"><figcaption>درختی</figcaption>'); // prettier-ignore
  });

  test('an empty caption leaves it out; text beside the picture keeps it in the line', () => {
    expect(bare('![a](x.jpg){caption=""}', 'en')).not.toContain('figcaption');
    expect(bare('see ![a](x.jpg)', 'en')).toBe('<p>see <img src="issues/articles/x.jpg" alt="a"></p>');
  });

  test('a picture outside the publication folder is refused, its text stays', () => {
    const { html, list, pictures } = render('![متن](../../../x.jpg)');
    expect(html).toContain('>متن</p>');
    expect(pictures).toEqual([]);
    expect(list).toMatchObject([{ code: 'X001', severity: 'error', place: { line: 10 } }]);
  });
});

describe('direction', () => {
  test('a block whose letters run the other way says so', () => {
    expect(bare('An English paragraph.')).toBe('<p dir="ltr">An English paragraph.</p>');
    expect(bare('متن', 'en')).toBe('<p dir="rtl">متن</p>');
    expect(bare('- one\n- دو')).toBe('<ul>\n<li dir="ltr">one</li>\n<li>دو</li>\n</ul>');
  });

  test('a name in other letters at the beginning does not turn the paragraph', () => {
    expect(bare('CNN گزارش داد که راه بسته است.')).toBe('<p>CNN گزارش داد که راه بسته است.</p>');
  });

  test('digits and signs decide nothing', () => {
    expect(firstStrongDirection('۱۲۳ – 2024 (…)')).toBeUndefined();
    expect(firstStrongDirection('2024 «متن»')).toBe('rtl');
  });
});

describe('raw HTML', () => {
  test('what is allowed stays, well nested', () => {
    expect(bare('a <b>b *c</b> d* <sub>e', 'en')).toBe('<p>a <b>b <em>c d</em> <sub>e</sub></b></p>');
    expect(bare('<div class="x">\n\n*a*\n\n</div>\n\nb', 'en')).toBe(
      '<div class="x">\n<p><em>a</em></p>\n</div>\n<p>b</p>',
    );
    expect(bare('<div><p>a\n\nb</div> c\n\nd', 'en')).toBe('<div><p>a\n</p><p>b c</p>\n</div><p>d</p>');
  });

  test('scripts go with their content, at their line and column', () => {
    const { html, list } = render('a\n\nb <script>alert(1)</script>c', undefined, 'en');
    expect(html).not.toMatch(/script|alert/);
    expect(html).toContain('b c');
    expect(list).toMatchObject([{ code: 'A006', place: { line: 12, column: 3 } }]);
  });
});

describe('the text is exact', () => {
  test('quotes, dashes, ZWNJ and addresses stay as they are written', () => {
    const text = `می${ZWNJ}خواهم "so" -- (c) ... 'x' https://x.org/%D8%B9?a=b`;
    expect(
      bare(text, 'en')
        .replaceAll(/<[^>]+>/g, '')
        .replaceAll('&quot;', '"'),
    ).toBe(text);
  });

  test('words of any script come back from the HTML', () => {
    const word = fc.stringMatching(/^[\p{L}\p{M}\p{N}\u200C«»،؛؟–…“”.]{1,12}$/u);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 20 }), (words) => {
        // A number with a dot at the beginning is a list; an address becomes a link without losing a letter.
        const text = `x ${words.join(' ')}`.normalize('NFC');
        expect(bare(text, 'en').replaceAll(/<[^>]+>/g, '')).toBe(text);
      }),
      { numRuns: 300, seed: 3 },
    );
  });

  test('every top-level block says where it comes from', () => {
    const { html } = render('# a\n\nb\n\n- c\n\n:::box\nd\n:::\n\n<div>e</div>', undefined, 'en');
    expect([...html.matchAll(/data-source="([^"]*)"/g)].map(([, place]) => place)).toEqual(['a.md:10', 'a.md:12', 'a.md:14', 'a.md:16', 'a.md:20']); // prettier-ignore
  });
});

test('links keep only addresses that a reader can follow', () => {
  expect(bare('[a](https://x.org) [b](#c) [d](mailto:e@f.org) [g](notes.html) www.x.org/y, h@i.org.', 'en')).toBe('<p><a href="https://x.org">a</a> <a href="#c">b</a> <a href="mailto:e@f.org">d</a> g <a href="http://www.x.org/y">www.x.org/y</a>, <a href="mailto:h@i.org">h@i.org</a>.</p>'); // prettier-ignore
});
