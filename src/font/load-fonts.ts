// @font-face declarations, font packages and the publication folder → a FontLibrary. Finds the files of a family when
// the family is asked for, and reads a file when a character needs it.
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { Diagnostics, Place } from '../base/diagnostic.ts';
import { intersectRanges, normaliseRanges, type FaceSlot, type FontData } from './face-slot.ts';
import { FaceStore } from './face-store.ts';
import { Families, type FamilySources } from './families.ts';
import type { FontFaceDeclaration, FontSource } from './font-face-declaration.ts';
import { HarfBuzzFontLibrary } from './font-library.ts';
import type { FontLibrary } from './font-types.ts';
import { listPackage, type PackagedFace } from './load-font-package.ts';
import { loadHarfBuzz } from './load-harfbuzz.ts';
import { FontFileError } from './sfnt.ts';
import { MAX_FONT_BYTES } from './woff.ts';

export interface FontLibraryOptions {
  readonly fontFaces: readonly FontFaceDeclaration[];
  /** Files of declarations lie inside it. */
  readonly publicationFolder: string;
  /** The folder of an installed npm package; by default node's module resolution, from this program, then from the publication. */
  readonly packageResolver?: (name: string) => string | undefined;
  readonly diagnostics: Diagnostics;
}

/** Starts HarfBuzz and makes the library. Fonts are found and read later, by what is asked of it. */
export async function createFontLibrary(options: FontLibraryOptions): Promise<FontLibrary> {
  const store = new FaceStore(loadHarfBuzz(), options.diagnostics);
  return new HarfBuzzFontLibrary(store, new Families(new FontSources(options)), options.diagnostics);
}

/**
 * Opens every file that the declarations name and reports those that cannot be used (F002, X001), as `nashr check`
 * wants it. Of a package that is named as a whole, its presence is checked.
 */
export function checkFontFaces(options: FontLibraryOptions): void {
  const sources = new FontSources(options);
  const store = new FaceStore(loadHarfBuzz(), options.diagnostics);
  for (const declaration of options.fontFaces) {
    const slots = sources.slotsOf(declaration);
    if (declaration.sources.some(({ kind }) => kind === 'file')) for (const slot of slots) store.file(slot);
  }
}

/** npm package names, so that no name in a style sheet is a path. */
const PACKAGE_NAME = /^(?:@[a-z0-9][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]*$/;
const ALL_WEIGHTS_LOW = 1;
const ALL_WEIGHTS_HIGH = 1000;

class FontSources implements FamilySources {
  readonly declared: readonly string[];
  readonly #options: FontLibraryOptions;
  readonly #folders = new Map<string, string | undefined>();
  readonly #listings = new Map<string, readonly PackagedFace[]>();

  constructor(options: FontLibraryOptions) {
    this.#options = options;
    this.declared = [...new Set(options.fontFaces.map(({ family }) => family))];
  }

  declaredSlots(name: string): readonly FaceSlot[] | undefined {
    const declarations = this.#options.fontFaces.filter(({ family }) => family.toLowerCase() === name);
    if (declarations.length === 0) return undefined;
    return declarations.flatMap((declaration) => this.slotsOf(declaration));
  }

  packagedSlots(family: string): readonly FaceSlot[] | undefined {
    const name = packageOfFamily(family);
    const folder = this.#packageFolder(name);
    if (folder === undefined) return undefined;
    return this.#listing(folder).map((face) => ({
      family,
      data: this.#packageData(name, folder, face.file, undefined),
      weight: face.weight,
      staticWeight: 'os2',
      style: face.style,
      stretch: [100, 100],
      ranges: face.ranges,
      sizeAdjust: 1,
    }));
  }

  hasPackage(family: string): boolean {
    return this.#packageFolder(packageOfFamily(family)) !== undefined;
  }

  /** The faces of the first source of a declaration that is there. */
  slotsOf(declaration: FontFaceDeclaration): readonly FaceSlot[] {
    const problems: string[] = [];
    for (const source of declaration.sources) {
      const slots =
        source.kind === 'file'
          ? this.#fileSlots(declaration, source.path, problems)
          : this.#packageSlots(declaration, source, problems);
      if (slots.length > 0) return slots;
    }
    const { family, place, sources } = declaration;
    // A path that leads out has been reported as X001.
    if (problems.length === 0 && sources.length > 0) return [];
    const why = problems.length === 0 ? 'no usable source' : problems.join('; ');
    this.#options.diagnostics.error('F002', `font family '${family}': ${why}`, place, SOURCE_HINT);
    return [];
  }

  #fileSlots(declaration: FontFaceDeclaration, path: string, problems: string[]): FaceSlot[] {
    const { diagnostics, publicationFolder } = this.#options;
    const file = insideFolder(publicationFolder, path);
    if (file === 'outside') {
      diagnostics.error('X001', `font file '${path}' lies outside the publication folder`, declaration.place);
      return [];
    }
    if (file === 'missing') {
      problems.push(`${path} not found`);
      return [];
    }
    const data = fileData(file, path, declaration.place);
    const weight = isAutoWeight(declaration) ? 'probe' : declaration.weight;
    return [
      { ...declaredParts(declaration), data, weight, staticWeight: 'normal', style: declaration.style },
    ];
  }

  #packageSlots(
    declaration: FontFaceDeclaration,
    source: Extract<FontSource, { kind: 'package' }>,
    problems: string[],
  ): FaceSlot[] {
    const folder = this.#packageFolder(source.name);
    if (folder === undefined) {
      problems.push(`package ${source.name} is not installed`);
      return [];
    }
    const parts = declaredParts(declaration);
    const listing = this.#listing(folder);
    if (source.file !== null) {
      const file = insideFolder(folder, source.file);
      if (file === 'outside' || file === 'missing') {
        problems.push(`package ${source.name} has no file ${source.file}`);
        return [];
      }
      const data = fileData(file, `${source.name}/${source.file}`, declaration.place);
      const stem = source.file.replace(/\.\w+$/, '');
      const listed = listing.find((face) => face.file.replace(/\.\w+$/, '') === stem);
      const weight = isAutoWeight(declaration) ? (listed?.weight ?? 'probe') : declaration.weight;
      return [{ ...parts, data, weight, staticWeight: 'os2', style: declaration.style }];
    }
    const slots: FaceSlot[] = [];
    for (const face of listing) {
      if (declaration.style !== 'normal' && face.style !== declaration.style) continue;
      const weight = offeredWeight(face.weight, declaration.weight);
      if (weight === undefined) continue;
      const ranges = intersectRanges(face.ranges, parts.ranges);
      if (ranges !== null && ranges.length === 0) continue;
      const data = this.#packageData(source.name, folder, face.file, declaration.place);
      slots.push({ ...parts, data, weight, staticWeight: 'os2', style: face.style, ranges });
    }
    if (slots.length === 0)
      problems.push(`package ${source.name} has no face of this weight, style and range`);
    return slots;
  }

  #packageData(name: string, folder: string, file: string, place: Place | undefined): FontData {
    return fileData(join(folder, file), `${name}/${file}`, place);
  }

  #listing(folder: string): readonly PackagedFace[] {
    let listing = this.#listings.get(folder);
    if (listing === undefined) {
      listing = listPackage(folder);
      this.#listings.set(folder, listing);
    }
    return listing;
  }

  #packageFolder(name: string): string | undefined {
    if (this.#folders.has(name)) return this.#folders.get(name);
    let folder: string | undefined;
    if (PACKAGE_NAME.test(name)) {
      const custom = this.#options.packageResolver;
      folder = custom === undefined ? installedPackage(name, this.#options.publicationFolder) : custom(name);
    }
    this.#folders.set(name, folder);
    return folder;
  }
}

const SOURCE_HINT = 'put the font file into fonts/, or install the npm package that the source names';

/** What every face of a declaration has in common. */
function declaredParts(
  declaration: FontFaceDeclaration,
): Pick<FaceSlot, 'family' | 'stretch' | 'ranges' | 'sizeAdjust'> {
  const { family, stretch, unicodeRange, sizeAdjust } = declaration;
  const ranges = unicodeRange === null ? null : normaliseRanges(unicodeRange);
  return { family, stretch, ranges, sizeAdjust: sizeAdjust > 0 ? sizeAdjust : 1 };
}

function isAutoWeight({ weight }: FontFaceDeclaration): boolean {
  return weight[0] <= ALL_WEIGHTS_LOW && weight[1] >= ALL_WEIGHTS_HIGH;
}

/** The part of a packaged face's weights that a declaration offers. */
function offeredWeight(
  packaged: PackagedFace['weight'],
  declared: readonly [number, number],
): PackagedFace['weight'] | undefined {
  if (packaged === 'probe') return declared[0] <= 1 && declared[1] >= 1000 ? 'probe' : declared;
  const low = Math.max(packaged[0], declared[0]);
  const high = Math.min(packaged[1], declared[1]);
  return low <= high ? [low, high] : undefined;
}

/** `Source Serif 4` → `@fontsource/source-serif-4`. */
function packageOfFamily(family: string): string {
  return `@fontsource/${family.trim().toLowerCase().replace(/\s+/g, '-')}`;
}

function installedPackage(name: string, publicationFolder: string): string | undefined {
  for (const from of [import.meta.url, join(resolve(publicationFolder), 'package.json')]) {
    try {
      return dirname(createRequire(from).resolve(`${name}/package.json`));
    } catch {
      // Not installed there.
    }
  }
  return undefined;
}

/** The real path of a file in `folder`: no `..`, absolute path or link leads out of it. */
function insideFolder(folder: string, path: string): string {
  const lexical = relative(resolve(folder), resolve(folder, path));
  if (isAbsolute(path) || leadsOut(lexical)) return 'outside';
  try {
    const root = realpathSync(folder);
    const file = realpathSync(resolve(root, path));
    return leadsOut(relative(root, file)) ? 'outside' : file;
  } catch {
    return 'missing';
  }
}

function leadsOut(path: string): boolean {
  return path === '' || path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path);
}

function fileData(file: string, label: string, place: Place | undefined): FontData {
  return {
    key: file,
    label,
    place,
    read: () => {
      const { size } = statSync(file);
      if (size > MAX_FONT_BYTES) throw new FontFileError('the font file is larger than 64 MB');
      return readFileSync(file);
    },
  };
}
