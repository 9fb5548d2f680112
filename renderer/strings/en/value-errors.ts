/** What fails at points, wallet, codes, rewards and other value, in English. */

import type { ErrorTexts } from '../error-text.ts';

export const valueErrors = {
  points_off: {
    sentence: 'Points do not pay in this shop.',
    nextStep: 'Take another means of payment.',
  },
  points_above_limit: {
    sentence: 'So many points cannot pay here.',
    nextStep: 'Choose fewer; the screen says how many can pay and why.',
  },
  points_below_min: {
    sentence: 'That is fewer points than can pay.',
    nextStep: 'Choose more points, or none.',
  },
  points_off_step: {
    sentence: 'Points pay in whole steps only.',
    nextStep: 'Choose one of the amounts that are offered.',
  },
  tenders_above_due: {
    sentence: 'That is more than there is to pay.',
    nextStep: 'Take less of one of them.',
  },
  redemption_not_allowed: {
    sentence: 'This card may not pay so much right now.',
    nextStep: 'Choose less, or take another means of payment.',
  },
  redemption_on_hold: {
    sentence: 'Points and credit of this member wait for the head office.',
    nextStep: 'Take another means of payment. The member goes on collecting.',
  },
  household_limit: {
    sentence: 'The daily limit in this household does not reach.',
    nextStep: 'Choose less, or take another means of payment.',
  },
  wallet_off: {
    sentence: 'This wallet cannot be used here.',
    nextStep: 'Take another means of payment.',
  },
  wallet_full: {
    sentence: 'The wallet would hold more than it may.',
    nextStep: 'Enter less; the screen shows how much still fits.',
  },
  wallet_takes_no_change: {
    sentence: 'Change does not go into wallets in this shop.',
    nextStep: 'Hand the change out in cash.',
  },
  top_up_out_of_range: {
    sentence: 'The wallet cannot be topped up by this amount.',
    nextStep: 'Enter an amount between the two limits on the screen.',
  },
  cash_too_small: {
    sentence: 'The cash does not cover what is left to pay.',
    nextStep: 'Enter all the cash that was received.',
  },
  change_too_small: {
    sentence: 'There is not that much change.',
    nextStep: 'Put at most the change into the wallet.',
  },
  gift_reason_unknown: {
    sentence: 'Credit is not given for this reason.',
    nextStep: 'Choose one of the reasons on the screen.',
  },
  gift_above_limit: {
    sentence: 'That is more than may be given for this reason.',
    nextStep: 'Enter less.',
  },
  code_invalid: {
    sentence: 'This is not a whole code.',
    nextStep: 'A character is wrong or missing. Compare it with the card or the slip, or scan it.',
  },
  code_unknown: {
    sentence: 'This code is not known here.',
    nextStep: 'Check that it is of this shop, and scan it once more.',
  },
  code_paused: {
    sentence: 'Too many unknown codes in a row.',
    nextStep: 'Wait a minute, then scan the code instead of typing it.',
  },
  code_expired: {
    sentence: 'This code has ended.',
    nextStep: 'Show the customer the day on which it ended.',
  },
  code_cancelled: {
    sentence: 'This code was cancelled.',
    nextStep: 'Ask the manager why; the customer may get a new one.',
  },
  code_used_up: {
    sentence: 'This code has been used already.',
    nextStep: 'Go on without it.',
  },
  coupon_off: {
    sentence: 'This coupon is not part of the programme any more.',
    nextStep: 'Go on without it, or ask the manager.',
  },
  coupon_basket_too_small: {
    sentence: 'The basket is too small for this coupon.',
    nextStep: 'Add goods up to the amount of the coupon.',
  },
  gift_cards_off: {
    sentence: 'This shop does not sell gift cards.',
    nextStep: 'Ask the owner to switch them on.',
  },
  gift_card_empty: {
    sentence: 'Nothing is left on this gift card.',
    nextStep: 'Pay in another way.',
  },
  reward_unknown: {
    sentence: 'This reward is not in the catalogue any more.',
    nextStep: 'Open the rewards again and choose another.',
  },
  reward_not_now: {
    sentence: 'This reward is not given today.',
    nextStep: 'Choose another one.',
  },
  reward_not_for_tier: {
    sentence: 'This reward is for another tier.',
    nextStep: 'Choose another one.',
  },
  reward_sold_out: {
    sentence: 'Nothing is left of this reward.',
    nextStep: 'Choose another one.',
  },
  reward_limit_reached: {
    sentence: 'This member has had this reward as often as it is given.',
    nextStep: 'Choose another one.',
  },
  claim_unknown: {
    sentence: 'This claim was not made at this till.',
    nextStep: 'Open the rewards of the member again.',
  },
  claim_closed: {
    sentence: 'This reward was handed over or taken back already.',
    nextStep: 'Open the rewards of the member again to see how it stands.',
  },
  transfers_not_offered: {
    sentence: 'Members cannot give points to each other here.',
    nextStep: 'Ask the owner to switch it on.',
  },
  transfer_to_self: {
    sentence: 'The member would give points to themself.',
    nextStep: 'Choose another member to receive them.',
  },
  transfer_too_small: {
    sentence: 'This is less than the smallest transfer.',
    nextStep: 'Give more: the least is named in the dialog.',
  },
  transfer_day_limit: {
    sentence: 'The member has reached what may be given in a day.',
    nextStep: 'Give less: what is left of today is named in the dialog.',
  },
  balance_too_small: {
    sentence: 'There is not enough for this.',
    nextStep: 'Choose a smaller amount.',
  },
} satisfies Partial<ErrorTexts>;
