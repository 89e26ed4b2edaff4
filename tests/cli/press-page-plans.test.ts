// The table of page plans in the README, row by row: the manifest is built, and the pages of its files are read.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import type { InspectedPage } from '../../src/preflight/inspect/inspected-pdf.ts';
import { openPdfForInspection } from '../../src/preflight/inspect/open-pdf-for-inspection.ts';
import { SOUND, articleOf, inFolder, makePublication, runBuild, styleWith } from './cli-kit.ts';

const README = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
const TABLE = /<!-- plans -->([\s\S]*?)<!-- \/plans -->/.exec(README)?.[1] ?? '';
const ROWS = [...TABLE.matchAll(/^\| `(press: .*)` \| (.*?) \| (?:(.*?) )?\|$/gm)].map(([, manifest = '', inside = '', cover = '']) => [manifest, inside, cover] as const); // prettier-ignore

const HOUSE = '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="170" viewBox="0 0 120 170"><rect x="10" y="10" width="100" height="150" fill="#123"/></svg>'; // prettier-ignore
const PAGES = Array.from({ length: 6 }, (_, i) => `Page ${i + 1}.`).join('\n\n');

/** What a page shows: its number, the house notice, or nothing. */
async function shown(page: InspectedPage): Promise<string> {
  const number = /Page (\d)/.exec((await page.text()) ?? '')?.[1];
  const [left, bottom, right, top] = page.boxes.trim ?? page.boxes.media;
  const isInside = ({ bounds }: InspectedPage['events'][number]): boolean => bounds[0] >= left && bounds[1] >= bottom && bounds[2] <= right && bounds[3] <= top; // prettier-ignore
  return number ?? (page.events.some(isInside) ? 'house.svg' : '–');
}

async function pagesOf(file: string): Promise<string> {
  const bytes = new Uint8Array(readFileSync(file));
  const pdf = await openPdfForInspection(bytes, { file, diagnostics: new Diagnostics() });
  const found: string[] = [];
  for await (const page of pdf?.pages() ?? []) found.push(await shown(page));
  return found.join(' ');
}

describe('the page plans of the README', () => {
  test('are there', () => {
    expect(ROWS.length).toBeGreaterThan(6);
    for (const key of ['filler', 'before-last', 'separate', 'reversed']) expect(TABLE).toContain(key);
  });

  test.each(ROWS)('%s makes %s, with a cover of its own: %s', async (manifest, inside, cover) => {
    const files = {
      'issues/1.yaml': `${SOUND['issues/1.yaml'] ?? ''}editions:\n  ${manifest}\n`,
      'issues/house.svg': HOUSE,
      'issues/articles/a.md': articleOf(PAGES, 'title: آب\nlanguage: en'),
      'templates/plain/style.css': styleWith('p + p { break-before: page }'),
    };
    await inFolder(makePublication(files), async () => {
      const { status, outputs } = await runBuild({ editions: ['press'] });
      expect(status).toBe(0);
      expect(outputs).toEqual([...(cover === '' ? [] : ['one.press-cover.pdf']), 'one.press.pdf']);
      expect(await pagesOf('out/one.press.pdf')).toBe(inside);
      if (cover !== '') expect(await pagesOf('out/one.press-cover.pdf')).toBe(cover);
    });
  });
});
