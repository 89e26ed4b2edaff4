// Recipes of one spot colour, as the inspection words them → whether they mean the same ink. Programs write the inks that stand
// for it in different spaces, and round them to whole percents; the plate is the same.

/** Percent; a rounding on either side. */
const ROUNDING = 1.05;

/** Whether two recipes (`cmyk 10 30 90 5`) give the same inks at full tint; others must be worded alike. */
export function isSameRecipe(one: string, other: string): boolean {
  if (one === other) return true;
  const [a, b] = [inksOf(one), inksOf(other)];
  return a !== null && b !== null && a.every((ink, i) => Math.abs(ink - (b[i] ?? 0)) <= ROUNDING);
}

/** Cyan, magenta, yellow and black in percent; null where the recipe is not in process inks. */
function inksOf(recipe: string): readonly number[] | null {
  const [space, ...words] = recipe.split(' ');
  const values = words.map(Number);
  if (values.length === 0 || values.some((value) => !Number.isFinite(value))) return null;
  if ((space === 'cmyk' || space === 'icc4') && values.length === 4) return values;
  if ((space === 'gray' || space === 'icc1') && values.length === 1) return [0, 0, 0, 100 - (values[0] ?? 0)];
  return null;
}
