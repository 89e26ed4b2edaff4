// What a check came to; assertPdf turns one that did not pass into an exception, for runners without matchers.

export interface PdfCheck {
  readonly passed: boolean;
  /** What was found, and where; of a check that failed also what was looked for. */
  readonly message: string;
}

/** A check did not pass. */
export class PdfAssertionError extends Error {
  override readonly name: string = 'PdfAssertionError';
}

/** `await assertPdf(checkPageCount('out/issue.pdf', 16))`: throws PdfAssertionError with the message of a check that failed. */
export async function assertPdf(check: PdfCheck | Promise<PdfCheck>): Promise<void> {
  const { passed, message } = await check;
  if (!passed) throw new PdfAssertionError(message);
}
