// A small tagged PDF of two pages: an article with a heading, a paragraph that goes on on the second page, a link, a figure with its
// caption, a mapped role, a table cell, furniture, and text that somebody forgot to tag.
import { writeObjects } from './tiny-pdf.ts';
import type { TinyStream } from './tiny-pdf.ts';

const show = (y: number, text: string): string => `BT /F 10 Tf 10 ${y} Td (${text}) Tj ET\n`;
const marked = (tag: string, mark: number, y: number, text: string): string => `/${tag} <</MCID ${mark}>> BDC\n${show(y, text)}EMC\n`; // prettier-ignore
const element = (role: string, parent: number, rest: string): string => `<< /Type /StructElem /S /${role} /P ${parent} 0 R ${rest} >>`; // prettier-ignore

const PAGE_ONE = [
  `/Artifact BMC\n${show(190, 'running head')}EMC\n`,
  marked('H1', 0, 170, 'Two ledgers'),
  marked('P', 1, 150, 'He wrote to '),
  marked('Link', 2, 140, 'the archive'),
  marked('P', 3, 130, ' and waited for'),
  marked('Figure', 4, 100, 'words in the picture'),
  marked('Caption', 5, 80, 'The old ford'),
];
const PAGE_TWO = [
  marked('P', 0, 170, 'an answer.'),
  marked('TH', 1, 150, 'Year'),
  marked('H2', 2, 130, 'Wells'),
];

export interface TaggedPdf {
  /** More content at the end of page 2. */
  readonly content?: string;
  readonly catalog?: string;
  /** Objects that stand for those of the file: 20 structure tree root, 21 Document, 22 Art, 23 H1, 24 P, 25 Link, 26 Figure, 27 Caption, 28 TH, 29 Art, 30 H2, 31 Table, 32 TR. */
  readonly objects?: Readonly<Record<number, string | TinyStream>>;
}

export function taggedPdf({ content = '', catalog = '', objects = {} }: TaggedPdf = {}): Uint8Array {
  const page = (contents: number, key: number, more = ''): string => `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Resources << /Font << /F 10 0 R >> >> /Contents ${contents} 0 R /StructParents ${key} ${more} >>`; // prettier-ignore
  return writeObjects(
    '%PDF-1.7',
    {
      1: `<< /Type /Catalog /Pages 2 0 R /Lang (en) /MarkInfo << /Marked true >> /StructTreeRoot 20 0 R ${catalog} >>`,
      2: '<< /Type /Pages /Kids [3 0 R 5 0 R] /Count 2 >>',
      3: page(4, 0, '/Annots [11 0 R] /Tabs /S'),
      4: { data: PAGE_ONE.join('') },
      5: page(6, 1),
      6: { data: PAGE_TWO.join('') + content },
      10: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
      11: '<< /Type /Annot /Subtype /Link /Rect [10 140 60 150] /StructParent 2 /Contents (The archive on the net) /A << /S /URI /URI (https://example.org/) >> >>',
      20: '<< /Type /StructTreeRoot /K 21 0 R /RoleMap << /Headline /H1 >> /ParentTree << /Nums [0 [23 0 R 24 0 R 25 0 R 24 0 R 26 0 R 27 0 R] 1 [24 0 R 28 0 R 30 0 R] 2 25 0 R] >> >>',
      21: element('Document', 20, '/K [22 0 R 29 0 R]'),
      22: element('Art', 21, '/K [23 0 R 24 0 R 26 0 R 31 0 R]'),
      23: element('Headline', 22, '/Pg 3 0 R /K 0'),
      24: element('P', 22, '/Pg 3 0 R /K [1 25 0 R 3 << /Type /MCR /Pg 5 0 R /MCID 0 >>]'),
      25: element('Link', 24, '/Pg 3 0 R /Lang (de) /K [2 << /Type /OBJR /Obj 11 0 R >>]'),
      26: element('Figure', 22, '/Pg 3 0 R /Alt (A river) /K [4 27 0 R]'),
      27: element('Caption', 26, '/Pg 3 0 R /K 5'),
      28: element('TH', 32, '/Pg 5 0 R /A << /O /Table /Scope /Column >> /K 1'),
      29: element('Art', 21, '/K 30 0 R'),
      30: element('H2', 29, '/Pg 5 0 R /K 2'),
      31: element('Table', 22, '/K 32 0 R'),
      32: element('TR', 31, '/K 28 0 R'),
      ...objects,
    },
    '/Root 1 0 R',
  );
}
