// Contents of pages that show parts of pictures → their streams, at the end, when it is known what of each picture the other pages show:
// only then the matrices are, too. Pages without such pictures do not wait.
import type { PdfFile } from './pdf-file.ts';
import { pdfPreciseNumber } from './pdf-syntax.ts';
import type { PictureBox } from './pictures/picture-part.ts';
import type { UsedPicture } from './pictures/used-picture.ts';
import { pictureMatrix } from './pictures/used-picture.ts';

/** A matrix that is missing in the content of a page. */
export interface PendingMatrix {
  /** Offset in the content where it belongs. */
  readonly at: number;
  readonly picture: UsedPicture;
  /** Where the whole picture would lie. */
  readonly whole: PictureBox;
  readonly pageHeight: number;
}

interface PendingContent {
  readonly object: number;
  /** A string would keep all the pieces it was made of. */
  readonly bytes: Buffer;
  readonly matrices: readonly PendingMatrix[];
}

/** Keeps contents until the pictures are settled. */
export class PendingContents {
  readonly #pending: PendingContent[] = [];

  /** Writes a content, one byte per unit, or keeps it; returns its object. */
  add(file: PdfFile, content: string, matrices: readonly PendingMatrix[]): number {
    const object = file.reserve();
    if (matrices.length === 0) return file.pageContent(object, content);
    this.#pending.push({ object, bytes: Buffer.from(content, 'latin1'), matrices });
    return object;
  }

  /** Writes what was kept, in the order of the pages. */
  write(file: PdfFile): void {
    for (const { object, bytes, matrices } of this.#pending.splice(0)) {
      let content = '';
      let from = 0;
      for (const { at, picture, whole, pageHeight } of matrices) {
        content += bytes.toString('latin1', from, at) + matrixText(picture, whole, pageHeight);
        from = at;
      }
      file.pageContent(object, content + bytes.toString('latin1', from));
    }
  }
}

/** Operands of `cm`. */
export function matrixText(picture: UsedPicture, whole: PictureBox, pageHeight: number): string {
  return pictureMatrix(picture, whole, pageHeight).map(pdfPreciseNumber).join(' ');
}
