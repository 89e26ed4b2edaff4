// Differences of two texts → a text for people who read in either direction: page, article, what was done, and both blocks with the
// words in brackets that differ.
import { isolate, showText } from '../../unicode/show-text.ts';
import type { TextDifference } from './compare-text.ts';
import { markChanges } from './mark-changes.ts';

/** The differences one under the other. */
export function formatDifferences(differences: readonly TextDifference[]): string {
  return differences.map(formatOne).join('\n');
}

function formatOne(difference: TextDifference): string {
  const { kind, expected, actual, note } = difference;
  const what = note === undefined ? '' : ` (${note})`;
  const head = `${whereIs(difference)}: ${done(difference)}${what}`;
  if (expected === null || actual === null)
    return `${head}\n  ${kind === 'missing' ? '-' : '+'} ${showText(shorten(expected ?? actual ?? ''))}`;
  if (kind === 'moved') return `${head}\n${movedText(difference)}`;
  const [left, right] = markChanges(expected, actual);
  return `${head}\n  - ${left}\n  + ${right}`;
}

function whereIs({ page, lastPage = page, articles = [] }: TextDifference): string {
  const pages = lastPage === page ? `page ${page}` : `pages ${page} to ${lastPage}`;
  if (articles.length === 0) return pages;
  return `${pages}, in ${articles.map((title) => `“${isolate(title)}”`).join(' or ')}`;
}

/** What was done to the text, as an editor would say it. */
function done(difference: TextDifference): string {
  const { kind, page, fromPage, behind } = difference;
  const from = fromPage === undefined ? '' : ` from page ${fromPage}`;
  switch (kind) {
    case 'moved':
      return behind === undefined ? pageChange(difference) : `moved here${from}`;
    case 'parted':
      return 'one paragraph has become several';
    case 'joined':
      return 'several paragraphs have become one';
    case 'reflowed':
      return 'the page break in a paragraph has changed';
    case 'changed':
      if (behind !== undefined) return `moved here${from} and changed`;
      return fromPage === undefined || fromPage === page ? 'changed' : `changed, and now on page ${page} instead of ${fromPage}`; // prettier-ignore
    default:
      return kind;
  }
}

/** The order is the same; pages have come or gone before it, or it has more or less room. */
function pageChange({ page, fromPage = page, blocks = 1 }: TextDifference): string {
  if (blocks === 1) return `moved (the same text now stands on page ${page} instead of ${fromPage})`;
  const by = Math.abs(page - fromPage);
  return `moved, ${by} page${by === 1 ? '' : 's'} ${page > fromPage ? 'later' : 'earlier'} than before`;
}

function movedText({ actual, blocks = 1, last, behind }: TextDifference): string {
  const lines = [`    ${showText(shorten(actual ?? ''))}`];
  if (last !== undefined) lines.push(`    … ${blocks} blocks, to`, `    ${showText(shorten(last))}`);
  if (behind !== undefined) lines.push(behind === '' ? '    at the beginning of the text' : `    behind ${showText(shorten(behind, BEHIND))}`); // prettier-ignore
  return lines.join('\n');
}

/** UTF-16 units of a text that is not shown completely; of one that only says where. */
const SHOWN = 160;
const BEHIND = 60;

function shorten(text: string, length = SHOWN): string {
  return text.length > length ? `${text.slice(0, length).replace(/\s\S*$/, '')}…` : text;
}
