// `normalize: letters`: Arabic yeh and kaf in Persian text, and nowhere else, from the manifest to the printed text.
import { afterEach, describe, expect, it } from 'vitest';
import { Diagnostics, DiagnosticsError } from '../../../src/base/diagnostic.ts';
import { buildIssue } from '../../../src/build-issue.ts';
import { findElement, textContent } from '../../../src/document/html-tree.ts';
import { parseHtml } from '../../../src/document/parse-html.ts';
import { loadIssue } from '../../../src/issue/load-issue.ts';
import { spellPersian } from '../../../src/unicode/normalise.ts';
import type { Publication } from '../issue/publication.ts';
import { articleFile, publication } from '../issue/publication.ts';

const YEH = '\u064a';
const KAF = '\u0643';
const TYPED = `${KAF}تاب ${YEH}ک${YEH}`;
const SPELT = 'کتاب یکی';

describe('spellPersian', () => {
  it.each(['fa', 'fa-AF', 'FA', 'fa-Arab-IR'])('gives text in %s Persian yeh and kaf', (language) => {
    expect(spellPersian(TYPED, language)).toBe(SPELT);
  });

  it.each(['ps', 'ar', 'prs', 'ur', 'fas', 'en', ''])('leaves text in “%s” alone', (language) => {
    expect(spellPersian(TYPED, language)).toBe(TYPED);
  });

  it('changes no other letter, and no length', () => {
    for (let code = 0x600; code < 0x700; code++) {
      const letter = String.fromCharCode(code);
      if (letter !== YEH && letter !== KAF) expect(spellPersian(letter, 'fa')).toBe(letter);
    }
    expect(spellPersian(`ى${YEH}ئ`, 'fa')).toBe('ىیئ');
  });
});

describe('parseHtml with a spelling', () => {
  const html = `<html lang="fa"><body><p title="${YEH}">${YEH}<span lang="ps" title="${KAF}">${YEH}<b>${YEH}</b></span>${YEH}</p><img lang="ar" alt="${KAF}"><img alt="${KAF}"></body></html>`;

  it('gives every text the spelling of the language it stands in', () => {
    const root = parseHtml(html, spellPersian);
    expect(textContent(root)).toBe(`ی${YEH}${YEH}ی`);
    expect(findElement(root, 'p')?.attributes.get('title')).toBe('ی');
    expect(findElement(root, 'span')?.attributes.get('title')).toBe(KAF);
    const body = findElement(root, 'body');
    const alts = body?.children.flatMap((each) =>
      each.kind === 'element' ? [each.attributes.get('alt')] : [],
    );
    expect(alts).toEqual([undefined, KAF, 'ک']);
  });

  it('changes nothing without one', () => {
    expect(textContent(parseHtml(html))).toBe(YEH.repeat(4));
  });
});

describe('normalize of the manifest', () => {
  let open: Publication | undefined;
  afterEach(() => open?.remove());
  const make = (extra: string): Publication =>
    (open = publication({
      'issues/1.yaml': `issue: a\ndate: 2024-05-08\nlanguage: fa\ntitle: T\ntemplate: t\n${extra}sections:\n  - articles: [articles/fa.md, articles/ps.md]\n`,
      'issues/articles/fa.md': `${articleFile(`title: "${TYPED}"\nlanguage: fa`)}\n${TYPED}, [${YEH}]{lang=ar}\n`,
      'issues/articles/ps.md': `${articleFile(`title: "${TYPED}"\nlanguage: ps`)}\n${TYPED}\n`,
      'templates/t/issue.hbs': '<html lang="fa"><body>{{#each sections}}{{#each articles}}<div lang="{{language}}"><h1>{{title}}</h1>{{{html}}}</div>{{/each}}{{/each}}</body></html>', // prettier-ignore
      'templates/t/style.css': 'html { font: 10pt/15pt Vazirmatn }',
    }));
  const textOf = async (extra: string): Promise<string> => (await buildIssue(make(extra).manifest, { publicationFolder: open?.folder ?? '' })).text; // prettier-ignore

  it('letters: spells titles and text in Persian, and leaves Pashto and Arabic as they are', async () => {
    const text = await textOf('normalize: letters\n');
    const [first, second] = text.split(/(?=ك)/u);
    expect(first).toContain(SPELT);
    expect(first).toContain(`یکی, ${YEH}`);
    expect(second).toContain(TYPED);
  });

  it('is off where nothing is said', async () => {
    const text = await textOf('');
    expect(text).not.toContain(SPELT);
    expect(text).toContain(TYPED);
  });

  it('is an error at its place with any other value', () => {
    const diagnostics = new Diagnostics();
    const { manifest, folder } = make('normalize: digits\n');
    try {
      loadIssue(manifest, folder, diagnostics);
    } catch (cause) {
      if (!(cause instanceof DiagnosticsError)) throw cause;
    }
    const { list } = diagnostics;
    expect(list.map(({ code, place }) => [code, place?.line, place?.column])).toEqual([['M004', 6, 12]]);
    expect(list[0]?.message).toContain('letters');
  });
});
