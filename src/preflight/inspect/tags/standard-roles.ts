// Roles of the standard (ISO 32000-1, 14.8.4).

const STANDARD_ROLES: ReadonlySet<string> = new Set([
  // 14.8.4.2
  'Document', 'Part', 'Art', 'Sect', 'Div', 'BlockQuote', 'Caption', 'TOC', 'TOCI', 'Index', 'NonStruct', 'Private',
  // 14.8.4.3
  'P', 'H', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'L', 'LI', 'Lbl', 'LBody',
  'Table', 'TR', 'TH', 'TD', 'THead', 'TBody', 'TFoot',
  // 14.8.4.4
  'Span', 'Quote', 'Note', 'Reference', 'BibEntry', 'Code', 'Link', 'Annot',
  'Ruby', 'RB', 'RT', 'RP', 'Warichu', 'WT', 'WP',
  // 14.8.4.5
  'Figure', 'Formula', 'Form',
]); // prettier-ignore

/** Whether readers know it without a RoleMap. */
export function isStandardRole(role: string): boolean {
  return STANDARD_ROLES.has(role);
}
