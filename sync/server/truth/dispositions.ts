/** What HQ thinks of an entry that a till made. Whatever it is, the entry stays. */

export type Disposition =
  | 'accepted'
  /** Counted, and a person should look at it. */
  | 'flagged'
  /** The same operation was booked before: counted once, by the other entry. */
  | 'repeated'
  /** Kept and not counted. */
  | 'quarantined';

/** The most serious first: an entry has one reason. Words are only ever added, because they are stored. */
export const flagReasons = [
  'score_differs',
  'refund_above_original',
  'code_used_twice',
  'balance_exceeded',
  'approver_missing',
  'clock_suspect',
  /** The rule set that it names has not come yet; the entry is judged again when it is here. */
  'rule_set_missing',
] as const;
export type FlagReason = (typeof flagReasons)[number];

export const quarantineReasons = [
  /** Made after the till was revoked. */
  'after_revocation',
  /** A kind or version that this program does not know, or bytes that are no entry. */
  'unreadable',
  /** It says that it belongs elsewhere than where its chain has it. */
  'misplaced',
  /** Its numbers cannot be added up. */
  'out_of_range',
] as const;
export type QuarantineReason = (typeof quarantineReasons)[number];

export const repeatReasons = [
  /** Another till booked it: one basket was sold at two tills. */
  'finished_elsewhere',
  /** The same till did, such as in another branch of its chain. */
  'booked_before',
] as const;
export type RepeatReason = (typeof repeatReasons)[number];

export type CodeOfReason = FlagReason | QuarantineReason | RepeatReason;

/** The most serious of them; null for none. */
export function worstFlag(reasons: Iterable<FlagReason>): FlagReason | null {
  const found = new Set(reasons);
  return flagReasons.find((reason) => found.has(reason)) ?? null;
}
