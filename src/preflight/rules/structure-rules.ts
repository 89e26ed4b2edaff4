// The structure of accessible files (ISO 14289-1, 7; ISO 19005-2, 6.7): what structure/check-tags.ts finds, as a rule for each kind of
// fault. The content of the pages is kept until the last one, because the tree goes across them.
import type { PreflightRule, RuleContext } from '../report-types.ts';
import { checkTags } from './structure/check-tags.ts';
import { MarkedContents } from './structure/marked-contents.ts';
import { STRUCTURE_RULES } from './structure/structure-faults.ts';
import type { StructureFault, StructureRule } from './structure/structure-faults.ts';
import { isAccessible, isUa, ofPage } from './rule-kit.ts';

/** What PDF/A-2a asks too; the rest is PDF/UA’s, and of a file that is PDF/A-2a alone a warning. */
const OF_ARCHIVES: ReadonlySet<StructureRule> = new Set(['missing', 'tree', 'text-outside', 'text-twice', 'mark-missing', 'parent-tree', 'artifact-share', 'text-missing', 'text-added', 'reading-order', 'role', 'language']); // prettier-ignore

/** Rules of the structure. */
export function structureRules(): readonly PreflightRule[] {
  const contents = new MarkedContents();
  let faults: readonly StructureFault[] | null = null;
  const faultsOf = ({ tags, expectedText }: RuleContext): readonly StructureFault[] =>
    checkTags(tags(), contents, expectedText?.join('\f') ?? null);
  const names = Object.keys(STRUCTURE_RULES) as StructureRule[];
  return names.map((name, index) => ({
    name: `structure.${name}`,
    describes: STRUCTURE_RULES[name],
    applies: isAccessible,
    readsPieces: true,
    // Each page is taken once, by the first of them.
    ...(index === 0 && { page: (page) => contents.add(page) }),
    file(_file, context) {
      faults ??= faultsOf(context);
      const isLenient = !isUa(context.target) && !OF_ARCHIVES.has(name);
      for (const { rule, severity, message, page, place } of faults) {
        if (rule === name) context.find(ofPage(page, { severity: isLenient ? 'warning' : severity, message, place })); // prettier-ignore
      }
    },
  }));
}
