// What PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) ask first: tags, language, title, and the claims in XMP. The structure itself
// is for structure-rules.ts.
import type { PreflightRule } from '../report-types.ts';
import { isAccessible, isArchive, isUa, ofFile } from './rule-kit.ts';

/** Rules of accessible files. */
export function accessibilityRules(): readonly PreflightRule[] {
  return [
    {
      name: 'accessibility.not-tagged',
      describes: 'The file is tagged',
      applies: isAccessible,
      file(file, { find }) {
        if (!file.tagged) find(ofFile({ severity: 'error', message: 'The file is not tagged' }));
      },
    },
    {
      name: 'accessibility.no-language',
      describes: 'The file says in which language it is written',
      applies: isAccessible,
      file(file, { find }) {
        if ((file.language?.trim() ?? '') === '') find(ofFile({ severity: 'error', message: 'The file does not say in which language it is written' })); // prettier-ignore
      },
    },
    {
      name: 'accessibility.no-title',
      describes: 'The XMP packet has a title',
      applies: isAccessible,
      file({ xmp }, { find }) {
        if (xmp === null || !xmp.sound) return;
        if ((xmp.properties.get('dc:title')?.trim() ?? '') === '') find(ofFile({ severity: 'error', message: 'The XMP metadata have no title (dc:title)' })); // prettier-ignore
      },
    },
    {
      name: 'accessibility.xmp-claim',
      describes: 'The XMP packet claims the standard (pdfuaid:part 1; pdfaid:part 2, conformance A)',
      applies: isAccessible,
      file({ xmp }, { target, find }) {
        if (xmp === null || !xmp.sound) return;
        const value = (name: string): string => xmp.properties.get(name)?.trim() ?? '';
        const complain = (wanted: string): void => find(ofFile({ severity: 'error', message: 'The XMP metadata do not claim the standard', wanted })); // prettier-ignore
        if (isUa(target) && value('pdfuaid:part') !== '1') complain('pdfuaid:part 1');
        if (isArchive(target) && (value('pdfaid:part') !== '2' || value('pdfaid:conformance') !== 'A')) complain('pdfaid:part 2, pdfaid:conformance A'); // prettier-ignore
      },
    },
  ];
}
