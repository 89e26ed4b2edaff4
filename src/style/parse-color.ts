// Colour values → Color. CSS Color Level 4 (names, hex, rgb(), hsl()), Level 5 (device-cmyk()), and spot("Name", tint, recipe).
import type { Color } from './color.ts';
import { COLOR_NAMES } from './color-names.ts';
import type { CssValue } from './css-values.ts';
import type { Parser, ValueReader } from './value-reader.ts';
import { constant } from './value-reader.ts';

const TRANSPARENT: Color = Object.freeze({ kind: 'rgb', red: 0, green: 0, blue: 0, alpha: 0 });

export const COLOR_DESCRIPTION =
  'a colour: name, #hex, rgb(), hsl(), device-cmyk(), spot("Name", tint, device-cmyk()), transparent or currentcolor';

/** Functions that give a colour. */
export const COLOR_FUNCTIONS = ['rgb', 'rgba', 'hsl', 'hsla', 'device-cmyk', 'spot'] as const;

/** Any colour; `currentcolor` is the element's own `color`. */
export const color: Parser<Color> = (reader) => {
  const value = reader.peek();
  if (value?.kind === 'ident' && value.name.toLowerCase() === 'currentcolor') {
    reader.next();
    return (c) => c.color;
  }
  const fixed = fixedColor(reader);
  return fixed === undefined ? undefined : constant(Object.freeze(placed(fixed, reader)));
};

/** Colours that a press may refuse remember where they are written. */
function placed(fixed: Color, { place }: ValueReader): Color {
  const isPlain = fixed.kind === 'rgb' && fixed.alpha === 1;
  return isPlain || place === undefined ? fixed : { ...fixed, place: place() };
}

function fixedColor(reader: ValueReader): Color | undefined {
  const value = reader.peek();
  if (value?.kind === 'hash') {
    const parsed = hexColor(value.name);
    if (parsed !== undefined) reader.next();
    return parsed;
  }
  if (value?.kind === 'ident') {
    const name = value.name.toLowerCase();
    const hex = COLOR_NAMES.get(name);
    if (hex === undefined && name !== 'transparent') return undefined;
    reader.next();
    return hex === undefined ? TRANSPARENT : hexColor(hex);
  }
  const called = reader.function(...COLOR_FUNCTIONS);
  if (called === undefined) return undefined;
  if (called.name === 'spot') return spotColor(called.args);
  const channels = readChannels(called.args);
  if (channels === undefined) return undefined;
  if (called.name === 'device-cmyk') return cmykColor(channels);
  return called.name.startsWith('rgb') ? rgbColor(channels) : hslColor(channels);
}

/** `f00`, `f008`, `ff0000`, `ff000080`. */
function hexColor(digits: string): Color | undefined {
  if (!/^(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i.test(digits)) return undefined;
  const width = digits.length < 5 ? 1 : 2;
  const channel = (i: number): number => {
    const text = digits.slice(i * width, (i + 1) * width);
    return text === '' ? 1 : Number.parseInt(width === 1 ? text + text : text, 16) / 255;
  };
  return { kind: 'rgb', red: channel(0), green: channel(1), blue: channel(2), alpha: channel(3) };
}

interface Channels {
  readonly values: readonly CssValue[];
  readonly alpha: number;
  readonly hasAlpha: boolean;
}

/** `a b c / alpha` or the legacy `a, b, c, alpha`. */
function readChannels(args: ValueReader): Channels | undefined {
  const values: CssValue[] = [];
  let commas = 0;
  let slash = false;
  while (!args.done) {
    if (args.delim(',')) commas++;
    else if (args.delim('/')) slash = true;
    const value = args.next();
    if (value === undefined) return undefined;
    values.push(value);
    if (slash) break;
  }
  if (!args.done || (commas > 0 && (slash || commas !== values.length - 1))) return undefined;
  const legacyAlpha = commas === 3 && values.length === 4;
  const alphaValue = slash ? values.pop() : undefined;
  const alpha = alphaValue === undefined ? 1 : unit(alphaValue, 1);
  return alpha === undefined ? undefined : { values, alpha, hasAlpha: slash || legacyAlpha };
}

/** A number (100 % = `full`) or percentage as 0…1. */
function unit(value: CssValue | undefined, full: number): number | undefined {
  if (value?.kind === 'number') return clamp(value.value / full);
  if (value?.kind === 'percentage') return clamp(value.value / 100);
  return value?.kind === 'ident' && value.name.toLowerCase() === 'none' ? 0 : undefined;
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}

/** The alpha of three channels: after `/`, or the legacy fourth value. */
function alphaOf(channels: Channels): number | undefined {
  const fourth = channels.values[3];
  if (channels.values.length > 4) return undefined;
  if (fourth === undefined) return channels.values.length === 3 ? channels.alpha : undefined;
  return channels.hasAlpha ? unit(fourth, 1) : undefined;
}

function rgbColor(channels: Channels): Color | undefined {
  const [red, green, blue] = [0, 1, 2].map((i) => unit(channels.values[i], 255));
  const alpha = alphaOf(channels);
  if (red === undefined || green === undefined || blue === undefined || alpha === undefined) return undefined;
  return { kind: 'rgb', red, green, blue, alpha };
}

/** Degrees per unit of angle. */
const ANGLE_UNITS: Readonly<Record<string, number>> = { deg: 1, grad: 0.9, rad: 180 / Math.PI, turn: 360 };

function hslColor(channels: Channels): Color | undefined {
  const [hueValue, saturationValue, lightnessValue] = channels.values;
  const hue =
    hueValue?.kind === 'number'
      ? hueValue.value
      : hueValue?.kind === 'dimension'
        ? hueValue.value * (ANGLE_UNITS[hueValue.unit] ?? Number.NaN)
        : Number.NaN;
  const saturation = unit(saturationValue, 100);
  const lightness = unit(lightnessValue, 100);
  const alpha = alphaOf(channels);
  if (Number.isNaN(hue) || saturation === undefined || lightness === undefined || alpha === undefined)
    return undefined;
  // CSS Color 4, §7.1
  const channel = (n: number): number => {
    const k = (((n + hue / 30) % 12) + 12) % 12;
    const a = saturation * Math.min(lightness, 1 - lightness);
    return lightness - a * Math.max(-1, Math.min(k - 3, 9 - k, 1));
  };
  return { kind: 'rgb', red: channel(0), green: channel(8), blue: channel(4), alpha };
}

function cmykColor(channels: Channels): Color | undefined {
  // Ink is opaque: only an alpha of 1 can be kept.
  if (channels.values.length !== 4 || channels.alpha !== 1) return undefined;
  const [cyan, magenta, yellow, black] = channels.values.map((v) => unit(v, 1));
  if (cyan === undefined || magenta === undefined || yellow === undefined || black === undefined)
    return undefined;
  return { kind: 'cmyk', cyan, magenta, yellow, black };
}

/** `spot("PANTONE 485 C")`, with a tint of 0…1 or a percentage, and with the inks that stand for it, `device-cmyk(…)`. */
function spotColor(args: ValueReader): Color | undefined {
  const name = args.string();
  if (name === undefined || name === '') return undefined;
  const tint = args.delim(',') ? unit(args.next(), 1) : 1;
  if (tint === undefined) return undefined;
  if (args.done) return { kind: 'spot', name, tint };
  const recipe = args.delim(',') ? args.function('device-cmyk') : undefined;
  const channels = recipe === undefined ? undefined : readChannels(recipe.args);
  const inks = channels === undefined ? undefined : cmykColor(channels);
  if (inks?.kind !== 'cmyk' || !args.done) return undefined;
  return { kind: 'spot', name, tint, recipe: [inks.cyan, inks.magenta, inks.yellow, inks.black] };
}
