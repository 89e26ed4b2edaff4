import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import { ConversionReport } from '../../../src/pdf/color/conversion-report.ts';
import { drawingInks } from '../../../src/pdf/color/drawing-inks.ts';
import { openColorConverter } from '../../../src/pdf/color/open-color-converter.ts';
import { SvgPainter } from '../../../src/pdf/drawing.ts';
import { PdfFile } from '../../../src/pdf/pdf-file.ts';
import type { SvgItem } from '../../../src/frame/frame.ts';
import { PdfWriter } from '../../../src/pdf/write-pdf.ts';
import { littleCms } from './little-cms.ts';
import { judge, NO_PICTURES, page, pdfOptions } from './pdf-stand-ins.ts';
import { NO_MARKS, pressJob } from './pdf-press-stand-ins.ts';
import { iccOf, printerProfile } from './press-profiles.ts';

function svg(content: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10" viewBox="0 0 20 10">${content}</svg>`;
}

interface Painted {
  readonly translucent: boolean;
  /** The whole file: objects, and streams inflated. */
  readonly text: string;
}

async function paint(content: string, transparency = true): Promise<Painted> {
  const converter = await openColorConverter(iccOf('fogra39l-coated'), printerProfile());
  const file = new PdfFile('1.4');
  const drawing = { svg: svg(content), width: 20, height: 10 };
  const translucent = await new SvgPainter(file).paint(
    file.reserve(),
    drawing,
    drawingInks(converter, transparency),
  );
  const bytes = Buffer.from(file.finish({ catalog: file.add('<</Type/Catalog>>'), info: file.add('<<>>') }));
  return { translucent, text: readable(bytes) };
}

function readable(bytes: Buffer): string {
  return bytes.toString('latin1').replace(/stream\r?\n([\s\S]*?)\r?\nendstream/g, (whole, data: string) => {
    try {
      return inflateSync(Buffer.from(data, 'latin1')).toString('latin1');
    } catch {
      return whole;
    }
  });
}

async function operands(red: number, green: number, blue: number): Promise<string> {
  const inks = await littleCms('fogra39l-coated', Uint8Array.of(red, green, blue), 0);
  return [...inks].map((ink) => String(Math.round((ink / 255) * 1000) / 1000)).join(' ');
}

describe('drawings of the press edition', () => {
  it('are filled and stroked in inks, black in black alone', async () => {
    const { text, translucent } = await paint(
      '<rect width="9" height="9" fill="#b3261e" stroke="#000"/><circle r="3" fill="#111"/><path d="M0 0h5v5" fill="none" stroke="teal"/>',
    );
    expect(text).toContain(`/DeviceCMYK cs\n${await operands(0xb3, 0x26, 0x1e)} scn`);
    expect(text).toContain('/DeviceCMYK CS\n0 0 0 1 SCN');
    expect(text).toContain('/DeviceCMYK cs\n0 0 0 1 scn');
    expect(text).toContain(`/DeviceCMYK CS\n${await operands(0, 128, 128)} SCN`);
    expect(text).not.toContain('DeviceRGB');
    expect(text).not.toContain('/Image');
    expect(translucent).toBe(false);
  });

  it('have gradients of inks', async () => {
    const { text } = await paint(
      '<defs><linearGradient id="g"><stop offset="0" stop-color="#b3261e"/><stop offset="1" stop-color="black"/></linearGradient>' +
        '<radialGradient id="r"><stop offset="0" stop-color="white"/><stop offset="1" stop-color="teal" stop-opacity=".5"/></radialGradient></defs>' +
        '<rect width="9" height="9" fill="url(#g)"/><rect width="9" height="9" fill="url(#r)"/>',
    );
    expect(text).toContain(`/C0 [${await operands(0xb3, 0x26, 0x1e)}]`);
    expect(text).toContain('/C1 [0 0 0 1]');
    expect(text).toContain('/C0 [0 0 0 0]');
    expect(text).toContain('/ColorSpace /DeviceCMYK');
    expect(text).not.toContain('DeviceRGB');
  });

  it('blend their groups and masks in DeviceCMYK', async () => {
    const { text, translucent } = await paint(
      '<mask id="m"><rect width="9" height="9" fill="white"/></mask><g opacity=".5"><rect width="9" height="9" fill="red"/></g>' +
        '<rect width="9" height="9" fill="red" mask="url(#m)"/>',
    );
    expect(translucent).toBe(true);
    expect(text).toContain('/CS /DeviceCMYK');
    expect(text).toContain('/BC [0 0 0 1]');
    expect(text).not.toContain('DeviceRGB');
  });

  it.each([
    ['<rect width="9" height="9" fill="red" opacity=".5"/>', true],
    ['<rect width="9" height="9" fill="red" fill-opacity=".5"/>', true],
    ['<g opacity=".5"><rect width="9" height="9"/></g>', true],
    ['<clipPath id="c"><circle r="4"/></clipPath><rect width="9" height="9" clip-path="url(#c)"/>', true],
    ['<linearGradient id="g"><stop offset="0" stop-opacity=".1"/><stop offset="1"/></linearGradient><rect width="9" height="9" fill="url(#g)"/>', true],
    ['<pattern id="p" width="2" height="2" patternUnits="userSpaceOnUse"><rect width="1" height="1"/></pattern><rect width="9" height="9" fill="url(#p)"/>', false],
    ['<rect width="9" height="9" fill="red" opacity="1"/>', false],
  ])('without transparency say whether they need it: %s', async (content, needed) => {
    const { translucent, text } = await paint(content, false);
    expect(translucent).toBe(needed);
    expect(text).not.toContain('/S /Transparency\n/CS /DeviceRGB');
    if (!needed) expect(text).not.toContain('/Transparency');
  }); // prettier-ignore

  it('that are translucent are refused by name in PDF/X-1a, and printed in PDF/X-4', async () => {
    const found: (string | undefined)[] = [];
    for (const standard of ['pdfx-1a', 'pdfx-4'] as const) {
      const diagnostics = new Diagnostics();
      const job = pressJob({ profile: { standard, marks: NO_MARKS } });
      const converter = await openColorConverter(job.icc, job.profile);
      const pictures = {
        ...NO_PICTURES,
        info: () => ({ source: 'media/map.svg', kind: 'svg', width: 20, height: 10 }) as const,
        svg: () => svg('<rect width="9" height="9" fill="red" opacity=".5"/>'),
      };
      const writer = new PdfWriter({ ...pdfOptions({ pictures, diagnostics }), press: job, converter });
      const box = { x: 50, y: 50, width: 20, height: 10 };
      const item: SvgItem = { kind: 'svg', ...box, picture: box, source: 'media/map.svg', alt: '', tag: 1 };
      writer.addPage(page([item]));
      const file = await writer.finish();
      found.push(...diagnostics.list.map(({ code, severity, message }) => `${code} ${severity} ${message}`));
      if (standard === 'pdfx-4') judge('qpdf', (path) => ['--check', path], file);
    }
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^K003 error .*media\/map\.svg/);
  });

  it('have their colours counted, each once', async () => {
    const job = pressJob({ profile: { marks: NO_MARKS } });
    const converter = await openColorConverter(job.icc, job.profile);
    const conversions = new ConversionReport(job.profile);
    const pictures = {
      ...NO_PICTURES,
      info: (source: string) => ({ source, kind: 'svg', width: 20, height: 10 }) as const,
      svg: (source: string) => svg(`<path d="M0 0h9v9" fill="red"/><path d="M0 0h5v5" fill="${source === 'a.svg' ? 'teal' : '#fff'}"/>`), // prettier-ignore
    };
    const writer = new PdfWriter({ ...pdfOptions({ pictures }), press: job, converter, conversions });
    const box = { x: 50, y: 50, width: 20, height: 10 };
    const item = (source: string): SvgItem => ({
      kind: 'svg',
      ...box,
      picture: box,
      source,
      alt: '',
      tag: 1,
    });
    writer.addPage(page([item('a.svg'), item('b.svg'), item('a.svg')]));
    await writer.finish();
    const diagnostics = new Diagnostics();
    conversions.addTo(diagnostics);
    expect(diagnostics.list.map(({ code, message }) => `${code} ${message}`)).toEqual(['K005 2 colours of 2 drawings became inks of FOGRA39']); // prettier-ignore
  });
});
