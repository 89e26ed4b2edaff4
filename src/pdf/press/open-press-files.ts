// The settings of the press edition → its writer: the printer's ICC profile opened, and what becomes of colours told once for
// all of its files.
import { ConversionReport } from '../color/conversion-report.ts';
import { openColorConverter } from '../color/open-color-converter.ts';
import type { PdfOptions } from '../write-pdf.ts';
import { PdfWriter } from '../write-pdf.ts';
import type { PressFilesOptions } from './press-files.ts';
import { PressFiles } from './press-files.ts';

/** The pictures of `options` have been asked for the filler of the profile; `placeIn` as of PressFilesOptions. */
export async function openPressFiles(
  { job, placeIn }: Pick<PressFilesOptions, 'job' | 'placeIn'>,
  options: PdfOptions,
): Promise<PressFiles> {
  const converter = await openColorConverter(job.icc, job.profile);
  const conversions = new ConversionReport(job.profile);
  const { filler } = job.profile.pages;
  return new PressFiles({
    job,
    placeIn,
    open: () => new PdfWriter({ ...options, press: job, converter, conversions }),
    filler: filler === null ? null : (options.pictures.info(filler) ?? null),
    diagnostics: options.diagnostics,
    conversions,
  });
}
