// The nameplate of the weekly with names of any length, language and script: all of it stands on the page, beside the facts and
// above the picture, and comes back from the PDF.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { buildIssue } from '../../src/build-issue.ts';
import { buildDocument } from '../../src/document/build-document.ts';
import { loadFlexSolver } from '../../src/flow/flex/flex-solver.ts';
import { layoutPages } from '../../src/flow/layout-pages.ts';
import { createFontLibrary } from '../../src/font/load-fonts.ts';
import { textOfLine } from '../../src/frame/dump.ts';
import type { TextItem } from '../../src/frame/frame.ts';
import { prepareIssue } from '../../src/prepare-issue.ts';
import { checkStructure } from '../../src/preflight/check-structure.ts';
import { articleOf, inFolder, makeFolder, writeInto } from '../cli/cli-kit.ts';

const ROOT = join(import.meta.dirname, '../..');
const MM = 72 / 25.4;
const BODIES: Readonly<Record<string, string>> = {
  fa: 'این یک متن کوتاه است.',
  ps: 'دا یو لنډ متن دی.',
};

/** An issue with this name, in the working folder. */
function writeIssue(language: string, title: string): void {
  cpSync(join(ROOT, 'templates'), 'templates', { recursive: true });
  writeInto('.', {
    'issues/1.yaml': `issue: one\nnumber: 7\ndate: 2024-05-08\nlanguage: ${language}\ntitle: ${title}\ntemplate: weekly\nmeta:\n  subtitle: { fa: هفته‌نامهٔ خواندن, en: A weekly for reading }\nsections:\n  - articles: [articles/a.md]\n`,
    'issues/articles/a.md': articleOf(BODIES[language] ?? 'A short text.', `title: Title\nlanguage: ${language}`), // prettier-ignore
  });
}

/** The lines of the first page. */
async function coverLines(): Promise<readonly TextItem[]> {
  const diagnostics = new Diagnostics();
  const prepared = await prepareIssue('issues/1.yaml', {}, diagnostics);
  const { resolver, publicationFolder } = prepared;
  const document = buildDocument({ ...prepared, diagnostics, file: prepared.templateFile });
  const fonts = await createFontLibrary({ fontFaces: resolver.fontFaces, publicationFolder, diagnostics });
  const flex = await loadFlexSolver();
  const [cover] = [...layoutPages({ document, resolver, fonts, flex, diagnostics })];
  return (cover?.page.items ?? []).filter((item) => item.kind === 'text');
}

test.each([
  ['en', 'Barg'],
  ['en', 'Free Afghanistan'],
  ['en', 'Wochenzeitung'],
  ['de', 'Landwirtschaftszeitung'],
  ['de', 'Die Landwirtschaftliche Wochenschau'],
  ['de', 'Donaudampfschifffahrtsgesellschaft'],
  ['fr', 'Le Journal hebdomadaire des agriculteurs et des jardiniers de la montagne'],
  ['fa', 'آزاد افغانستان'],
  ['ps', 'د افغانستان خپلواکي'],
  ['ps', 'د ښځو څنګ، کوڼ ړوند ډېر ږ ۍ'],
  ['fa', 'هفته‌نامهٔ کشاورزی و دامداری افغانستان و همسایگان آن در سال نو'],
] as const)('a name in %s, %s, has its room and its place', async (language, name) => {
  await inFolder(makeFolder(), async () => {
    writeIssue(language, name);
    const { diagnostics, pdf, text } = await buildIssue('issues/1.yaml');
    expect(diagnostics).toEqual([]);
    const found = await checkStructure(pdf, { file: name, diagnostics: new Diagnostics(), expected: text });
    expect(found?.filter(({ severity }) => severity === 'error')).toEqual([]);
    const lines = await coverLines();
    const count = lines.findIndex((line) => textOfLine(line) === 'A weekly for reading');
    expect(count).toBeGreaterThan(0);
    const plate = lines.slice(0, count);
    const facts = lines.slice(count, count + 4);
    expect(plate.map(textOfLine).join('').replaceAll(' ', '')).toBe(name.replaceAll(' ', ''));
    const left = Math.min(...plate.map(({ x }) => x));
    expect(left).toBeGreaterThan(Math.max(...facts.map(({ x, width }) => x + width)) + 5 * MM);
    for (const { x, width } of plate) expect(x + width).toBeCloseTo(180 * MM, 0);
    for (const { y } of plate) expect(y).toBeGreaterThan(14 * MM);
    for (const { y } of plate) expect(y).toBeLessThan(72 * MM);
  });
});

test('a name in two languages is printed in both, one in one language once', async () => {
  const printed = async (language: string, title: string): Promise<readonly string[]> =>
    inFolder(makeFolder(), async () => {
      writeIssue(language, title);
      return (await coverLines()).map(textOfLine).slice(0, 2);
    });
  expect(await printed('fa', '{ fa: برگ, en: Barg }')).toEqual(['برگ', 'Barg']);
  expect(await printed('en', '{ fa: برگ, en: Barg }')).toEqual(['Barg', 'برگ']);
  expect(await printed('ps', '{ ps: پاڼه, fa: برگ }')).toEqual(['پاڼه', 'برگ']);
  expect(await printed('fa', 'برگ')).toEqual(['برگ', 'A weekly for reading']);
});
