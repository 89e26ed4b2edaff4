// Hundreds of paragraphs of real sentences with headings, pictures and quotes, over columns and pages: no rule about breaks
// is broken anywhere.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Box } from '../../../src/document/boxes.ts';
import type { TextItem } from '../../../src/frame/frame.ts';
import type { LaidOut } from '../../helpers/lay-out.ts';
import { itemsOf, layOut } from '../../helpers/lay-out.ts';

function sentences(language: string): readonly string[] {
  const file = join(import.meta.dirname, `../../data/corpora/${language}.txt.gz`);
  return gunzipSync(readFileSync(file)).toString('utf8').split('\n').filter((line) => line.trim() !== '').map((line) => line.replace(/[&<>]/g, ' ')); // prettier-ignore
}

/** Articles of 5 to 19 paragraphs of 1 to 4 sentences each; where things stand follows from their numbers. */
function articles(language: string, direction: string): string {
  const all = sentences(language);
  const out: string[] = [];
  let at = 0;
  for (let article = 0; at < all.length - 80; article++) {
    const parts: string[] = [];
    for (let p = 0; p < 5 + ((article * 7) % 15); p++) {
      if (p % 4 === 3) parts.push(`<h3>${all[at++]?.slice(0, 30) ?? ''}</h3>`);
      if (p % 6 === 4) parts.push(`<figure><img src=a.png><figcaption>${all[at++]?.slice(0, 90) ?? ''}</figcaption></figure>`); // prettier-ignore
      if (p % 7 === 6) parts.push(`<blockquote>${all[at++]?.slice(0, 60) ?? ''}</blockquote>`);
      const count = 1 + ((article + p * 3) % 4);
      parts.push(`<p>${all.slice(at, at + count).join(' ')}</p>`);
      at += count;
    }
    out.push(
      `<article><h2>${all[at++]?.slice(0, 40) ?? ''}</h2><div class=text>${parts.join('')}</div></article>`,
    );
  }
  return `<section lang=${language} dir=${direction}>${out.join('')}</section>`;
}

const CSS = `
  @page { size: 420pt 560pt; margin: 30pt }
  html { font: 9pt/13pt Vazirmatn; line-grid: create; line-snap: baseline }
  h2 { font-size: 16pt; line-height: 20pt; margin: 13pt 0 4pt; break-after: avoid }
  h3 { font-size: 9pt; line-height: 13pt; margin: 13pt 0 0; break-after: avoid }
  p { margin: 0; text-align: justify; orphans: 2; widows: 2 }
  section { break-before: page } section[lang=en] { font-family: "Source Serif 4" }
  .text { columns: 3; column-gap: 12pt; orphans: 4 } section[lang=en] .text { columns: 2 }
  .text > * { orphans: 2 }
  figure { margin: 6pt 0; break-inside: avoid } img { display: block; width: 80pt; height: 52pt } figcaption { font-size: 7pt; line-height: 9pt; break-before: avoid }
  blockquote { margin: 10pt 0; font-size: 12pt; line-height: 17pt; break-inside: avoid }
`;

/** The lines of one paragraph that stand in one column. */
interface Part {
  readonly page: number;
  readonly left: number;
  readonly lines: TextItem[];
}

let laid: LaidOut;
/** By structure element, in order. */
const parts = new Map<number, Part[]>();

beforeAll(async () => {
  const html = articles('fa', 'rtl') + articles('en', 'ltr');
  laid = await layOut(html, CSS, { fonts: 'bundled', plain: false, pictures: { 'a.png': [100, 65] } });
  for (const page of laid.pages) {
    for (const line of itemsOf(page, 'text')) {
      const left = columnOf(line, page.index);
      const own = parts.get(line.tag) ?? [];
      const last = own.at(-1);
      if (last !== undefined && last.page === page.index && last.left === left) last.lines.push(line);
      else own.push({ page: page.index, left, lines: [line] });
      parts.set(line.tag, own);
    }
  }
}, 60_000);

/** Which third, or half, of the page a line stands in. */
function columnOf({ x, width, units }: TextItem, page: number): number {
  const middle = units.direction === 'rtl' ? x + width - 1 : x + 1;
  const columns = laid.pages[page]?.items.some((item) => item.kind === 'text' && item.units.direction === 'rtl') === true ? 3 : 2; // prettier-ignore
  return Math.floor((middle - 30) / (360 / columns));
}

function tagsOf(name: string): ReadonlySet<number> {
  const tags = new Set<number>();
  const walk = (box: Box, inside: boolean): void => {
    if (box.kind === 'paragraph' && inside) tags.add(box.tag);
    if (box.kind !== 'block') return;
    const is = inside || laid.document.structure[box.tag]?.role === name;
    for (const child of box.children) walk(child, is);
  };
  walk(laid.document.root, false);
  return tags;
}

describe('a long publication', () => {
  it('has pages and paragraphs enough to speak of', () => {
    expect(laid.pages.length).toBeGreaterThan(20);
    expect([...parts.values()].filter((own) => own.length > 1).length).toBeGreaterThan(60);
  });

  it('breaks no paragraph so that fewer than two lines stand alone', () => {
    const alone = [...parts.values()].filter(
      (own) => own.length > 1 && own.some(({ lines }) => lines.length < 2),
    );
    expect(alone).toEqual([]);
  });

  it('has two lines of text below every heading in its column', () => {
    const headings = tagsOf('H3');
    expect(headings.size).toBeGreaterThan(20);
    const low: string[] = [];
    for (const tag of headings) {
      const [own] = parts.get(tag) ?? [];
      const last = own?.lines.at(-1);
      if (own === undefined || last === undefined) throw new Error('a heading on no page');
      const below = [...parts.values()]
        .flat()
        .filter((part) => part.page === own.page && part.left === own.left);
      const lines = below.flatMap((part) => part.lines).filter(({ y }) => y > last.y);
      if (lines.length < 2) low.push(`page ${own.page}, ${last.y}`);
    }
    expect(low).toEqual([]);
  });

  it('has every caption directly below its picture', () => {
    const captions = [...tagsOf('Caption')];
    expect(captions.length).toBeGreaterThan(15);
    for (const tag of captions) {
      const [own, more] = parts.get(tag) ?? [];
      expect(more).toBeUndefined();
      const top = own?.lines[0]?.y ?? 0;
      const images = itemsOf(laid.pages[own?.page ?? 0], 'image').filter(({ y, height }) => Math.abs(top - y - height) < 9); // prettier-ignore
      expect(images.length).toBeGreaterThan(0);
    }
  });

  it('has all lines of its paragraphs on one grid, and facing columns on the same baselines', () => {
    const paragraphs = tagsOf('P');
    let first = Number.NaN;
    let count = 0;
    for (const tag of paragraphs) {
      for (const { y } of (parts.get(tag) ?? []).flatMap(({ lines }) => lines)) {
        if (Number.isNaN(first)) first = y;
        const steps = (y - first) / 13;
        expect(Math.abs(steps - Math.round(steps)) * 13).toBeLessThan(0.01);
        count++;
      }
    }
    expect(count).toBeGreaterThan(1500);
  });

  it('has an article’s head only where four lines fit below it', () => {
    for (const tag of tagsOf('H2')) {
      const [own] = parts.get(tag) ?? [];
      const last = own?.lines.at(-1)?.y ?? 0;
      const below = itemsOf(laid.pages[own?.page ?? 0], 'text').filter(
        ({ y }) => y > last + 1 && y < last + 14 * 4 + 13,
      );
      expect(below.length).toBeGreaterThanOrEqual(4);
    }
  });
});
