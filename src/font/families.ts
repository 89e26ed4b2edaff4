// Family names → the faces declared or installed under them (CSS Fonts 4, 2.1 and 4): @font-face rules first, then
// generic names, then the @fontsource package of that name.
import { nearestName } from '../base/nearest-name.ts';
import type { FaceSlot } from './face-slot.ts';

/** Tried last, whatever was asked for: Persian and Pashto, then Latin, Greek and Cyrillic. */
const FALLBACK_FAMILIES: readonly string[] = ['Vazirmatn', 'Source Serif 4'];

/** Families that come with the program. */
export const BUNDLED_FAMILIES: readonly string[] = [
  'Vazirmatn',
  'Source Serif 4',
  'Source Sans 3',
  'Noto Naskh Arabic',
  'Noto Nastaliq Urdu',
  'Newsreader',
];

/** CSS Fonts 4, 2.1.3. There is no typewriter face among the bundled ones. */
const GENERIC_FAMILIES: ReadonlyMap<string, string> = new Map([
  ['serif', 'Source Serif 4'],
  ['ui-serif', 'Source Serif 4'],
  ['sans-serif', 'Source Sans 3'],
  ['ui-sans-serif', 'Source Sans 3'],
  ['ui-rounded', 'Source Sans 3'],
  ['system-ui', 'Source Sans 3'],
  ['monospace', 'Source Sans 3'],
  ['ui-monospace', 'Source Sans 3'],
  ['cursive', 'Newsreader'],
  ['fantasy', 'Newsreader'],
  ['math', 'Source Serif 4'],
  ['emoji', 'Source Serif 4'],
]);

/** The faces of one family, looked up when the families before it lack a character. */
export type FamilyLookup = () => readonly FaceSlot[];

/** What load-fonts knows of the file system. */
export interface FamilySources {
  /** Names as declared, in order. */
  readonly declared: readonly string[];
  /** The faces of a declared family (`name` in lower case), in order; undefined when it is not declared. */
  declaredSlots(name: string): readonly FaceSlot[] | undefined;
  /** The faces of the @fontsource package of a family; undefined when it is not installed. */
  packagedSlots(family: string): readonly FaceSlot[] | undefined;
  hasPackage(family: string): boolean;
}

export class Families {
  readonly #sources: FamilySources;
  readonly #declared: ReadonlySet<string>;
  readonly #slots = new Map<string, readonly FaceSlot[]>();

  constructor(sources: FamilySources) {
    this.#sources = sources;
    this.#declared = new Set(sources.declared.map((name) => name.toLowerCase()));
  }

  isKnown(family: string): boolean {
    const name = family.toLowerCase();
    return this.#declared.has(name) || GENERIC_FAMILIES.has(name) || this.#sources.hasPackage(family);
  }

  /** The faces of a family, [] when there is none of that name. */
  slots(family: string): readonly FaceSlot[] {
    const name = family.toLowerCase();
    let slots = this.#slots.get(name);
    if (slots === undefined) {
      slots = this.#sources.declaredSlots(name) ?? this.#sources.packagedSlots(family) ?? [];
      this.#slots.set(name, slots);
    }
    return slots;
  }

  /** Families to try in order, generic names replaced, then the built-in fallback whatever is declared under its name. */
  lookups(families: readonly string[]): FamilyLookup[] {
    const names = families.map((family) => {
      const name = family.toLowerCase();
      return this.#declared.has(name) ? family : (GENERIC_FAMILIES.get(name) ?? family);
    });
    return [
      ...[...new Set(names)].map((name) => () => this.slots(name)),
      ...FALLBACK_FAMILIES.map((name) => () => this.#sources.packagedSlots(name) ?? []),
    ];
  }

  /** The known name that may have been meant. */
  nearest(family: string): string | undefined {
    const known = new Map<string, string>();
    for (const name of [...GENERIC_FAMILIES.keys(), ...BUNDLED_FAMILIES, ...this.#sources.declared]) {
      known.set(name.toLowerCase(), name);
    }
    const nearest = nearestName(family.toLowerCase(), known.keys());
    return nearest === undefined ? undefined : known.get(nearest);
  }
}
