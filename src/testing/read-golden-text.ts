// The file of an expected text → its text; says how to make one that is not there.
import { readFileSync, statSync } from 'node:fs';

/** Throws an Error when it cannot be read. */
export function readGoldenText(file: string, pdf: string): string {
  try {
    // Reading a pipe would wait for ever.
    if (!statSync(file).isFile()) throw new Error('it is no file');
    return readFileSync(file, 'utf8');
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const message = isMissing
      ? `There is no ${file} yet: read the text of the PDF, then keep it with nashr text ${pdf} > ${file}`
      : `${file} cannot be read`;
    throw new Error(message, { cause: error });
  }
}
