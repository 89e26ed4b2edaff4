// The content of a foreign page or form → the same without its marks (ISO 32000-1, 14.6): their numbers would collide with
// those of the page it is placed on. What belongs to a hidden layer (8.11.3) is not painted; the graphics state goes on.
import type { Operation } from './content-operations.ts';
import { contentOperations } from './content-operations.ts';
import type { LayerTest } from './optional-content.ts';
import type { PdfDictionary, PdfObjects } from './pdf-values.ts';
import { dictionaryOf } from './pdf-values.ts';

const MARKS: ReadonlySet<string> = new Set(['BMC', 'BDC', 'EMC', 'MP', 'DP']);
/** Operators that end a path, and the one that ends it without paint. */
const PAINT_PATH: ReadonlySet<string> = new Set(['S', 's', 'f', 'F', 'f*', 'B', 'B*', 'b', 'b*']);
const END_PATH = 'n\n';
/** Operators that paint by themselves. */
const PAINT: ReadonlySet<string> = new Set(['Do', 'sh', 'BI', 'Tj', 'TJ', "'", '"']);

/** Which entries of the Properties resource are hidden layers. */
export function hiddenMarks(
  objects: PdfObjects,
  resources: PdfDictionary,
  layers: LayerTest,
): (name: string) => boolean {
  const properties = dictionaryOf(objects, resources.entries.get('Properties'));
  return (name) => !layers(properties.entries.get(name));
}

/** `isHidden` tells it for the name of an entry of the Properties resource. */
export function cleanContent(bytes: Uint8Array, isHidden: (name: string) => boolean): Uint8Array {
  const pieces: Uint8Array[] = [];
  let kept = 0;
  const replace = ({ start, end }: Operation, by: string): void => {
    pieces.push(bytes.subarray(kept, start));
    if (by !== '') pieces.push(Buffer.from(by, 'latin1'));
    kept = end;
  };
  /** For each open mark whether it hides. */
  const open: boolean[] = [];
  let hidden = 0;
  let states = 0;
  for (const operation of contentOperations(bytes)) {
    const { operator } = operation;
    if (MARKS.has(operator)) {
      replace(operation, '');
      if (operator === 'EMC') hidden -= open.pop() === true ? 1 : 0;
      else if (operator === 'BMC') open.push(false);
      else if (operator === 'BDC') {
        const hides = hidesContent(operation, isHidden);
        open.push(hides);
        hidden += hides ? 1 : 0;
      }
    } else if (operator === 'q') states++;
    else if (operator === 'Q') {
      // One too many would take the state of the page around.
      if (states === 0) replace(operation, '');
      else states--;
    } else if (hidden > 0) {
      if (PAINT_PATH.has(operator)) replace(operation, END_PATH);
      else if (PAINT.has(operator)) replace(operation, '');
    }
  }
  if (kept === 0 && states === 0) return bytes;
  pieces.push(bytes.subarray(kept), Buffer.from(`\n${'Q '.repeat(states)}`, 'latin1'));
  return Buffer.concat(pieces);
}

function hidesContent({ operands }: Operation, isHidden: (name: string) => boolean): boolean {
  const [tag, name] = operands;
  return tag === '/OC' && typeof name === 'string' && isHidden(name.slice(1));
}
