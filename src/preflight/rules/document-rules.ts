// The file as a whole: version, encryption, output intent, forbidden features. PDF/X-4 is ISO 15930-7, PDF/X-1a ISO 15930-1 and
// -4; their lists are taken from public descriptions. What only one of them forbids says so in `applies`.
import type { IccFacts, InspectedIntent } from '../inspect/inspected-pdf.ts';
import type { PreflightRule, PreflightTarget } from '../report-types.ts';
import { always, hasProfile, isPrint, isX1a, isX4, listed, majorVersion, ofFile, ofPage, versionNumber } from './rule-kit.ts'; // prettier-ignore

/** Rules of the document, without those of its metadata. */
export function documentRules(): readonly PreflightRule[] {
  return [...structureRules(), ...intentRules(), ...contentRules()];
}

const LATEST_VERSION: Readonly<Record<PreflightTarget['standard'], string>> = {
  'pdfx-4': '1.6',
  'pdfx-1a': '1.4',
  'pdfa-2a': '1.7',
  'pdfua-1': '1.7',
  'pdfua-1+pdfa-2a': '1.7',
};

function structureRules(): readonly PreflightRule[] {
  return [
    {
      name: 'document.version',
      describes:
        'No later PDF version than the standard allows: 1.6 in X-4, 1.4 in X-1a (no pictures of 16 bits), 1.7 elsewhere',
      applies: always,
      page(page, { target, find }) {
        if (!isX1a(target)) return;
        for (const event of page.events) {
          if (event.kind === 'image' && event.image.bits === 16) find(ofPage(page.number, { severity: 'error', message: 'A picture has 16 bits a component, which PDF 1.4 does not know', place: event.bounds, measured: '16 bits', wanted: 'at most 8' })); // prettier-ignore
        }
      },
      file(file, { target, find }) {
        const wanted = LATEST_VERSION[target.standard];
        const found = versionNumber(file.version);
        if (found !== null && found <= (versionNumber(wanted) ?? 0)) return;
        find(ofFile({ severity: 'error', message: 'The file is of a later PDF version than the standard allows', measured: `PDF ${file.version}`, wanted: `at most PDF ${wanted}` })); // prettier-ignore
      },
    },
    {
      name: 'document.identifier',
      describes: 'The trailer has an ID',
      applies: ({ standard }) => standard !== 'pdfua-1',
      file(file, { find }) {
        if (!file.hasIdentifier) find(ofFile({ severity: 'error', message: 'The file has no identifier (ID in its trailer)' })); // prettier-ignore
      },
    },
    {
      name: 'document.encrypted',
      describes: 'The file is not encrypted',
      applies: ({ standard }) => standard !== 'pdfua-1',
      file(file, { find }) {
        if (file.encrypted) find(ofFile({ severity: 'error', message: 'The file is encrypted' }));
      },
    },
    {
      name: 'document.object-streams',
      describes: 'X-1a: no object streams and no cross-reference stream (both are PDF 1.5)',
      applies: isX1a,
      file(file, { find }) {
        const found = [file.objectStreams ? 'object streams' : '', file.crossReferenceStream ? 'a cross-reference stream' : ''].filter((name) => name !== ''); // prettier-ignore
        if (found.length > 0) find(ofFile({ severity: 'error', message: 'Objects are packed in a way that PDF 1.4 does not know', measured: listed(found) })); // prettier-ignore
      },
    },
    {
      name: 'document.problems',
      describes: 'The content of every page can be read, and what it names is there',
      applies: always,
      page(page, { target, find }) {
        for (const problem of page.problems) {
          // What nobody could judge does not pass for print.
          find(ofPage(page.number, { severity: isPrint(target) ? 'error' : 'warning', message: `The page cannot be judged completely: ${problem}` })); // prettier-ignore
        }
      },
    },
  ];
}

function printIntents(intents: readonly InspectedIntent[]): readonly InspectedIntent[] {
  return intents.filter(({ subtype }) => subtype === 'GTS_PDFX');
}

/** The profile of the one output intent; null when another rule speaks about it. */
function profileOf(intents: readonly InspectedIntent[]): IccFacts | 'damaged' | null {
  return printIntents(intents)[0]?.profile ?? null;
}

const COMPONENTS: Readonly<Record<string, number>> = { CMYK: 4, RGB: 3, GRAY: 1 };

/** What is wrong with a profile as a description of a press; null when nothing is. */
function faultOf(icc: IccFacts | 'damaged', target: PreflightTarget): string | null {
  if (icc === 'damaged' || !icc.sound) return 'damaged';
  const space = icc.colorSpace.trim();
  if (icc.deviceClass !== 'prtr') return `of class “${icc.deviceClass.trim()}”`;
  // X-4 may be meant for a device of RGB or grey; a print shop's profile always means four inks.
  if (space !== 'CMYK' && (isX1a(target) || hasProfile(target) || COMPONENTS[space] === undefined)) return `for ${space}`; // prettier-ignore
  if (icc.components !== COMPONENTS[space]) return `for ${space}, with N ${icc.components ?? 'missing'}`;
  return null;
}

function intentRules(): readonly PreflightRule[] {
  return [
    {
      name: 'document.output-intent',
      describes: 'One output intent says for which printing condition the inks are meant',
      applies: isPrint,
      file(file, { find }) {
        const count = printIntents(file.intents).length;
        if (count === 1) return;
        const message = count === 0 ? 'The file does not say for which printing condition it is meant' : 'Several output intents contradict each other'; // prettier-ignore
        find(ofFile({ severity: 'error', message, measured: `${count} output intents of PDF/X`, wanted: 'exactly one' })); // prettier-ignore
      },
    },
    {
      name: 'document.output-identifier',
      describes: 'The output intent names its printing condition',
      applies: isPrint,
      file(file, { target, find }) {
        const [intent] = printIntents(file.intents);
        if (intent === undefined) return;
        const identifier = intent.identifier?.trim() ?? '';
        const wanted = target.profile?.condition.identifier ?? null;
        if (identifier === '') {
          find(ofFile({ severity: 'error', message: 'The output intent has no OutputConditionIdentifier' }));
        } else if (wanted !== null && identifier !== wanted) {
          find(ofFile({ severity: 'warning', message: 'The file is meant for another printing condition than the printer profile', measured: identifier, wanted })); // prettier-ignore
        }
      },
    },
    {
      name: 'document.icc-missing',
      describes: 'The ICC profile of the output intent is in the file',
      applies: isPrint,
      file(file, { target, find }) {
        const [intent] = printIntents(file.intents);
        if (intent === undefined || intent.profile !== null) return;
        // X-1a may leave the profile out when the condition is in the ICC registry.
        const registered = isX1a(target) && intent.registry === 'http://www.color.org';
        find(ofFile({ severity: registered ? 'warning' : 'error', message: 'The output intent has no ICC profile (DestOutputProfile)' })); // prettier-ignore
      },
    },
    {
      name: 'document.icc-wrong',
      describes: 'That profile is sound, of an output device, for CMYK, and its stream says so (N 4)',
      applies: isPrint,
      file(file, { target, find }) {
        const icc = profileOf(file.intents);
        const fault = icc === null ? null : faultOf(icc, target);
        if (fault === null) return;
        find(ofFile({ severity: 'error', message: 'The ICC profile of the output intent is not one of a press', measured: fault, wanted: 'a sound profile of class “prtr” for CMYK, N 4' })); // prettier-ignore
      },
    },
    {
      name: 'document.icc-version',
      describes: 'That profile is of version 2 (X-1a), at most 4 (X-4)',
      applies: isPrint,
      file(file, { target, find }) {
        const icc = profileOf(file.intents);
        if (icc === null || icc === 'damaged') return;
        const allowed = isX1a(target) ? 2 : 4;
        if (majorVersion(icc.version) <= allowed) return;
        find(ofFile({ severity: 'error', message: 'The ICC profile of the output intent is of a later version than the standard allows', measured: `version ${icc.version}`, wanted: `at most version ${allowed}` })); // prettier-ignore
      },
    },
  ];
}

const EXTERNAL: Readonly<Record<string, string>> = {
  OPI: 'pictures of an OPI server',
  Ref: 'pages of other files',
  F: 'data in other files',
  Alternates: 'other pictures for print',
};

/** What an interactive link does; links have their own rule. */
const LINK_ACTIONS: readonly string[] = ['GoTo', 'GoToR', 'GoToE', 'URI', 'Thread'];
const PRINT_FILTERS_1A: readonly string[] = ['JPXDecode', 'JBIG2Decode'];

function contentRules(): readonly PreflightRule[] {
  const forbidden = (
    name: string,
    describes: string,
    message: string,
    found: (file: Parameters<NonNullable<PreflightRule['file']>>[0]) => boolean,
    applies: (target: PreflightTarget) => boolean,
  ): PreflightRule => ({
    name,
    describes,
    applies,
    file(file, { find }) {
      if (found(file)) find(ofFile({ severity: 'error', message }));
    },
  });
  const notUa = ({ standard }: PreflightTarget): boolean => standard !== 'pdfua-1';
  return [
    actionRule('document.javascript', 'No JavaScript', 'A script is in the file', (kind) => kind === 'JavaScript', notUa), // prettier-ignore
    actionRule('document.launch', 'No action starts a program', 'An action starts a program', (kind) => kind === 'Launch', notUa), // prettier-ignore
    {
      name: 'document.action',
      describes:
        'No other action (when the file is opened, submit, named, sound …); links have their own rule',
      applies: isPrint,
      file(file, { find }) {
        for (const { kind, page } of file.actions) {
          if (kind === 'JavaScript' || kind === 'Launch') continue;
          // Links and bookmarks lead somewhere, and rules of their own speak about them; without bookmarks it is the file
          // itself that leads somewhere when it is opened.
          if (LINK_ACTIONS.includes(kind) && (page !== null || file.bookmarks > 0)) continue;
          find(ofPage(page, { severity: 'error', message: 'The file has an action', measured: kind }));
        }
      },
    },
    forbidden('document.form', 'No form to fill in', 'The file has a form', (file) => file.hasForm || file.hasXfa, isPrint), // prettier-ignore
    forbidden('document.embedded-files', 'X-1a: no files within the file', 'Other files are embedded', (file) => file.embeddedFiles > 0, isX1a), // prettier-ignore
    {
      name: 'document.filter',
      describes: 'No LZW compression; X-1a: no JPEG 2000 and JBIG2 either',
      applies: notUa,
      file(file, { target, find }) {
        const banned = isX1a(target) ? ['LZWDecode', ...PRINT_FILTERS_1A] : ['LZWDecode'];
        const found = banned.filter((filter) => file.filters.has(filter));
        if (found.length > 0) find(ofFile({ severity: 'error', message: 'Data are compressed in a way that the standard forbids', measured: listed(found) })); // prettier-ignore
      },
    },
    {
      name: 'document.external',
      describes:
        'Everything is in the file: no OPI, no pages, pictures or data of other files, no other picture for print',
      applies: isPrint,
      file(file, { find }) {
        const found = [...(file.external ?? [])].map((key) => EXTERNAL[key] ?? key).toSorted();
        if (found.length > 0) find(ofFile({ severity: 'error', message: 'What is printed would come from elsewhere', measured: listed(found), wanted: 'everything in the file' })); // prettier-ignore
      },
    },
    forbidden('document.postscript', 'No PostScript code', 'PostScript code is in the file', (file) => file.postScript, notUa), // prettier-ignore
    forbidden('document.transfer-function', 'No transfer functions', 'Transfer functions change the tones', (file) => file.transferFunctions, notUa), // prettier-ignore
    {
      name: 'document.halftone',
      describes: 'No screens of its own: they are the print shop’s business',
      applies: isPrint,
      file(file, { find }) {
        if (file.halftones) find(ofFile({ severity: 'warning', message: 'The file brings halftone screens of its own' })); // prettier-ignore
      },
    },
    forbidden('document.optional-content', 'X-1a: no layers', 'The file has layers (optional content)', (file) => file.optionalContent, isX1a), // prettier-ignore
    {
      name: 'document.automatic-layers',
      describes: 'Layers do not go on and off by themselves for print (AS)',
      applies: isX4,
      file(file, { find }) {
        if (file.automaticLayers === true) find(ofFile({ severity: 'warning', message: 'Layers are switched when the file is printed: other things can be printed than are seen and were judged' })); // prettier-ignore
      },
    },
    {
      name: 'bookmarks.not-allowed',
      describes: 'No bookmarks where the printer profile does not want any',
      applies: (target) => hasProfile(target) && target.profile?.links === false,
      file(file, { find }) {
        if (file.bookmarks > 0) find(ofFile({ severity: 'warning', message: 'The file has bookmarks', measured: `${file.bookmarks}`, wanted: 'none' })); // prettier-ignore
      },
    },
    pageMultiple(),
  ];
}

function actionRule(
  name: string,
  describes: string,
  message: string,
  matches: (kind: string) => boolean,
  applies: (target: PreflightTarget) => boolean,
): PreflightRule {
  return {
    name,
    describes,
    applies,
    file(file, { find }) {
      for (const { kind, page } of file.actions) {
        if (matches(kind)) find(ofPage(page, { severity: 'error', message }));
      }
    },
  };
}

/** Pages of a cover that is a file of its own; they count towards the multiple. */
const COVER_PAGES = 4;

/** Counts the pages on the way. */
function pageMultiple(): PreflightRule {
  let pages = 0;
  return {
    name: 'pages.multiple',
    describes: 'As many pages as the binding needs: a multiple of what the printer profile says',
    applies: hasProfile,
    page() {
      pages++;
    },
    file(_file, { target, find }) {
      const { multiple = 1, cover } = target.profile?.pages ?? {};
      const isApart =
        cover === 'separate' && (pages === COVER_PAGES || (pages + COVER_PAGES) % multiple === 0);
      if (multiple < 2 || pages % multiple === 0 || isApart) return;
      find(ofFile({ severity: 'error', message: 'The pages do not fill whole sheets', measured: `${pages} ${pages === 1 ? 'page' : 'pages'}`, wanted: `a multiple of ${multiple}` })); // prettier-ignore
    },
  };
}
