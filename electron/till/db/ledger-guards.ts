/** Triggers that a ledger must have: without them an entry could be changed by mistake. */

export const ledgerGuards = [
  'attachment_no_update',
  'entry_gapless',
  'entry_no_delete',
  'entry_no_update',
  'posting_no_delete',
  'posting_no_update',
  'rule_set_no_delete',
  'rule_set_no_update',
] as const;
