// The tags of a file and the marked content of its pages → everything that is wrong with them.
import { checkArticleOrder, checkPageOrder } from './check-article-order.ts';
import { checkContent } from './check-content.ts';
import { checkElements, checkLanguages } from './check-elements.ts';
import { checkLinks } from './check-links.ts';
import { checkColumns, checkExpected } from './check-order.ts';
import { checkParts } from './check-parts.ts';
import { checkReferences } from './check-references.ts';
import { checkVerse } from './check-verse.ts';
import type { MarkedContents } from './marked-contents.ts';
import { NOWHERE, StructureFaults } from './structure-faults.ts';
import type { StructureFault } from './structure-faults.ts';
import { TagFacts } from './tag-facts.ts';
import type { TaggedDocument } from '../../inspect/inspected-pdf.ts';

/** `expected`: the text that has to be in the structure, block by block, as text files of issues have it; null when it is not known. */
export function checkTags(
  document: TaggedDocument,
  contents: MarkedContents,
  expected: string | null,
): readonly StructureFault[] {
  const faults = new StructureFaults();
  const { tree } = document;
  if (tree.elements.length === 0) {
    // One that does not say that it is tagged is told by accessibility.not-tagged.
    if (tree.tagged) faults.error('missing', tree.hasRoot ? 'The structure tree of the file is empty' : 'The file has no structure tree', NOWHERE); // prettier-ignore
    return faults.list;
  }
  if (tree.cut) faults.error('tree', 'The structure tree has too many elements, or they are nested too deeply: it was read in part', NOWHERE); // prettier-ignore
  if (tree.repeated > 0) faults.error('tree', `Elements stand in several places of the tree, or it runs in a circle (${tree.repeated} times)`, NOWHERE); // prettier-ignore
  if (tree.suspects) faults.error('tree', 'The file says that its tags may be wrong (Suspects)', NOWHERE);
  const facts = new TagFacts(document, contents);
  checkContent(facts, faults);
  if (expected === null) checkColumns(facts, faults);
  else checkExpected(facts, expected, faults);
  checkArticleOrder(facts, faults);
  checkPageOrder(facts, faults);
  checkVerse(facts, faults);
  checkElements(facts, faults);
  checkLanguages(facts, faults);
  checkParts(facts, faults);
  checkLinks(facts, faults);
  checkReferences(facts, faults);
  return faults.list;
}
