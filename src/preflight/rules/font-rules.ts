// Fonts: embedded, subset, readable as text, without boxes for missing letters and without stand-ins.
import type { InspectedFont } from '../inspect/inspected-pdf.ts';
import type { FindingSeverity, PreflightRule, PreflightTarget } from '../report-types.ts';
import { always, isPrint, listed, ofPage } from './rule-kit.ts';

/** Fonts that converters put where they do not find the wanted one, with or without a subset's tag. */
const STAND_INS = /^(?:[A-Z]{6}\+)?(?:Courier(?:New)?(?:PS|PSMT|Std)?|NimbusMono(?:PS|L)?|NimbusMonL|AdobeSansMM|AdobeSerifMM|AdobeSanMM|AdobeSerMM)(?:[-,].*)?$/; // prettier-ignore

/** Rules of the fonts. */
export function fontRules(): readonly PreflightRule[] {
  const rule = (
    name: string,
    describes: string,
    details: {
      readonly severity: (target: PreflightTarget) => FindingSeverity;
      readonly message: string;
      readonly wrong: (font: InspectedFont) => boolean;
      readonly applies?: (target: PreflightTarget) => boolean;
    },
  ): PreflightRule => ({
    name,
    describes,
    applies: details.applies ?? always,
    file(file, { target, find }) {
      for (const font of file.fonts) {
        if (!details.wrong(font)) continue;
        find(ofPage(font.pages[0] ?? null, { severity: details.severity(target), message: `${details.message}: ${nameOf(font)}`, measured: pagesOf(font.pages) })); // prettier-ignore
      }
    },
  });
  return [
    rule('fonts.not-embedded', 'Every font is in the file', {
      severity: () => 'error',
      message: 'A font is not in the file',
      wrong: (font) => !font.embedded && font.kind !== 'Type3',
    }),
    rule('fonts.not-subset', 'Fonts hold only the letters that are used', {
      severity: () => 'note',
      message: 'A font is in the file with all its letters',
      wrong: (font) => font.embedded && !font.subset && font.kind !== 'Type3',
    }),
    rule('fonts.to-unicode', 'Every font says which letters its glyphs are', {
      severity: (target) => (isPrint(target) ? 'warning' : 'error'),
      message: 'A font does not say which letters its glyphs are (ToUnicode)',
      wrong: (font) => font.embedded && !font.toUnicode && !font.readable,
    }),
    {
      name: 'fonts.notdef',
      describes: 'No glyph stands for a letter that the font does not have (.notdef)',
      applies: always,
      file(file, { find }) {
        for (const font of file.fonts) {
          for (const page of font.notdefPages) {
            find(ofPage(page, { severity: 'error', message: `Letters are missing in a font, a box or nothing is shown: ${nameOf(font)}` })); // prettier-ignore
          }
        }
      },
    },
    rule('fonts.stand-in', 'No font that converters put in place of a missing one (Courier)', {
      severity: () => 'warning',
      message: 'A font looks like a stand-in for a missing one',
      wrong: (font) => font.embedded && STAND_INS.test(font.name),
      applies: isPrint,
    }),
    rule('fonts.type3', 'Fonts made of drawings (Type 3) are named', {
      severity: () => 'note',
      message: 'A font is made of drawings (Type 3)',
      wrong: (font) => font.kind === 'Type3',
    }),
  ];
}

function nameOf(font: InspectedFont): string {
  return `${font.name === '' ? 'a font without name' : font.name} (${font.kind})`;
}

/** `pages 1, 2 and 7`; the first few only. */
function pagesOf(pages: readonly number[]): string {
  const some = pages.slice(0, 8).map(String);
  if (pages.length > some.length) some.push(`${pages.length - some.length} more`);
  return pages.length === 0 ? 'used on no page' : `${pages.length === 1 ? 'page' : 'pages'} ${listed(some)}`;
}
