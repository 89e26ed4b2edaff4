// Text with embeddings or overrides → levels through bidi-js, a well-kept implementation of UAX #9 for what authors
// hardly ever write: there its speed (some 550 ns a character) does not matter. Everything else, isolates included,
// goes the short ways of bidi.ts.
import bidiModule from 'bidi-js';
import { B, FSI, LRE, PDF } from './bidi-classes.ts';
import { resetSeparators } from './bidi-explicit.ts';

/** bidi-js takes the halves of a pair for characters, mixes up paragraphs, and is quadratic in FSI. */
const NOT_FOR_LIBRARY = (1 << B) | (1 << FSI);
const EMBEDDINGS = (1 << (PDF + 1)) - (1 << LRE);
const MAX_LENGTH = 4096;

type Library = ReturnType<typeof bidiModule.default>;

/** Made when first needed: its tables take a while to unpack. */
const library = ((): (() => Library) => {
  let made: Library | undefined;
  // The types describe a CommonJS module with a default; at run time the factory is the module itself.
  const factory = bidiModule as unknown as typeof bidiModule.default;
  return () => (made ??= factory());
})();

/** `seen`: bit set of the classes in the text. */
export function isForLibrary(text: string, seen: number): boolean {
  if ((seen & EMBEDDINGS) === 0 || (seen & NOT_FOR_LIBRARY) !== 0 || text.length > MAX_LENGTH) return false;
  return !/[\uD800-\uDFFF]/.test(text);
}

/** Levels with L1 applied to the end of the text; characters that X9 removes follow the one before them. */
export function levelsByLibrary(
  text: string,
  classes: Uint8Array,
  base: 'ltr' | 'rtl' | 'auto',
): { base: 0 | 1; levels: Uint8Array } {
  const { levels, paragraphs } = library().getEmbeddingLevels(text, base === 'auto' ? undefined : base);
  const paragraphBase = ((paragraphs[0]?.level ?? 0) & 1) === 1 ? 1 : 0;
  resetSeparators(classes, [0, classes.length], paragraphBase, levels);
  return { base: paragraphBase, levels };
}
