import { describe, expect, it } from 'vitest';
import { isSameRecipe } from '../../../src/preflight/rules/spot-recipes.ts';

describe('two recipes of a spot colour', () => {
  it.each([
    ['cmyk 10 30 90 5', 'cmyk 10 30 90 5'],
    ['cmyk 10 30 90 5', 'cmyk 10.4 29.6 90 6'],
    ['cmyk 10 30 90 5', 'icc4 10 30 90 5'],
    ['cmyk 0 0 0 40', 'gray 60'],
    ['cmyk 3f21-500', 'cmyk 3f21-500'],
  ])('are one ink: %s and %s', (one, other) => {
    expect([isSameRecipe(one, other), isSameRecipe(other, one)]).toEqual([true, true]);
  });

  it.each([
    ['cmyk 10 30 90 5', 'cmyk 10 32 90 5'],
    ['cmyk 10 30 90', 'cmyk 10 30 90 0'],
    ['cmyk 0 0 0 40', 'rgb 60 60 60'],
    ['lab 50 10 10', 'cmyk 50 10 10 0'],
    ['cmyk 3f21-500', 'cmyk 3f22-500'],
  ])('are two inks: %s and %s', (one, other) => {
    expect([isSameRecipe(one, other), isSameRecipe(other, one)]).toEqual([false, false]);
  });
});
