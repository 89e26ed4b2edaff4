// An insert of the issue → the figure that shows it. The user-agent style sheet knows its classes: any design can print it.
import { formatPlace } from '../base/diagnostic.ts';
import type { Direction } from '../base/direction.ts';
import { escapeHtml } from '../article/html-text.ts';
import type { InsertSize, IssueInsert } from '../issue/issue-types.ts';
import { languageIn, textIn } from '../issue/text-in.ts';

/** How much of the height of the page area an insert takes; one in a column is as high as it is. */
const SHARES: Readonly<Record<InsertSize, string>> = { full: '1', half: '0.5', column: '' };

/** Readers, and in many countries the law, want to tell advertisements from articles. The first is for all other languages. */
const LABELS: Readonly<Record<string, string>> = {
  en: 'Advertisement',
  fa: 'آگهی',
  'fa-AF': 'اعلان',
  prs: 'اعلان',
  ps: 'اعلان',
  ar: 'إعلان',
  de: 'Anzeige',
  fr: 'Publicité',
};

export interface Reader {
  /** Of alternative text and caption. */
  readonly language: string;
  readonly direction: Direction;
}

/** `id` is unique in the issue. */
export function insertHtml(insert: IssueInsert, id: string, { language, direction }: Reader): string {
  const { source, size, alt, link, place } = insert;
  const share = SHARES[size];
  const attribute = (name: string, value: string): string => ` ${name}="${escapeHtml(value)}"`;
  const spoken = alt === undefined ? language : languageIn(alt, language);
  const picture =
    `<img${attribute('src', source)}${attribute('alt', alt === undefined ? '' : textIn(alt, language))}` +
    (spoken === language ? '' : attribute('lang', spoken)) +
    `${share === '' ? '' : attribute('data-page-share', share)}>`;
  const linked = link === undefined ? picture : `<a${attribute('href', link)}>${picture}</a>`;
  const caption = insert.caption === undefined ? '' : textIn(insert.caption, language);
  const label = labelOf(insert, language);
  const above = label === '' || label === caption ? '' : `<figcaption class="insert-label">${escapeHtml(label)}</figcaption>`; // prettier-ignore
  const below = caption === '' ? '' : `<figcaption>${escapeHtml(caption)}</figcaption>`;
  const where = attribute('data-source', formatPlace(place));
  return `<figure class="insert insert-${size}" id="${id}" lang="${language}" dir="${direction}"${where}>${above}${linked}${below}</figure>\n`;
}

function labelOf({ label }: IssueInsert, language: string): string {
  if (label === undefined || label === false) return '';
  return textIn(label === true ? LABELS : label, language);
}
