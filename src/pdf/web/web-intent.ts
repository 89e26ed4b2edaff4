// The web edition → its output intent (ISO 32000-1, 14.11.5; ISO 19005-2, 6.2.3): the RGB of the file is sRGB.
import { srgbProfile } from '../color/srgb-profile.ts';
import type { PdfFile } from '../pdf-file.ts';

/** Writes profile and intent; returns the array for the catalog. */
export function writeWebIntents(file: PdfFile): string {
  const profile = file.deflatedStream(file.reserve(), '/N 3', srgbProfile());
  const intent = file.add(
    '<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/RegistryName(http://www.color.org)' +
      `/Info(sRGB IEC 61966-2-1)/DestOutputProfile ${profile} 0 R>>`,
  );
  return `[${intent} 0 R]`;
}
