// Lines of a web edition that go on from one another: what is said once, and what is said again.
import { beforeAll, describe, expect, it } from 'vitest';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import type { FontLibrary } from '../../../src/font/font-types.ts';
import type { FillItem, FrameItem, TextItem } from '../../../src/frame/frame.ts';
import { TextState } from '../../../src/pdf/text/text-state.ts';
import { PdfWriter } from '../../../src/pdf/write-pdf.ts';
import { openPdfForInspection } from '../../../src/preflight/inspect/open-pdf-for-inspection.ts';
import { contentStreams, nodes, page, pdfOptions } from '../pdf/pdf-stand-ins.ts';
import { readWithPdfJs, readWithPdfium } from '../../helpers/pdf-text-readers.ts';
import { setParagraph, testFonts } from '../../helpers/pdf-text-setter.ts';
import type { SetParagraph } from '../../helpers/pdf-text-setter.ts';
import { normaliseExtracted } from '../../../src/unicode/normalise.ts';

const ENGLISH =
  'The army has sent twelve tanks, and more of them are on their way to the town, says the office.';
const RED = { kind: 'rgb', red: 1, green: 0, blue: 0, alpha: 1 } as const;
const BOX: FillItem = { kind: 'fill', x: 40, y: 300, width: 20, height: 20, color: RED } as FillItem;

let fonts: FontLibrary;
beforeAll(async () => {
  fonts = await testFonts();
});

function paragraph(tag: number, y: number, more: Partial<SetParagraph> = {}): TextItem[] {
  const set = setParagraph(fonts, { text: ENGLISH, direction: 'ltr', x: 40, y, measure: 150, justify: true, leading: 15, ...more }); // prettier-ignore
  return set.map((item) => ({ ...item, tag }));
}

async function write(
  ...pages: readonly (readonly FrameItem[])[]
): Promise<{ pdf: Uint8Array; contents: string[] }> {
  const structure = nodes('Document', ['P', 0], ['P', 0]);
  const { textLayer, ...options } = pdfOptions({ structure });
  void textLayer;
  const writer = new PdfWriter({ ...options, fonts, direction: 'ltr' });
  for (const items of pages) writer.addPage(page(items));
  const pdf = await writer.finish();
  return { pdf, contents: contentStreams(pdf).filter((content) => content.includes('TJ')) };
}

const count = (content: string | undefined, pattern: RegExp): number => content?.match(pattern)?.length ?? 0;

describe('text of a web page', () => {
  it('is one text object that holds its elements, with font and colour set once', async () => {
    const { contents: [content] } = await write([...paragraph(1, 60), ...paragraph(2, 200)]); // prettier-ignore
    expect(count(content, /^BT$/gm)).toBe(1);
    expect(count(content, /^ET$/gm)).toBe(1);
    expect(count(content, / Tf$/gm)).toBe(1);
    expect(count(content, / rg$/gm)).toBe(1);
    expect(count(content, / Tm$/gm)).toBe(1);
    expect(count(content, /^T\*$/gm)).toBe(4);
    expect(content).toMatch(
      /^BT\n\/P ?<<\/MCID 0>> ?BDC\n[\s\S]*EMC\n\/P ?<<\/MCID 1>> ?BDC\n[\s\S]*EMC\nET\n$/,
    );
  });

  it('sets its colour again after an area, outside of which the text object ends', async () => {
    const { contents: [content] } = await write([...paragraph(1, 60), BOX, ...paragraph(2, 200)]); // prettier-ignore
    expect(count(content, /^BT$/gm)).toBe(2);
    expect(content?.split(/^ET$/m)[1]).toMatch(/1 0 0 rg[\s\S]*BT\n[\s\S]*0 0 0 rg/);
    expect(count(content, / Tf$/gm)).toBe(1);
  });

  it('begins anew on every page', async () => {
    const { contents: [one, two] } = await write(paragraph(1, 60), paragraph(1, 60)); // prettier-ignore
    expect(two?.replace(/MCID \d+/, '')).toBe(one?.replace(/MCID \d+/, ''));
  });

  it('has translucent lines in a state of their own, and goes on as before', async () => {
    const grey = { ...RED, alpha: 0.5 };
    const translucent = paragraph(1, 60, { styled: [{ text: 'twelve', style: { color: grey } }] });
    const { pdf, contents: [content] } = await write([...translucent, ...paragraph(2, 200)]); // prettier-ignore
    expect(count(content, /^q$/gm)).toBe(count(content, /^Q$/gm));
    expect(content).toContain('/A50 gs 1 0 0 rg');
    const after = content?.slice(content.lastIndexOf('\nQ\n')) ?? '';
    expect(after).toMatch(/ Tf\n[\s\S]* rg\n/);
    expect((await readWithPdfJs(pdf)).map(normaliseExtracted)).toEqual([`${ENGLISH} ${ENGLISH}`]);
  });

  it('ends every justified line where the measure ends, as preflight sees it', async () => {
    const { pdf } = await write([...paragraph(1, 60), ...paragraph(2, 200)]);
    const inspected = await openPdfForInspection(pdf, { file: 'x.pdf', diagnostics: new Diagnostics() });
    const ends: number[] = [];
    for await (const { events } of inspected?.pages() ?? [])
      for (const event of events) if (event.kind === 'text') ends.push(event.bounds[2]);
    const full = ends.filter((end) => Math.abs(end - 190) < 0.05);
    expect(full.length).toBeGreaterThan(ends.length / 2);
    expect(Math.max(...ends)).toBeLessThan(190.05);
  });

  it('comes back from readers', async () => {
    const { pdf } = await write([...paragraph(1, 60), BOX, ...paragraph(2, 200)]);
    for (const read of [readWithPdfJs, readWithPdfium])
      expect((await read(pdf)).map(normaliseExtracted)).toEqual([`${ENGLISH} ${ENGLISH}`]);
  });
});

describe('TextState', () => {
  it('never adds up what is rounded: movements are differences of thousandths', () => {
    const state = new TextState(true);
    state.beginLine('F1', 9);
    let [x, y, leading] = [0, 0, 0];
    for (let i = 1; i <= 400; i++) {
      const wanted = [40 + (i % 3) * i * 0.3337, 800 - i * 1.7771] as const;
      const numbers = /^(?:(\S+) (\S+) )?(T[dD*])\n$/.exec(state.moveTo(...wanted, true)) ?? [];
      const [, dx = '0', dy = '0', operator] = numbers;
      if (operator === 'TD') leading = -Number(dy);
      x += Number(dx);
      y += operator === 'T*' ? -leading : Number(dy);
      expect(x).toBeCloseTo(Math.round(wanted[0] * 1000) / 1000, 6);
      expect(y).toBeCloseTo(Math.round(wanted[1] * 1000) / 1000, 6);
    }
  });

  it('says exactly where a line begins that is not below the one before', () => {
    const state = new TextState(true);
    state.beginLine('F1', 9);
    expect(state.moveTo(40, 700)).toBe('1 0 0 1 40 700 Tm\n');
    expect(state.moveTo(40, 688)).toBe('0 -12 TD\n');
    expect(state.moveTo(50.5, 688, true)).toBe('10.5 0 Td\n');
    expect(state.moveTo(40, 676)).toBe('1 0 0 1 40 676 Tm\n');
    expect(state.moveTo(40, 664)).toBe('T*\n');
  });

  it('gives lines that are complete in themselves where it does not run on', () => {
    const state = new TextState();
    const line = (): string => state.beginLine('F1', 9) + state.moveTo(40, 700) + state.setColor('0 g') + state.endLine(); // prettier-ignore
    expect(line()).toBe('BT\n/F1 9 Tf\n1 0 0 1 40 700 Tm\n0 g\nET\n');
    expect(line()).toBe('BT\n/F1 9 Tf\n1 0 0 1 40 700 Tm\n0 g\nET\n');
  });

  it('forgets what was set between q and Q, and what is taken back', () => {
    const state = new TextState(true);
    state.beginLine('F1', 9);
    state.setColor('0 g');
    const { moment } = state;
    state.setColor('1 g');
    state.goBack(moment);
    expect(state.setColor('0 g')).toBe('');
    state.endObject();
    state.save();
    state.setColor('1 g');
    state.setWordSpacing(2);
    state.restore();
    expect([state.setColor('0 g'), state.setWordSpacing(0), state.setWordSpacing(2)]).toEqual(['', '', '2 Tw\n']); // prettier-ignore
  });
});
