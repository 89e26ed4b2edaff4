// The tag tree as an assistive tool reads it.
import { describe, expect, test } from 'vitest';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import { formatStructure } from '../../../src/preflight/structure/format-structure.ts';
import { readStructure } from '../../../src/preflight/structure/read-structure.ts';
import type { DocumentStructure } from '../../../src/preflight/structure/structure-types.ts';
import { textOf } from '../../../src/preflight/structure/structure-types.ts';
import { plainPdf } from '../../cli/make-pdf.ts';
import { taggedPdf } from './tagged-pdf.ts';

async function read(
  bytes: Uint8Array,
): Promise<{ structure: DocumentStructure | null; diagnostics: Diagnostics }> {
  const diagnostics = new Diagnostics();
  return { structure: await readStructure(bytes, { file: 'x.pdf', diagnostics }), diagnostics };
}

/** Without the marks that isolate texts. */
const plainly = (text: string): string => text.replace(/[\u2066\u2067\u2069]/g, '');

describe('readStructure', () => {
  test('gives roles, languages, pages, links, figures and texts in the order of the tree', async () => {
    const { structure, diagnostics } = await read(taggedPdf());
    expect(diagnostics.list).toEqual([]);
    const text = (page: number, words: string) => ({ kind: 'text', page, text: words });
    const at = { kind: 'element', language: 'en', page: 1 };
    expect(structure).toEqual({
      tagged: true,
      language: 'en',
      pages: 2,
      untagged: [],
      elements: [
        {
          ...at,
          role: 'Document',
          children: [
            {
              ...at,
              role: 'Art',
              children: [
                { ...at, role: 'H1', type: 'Headline', children: [text(1, 'Two ledgers')] },
                {
                  ...at,
                  role: 'P',
                  children: [
                    text(1, 'He wrote to'),
                    { ...at, role: 'Link', language: 'de', target: 'https://example.org/', children: [text(1, ' the archive')] }, // prettier-ignore
                    text(1, ' and waited for '),
                    text(2, 'an answer.'),
                  ],
                },
                {
                  ...at,
                  role: 'Figure',
                  alt: 'A river',
                  children: [{ ...at, role: 'Caption', children: [text(1, 'The old ford')] }],
                },
                {
                  ...at,
                  page: 2,
                  role: 'Table',
                  children: [
                    {
                      ...at,
                      page: 2,
                      role: 'TR',
                      children: [
                        { ...at, page: 2, role: 'TH', scope: 'Column', children: [text(2, 'Year')] },
                      ],
                    },
                  ],
                },
              ],
            },
            {
              ...at,
              page: 2,
              role: 'Art',
              children: [{ ...at, page: 2, role: 'H2', children: [text(2, 'Wells')] }],
            },
          ],
        },
      ],
    });
  });

  test('joins a paragraph over pages and inline elements, and reads alternative texts in place of pictures', async () => {
    const { structure } = await read(taggedPdf());
    const [document] = structure?.elements ?? [];
    expect(document && textOf(document)).toBe(
      'Two ledgers He wrote to the archive and waited for an answer. A river The old ford Year Wells',
    );
  });

  test('leaves out artifacts and names text that is in no tag', async () => {
    const loose =
      'BT /F 10 Tf 10 20 Td (forgotten) Tj ET /P <</MCID 9>> BDC BT /F 10 Tf 10 10 Td (in no element) Tj ET EMC';
    const { structure } = await read(taggedPdf({ content: loose }));
    expect(structure?.untagged).toEqual([
      { kind: 'text', page: 2, text: 'forgotten' },
      { kind: 'text', page: 2, text: 'in no element' },
    ]);
    expect(JSON.stringify(structure)).not.toContain('running head');
  });

  test('reads ActualText instead of what is shown', async () => {
    const { structure } = await read(
      taggedPdf({
        objects: {
          23: '<< /Type /StructElem /S /H1 /P 22 0 R /Pg 3 0 R /ActualText (Three ledgers) /K 0 >>',
        },
      }),
    );
    expect(JSON.stringify(structure)).toContain('"actualText":"Three ledgers"');
    expect(JSON.stringify(structure)).not.toContain('Two ledgers');
  });

  test('has nothing to say of a file without tags', async () => {
    const { structure } = await read(await plainPdf([['one'], ['two']]));
    expect(structure).toMatchObject({ tagged: false, pages: 2, elements: [] });
    expect(structure?.untagged.map(({ text }) => text)).toEqual(['one', 'two']);
  });

  test.each([
    [
      'runs in a circle',
      { 29: '<< /Type /StructElem /S /Art /P 21 0 R /K [22 0 R 21 0 R 29 0 R 30 0 R] >>' },
    ],
    [
      'names elements that are missing',
      { 29: '<< /Type /StructElem /S /Art /P 21 0 R /K [99 0 R null (x) 30 0 R] >>' },
    ],
  ])('reads what there is of a tree that %s', async (_, objects) => {
    const { structure } = await read(taggedPdf({ objects }));
    const [document] = structure?.elements ?? [];
    expect(document && textOf(document)).toMatch(/^Two ledgers .* Year Wells$/);
  });

  test('cuts a tree that is nested without end, and says so', async () => {
    const objects: Record<number, string> = {};
    for (let n = 0; n < 300; n++)
      objects[100 + n] = `<< /Type /StructElem /S /Sect /P 22 0 R /K [${101 + n} 0 R] >>`;
    objects[30] = '<< /Type /StructElem /S /H2 /P 29 0 R /Pg 5 0 R /K [2 100 0 R] >>';
    const { structure, diagnostics } = await read(taggedPdf({ objects }));
    expect(structure).not.toBeNull();
    expect(diagnostics.list).toMatchObject([{ code: 'P004', severity: 'warning' }]);
  });

  test('does not read the tags of an encrypted file, and is null for what is no PDF', async () => {
    const encrypted = await read(await plainPdf([['open to all']], { ownerPassword: 'owner' }));
    expect(encrypted.structure).toBeNull();
    expect(encrypted.diagnostics.list).toMatchObject([{ code: 'P003', severity: 'error' }]);
    const none = await read(new TextEncoder().encode('no PDF'));
    expect(none.structure).toBeNull();
    expect(none.diagnostics.list).toMatchObject([{ code: 'P002', severity: 'error' }]);
  });
});

describe('formatStructure', () => {
  test('prints role, language where it changes, page where it changes, and text', async () => {
    const { structure } = await read(taggedPdf({ content: 'BT /F 10 Tf 10 20 Td (forgotten) Tj ET' }));
    expect(
      plainly(
        formatStructure(structure ?? { tagged: false, language: '', pages: 0, elements: [], untagged: [] }),
      ),
    ).toBe(`page 1
  Document (en)
    Art
      H1 [Headline]  Two ledgers
      P
        He wrote to
        Link (de) to https://example.org/  the archive
        and waited for
page 2
        an answer.
page 1
      Figure alt A river
        Caption  The old ford
page 2
      Table
        TR
          TH of Column  Year
    Art
      H2  Wells
not in the tags, page 2: forgotten
`);
  });

  test('isolates each text in its own direction', () => {
    const element = (text: string) => ({ kind: 'element' as const, role: 'P', language: '', page: 1, children: [{ kind: 'text' as const, page: 1, text }] }); // prettier-ignore
    const shown = formatStructure({ tagged: true, language: '', pages: 1, elements: [element('متن یک'), element('text')], untagged: [] }); // prettier-ignore
    expect(shown).toBe('page 1\n  P  \u2067متن یک\u2069\n  P  \u2066text\u2069\n');
  });
});
