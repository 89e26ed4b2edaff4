// Letters of the private use area (Unicode, 23.5): signs that only their font knows. Nobody can search them or hear them read, so that
// ISO 19005-2, 6.2.11.7.3, wants a text in their place (ActualText): authors and templates give it as `aria-label`.
import type { Diagnostics, Place } from '../base/diagnostic.ts';
import type { HtmlElement } from './html-tree.ts';
import { textContent } from './html-tree.ts';
import { sourcePlace } from './list-images.ts';

const PRIVATE = /\p{Co}/u;
/** By UTF-16 unit, or written as a number that may be one of them: fast, because all of an issue is searched. */
const MAYBE_PRIVATE = /[\ue000-\uf8ff\udb80-\udbff]|&#(?:[xX]0*[eEfF1]|0*(?:5[789]|6[0123]|9\d{5}|1\d{6}))/;
/** Elements of a line whose label stands for what they show. */
const LABELLED: ReadonlySet<string> = new Set(['span', 'i', 'b', 'em', 'strong', 'small', 'sup', 'sub', 'mark', 'abbr']); // prettier-ignore
/** Messages of one issue. */
const MAX_REPORTED = 50;

/** False where the HTML of an issue has surely none: only others are searched. */
export function mayHavePrivateLetters(html: string): boolean {
  return MAYBE_PRIVATE.test(html);
}

/** The words that are read in place of an element's own; null without any, and where all of its letters say what they are. */
export function readInstead(element: HtmlElement): string | null {
  const label = element.attributes.get('aria-label')?.trim() ?? '';
  return label !== '' && LABELLED.has(element.tag) && PRIVATE.test(textContent(element)) ? label : null;
}

export interface PrivateLetterCheck {
  readonly diagnostics: Diagnostics;
  /** Named for what stands in no article. */
  readonly file: string;
  /** Where the manifest says a text that a template prints. */
  readonly textPlace?: ((text: string) => Place | undefined) | undefined;
}

/** Reports letters without words in their place (A013), each once a place; whether there are any. */
export function reportPrivateLetters(
  root: HtmlElement,
  { diagnostics, file, textPlace }: PrivateLetterCheck,
): boolean {
  const reported = new Set<string>();
  const walk = (element: HtmlElement, outer: string | undefined): void => {
    if (element.tag === 'head' || readInstead(element) !== null) return;
    const source = element.attributes.get('data-source') ?? outer;
    for (const child of element.children) {
      if (child.kind === 'element') {
        walk(child, source);
        continue;
      }
      if (!PRIVATE.test(child.text)) continue;
      for (const [letter] of child.text.matchAll(/\p{Co}/gu)) {
        const code = (letter.codePointAt(0) ?? 0).toString(16).toUpperCase();
        const key = `${code} ${source ?? ''}`;
        if (reported.has(key) || reported.size >= MAX_REPORTED) continue;
        reported.add(key);
        const place = source === undefined ? (textPlace?.(child.text.trim()) ?? { file }) : sourcePlace(source); // prettier-ignore
        diagnostics.warning('A013', `U+${code} is a sign that only its font knows: nobody can search it or hear it read`, place, `say what it stands for: [&#x${code};]{aria-label="…"}; without that the file cannot be PDF/A of level A`); // prettier-ignore
      }
    }
  };
  walk(root, undefined);
  return reported.size > 0;
}
