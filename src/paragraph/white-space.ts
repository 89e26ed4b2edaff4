// White-space collapsing, CSS Text 3, 4.1.1: what is left of a piece of text before lines are broken.
import type { InlineStyle } from './paragraph-types.ts';

/**
 * Collapses the white space of one inline item. `afterSpace`: the text before it ends in a collapsible space or
 * begins a line, so that leading white space vanishes. Line feeds in the result are forced breaks.
 */
export function collapseWhiteSpace(
  text: string,
  whiteSpace: InlineStyle['whiteSpace'],
  afterSpace: boolean,
): string {
  switch (whiteSpace) {
    case 'pre':
    case 'pre-wrap':
      return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
    case 'pre-line': {
      const lines = text.replace(/[ \t\f]*(?:\r\n?|\n)[ \t\f]*/g, '\n').replace(/[ \t\f]+/g, ' ');
      return afterSpace && lines.startsWith(' ') ? lines.slice(1) : lines;
    }
    case 'normal':
    case 'nowrap': {
      const collapsed = hasMoreThanSingleSpaces(text) ? text.replace(/[ \t\n\r\f]+/g, ' ') : text;
      return afterSpace && collapsed.startsWith(' ') ? collapsed.slice(1) : collapsed;
    }
  }
}

/** Several searches for one character are much faster than one expression for all. */
function hasMoreThanSingleSpaces(text: string): boolean {
  return (
    text.includes('  ') ||
    text.includes('\n') ||
    text.includes('\t') ||
    text.includes('\r') ||
    text.includes('\f')
  );
}
