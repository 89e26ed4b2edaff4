// How viewers should open the file → entries of the catalog (ISO 32000-1, 7.7.2 and 12.2). What viewers do with each of them, and
// why the entries are as they are: tests/conformance/README-viewers.md.
import type { Direction } from '../../base/direction.ts';
import { directionOfLanguage } from '../../base/direction.ts';
import type { StructureNode } from '../../document/structure.ts';

/** From so many pages on, bookmarks are of more use than the room they take; accessibility checkers ask for them from there. */
const MANY_PAGES = 21;

export interface DeclaredDocument {
  /** Right-bound is `rtl`. */
  readonly direction: Direction;
  readonly language: string;
  readonly structure: readonly StructureNode[];
}

export interface ViewedDocument extends DeclaredDocument {
  readonly pages: number;
  readonly hasOutline: boolean;
}

/** Of the web edition: window title, order of facing pages, layout and side bar; no opening action, so that viewers go on where they were left. */
export function webViewerEntries(document: ViewedDocument): string {
  const { direction, pages, hasOutline } = document;
  // Two pages side by side would stand in the wrong order in pdf.js, which knows no Direction.
  const layout = direction === 'rtl' ? '/PageLayout/OneColumn' : '';
  const mode = hasOutline && pages >= MANY_PAGES ? '/PageMode/UseOutlines' : '';
  const order = declaresRightToLeft(document) ? '/Direction/R2L' : '';
  return `/ViewerPreferences<</DisplayDocTitle true${order}>>${layout}${mode}`;
}

/** Of the press edition, where the bound edge is told to programs that impose. */
export function pressViewerEntries(binding: 'left' | 'right'): string {
  return `/ViewerPreferences<</DisplayDocTitle true/Direction/${binding === 'right' ? 'R2L' : 'L2R'}>>`;
}

/**
 * Whether a web edition says that it is read from right to left. PDFium reads the words of every left-to-right line backwards then, so
 * only when all languages are right-to-left; the text layer has to know it.
 */
export function declaresRightToLeft({ direction, language, structure }: DeclaredDocument): boolean {
  if (direction !== 'rtl') return false;
  return [language, ...new Set(structure.map((node) => node.language))].every(
    (tag) => tag === '' || directionOfLanguage(tag) === 'rtl',
  );
}
