// Stand-ins for the text layer and the picture store, and readers of finished files, for the tests of src/pdf.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import type { FontLibrary } from '../../../src/font/font-types.ts';
import type { FrameItem, Page, TextItem } from '../../../src/frame/frame.ts';
import type { StructureNode, StructureRole } from '../../../src/document/structure.ts';
import type { PictureStore } from '../../../src/pdf/pictures/picture-store.ts';
import type { EmbeddedFont } from '../../../src/pdf/text/embedded-font.ts';
import type { PdfOptions } from '../../../src/pdf/write-pdf.ts';

/** Sets each TextItem's text letter by letter in one font whose CIDs are character codes. */
export class StandInTextLayer {
  #used = false;

  line(item: TextItem, pageHeight: number): string {
    this.#used = true;
    let hex = '';
    for (const letter of item.units.text) hex += letter.charCodeAt(0).toString(16).padStart(4, '0');
    return `BT 0 0 0 rg /F1 10 Tf 1 0 0 1 ${item.x} ${pageHeight - item.y} Tm <${hex}> Tj ET\n`;
  }

  takeUsedFonts(): readonly string[] {
    const used = this.#used;
    this.#used = false;
    return used ? ['F1'] : [];
  }

  finish(): readonly EmbeddedFont[] {
    const map = Array.from({ length: 95 }, (_, i) => (i + 32).toString(16).padStart(4, '0'));
    const toUnicode =
      '/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) ' +
      '/Supplement 0>> def /CMapName /Adobe-Identity-UCS def /CMapType 2 def 1 begincodespacerange <0000> <ffff> ' +
      `endcodespacerange 95 beginbfchar ${map.map((code) => `<${code}> <${code}>`).join('\n')} endbfchar endcmap ` +
      'CMapName currentdict /CMap defineresource pop end end';
    const cidToGid = new Uint8Array(127 * 2);
    for (let code = 33; code < 127; code++) cidToGid[code * 2 + 1] = code - 30;
    return [
      {
        resourceName: 'F1',
        baseFont: 'AAAAAA+StandIn',
        fontFile: readWoff(
          createRequire(import.meta.url).resolve(
            '@fontsource/vazirmatn/files/vazirmatn-latin-400-normal.woff',
          ),
        ),
        cidToGid,
        widths: [{ first: 0, widths: Array.from({ length: 127 }, () => 500) }],
        encoding: '',
        toUnicode,
        ascent: 1000,
        descent: -500,
        capHeight: 700,
        italicAngle: 0,
        stemV: 80,
        flags: 4,
        bbox: [-500, -500, 1500, 1200],
      },
    ];
  }
}

/** WOFF 1.0 → sfnt: zlib per table. */
function readWoff(path: string): Uint8Array {
  const woff = readFileSync(path);
  const count = woff.readUInt16BE(12);
  const head = Buffer.alloc(12 + count * 16);
  woff.copy(head, 0, 4, 8);
  head.writeUInt16BE(count, 4);
  let offset = head.length;
  const tables: Buffer[] = [];
  for (let i = 0; i < count; i++) {
    const entry = 44 + i * 20;
    const start = woff.readUInt32BE(entry + 4);
    const stored = woff.subarray(start, start + woff.readUInt32BE(entry + 8));
    const length = woff.readUInt32BE(entry + 12);
    const table = stored.length < length ? inflateSync(stored) : Buffer.from(stored);
    woff.copy(head, 12 + i * 16, entry, entry + 4);
    head.writeUInt32BE(woff.readUInt32BE(entry + 16), 16 + i * 16);
    head.writeUInt32BE(offset, 20 + i * 16);
    head.writeUInt32BE(length, 24 + i * 16);
    const padded = Buffer.concat([table, Buffer.alloc((4 - (table.length % 4)) % 4)]);
    tables.push(padded);
    offset += padded.length;
  }
  return Buffer.concat([head, ...tables]);
}

export const NO_PICTURES: PictureStore = {
  info: () => undefined,
  svg: () => undefined,
  encode: async () => ({ image: null, reports: [] }),
  refusal: (source) => ({ code: 'I002', severity: 'error', message: source }),
};

export interface TestOptions {
  readonly structure?: readonly StructureNode[];
  readonly pictures?: PictureStore;
  readonly diagnostics?: Diagnostics;
}

export function pdfOptions(options: TestOptions = {}): PdfOptions {
  return {
    fonts: {} as FontLibrary,
    structure: options.structure ?? nodes('Document', ['P', 0]),
    pictures: options.pictures ?? NO_PICTURES,
    diagnostics: options.diagnostics ?? new Diagnostics(),
    title: 'هفته‌نامه & <Weekly>',
    language: 'fa',
    direction: 'rtl',
    author: 'A. Author',
    date: new Date('2024-05-08T00:00:00Z'),
    producer: 'nashr test',
    textLayer: new StandInTextLayer(),
  };
}

/** Structure nodes from roles and parents; ids count from 0. */
export function nodes(
  root: StructureRole,
  ...rest: readonly (readonly [StructureRole, number, Partial<StructureNode>?])[]
): StructureNode[] {
  const list: StructureNode[] = [{ id: 0, role: root, parent: -1, language: 'fa', alt: null }];
  for (const [role, parent, more] of rest)
    list.push({ id: list.length, role, parent, language: '', alt: null, ...more });
  return list;
}

export function page(items: readonly FrameItem[], more: Partial<Page> = {}): Page {
  const index = more.index ?? 0;
  return {
    index,
    front: 'main',
    width: 400,
    height: 600,
    side: 'right',
    label: String(index + 1),
    items,
    bookmarks: [],
    ...more,
  };
}

/** A line of ASCII text; only what the stand-in text layer reads is real. */
export function text(content: string, tag: number, y = 100, x = 50): TextItem {
  return {
    kind: 'text',
    x,
    y,
    width: content.length * 5,
    units: { text: content, styles: [], style: new Uint16Array(1) } as unknown as TextItem['units'],
    start: 0,
    end: 1,
    spaceExtra: 0,
    replacements: [],
    hyphen: -1,
    continues: 'end',
    tag,
  };
}

/** Runs `command` on the file; null when the program is not installed. Throws when it reports a fault. */
export function judge(command: string, args: (path: string) => string[], file: Uint8Array): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'pdf-'));
  try {
    const path = join(folder, 'file.pdf');
    writeFileSync(path, file);
    return execFileSync(command, args(path), { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command}: ${stdout ?? ''}${stderr ?? ''}`, { cause: error });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Every deflated stream of a file, inflated, in file order: page contents, object streams, forms. */
export function inflatedStreams(file: Uint8Array): { readonly dictionary: string; readonly text: string }[] {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.length);
  const source = bytes.toString('latin1');
  const found: { dictionary: string; text: string }[] = [];
  for (const match of source.matchAll(/\d+ 0 obj\n<<([^\n]*)\/Length (\d+)>>\nstream\n/g)) {
    const start = match.index + match[0].length;
    const data = bytes.subarray(start, start + Number(match[2]));
    const dictionary = match[1] ?? '';
    if (dictionary.includes('/FlateDecode') && !dictionary.includes('/Image'))
      found.push({ dictionary, text: inflateSync(data).toString('latin1') });
  }
  return found;
}

/** The contents of pages and forms. */
export function contentStreams(file: Uint8Array): string[] {
  return inflatedStreams(file)
    .filter(({ dictionary }) => /^(\/Type\/XObject\/Subtype\/Form.*)?\/Filter\/FlateDecode$/.test(dictionary))
    .map(({ text: content }) => content)
    .filter((content) => /\b(BT|re|cm|BMC|BDC)\b/.test(content));
}

/** Everything that stands in object streams. */
export function objectText(file: Uint8Array): string {
  return inflatedStreams(file)
    .filter(({ dictionary }) => dictionary.includes('/ObjStm'))
    .map(({ text: content }) => content)
    .join('\n');
}
