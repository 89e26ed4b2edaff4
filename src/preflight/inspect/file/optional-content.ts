// Optional content (ISO 32000-1, 8.11) → whether something is shown when the file is opened and nobody switches anything.
import type { PDFDict, PDFObject } from '@cantoo/pdf-lib';
import type { PdfObjects } from '../objects/pdf-objects.ts';

export interface OptionalContent {
  /** The file has optional content at all. */
  readonly present: boolean;
  /** A configuration has layers switch by themselves (AS). */
  readonly automatic: boolean;
  /** Whether what is marked with a group (OCG) or membership (OCMD) is hidden by default. */
  isHidden(value: PDFObject | null | undefined): boolean;
}

/** Reads the default configuration. */
export function readOptionalContent(catalog: PDFDict | null, objects: PdfObjects): OptionalContent {
  const properties = objects.dict(objects.get(catalog, 'OCProperties'));
  if (properties === null) return { present: false, automatic: false, isHidden: () => false };
  const configuration = objects.dict(objects.get(properties, 'D'));
  const groups = (key: string): ReadonlySet<PDFDict | null> =>
    new Set(objects.list(objects.get(configuration, key)).map((each) => objects.dict(each)));
  const off = groups('OFF');
  const on = groups('ON');
  const startsOff = objects.name(objects.get(configuration, 'BaseState')) === 'OFF';
  const isGroupHidden = (group: PDFDict): boolean => off.has(group) || (startsOff && !on.has(group));
  return {
    present: objects.list(objects.get(properties, 'OCGs')).length > 0,
    automatic: [configuration, ...objects.list(objects.get(properties, 'Configs')).map((each) => objects.dict(each))].some((each) => objects.list(objects.get(each, 'AS')).length > 0), // prettier-ignore
    isHidden(value) {
      const dict = objects.dict(value);
      if (dict === null) return false;
      if (objects.name(objects.get(dict, 'Type')) !== 'OCMD') return isGroupHidden(dict);
      return isMembershipHidden(dict, isGroupHidden, objects);
    },
  };
}

/** Table 99; visibility expressions are not worked out. */
function isMembershipHidden(
  dict: PDFDict,
  isGroupHidden: (group: PDFDict) => boolean,
  objects: PdfObjects,
): boolean {
  const value = objects.get(dict, 'OCGs');
  const single = objects.dict(value);
  const members = single === null ? objects.list(value).flatMap((each) => objects.dict(each) ?? []) : [single]; // prettier-ignore
  if (members.length === 0) return false;
  switch (objects.name(objects.get(dict, 'P'))) {
    case 'AllOn':
      return members.some(isGroupHidden);
    case 'AnyOff':
      return !members.some(isGroupHidden);
    case 'AllOff':
      return !members.every(isGroupHidden);
    default:
      return members.every(isGroupHidden);
  }
}
