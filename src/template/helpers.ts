// The helpers of the templates: values of the context → text or safe HTML. A wrong argument is a T004 at the call.
import type { HelperOptions } from 'handlebars';
import Handlebars from 'handlebars';
import type { Diagnostics, Place } from '../base/diagnostic.ts';
import { directionOfLanguage, primaryLanguage } from '../base/direction.ts';
import { escapeHtml } from '../article/html-text.ts';
import { ArticleRenderer } from '../article/render-article.ts';
import type { CalendarName } from '../issue/calendar.ts';
import type { DateStyle } from '../issue/dates.ts';
import { arabicIndicDigits, europeanDigits, formatDate, localDigits, parseDate, persianDigits } from '../issue/dates.ts'; // prettier-ignore
import type { OwnHelper } from './helper-names.ts';
import { poemHtml } from './poem-html.ts';
import { qrSvg } from './qr-code.ts';

/** What a helper is called with: positional arguments, named arguments, and the context it stands in. */
interface Call {
  readonly name: OwnHelper;
  readonly self: Readonly<Record<string, unknown>>;
  readonly args: readonly unknown[];
  readonly hash: Readonly<Record<string, unknown>>;
  readonly options: HelperOptions;
  readonly place: Place | undefined;
}

type Helper = (call: Call) => unknown;

interface Location {
  readonly start: { readonly line: number; readonly column: number };
  readonly source?: string;
}

/** The helpers bound to one run: `language` is the issue's, complaints go to `diagnostics`. */
export function createHelpers(
  language: string,
  diagnostics: Diagnostics,
): Readonly<Record<OwnHelper, Handlebars.HelperDelegate>> {
  const toolbox = new Toolbox(language, diagnostics);
  const bind = (name: OwnHelper, helper: Helper): Handlebars.HelperDelegate =>
    function bound(this: unknown, ...values: unknown[]): unknown {
      const options = values.pop() as HelperOptions & { readonly loc?: Location };
      const self = (typeof this === 'object' && this !== null ? this : {}) as Readonly<
        Record<string, unknown>
      >;
      // `{{date}}` alone is the field of that name, not a call.
      if (values.length === 0 && Object.keys(options.hash).length === 0 && Object.hasOwn(self, name))
        return self[name];
      const { loc } = options;
      const place = loc && { file: loc.source ?? '', line: loc.start.line, column: loc.start.column + 1 };
      return helper({ name, self, args: values, hash: options.hash, options, place });
    };
  return Object.fromEntries(
    Object.entries(toolbox.helpers()).map(([name, helper]) => [name, bind(name as OwnHelper, helper)]),
  ) as Record<OwnHelper, Handlebars.HelperDelegate>;
}

class Toolbox {
  readonly #language: string;
  readonly #diagnostics: Diagnostics;
  #renderer: ArticleRenderer | undefined;

  constructor(language: string, diagnostics: Diagnostics) {
    this.#language = language;
    this.#diagnostics = diagnostics;
  }

  helpers(): Readonly<Record<OwnHelper, Helper>> {
    return {
      date: (call) => this.#date(call),
      digits: ({ args, hash }) => digitsOf(text(args[0]), hash, this.#localeOf(hash['locale'] ?? args[1])),
      number: (call) => this.#number(call),
      t: ({ args, hash }) => this.#text(args[0], args[1] ?? hash['lang']),
      dir: ({ args }) => directionOfLanguage(text(args[0]) || this.#language),
      poem: (call) => new Handlebars.SafeString(this.#poem(call)),
      markdown: (call) => this.#markdown(call),
      qr: (call) => this.#qr(call),
      concat: ({ args }) => args.map(text).join(''),
      join: ({ args }) => (Array.isArray(args[0]) ? args[0].map(text).join(args[1] === undefined ? ', ' : text(args[1])) : text(args[0])), // prettier-ignore
      eq: (call) => test(call, call.args[0] === call.args[1]),
      ne: (call) => test(call, call.args[0] !== call.args[1]),
      lt: (call) => test(call, order(call.args) < 0),
      gt: (call) => test(call, order(call.args) > 0),
      le: (call) => test(call, order(call.args) <= 0),
      ge: (call) => test(call, order(call.args) >= 0),
      and: (call) => test(call, call.args.every(isTrue)),
      or: (call) => test(call, call.args.some(isTrue)),
      not: (call) => test(call, !isTrue(call.args[0])),
    };
  }

  #fail(call: Call, message: string): '' {
    this.#diagnostics.error('T004', `${call.name}: ${message}`, call.place);
    return '';
  }

  /** The paper is Afghan: plain `fa` from the issue means fa-AF; a locale that the template names stands as it is. */
  #localeOf(named: unknown): string {
    if (typeof named === 'string' && named !== '') return named;
    return this.#language === 'fa' ? 'fa-AF' : this.#language;
  }

  #date(call: Call): string {
    const { args, hash } = call;
    if (args[0] === undefined || args[0] === null || args[0] === '') return '';
    const iso = parseDate(text(args[0]));
    if (iso === undefined) return this.#fail(call, `${JSON.stringify(args[0])} is not a date`);
    const locale = this.#localeOf(hash['locale']);
    const fallback = ['fa', 'ps', 'prs'].includes(primaryLanguage(locale)) ? 'persian' : 'gregorian';
    const calendar = hash['calendar'] ?? fallback;
    const style = hash['style'] ?? 'long';
    if (!isOneOf(calendar, CALENDARS)) return this.#fail(call, `calendar must be ${CALENDARS.join(', ')}`);
    if (!isOneOf(style, STYLES)) return this.#fail(call, `style must be ${STYLES.join(', ')}`);
    return formatDate(iso, { calendar, locale, style }) ?? this.#fail(call, `${iso} is outside the ${calendar} calendar`); // prettier-ignore
  }

  /** Groups of three and the decimal sign of the language: ۱۲٬۳۴۵٫۶; 12,345.6; 12.345,6; 12 345,6. */
  #number(call: Call): string {
    const locale = this.#localeOf(call.hash['locale'] ?? call.args[1]);
    const plain = europeanDigits(text(call.args[0])).replaceAll('٬', '').replaceAll('٫', '.');
    if (plain === '') return '';
    const parts = /^([-\u2212]?)(\d+)(?:\.(\d+))?$/.exec(plain);
    if (parts === null) return this.#fail(call, `${JSON.stringify(call.args[0])} is not a number`);
    const [, sign = '', whole = '', fraction] = parts;
    const [group, decimal] = SEPARATORS[primaryLanguage(locale)] ?? [',', '.'];
    const grouped = whole.length <= 3 ? whole : whole.replace(/\B(?=(?:\d{3})+$)/g, group);
    return localDigits(`${sign === '' ? '' : '\u2212'}${grouped}${fraction === undefined ? '' : decimal + fraction}`, locale); // prettier-ignore
  }

  /** One language of a localised value; then its primary language, the issue's, and whatever there is. */
  #text(value: unknown, language: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value ?? '';
    const texts = value as Readonly<Record<string, unknown>>;
    const wanted = typeof language === 'string' && language !== '' ? language : this.#language;
    for (const tag of [wanted, primaryLanguage(wanted), this.#language, primaryLanguage(this.#language)])
      if (Object.hasOwn(texts, tag)) return texts[tag];
    return Object.values(texts)[0] ?? '';
  }

  #poem({ args, hash, place }: Call): string {
    return poemHtml(args[0], text(hash['class']), (count, first) => {
      this.#diagnostics.warning('A010', `A couplet with ${count === 1 ? 'one hemistich' : `${count} hemistichs`}: ${first.slice(0, 60)}`, place, 'write [first hemistich, second hemistich]'); // prettier-ignore
    });
  }

  #markdown(call: Call): InstanceType<typeof Handlebars.SafeString> {
    const { args, hash, place } = call;
    const language = text(hash['lang']) || this.#language;
    const source = {
      text: text(this.#text(args[0], language)),
      displayFile: place?.file ?? '',
      firstLine: place?.line ?? 1,
      file: 'template',
      slug: `template-${place?.line ?? 0}`,
      language,
      direction: directionOfLanguage(language),
    };
    this.#renderer ??= new ArticleRenderer();
    const html =
      hash['blocks'] === true
        ? this.#renderer.blocks(source, [], this.#diagnostics).html
        : this.#renderer.inline(source, this.#diagnostics);
    return new Handlebars.SafeString(html);
  }

  #qr(call: Call): unknown {
    const value = text(call.args[0]);
    const label = text(call.hash['label']) || value;
    const svg = qrSvg(value);
    if (svg === undefined) return this.#fail(call, 'the text is empty or longer than a QR code of this kind holds (213 bytes)'); // prettier-ignore
    return new Handlebars.SafeString(
      svg.replace('<svg ', `<svg role="img" aria-label="${escapeHtml(label)}" `),
    );
  }
}

const CALENDARS = ['persian', 'gregorian', 'islamic'] as const satisfies readonly CalendarName[];
const STYLES = ['long', 'weekday', 'short', 'iso', 'name', 'day', 'month', 'year'] as const satisfies readonly DateStyle[]; // prettier-ignore
/** Group and decimal signs; French groups with a narrow no-break space. */
const SEPARATORS: Readonly<Record<string, readonly [group: string, decimal: string]>> = {
  fa: ['٬', '٫'], prs: ['٬', '٫'], ps: ['٬', '٫'], ar: ['٬', '٫'], de: ['.', ','], fr: ['\u202F', ','], en: [',', '.'],
}; // prettier-ignore

function isOneOf<T extends string>(value: unknown, values: readonly T[]): value is T {
  return values.some((one) => one === value);
}

function text(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return value instanceof Handlebars.SafeString ? value.toString() : '';
}

function digitsOf(value: string, hash: Readonly<Record<string, unknown>>, locale: string): string {
  switch (hash['system']) {
    case 'persian':
    case 'arabext':
      return persianDigits(europeanDigits(value));
    case 'arabic':
    case 'arab':
      return arabicIndicDigits(europeanDigits(value));
    case 'latin':
    case 'latn':
      return europeanDigits(value);
    default:
      return localDigits(europeanDigits(value), locale);
  }
}

/** As `{{#if}}` has it: 0, '', empty lists and absent values are false. */
function isTrue(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

/** `(eq a b)` is a value, `{{#eq a b}}…{{else}}…{{/eq}}` a block. */
function test(call: Call, result: boolean): unknown {
  const { fn, inverse } = call.options as Partial<HelperOptions>;
  if (fn === undefined) return result;
  return result ? fn(call.self) : (inverse?.(call.self) ?? '');
}

function order(args: readonly unknown[]): number {
  const [a, b] = args;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [text(a), text(b)];
  const numeric = Number(left) - Number(right);
  if (left !== '' && right !== '' && !Number.isNaN(numeric)) return numeric;
  return left < right ? -1 : left > right ? 1 : 0;
}
