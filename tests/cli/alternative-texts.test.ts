// Pictures without alternative text: warnings of check and build that name the picture and where it stands.
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { checkCommand } from '../../src/commands/check.ts';
import type { Finding } from './cli-kit.ts';
import { SOUND, articleOf, inFolder, makePublication, runBuild, spyConsole } from './cli-kit.ts';

const PICTURE = await sharp({ create: { width: 60, height: 40, channels: 3, background: 'teal' } }).jpeg().toBuffer(); // prettier-ignore
const MANIFEST = SOUND['issues/1.yaml'] ?? '';

/** Findings of `nashr check` on the sound publication with other files, and a picture. */
async function checked(files: Readonly<Record<string, string>>): Promise<readonly Finding[]> {
  return inFolder(makePublication({ 'issues/articles/x.jpg': PICTURE, ...files }), async () => {
    const console = spyConsole();
    await checkCommand([], { format: 'json', quiet: false, strict: false }, console);
    return (JSON.parse(console.stdout) as { readonly diagnostics: readonly Finding[] }).diagnostics;
  });
}

const article = (content: string): Readonly<Record<string, string>> => ({ 'issues/articles/a.md': content });
const withImage = (image: string, language = 'fa'): Readonly<Record<string, string>> =>
  article(articleOf('متن', `title: آب\nlanguage: ${language}\nimage: { src: x.jpg${image} }`));

describe('a picture without alternative text is I004', () => {
  test.each([
    ['the picture of an article', withImage(''), 'Picture without alternative text: x.jpg', 4, 15],
    ['that of an English one too', withImage('', 'en'), 'Picture without alternative text: x.jpg', 4, 15],
    [
      'where the text is in another language',
      withImage(', alt: { en: Water }'),
      'Picture without alternative text in fa: x.jpg',
      4,
      27,
    ],
    [
      'where an English article has it in Persian',
      withImage(', alt: { fa: آب }', 'en-GB'),
      'Picture without alternative text in en-GB: x.jpg',
      4,
      27,
    ],
    [
      'a picture in the text',
      article(articleOf('متن\n\n![](x.jpg)')),
      'Picture without alternative text: x.jpg',
      7,
      5,
    ],
    [
      'a picture in raw HTML',
      article(articleOf('متن <img src="x.jpg"> متن')),
      'Picture without alternative text: x.jpg',
      5,
      5,
    ],
  ])('%s', async (_, files, message, line, column) => {
    expect(await checked(files)).toMatchObject([
      { code: 'I004', severity: 'warning', message, file: 'issues/articles/a.md', line, column },
    ]);
  });

  test('an insert of the manifest', async () => {
    const manifest = MANIFEST.replace('      - articles/a.md\n', '      - articles/a.md\n      - insert: { src: articles/x.jpg, size: column }\n'); // prettier-ignore
    expect(await checked({ 'issues/1.yaml': manifest })).toMatchObject([
      { code: 'I004', file: 'issues/1.yaml', line: 9, column: 24, message: 'Insert without alternative text: articles/x.jpg' }, // prettier-ignore
    ]);
  });

  test('a picture of the template', async () => {
    const template = (SOUND['templates/plain/issue.hbs'] ?? '').replace('<body>', '<body><img src="issues/articles/x.jpg">'); // prettier-ignore
    expect(await checked({ 'templates/plain/issue.hbs': template })).toMatchObject([
      { code: 'I004', severity: 'warning', message: 'Picture without alternative text: issues/articles/x.jpg', file: 'templates/plain/issue.hbs' }, // prettier-ignore
    ]);
  });

  test('a picture of the template that the manifest names, where it does', async () => {
    const template = (SOUND['templates/plain/issue.hbs'] ?? '').replace('<body>', '<body><img src="{{issue.meta.cover.image}}">'); // prettier-ignore
    const manifest = `${MANIFEST}meta:\n  cover: { image: issues/articles/x.jpg }\n`;
    expect(await checked({ 'templates/plain/issue.hbs': template, 'issues/1.yaml': manifest })).toMatchObject(
      [{ code: 'I004', file: 'issues/1.yaml', line: 10, column: 19 }],
    );
  });

  test.each(['x.jpg', 'X.JPG', 'media/x.jpg'])('an alternative text that is the name of its file: %s', async (alt) => {
    expect(await checked(article(articleOf(`متن\n\n![${alt}](x.jpg)`)))).toMatchObject([
      { code: 'I004', severity: 'warning', message: `The alternative text of issues/articles/x.jpg is its name: ${alt}`, file: 'issues/articles/a.md' },
    ]);
  }); // prettier-ignore

  test('build says it as check does', async () => {
    await inFolder(makePublication({ 'issues/articles/x.jpg': PICTURE, ...withImage('') }), async () => {
      const { status, findings } = await runBuild();
      expect(status).toBe(0);
      expect(findings.filter(({ code }) => code === 'I004')).toMatchObject([{ line: 4, column: 15 }]);
    });
  });
});

describe('nothing is said of', () => {
  test.each([
    ['an alternative text', withImage(', alt: رود')],
    ['one in the language of the article', withImage(', alt: { en: River, fa: رود }')],
    ['one in its primary language', withImage(', alt: { fa: رود }', 'fa-AF')],
    ['a word that the file is named after', article(articleOf('متن\n\n![x](x.jpg)'))],
    ['a decoration in front matter', withImage(', alt: ""')],
    ['a decoration in the text', article(articleOf('متن\n\n![](x.jpg){alt=""}'))],
    ['a decoration in raw HTML', article(articleOf('متن <img src="x.jpg" alt=""> متن'))],
    ['a decoration among the inserts', { 'issues/1.yaml': MANIFEST.replace('      - articles/a.md\n', '      - articles/a.md\n      - insert: { src: articles/x.jpg, size: column, alt: "" }\n') }], // prettier-ignore
  ])('%s', async (_, files) => {
    expect(await checked(files)).toEqual([]);
  });
});

test('a decoration is an artifact in the PDF, a described picture a Figure with its text', async () => {
  const figures = async (alt: string): Promise<number> =>
    inFolder(
      makePublication({ 'issues/articles/x.jpg': PICTURE, ...withImage(`, alt: ${alt}`) }),
      async () => {
        await runBuild();
        const { readFileSync } = await import('node:fs');
        const { inflatedStreams } = await import('../unit/pdf/pdf-stand-ins.ts');
        const objects = inflatedStreams(readFileSync('out/one.pdf')).map(({ text }) => text).join('\n'); // prettier-ignore
        return [...objects.matchAll(/\/Alt/g)].length;
      },
    );
  expect(await figures('""')).toBe(0);
  expect(await figures('رود')).toBe(1);
});
