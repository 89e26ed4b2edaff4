// A PDF and a paragraph → whether it stands there, complete, and where; else what comes nearest to it.
import type { PlacedBlock } from '../preflight/compare/article-index.ts';
import { describeChange } from '../preflight/compare/describe-change.ts';
import { markChanges } from '../preflight/compare/mark-changes.ts';
import { fingerprint, similarity } from '../preflight/compare/similarity.ts';
import { isolate, showText } from '../unicode/show-text.ts';
import { normaliseExtracted } from '../unicode/normalise.ts';
import type { PdfCheck } from './pdf-check.ts';
import { openPdfUnderTest } from './pdf-under-test.ts';
import type { PdfSource } from './pdf-under-test.ts';

export interface ParagraphPlace {
  /** A page that it stands on, at least in part; from 1, as the pages stand in the file. */
  readonly page?: number | undefined;
  /** Title of its article. */
  readonly article?: string | undefined;
  /** Role of its tag: P, H1, Caption … */
  readonly role?: string | undefined;
}

/**
 * Passes when a block of the file – paragraph, heading, cell, caption … – is exactly this text after normalisation, wherever lines,
 * columns and pages part it; of a file without tags, when a page has the text. A regular expression is tried on each block.
 */
export async function checkParagraph(
  source: PdfSource,
  paragraph: string | RegExp,
  place: ParagraphPlace = {},
): Promise<PdfCheck> {
  const pdf = await openPdfUnderTest(source);
  const blocks = await pdf.blocks();
  const wanted = typeof paragraph === 'string' ? normaliseExtracted(paragraph) : paragraph;
  if (wanted === '') throw new TypeError('The paragraph to look for is empty');
  const same = blocks.filter((block) => matches(block, wanted));
  const found = same.find((block) => isAt(block, place));
  const asked = typeof wanted === 'string' ? showText(wanted) : String(wanted);
  if (found !== undefined) {
    const message = `${pdf.name} has this paragraph, ${whereIs(found)}:\n  ${asked}`;
    return { passed: true, message };
  }
  pdf.requireWhole('it has the paragraph');
  const lines = [`${pdf.name} has no such paragraph${inWords(place)}:`, `  ${asked}`];
  const [elsewhere] = same;
  if (elsewhere !== undefined) lines.push(`It stands ${whereIs(elsewhere)}.`);
  else if (typeof wanted === 'string') {
    const nearest = nearestTo(wanted, blocks);
    if (nearest !== null) {
      const [left, right] = markChanges(wanted, nearest.text);
      const note = describeChange(wanted, nearest.text);
      lines.push(`The nearest is ${whereIs(nearest)}${note === null ? '' : ` (${note})`}:`, `  - ${left}`, `  + ${right}`); // prettier-ignore
    }
  }
  return { passed: false, message: lines.join('\n') };
}

/** `Page` is what extractText calls text without tags, whose paragraphs nothing parts. */
function matches({ role, text }: PlacedBlock, wanted: string | RegExp): boolean {
  if (typeof wanted === 'string') return role === 'Page' ? text.includes(wanted) : text === wanted;
  wanted.lastIndex = 0;
  return wanted.test(text);
}

function isAt(block: PlacedBlock, { page, article, role }: ParagraphPlace): boolean {
  return (
    (page === undefined || block.parts.has(page)) &&
    (article === undefined || block.article === normaliseExtracted(article)) &&
    (role === undefined || block.role === role)
  );
}

function inWords({ page, article, role }: ParagraphPlace): string {
  const parts = [
    page === undefined ? '' : ` on page ${page}`,
    article === undefined ? '' : ` in “${isolate(article)}”`,
    role === undefined ? '' : ` with the role ${role}`,
  ];
  return parts.join('');
}

/** `on pages 3 and 4, in “…”, as P`. */
function whereIs({ parts, article, role }: PlacedBlock): string {
  const pages = [...parts.keys()];
  const on = pages.length === 0 ? '' : `on page${pages.length === 1 ? '' : 's'} ${pages.join(' and ')}`;
  return `${on}${article === null ? '' : `, in “${isolate(article)}”`}${role === 'Page' ? '' : `, as ${role}`}`;
}

/** The block that is most like a text, if any is; spaces, ZWNJ and letters that look alike make little difference. */
function nearestTo(wanted: string, blocks: readonly PlacedBlock[]): PlacedBlock | null {
  const print = fingerprint(wanted);
  let best: PlacedBlock | null = null;
  let most = 1 / 3;
  for (const block of blocks) {
    const alike = similarity(print, fingerprint(block.text));
    if (alike > most) {
      most = alike;
      best = block;
    }
  }
  return best;
}
