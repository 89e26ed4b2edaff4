// Attributes, style attributes and simple style rules of an SVG → the font and place of its text (SVG 1.1, 10), inherited.
import type { Direction } from '../../base/direction.ts';
import type { XmlElement } from './read-xml.ts';

/** What text inherits. */
export interface SvgTextStyle {
  readonly families: readonly string[];
  /** User units. */
  readonly size: number;
  readonly weight: number;
  readonly style: 'normal' | 'italic';
  readonly anchor: 'start' | 'middle' | 'end';
  /** `auto`: the first strong letter decides. */
  readonly direction: Direction | 'auto';
}

export const INITIAL_TEXT_STYLE: SvgTextStyle = {
  families: ['sans-serif'],
  size: 16,
  weight: 400,
  style: 'normal',
  anchor: 'start',
  direction: 'auto',
};

/** Declarations by `.class` or element name, from the drawing's style sheets. */
export type SvgRules = ReadonlyMap<string, string>;

/** Units of a font size, in px. */
const UNITS: ReadonlyMap<string, number> = new Map([['', 1], ['px', 1], ['pt', 4 / 3], ['mm', 96 / 25.4], ['in', 96]]); // prettier-ignore

/** Rules for a class or an element name; others do not reach text. */
export function readRules(root: XmlElement): SvgRules {
  const rules = new Map<string, string>();
  const visit = (element: XmlElement): void => {
    for (const child of element.children) {
      if (typeof child !== 'string') visit(child);
      else if (element.name === 'style')
        for (const [, selectors = '', declarations = ''] of child.matchAll(/([^{}]+)\{([^{}]*)\}/g))
          for (const selector of selectors.split(',').map((part) => part.trim()))
            if (/^\.?[\w-]+$/.test(selector))
              rules.set(selector, `${rules.get(selector) ?? ''};${declarations}`);
    }
  };
  visit(root);
  return rules;
}

/** The style of an element from that of its parent; later sources win: attributes, rules, style attribute. */
export function inheritTextStyle(parent: SvgTextStyle, element: XmlElement, rules: SvgRules): SvgTextStyle {
  let style = parent;
  for (const [name, value] of element.attributes) style = applyProperty(style, parent, name, value);
  const classes = element.attributes.get('class')?.split(/\s+/) ?? [];
  const sources = [rules.get(element.name), ...classes.map((name) => rules.get(`.${name}`)), element.attributes.get('style')]; // prettier-ignore
  for (const declarations of sources)
    for (const declaration of declarations?.split(';') ?? []) {
      const colon = declaration.indexOf(':');
      if (colon > 0)
        style = applyProperty(style, parent, declaration.slice(0, colon).trim(), declaration.slice(colon + 1).trim()); // prettier-ignore
    }
  return style;
}

function applyProperty(
  style: SvgTextStyle,
  parent: SvgTextStyle,
  property: string,
  value: string,
): SvgTextStyle {
  switch (property) {
    case 'font-family': {
      const families = value.split(',').map((name) => name.trim().replace(/^(['"])(.*)\1$/, '$2'));
      return { ...style, families: families.filter((name) => name !== '') };
    }
    case 'font-size':
      return { ...style, size: fontSize(value, parent.size) ?? style.size };
    case 'font-weight':
      return { ...style, weight: fontWeight(value, parent.weight) };
    case 'font-style':
      return { ...style, style: /italic|oblique/.test(value) ? 'italic' : 'normal' };
    case 'text-anchor':
      return { ...style, anchor: value === 'middle' || value === 'end' ? value : 'start' };
    case 'direction':
      return { ...style, direction: value === 'rtl' || value === 'ltr' ? value : 'auto' };
    default:
      return style;
  }
}

function fontSize(text: string, inherited: number): number | null {
  const match = /^([\d.]+)\s*([a-z%]*)$/i.exec(text.trim());
  const number = Number(match?.[1]);
  if (match === null || !Number.isFinite(number)) return null;
  const unit = (match[2] ?? '').toLowerCase();
  if (unit === 'em') return number * inherited;
  if (unit === '%') return (number / 100) * inherited;
  return number * (UNITS.get(unit) ?? 1);
}

function fontWeight(text: string, inherited: number): number {
  const value = text.trim();
  if (value === 'bold') return 700;
  if (value === 'normal') return 400;
  if (value === 'bolder') return inherited < 600 ? 700 : 900;
  if (value === 'lighter') return inherited > 500 ? 400 : 100;
  const number = Number(value);
  return number >= 1 && number <= 1000 ? number : inherited;
}
