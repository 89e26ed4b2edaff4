// The blocks of articles → those written in letters that their language is not written in: nobody can hear them read rightly, and
// ISO 14289-1, 7.2, wants the language of all text. Only the author can say which language it is.
import type { Diagnostics } from '../base/diagnostic.ts';
import { primaryLanguage } from '../base/direction.ts';
import type { HtmlElement } from './html-tree.ts';
import { sourcePlace } from './list-images.ts';

type Letters = 'Arab' | 'Latn';

/** Languages of which it is known what they are written in. */
const LETTERS: ReadonlyMap<string, Letters> = new Map([
  ...['fa', 'prs', 'pes', 'ps', 'pbt', 'pbu', 'ar', 'ur'].map((language) => [language, 'Arab'] as const),
  ...['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'sv', 'da', 'nb', 'nn', 'no', 'fi', 'pl', 'cs', 'tr'].map((language) => [language, 'Latn'] as const), // prettier-ignore
]);
/** Letters without which a block says nothing of its language: names and titles of books are shorter. */
const ENOUGH = 20;
/** Share of them that is of the other script. */
const MOST = 0.8;
/** Messages of one issue. */
const MAX_REPORTED = 50;
/** What is no text in a language. */
const NO_PROSE: ReadonlySet<string> = new Set(['head', 'code', 'pre', 'kbd', 'samp', 'var', 'svg']);
const ADDRESS = /:\/\/|@|www\./;

/** Letters of a block, apart from those in parts that say their own language. */
interface Tally {
  own: number;
  foreign: number;
  /** Something in it is in its language. */
  hasOwn: boolean;
}

/** What is said around an element. */
interface Around {
  readonly language: string;
  readonly letters: Letters | undefined;
  readonly source: string | undefined;
}

interface Finding {
  readonly source: string;
  readonly language: string;
  readonly letters: Letters;
}

/** Reports blocks of articles in letters that their language is not written in (A014), each once, and articles that are all so. */
export function checkScripts(root: HtmlElement, diagnostics: Diagnostics): void {
  const check = new ScriptCheck();
  check.walk(root, { language: '', letters: undefined, source: undefined });
  for (const { source, language, letters } of check.findings.slice(0, MAX_REPORTED)) {
    const known = [...check.languages].filter((each) => LETTERS.get(primaryLanguage(each)) === letters);
    const said = known[0] ?? (letters === 'Arab' ? 'fa' : 'en');
    const place = sourcePlace(source);
    const script = letters === 'Arab' ? 'Arabic' : 'Latin';
    const hint = place.line === undefined ? `set language: ${said} in its front matter, or whichever it is` : `say its language, or whichever it is: {lang=${said}} at the end of a paragraph or heading, in the line of :::poem, or alone in a paragraph behind other blocks`; // prettier-ignore
    diagnostics.warning('A014', `Text in ${script} letters is said to be in a language that is not written in them: ${language}`, place, hint); // prettier-ignore
  }
}

class ScriptCheck {
  readonly findings: Finding[] = [];
  /** In the order in which they are first said. */
  readonly languages = new Set<string>();

  walk(element: HtmlElement, around: Around): Tally {
    const { attributes, children, tag } = element;
    const { language } = around;
    const tally: Tally = { own: 0, foreign: 0, hasOwn: false };
    if (NO_PROSE.has(tag) || attributes.get('aria-hidden') === 'true') return tally;
    const said = attributes.get('lang') ?? language;
    if (said !== language) this.languages.add(said);
    const ownSource = attributes.get('data-source');
    const where = ownSource ?? around.source;
    const letters = said === language ? around.letters : lettersOfLanguage(said);
    const inner: Around = said === language && where === around.source ? around : { language: said, letters, source: where }; // prettier-ignore
    const before = this.findings.length;
    for (const child of children) {
      if (child.kind === 'text') {
        if (where !== undefined && letters !== undefined) count(child.text, letters, tally);
      } else {
        const inside = this.walk(child, inner);
        tally.own += inside.own;
        tally.foreign += inside.foreign;
        tally.hasOwn ||= inside.hasOwn;
      }
    }
    if (where === undefined || letters === undefined) return tally;
    if (ownSource === undefined && said === language) return tally;
    const all = tally.own + tally.foreign;
    if (all >= ENOUGH) {
      if (tally.foreign <= MOST * all) tally.hasOwn = true;
      else if (!tally.hasOwn) {
        // All of it: its parts need not be named.
        this.findings.length = before;
        this.findings.push({ source: where, language: said, letters: letters === 'Arab' ? 'Latn' : 'Arab' });
      }
    }
    return said === language ? tally : { own: 0, foreign: 0, hasOwn: false };
  }
}

function lettersOfLanguage(tag: string): Letters | undefined {
  return tag.includes('-Latn') ? 'Latn' : LETTERS.get(primaryLanguage(tag));
}

/** Texts that begin in their own letters are taken to be in them: nearly all are, and need not be counted. */
function count(text: string, expected: Letters, tally: Tally): void {
  let own = 0;
  let foreign = 0;
  for (let i = 0; i < text.length; i++) {
    const letters = lettersOf(text.charCodeAt(i));
    if (letters === null) continue;
    if (letters !== expected) foreign++;
    else if (foreign === 0) {
      tally.own += text.length - i;
      return;
    } else own++;
  }
  if (foreign > 0 && ADDRESS.test(text)) return;
  tally.own += own;
  tally.foreign += foreign;
}

/** The script of a UTF-16 unit, as far as it matters here. */
function lettersOf(unit: number): Letters | null {
  if (unit < 0x41) return null;
  if (unit < 0x250) return unit <= 0x5a || (unit >= 0x61 && unit <= 0x7a) || (unit >= 0xc0 && unit !== 0xd7 && unit !== 0xf7) ? 'Latn' : null; // prettier-ignore
  // Signs of punctuation, vowel signs and digits are no letters.
  if (unit >= 0x620 && unit <= 0x64a) return 'Arab';
  return unit >= 0x66e && unit <= 0x6d3 ? 'Arab' : null;
}
