// Moved: see document/structure.ts.
export { ARTIFACT, Structure } from '../document/structure.ts';
export type { StructureNode, StructureRole } from '../document/structure.ts';
