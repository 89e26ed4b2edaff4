// The layers of a foreign PDF → whether what belongs to one is seen when nobody has switched anything (ISO 32000-1, 8.11).
import type { PdfDictionary, PdfObjects, PdfValue } from './pdf-values.ts';
import { dictionaryOf, entry, itemsOf, nameIn } from './pdf-values.ts';

/** Whether the content of a group or membership dictionary is seen. */
export type LayerTest = (group: PdfValue | undefined) => boolean;

/** The layers' state by the default configuration; visibility expressions (VE) are not read. */
export function layerTest(objects: PdfObjects, catalog: PdfDictionary): LayerTest {
  const properties = dictionaryOf(objects, catalog.entries.get('OCProperties'));
  const configuration = dictionaryOf(objects, properties.entries.get('D'));
  const groups = (name: string): ReadonlySet<PdfValue> =>
    new Set(itemsOf(objects, configuration.entries.get(name)));
  const on = groups('ON');
  const off = groups('OFF');
  const allOff = nameIn(objects, configuration, 'BaseState') === 'OFF';
  const isOn = (group: PdfValue): boolean => (allOff ? on.has(group) : !off.has(group));
  return (value) => {
    const group = objects.resolve(value);
    if (group.kind !== 'dictionary') return true;
    if (nameIn(objects, group, 'Type') !== 'OCMD') return isOn(group);
    const members = itemsOf(objects, groupsOf(objects, group)).filter(({ kind }) => kind === 'dictionary');
    if (members.length === 0) return true;
    switch (nameIn(objects, group, 'P')) {
      case 'AllOn':
        return members.every(isOn);
      case 'AnyOff':
        return !members.every(isOn);
      case 'AllOff':
        return !members.some(isOn);
      default:
        return members.some(isOn);
    }
  };
}

function groupsOf(objects: PdfObjects, membership: PdfDictionary): PdfValue {
  return entry(objects, membership, 'OCGs');
}
