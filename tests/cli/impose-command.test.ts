// nashr impose: from a PDF to sheets that are read back, and everything that is refused.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { imposeCommand } from '../../src/commands/impose.ts';
import type { ImposeCommandOptions } from '../../src/commands/impose.ts';
import { preflightCommand } from '../../src/commands/preflight.ts';
import { UsageError } from '../../src/commands/report.ts';
import type { JobTicket } from '../../src/preflight/report-types.ts';
import { extractText } from '../../src/preflight/pdfjs/extract-text.ts';
import {
  SOUND,
  inFolder,
  listFolder,
  makeFolder,
  makePublication,
  runBuild,
  spyConsole,
  writeInto,
} from './cli-kit.ts';
import type { Finding } from './cli-kit.ts';
import { makePdf, plainPdf } from './make-pdf.ts';

type PdfLib = typeof import('@cantoo/pdf-lib');

let folder = '';
let lib: PdfLib;
beforeAll(async () => {
  folder = makeFolder();
  lib = await import('@cantoo/pdf-lib');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PLAIN: ImposeCommandOptions = { fit: false, marks: true, format: 'json', quiet: false };

async function impose(bytes: Uint8Array | string, options: Partial<ImposeCommandOptions>) {
  writeInto(folder, { 'x.pdf': bytes });
  const out = join(folder, 'sheets.pdf');
  rmSync(out, { force: true });
  const console = spyConsole();
  const status = await imposeCommand(join(folder, 'x.pdf'), { ...PLAIN, out, ...options }, console);
  const { stdout, stderr } = console;
  const json = options.format === 'human' ? {} : (JSON.parse(stdout) as Record<string, unknown>);
  const findings = (json['diagnostics'] ?? []) as readonly Finding[];
  return {
    status,
    stdout,
    stderr,
    json,
    findings,
    pdf: existsSync(out) ? new Uint8Array(readFileSync(out)) : null,
  };
}

/** The words on each face, as a stranger reads them. */
async function wordsOf(pdf: Uint8Array | null): Promise<string[]> {
  const diagnostics = new Diagnostics();
  const text = pdf === null ? null : await extractText(pdf, { file: 'sheets.pdf', diagnostics });
  expect(diagnostics.list).toEqual([]);
  return (text?.pages ?? []).map(({ blocks }) => blocks.map((block) => block.text.match(/p\d/g)?.join(' ')).join(' ')); // prettier-ignore
}

const numbered = (count: number): Promise<Uint8Array> => plainPdf(Array.from({ length: count }, (_, index) => [`p${index + 1}`])); // prettier-ignore

async function edited(bytes: Uint8Array, edit: (document: PDFDocument) => void): Promise<Uint8Array> {
  const document = await lib.PDFDocument.load(bytes, { updateMetadata: false });
  edit(document);
  return document.save({ useObjectStreams: false });
}

describe('a booklet', () => {
  test('has the pages of each face side by side', async () => {
    const { status, pdf, json, findings } = await impose(await numbered(8), { booklet: true });
    expect(findings).toEqual([]);
    expect(status).toBe(0);
    expect(json['binding']).toBe('left');
    expect(await wordsOf(pdf)).toEqual(['p8 p1', 'p2 p7', 'p6 p3', 'p4 p5']);
  });

  test('is bound as the file says, and as the option says against it', async () => {
    const right = await edited(await numbered(4), ({ catalog, context }) =>
      catalog.set(lib.PDFName.of('ViewerPreferences'), context.obj({ Direction: 'R2L' })),
    );
    expect(await wordsOf((await impose(right, { booklet: true })).pdf)).toEqual(['p1 p4', 'p3 p2']);
    expect(await wordsOf((await impose(right, { booklet: true, binding: 'left' })).pdf)).toEqual(['p4 p1', 'p2 p3']); // prettier-ignore
  });

  test('of a file in Persian that says nothing of its direction is bound at the right', async () => {
    const persian = await edited(await numbered(4), ({ catalog }) => catalog.set(lib.PDFName.of('Lang'), lib.PDFString.of('fa-AF'))); // prettier-ignore
    expect((await impose(persian, { booklet: true })).json['binding']).toBe('right');
  });

  test('is filled with blank pages, which a note says', async () => {
    const { status, pdf, findings } = await impose(await numbered(6), { booklet: true });
    expect(findings.map(({ code, severity }) => [code, severity])).toEqual([['S002', 'note']]);
    expect(status).toBe(0);
    expect(await wordsOf(pdf)).toEqual(['p1', 'p2', 'p6 p3', 'p4 p5']);
  });

  test('is the same, byte for byte, when it is made again, and keeps the dates of its source', async () => {
    const bytes = await numbered(8);
    const [first, second] = [await impose(bytes, { booklet: true }), await impose(bytes, { booklet: true })];
    expect(Buffer.compare(first.pdf!, second.pdf!)).toBe(0);
    const document = await lib.PDFDocument.load(first.pdf!, { updateMetadata: false });
    expect(document.getCreationDate()).toEqual(new Date(0));
    const other = await impose(bytes, { booklet: true, creep: '0.1mm' });
    const id = (pdf: Uint8Array): string[] => [...Buffer.from(pdf).toString('latin1').matchAll(/<([0-9a-f]{32})>/gi)].map(([, hex]) => hex ?? ''); // prettier-ignore
    expect(id(other.pdf!)[0]).toBe(id(first.pdf!)[0]);
    expect(id(other.pdf!)[1]).not.toBe(id(first.pdf!)[1]);
  });

  test('draws its marks on every plate', async () => {
    const { pdf } = await impose(await numbered(4), { booklet: true });
    const document = await lib.PDFDocument.load(pdf!);
    const space = document.getPage(0).node.Resources()?.lookup(lib.PDFName.of('ColorSpace'), lib.PDFDict).lookup(lib.PDFName.of('Marks'), lib.PDFArray); // prettier-ignore
    expect(space?.toString()).toMatch(/^\[ \/Separation \/All \/DeviceCMYK /);
    const { pdf: bare } = await impose(await numbered(4), { booklet: true, marks: false });
    const [width, height] = [612 * 2, 792];
    expect((await lib.PDFDocument.load(bare!)).getPage(0).getSize()).toEqual({ width, height });
  });

  test('takes pages that are turned as they are shown', async () => {
    const bytes = await edited(await numbered(4), (document) => document.getPages().forEach((page) => page.setRotation(lib.degrees(90)))); // prettier-ignore
    const { pdf } = await impose(bytes, { booklet: true, marks: false });
    expect((await lib.PDFDocument.load(pdf!)).getPage(0).getSize()).toEqual({ width: 792 * 2, height: 612 });
    expect(await wordsOf(pdf)).toHaveLength(2);
  });

  test('prints what a press file declares as bleed outside, and nothing of its marks', async () => {
    const bytes = await makePdf(
      (document) => document.text('x', 100, 100),
      { size: [300, 400] }, // prettier-ignore
    );
    const press = await edited(bytes, (document) => {
      const [page] = document.getPages();
      page!.setBleedBox(20, 20, 260, 360);
      page!.setTrimBox(30, 30, 240, 340);
    });
    const { pdf } = await impose(press, { booklet: true });
    const sheet = (await lib.PDFDocument.load(pdf!)).getPage(0);
    const [trim, bleed] = [sheet.getTrimBox(), sheet.getBleedBox()];
    expect([trim.width, trim.height]).toEqual([480, 340]);
    expect([bleed.width, bleed.height]).toEqual([500, 360]);
    const form = sheet.node.Resources()?.lookup(lib.PDFName.of('XObject'), lib.PDFDict).lookup(lib.PDFName.of('P1'), lib.PDFStream); // prettier-ignore
    expect(form?.dict.get(lib.PDFName.of('BBox'))?.toString()).toBe('[ 30 20 280 380 ]');
  });
});

describe('what is said of the document', () => {
  const PACKET = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion><pdfaid:part>2</pdfaid:part></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;

  test('keeps version, output intent and the claim of PDF/X, and drops the claim of PDF/A', async () => {
    const source = await edited(await numbered(4), (document) => {
      const { catalog, context } = document;
      context.header = lib.PDFHeader.forVersion(1, 4);
      const intent = {
        Type: 'OutputIntent',
        S: 'GTS_PDFX',
        OutputConditionIdentifier: lib.PDFString.of('FOGRA39'),
      };
      catalog.set(lib.PDFName.of('OutputIntents'), context.obj([intent]));
      catalog.set(lib.PDFName.of('Metadata'), context.register(context.stream(PACKET)));
    });
    const { pdf } = await impose(source, { booklet: true });
    const text = Buffer.from(pdf!).toString('latin1');
    expect(text.slice(0, 8)).toBe('%PDF-1.4');
    expect(text).toContain('(FOGRA39)');
    expect(text).toContain('PDF/X-4</pdfxid:GTS_PDFXVersion>');
    expect(text).not.toContain('<pdfaid:part>');
    expect(text).not.toContain('/ObjStm');
  });
});

describe('an issue of Persian pages', () => {
  test('gives a booklet that other programs find sound', async () => {
    await inFolder(makePublication({}), async () => {
      await runBuild();
      const console = spyConsole();
      const status = await imposeCommand(
        'out/one.pdf',
        { ...PLAIN, booklet: true, format: 'human' },
        console,
      );
      expect(status).toBe(0);
      expect(listFolder('out')).toContain('one.booklet.pdf');
      expect(console.stdout).toContain('sheet 1  front  1 | –');
      expect(console.stdout).toContain('bound at the right');
      try {
        execFileSync('qpdf', ['--version']);
      } catch {
        return;
      }
      execFileSync('qpdf', ['--check', 'out/one.booklet.pdf']);
    });
  });
});

describe('a press edition', () => {
  test.each(['pdfx-4', 'pdfx-1a'] as const)(
    'of %s is, on sheets, still sound by its own standard',
    async (standard) => {
      const manifest = `${SOUND['issues/1.yaml']}editions:\n  press: { standard: ${standard}, profile: coated, marks: crop cross }\n`;
      await inFolder(makePublication({ 'issues/1.yaml': manifest }), async () => {
        expect((await runBuild({ editions: ['press'] })).status).toBe(0);
        const console = spyConsole();
        const options = { ...PLAIN, booklet: true, creep: '0.1mm', out: 'sheets.pdf' };
        expect(await imposeCommand('out/one.press.pdf', options, console)).toBe(0);
        const judge = spyConsole();
        await preflightCommand('sheets.pdf', { profile: standard, format: 'json', ticket: false }, judge);
        const found = JSON.parse(judge.stdout) as { readonly passed: boolean; readonly findings: readonly { readonly severity: string; readonly rule: string }[]; readonly ticket: JobTicket }; // prettier-ignore
        expect(found.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
        expect(found.ticket).toMatchObject({ binding: 'right', bleed: expect.closeTo(3, 1) as number });
        expect(found.ticket.trim?.map(Math.round)).toEqual([240, 170]);
        expect(found.ticket.standard).toMatch(standard === 'pdfx-4' ? /^PDF\/X-4/ : /^PDF\/X-1a/);
      });
    },
  );
});

describe('a grid', () => {
  test('is filled by rows and made as small as the paper asks', async () => {
    const { status, pdf, json } = await impose(await numbered(5), { nUp: '2x2', sheet: 'A4' });
    expect(status).toBe(0);
    expect(json['scale']).toBeLessThan(0.5);
    expect(await wordsOf(pdf)).toEqual(['p1 p2 p3 p4', 'p5']);
  });
});

describe('refused with a finding and no file', () => {
  const codes = async (
    bytes: Uint8Array | string,
    options: Partial<ImposeCommandOptions> = { booklet: true },
  ) => {
    const { status, findings, pdf } = await impose(bytes, options);
    expect(status).toBe(1);
    expect(pdf).toBeNull();
    expect(listFolder(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    return findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  };

  test('what is no PDF', async () => {
    expect(await codes('not a PDF at all')).toEqual(['P002']);
    expect(await codes('')).toEqual(['P002']);
    expect(await codes('%PDF-1.7\n%%EOF\n')).toEqual(['P002']);
  });

  test('a file cut short anywhere', async () => {
    const bytes = await numbered(4);
    for (const share of [0.1, 0.3, 0.5, 0.7]) expect(await codes(bytes.slice(0, bytes.length * share))).toEqual(['P002']); // prettier-ignore
  });

  test('a file without pages', async () => {
    const empty = await (await lib.PDFDocument.create()).save({ addDefaultPage: false });
    expect(await codes(empty)).toEqual(['P002']);
  });

  test('an encrypted file', async () => {
    const secret = await plainPdf([['a']], { userPassword: 'secret', ownerPassword: 'owner' });
    expect(await codes(secret)).toEqual(['P003']);
  });

  test('a page whose content cannot be decoded', async () => {
    const broken = await edited(await numbered(4), ({ context }) => {
      for (const [ref, object] of context.enumerateIndirectObjects())
        if (object instanceof lib.PDFRawStream && object.dict.has(lib.PDFName.of('Filter')))
          context.assign(ref, lib.PDFRawStream.of(object.dict.clone(), Uint8Array.of(1, 2, 3)));
    });
    expect(await codes(broken)).toEqual(['P002']);
  });

  test('a file that is not there', async () => {
    const console = spyConsole();
    expect(await imposeCommand(join(folder, 'none.pdf'), { ...PLAIN, booklet: true }, console)).toBe(1);
    expect(console.stdout).toContain('P002');
  });

  test('pages that are too large for the paper, until they may be made smaller', async () => {
    const bytes = await numbered(4);
    expect(await codes(bytes, { booklet: true, sheet: 'A4' })).toEqual(['S003']);
    expect((await impose(bytes, { booklet: true, sheet: 'A4', fit: true })).status).toBe(0);
  });

  test('more creep than there is page', async () => {
    expect(await codes(await numbered(400), { booklet: true, creep: '2mm' })).toEqual(['S003']);
  });
});

describe('done with a warning', () => {
  test('pages of several sizes', async () => {
    const bytes = await edited(await numbered(4), (document) => document.getPage(1).setSize(300, 300));
    const { status, findings } = await impose(bytes, { booklet: true });
    expect(status).toBe(0);
    expect(findings.map(({ code }) => code)).toEqual(['S001']);
  });

  test('stamps, which are not part of the page', async () => {
    const bytes = await edited(await numbered(4), (document) => {
      const { context } = document;
      const stamp = context.obj({ Type: 'Annot', Subtype: 'Stamp', Rect: [0, 0, 9, 9], AP: {} });
      document.getPage(2).node.addAnnot(context.register(stamp));
    });
    const { findings } = await impose(bytes, { booklet: true });
    expect(findings.map(({ code, message }) => [code, message.includes('page 3')])).toEqual([['S004', true]]);
  });

  test('paper with room for the pages only: no marks', async () => {
    const bytes = await plainPdf([['a'], ['b'], ['c'], ['d']], { size: 'A4' });
    const { status, findings } = await impose(bytes, { booklet: true, sheet: 'A3' });
    expect(status).toBe(0);
    expect(findings.map(({ code, severity }) => [code, severity])).toEqual([['S003', 'warning']]);
    expect((await impose(bytes, { booklet: true, sheet: 'A3', marks: false })).findings).toEqual([]);
  });
});

describe('wrong usage', () => {
  test.each([
    [{}, /either --booklet or --n-up/],
    [{ booklet: true, nUp: '2x2' }, /either --booklet or --n-up/],
    [{ nUp: '0x2' }, /columns x rows/],
    [{ nUp: 'two' }, /columns x rows/],
    [{ nUp: '21x1' }, /columns x rows/],
    [{ booklet: true, signature: '6' }, /multiple of 4/],
    [{ booklet: true, signature: '-4' }, /multiple of 4/],
    [{ booklet: true, creep: '0.1' }, /thickness of the paper/],
    [{ booklet: true, creep: '3mm' }, /thickness of the paper/],
    [{ booklet: true, creep: 'NaNmm' }, /thickness of the paper/],
    [{ nUp: '2x2', creep: '1mm' }, /belong to --booklet/],
    [{ booklet: true, sheet: 'A99' }, /--sheet wants/],
    [{ booklet: true, sheet: '10x10mm' }, /--sheet wants/],
    [{ booklet: true, sheet: '1e9x100mm' }, /--sheet wants/],
    [{ booklet: true, fit: true }, /belongs to --sheet/],
    [{ booklet: true, out: './x.pdf' }, /the file that is imposed/],
  ] as const)('%o is refused before anything is read', async (options, message) => {
    const attempt = imposeCommand('x.pdf', { ...PLAIN, ...options }, spyConsole());
    await expect(attempt).rejects.toThrow(UsageError);
    await expect(attempt).rejects.toThrow(message);
  });
});
