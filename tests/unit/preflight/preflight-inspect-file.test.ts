// Facts of a whole file: version, trailer, metadata, output intents, actions, forms, labels, structure of the file.
import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import { openPdfForInspection } from '../../../src/preflight/inspect/open-pdf-for-inspection.ts';
import { readIccHeader } from '../../../src/preflight/inspect/color/icc-header.ts';
import { readXmp } from '../../../src/preflight/inspect/file/read-xmp.ts';
import { inspectBytes, inspectTiny, tinyPdf, writeObjects } from './tiny-pdf.ts';

const PROFILE = readFileSync(new URL('../../../src/press/profiles/fogra39l-coated.icc', import.meta.url));

async function complaints(bytes: Uint8Array, maxPages?: number): Promise<string[]> {
  const diagnostics = new Diagnostics();
  const pdf = await openPdfForInspection(bytes, { file: 'x.pdf', diagnostics, maxPages });
  if (pdf !== null) for await (const page of pdf.pages()) void page;
  return diagnostics.list.map(({ code, message }) => `${code} ${message}`);
}

describe('a file', () => {
  it('has the version of its header, or the later one of its catalog', async () => {
    const { pdf } = await inspectTiny({ header: '%PDF-1.4', catalog: '/Version /1.6' });
    expect([pdf.file.version, pdf.file.headerVersion]).toEqual(['1.6', '1.4']);
    expect((await inspectTiny({ header: '%PDF-1.7', catalog: '/Version /1.4' })).pdf.file.version).toBe('1.7'); // prettier-ignore
  });

  it('tells its identifier, language, direction, tags and bookmarks', async () => {
    const catalog = '/Lang (fa) /MarkInfo << /Marked true >> /ViewerPreferences << /Direction /R2L >> /Outlines 10 0 R'; // prettier-ignore
    const objects = { 10: '<< /First 11 0 R >>', 11: '<< /Next 12 0 R /First 13 0 R >>', 12: '<< /Next 11 0 R >>', 13: '<< >>' }; // prettier-ignore
    const { pdf } = await inspectTiny({ catalog, objects, trailer: '/ID [<00> <01>]' });
    expect(pdf.file).toMatchObject({ hasIdentifier: true, language: 'fa', direction: 'R2L', tagged: true, bookmarks: 3 }); // prettier-ignore
  });

  it('keeps the kinds of Info entries apart: Trapped must be a name', async () => {
    const { pdf } = await inspectTiny({ trailer: '/Info 10 0 R', objects: { 10: '<< /Trapped /False /Title <FEFF062F> /Count 3 >>' } }); // prettier-ignore
    expect([...pdf.file.info]).toEqual([
      ['Trapped', { kind: 'name', value: 'False' }],
      ['Title', { kind: 'string', value: '\u062f' }],
      ['Count', { kind: 'other', value: '3' }],
    ]);
  });

  it('lists actions and scripts of the document', async () => {
    const catalog = '/OpenAction << /S /GoTo >> /AA << /WC << /S /Launch >> >> /Names << /JavaScript << /Names [(a) << /S /JavaScript >>] >> /EmbeddedFiles << /Kids [10 0 R] >> >> /AcroForm << /Fields [<< /FT /Tx >>] /XFA (x) >>'; // prettier-ignore
    const { pdf } = await inspectTiny({ catalog, objects: { 10: '<< /Names [(f) << >> (g) << >>] >>' } });
    expect(pdf.file.actions.map(({ kind }) => kind)).toEqual(['GoTo', 'Launch', 'JavaScript']);
    expect(pdf.file).toMatchObject({ hasForm: true, hasXfa: true, embeddedFiles: 2 });
  });

  it('names the filters in use anywhere', async () => {
    const { pdf } = await inspectTiny({ content: { dict: '/Filter [/ASCIIHexDecode /FlateDecode]', data: `${deflateSync('n').toString('hex')}>` }, objects: { 10: { dict: '/Filter /LZWDecode', data: '' } } }); // prettier-ignore
    expect([...pdf.file.filters].sort()).toEqual(['ASCIIHexDecode', 'FlateDecode', 'LZWDecode']);
  });

  it('labels its pages', async () => {
    const catalog = '/PageLabels << /Nums [0 << /S /r >> 2 << /S /D /P (A-) /St 9 >> 3 << /S /A /St 27 >>] >>'; // prettier-ignore
    const kids = { 2: '<< /Type /Pages /Kids [3 0 R 5 0 R 6 0 R 7 0 R] /Count 4 >>', 5: '<< /Type /Page >>', 6: '<< /Type /Page >>', 7: '<< /Type /Page >>' }; // prettier-ignore
    const { pages } = await inspectTiny({ catalog, objects: kids });
    expect(pages.map(({ label }) => label)).toEqual(['i', 'ii', 'A-9', 'AA']);
  });

  it('takes the page tree without circles, with what pages inherit', async () => {
    const objects = { 2: '<< /Type /Pages /Kids [3 0 R 5 0 R 2 0 R] /Count 9 /MediaBox [0 0 50 60] /Rotate 90 >>', 5: '<< /Type /Pages /Kids [6 0 R] /MediaBox [0 0 7 8] >>', 6: '<< /Type /Page >>' }; // prettier-ignore
    const { pages } = await inspectTiny({ objects });
    expect(pages.map(({ boxes, rotate, object }) => [boxes.media, rotate, object])).toEqual([
      [[0, 0, 200, 100], 90, 3],
      [[0, 0, 7, 8], 90, 6],
    ]);
  });

  it('gives the text of a page when it is asked for', async () => {
    const font = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';
    const bytes = tinyPdf({ content: 'BT /F 10 Tf 10 50 Td (Karez) Tj ET', resources: '/Font << /F 10 0 R >>', objects: { 10: font } }); // prettier-ignore
    const pdf = await openPdfForInspection(bytes, { file: 'x.pdf', diagnostics: new Diagnostics() });
    for await (const page of pdf?.pages() ?? []) expect(await page.text()).toBe('Karez');
  });
});

describe('the structure of a file', () => {
  /** As `writeObjects`, with the dictionaries 1 to 3 in an object stream and a cross-reference stream. */
  function packed(inStream: readonly string[]): Uint8Array {
    const offsets = inStream.map((_, index) => inStream.slice(0, index).join(' ').length + (index > 0 ? 1 : 0)); // prettier-ignore
    const table = offsets.map((offset, index) => `${index + 1} ${offset}`).join(' ');
    const data = deflateSync(`${table}\n${inStream.join(' ')}`);
    return writeObjects('%PDF-1.5', {
      4: { data: '1 0 0 rg 0 0 5 5 re f' },
      8: { dict: `/Type /ObjStm /N ${inStream.length} /First ${table.length + 1} /Filter /FlateDecode`, data }, // prettier-ignore
      9: { dict: '/Type /XRef /Size 10 /W [1 2 1] /Root 1 0 R /ID [<00> <00>]', data: '' },
    }, ''); // prettier-ignore
  }

  it('of object streams is opened, and told', async () => {
    const { pdf, events } = await inspectBytes(packed(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>', '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>'])); // prettier-ignore
    expect(pdf.file).toMatchObject({ objectStreams: true, crossReferenceStream: true, hasIdentifier: true });
    expect(events).toHaveLength(1);
    expect((await inspectTiny({})).pdf.file).toMatchObject({ objectStreams: false, crossReferenceStream: false }); // prettier-ignore
  });

  it('that was updated holds its last definitions', async () => {
    const before = Buffer.from(tinyPdf({ page: '/Rotate 90' }));
    const after = Buffer.from('3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Rotate 180 >> endobj\ntrailer << /Root 1 0 R >>\nstartxref\n0\n%%EOF'); // prettier-ignore
    const { page } = await inspectBytes(new Uint8Array(Buffer.concat([before, after])));
    expect(page.rotate).toBe(180);
  });

  it('that is encrypted is refused', async () => {
    const bytes = tinyPdf({ trailer: '/Encrypt 10 0 R', objects: { 10: '<< /Filter /Standard >>' } });
    expect(await complaints(bytes)).toEqual(['P003 The PDF is encrypted']);
  });

  it('that is none, or has no pages, is refused', async () => {
    expect(await complaints(Buffer.from('hello'))).toEqual(['P002 This is no PDF that can be read: it does not begin as a PDF']); // prettier-ignore
    expect(await complaints(new Uint8Array())).toHaveLength(1);
    expect(await complaints(writeObjects('%PDF-1.4', { 1: '<< /Type /Catalog >>' }, '/Root 1 0 R'))).toEqual(['P002 This is no PDF that can be read: it has no pages']); // prettier-ignore
  });

  it('with damaged objects is read around them, and told so', async () => {
    const bytes = Buffer.concat([Buffer.from(tinyPdf({ content: '0 0 1 1 re f' })), Buffer.from('77 0 obj << /A [1 2 endobj')]); // prettier-ignore
    expect(await complaints(bytes)).toEqual(['P004 Object 77 is damaged']);
  });

  it('with more pages than allowed is read as far as allowed', async () => {
    const objects = { 2: '<< /Type /Pages /Kids [3 0 R 5 0 R 6 0 R] /Count 3 >>', 5: '<< /Type /Page >>', 6: '<< /Type /Page >>' }; // prettier-ignore
    expect(await complaints(tinyPdf({ objects }), 2)).toEqual(['P004 Only the first 2 pages were read']);
  });
});

describe('output intents', () => {
  it('tell their condition and the header of their profile', async () => {
    const catalog = '/OutputIntents [<< /S /GTS_PDFX /OutputConditionIdentifier (FOGRA39) /RegistryName (http://www.color.org) /DestOutputProfile 10 0 R >>]'; // prettier-ignore
    const { pdf } = await inspectTiny({ catalog, objects: { 10: { dict: '/N 4 /Filter /FlateDecode', data: deflateSync(PROFILE) } } }); // prettier-ignore
    expect(pdf.file.intents).toMatchObject([
      { subtype: 'GTS_PDFX', identifier: 'FOGRA39', condition: null, registry: 'http://www.color.org', profile: { deviceClass: 'prtr', colorSpace: 'CMYK', sound: true, components: 4, bytes: PROFILE.length } },
    ]); // prettier-ignore
  });

  it('without a profile, or with one that cannot be read, say so', async () => {
    const catalog = '/OutputIntents [<< /S /GTS_PDFX >> << /S /GTS_PDFX /DestOutputProfile 10 0 R >>]';
    const { pdf } = await inspectTiny({ catalog, objects: { 10: { dict: '/Filter /FlateDecode', data: 'x' } } }); // prettier-ignore
    expect(pdf.file.intents.map(({ profile }) => profile)).toEqual([null, 'damaged']);
  });

  it('have unsound profiles when these are cut short, or their tags point outside', () => {
    const cut = readIccHeader(PROFILE.subarray(0, PROFILE.length - 100), 4);
    expect(cut).toMatchObject({ colorSpace: 'CMYK', sound: false });
    const bent = Buffer.from(PROFILE);
    bent.writeUInt32BE(0x7fffffff, 128 + 4 + 4);
    expect(readIccHeader(bent, 4)).toMatchObject({ sound: false });
    expect(readIccHeader(PROFILE.subarray(0, 100), 4)).toBe('damaged');
    expect(readIccHeader(PROFILE, 4)).toMatchObject({ sound: true, description: expect.stringMatching(/\w{4}/) }); // prettier-ignore
  });
});

describe('metadata', () => {
  const packet = (inside: string): Buffer => Buffer.from(`<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">${inside}</rdf:RDF></x:xmpmeta><?xpacket end="w"?>`); // prettier-ignore
  const read = (inside: string): Record<string, string> => Object.fromEntries(readXmp(packet(inside)).properties); // prettier-ignore

  it('are properties as elements and as attributes, by their usual prefixes', () => {
    const inside = `<rdf:Description rdf:about="" xmlns:q="http://www.npes.org/pdfx/ns/id/" q:GTS_PDFXVersion="PDF/X-4">
      <p:Trapped xmlns:p="http://ns.adobe.com/pdf/1.3/">False</p:Trapped><z:own xmlns:z="urn:mine">x</z:own></rdf:Description>`;
    expect(read(inside)).toEqual({ 'pdfxid:GTS_PDFXVersion': 'PDF/X-4', 'pdf:Trapped': 'False', 'urn:mine:own': 'x' }); // prettier-ignore
  });

  it('of arrays and languages are their first item, or the default', () => {
    const inside = `<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq><rdf:li>A &amp; B</rdf:li><rdf:li>C</rdf:li></rdf:Seq></dc:creator>
      <dc:title><rdf:Alt><rdf:li xml:lang="en">T</rdf:li><rdf:li xml:lang="x-default"><![CDATA[<\u062f>]]></rdf:li></rdf:Alt></dc:title></rdf:Description>`;
    expect(read(inside)).toEqual({ 'dc:creator': 'A & B', 'dc:title': '<\u062f>' });
  });

  it('that are not well-formed, or no RDF, are unsound', () => {
    const sound = (text: string): boolean => readXmp(Buffer.from(text)).sound;
    expect(readXmp(packet('<rdf:Description/>')).sound).toBe(true);
    expect(sound('')).toBe(false);
    expect(sound('<a><b></a>')).toBe(false);
    expect(sound('<a/>')).toBe(false);
    expect(readXmp(packet('<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Tom & Jerry</dc:title></rdf:Description>')).sound).toBe(false); // prettier-ignore
    expect(readXmp(packet('<rdf:Description><dc:title>no namespace</dc:title></rdf:Description>')).sound).toBe(false); // prettier-ignore
  });

  it('never open the entities of a DTD', () => {
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>';
    const found = readXmp(Buffer.concat([Buffer.from(bomb), packet('<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>&b;</dc:title></rdf:Description>')])); // prettier-ignore
    expect([found.properties.get('dc:title'), found.sound]).toEqual(['&b;', false]);
  });

  it('are found in the file, and whether a filter hides them', async () => {
    const { pdf } = await inspectTiny({ catalog: '/Metadata 10 0 R', objects: { 10: { dict: '/Type /Metadata /Filter /FlateDecode', data: deflateSync(packet('<rdf:Description/>')) } } }); // prettier-ignore
    expect(pdf.file.xmp).toMatchObject({ filtered: true, sound: true });
    expect((await inspectTiny({})).pdf.file.xmp).toBeNull();
  });
});
