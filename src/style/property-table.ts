// The one table of every property: what it is called, what it accepts, how it is read, inherited and computed.
// The CSS reference is generated from it.
import { BOX_PROPERTIES } from './box-properties.ts';
import { FLEX_AND_COLUMN_PROPERTIES } from './flex-column-properties.ts';
import { FONT_PROPERTIES } from './font-properties.ts';
import { GENERATED_PROPERTIES } from './generated-properties.ts';
import type { LogicalLonghand, Longhand, LonghandGroup, LonghandName, Property } from './property.ts';
import { ALIASES, logicalLonghands, shorthands } from './shorthand-properties.ts';
import { TEXT_PROPERTIES } from './text-properties.ts';

/** Complete by its type: a longhand without a definition does not compile. */
const GROUPS: LonghandGroup<LonghandName> = {
  ...BOX_PROPERTIES,
  ...FLEX_AND_COLUMN_PROPERTIES,
  ...TEXT_PROPERTIES,
  ...FONT_PROPERTIES,
  ...GENERATED_PROPERTIES,
};

/** Definitions of longhands by field name, in the order of the groups. */
export const LONGHANDS: ReadonlyMap<string, Longhand> = new Map(
  Object.entries(GROUPS).map(([field, make]) => [field, make(field) as Longhand]),
);

/** Longhands whose side depends on the direction of the element, by field name. */
export const LOGICAL_LONGHANDS: ReadonlyMap<string, LogicalLonghand> = logicalLonghands(LONGHANDS);

/** Every property that may be written in a style sheet, by its CSS name. */
export const PROPERTIES: ReadonlyMap<string, Property> = new Map(
  [...LONGHANDS.values(), ...LOGICAL_LONGHANDS.values(), ...shorthands(LONGHANDS), ...ALIASES].map(
    (property) => [property.name, property],
  ),
);

/** Properties that say how a screen behaves; on paper they do nothing, so they are accepted without a word. */
export const HARMLESS_PROPERTIES: ReadonlySet<string> = new Set([
  'print-color-adjust', '-webkit-print-color-adjust', 'color-adjust', 'color-scheme', 'cursor', 'user-select',
  '-webkit-user-select', '-moz-user-select', 'pointer-events', 'text-rendering', '-webkit-font-smoothing',
  '-moz-osx-font-smoothing', '-webkit-text-size-adjust', 'text-size-adjust', 'scroll-behavior', 'will-change',
  'speak', 'speak-as',
]); // prettier-ignore
