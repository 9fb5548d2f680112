const reasonsWithWords = [
  'score_differs',
  'refund_above_original',
  'code_used_twice',
  'balance_exceeded',
  'approver_missing',
  'clock_suspect',
  'rule_set_missing',
  'after_revocation',
  'unreadable',
  'misplaced',
  'out_of_range',
  'finished_elsewhere',
  'booked_before',
] as const;

/** Why an entry was not simply counted, as far as this page has words for it: a newer HQ may know more reasons. */
export function knownReason(reason: string): (typeof reasonsWithWords)[number] | 'other' {
  return reasonsWithWords.find((known) => known === reason) ?? 'other';
}
