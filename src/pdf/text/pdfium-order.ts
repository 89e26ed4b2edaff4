// The characters of a line as PDFium meets them → what it reads: its own reordering (CPDF_TextPage::CloseTempLine), which
// cuts the line into stretches of one kind and turns them round. No algorithm of UAX #9: it knows neither levels nor
// neutrals between, so that `T-72` comes back as `-72T` from right-to-left text.
import { AL, AN, BN, CS, EN, ES, ET, L, NSM, R, bidiClasses } from '../../unicode/bidi-classes.ts';
import { mirrorOf } from '../../unicode/bidi.ts';

/** `weak`: numbers and signs, which keep their order and change no direction. */
type Kind = 'left' | 'right' | 'weak' | 'neutral';

export interface PdfiumReading {
  readonly text: string;
  readonly rightToLeft: boolean;
}

/**
 * Reads a line: the text of its objects from left to right, each in the order in which it is shown. `isDeclared`: the
 * file's viewer preferences say that it is read from right to left, which PDFium takes for every line.
 */
export function readByPdfium(seen: string, isDeclared = false): PdfiumReading {
  const kinds: Kind[] = [];
  const starts: number[] = [];
  let left = 0;
  let right = 0;
  for (let i = 0; i < seen.length; i++) {
    const kind = kindOf(seen.charCodeAt(i));
    if (kind === kinds.at(-1)) continue;
    kinds.push(kind);
    starts.push(i);
    if (kind === 'left') left++;
    if (kind === 'right') right++;
  }
  const rightToLeft = isDeclared || (right > 0 && right >= left);
  let text = '';
  let turned = rightToLeft;
  for (let k = 0; k < kinds.length; k++) {
    const at = rightToLeft ? kinds.length - 1 - k : k;
    const stretch = seen.slice(starts[at], starts[at + 1] ?? seen.length);
    const kind = kinds[at];
    if (kind === 'right' || kind === 'left') turned = kind === 'right';
    text += turned && kind !== 'weak' ? turnedRound(stretch) : stretch;
  }
  return { text, rightToLeft };
}

/** Stretches of left-to-right letters less those of right-to-left ones; the sign decides the direction. */
export function surplusOf(seen: string): number {
  let last: Kind | null = null;
  let surplus = 0;
  for (let i = 0; i < seen.length; i++) {
    const kind = kindOf(seen.charCodeAt(i));
    if (kind === last) continue;
    if (kind === 'left') surplus++;
    else if (kind === 'right') surplus--;
    last = kind;
  }
  return surplus;
}

/** How many marks of the paragraph's direction, each a stretch of its own, give the line that direction. */
export function missingMarks(surplus: number, rightToLeft: boolean): number {
  return Math.max(0, rightToLeft ? surplus : 1 - surplus);
}

function turnedRound(stretch: string): string {
  let text = '';
  for (let i = stretch.length - 1; i >= 0; i--) {
    const unit = stretch.charCodeAt(i);
    text += String.fromCharCode(mirrorOf(unit) ?? unit);
  }
  return text;
}

function kindOf(unit: number): Kind {
  switch (bidiClasses.bmp[unit]) {
    case L:
      return 'left';
    case R:
    case AL:
      return 'right';
    case AN:
    case EN:
    case NSM:
    case CS:
    case ES:
    case ET:
    case BN:
      return 'weak';
    default:
      return 'neutral';
  }
}
