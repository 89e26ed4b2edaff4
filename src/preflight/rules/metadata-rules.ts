// Info dictionary and XMP packet: which standard they claim, what must be there, and whether they agree (ISO 15930-7, XMP).
import type { InspectedFile, InspectedXmp } from '../inspect/inspected-pdf.ts';
import type { PreflightRule } from '../report-types.ts';
import { readInfoDate, readXmpDate } from './file-dates.ts';
import { isPrint, isX1a, isX4, listed, ofFile } from './rule-kit.ts';

/** Rules of Info and XMP. */
export function metadataRules(): readonly PreflightRule[] {
  return [...xmpRules(), ...infoRules()];
}

/** Empty too where the packet cannot be read: that has a rule of its own. */
function property(xmp: InspectedXmp | null, name: string): string {
  return xmp?.sound === true ? (xmp.properties.get(name)?.trim() ?? '') : '';
}

function info(file: InspectedFile, name: string): string {
  return file.info.get(name)?.value.trim() ?? '';
}

const REQUIRED_XMP: readonly string[] = ['dc:title', 'xmp:CreateDate', 'xmp:ModifyDate', 'xmp:MetadataDate', 'xmpMM:DocumentID', 'xmpMM:VersionID', 'xmpMM:RenditionClass']; // prettier-ignore
const VERSIONS_X4: readonly string[] = ['PDF/X-4', 'PDF/X-4p'];
const VERSIONS_X1A: readonly string[] = ['PDF/X-1a:2003', 'PDF/X-1:2001', 'PDF/X-1a:2001'];

function xmpRules(): readonly PreflightRule[] {
  return [
    {
      name: 'document.xmp-missing',
      describes: 'The file has an XMP packet that can be read (X-1a may do without)',
      applies: (target) => !isX1a(target),
      file({ xmp }, { find }) {
        if (xmp === null) find(ofFile({ severity: 'error', message: 'The file has no XMP metadata' }));
        else if (!xmp.sound) find(ofFile({ severity: 'error', message: 'The XMP metadata cannot be read' }));
      },
    },
    {
      name: 'document.xmp-filtered',
      describes: 'The XMP packet is not compressed, so that any program finds it',
      applies: ({ standard }) => standard !== 'pdfua-1',
      file({ xmp }, { target, find }) {
        if (xmp?.filtered !== true) return;
        find(ofFile({ severity: isX1a(target) ? 'warning' : 'error', message: 'The XMP metadata are compressed' })); // prettier-ignore
      },
    },
    {
      name: 'document.xmp-version',
      describes:
        'The XMP packet claims the standard (X-4: pdfxid:GTS_PDFXVersion; X-1a: pdfx:GTS_PDFXVersion where it is given)',
      applies: isPrint,
      file({ xmp }, { target, find }) {
        if (xmp === null || !xmp.sound) return;
        const name = isX4(target) ? 'pdfxid:GTS_PDFXVersion' : 'pdfx:GTS_PDFXVersion';
        const claim = property(xmp, name);
        const allowed = isX4(target) ? VERSIONS_X4 : VERSIONS_X1A;
        if (allowed.includes(claim) || (isX1a(target) && claim === '')) return;
        find(ofFile({ severity: 'error', message: 'The XMP metadata do not claim the standard', measured: claim === '' ? `no ${name}` : `${name} “${claim}”`, wanted: allowed[0] ?? '' })); // prettier-ignore
      },
    },
    {
      name: 'document.xmp-properties',
      describes:
        'X-4: title, the three dates, document, version, rendition class and the trapped key are in the XMP packet',
      applies: isX4,
      file(file, { find }) {
        const { xmp } = file;
        if (xmp === null || !xmp.sound) return;
        const missing = REQUIRED_XMP.filter((name) => property(xmp, name) === '');
        const wrong = REQUIRED_XMP.filter((name) => name.endsWith('Date') && property(xmp, name) !== '' && readXmpDate(property(xmp, name)) === null); // prettier-ignore
        if (property(xmp, 'pdf:Trapped') === '' && file.info.has('Trapped')) missing.push('pdf:Trapped');
        if (missing.length > 0) find(ofFile({ severity: 'error', message: 'The XMP metadata are not complete', measured: `without ${listed(missing)}` })); // prettier-ignore
        if (wrong.length > 0) find(ofFile({ severity: 'error', message: 'A date of the XMP metadata is no date', measured: listed(wrong.map((name) => `${name} “${property(xmp, name)}”`)) })); // prettier-ignore
      },
    },
  ];
}

function infoRules(): readonly PreflightRule[] {
  return [
    {
      name: 'document.info-version',
      describes:
        'X-1a: the Info dictionary claims the standard (GTS_PDFXVersion, of 2001 GTS_PDFXConformance too)',
      applies: isX1a,
      file(file, { find }) {
        const version = info(file, 'GTS_PDFXVersion');
        const conformance = info(file, 'GTS_PDFXConformance');
        if (version === 'PDF/X-1a:2003' && file.info.get('GTS_PDFXVersion')?.kind === 'string') return;
        if (version === 'PDF/X-1:2001' && conformance === 'PDF/X-1a:2001') return;
        find(ofFile({ severity: 'error', message: 'The Info dictionary does not claim the standard', measured: version === '' ? 'no GTS_PDFXVersion' : `GTS_PDFXVersion “${version}”`, wanted: 'PDF/X-1a:2003' })); // prettier-ignore
      },
    },
    {
      name: 'document.info-dates',
      describes:
        'X-1a: the Info dictionary has the dates of creation and change; dates that are given are dates',
      applies: isPrint,
      file(file, { target, find }) {
        for (const name of ['CreationDate', 'ModDate']) {
          const value = info(file, name);
          if (value === '') {
            if (isX1a(target)) find(ofFile({ severity: 'error', message: `The Info dictionary has no ${name}` })); // prettier-ignore
          } else if (readInfoDate(value) === null) {
            find(ofFile({ severity: 'error', message: `${name} of the Info dictionary is no date`, measured: `“${value}”`, wanted: 'D:YYYYMMDDHHmmSS and the zone' })); // prettier-ignore
          }
        }
      },
    },
    {
      name: 'document.info-title',
      describes: 'X-1a: the Info dictionary has a title',
      applies: isX1a,
      file(file, { find }) {
        if (info(file, 'Title') === '') find(ofFile({ severity: 'error', message: 'The Info dictionary has no title' })); // prettier-ignore
      },
    },
    {
      name: 'document.info-xmp-agree',
      describes: 'Title, dates and trapped key are the same in the Info dictionary and the XMP packet',
      applies: isPrint,
      file(file, { find }) {
        for (const { infoName, xmpName, isDate } of PAIRS) {
          const left = info(file, infoName);
          const right = property(file.xmp, xmpName);
          if (left === '' || right === '') continue;
          // A trapped key that says nothing has its own rule.
          if (infoName === 'Trapped' && (file.info.get('Trapped')?.kind !== 'name' || !isTruth(left)))
            continue;
          const same = isDate ? sameMoment(left, right) : left === right;
          if (!same) find(ofFile({ severity: 'error', message: `${infoName} of the Info dictionary and ${xmpName} of the XMP metadata differ`, measured: `“${left}” and “${right}”` })); // prettier-ignore
        }
      },
    },
    {
      name: 'document.trapped',
      describes:
        'The file says whether it is trapped: the name True or False, in the Info dictionary (X-4: or in XMP)',
      applies: isPrint,
      file(file, { target, find }) {
        const entry = file.info.get('Trapped');
        const claimed = property(file.xmp, 'pdf:Trapped');
        const wanted = 'the name True or False';
        if (entry === undefined) {
          if (isX1a(target) || claimed === '') find(ofFile({ severity: 'error', message: 'The file does not say whether it is trapped', wanted })); // prettier-ignore
          else if (!isTruth(claimed)) find(ofFile({ severity: 'error', message: 'The file does not say whether it is trapped', measured: `“${claimed}”`, wanted })); // prettier-ignore
        } else if (entry.kind !== 'name') {
          find(ofFile({ severity: 'error', message: 'The trapped key is not a name', measured: `the ${entry.kind} “${entry.value}”`, wanted })); // prettier-ignore
        } else if (!isTruth(entry.value)) {
          find(ofFile({ severity: 'error', message: 'The file does not say whether it is trapped', measured: entry.value, wanted })); // prettier-ignore
        }
      },
    },
  ];
}

function isTruth(value: string): boolean {
  return value === 'True' || value === 'False';
}

/** Entries that say the same thing twice. */
const PAIRS = [
  { infoName: 'Title', xmpName: 'dc:title', isDate: false },
  { infoName: 'CreationDate', xmpName: 'xmp:CreateDate', isDate: true },
  { infoName: 'ModDate', xmpName: 'xmp:ModifyDate', isDate: true },
  { infoName: 'Trapped', xmpName: 'pdf:Trapped', isDate: false },
] as const;

/** Dates that cannot be read have their own rules. */
function sameMoment(infoDate: string, xmpDate: string): boolean {
  const left = readInfoDate(infoDate);
  const right = readXmpDate(xmpDate);
  return left === null || right === null || left === right;
}
