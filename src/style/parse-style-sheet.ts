// CSS text → StyleSheet: rules, @import, @media, @page, @font-face. CSS Syntax 3, §5; CSS Cascade 4 (@import); Media Queries 4.
import type { Diagnostic } from '../base/diagnostic.ts';
import { Diagnostics } from '../base/diagnostic.ts';
import type { CssBlock, CssValue } from './css-values.ts';
import { readComponentValues, trimSpace } from './css-values.ts';
import type { RawAtRule, ReadContext } from './declaration.ts';
import { interpretDeclaration, readAtRule, readBlock } from './declaration.ts';
import { parseFontFace } from './font-face-rule.ts';
import { reportMisplacedContent } from './lacks.ts';
import { mediaMatches } from './media-query.ts';
import { NameSuggestions } from '../base/nearest-name.ts';
import { parsePageRule } from './page-rule.ts';
import { parseSelectorList } from './selector.ts';
import { SourceText } from './source-text.ts';
import type { Edition, FontFaceRule, PageRule, StyleRule, StyleSheet } from './style-sheet.ts';
import { supportsMatches } from './supports-query.ts';
import { MARGIN_BOX_NAMES } from './style-sheet.ts';

export type { Edition, FontFaceRule, StyleSheet } from './style-sheet.ts';

export interface StyleSheetContext {
  /** The text of an imported sheet, or null when there is none; may refuse addresses. */
  readonly readImport: (url: string, fromFile: string) => { css: string; file: string } | null;
  readonly diagnostics: Diagnostics;
  readonly edition: Edition;
}

export interface StyleSheetSource {
  readonly file: string;
  /** Line of the file that the text begins on. */
  readonly line?: number;
}

const MAXIMUM_IMPORT_DEPTH = 16;
const MAXIMUM_IMPORTS = 200;
const MAXIMUM_PROBLEMS = 1000;

const SELECTOR_HINT = 'templates/README.md lists the selectors under “CSS reference”';

/** At-rules of CSS that are understood but do not work here, and what to do instead. */
export const UNSUPPORTED_AT_RULES: Readonly<Record<string, string | undefined>> = {
  'counter-style': 'counter styles known by name: decimal, persian, arabic-indic, lower-roman …',
  layer: 'write the rules without it; order and specificity decide',
  container: 'use classes',
  keyframes: 'nothing moves on paper',
  namespace: undefined,
  property: 'custom properties need no registration',
  'font-feature-values': 'use font-feature-settings',
  'font-palette-values': undefined,
};

/** Never throws for any text: everything not understood is reported with its place. */
export function parseStyleSheet(
  css: string,
  source: StyleSheetSource,
  context: StyleSheetContext,
): StyleSheet {
  const parser = new SheetParser(context);
  parser.parse(new SourceText(source.file, css, source.line ?? 1), []);
  const { rules, pages, fontFaces } = parser;
  return {
    file: source.file,
    edition: context.edition,
    rules,
    pages,
    fontFaces,
    diagnostics: context.diagnostics,
  };
}

class SheetParser {
  readonly rules: StyleRule[] = [];
  readonly pages: PageRule[] = [];
  readonly fontFaces: FontFaceRule[] = [];
  readonly #context: StyleSheetContext;
  #imports = 0;

  constructor(context: StyleSheetContext) {
    this.#context = context;
  }

  /** `importers`: the files whose @import led here, for finding circles. */
  parse(source: SourceText, importers: readonly string[]): void {
    const diagnostics = new LimitedDiagnostics(this.#context.diagnostics, source.file);
    const values = readComponentValues(source.text.replace(/^\uFEFF/, ' '), (message, offset, hint) =>
      diagnostics.warning('C001', message, source.place(offset), hint),
    );
    this.#rules(
      values,
      { source, diagnostics, suggestions: new NameSuggestions() },
      { importers: [...importers, source.file], importsAllowed: true },
    );
  }

  #rules(values: readonly CssValue[], context: ReadContext, scope: Scope): void {
    for (let i = 0; i < values.length;) {
      const value = values[i];
      if (value === undefined) break;
      const isMarkup = value.kind === 'delim' && (value.char === '<!--' || value.char === '-->');
      if (value.kind === 'space' || isMarkup || (value.kind === 'delim' && value.char === '}')) {
        i++;
        continue;
      }
      if (value.kind === 'at') {
        const { rule, next } = readAtRule(values, i);
        this.#atRule(rule, context, scope);
        i = next;
        continue;
      }
      const start = i;
      while (i < values.length && !isBlock(values[i])) i++;
      const block = values[i++];
      scope.importsAllowed = false;
      if (isBlock(block)) this.#styleRule(trimSpace(values.slice(start, i - 1)), block, context);
      else {
        const end = values.at(-1)?.end ?? value.end;
        const hint = 'a rule is a selector and a { } block';
        context.diagnostics.warning('C001', `"${context.source.excerpt(value.start, end)}" is not a rule`, context.source.place(value.start), hint); // prettier-ignore
      }
    }
  }

  #styleRule(prelude: readonly CssValue[], block: CssBlock, context: ReadContext): void {
    const { selectors, errors } = parseSelectorList(prelude, block.start);
    const [first] = prelude;
    for (const error of errors) {
      const shown = first === undefined ? '' : context.source.excerpt(first.start, block.start);
      context.diagnostics.warning('C004', `${error.message}: "${shown}"`, context.source.place(error.offset), SELECTOR_HINT); // prettier-ignore
    }
    const raw = readBlock(block.values, context);
    for (const rule of raw.atRules)
      context.diagnostics.warning('C005', `@${rule.name} cannot stand inside a rule`, context.source.place(rule.start), 'Close the rule before it with }'); // prettier-ignore
    const declarations = raw.declarations.flatMap((d) => interpretDeclaration(d, context));
    for (const { name, values, start } of raw.declarations)
      if (name === 'content') reportMisplacedContent(values, 'rule', { ...context, offset: start });
    if (selectors.length > 0 && declarations.length > 0) this.rules.push({ selectors, declarations });
  }

  #atRule(rule: RawAtRule, context: ReadContext, scope: Scope): void {
    const place = context.source.place(rule.start);
    const { diagnostics } = context;
    if (rule.name === 'charset') return;
    if (rule.name === 'import') return this.#import(rule, context, scope);
    scope.importsAllowed = false;
    if (rule.block === null) {
      diagnostics.warning('C005', `@${rule.name} is not supported, or its { } block is missing`, place, UNSUPPORTED_AT_RULES[rule.name]); // prettier-ignore
      return;
    }
    switch (rule.name) {
      case 'media':
        if (mediaMatches(rule.prelude, this.#context.edition, context))
          this.#rules(rule.block.values, context, scope);
        return;
      case 'supports':
        if (supportsMatches(rule.prelude, context)) this.#rules(rule.block.values, context, scope);
        return;
      case 'page': {
        const page = parsePageRule(rule, context);
        if (page !== null) this.pages.push(page);
        return;
      }
      case 'font-face': {
        const face = parseFontFace(rule, context);
        if (face !== null) this.fontFaces.push(face);
        return;
      }
      default: {
        const name = rule.name.replace(/^-\w+-/, '');
        const inPage = name === 'footnote' || MARGIN_BOX_NAMES.some((each) => each === name);
        const hint = inPage ? 'write it inside of @page { … }' : UNSUPPORTED_AT_RULES[name];
        diagnostics.warning('C005', `@${rule.name} is not supported${inPage ? ' here' : ''}`, place, hint);
      }
    }
  }

  #import(rule: RawAtRule, context: ReadContext, scope: Scope): void {
    const place = context.source.place(rule.start);
    const { diagnostics } = context;
    const [address, ...conditions] = rule.prelude;
    const url = address?.kind === 'url' ? address.url : address?.kind === 'string' ? address.text : undefined;
    if (url === undefined) {
      diagnostics.warning('C001', '@import needs an address in quotes', place);
      return;
    }
    if (!scope.importsAllowed) {
      diagnostics.warning('C005', '@import must stand before all other rules; left out', place);
      return;
    }
    if (/^(?:[a-z][a-z\d+.-]*:)?\/\//i.test(url)) {
      diagnostics.warning('C005', `"${url}" is not imported: nothing is fetched from a network`, place, 'copy the file into the publication'); // prettier-ignore
      return;
    }
    if (!mediaMatches(trimSpace(conditions), this.#context.edition, context)) return;
    const found = this.#context.readImport(url, context.source.file);
    if (found === null) {
      diagnostics.error('C006', `The style sheet "${url}" is not found`, place);
      return;
    }
    if (scope.importers.includes(found.file)) {
      diagnostics.warning('C005', `"${url}" imports itself; left out`, place);
      return;
    }
    if (scope.importers.length >= MAXIMUM_IMPORT_DEPTH || ++this.#imports > MAXIMUM_IMPORTS) {
      diagnostics.warning('C005', `"${url}" is left out: more than ${MAXIMUM_IMPORTS} imports, or ${MAXIMUM_IMPORT_DEPTH} one inside the other`, place); // prettier-ignore
      return;
    }
    this.parse(new SourceText(found.file, found.css), scope.importers);
  }
}

/** Passes on what one file gives rise to, up to a number that nobody reads to the end. */
class LimitedDiagnostics extends Diagnostics {
  readonly #target: Diagnostics;
  readonly #file: string;
  #left = MAXIMUM_PROBLEMS;

  constructor(target: Diagnostics, file: string) {
    super();
    this.#target = target;
    this.#file = file;
  }

  override add(diagnostic: Diagnostic): void {
    if (this.#left > 0 || diagnostic.severity === 'error') this.#target.add(diagnostic);
    else if (this.#left === 0)
      this.#target.warning('C001', `More than ${MAXIMUM_PROBLEMS} problems; the rest is not listed`, { file: this.#file }); // prettier-ignore
    this.#left--;
  }
}

interface Scope {
  readonly importers: readonly string[];
  importsAllowed: boolean;
}

function isBlock(value: CssValue | undefined): value is CssBlock {
  return value?.kind === 'block' && value.open === '{';
}
