// @font-face → FontFaceRule. CSS Fonts 4, §4; `url("npm:…")` names a font package.
import { posix } from 'node:path';
import type { CssValue } from './css-values.ts';
import { splitValues, withoutSpace } from './css-values.ts';
import type { RawAtRule, RawDeclaration, ReadContext } from './declaration.ts';
import { readBlock } from './declaration.ts';
import { STRETCH_KEYWORDS } from './font-properties.ts';
import type { FontFaceRule, FontSource } from './style-sheet.ts';

/** Descriptors and what they accept. */
export const FONT_FACE_DESCRIPTORS: Readonly<Record<string, string>> = {
  'font-family': 'one family name',
  src: 'list of url("file") and url("npm:package/file")',
  'font-weight': 'normal | bold | number [number]',
  'font-style': 'normal | italic | oblique',
  'font-stretch': 'percentage [percentage] | keywords',
  'unicode-range': 'list of U+0600-06FF, U+06??',
  'size-adjust': 'percentage',
};
/** About loading over a network: nothing to do here. */
const HARMLESS: ReadonlySet<string> = new Set(['font-display']);

type Descriptors = Omit<FontFaceRule, 'place'>;

/** Null, with a report, when family or source is missing. */
export function parseFontFace(rule: RawAtRule, context: ReadContext): FontFaceRule | null {
  const { diagnostics, source } = context;
  const place = source.place(rule.start);
  let face: Descriptors = {
    family: '',
    sources: [],
    // Absent: a package or variable font offers every weight it has, a static file is 400.
    weight: [1, 1000],
    style: 'normal',
    stretch: [100, 100],
    unicodeRange: null,
    sizeAdjust: 1,
  };
  for (const raw of readBlock(rule.block?.values ?? [], context).declarations) {
    const name = raw.name === 'font-width' ? 'font-stretch' : raw.name;
    const accepted = FONT_FACE_DESCRIPTORS[name];
    if (HARMLESS.has(name)) continue;
    if (accepted === undefined) {
      const hint = context.suggestions.hint(name, Object.keys(FONT_FACE_DESCRIPTORS));
      diagnostics.warning('C002', `"${raw.name}" is not known or not supported in @font-face`, source.place(raw.start), hint); // prettier-ignore
      continue;
    }
    const read = readDescriptor(name, raw, context);
    if (read === null)
      diagnostics.warning('C003', `"${source.excerpt(raw.values[0]?.start ?? raw.start, raw.end)}" is not a supported value of "${raw.name}"`, source.place(raw.start), `accepted: ${accepted}`); // prettier-ignore
    else face = { ...face, ...read };
  }
  if (face.family === '' || face.sources.length === 0) {
    diagnostics.warning('C001', `@font-face without ${face.family === '' ? 'font-family' : 'a usable src'}; left out`, place); // prettier-ignore
    return null;
  }
  return { ...face, place };
}

function readDescriptor(
  name: string,
  raw: RawDeclaration,
  context: ReadContext,
): Partial<Descriptors> | null {
  const values = withoutSpace(raw.values);
  const [first] = values;
  switch (name) {
    case 'font-family': {
      const words = values.map((v) => (v.kind === 'string' ? v.text : v.kind === 'ident' ? v.name : null));
      if (words.length === 0 || words.includes(null)) return null;
      return { family: words.join(' ') };
    }
    case 'src': {
      const sources = readSources(raw, context);
      return sources === null ? null : { sources };
    }
    case 'font-weight': {
      const range = readRange(values, (v) =>
        v.kind === 'number' ? v.value : v.kind === 'ident' ? { normal: 400, bold: 700 }[v.name.toLowerCase()] : undefined); // prettier-ignore
      return range === null || range[0] < 1 || range[1] > 1000 ? null : { weight: range };
    }
    case 'font-stretch': {
      const range = readRange(values, (v) =>
        v.kind === 'percentage' ? v.value : v.kind === 'ident' ? keywordStretch(v.name.toLowerCase()) : undefined); // prettier-ignore
      return range === null ? null : { stretch: range };
    }
    case 'font-style': {
      const style = first?.kind === 'ident' ? first.name.toLowerCase() : '';
      if (style !== 'normal' && style !== 'italic' && style !== 'oblique') return null;
      return values.length > 1 && style !== 'oblique' ? null : { style };
    }
    case 'unicode-range': {
      const unicodeRange = readUnicodeRange(context.source.text.slice(first?.start ?? raw.end, raw.end));
      return unicodeRange === null ? null : { unicodeRange };
    }
    default:
      if (first?.kind !== 'percentage' || first.value <= 0 || values.length > 1) return null;
      return { sizeAdjust: first.value / 100 };
  }
}

function keywordStretch(name: string): number | undefined {
  return Object.hasOwn(STRETCH_KEYWORDS, name)
    ? STRETCH_KEYWORDS[name as keyof typeof STRETCH_KEYWORDS]
    : undefined;
}

/** One value, or two in rising order. */
function readRange(
  values: readonly CssValue[],
  read: (value: CssValue) => number | undefined,
): readonly [number, number] | null {
  const numbers = values.map(read);
  const [low, high = low] = numbers;
  if (low === undefined || high === undefined || numbers.length > 2 || numbers.includes(undefined))
    return null;
  return low <= high ? [low, high] : [high, low];
}

/** Sources that cannot be used are reported one by one; null when the syntax is broken. */
function readSources(raw: RawDeclaration, context: ReadContext): readonly FontSource[] | null {
  const sources: FontSource[] = [];
  for (const part of splitValues(raw.values, ',')) {
    const [first] = part;
    if (first?.kind === 'url') {
      const source = fontSource(first.url, context.source.file);
      if (source !== null) sources.push(source);
      else
        context.diagnostics.warning('C003', `The font "${first.url.slice(0, 60)}" is not read`, context.source.place(first.start), 'use a file of the publication or url("npm:package")'); // prettier-ignore
    } else if (first?.kind === 'function' && first.name === 'local')
      context.diagnostics.warning('C003', 'local() is not supported: fonts of the machine are not used', context.source.place(first.start), 'use a file of the publication or url("npm:package")'); // prettier-ignore
    else return null;
  }
  return sources;
}

function fontSource(url: string, fromFile: string): FontSource | null {
  const inPackage = /^npm:((?:@[\w.-]+\/)?[\w.-]+)(?:\/(.+))?$/.exec(url);
  if (inPackage !== null) return { kind: 'package', name: inPackage[1] ?? '', file: inPackage[2] ?? null };
  if (url === '' || /^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(url)) return null;
  const path = url.replace(/[?#].*$/, '');
  return { kind: 'file', path: posix.join(posix.dirname(fromFile), path) };
}

const HIGHEST_CODE_POINT = 0x10ffff;

/** CSS Fonts 4, §4.5; read from the text because the tokens cut `U+0600-06FF` in odd places. */
function readUnicodeRange(text: string): readonly (readonly [number, number])[] | null {
  const ranges: (readonly [number, number])[] = [];
  for (const part of text.replaceAll(/\/\*.*?\*\//gs, '').split(',')) {
    const match = /^u\+([\da-f]{0,6})(\?{0,6})(?:-([\da-f]{1,6}))?$/i.exec(part.trim());
    if (match === null) return null;
    const [, digits = '', wild = '', last] = match;
    if (digits === '' && wild === '' || digits.length + wild.length > 6 || (wild !== '' && last !== undefined)) return null; // prettier-ignore
    const from = Number.parseInt(digits + '0'.repeat(wild.length), 16);
    const to = Number.parseInt(last ?? digits + 'f'.repeat(wild.length), 16);
    if (from > to || from > HIGHEST_CODE_POINT) return null;
    ranges.push([from, Math.min(to, HIGHEST_CODE_POINT)]);
  }
  return ranges;
}
