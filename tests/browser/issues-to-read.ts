// The issues that the browsers read: a sample issue as it is, and a small one with what the sample has not.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BuiltIssue } from '../../src/build-issue.ts';
import { buildIssue } from '../../src/build-issue.ts';
import { SOUND, articleOf, inFolder, makeFolder, manifestOf, styleWith, writeInto } from '../cli/cli-kit.ts';

const ROOT = join(import.meta.dirname, '../..');

/** The Persian sample issue, sixteen pages. */
export function buildSample(): Promise<BuiltIssue> {
  return buildIssue(join(ROOT, 'issues/2024-19.yaml'));
}

/** A name of two words in Persian text, which PDFium by itself would turn round. */
export const MIXED =
  'خبرنگار Associated Press از بازار گزارش داد که نرخ نان در این هفته بلند نرفته است و مردم به کار خود می‌رسند.';
export const AROUND = ['باران دیشب تا صبح بارید و جوی‌ها پر شد.', 'فردا دوکان‌ها زودتر باز می‌شود.'] as const;

/** A paragraph a page, and pages higher than a window, so that no two are seen at once. */
const TALL = '@page { size: 200mm 400mm } p { break-after: page }';

/** Three pages, a paragraph on each: the second is the mixed one, the third has a link. */
export async function buildMixed(): Promise<BuiltIssue> {
  const folder = makeFolder();
  try {
    const [before, after] = AROUND;
    const body = `${before}\n\n${MIXED}\n\n${after} [نشانی](https://example.org/a?b=1#c)`;
    writeInto(folder, { ...SOUND, 'templates/plain/style.css': styleWith(TALL), 'issues/articles/a.md': articleOf(body), 'issues/1.yaml': manifestOf('articles/a.md') }); // prettier-ignore
    return await inFolder(folder, () => buildIssue('issues/1.yaml'), true);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Blocks of an issue's text by page, in reading order. */
export function blocksByPage(text: string): readonly (readonly string[])[] {
  return text.split('\f').map((page) => page.split(/\n{2,}/).map((block) => block.trim()).filter((block) => block !== '')); // prettier-ignore
}
