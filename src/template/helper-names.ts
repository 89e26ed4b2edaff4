// The helpers a template may call; documented in the README. Handlebars' own are if, unless, each, with and lookup.

export const OWN_HELPERS = [
  'date', 'digits', 't', 'poem', 'markdown', 'qr', 'number', 'eq', 'ne', 'lt', 'gt', 'le', 'ge', 'and', 'or', 'not',
  'concat', 'join', 'dir',
] as const; // prettier-ignore
export type OwnHelper = (typeof OWN_HELPERS)[number];

export const HELPER_NAMES: ReadonlySet<string> = new Set([
  ...OWN_HELPERS,
  'if',
  'unless',
  'each',
  'with',
  'lookup',
]);
