/** What this page has words for; a newer HQ may know more kinds of entries. */
const kinds = [
  'sale',
  'activity',
  'enrol',
  'redeem',
  'topUp',
  'refund',
  'adjust',
  'transfer',
  'release',
  'expire',
  'claim',
  'handOver',
  'cancelClaim',
  'issueCodes',
  'useCode',
  'cancelCodes',
  'reassign',
  'tierChange',
  'refer',
  'grant',
  'household',
  'shiftClose',
  'epochStart',
  'overdraft',
] as const;

export function statementKind(kind: string): (typeof kinds)[number] | 'other' {
  return kinds.find((known) => known === kind) ?? 'other';
}
