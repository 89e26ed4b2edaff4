// Couplets of a manifest (`[[first hemistich, second hemistich], …]`) → the HTML that `:::poem` gives in an article.
import { hemistichsOf } from '../article/containers.ts';
import { escapeHtml } from '../article/html-text.ts';

/**
 * A couplet may also be one text with its hemistichs parted by a tab, ` / ` or ` * `. `complain` hears of those that have
 * not two.
 */
export function poemHtml(
  value: unknown,
  className = '',
  complain: (count: number, first: string) => void = () => {},
): string {
  const lines = Array.isArray(value) ? (value as readonly unknown[]) : typeof value === 'string' ? value.split('\n') : []; // prettier-ignore
  const couplets = lines.map((line) => hemistichs(line)).filter((parts) => parts.length > 0);
  if (couplets.length === 0) return '';
  const html = couplets.map((parts) => {
    if (parts.length !== 2) complain(parts.length, parts[0] ?? '');
    const spans = parts.map((part) => `<span class="hemistich">${escapeHtml(part)}</span>`);
    return `<div class="couplet${parts.length === 1 ? ' single' : ''}">${spans.join('')}</div>`;
  });
  return `<div class="poem${className === '' ? '' : ` ${escapeHtml(className)}`}">${html.join('')}</div>`;
}

function hemistichs(line: unknown): readonly string[] {
  if (typeof line === 'string') return hemistichsOf(line);
  if (!Array.isArray(line)) return [];
  return (line as readonly unknown[]).filter(
    (part): part is string => typeof part === 'string' && part !== '',
  );
}
