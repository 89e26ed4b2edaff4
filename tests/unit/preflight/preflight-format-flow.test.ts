import { expect, test } from 'vitest';
import { formatFlow } from '../../../src/preflight/compare/format-flow.ts';
import type {
  DocumentStructure,
  StructureElement,
  StructureNode,
} from '../../../src/preflight/structure/structure-types.ts';

function element(role: string, ...children: readonly StructureNode[]): StructureElement {
  return { kind: 'element', role, language: 'en', page: 1, children };
}

function text(page: number, words: string): StructureNode {
  return { kind: 'text', page, text: words };
}

const FILE: DocumentStructure = {
  tagged: true,
  language: 'en',
  pages: 4,
  elements: [
    element(
      'Document',
      element(
        'Art',
        element('H1', text(1, 'First')),
        element(
          'P',
          text(1, 'A paragraph with a '),
          element('Link', text(1, 'link that')),
          text(3, ' goes on.'),
        ),
      ),
      element('Art', element('H1', text(2, 'Second'))),
    ),
  ],
  untagged: [],
};

test('the text of tags is one flow in their order, a paragraph of two pages in one piece', () => {
  expect(formatFlow(FILE)).toBe('First\n\nA paragraph with a link that goes on.\n\nSecond\n');
});

test('tags that do not hold all text of the file, or none, give no flow', () => {
  expect(formatFlow({ ...FILE, untagged: [{ kind: 'text', page: 1, text: 'lost' }] })).toBeNull();
  expect(formatFlow({ ...FILE, elements: [element('Document')] })).toBeNull();
});

test('text that stands for what is shown is part of the flow', () => {
  const call = { ...element('Span'), actualText: 'telephone' };
  const elements = [
    element('P', text(1, 'The '), call, text(1, ' of the weekly')),
    { ...element('P'), actualText: 'whole' },
  ];
  expect(formatFlow({ ...FILE, elements })).toBe('The telephone of the weekly\n\nwhole\n');
});
