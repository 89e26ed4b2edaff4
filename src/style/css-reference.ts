// The property table and its companions → the CSS reference of templates/README.md, as Markdown. Everything here is read from what
// the parsers use, so the reference cannot fall behind; the order is that of the table.
import { BOX_PROPERTIES } from './box-properties.ts';
import { COLOR_NAMES } from './color-names.ts';
import { LENGTH_UNITS, MATH_FUNCTIONS } from './css-length.ts';
import { FLEX_AND_COLUMN_PROPERTIES } from './flex-column-properties.ts';
import { FONT_FACE_DESCRIPTORS } from './font-face-rule.ts';
import { FONT_PROPERTIES } from './font-properties.ts';
import { CONTENT_FUNCTIONS, CONTENT_VALUES, GENERATED_PROPERTIES } from './generated-properties.ts';
import { PAGE_DESCRIPTORS, PAGE_REMARKS } from './page-rule.ts';
import { COLOR_DESCRIPTION, COLOR_FUNCTIONS } from './parse-color.ts';
import { UNSUPPORTED_AT_RULES } from './parse-style-sheet.ts';
import type { Lack, Longhand, Property } from './property.ts';
import { HARMLESS_PROPERTIES, LONGHANDS, PROPERTIES } from './property-table.ts';
import {
  FUNCTIONAL_PSEUDO_CLASSES, PSEUDO_CLASSES, PSEUDO_ELEMENTS, SCREEN_PSEUDO_CLASSES,
} from './selector.ts'; // prettier-ignore
import { MARGIN_BOX_NAMES } from './style-sheet.ts';
import { TEXT_PROPERTIES } from './text-properties.ts';

const GROUPS = [
  ['Boxes', BOX_PROPERTIES],
  ['Flex boxes, columns, breaks, flows', FLEX_AND_COLUMN_PROPERTIES],
  ['Text', TEXT_PROPERTIES],
  ['Fonts', FONT_PROPERTIES],
  ['Lists, counters, generated content, bookmarks', GENERATED_PROPERTIES],
] as const;

/** At-rules that work, and how they are written. */
const AT_RULES: readonly (readonly [name: string, syntax: string])[] = [
  ['@charset', '`@charset "utf-8";` is read over: sheets are always UTF-8'],
  ['@import', '`@import "file.css";` or `url(file.css)`, before all other rules, with a media query if wanted; nothing from a network'],
  ['@media', '`all`, `print`, `screen` (never), `speech` (never), `(edition: web)`, `(edition: press)`, with `not`, `only`, `and` and commas'],
  ['@supports', '`(property: value)`, `selector(…)`, with `not`, `and`, `or` and brackets; what is read and not obeyed counts as not supported'],
  ['@page', '`@page name:first:left { … }`, below'],
  ['@font-face', '`@font-face { … }`, below'],
]; // prettier-ignore

/** The whole reference, from its first sub-heading to its last line; without a line end. */
export function cssReference(): string {
  return [
    ...selectorSections(),
    ...atRuleSections(),
    ...valueSections(),
    ...GROUPS.flatMap(([title, group]) => propertySection(title, Object.keys(group))),
    ...otherPropertySections(),
  ].join('\n\n');
}

function selectorSections(): readonly string[] {
  const functions = [...FUNCTIONAL_PSEUDO_CLASSES].map(([name, takes]) => [code(`:${name}()`), takes]);
  const elements = [...PSEUDO_ELEMENTS].map((name) => [code(`::${name}`), PSEUDO_ELEMENT_REMARKS.get(name) ?? '' ]); // prettier-ignore
  return [
    '### Selectors',
    'Type, `*`, `.class`, `#id`; attributes `[a]`, `[a=b]`, `[a~=b]`, `[a|=b]`, `[a^=b]`, `[a$=b]`, `[a*=b]`, with `i` or `s` before the ' +
      'bracket; `a b`, `a > b`, `a + b`, `a ~ b`; lists with commas. A selector that is not understood is left out, the others of its ' +
      'list stay. No rules inside rules.',
    `Pseudo-classes: ${codes([...PSEUDO_CLASSES.keys()].map((name) => `:${name}`))}. Accepted and never true: ${codes([...SCREEN_PSEUDO_CLASSES].map((name) => `:${name}`))}.`,
    table(['Pseudo-class', 'takes'], functions),
    table(['Pseudo-element', 'remarks'], elements),
  ];
}

const PSEUDO_ELEMENT_REMARKS: ReadonlyMap<string, string> = new Map([
  ['first-letter', 'lines stand beside it with `initial-letter`, or with `float` to the side where its line begins; a letter that joins the next one stays in its word then, in its size'],
  ['footnote-call', 'where an element with `float: footnote` was written; notes in Markdown have their call, `.footnote-ref`'],
  ['footnote-marker', 'at the start of such a note; notes in Markdown have `li::marker`'],
]); // prettier-ignore

function atRuleSections(): readonly string[] {
  const refused = Object.entries(UNSUPPORTED_AT_RULES).map(([name, hint]) => code(`@${name}`) + (hint === undefined ? '' : ` (${hint})`)); // prettier-ignore
  const descriptors = Object.entries(PAGE_DESCRIPTORS).map(([name, values]) => [code(name), values, PAGE_REMARKS[name] ?? '']); // prettier-ignore
  const faces = Object.entries(FONT_FACE_DESCRIPTORS).map(([name, values]) => [code(name), values]);
  return [
    '### At-rules',
    table(
      ['At-rule', 'how it is written'],
      AT_RULES.map(([name, syntax]) => [code(name), syntax]),
    ),
    `Not supported: ${refused.join(', ')}.`,
    '### Pages',
    'Page selectors are a name, `:first`, `:blank`, `:left`, `:right`, `:nth(2n+1)` (counted from the front, whatever the number of the page), and what they make together. Inside `@page` stand margins, borders, ' +
      'padding and background colour (of the whole sheet) of the page, `counter-reset: page 5` (the number of that page), whatever its ' +
      'boxes inherit, and the descriptors below; other properties have no effect there.',
    table(['Descriptor', 'values', 'remarks'], descriptors),
    `Margin boxes: ${codes(MARGIN_BOX_NAMES.map((name) => `@${name}`))}. Their \`content\` is strings, \`string()\`, ` +
      '`counter(page)` and `counter(pages)`, or one `element()`: an element with `position: running(name)`.',
    '`@footnote` is the area of the notes at the foot of a page or column: margins, border, padding, `width`, `max-height`, background.',
    '### Font faces',
    table(['Descriptor', 'values'], faces),
  ];
}

function valueSections(): readonly string[] {
  const remarks = 'Percentages are kept apart from points, so that `min()`, `max()` and `clamp()` take either, not both. `ex` and `ch` are half an em.'; // prettier-ignore
  return [
    '### Values',
    `Units of length: ${codes(LENGTH_UNITS)}; and \`%\`. Only 0 needs no unit; units of the screen (\`vw\` …) are refused. Calculations: ` +
      `${codes(MATH_FUNCTIONS.map((name) => `${name}()`))}. ${remarks}`,
    `Colours: ${COLOR_NAMES.size} names, \`transparent\`, \`currentcolor\`, \`#rgb\`, \`#rgba\`, \`#rrggbb\`, \`#rrggbbaa\`, ` +
      `${codes(COLOR_FUNCTIONS.map((name) => `${name}()`))}. \`spot("Name", tint)\` is of this program only: an ink of its own in the press edition. ` +
      'Which inks of the process stand for it says the printer profile, or `spot("Name", tint, device-cmyk(c m y k))`; the web edition shows these, or a tint of black.',
    'For every property: `inherit`, `initial`, `unset`, `!important`; custom properties (`--name`) and `var(--name, fallback)`.',
    `Generated content, below “content parts”: strings, \`url()\`, \`open-quote\`, \`close-quote\`, \`no-open-quote\`, \`no-close-quote\`, ` +
      `${codes([...CONTENT_FUNCTIONS.values()])}; an address is a string, \`url()\` or \`attr(href)\`.`,
  ];
}

function propertySection(title: string, fields: readonly string[]): readonly string[] {
  const rows = fields.flatMap((field) => {
    const property = LONGHANDS.get(field);
    return property === undefined ? [] : [longhandRow(property)];
  });
  return [`### ${title}`, table(['Property', 'values', 'initial', 'inherited', 'remarks'], rows)];
}

function longhandRow(property: Longhand): readonly string[] {
  const { name, values, initialText, inherited, differs, lacks } = property;
  const remarks = [differs, ...lacks.map(remark)].filter((text) => text !== '').join('. ');
  return [code(name), shortened(values), code(initialText), inherited ? 'yes' : '', remarks];
}

function otherPropertySections(): readonly string[] {
  const of = <K extends Property['kind']>(kind: K): readonly (Property & { readonly kind: K })[] =>
    [...PROPERTIES.values()].filter((p): p is Property & { readonly kind: K } => p.kind === kind);
  const shorthands = of('shorthand').map(({ name, values, targets }) => [code(name), shortened(values), codes(targets.map(cssNameOf))]); // prettier-ignore
  const logical = of('logical').map(({ name, ltr, rtl }) => [code(name), code(cssNameOf(ltr)), code(cssNameOf(rtl))]); // prettier-ignore
  const aliases = of('alias').map(({ name, of: real, keywords }) => {
    const renamed = Object.entries(keywords).map(([from, to]) => `${code(from)} is ${code(to)}`);
    return [code(name), [code(real), ...renamed].join('; ')];
  });
  return [
    '### Shorthands',
    'What a shorthand does not name is set to its initial value.',
    table(['Property', 'values', 'sets'], shorthands),
    '### Logical properties',
    'The direction of the element itself decides.',
    table(['Property', 'in left-to-right text', 'in right-to-left text'], logical),
    '### Other names',
    table(['Property', 'means'], aliases),
    `Accepted without a word, because they say how a screen behaves: ${codes([...HARMLESS_PROPERTIES])}.`,
  ];
}

function cssNameOf(field: string): string {
  const logical = field.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return LONGHANDS.get(field)?.name ?? logical;
}

/** Long descriptions that stand in “Values” once. */
function shortened(values: string): string {
  return values.replaceAll(COLOR_DESCRIPTION, 'colour').replaceAll(CONTENT_VALUES, 'content parts');
}

function remark(lack: Lack | undefined): string {
  if (lack === undefined) return '';
  const { what, instead } = lack;
  const subject = what === undefined ? '' : `${codes(what)} `;
  const verb = what !== undefined && what.length > 1 ? 'have' : 'has';
  return `**${subject}${verb} no effect yet**: ${instead}`;
}

function code(text: string): string {
  return `\`${text}\``;
}

function codes(texts: readonly string[]): string {
  return texts.map(code).join(', ');
}

/** A Markdown table; bars inside cells are escaped. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('<', '&lt;')).join(' | ')} |`.replaceAll(
      /\|  (?=\|)/g,
      '| ',
    );
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}
