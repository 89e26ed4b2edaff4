// Colour operators (ISO 32000-1, 8.6.8) → the current colours of the graphics state.
import type { PDFDict } from '@cantoo/pdf-lib';
import type { ColorSpace, ColorSpaces } from '../color/color-spaces.ts';
import type { PdfObjects } from '../objects/pdf-objects.ts';
import type { Operand } from './content-tokens.ts';
import type { GraphicsState } from './graphics-state.ts';
import { nameOf, numbers } from './operands.ts';

export interface ColorContext {
  readonly objects: PdfObjects;
  readonly spaces: ColorSpaces;
  readonly resources: PDFDict | null;
}

/** Device spaces by their operators; how many components they take. */
const DEVICES: Readonly<Record<string, readonly [space: string, count: number]>> = {
  g: ['DeviceGray', 1],
  rg: ['DeviceRGB', 3],
  k: ['DeviceCMYK', 4],
};

/** Sets a colour; false for operators of other things. */
export function setColor(
  operator: string,
  operands: readonly Operand[],
  state: GraphicsState,
  context: ColorContext,
): boolean {
  const lower = operator.toLowerCase();
  const of = operator === lower ? 'fill' : 'stroke';
  const { spaces, resources } = context;
  switch (lower) {
    case 'g':
    case 'rg':
    case 'k': {
      const [name, count] = DEVICES[lower] ?? ['DeviceGray', 1];
      state[of] = spaces.color(spaces.named(name, resources), numbers(operands, count));
      return true;
    }
    case 'cs': {
      const space = spaces.named(nameOf(operands.at(-1)) ?? '', resources);
      state[of] = spaces.color(space, space.initial);
      return true;
    }
    case 'sc':
    case 'scn':
      setComponents(operands, { state, of }, context);
      return true;
    default:
      return false;
  }
}

interface Target {
  readonly state: GraphicsState;
  readonly of: 'fill' | 'stroke';
}

function setComponents(
  operands: readonly Operand[],
  { state, of }: Target,
  { objects, spaces, resources }: ColorContext,
): void {
  const space: ColorSpace = state[of].space;
  const name = nameOf(operands.at(-1));
  if (name === null) {
    state[of] = spaces.color(space, numbers(operands, space.components));
    return;
  }
  const pattern = objects.raw(objects.dict(objects.get(resources, 'Pattern')), name) ?? null;
  const tints = operands.filter((each) => typeof each === 'number');
  state[of] = spaces.color(space, tints, pattern);
}
