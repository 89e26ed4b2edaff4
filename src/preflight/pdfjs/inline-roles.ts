// Roles of structure elements that make no block (ISO 32000-1, 14.8.4.4).

/** Their text belongs to the block around them. */
export const INLINE_ROLES: ReadonlySet<string> = new Set(['Link', 'Span', 'Reference', 'Quote', 'Code', 'Em', 'Strong', 'Annot']); // prettier-ignore
