/** Every failure in English. */

import type { ErrorTexts } from '../error-text.ts';

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
    nextStep: 'Wait until the lock ends, or let another operator sign in.',
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
  tenders_changed: {
    sentence: 'What was chosen to pay with is not there any more.',
    nextStep: 'Open the payment again and choose anew. Nothing was booked.',
  },
  redemption_not_allowed: {
    sentence: 'This card may not pay so much right now.',
    nextStep: 'Choose less, or take another means of payment.',
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
  key_unavailable: {
    sentence: 'The key store of this computer did not answer.',
    nextStep: 'Sign in to the computer again and start the till.',
  },
  file_unreadable: {
    sentence: 'The file could not be read.',
    nextStep: 'Check its name, place and permissions.',
  },
  file_unwritable: {
    sentence: 'The file could not be written.',
    nextStep: 'Check its folder, its permissions and the free space.',
  },
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
