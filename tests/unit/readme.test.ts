// The documentation says what the program does: tables, keys, codes, options and examples are held to the code.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ALLOWED_ELEMENTS } from '../../src/article/raw-html.ts';
import { DIAGNOSTIC_CODES } from '../../src/base/diagnostic-codes.ts';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { AUTO_WEIGHT } from '../../src/font/font-face-declaration.ts';
import { createFontLibrary } from '../../src/font/load-fonts.ts';
import { dumpPage } from '../../src/frame/dump.ts';
import { visualUnits } from '../../src/frame/position-units.ts';
import {
  frontMatterJsonSchema,
  manifestJsonSchema,
  printerProfileJsonSchema,
} from '../../src/issue/json-schemas.ts';
import { breakLines } from '../../src/paragraph/break-lines.ts';
import { prepareParagraph } from '../../src/paragraph/prepare-paragraph.ts';
import { lineItem } from '../../src/paragraph/set-line.ts';
import { BLACK } from '../../src/style/color.ts';
import { PROPERTIES } from '../../src/style/property-table.ts';
import { HELPER_NAMES } from '../../src/template/helper-names.ts';
import { resolveLevels } from '../../src/unicode/bidi.ts';
import { findLineBreaks } from '../../src/unicode/line-break.ts';

const ROOT = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const README = read('README.md');
const TEMPLATES = read('templates/README.md');
const SOURCE = read('src/README.md');

/** What stands between two markers. */
function part(text: string, name: string): string {
  const found = new RegExp(`<!-- ${name} -->([\\s\\S]*?)<!-- /${name} -->`).exec(text)?.[1];
  if (found === undefined) throw new Error(`there is no part ${name}`);
  return found;
}

/** Cells of the body rows of the tables in a text. */
function rows(text: string): string[][] {
  const cells = (line: string): string[] => line.split(/(?<!\\)\|/).slice(1, -1).map((cell) => cell.trim()); // prettier-ignore
  return text.split('\n').filter((line) => line.startsWith('|') && !line.startsWith('|---')).map(cells); // prettier-ignore
}

/** Words in code type. */
function codes(text: string): string[] {
  return [...text.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code ?? '');
}

describe('the README', () => {
  it('lists every diagnostic code with its meaning, in order', () => {
    const [, ...listed] = rows(part(README, 'codes'));
    expect(listed).toEqual(Object.entries(DIAGNOSTIC_CODES).map(([code, meaning]) => [code, meaning]));
  });

  it('names the elements that raw HTML may use', () => {
    expect(codes(part(README, 'html'))).toEqual(Object.keys(ALLOWED_ELEMENTS));
  });

  it('explains every key of the manifest and of the front matter', () => {
    const keysOf = (schema: Readonly<Record<string, unknown>>): string[] => Object.keys(schema['properties'] as object); // prettier-ignore
    const listed = (name: string): string[] => rows(part(README, name)).slice(1).flatMap(([first = '']) => codes(first)); // prettier-ignore
    expect(listed('manifest').toSorted()).toEqual(keysOf(manifestJsonSchema()).toSorted());
    expect(listed('front-matter').toSorted()).toEqual(keysOf(frontMatterJsonSchema()).toSorted());
  });

  it('explains every key of a printer profile', () => {
    const { properties } = printerProfileJsonSchema() as { properties: object };
    const listed = rows(part(README, 'printer')).slice(1).flatMap(([first = '']) => codes(first)); // prettier-ignore
    expect(listed.toSorted()).toEqual(Object.keys(properties).toSorted());
  });

  it('lists the commands and options of the command line', () => {
    const text = part(README, 'commands');
    const cli = read('src/cli.ts');
    const options = new Set([...cli.matchAll(/'(--[a-z-]+(?: <[a-z]+>)?)'/g)].map(([, option]) => option));
    expect(new Set(codes(text).filter((code) => code.startsWith('--')))).toEqual(options); // prettier-ignore
    const commands = new Set([...cli.matchAll(/\.command\('([a-z]+)'\)/g)].map(([, command]) => command));
    const named = codes(text).flatMap((code) => /^nashr ([a-z]+)/.exec(code)?.[1] ?? []);
    expect(new Set(named)).toEqual(commands.add('help'));
  });

  it('gives a reason for every dependency and names no other', () => {
    const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
    const named = rows(part(README, 'dependencies')).flatMap(([first = '']) => codes(first));
    expect(named.toSorted()).toEqual(Object.keys(dependencies).toSorted());
  });

  it('says which properties are read and then used by no stage, and no others', () => {
    const fields = [...(read('src/style/computed-style.ts').split('export interface ComputedStyle')[1] ?? '').matchAll(/^ {2}readonly (\w+):/gm)]; // prettier-ignore
    const code = ['document', 'flow', 'paragraph', 'pdf'].map(codeBelow).join('\n');
    // `style.field`, or the field taken out of a style.
    const isRead = (field: string): boolean => new RegExp(`\\.${field}\\b(?!\\()|\\{[^{}()]*\\b${field}\\b[^{}()]*\\}[^;\\n]*[Ss]tyle`).test(code); // prettier-ignore
    const unread = fields.map(([, field = '']) => field).filter((field) => !isRead(field));
    const listed = codes(part(README, 'unread'));
    expect(listed.filter((name) => !PROPERTIES.has(name))).toEqual([]);
    const fieldOf = (name: string): string => name.replace('-nashr-', '').replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase()); // prettier-ignore
    expect(listed.map(fieldOf).toSorted()).toEqual(unread.toSorted());
  });
});

/** The code of a stage without comments; pictures have styles of their own. */
function codeBelow(stage: string): string {
  const folder = join(ROOT, 'src', stage);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !file.startsWith('pictures')); // prettier-ignore
  return files.map((file) => readFileSync(join(folder, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')).join('\n'); // prettier-ignore
}

describe('the guide to designs', () => {
  it('lists every helper', () => {
    const named = rows(part(TEMPLATES, 'helpers')).slice(1).flatMap(([first = '']) => codes(first)); // prettier-ignore
    const words = named.flatMap((code) => (/[a-z]+ (value|text|list|language|couplets|a b)\b/.test(code) ? (code.split(' ')[0] ?? '') : code.split(' '))); // prettier-ignore
    expect(words.toSorted()).toEqual([...HELPER_NAMES].toSorted());
  });

  it('mentions only properties that the program knows', () => {
    const notProperties = ['list-item', 'inline-block', 'device-cmyk', 'arabic-indic', 'lower-roman', 'upper-alpha', 'first-except', 'inter-word']; // prettier-ignore
    const named = codes(part(TEMPLATES, 'properties')).filter((code) => /^[a-z]+(-[a-z]+)+$/.test(code) && !notProperties.includes(code)); // prettier-ignore
    expect(named.length).toBeGreaterThan(40);
    expect(named.filter((name) => !PROPERTIES.has(name))).toEqual([]);
  });
});

describe('the links of the documentation', () => {
  const files = ['README.md', 'src/README.md', 'templates/README.md', 'fonts/README.md', 'CHANGELOG.md', 'LICENSE-THIRD-PARTY.md']; // prettier-ignore
  it.each(files)('lead to files that exist, in %s', (file) => {
    const links = [...read(file).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link ?? '');
    const local = links.filter((link) => !/^[a-z]+:/.test(link));
    const missing = local.filter((link) => {
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? file : join(dirname(file), path);
      if (!existsSync(join(ROOT, target))) return true;
      const headings = [...read(target).matchAll(/^#+ (.*)$/gm)].map(([, words = '']) => words.toLowerCase().replaceAll(' ', '-')); // prettier-ignore
      return anchor !== undefined && !headings.includes(anchor);
    });
    expect(missing).toEqual([]);
  });
});

describe('the table of stages', () => {
  it('has every folder of the source, and entries that exist', () => {
    const [, ...stages] = rows(part(SOURCE, 'stages'));
    const folders = readdirSync(join(ROOT, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== 'commands'); // prettier-ignore
    expect(stages.flatMap(([folder = '']) => codes(folder)).toSorted()).toEqual(folders.map(({ name }) => name).toSorted()); // prettier-ignore
    for (const [folder = '', , entry = '', types = ''] of stages) {
      const code = codeBelow(codes(folder)[0] ?? '');
      for (const name of codes(entry))
        expect(code).toMatch(new RegExp(`export (?:async )?(?:function\\*?|class) ${name}\\b`));
      for (const name of codes(types)) if (name !== 'string' && name !== 'Uint8Array') expect(code).toMatch(new RegExp(`export (?:interface|type|class) ${name}\\b`)); // prettier-ignore
    }
  });
});

describe('the sentence that the guide for contributors follows', () => {
  const text = /^> (.*)$/m.exec(SOURCE)?.[1] ?? '';

  it('has the levels and breaks that are printed', () => {
    expect([...resolveLevels(text, 'rtl').levels].join('')).toBe(/^levels {2}(\d+)$/m.exec(SOURCE)?.[1]);
    const offsets = [...findLineBreaks(text).entries()].filter(([, kind]) => kind !== 0).map(([at]) => at);
    const printed = /offsets ([\d, and]+) may end a line, (\d+) must/.exec(SOURCE);
    expect([...(printed?.[1] ?? '').matchAll(/\d+/g)].map(Number).concat(Number(printed?.[2]))).toEqual(offsets); // prettier-ignore
  });

  it('is set in the units and lines that are printed', async () => {
    const family = 'Persian with companion';
    const face = (name: string, unicodeRange: readonly (readonly [number, number])[] | null) =>
      ({ family, sources: [{ kind: 'package', name, file: null }], weight: AUTO_WEIGHT, style: 'normal', stretch: [100, 100], unicodeRange, sizeAdjust: 1 }) as const; // prettier-ignore
    const fontFaces = [face('@fontsource/vazirmatn', null), face('@fontsource/source-serif-4', [[0x30, 0x39], [0x41, 0x5a], [0x61, 0x7a]])]; // prettier-ignore
    const fonts = await createFontLibrary({
      fontFaces,
      publicationFolder: ROOT,
      diagnostics: new Diagnostics(),
    });
    const stack = fonts.stack({ families: [family], weight: 400, style: 'normal', stretch: 100, kerning: true, features: {}, variations: {} }); // prettier-ignore
    const style = {
      stack, size: 12, color: BLACK, rise: 0, letterSpacing: 0, wordSpacing: 0, underline: null, lineThrough: null, overline: null,
      background: null, language: 'fa', href: null, tag: -1, whiteSpace: 'normal', textTransform: 'none', hyphens: 'manual',
      hyphenateLimitChars: [5, 2, 2],
    } as const; // prettier-ignore
    const paragraph = prepareParagraph(
      [{ kind: 'text', text, style }],
      { direction: 'rtl', plaintext: false, language: 'fa', textAlign: 'justify', textAlignLast: 'auto', textJustify: 'inter-word', wrap: 'wrap', overflowWrap: 'break-word', indent: 0 }, // prettier-ignore
      fonts,
    );
    const { units } = paragraph;
    for (const [unit = '', piece = '', level = '', word = '', advance = ''] of rows(SOURCE).filter(
      ([first = '', ...more]) => /^\d+$/.test(first) && more.length === 4,
    )) {
      // prettier-ignore
      const index = Number(unit);
      const written = units.text.slice(units.offset[index], units.offset[index + 1]);
      const id = units.word[index] ?? -1;
      expect([written === ' ' ? 'space' : written, units.level[index], id]).toEqual([
        piece,
        Number(level),
        Number(word),
      ]);
      expect((fonts.word(id).advance * 12).toFixed(2)).toBe(advance);
    }
    expect(SOURCE).toContain(
      `\`maxContent\` is ${paragraph.maxContent.toFixed(2)}, \`minContent\` ${paragraph.minContent.toFixed(2)}`,
    );
    const items = breakLines(paragraph, 150).map((line, index) => lineItem(paragraph, line, 50, 100 + 20 * index, 0)); // prettier-ignore
    const dump = dumpPage(
      { index: 0, front: 'main', width: 595, height: 842, side: 'left', label: '', items, bookmarks: [] },
      fonts,
    );
    for (const line of dump.trim().split('\n').slice(1)) expect(SOURCE).toContain(line.trim());
    for (const item of items) expect(SOURCE).toContain(`\`${[...visualUnits(item)].join(' ')}\``);
  });
});
