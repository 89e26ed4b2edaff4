// Articles that go on elsewhere, in written pages: one structure, with what says where they go on between two of their paragraphs.
import { describe, expect, test } from 'vitest';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import { checkStructure } from '../../../src/preflight/check-structure.ts';
import { readStructure } from '../../../src/preflight/structure/read-structure.ts';
import type { StructureElement, StructureNode } from '../../../src/preflight/structure/structure-types.ts';
import { textOf } from '../../../src/preflight/structure/structure-types.ts';
import { layOut } from '../../helpers/lay-out.ts';
import { writeLaidOut } from '../../helpers/write-laid-out.ts';

const CSS = `@page { size: 260pt 200pt; margin: 10pt } html { font: 10pt/12pt "Source Serif 4" } p, h1, h2 { margin: 0; font-size: 10pt }
.text { flow-into: lead } .start, .end { flow-from: lead } .start { height: 60pt } .jump, .more { -nashr-display-if: flow-continues(lead) } .more { break-before: page }
.whole { break-inside: avoid } .jump a::after { content: target-counter(attr(href), page) }`; // prettier-ignore

const words = (letter: string, count: number): string => Array.from({ length: count }, (_, i) => `${letter}${i}`).join(' '); // prettier-ignore
const JUMP = '<p class="jump"><a href="#rest">Continued on page </a></p>';
const MORE = '<section class="more"><p><a href="#lead">From page 1</a></p><h1>More wells</h1><div class="end" id="rest"></div></section>'; // prettier-ignore
const OTHER = '<article><h1>Other</h1><p>Other text.</p></article>';

/** `Role: text` of each element and, indented, of what is in it, down to paragraphs. */
async function heard(html: string): Promise<readonly string[]> {
  const laid = await layOut(html, CSS, { fonts: 'bundled', plain: false });
  const { pdf, text } = await writeLaidOut(laid);
  const options = { file: 'x.pdf', diagnostics: new Diagnostics() };
  expect(await checkStructure(pdf, { ...options, expected: text })).toEqual([]);
  const structure = await readStructure(pdf, options);
  const lines: string[] = [];
  const walk = (node: StructureNode, indent: string): void => {
    if (node.kind === 'text') return;
    const isGroup = ['Document', 'Art', 'Sect', 'Div'].includes(node.role);
    lines.push(`${indent}${node.role}${isGroup ? '' : `: ${brief(node)}`}`);
    if (isGroup) for (const child of node.children) walk(child, `${indent}  `);
  };
  for (const child of structure?.elements[0]?.children ?? []) walk(child, '');
  return lines;
}

/** First and last word of longer text. */
function brief(node: StructureElement): string {
  const all = textOf(node).split(' ');
  return all.length <= 4 ? all.join(' ') : `${all[0]} … ${all.at(-1)}`;
}

describe('an article that goes on elsewhere', () => {
  test('is read through the paragraph that is parted, then where it goes on, then the rest', async () => {
    const article = `<article id="lead"><h1>Wells</h1><div class="text"><p>${words('a', 30)}</p><p>${words('b', 60)}</p><p>${words('c', 30)}</p></div><div class="start"></div>${JUMP}</article>`;
    expect(await heard(`${article}${OTHER}${MORE}`)).toEqual([
      'Art',
      '  H1: Wells',
      '  P: a0 … a29',
      '  P: b0 … b59',
      '  P: Continued on page 2',
      '  Div',
      '    P: From page 1',
      '    H2: More wells',
      '  P: c0 … c29',
      'Art',
      '  H1: Other',
      '  P: Other text.',
    ]);
  });

  test('says so before its next paragraph, where it is parted between two', async () => {
    const article = `<article id="lead"><h1>Wells</h1><div class="text"><p>${words('a', 30)}</p><p class="whole">${words('b', 60)}</p></div><div class="start"></div>${JUMP}</article>`;
    const found = await heard(`${article}${MORE}`);
    expect(found.indexOf('  P: Continued on page 2')).toBeLessThan(found.findIndex((line) => line.startsWith('  P: b'))); // prettier-ignore
  });

  test('has a headline there one level below its own, whatever stands between them', async () => {
    const article = `<article id="lead"><h2>Wells</h2><div class="text"><p>${words('a', 60)}</p><h3>Deeper</h3><p>${words('b', 60)}</p></div><div class="start"></div>${JUMP}</article>`;
    const found = await heard(`<h1>Issue</h1>${article}<article><h2>Other</h2><h4>Deep</h4></article>${MORE}<article><h3>Last</h3></article>`); // prettier-ignore
    expect(found.filter((line) => / H\d|^H\d/.test(line))).toEqual(['H1: Issue', '  H2: Wells', '    H3: More wells', '  H3: Deeper', '  H2: Other', '  H3: Deep', '  H3: Last']); // prettier-ignore
  });

  test('says nothing where all of it has room', async () => {
    const article = `<article id="lead"><h1>Wells</h1><div class="text"><p>Short.</p></div><div class="start"></div>${JUMP}</article>`; // prettier-ignore
    expect(await heard(`${article}${MORE}`)).toEqual(['Art', '  H1: Wells', '  P: Short.']);
  });
});

describe('what belongs to the text of several articles', () => {
  test('stays where it was written', async () => {
    const article = (name: string, more = ''): string => `<article><h1>${name}</h1><div class="text"><p>${words(name, 60)}</p></div>${more}</article>`; // prettier-ignore
    const found = await heard(`${article('a')}${article('b', `<div class="start"></div>${JUMP}`)}${MORE}`);
    expect(found.slice(-3)).toEqual(['Sect', '  P: From page 1', '  H1: More wells']);
    expect(found).toContain('  P: Continued on page 2');
  });
});
