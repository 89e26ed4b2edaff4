// Operators of text state and text position (ISO 32000-1, tables 105, 107 and 108); showing text is the interpreter's.
import type { Operand } from './content-tokens.ts';
import type { GraphicsState } from './graphics-state.ts';
import { matrixOf, number } from './operands.ts';
import type { TextPosition } from './text-position.ts';

/** Sets what the operator says; false for operators of other things. */
export function setTextState(
  operator: string,
  operands: readonly Operand[],
  state: GraphicsState,
  text: TextPosition,
): boolean {
  switch (operator) {
    case 'BT':
      text.begin();
      return true;
    case 'Tc':
      state.charSpace = number(operands, 0);
      return true;
    case 'Tw':
      state.wordSpace = number(operands, 0);
      return true;
    case 'Tz':
      state.horizontalScale = number(operands, 0) / 100;
      return true;
    case 'TL':
      state.leading = number(operands, 0);
      return true;
    case 'Tr':
      state.renderMode = Math.max(0, Math.min(7, Math.trunc(number(operands, 0))));
      return true;
    case 'Ts':
      state.rise = number(operands, 0);
      return true;
    case 'Td':
      text.moveLine(number(operands, 0), number(operands, 1));
      return true;
    case 'TD':
      state.leading = -number(operands, 1);
      text.moveLine(number(operands, 0), number(operands, 1));
      return true;
    case 'Tm':
      text.setMatrix(matrixOf(operands));
      return true;
    case 'T*':
      text.moveLine(0, -state.leading);
      return true;
    default:
      return false;
  }
}

/** The strings and kerns that a showing operator shows, after the moves of `'` and `"`; null for other operators. */
export function shownParts(
  operator: string,
  operands: readonly Operand[],
  state: GraphicsState,
  text: TextPosition,
): readonly Operand[] | null {
  switch (operator) {
    case 'Tj':
      return operands.slice(0, 1);
    case 'TJ':
      return Array.isArray(operands[0]) ? (operands[0] as readonly Operand[]) : [];
    case "'":
      text.moveLine(0, -state.leading);
      return operands.slice(0, 1);
    case '"':
      state.wordSpace = number(operands, 0);
      state.charSpace = number(operands, 1);
      text.moveLine(0, -state.leading);
      return operands.slice(2, 3);
    default:
      return null;
  }
}
