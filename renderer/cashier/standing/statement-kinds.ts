/** What an entry of a statement is called; one that this screen does not know yet is simply an entry. */

const kinds = [
  'sale',
  'activity',
  'redeem',
  'topUp',
  'refund',
  'adjust',
  'transfer',
  'release',
  'expire',
  'claim',
  'cancelClaim',
  'reassign',
  'grant',
  'issueCodes',
] as const;

export function statementKindKey(kind: string): `standing.kind_${(typeof kinds)[number] | 'entry'}` {
  const known = kinds.find((candidate) => candidate === kind);
  return `standing.kind_${known ?? 'entry'}`;
}
