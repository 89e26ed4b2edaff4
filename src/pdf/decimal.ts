// Numbers → decimal notation as PDF wants it (ISO 32000-1, 7.3.3): few places, never an exponent, never `-0`.

/** Numbers of this many units and more are left to the language. */
const LARGEST_FAST = 1e9;
/** ISO 19005-2, 6.1.13: of whole numbers; nothing on a page lies farther away. */
const LARGEST = 2 ** 31 - 1;
/** Decimal places of so many thousandths, without closing zeros. */
const FRACTIONS: readonly string[] = Array.from({ length: 1000 }, (_, i) => String(i / 1000).slice(1));

/** The one rounding for numbers in files: to 1/`precision`, which is 1000, 100 or 10. */
export function decimal(value: number, precision = 1000): string {
  const units = Math.round(value * precision);
  const size = Math.abs(units);
  if (!(size < LARGEST_FAST)) return String(Math.max(-LARGEST, Math.min(LARGEST, units / precision)));
  const whole = Math.trunc(size / precision);
  const fraction = FRACTIONS[(size - whole * precision) * (1000 / precision)] ?? '';
  return units < 0 ? `-${whole}${fraction}` : `${whole}${fraction}`;
}
