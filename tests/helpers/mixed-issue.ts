// A seed → a publication that mixes everything a page can hold (notes, figures, tables, verse, boxes out of the flow, jump
// lines, a second front) with sentences of the corpora, and the sentences, each of which is in it once.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

export interface MixedIssue {
  /** Path in the publication → content. */
  readonly files: Readonly<Record<string, string>>;
  /** Every sentence, as the text of the issue has it. */
  readonly sentences: readonly string[];
}

type Language = 'fa' | 'prs' | 'ps' | 'en' | 'de' | 'fr';

const LANGUAGES: readonly Language[] = ['fa', 'prs', 'ps', 'en', 'de', 'fr'];
const TAGS: Readonly<Record<Language, string>> = { fa: 'fa', prs: 'fa-AF', ps: 'ps', en: 'en', de: 'de', fr: 'fr' }; // prettier-ignore
/** What Markdown or the containers would read as more than text. */
const MARKUP = /["*_`#<>[\]|\\~^{}@/&+]|:\/|www\.|^\d|^[-–—]|\s{2,}|\.\w/u;

const PICTURE =
  '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><path d="M0 0h60v40H0z"/></svg>';

/** A small generator of numbers (mulberry32): the same seed, the same issue. */
class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** From 0 to below 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  pick<T>(from: readonly T[]): T {
    const found = from[this.below(from.length)];
    if (found === undefined) throw new RangeError('nothing to pick from');
    return found;
  }

  often(share: number): boolean {
    return this.next() < share;
  }
}

/** Sentences of the corpora; none is given twice, and none is part of another one. */
class Sentences {
  readonly given: string[] = [];
  readonly #chance: Chance;
  readonly #pools = new Map<Language, string[]>();

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  take(language: Language, longest = 160): string {
    const pool = this.#pool(language);
    const start = this.#chance.below(pool.length);
    for (let i = 0; i < pool.length; i++) {
      const at = (start + i) % pool.length;
      const sentence = pool[at] ?? '';
      if (sentence.length > longest) continue;
      pool.splice(at, 1);
      if (this.given.some((other) => other.includes(sentence) || sentence.includes(other))) return this.take(language, longest); // prettier-ignore
      this.given.push(sentence);
      return sentence;
    }
    // There are few in Dari.
    return this.take(language === 'prs' ? 'fa' : 'en', longest);
  }

  #pool(language: Language): string[] {
    let pool = this.#pools.get(language);
    if (pool === undefined) {
      const packed = readFileSync(new URL(`../data/corpora/${language}.txt.gz`, import.meta.url));
      pool = gunzipSync(packed).toString('utf8').split('\n').map((line) => line.trim()).filter((line) => line.length > 12 && !MARKUP.test(line)); // prettier-ignore
      this.#pools.set(language, pool);
    }
    return pool;
  }
}

class ArticleWriter {
  readonly #blocks: string[] = [];
  readonly #notes: string[] = [];
  readonly #language: Language;
  readonly #chance: Chance;
  readonly #sentences: Sentences;

  constructor(language: Language, chance: Chance, sentences: Sentences) {
    this.#language = language;
    this.#chance = chance;
    this.#sentences = sentences;
  }

  write(): string {
    const parts = [
      this.#paragraph,
      this.#paragraph,
      this.#paragraph,
      this.#paragraph,
      this.#figure,
      this.#table,
      this.#poem,
      this.#box,
      this.#quote,
      this.#list,
      this.#heading,
      this.#positioned,
    ];
    const title = this.#take(60);
    const count = 3 + this.#chance.below(9);
    this.#blocks.push(this.#paragraph());
    for (let i = 0; i < count; i++) this.#blocks.push(this.#chance.pick(parts).call(this));
    const front = `---\ntitle: ${JSON.stringify(title)}\nlanguage: ${TAGS[this.#language]}\ncolumns: ${1 + this.#chance.below(3)}\n---\n`;
    return `${front}\n${[...this.#blocks, ...this.#notes].join('\n\n')}\n`;
  }

  #take(longest?: number): string {
    return this.#sentences.take(this.#language, longest);
  }

  /** One or more sentences in a line, with notes now and then, and now and then with a sentence of another language. */
  readonly #paragraph = (): string => {
    const chance = this.#chance;
    const parts: string[] = [];
    for (let i = 0; i <= chance.below(4); i++) {
      if (chance.often(0.12)) {
        const other = chance.pick(LANGUAGES);
        parts.push(`[${this.#sentences.take(other, 70)}]{lang=${TAGS[other]}}`);
      } else parts.push(this.#take() + (chance.often(0.2) ? this.#note() : ''));
    }
    return parts.join(' ');
  };

  #note(): string {
    if (this.#chance.often(0.3)) return `^[${this.#take(90)}]`;
    const id = this.#notes.length + 1;
    const more = this.#chance.often(0.2) ? `\n\n    ${this.#take()}` : '';
    this.#notes.push(`[^n${id}]: ${this.#take()}${more}`);
    return `[^n${id}]`;
  }

  #class(...names: readonly string[]): string {
    const name = this.#chance.pick(names);
    return name === '' ? '' : `{.${name}}`;
  }

  readonly #figure = (): string => `![x](media/x.svg "${this.#take(80)}")${this.#class('', '', 'at-top', 'at-foot', 'at-head-of-page', 'at-side', 'at-other-side', 'in-margin')}`; // prettier-ignore

  readonly #table = (): string => {
    const rows = Array.from({ length: 1 + this.#chance.below(5) }, () => `| ${this.#take(60)} | ${this.#figures()} | ${this.#figures()} |`); // prettier-ignore
    return `| ${this.#take(40)} | \u0627\u0644\u0641 | B |\n|---|---:|---:|\n${rows.join('\n')}`;
  };

  #figures(): string {
    const number = `${this.#chance.below(3000)}${this.#chance.often(0.6) ? `.${this.#chance.below(100)}` : ''}`;
    if (this.#chance.often(0.5)) return number;
    return number.replaceAll('.', '\u066b').replace(/\d/g, (digit) => String.fromCharCode(0x06f0 + Number(digit))); // prettier-ignore
  }

  readonly #poem = (): string => {
    const isFree = this.#chance.often(0.3);
    const line = (): string => (isFree ? this.#take(45) : `${this.#take(40)} / ${this.#take(40)}`);
    return `:::poem\n${Array.from({ length: 1 + this.#chance.below(4) }, line).join('\n')}\n:::${this.#chance.often(0.3) ? '\n{.joined}' : ''}`; // prettier-ignore
  };

  readonly #box = (): string => `:::box${this.#class('', ' .at-foot', ' .at-side').replace('{ ', ' {')}\n${this.#paragraph()}\n\n${this.#paragraph()}\n:::`; // prettier-ignore

  readonly #quote = (): string => `:::quote {.side}\n${this.#take(90)}\n:::`;

  readonly #list = (): string => Array.from({ length: 2 + this.#chance.below(3) }, () => `- ${this.#take(90)}`).join('\n'); // prettier-ignore

  readonly #heading = (): string => `## ${this.#take(60)}`;

  readonly #positioned = (): string => `<div class="${this.#chance.pick(['corner', 'shifted', 'over'])}">${this.#take(40)}</div>`; // prettier-ignore
}

/** Handlebars for every issue; the first article goes on elsewhere where `jumps`. */
function template(jumps: boolean): string {
  const article = `<article id="{{slug}}" class="text columns-{{columns}}" lang="{{language}}" dir="{{direction}}" data-source="{{file}}">
<h1>{{t title language}}</h1>
{{html}}
</article>`;
  const jumping = `{{#if (and first (eq ../index 0))}}
<div id="{{slug}}" class="into" lang="{{language}}" dir="{{direction}}" data-source="{{file}}"><h1>{{t title language}}</h1>{{html}}</div>
<div class="start" id="begin-{{slug}}"></div>
<p class="jump"><a href="#goes-on-{{slug}}">\u2192\u00a0</a></p>
{{else}}${article}{{/if}}`;
  const rest = `{{#with sections.[0].articles.[0]}}<section class="rest"><p class="jump"><a href="#begin-{{slug}}">\u2190\u00a0</a></p><div class="end" id="goes-on-{{slug}}"></div></section>{{/with}}`;
  return `<!doctype html>
<html lang="{{language}}" dir="{{direction}}"><head><title>x</title></head>
<body>
{{#each fronts}}
<div data-front="{{front}}" lang="{{language}}" dir="{{direction}}">
{{#each sections}}{{#each articles}}
${jumps ? jumping : article}
{{/each}}{{/each}}
${jumps ? rest : ''}
</div>
{{/each}}
</body></html>
`;
}

function style(chance: Chance, jumps: boolean): string {
  const or = (share: number, css: string): string => (chance.often(share) ? css : '');
  const size = chance.pick(['120mm 170mm', '148mm 210mm', '210mm 297mm', '100mm 90mm']);
  const notes = chance.pick(['', 'float: footnote', 'float: footnote; float-reference: column', 'float: sidenote; width: 22mm; margin: 0 2mm 3mm; font-size: 7pt']); // prettier-ignore
  return `@page { size: ${size}; margin: 12mm 10mm; @top-center { content: counter(page, persian) } @footnote { margin-top: 2mm; border-top: .5pt solid; padding-top: 1mm } }
@page :left { margin-left: 32mm } @page :right { margin-right: 32mm }
@font-face { font-family: Body; src: url("npm:@fontsource/vazirmatn") }
@font-face { font-family: Body; src: url("npm:@fontsource/source-serif-4"); unicode-range: U+30-39, U+41-5A, U+61-7A, U+C0-24F }
html { font: 9pt/4.5mm Body; ${or(0.5, 'line-grid: create;')} ${or(0.3, '-nashr-vertical-justify: 4mm;')} ${or(0.8, 'text-align: justify;')} text-justify: ${chance.pick(['auto', 'kashida', 'inter-word'])}; ${or(0.8, 'hyphens: auto;')} ${or(0.3, 'hanging-punctuation: first last allow-end;')} overflow-wrap: break-word }
p, h1, h2, ul, ol, figure, table, blockquote { margin: 0 } ul, ol { padding-inline-start: 5mm } h1 { font-size: 14pt; line-height: 9mm } h2 { font-size: 11pt; line-height: 4.5mm } td, th { vertical-align: top }
.text { ${or(0.3, 'break-before: page;')} } ${or(0.4, 'h1 { column-span: all }')} ${or(0.3, 'h1 + p::first-letter { initial-letter: 2 }')} ${or(0.4, 'p { text-indent: 1em }')}
.columns-2 { columns: 2; column-gap: 4mm } .columns-3 { columns: 3; column-gap: 3mm } ${or(0.3, '.text { column-fill: auto }')}
${notes === '' ? '' : `.footnotes li { ${notes} }`}
img { width: ${chance.pick(['100%', '20mm', '12mm'])}; display: block } figcaption { font-size: 7.5pt; line-height: 3.6mm }
.at-top { float: top } .at-foot { float: bottom; margin-top: 3mm } .at-head-of-page { float: top; float-reference: page }
.at-side { float: inline-start; width: ${chance.pick(['16mm', '24mm', '40%'])}; margin-inline-end: 2mm } .at-other-side { float: outside; width: 18mm; margin: 0 1mm }
.in-margin { float: sidenote; width: 20mm; margin: 0 2mm } .side { ${chance.pick(['', 'float: sidenote; width: 22mm; margin: 0 3mm', 'float: inline-end; width: 22mm'])} }
td[style="text-align:end"] { text-align: "\u066b." end !important }
.joined .couplet { -nashr-verse: none } ${or(0.3, '.hemistich { display: block } .couplet { -nashr-verse: none }')}
.box { padding: 2mm; border: .5pt solid; ${or(0.3, 'columns: 2; column-gap: 2mm;')} }
.corner { position: absolute; bottom: 0; left: 0; width: 25mm } .shifted { position: relative; left: 3mm } .over { position: absolute; z-index: 2; right: -10mm; top: 4mm; width: 20mm }
${or(0.3, '.text { position: relative }')}
${jumps ? `.into { flow-into: lead } .start, .end { flow-from: lead; columns: ${1 + chance.below(3)}; column-gap: 3mm } .start { height: ${chance.pick(['30mm', '55mm'])} } .jump, .rest { -nashr-display-if: flow-continues(lead) } .jump a::after { content: target-counter(attr(href), page, persian) }` : ''}
`; // prettier-ignore
}

/** The publication of a seed. */
export function mixedIssue(seed: number): MixedIssue {
  const chance = new Chance(seed);
  const sentences = new Sentences(chance);
  const main = chance.pick<Language>(['fa', 'prs', 'ps', 'en', 'de', 'fr']);
  const jumps = chance.often(0.3);
  const files: Record<string, string> = {
    'templates/plain/issue.hbs': template(jumps),
    'templates/plain/style.css': style(chance, jumps),
    'issues/articles/media/x.svg': PICTURE,
  };
  const count = 1 + chance.below(4);
  const sections: string[] = [];
  for (let i = 0; i < count; i++) {
    const language = i === 0 ? main : chance.pick(LANGUAGES);
    files[`issues/articles/a${i}.md`] = new ArticleWriter(language, chance, sentences).write();
    sections.push(`  - language: ${TAGS[language]}\n    articles: [articles/a${i}.md]\n`);
  }
  const binding = chance.pick(['auto', 'auto', 'right', 'left', 'dual']);
  files['issues/one.yaml'] =
    `issue: one\ndate: 2024-05-08\nlanguage: ${TAGS[main]}\ntitle: x\ntemplate: plain\nbinding: ${binding}\nsections:\n${sections.join('')}`;
  return { files, sentences: sentences.given };
}
