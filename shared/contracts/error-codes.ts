/**
 * The closed catalogue of what a user or the world can cause. Each code has a sentence and a next step in
 * `renderer/strings`, in every language.
 */

export const errorCodes = [
  // the way between the screen and the till service
  'internal',
  'deadline_passed',
  'service_lost',
  'invalid_input',
  // operators
  'not_signed_in',
  'operator_unknown',
  'wrong_pin',
  'locked_out',
  'approval_needed',
  'approver_is_actor',
  'approver_not_manager',
  // basket
  'barcode_unknown',
  'product_unknown',
  'amount_invalid',
  'quantity_invalid',
  'basket_full',
  'basket_empty',
  'basket_changed',
  'line_unknown',
  'offer_unknown',
  'nothing_to_undo',
  // members and cards
  'member_unknown',
  /** Told by an event: the open basket's member was erased by HQ. */
  'member_erased',
  'card_unknown',
  'card_blocked',
  'card_taken',
  'card_unreadable',
  'card_not_for_members',
  'several_cards',
  'name_missing',
  'phone_invalid',
  'phone_taken',
  'birth_date_invalid',
  'search_too_short',
  // codes and rewards
  'code_invalid',
  'code_unknown',
  'code_paused',
  'code_expired',
  'code_cancelled',
  'code_used_up',
  'coupon_off',
  'coupon_basket_too_small',
  'gift_cards_off',
  'gift_card_empty',
  'reward_unknown',
  'reward_not_now',
  'reward_not_for_tier',
  'reward_sold_out',
  'reward_limit_reached',
  'claim_unknown',
  'claim_closed',
  // value
  'balance_too_small',
  // standing of members
  'transfers_not_offered',
  'transfer_to_self',
  'transfer_too_small',
  'transfer_day_limit',
  'household_invalid',
  'guest_card_refused',
  'introducer_unknown',
  // what pays besides money
  'member_missing',
  'points_off',
  'points_above_limit',
  'points_below_min',
  'points_off_step',
  'tenders_above_due',
  'redemption_not_allowed',
  'redemption_on_hold',
  'household_limit',
  'wallet_off',
  'wallet_full',
  'wallet_takes_no_change',
  'top_up_out_of_range',
  'cash_too_small',
  'change_too_small',
  'gift_reason_unknown',
  'gift_above_limit',
  // corrections
  'sale_unknown',
  'sale_changed',
  'reason_unknown',
  'already_refunded',
  'proof_unreadable',
  'proof_not_ours',
  'proof_too_long',
  'refund_empty',
  'refund_line_unknown',
  'refund_too_much',
  'refund_too_late',
  'void_too_late',
  'wallet_takes_no_refunds',
  'member_same',
  'member_change_too_late',
  'member_change_refunded',
  'manager_needed',
  'adjust_above_limit',
  'expiry_in_past',
  'batch_empty',
  'batch_too_large',
  'batch_changed',
  // reader
  'reader_missing',
  'demo_only',
  // storage
  'disk_full',
  'database_busy',
  'database_missing',
  'database_damaged',
  'database_key_wrong',
  'database_newer',
  'durability_missing',
  'ledger_broken',
  'shift_broken',
  'key_unavailable',
  // the line to HQ
  'not_joined',
  'already_joined',
  'address_invalid',
  'join_code_wrong',
  'join_code_expired',
  'join_refused',
  'join_undecided',
  'hq_not_reached',
  'unsent_to_other_hq',
  'nothing_to_send',
  // files and data given by hand
  'file_unreadable',
  'file_unwritable',
  'rule_set_invalid',
  'basket_invalid',
  'member_invalid',
  'activity_invalid',
  'history_invalid',
  'instant_invalid',
  'entry_unknown',
  'other_chain',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** Numbers and words that the sentence of a code needs, such as the seconds of a lock-out. */
export type ErrorDetails = { readonly [name: string]: string | number };

export type AppError<Code extends ErrorCode = ErrorCode> = {
  readonly code: Code;
  readonly details: ErrorDetails;
};

export function appError<Code extends ErrorCode>(code: Code, details: ErrorDetails = {}): AppError<Code> {
  return { code, details };
}
