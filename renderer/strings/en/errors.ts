/** Every failure in English. */

import type { ErrorTexts } from '../error-text.ts';
import { lineErrors } from './line-errors.ts';

export const errors: ErrorTexts = {
  internal: {
    sentence: 'Something went wrong inside the till.',
    nextStep: 'Try once more. If it happens again, call the manager.',
  },
  deadline_passed: {
    sentence: 'The till did not answer in time.',
    nextStep: 'Press the button again. Nothing is booked twice.',
  },
  service_lost: {
    sentence: 'The screen lost touch with the till service.',
    nextStep: 'Wait a moment. It reconnects by itself and the basket is kept.',
  },
  invalid_input: {
    sentence: 'The till could not use what was entered.',
    nextStep: 'Check what you typed and try again.',
  },
  not_signed_in: { sentence: 'Nobody is signed in.', nextStep: 'Sign in with your PIN.' },
  operator_unknown: {
    sentence: 'This operator does not work at this till.',
    nextStep: 'Choose another operator, or ask the manager to add this one.',
  },
  wrong_pin: { sentence: 'That PIN is not right.', nextStep: 'Enter your PIN again.' },
  locked_out: {
    sentence: 'Too many wrong PINs.',
    nextStep: 'Wait until the lock ends, or let someone else sign in or another manager approve.',
  },
  approval_needed: {
    sentence: 'This needs the yes of a manager.',
    nextStep: 'Call a manager to look at it and enter their PIN.',
  },
  approver_is_actor: {
    sentence: 'Nobody can approve what they do themselves.',
    nextStep: 'Call another manager to enter their PIN.',
  },
  approver_not_manager: {
    sentence: 'Only a manager can approve this.',
    nextStep: 'Choose a manager and let them enter their PIN.',
  },
  barcode_unknown: {
    sentence: 'No product has this barcode.',
    nextStep: 'Search for the product by name, or enter its price as an amount.',
  },
  product_unknown: {
    sentence: 'This product is no longer sold.',
    nextStep: 'Search for another product, or enter the price as an amount.',
  },
  amount_invalid: { sentence: 'That amount cannot be used.', nextStep: 'Enter an amount above zero.' },
  quantity_invalid: {
    sentence: 'That quantity cannot be used.',
    nextStep: 'Enter a whole number of 1 or more.',
  },
  basket_full: {
    sentence: 'The basket is full.',
    nextStep: 'Take payment for this basket, then start a new one.',
  },
  basket_empty: { sentence: 'The basket is empty.', nextStep: 'Add a product or an amount first.' },
  basket_changed: {
    sentence: 'The basket has changed in the meantime.',
    nextStep: 'Check the new amount and press pay again.',
  },
  line_unknown: {
    sentence: 'This line is no longer in the basket.',
    nextStep: 'Check the basket and go on.',
  },
  offer_unknown: {
    sentence: 'This offer is not in force any more.',
    nextStep: 'Look at the list of offers once more.',
  },
  nothing_to_undo: { sentence: 'There is nothing to undo.', nextStep: 'Go on with the sale.' },
  member_erased: {
    sentence: 'The head office has erased the data of this customer.',
    nextStep: 'The basket is kept and goes on without a member.',
  },
  member_unknown: {
    sentence: 'This member was not found.',
    nextStep: 'Search by phone or name, or enrol the customer.',
  },
  card_unknown: {
    sentence: 'This card belongs to no member yet.',
    nextStep: 'Enrol the customer with it, or sell without a member.',
  },
  card_blocked: {
    sentence: 'This card is blocked.',
    nextStep: 'Find the member by phone, or sell without a member.',
  },
  card_taken: {
    sentence: 'This card already belongs to another member.',
    nextStep: 'Take a fresh card and tap it.',
  },
  card_unreadable: {
    sentence: 'The card could not be read.',
    nextStep: 'Lift the card and tap it once more.',
  },
  card_not_for_members: {
    sentence: 'This is not a loyalty card.',
    nextStep: 'Ask for the loyalty card, or search by phone.',
  },
  several_cards: {
    sentence: 'More than one card is on the reader.',
    nextStep: 'Lift them all and tap a single card.',
  },
  name_missing: { sentence: 'The name is missing.', nextStep: 'Enter the name of the customer.' },
  phone_invalid: {
    sentence: 'This is not a phone number.',
    nextStep: 'Check the digits, or leave the field empty.',
  },
  phone_taken: {
    sentence: 'Another member already has this phone number.',
    nextStep: 'Search for the number and choose that member.',
  },
  birth_date_invalid: { sentence: 'This date does not exist.', nextStep: 'Check year, month and day.' },
  search_too_short: {
    sentence: 'That is too little to search for.',
    nextStep: 'Type at least two letters or four digits.',
  },
  member_missing: {
    sentence: 'No member is identified.',
    nextStep: 'Tap their card or look them up first.',
  },
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
  household_invalid: {
    sentence: 'These two members cannot be put into one household like this.',
    nextStep: 'See that neither is in another household, and that the head is under nobody.',
  },
  guest_card_refused: {
    sentence: 'This guest card is not taken for this basket.',
    nextStep: 'It is for a customer who is no member; look at the card’s end, too.',
  },
  introducer_unknown: {
    sentence: 'The introducer was not found, or their guest card has ended.',
    nextStep: 'Choose the introducer again, or enrol without one.',
  },
  balance_too_small: {
    sentence: 'There is not enough for this.',
    nextStep: 'Choose a smaller amount.',
  },
  sale_unknown: {
    sentence: 'No sale was found under this number.',
    nextStep: 'Check the number on the receipt, or look the sale up by its member.',
  },
  sale_changed: {
    sentence: 'Something was given back of this sale in the meantime.',
    nextStep: 'Look at what is left of it and confirm again.',
  },
  reason_unknown: {
    sentence: 'A reason is missing.',
    nextStep: 'Choose one of the reasons in the list.',
  },
  already_refunded: {
    sentence: 'All of this sale was given back already.',
    nextStep: 'Look at the slips under the sale: they say when and by whom.',
  },
  proof_unreadable: {
    sentence: 'This refund code is damaged or not complete.',
    nextStep: 'Scan it once more, or give the sale back at the till that sold.',
  },
  proof_not_ours: {
    sentence: 'No till of this chain has signed this refund code.',
    nextStep: 'Give nothing back by it. Ask for the receipt and look at its shop and number.',
  },
  proof_too_long: {
    sentence: 'This sale has more lines than a refund code can hold.',
    nextStep: 'It is given back at this till, by its receipt number.',
  },
  refund_empty: {
    sentence: 'Nothing was chosen to give back.',
    nextStep: 'Choose the lines that the customer brought back.',
  },
  refund_line_unknown: {
    sentence: 'This line is not part of the sale.',
    nextStep: 'Open the sale once more and choose the lines again.',
  },
  refund_too_much: {
    sentence: 'That is more than is left of this line.',
    nextStep: 'Lower the quantity to what is left.',
  },
  refund_too_late: {
    sentence: 'The time for giving this sale back is over.',
    nextStep: 'Explain the shop’s return period, or ask the owner.',
  },
  void_too_late: {
    sentence: 'Only sales of today can be voided.',
    nextStep: 'Refund the whole sale instead.',
  },
  wallet_takes_no_refunds: {
    sentence: 'This refund cannot go into a wallet.',
    nextStep: 'Hand the money back as it was paid.',
  },
  member_same: {
    sentence: 'The sale belongs to this member already.',
    nextStep: 'Choose another member, or close this window.',
  },
  member_change_too_late: {
    sentence: 'The time for giving this sale to another member is over.',
    nextStep: 'Ask a manager to adjust the points by hand.',
  },
  member_change_refunded: {
    sentence: 'Something was given back of this sale, so its member stays.',
    nextStep: 'Ask a manager to adjust the points by hand.',
  },
  manager_needed: {
    sentence: 'Only a manager can do this.',
    nextStep: 'Let a manager sign in and do it.',
  },
  adjust_above_limit: {
    sentence: 'That is more than may be adjusted here.',
    nextStep: 'Lower the amount, or ask head office.',
  },
  expiry_in_past: {
    sentence: 'This would have ended already.',
    nextStep: 'Choose a later day, or none.',
  },
  batch_empty: {
    sentence: 'Nothing is left that could be taken back.',
    nextStep: 'Check the offer and the days.',
  },
  batch_too_large: {
    sentence: 'Too many members for one go.',
    nextStep: 'Choose fewer days and go on day by day.',
  },
  batch_changed: {
    sentence: 'The sums have changed in the meantime.',
    nextStep: 'Look at the new sums and confirm again.',
  },
  reader_missing: {
    sentence: 'The card reader is not connected.',
    nextStep: 'Check its cable. Until then, search for members by phone or name.',
  },
  demo_only: { sentence: 'This works in the demo only.', nextStep: 'Use a real card on the reader.' },
  disk_full: {
    sentence: 'The disk of this till is full, so no sale can be booked.',
    nextStep: 'Call the manager to free some space. No sale was left half booked.',
  },
  database_busy: {
    sentence: 'Another program is using the ledger of this till.',
    nextStep: 'Try again in a moment. If it stays so, close backup or antivirus programs.',
  },
  database_missing: {
    sentence: 'A data file of this till is missing.',
    nextStep: 'Call support. Do not set up the till again.',
  },
  database_damaged: {
    sentence: 'A data file of this till is damaged, so no sale can be booked.',
    nextStep: 'Call support. What was booked before stays on the disk.',
  },
  database_key_wrong: {
    sentence: 'The key of this till does not open its data.',
    nextStep: 'Start the till as the same user of the computer as before, or call support.',
  },
  database_newer: {
    sentence: 'The data was written by a newer version of this program.',
    nextStep: 'Install the newest version on this till.',
  },
  durability_missing: {
    sentence: 'This disk does not keep what it promises, so the till does not sell.',
    nextStep: 'Call support to move the data to another disk.',
  },
  ledger_broken: {
    sentence: 'The check of the ledger found a fault, so no sale can be booked.',
    nextStep: 'Call support. Do not delete any file.',
  },
  shift_broken: {
    sentence: 'An entry of this shift is not as it was booked, so the shift is not closed.',
    nextStep: 'Call support and name the number of the entry. Do not delete any file.',
  },
  key_unavailable: {
    sentence: 'The key store of this computer did not answer.',
    nextStep: 'Sign in to the computer again and start the till.',
  },
  ...lineErrors,
  rule_set_invalid: {
    sentence: 'This is not a valid rule set.',
    nextStep: 'Correct the named place in the file. Nothing was changed.',
  },
  basket_invalid: {
    sentence: 'This is not a valid basket.',
    nextStep: 'Correct the named place in the file.',
  },
  member_invalid: {
    sentence: 'This is not a valid member.',
    nextStep: 'Correct the named place in the file.',
  },
  activity_invalid: {
    sentence: 'This is not a valid activity.',
    nextStep: 'Correct the named place in the file.',
  },
  history_invalid: {
    sentence: 'This is not a valid history of sales.',
    nextStep: 'Correct the named line of the file. Nothing was simulated.',
  },
  instant_invalid: {
    sentence: 'This is not a point in time.',
    nextStep: 'Write it as in 2026-11-21T10:00:00+03:30.',
  },
  entry_unknown: {
    sentence: 'There is no such entry in the ledger.',
    nextStep: 'Check the number of the receipt.',
  },
  other_chain: {
    sentence: 'This folder holds the ledger of another chain.',
    nextStep: 'Choose another folder. Nothing in this one was touched.',
  },
};
