import { afterEach, describe, expect, it } from 'vitest';
import { manifestJsonSchema } from '../../../src/issue/json-schemas.ts';
import type { Loaded, Publication } from './publication.ts';
import { articleFile, loadPublication, publication } from './publication.ts';

let open: Publication | undefined;
afterEach(() => open?.remove());

const SECTIONS = ['[articles/fa.md]', '[articles/en.md, articles/de.md]', '[articles/ps.md, articles/fr.md]'];

function load(
  head: string,
  sections: readonly string[] = SECTIONS.map((list) => `articles: ${list}`),
): Loaded {
  const article = (language: string): string => articleFile(`title: ${language}\nlanguage: ${language}`);
  open = publication({
    'issues/1.yaml': `issue: a\ndate: 2024-05-08\ntitle: T\ntemplate: t\n${head}\nsections:\n${sections.map((s) => `  - { ${s} }\n`).join('')}`,
    ...Object.fromEntries(['fa', 'en', 'de', 'ps', 'fr'].map((name) => [`issues/articles/${name}.md`, article(name)])), // prettier-ignore
  });
  return loadPublication(open);
}

const fronts = ({ issue }: Loaded): readonly string[] | undefined => issue?.sections.map(({ front }) => front); // prettier-ignore

describe('the bound edge of an issue', () => {
  it.each([
    ['language: fa', 'right'],
    ['language: en', 'left'],
    ['language: ps\nbinding: auto', 'right'],
    ['language: fa\nbinding: left', 'left'],
    ['language: de\nbinding: right', 'right'],
    ['language: fa\nbinding: dual', 'dual'],
  ])('with %j is %s', (head, expected) => {
    const loaded = load(head);
    expect(loaded.issue?.binding).toBe(expected);
    expect(loaded.list).toEqual([]);
  });

  it('is an error at its place when it is none of these', () => {
    const { list } = load('language: fa\nbinding: top');
    expect(list.map(({ severity }) => severity)).toEqual(['error']);
    expect(list.map(({ code, place }) => [code, place?.line, place?.column])).toEqual([['M004', 6, 10]]);
    expect(list[0]?.message).toContain('auto, right, left or dual');
  });

  it('is in the JSON Schema, with the fronts of sections', () => {
    const { properties } = manifestJsonSchema() as { properties: Record<string, unknown> };
    expect(JSON.stringify(properties['binding'])).toContain('auto|right|left|dual');
    expect(JSON.stringify(properties['sections'])).toContain('main|back');
  });
});

describe('the fronts of an issue bound dual', () => {
  it('are told by the direction of a section: its language, or that of all its articles', () => {
    expect(fronts(load('language: fa\nbinding: dual'))).toEqual(['main', 'back', 'main']);
    expect(fronts(load('language: en\nbinding: dual'))).toEqual(['back', 'main', 'main']);
    const named = ['articles: [articles/fa.md]', 'language: en, articles: [articles/ps.md, articles/fr.md]'];
    expect(fronts(load('language: fa\nbinding: dual', named))).toEqual(['main', 'back']);
  });

  it('are overruled by the section', () => {
    const sections = ['front: back, articles: [articles/fa.md]', 'front: main, articles: [articles/en.md]'];
    expect(fronts(load('language: fa\nbinding: dual', sections))).toEqual(['back', 'main']);
  });

  it('are one when nothing would stand on the other, with a warning at the key', () => {
    const loaded = load('language: fa\nbinding: dual', ['articles: [articles/fa.md, articles/ps.md]']);
    expect(loaded.issue?.binding).toBe('right');
    expect(loaded.list.map(({ code, place }) => [code, place?.line, place?.column])).toEqual([['M013', 6, 10]]); // prettier-ignore
    const reversed = load('language: fa\nbinding: dual', ['articles: [articles/en.md]']);
    expect(fronts(reversed)).toEqual(['main']);
    expect(reversed.list.map(({ code }) => code)).toEqual(['M013']);
  });

  it('cannot be asked for by a section of another issue', () => {
    const loaded = load('language: fa', [
      'articles: [articles/fa.md]',
      'front: back, articles: [articles/en.md]',
    ]);
    expect(fronts(loaded)).toEqual(['main', 'main']);
    expect(loaded.list.map(({ code, place }) => [code, place?.line])).toEqual([['M013', 8]]);
  });
});
